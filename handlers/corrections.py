"""Wrong? under a quote: a form, checked field by field, and the correction in force at once."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.errors import StoreError, WhosaidError
from bot.mending import Correction
from bot.names import fold
from bot.when import local_day
from handlers.buttons import place_of, tell
from handlers.desk import Desk
from handlers.posts import post
from handlers.presses import on_press, value_of
from handlers.promptly import Promptly, TooLate, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.contexts import gone
from handlers.render.editing import FormError
from handlers.render.mending import (
    FORM,
    SEARCH,
    corrected,
    correction_form,
    mended_message,
    people_options,
    remembered,
    same_as,
)
from handlers.troubles import as_message, attempted

Body = dict[str, Any]

OK = 200
OFFERED = 30  # people at once while a name is typed


NOT_NOW = "The archive does not answer at the moment. Press it again in a minute."


def register(app: App, desk: Desk, promptly: Promptly) -> None:
    unchecked: set[str] = set()  # triggers of forms that were sent back because of NOT_NOW

    def wrong_pressed(
        body: Body, respond: Respond, context: BoltContext, client: WebClient
    ) -> None:
        wait_for_ack(context)
        message = as_message(partial(open_form, desk, client, body))
        if message is not None:
            tell(respond, body, message)

    def typed_in(ack: Ack, body: Body) -> None:
        place = remembered(body["view"]).place if body.get("view") else None
        typed = body.get("value") or ""
        try:
            found = promptly.in_time(
                partial(desk.people.starting, typed, limit=OFFERED, place=place)
            )
        except TooLate:
            ack(options=[])
        else:
            ack(options=people_options(found))

    def checked(ack: Ack, body: Body, client: WebClient) -> None:
        try:
            promptly.in_time(partial(check_form, desk, client, body))
        except TooLate:
            unchecked.add(body["trigger_id"])
            ack(response_action="errors", errors={"speaker": NOT_NOW})
        except FormError as error:
            ack(response_action="errors", errors={error.field: error.seen})
        except WhosaidError as error:
            ack(response_action="errors", errors={"speaker": str(error)})
        else:
            ack()

    def submitted(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        if body["trigger_id"] in unchecked:  # it stands open, to be pressed again
            unchecked.discard(body["trigger_id"])
            return
        correct(desk, client, body)

    on_press(app, "wrong", wrong_pressed)
    app.options(SEARCH)(typed_in)
    app.view(FORM)(ack=checked, lazy=[submitted])


def open_form(desk: Desk, client: WebClient, body: Body) -> Message | None:
    """Open the form; what is in the way of it is a message. Raises WhosaidError."""
    desk.editors.need(client, body["user"]["id"])
    place = place_of(body)
    context = desk.archive.context(int(value_of(body)), place=place)
    if context is None:
        return gone()
    form = correction_form(context, place, body["response_url"])
    client.views_open(trigger_id=body["trigger_id"], view=form)
    return None


def check_form(desk: Desk, client: WebClient, body: Body) -> None:
    """Raises FormError, or WhosaidError for somebody who may not correct."""
    desk.editors.need(client, body["user"]["id"])
    read_form(desk, client, body)


def read_form(desk: Desk, client: WebClient, body: Body) -> Correction:
    """What the form says of the quote as it is now. Raises FormError."""
    asked = remembered(body["view"])
    context = desk.archive.context(asked.quote_id, place=asked.place)
    if context is None:
        raise FormError("speaker", "This quote is not in the archive any more.")
    today = local_day(desk.now(), desk.zones.of(client, body["user"]["id"]))
    correction = corrected(body["view"], context, today)
    if isinstance(correction.speaker, str):
        wanted = fold(correction.speaker)
        for one in desk.people.find(correction.speaker, place=asked.place):
            if fold(one.name) == wanted:
                raise FormError("new_name", f"{one.name} is known already: pick them above.")
    return correction


def correct(desk: Desk, client: WebClient, body: Body) -> None:
    """Put the correction in force, and tell whoever made it, in a DM if Slack forgot the rest.

    A form that has errors stays open.
    """
    try:
        correction = read_form(desk, client, body)
    except WhosaidError:
        return
    message = as_message(partial(_put, desk, client, body, correction))
    said = {**message.private(), "replace_original": False}
    if WebhookClient(remembered(body["view"]).respond).send_dict(said).status_code != OK:
        attempted(partial(post, client, body["user"]["id"], message))


def _put(desk: Desk, client: WebClient, body: Body, correction: Correction) -> Message:
    asked, user = remembered(body["view"]), body["user"]
    desk.editors.need(client, user["id"])
    name = user.get("username") or user.get("name") or user["id"]
    before = desk.archive.hit(asked.quote_id, place=asked.place)
    if before is None:
        raise StoreError("This quote is not in the archive any more.", "Ask again for what is.")
    if (other := same_as(body["view"])) is not None:
        desk.pairs.merge(before.person_id, other, by=user["id"], now=desk.now())
    else:
        by = user["id"]
        desk.corrections.correct(asked.quote_id, correction, by=by, name=name, now=desk.now())
    hit = desk.archive.hit(asked.quote_id, place=asked.place)
    return mended_message(hit, desk.settings.command)
