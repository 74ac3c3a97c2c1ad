"""What has become of a quote that was posted somewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.answers import Hit


class Fate(StrEnum):
    """Why a quote stands as it was posted, or does not."""

    SHOWN = "shown"  # answers show it
    RESTATED = "restated"  # the same, and its article was corrected since
    KILLED = "killed"  # its article must not be used
    CORRECTED = "corrected"  # answers show it as a person has corrected it
    REFUTED = "refuted"  # a person has said that it is no quote
    WITHDRAWN = "withdrawn"  # its article was taken back
    CHANGED = "changed"  # its article has a newer version, which does not have it
    REREAD = "reread"  # the same version was read again, and otherwise
    HIDDEN = "hidden"  # not for those who see the message: its words must go from there
    GONE = "gone"  # nothing is left of it


@dataclass(frozen=True, slots=True)
class Read:
    """What a quote was read as before somebody corrected it, as far as that is otherwise.

    words: it began or ended elsewhere.
    """

    speaker: str | None = None
    day: date | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A quote as it is now, or as it was last; hit is None when its words may not be shown.

    reason, at: why and when, where that is known. today: the role its speaker has now. read: what
    was corrected.
    """

    quote_id: int
    fate: Fate
    hit: Hit | None = None
    reason: str | None = None
    at: datetime | None = None
    today: str | None = None
    read: Read | None = None
