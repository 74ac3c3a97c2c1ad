"""The question behind a thread: from the store, or from the metadata of the bot's own message."""

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.model import Question
from handlers.desk import Desk
from handlers.heard import Heard
from handlers.render.answers import ANSWER_EVENT
from handlers.render.carry import opened
from handlers.troubles import code

log = logging.getLogger(__name__)

StandsAt = tuple[Question, int | None]  # with `older` of the answer shown last


def recalled(desk: Desk, client: WebClient, message: Heard) -> StandsAt | None:
    """What the thread of a message stands at; None when it is not one of ours, or was ended.

    A thread under the bot's own message that the store does not know (it was made by another
    copy, or the store was restored) is asked of Slack, once.
    """
    root = message.root
    known = desk.threads.question(message.channel, root)
    if known is not None or message.under != desk.bot_user:
        return known
    if not desk.deliveries.first_time(_settled(message.channel, root), now=desk.now()):
        return None
    found = _from_metadata(client, message.channel, root)
    if found is not None:
        desk.threads.remember(
            message.channel, root, found[0], answer_older=found[1], now=desk.now()
        )
    return found


def ended(desk: Desk, channel: str, root: str) -> None:
    """The thread is over, and its metadata does not bring it back."""
    desk.threads.end(channel, root)
    desk.deliveries.first_time(_settled(channel, root), now=desk.now())


def _settled(channel: str, root: str) -> str:
    return f"thread:{channel}:{root}"


def _from_metadata(client: WebClient, channel: str, root: str) -> StandsAt | None:
    try:
        answer = client.conversations_replies(
            channel=channel, ts=root, limit=200, include_all_metadata=True
        )
    except SlackApiError as error:
        log.info("thread not recalled error=%s", code(error))
        return None
    # The bot's latest answer in the thread has the question as it was refined last.
    for message in reversed(answer.get("messages") or ()):
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == ANSWER_EVENT:
            asked = opened(metadata["event_payload"])
            return asked.question, asked.older
    return None
