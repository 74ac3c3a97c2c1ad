"""The question behind a thread: from the store, or from the metadata of the bot's own message."""

import logging
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.desk import Desk
from handlers.heard import Heard
from handlers.render.answers import ANSWER_EVENT
from handlers.render.carry import opened
from handlers.render.digests import DIGEST_EVENT, PART_EVENT
from handlers.render.picking import numbers
from handlers.render.timelines import TIMELINE_EVENT
from handlers.traces import in_thread, mark
from handlers.troubles import code
from store.threads import Standing

log = logging.getLogger(__name__)

NUMBERED = (ANSWER_EVENT, DIGEST_EVENT, PART_EVENT, TIMELINE_EVENT)  # messages with numbered quotes


def recalled(desk: Desk, client: WebClient, message: Heard) -> Standing | None:
    """What the thread of a message stands at; None when it is not one of ours, or was ended.

    A thread under the bot's own message that the store does not know (it was made by another
    copy, or the store was restored) is asked of Slack, until that has answered once.
    """
    root = message.root
    known = desk.threads.standing(message.channel, root)
    if known is not None or message.under != desk.bot_user:
        return known
    key = _settled(message.channel, root)
    if not desk.deliveries.first_time(key, now=desk.now()):
        return None
    try:
        found = _from_metadata(client, message.channel, root)
    except (SlackApiError, SlackClientError, OSError) as error:
        why = code(error) if isinstance(error, SlackApiError) else type(error).__name__
        log.info("thread not recalled error=%s", why)
        desk.deliveries.take_back(key)  # the next message in the thread asks again
        return None
    if found is not None:
        desk.threads.remember(message.channel, root, found, now=desk.now())
    return found


def ended(desk: Desk, channel: str, root: str) -> None:
    """The thread is over, and its metadata does not bring it back."""
    desk.threads.end(channel, root)
    desk.deliveries.first_time(_settled(channel, root), now=desk.now())


def _settled(channel: str, root: str) -> str:
    return f"thread:{channel}:{root}"


def numbered_above(desk: Desk, client: WebClient, message: Heard) -> dict[int, int]:
    """The ids of the quotes in a message's thread by the numbers they stand under.

    Where a message begins at 1 it begins anew; else its numbers go on from those before it.
    """
    shown: dict[int, int] = {}
    try:
        for each in in_thread(client, message.channel, message.root):
            here = next(filter(None, (numbers(mark(each, event)) for event in NUMBERED)), {})
            shown = here if 1 in here else shown | here
    except SlackApiError as error:
        log.info("thread not looked at error=%s", code(error))
    return shown or desk.posts.numbered_in(message.channel, message.root)


def _from_metadata(client: WebClient, channel: str, root: str) -> Standing | None:
    found = _last_answer(client, channel, root)
    if found is None:
        return None
    asked = opened(found)
    # Its root is the bot's message.
    return Standing(asked.question, asked.older, started=True, before=asked.before)


def _last_answer(client: WebClient, channel: str, root: str) -> dict[str, Any] | None:
    """What the bot's latest answer in a thread remembers: the question as it was refined last."""
    found = [mark(each, ANSWER_EVENT) for each in in_thread(client, channel, root)]
    return next(filter(None, reversed(found)), None)
