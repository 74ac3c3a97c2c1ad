"""Looks for what the bot may have posted before it stopped: by the metadata of its messages."""

from typing import Any

from slack_sdk import WebClient

from bot.digest import due_on
from bot.model import Digest
from handlers.render.digests import DIGEST_EVENT, PART_EVENT, identity

PAGES = 10
PAGE = 200


def posted_already(client: WebClient, digest: Digest) -> tuple[str | None, frozenset[int]]:
    """The ts of the digest's message, if it stands in its channel, and the numbers of its parts.

    Raises SlackApiError when Slack does not let us look.
    """
    subscription = digest.subscription
    oldest = str(due_on(subscription, digest.day).timestamp())
    wanted = identity(subscription, digest.day.isoformat())
    ts = _message(client, subscription.channel, oldest, wanted)
    if ts is None:
        return None, frozenset()
    replies = client.conversations_replies(
        channel=subscription.channel, ts=ts, limit=PAGE, include_all_metadata=True
    )
    found = [_mark(message, PART_EVENT) for message in replies.get("messages") or ()]
    return ts, frozenset(int(mark["part"]) for mark in found if _same(mark, wanted))


def _message(client: WebClient, channel: str, oldest: str, wanted: dict[str, Any]) -> str | None:
    cursor = None
    for _ in range(PAGES):
        page = client.conversations_history(
            channel=channel, oldest=oldest, limit=PAGE, cursor=cursor, include_all_metadata=True
        )
        for message in page.get("messages") or ():
            if _same(_mark(message, DIGEST_EVENT), wanted):
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    return None


def _mark(message: dict[str, Any], event: str) -> dict[str, Any]:
    """What the bot wrote into a message's metadata; empty for any other message."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != event:
        return {}
    payload: dict[str, Any] = metadata.get("event_payload") or {}
    return payload


def _same(mark: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return bool(mark) and all(mark.get(name) == value for name, value in wanted.items())
