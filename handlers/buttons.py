"""The buttons under an answer: Show context, Older, Share to channel, and the people to pick."""

import logging
import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import Hit, Question
from handlers.desk import Desk
from handlers.posts import post_quotes
from handlers.presses import is_private, on_press, place_of, tell, turn, value_of
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import PICK, Message, button
from handlers.render.carry import Asked, packed, unpacked
from handlers.render.citations import cited
from handlers.render.contexts import gone, in_context
from handlers.render.picking import picked
from handlers.render.plain import sentence
from handlers.render.quotes import with_then
from handlers.troubles import as_message, code, said
from handlers.whosaid import shareable
from store.threads import Standing

log = logging.getLogger(__name__)

Body = dict[str, Any]

# Buttons that carry a question: private ones turn the page, public ones answer in the thread.
WAYS_ON = re.compile(r"^(older|newer|who_else|about|period|person:\d+|ask:\d+)$")


def register(app: App, desk: Desk) -> None:
    def context_pressed(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        work = partial(show_context, desk, int(value_of(body)), place_of(body))
        tell(respond, body, as_message(work))

    def cite_pressed(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        tell(respond, body, as_message(partial(cite, desk, body)))

    def way_on_pressed(
        body: Body, respond: Respond, context: BoltContext, client: WebClient
    ) -> None:
        wait_for_ack(context)
        if is_private(body):
            turn(respond, body, partial(turn_page, desk, body))
        elif problem := as_message(partial(go_on_in_thread, desk, client, body)):
            tell(respond, body, problem)

    def share_pressed(
        body: Body, respond: Respond, context: BoltContext, client: WebClient
    ) -> None:
        wait_for_ack(context)
        if message := as_message(partial(share_once, desk, client, body)):
            tell(respond, body, message)
        else:
            unshareable = replace(unpacked(value_of(body)), once=None)
            shown = desk.reply(unshareable, place=place_of(body))[1]
            respond(replace_original=True, **shown.private())

    def others_pressed(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        tell(respond, body, as_message(partial(who_else, desk, body)))

    def one_picked(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        tell(respond, body, as_message(partial(show_picked, desk, body)))

    app.action(PICK)(ack=acked, lazy=[one_picked])
    on_press(app, "context", context_pressed)
    on_press(app, "cite", cite_pressed)
    on_press(app, "others", others_pressed)
    app.action(WAYS_ON)(ack=acked, lazy=[way_on_pressed])
    app.action("share")(ack=acked, lazy=[share_pressed])


def show_context(desk: Desk, quote_id: int, place: str | None) -> Message:
    context = desk.archive.context(quote_id, place=place)
    if context is None:
        return gone()
    return in_context(replace(context, hit=_as_of_now(desk, context.hit, place)))


def _as_of_now(desk: Desk, hit: Hit, place: str | None) -> Hit:
    """With a role that was held only then marked so: what is copied is printed today."""
    return with_then(hit, desk.archive.standings([hit.id], place=place)[hit.id].today)


def show_picked(desk: Desk, body: Body) -> Message:
    hit = desk.archive.hit(int(value_of(body)), place=place_of(body))
    return picked(hit) if hit else gone()


def cite(desk: Desk, body: Body) -> Message:
    hit = desk.archive.hit(int(value_of(body)), place=place_of(body))
    return cited(_as_of_now(desk, hit, place_of(body))) if hit else gone()


def who_else(desk: Desk, body: Body) -> Message:
    """Others on the first subject of a quote, for the one who asks."""
    number, place = int(value_of(body)), place_of(body)
    hit = desk.archive.hit(number, place=place)
    if hit is None:
        return gone()
    topics = desk.archive.topics_of(number, place=place)
    if not topics:
        return sentence(
            f"This quote is on no subject that the desk follows. Type: who else about WORDS, or"
            f" {desk.settings.command} about WORDS."
        )
    others = Question(hit.speaker, about=topics[0], who_else=True, zone=desk.settings.zone)
    return desk.reply(Asked(others, person=hit.person_id), place=place)[1]


def turn_page(desk: Desk, body: Body) -> Message:
    """The answer a private button asks for; each page can be shared once."""
    return desk.reply(shareable(unpacked(value_of(body))), place=place_of(body))[1]


def go_on_in_thread(desk: Desk, client: WebClient, body: Body) -> Message | None:
    """Post what a public button asks for under its message; None when there is nothing to say."""
    asked = replace(unpacked(value_of(body)), once=None)
    container = body["container"]
    channel, under = container["channel_id"], container["message_ts"]
    root = container.get("thread_ts") or under
    answer, message = desk.reply(asked, place=channel)
    pressed = f"pressed:{channel}:{under}:{value_of(body)}"
    if not desk.deliveries.first_time(pressed, now=desk.now()):
        return sentence("That page is in the thread already.")
    try:
        post_quotes(desk, client, channel, message, thread=root)
    except SlackApiError:
        desk.deliveries.take_back(pressed)  # it is not there: whoever presses next tries again
        raise
    after = asked.after(answer)
    stands_at = Standing(answer.understood, after.older, root == under, after.before)
    desk.threads.remember(channel, root, stands_at, now=desk.now())
    return None


def share_once(desk: Desk, client: WebClient, body: Body) -> Message | None:
    """Post the answer to its channel under the name of the one who shares it; None when done.

    What Slack refuses comes with the button again; it counts as not pressed.
    """
    asked = unpacked(value_of(body))
    channel, user = body["container"]["channel_id"], body["user"]["id"]
    answer, message = desk.reply(replace(asked, once=None), place=channel, shared_by=user)
    if not desk.deliveries.first_time(f"shared:{asked.once}", now=desk.now()):
        return sentence("This answer is shared already.")
    try:
        thread = body["container"].get("thread_ts")
        ts = post_quotes(desk, client, channel, message, thread=thread)
    except SlackApiError as error:
        log.warning("answer not shared error=%s", code(error))
        desk.deliveries.take_back(f"shared:{asked.once}")  # the same button, wherever it stands
        again = button("Share to channel", "share", packed(asked), style="primary")
        return sentence(said(error, bot=desk.bot_name) + " Then press this.", again)
    after = asked.after(answer)
    stands_at = Standing(answer.understood, after.older, thread is None, after.before)
    desk.threads.remember(channel, thread or ts, stands_at, now=desk.now())
    return None
