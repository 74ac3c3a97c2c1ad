"""Looks for what the bot posted: by the metadata of its messages, which outlives a restart."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.answers import Digest
from bot.digest import due_on
from bot.watch import Saved
from handlers.render.digests import DIGEST_EVENT, PART_EVENT, identity
from handlers.render.watches import NEWS_EVENT, told_until

PAGES = 10
PAGE = 200
CLOCKS_APART = timedelta(hours=1)  # ours and Slack's, at most


def posted_already(
    client: WebClient, digest: Digest
) -> tuple[dict[str, Any] | None, dict[int, dict[str, Any]]]:
    """The digest's message, if it stands in its channel, and its parts by number.

    Raises SlackApiError when Slack does not let us look.
    """
    subscription = digest.subscription
    oldest = str(due_on(subscription, digest.day).timestamp())
    wanted = identity(subscription, digest.day.isoformat())
    history = partial(client.conversations_history, channel=subscription.channel, oldest=oldest)
    found = (each for each in _pages(history) if _same(mark(each, DIGEST_EVENT), wanted))
    message = next(found, None)
    if message is None:
        return None, {}
    replies = in_thread(client, subscription.channel, str(message["ts"]))
    marked = ((mark(each, PART_EVENT), each) for each in replies)
    return message, {int(told["part"]): each for told, each in marked if _same(told, wanted)}


def posted_news(
    client: WebClient, saved: Saved, dm: str
) -> tuple[dict[str, Any] | None, datetime | None]:
    """The message in a DM that tells what was new on a saved question, and up to which instant.

    Raises SlackApiError when Slack does not let us look.
    """
    oldest = str((saved.covered - CLOCKS_APART).timestamp())
    for each in _pages(partial(client.conversations_history, channel=dm, oldest=oldest)):
        if (until := told_until(mark(each, NEWS_EVENT), saved)) is not None:
            return each, until
    return None, None


def posted_with(
    client: WebClient, channel: str, thread: str | None, field: tuple[str, str], since: datetime
) -> dict[str, Any] | None:
    """The message of a channel or a thread whose metadata has a field with this value.

    Raises SlackApiError when Slack does not let us look.
    """
    oldest = str((since - CLOCKS_APART).timestamp())
    history = partial(client.conversations_history, channel=channel, oldest=oldest)
    name, value = field
    for each in in_thread(client, channel, thread) if thread else _pages(history):
        payload = (each.get("metadata") or {}).get("event_payload") or {}
        if payload.get(name) == value:
            return each
    return None


def in_thread(client: WebClient, channel: str, root: str) -> Iterator[dict[str, Any]]:
    """The messages of a thread, the oldest first. Raises SlackApiError when Slack hides them."""
    return _pages(partial(client.conversations_replies, channel=channel, ts=root))


def mark(message: dict[str, Any], event: str) -> dict[str, Any]:
    """What the bot wrote into a message's metadata; empty for any other message."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != event:
        return {}
    payload: dict[str, Any] = metadata.get("event_payload") or {}
    return payload


def _pages(asking: Callable[..., SlackResponse]) -> Iterator[dict[str, Any]]:
    """The messages of PAGES pages at most."""
    cursor = None
    for _ in range(PAGES):
        page = asking(limit=PAGE, cursor=cursor, include_all_metadata=True)
        yield from page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _same(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return bool(found) and all(found.get(name) == value for name, value in wanted.items())
