"""Posting: one message after the other in a channel, never out of turn, never unfurled."""

from collections import defaultdict
from threading import Lock

from slack_sdk import WebClient

from handlers.render.blocks import Message

# A 429 is waited out by the client inside the call. The lock keeps what was said later in the
# same channel behind it, and leaves every other channel alone.
_turns: defaultdict[str, Lock] = defaultdict(Lock)
_making = Lock()


def post(client: WebClient, channel: str, message: Message, *, thread: str | None = None) -> str:
    """Post to a channel or under a thread's root; return the new message's ts.

    channel may be a person's id: then it is a DM. Raises SlackApiError as Slack gives it.
    """
    with _making:
        turn = _turns[channel]
    with turn:
        answer = client.chat_postMessage(channel=channel, thread_ts=thread, **message.posted())
    return str(answer["ts"])
