"""What a new version of an article did to its quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

_STILL_THE_SAME = 55  # of 100: how much of its words a quote keeps when it was only reworded


@dataclass(frozen=True, slots=True)
class Wording:
    """A quote as one version of an article has it."""

    quote_id: int
    speaker: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A quote that a new version has otherwise. before: None when it came; after: when it went."""

    before: Wording | None
    after: Wording | None


def changes(went: Sequence[Wording], came: Sequence[Wording]) -> tuple[Change, ...]:
    """Quotes that went held against those that came: reworded ones first, then gone, then new.

    A reworded quote is one by the same speaker with most of the same words; it is told as a
    change, and never counts as the same quote.
    """
    alike = sorted(
        (
            (fuzz.ratio(old.words, new.words), -old_place, -new_place)
            for old_place, old in enumerate(went)
            for new_place, new in enumerate(came)
            if old.speaker is not None and old.speaker == new.speaker
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for likeness, old_place, new_place in alike:
        free = -old_place not in pairs and -new_place not in pairs.values()
        if likeness >= _STILL_THE_SAME and free:
            pairs[-old_place] = -new_place
    reworded = [Change(went[old], came[new]) for old, new in sorted(pairs.items())]
    gone = [Change(old, None) for place, old in enumerate(went) if place not in pairs]
    new = [Change(None, one) for place, one in enumerate(came) if place not in pairs.values()]
    return (*reworded, *gone, *new)
