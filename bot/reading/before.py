"""What was said before a place of the article, as far as it tells whose the next words are."""

from dataclasses import dataclass

from bot.model import Span
from bot.reading.said import NOBODY, Said
from bot.reading.turns import Question


@dataclass(frozen=True, slots=True)
class Last:
    """A quote that was read. start, end: of its source, or where its words start if nobody was
    named."""

    said: Said
    start: int
    end: int
    content: tuple[Span, ...]
    cue: tuple[Span, ...]


NOTHING = Last(NOBODY, 0, 0, (), ())


@dataclass(frozen=True, slots=True)
class Before:
    """last: the last quote with a speaker. open: the last with a source, when whose that is was
    left open. question: when the last quote put one to somebody."""

    last: Last = NOTHING
    open: Last | None = None
    question: Question | None = None

    @property
    def spoke(self) -> Said | None:
        """Who spoke last."""
        return self.last.said if self.last.said.speaker is not None else None
