"""The Home tab: what can be asked, what somebody saved, their digests, their feeds."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.claims import claim
from bot.digest import next_due
from bot.feeds import Feed
from handlers import exporting, timeline
from handlers.checks import verify
from handlers.desk import Desk
from handlers.guide import entries
from handlers.posts import post, post_quotes
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Block, Message
from handlers.render.carry import Asked
from handlers.render.digests import about_digest
from handlers.render.home import Front, home_view
from handlers.rights import looks_after
from handlers.troubles import as_message, attempted, code
from handlers.whosaid import understood

log = logging.getLogger(__name__)

WEEK = timedelta(days=7)
MOST_QUOTED = 8
PROMPTS = 4  # Slack shows no more


def register(app: App, desk: Desk) -> None:
    def opened(event: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        attempted(partial(desk.saved.reached, event["user"], event["channel"]))
        if event.get("tab") == "messages":
            suggest(desk, client, event["channel"])
            return
        _, problem = attempted(partial(show_home, desk, client, event["user"]))
        if problem is not None:  # what it was is in the log already
            log.warning("home not shown")

    def tried(body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        user, words = body["user"]["id"], body["actions"][0]["value"]
        answer = as_message(partial(try_out, desk, client, user, words))
        attempted(partial(post_quotes, desk, client, user, answer))

    app.event("app_home_opened")(ack=acked, lazy=[opened])
    app.action(re.compile(r"^try:[\w-]+$"))(ack=acked, lazy=[tried])


def show_home(desk: Desk, client: WebClient, user: str) -> None:
    client.views_publish(user_id=user, view=home(desk, client, user))


def pressed_on_home(
    desk: Desk, client: WebClient, user: str, work: Callable[[], Message | None]
) -> None:
    """Do what somebody pressed, and show Home anew; what `work` says of it comes in their DM."""
    told = as_message(work)
    if told is not None:
        attempted(partial(post, client, user, told))
    attempted(partial(show_home, desk, client, user))


def home(desk: Desk, client: WebClient, user: str) -> Block:
    """The view for one person, as views.publish takes it."""
    today = desk.now().date()
    own = [each for each in desk.subscriptions.all() if each.owner == user]
    return home_view(
        Front(
            command=desk.settings.command,
            guide=entries(desk.settings.command, desk.settings.digest_command),
            tries=tries(desk),
            most_quoted=desk.archive.most_quoted(today - WEEK, today, MOST_QUOTED),
            saved=desk.saved.of(user),
            digests=[(each, about_digest(each, next_due(each, desk.now()))) for each in own],
            feeds=feeds_of(desk, client, user),
            counts=desk.archive.counts(),
            zone=desk.zones.of(client, user),
        )
    )


def feeds_of(desk: Desk, client: WebClient, user: str) -> tuple[Feed, ...]:
    """The feeds somebody looks after: all for who looks after the bot, else their own."""
    every = desk.feeds.all()
    if every and looks_after(desk, client, user):
        return every
    return tuple(feed for feed in every if feed.owner == user)


def tries(desk: Desk) -> tuple[str, ...]:
    """The examples that can be pressed: those that only ask."""
    guide = entries(desk.settings.command, desk.settings.digest_command)
    return tuple(
        example
        for entry in guide
        if entry.topic in ("ask", "about", "phrase", "timeline", "verify", "export")
        for example in entry.examples
    )


def try_out(desk: Desk, client: WebClient, user: str, example: str) -> Message:
    """What the example answers, for a DM. What comes as a file or picture follows."""
    words = example.removeprefix(desk.settings.command).strip()
    if (claimed := claim(words)) is not None:
        return verify(desk, claimed)
    if (of := timeline.wanted(words)) is not None:
        asked = Asked(understood(desk, client, of, user))
        timeline.chart_later(desk, client, asked, timeline.Where(user))
        return timeline.timeline(desk, asked, place=None)
    if (order := exporting.wanted(words)) is not None:
        asked = Asked(understood(desk, client, order[0], user))
        return exporting.export(desk, client, exporting.Order(asked, order[1], user))
    return desk.reply(Asked(understood(desk, client, words, user)))[1]


def suggest(desk: Desk, client: WebClient, channel: str) -> None:
    """Prompts in the Messages tab. Workspaces without agents refuse them, which is no harm."""
    prompts = [
        {"title": words, "message": words}
        for words in (each.removeprefix(desk.settings.command).strip() for each in tries(desk))
    ]
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts[:PROMPTS])
    except SlackApiError as error:
        log.info("prompts not suggested error=%s", code(error))
