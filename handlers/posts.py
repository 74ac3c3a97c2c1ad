"""Posting: one message after the other in a channel, never out of turn, never unfurled."""

from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from slack_sdk import WebClient

from handlers.render.blocks import Message

# A 429 is waited out by the client inside the call. Who comes later in the same channel stands
# behind it, in the order of coming (a lock would let any of them go next); every other channel is
# left alone.
_queues: defaultdict[str, deque[Event]] = defaultdict(deque)
_queueing = Lock()


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
    """
    with _turn(channel):
        answer = client.chat_postMessage(channel=channel, thread_ts=thread, **message.posted())
    return str(answer["ts"])
