"""The workspace's clock: it runs like any other, and can be moved forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic


class Clock:
    """now() is aware, UTC. start: what it shows when it is made; None for the machine's time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = (start or datetime.now(UTC)).astimezone(UTC)
        self._began = monotonic()
        self._last_us = 0
        self._lock = Lock()
        self.when_moved: list[Callable[[], None]] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=monotonic() - self._began)

    def jump_to(self, instant: datetime) -> None:
        """Move forward to an aware instant; ValueError when that lies in the past."""
        ahead = instant.astimezone(UTC) - self.now()
        if ahead < timedelta(0):
            raise ValueError("the clock goes forward only")
        self.advance(ahead)

    def advance(self, by: timedelta) -> None:
        if by < timedelta(0):
            raise ValueError("the clock goes forward only")
        self._start += by
        for told in list(self.when_moved):
            told()

    def ts(self) -> str:
        """A message time as Slack writes it: seconds and microseconds, never the same twice."""
        with self._lock:
            us = max(int(self.now().timestamp() * 1_000_000), self._last_us + 100)
            self._last_us = us
        return f"{us // 1_000_000}.{us % 1_000_000:06d}"

    def after(self, ts: str) -> None:
        """Let every ts from now on be later than this one (messages kept from an earlier run)."""
        seconds, _, micros = ts.partition(".")
        with self._lock:
            self._last_us = max(self._last_us, int(seconds) * 1_000_000 + int(micros or 0))
