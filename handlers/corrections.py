"""Wrong? under a quote: a form, checked field by field, and the correction in force at once."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import Hit, Question
from bot.errors import StoreError, WhosaidError
from bot.mending import Correction
from bot.names import fold
from bot.when import local_day
from handlers.desk import Desk
from handlers.posts import answer_at, post
from handlers.presses import on_press, place_of, seen_in, tell, value_of
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
    mended_notice,
    people_options,
    remembered,
    same_as,
)
from handlers.render.pairs import whether_one
from handlers.troubles import as_message, attempted, broken, said

Body = dict[str, Any]

OFFERED = 30  # people at once while a name is typed
NOT_NOW = "The archive does not answer at the moment. Press it again in a minute."


def register(app: App, desk: Desk, promptly: Promptly) -> None:
    sent_back: set[str] = set()  # triggers of forms that stand open with an error in them

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
        check = partial(check_form, desk, client, body)
        if errors := errors_of(partial(promptly.in_time, check)):
            sent_back.add(body["trigger_id"])
            ack(response_action="errors", errors=errors)
        else:
            ack()

    def submitted(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        if body["trigger_id"] in sent_back:
            sent_back.discard(body["trigger_id"])
        else:
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
    form = correction_form(context, place, seen_in(body), body["response_url"])
    client.views_open(trigger_id=body["trigger_id"], view=form)
    return None


def errors_of(check: Callable[[], None]) -> dict[str, str]:
    """What a check finds, by field, as a form takes it; none when it passes. Never raises."""
    try:
        check()
    except TooLate:
        return {"speaker": NOT_NOW}
    except FormError as error:
        return {error.field: error.seen}
    except WhosaidError as error:
        return {"speaker": str(error)}
    except SlackApiError as error:
        return {"speaker": said(error)}
    except Exception as error:
        return {"speaker": broken(error)}
    return {}


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
    """Put the correction in force, and tell whoever made it where they pressed the button.

    Where Slack has forgotten that, they are told in a DM, without the words of the quote: they
    may be for the eyes of one channel only.
    """
    asked, command = remembered(body["view"]), desk.settings.command
    if same_as(body["view"]) is not None:
        question = as_message(partial(_whether_one, desk, client, body))
        if not answer_at(asked.respond, question, replaces=False, thread=asked.thread):
            attempted(partial(post, client, body["user"]["id"], question))
        return
    done, problem = attempted(partial(_put, desk, client, body))
    hit, articles = done or (None, 0)
    message = problem or mended_message(hit, articles, command)
    if not answer_at(asked.respond, message, replaces=False, thread=asked.thread):
        elsewhere = problem or mended_notice(hit, articles, command)
        attempted(partial(post, client, body["user"]["id"], elsewhere))


def _whether_one(desk: Desk, client: WebClient, body: Body) -> Message:
    """Two people become one only when that is said twice: it moves all their quotes."""
    asked = remembered(body["view"])
    desk.editors.need(client, body["user"]["id"])
    read_form(desk, client, body)
    before, other = desk.archive.hit(asked.quote_id, place=asked.place), same_as(body["view"])
    both = [
        desk.archive.ask_person(one, Question(), limit=1, place=asked.place).person
        for one in (before and before.person_id, other)
        if one is not None
    ]
    if len(both) != 2 or both[0] is None or both[1] is None:
        raise StoreError("One of them is not in the archive any more.", "Ask again for who is.")
    return whether_one(both[0], both[1])


def _put(desk: Desk, client: WebClient, body: Body) -> tuple[Hit | None, int]:
    """The quote as it is now, None when it is no quote any more, and in how many articles.

    Raises WhosaidError.
    """
    asked, user = remembered(body["view"]), body["user"]
    desk.editors.need(client, user["id"])
    correction = read_form(desk, client, body)
    name = user.get("username") or user.get("name") or user["id"]
    before = desk.archive.hit(asked.quote_id, place=asked.place)
    if before is None:
        raise StoreError("This quote is not in the archive any more.", "Ask again for what is.")
    articles = desk.corrections.correct(
        asked.quote_id, correction, by=user["id"], name=name, now=desk.now()
    )
    return desk.archive.hit(asked.quote_id, place=asked.place), articles
