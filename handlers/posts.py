"""Posting: one message after the other in a channel, never out of turn, never unfurled."""

import secrets
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from handlers.desk import Desk
from handlers.render.blocks import Block, Message, held
from handlers.render.drafts import without_draft
from store.posts import Part

# A 429 is waited out by the client inside the call. Who comes later in the same channel stands
# behind it, in the order of coming (a lock would let any of them go next); every other channel is
# left alone.
_queues: defaultdict[str, deque[Event]] = defaultdict(deque)
_queueing = Lock()

OK = 200
POSTING = "posting:"
TOKEN = "post"  # noqa: S105  the name of a field, no secret


@contextmanager
def _turn(channel: str) -> Iterator[None]:
    """Returns when everybody who came before has finished."""
    mine = Event()
    with _queueing:
        queue = _queues[channel]
        queue.append(mine)
        if queue[0] is mine:
            mine.set()
    mine.wait()
    try:
        yield
    finally:
        with _queueing:
            queue.popleft()
            if queue:
                queue[0].set()


def post(client: WebClient, channel: str, message: Message, *, thread: str | None = None) -> str:
    """Post to a channel or under a thread's root; return the new message's ts.

    channel may be a person's id: then it is a DM. Raises SlackApiError as Slack gives it.
    What has quotes in it goes through `post_quotes`.
    """
    return _posted(client, channel, message, thread)[1]


def post_to_person(client: WebClient, user: str, message: Message) -> str:
    """Post into somebody's DM; return the DM's id. Raises SlackApiError as Slack gives it."""
    return _posted(client, user, message, None)[0]


def post_quotes(
    desk: Desk, client: WebClient, channel: str, message: Message, *, thread: str | None = None
) -> str:
    """Post as `post` does, and remember the quotes in it, so that they can be amended later."""
    return _remembered(desk, client, channel, message, thread)[1]


def post_quotes_to_person(desk: Desk, client: WebClient, user: str, message: Message) -> str:
    """Post quotes into somebody's DM, remember them as well, and return the DM's id."""
    return _remembered(desk, client, user, message, None)[0]


def parts_of(message: Message) -> list[Part]:
    """What is remembered of a message: of a plain quote its id, of other blocks all of it."""
    return [_part(block) for block in message.blocks]


def parts_as_posted(message: Mapping[str, Any]) -> list[Part]:
    """The same of a message as it stands in Slack, whose quotes may have changed since."""
    return [_part(block) for block in message.get("blocks") or ()]


def _part(block: Block) -> Part:
    ids, number = held(block)
    return Part(ids, None if number is not None else without_draft(block), number)


def _remembered(
    desk: Desk, client: WebClient, channel: str, message: Message, thread: str | None
) -> tuple[str, str]:
    parts = parts_of(message)
    posting = Posting.of(channel, thread) if any(part.quotes for part in parts) else None
    if posting is not None:
        desk.deliveries.first_time(posting.key, now=desk.now())
        message = posting.marked(message)
    try:
        where, ts = _posted(client, channel, message, thread)
    except SlackApiError:
        if posting is not None:
            desk.deliveries.take_back(posting.key)  # it stands nowhere
        raise
    desk.posts.remember(where, ts, parts, thread=thread, now=desk.now())
    if posting is not None:
        desk.deliveries.take_back(posting.key)
    return where, ts


@dataclass(frozen=True, slots=True)
class Posting:
    """A message with quotes on its way: written down before, so that it is found after a crash.

    token: what the message is known again by, in its metadata.
    """

    channel: str
    thread: str | None
    token: str

    @staticmethod
    def of(channel: str, thread: str | None) -> "Posting | None":
        """None for somebody's DM: only Slack's answer says where it is, so it is not found."""
        return None if channel[0] in "UW" else Posting(channel, thread, secrets.token_hex(8))

    @staticmethod
    def read(key: str) -> "Posting":
        """The reverse of `key`."""
        channel, thread, token = key.removeprefix(POSTING).split(":")
        return Posting(channel, thread or None, token)

    @property
    def key(self) -> str:
        return f"{POSTING}{self.channel}:{self.thread or ''}:{self.token}"

    def marked(self, message: Message) -> Message:
        metadata = message.metadata or {"event_type": "whosaid_quotes", "event_payload": {}}
        payload = {**metadata["event_payload"], TOKEN: self.token}
        return replace(message, metadata={**metadata, "event_payload": payload})


def _posted(
    client: WebClient, channel: str, message: Message, thread: str | None
) -> tuple[str, str]:
    with _turn(channel):
        answer = client.chat_postMessage(channel=channel, thread_ts=thread, **message.posted())
    return str(answer["channel"]), str(answer["ts"])


def rewrite(client: WebClient, channel: str, ts: str, message: Message) -> None:
    """Put a message in the place of one of ours. Raises SlackApiError as Slack gives it."""
    said = message.posted()
    with _turn(channel):
        client.chat_update(channel=channel, ts=ts, text=said["text"], blocks=said["blocks"])


def answer_at(
    response_url: str, message: Message, *, replaces: bool, thread: str | None = None
) -> bool:
    """Answer a form where it was opened from; False when Slack has forgotten that place."""
    said = {**message.private(), "replace_original": replaces}
    if thread is not None:
        said["thread_ts"] = thread
    try:
        return WebhookClient(response_url).send_dict(said).status_code == OK
    except OSError:
        return False
