"""Answers for one person's eyes, for as long as Slack lets us say more to whoever sees them.

Nobody can change such an answer, but for half an hour its response_url takes one more. That is a
secret, so that it is kept in memory alone, and a restart forgets it.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from slack_bolt import BoltContext, Respond
from slack_sdk.webhook import WebhookResponse

from handlers.render.blocks import held

KEPT = timedelta(minutes=29)  # Slack takes answers for 30
MOST = 1_000  # answers at once; of more, the oldest are forgotten


@dataclass(frozen=True, slots=True)
class Glimpse:
    """An answer that one person sees. quotes: those in it of which they were not told yet."""

    response_url: str
    channel: str | None
    thread: str | None
    quotes: frozenset[int]
    at: datetime


class Glimpses:
    """The answers of the last half hour."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: deque[Glimpse] = deque(maxlen=MOST)
        self._lock = Lock()

    def __deepcopy__(self, memo: dict[int, object]) -> "Glimpses":
        return self  # Bolt copies for lazy listeners what answers, and they note in the same place

    def add(
        self, response_url: str, channel: str | None, thread: str | None, quotes: Iterable[int]
    ) -> None:
        if quotes := frozenset(quotes):
            with self._lock:
                self._kept.append(Glimpse(response_url, channel, thread, quotes, self._now()))

    def take(self, fallen: Callable[[frozenset[int]], frozenset[int]]) -> list[Glimpse]:
        """Those with quotes that have fallen, with these quotes alone; nobody gets them again."""
        with self._lock:
            current = [one for one in self._kept if one.at > self._now() - KEPT]
            self._kept = deque(current, maxlen=MOST)
        gone = fallen(frozenset().union(*(one.quotes for one in current)))
        if not gone:
            return []
        with self._lock:
            left = [replace(one, quotes=one.quotes - gone) for one in self._kept]
            self._kept = deque((one for one in left if one.quotes), maxlen=MOST)
        return [replace(one, quotes=one.quotes & gone) for one in current if one.quotes & gone]


class Noting(Respond):
    """Answers as Bolt's own does, and notes the quotes in what it says."""

    def __init__(
        self, glimpses: Glimpses, context: BoltContext, channel: str | None, thread: str | None
    ) -> None:
        client = context.client
        super().__init__(response_url=context.response_url, proxy=client.proxy, ssl=client.ssl)
        self._glimpses, self._channel, self._thread = glimpses, channel, thread

    def __call__(self, *args: Any, **said: Any) -> WebhookResponse:
        whole = args[0] if args and isinstance(args[0], dict) else said
        self.note(whole.get("blocks") or ())
        return super().__call__(*args, **said)

    def note(self, blocks: Iterable[dict[str, Any]]) -> None:
        """Note the quotes of what is said in its place, by an ack."""
        quotes = (one for block in blocks for one in held(block)[0])
        if self.response_url:
            self._glimpses.add(self.response_url, self._channel, self._thread, quotes)
