"""Digests on the Home tab: changed in a form, or stopped, by who may."""

from datetime import time
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.answers import Subscription
from handlers.desk import Desk
from handlers.digests import not_theirs, stop
from handlers.home import pressed_on_home, show_home
from handlers.posts import post
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.digest_form import FORM, changed, digest_form
from handlers.render.editing import FormError
from handlers.render.plain import sentence
from handlers.troubles import attempted

Body = dict[str, Any]

_ANY = Subscription("", "", "", time(8), "UTC")  # a form is checked before its digest is looked up


def register(app: App, desk: Desk) -> None:
    def edit_pressed(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        user = body["user"]["id"]
        _, problem = attempted(partial(open_form, desk, client, body))
        if problem is not None:
            attempted(partial(post, client, user, problem))

    def checked(ack: Ack, view: Body) -> None:
        try:
            changed(view, _ANY)
        except FormError as error:
            ack(response_action="errors", errors={error.field: error.seen})
        else:
            ack()

    def submitted(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        user = body["user"]["id"]
        pressed_on_home(desk, client, user, partial(change, desk, client, body["view"], user))

    def end_pressed(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        channel, user = body["actions"][0]["value"], body["user"]["id"]
        pressed_on_home(desk, client, user, partial(end, desk, client, channel, user))

    app.action("digest_edit")(ack=acked, lazy=[edit_pressed])
    app.action("digest_end")(ack=acked, lazy=[end_pressed])
    app.view(FORM)(ack=checked, lazy=[submitted])


def open_form(desk: Desk, client: WebClient, body: Body) -> None:
    """Open the form of a digest; show Home anew when it is off meanwhile."""
    found = desk.subscriptions.for_channel(body["actions"][0]["value"])
    if found is None:
        show_home(desk, client, body["user"]["id"])
        return
    client.views_open(trigger_id=body["trigger_id"], view=digest_form(found))


def change(desk: Desk, client: WebClient, view: Body, user: str) -> Message | None:
    """Keep what the form has; what is in the way of it is a message.

    A form with errors stays open, unchanged.
    """
    found = desk.subscriptions.for_channel(view["private_metadata"])
    if found is None:
        return sentence(
            f"That digest was stopped meanwhile. {desk.settings.digest_command} on 08:00, typed in"
            " its channel, sets one up again."
        )
    try:
        wanted = changed(view, found)
    except FormError:
        return None
    if refusal := not_theirs(desk, client, found.channel, user):
        return refusal
    desk.subscriptions.save(wanted, by=user, now=desk.now())
    return None


def end(desk: Desk, client: WebClient, channel: str, user: str) -> Message | None:
    """Stop a digest, which Home then has no more; why that may not be is a message."""
    if refusal := not_theirs(desk, client, channel, user):
        return refusal
    stop(desk, client, channel, user)
    return None
