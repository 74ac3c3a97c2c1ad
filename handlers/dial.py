"""What the practice workspace's clock shows, in a file beside its database, for a shell.

An article that `whosaid add` keeps there belongs to the workspace's day, not to the machine's: in a
workspace whose clock shows July, what came in November would be told of when November comes.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


def dial_of(url: str) -> Path | None:
    """The file beside a database; None where the database is no file."""
    file = url.partition(":///")[2]
    if not url.startswith("sqlite") or file in ("", ":memory:"):
        return None
    return Path(file).with_suffix(".clock")


def set_dial(url: str, shows: datetime, *, runs: bool) -> None:
    """Write down what the clock shows. runs: it goes on by itself from there, else it stands."""
    file = dial_of(url)
    if file is not None:
        shown = {"shows": shows.isoformat(), "at": time.time() if runs else None}
        file.write_text(json.dumps(shown), encoding="utf-8")


def shown_for(url: str) -> datetime | None:
    """What the clock of the workspace on a database shows now; None where there is no workspace."""
    file = dial_of(url)
    try:
        shown = json.loads(file.read_text(encoding="utf-8")) if file else None
        if shown is None:
            return None
        since = 0.0 if shown["at"] is None else max(0.0, time.time() - shown["at"])
        return datetime.fromisoformat(shown["shows"]).astimezone(UTC) + timedelta(seconds=since)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
