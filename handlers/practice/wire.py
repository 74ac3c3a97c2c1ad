"""The log of what went over the wire between the app and the workspace, with milliseconds."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from handlers.practice.records import Json

KEPT = 500  # entries; the page shows no more
TO_APP, FROM_APP = "to_app", "from_app"
_SECRETS = frozenset({"token", "trigger_id", "response_url"})


@dataclass(slots=True)
class Entry:
    """One exchange. ms: until the ack or the answer; None while that is awaited."""

    n: int
    at: datetime
    direction: str
    kind: str
    name: str
    began: float
    ms: float | None = None
    ok: bool = True
    error: str | None = None
    retry: int = 0
    detail: Json | None = None

    def to_json(self) -> Json:
        shown: Json = {
            "n": self.n,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "direction": self.direction,
            "kind": self.kind,
            "name": self.name,
            "ms": self.ms,
            "ok": self.ok,
            "error": self.error,
        }
        if self.retry:
            shown["retry"] = self.retry
        if self.detail is not None:
            shown["detail"] = self.detail
        return shown


class Wire:
    """The last exchanges, and all counts. `tell` gets every entry when it begins and ends."""

    def __init__(self, tell: Callable[[Json], None]) -> None:
        self._tell = tell
        self.count = 0
        self.entries: deque[Entry] = deque(maxlen=KEPT)

    def begin(
        self, direction: str, kind: str, name: str, *, detail: Json | None = None, retry: int = 0
    ) -> Entry:
        self.count += 1
        entry = Entry(
            self.count, datetime.now(UTC), direction, kind, name, perf_counter(), retry=retry
        )
        if detail is not None:
            entry.detail = {key: value for key, value in detail.items() if key not in _SECRETS}
        self.entries.append(entry)
        self._tell({"type": "wire", "entry": entry.to_json()})
        return entry

    def end(self, entry: Entry, error: str | None = None) -> None:
        entry.ms = round((perf_counter() - entry.began) * 1000, 2)
        entry.ok, entry.error = error is None, error
        self._tell({"type": "wire", "entry": entry.to_json()})

    def after(self, n: int) -> list[Json]:
        return [entry.to_json() for entry in self.entries if entry.n > n]
