"""A question made ready for the index: ids instead of names, rows instead of days."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers import Question
from bot.model import Kind
from store.columns import UNDATED, first_row, microseconds

if TYPE_CHECKING:
    from store.reserved import Place

COUNT_LIMIT = 100  # matches are counted up to here; beyond, an answer says "at least"
# A sentence is known by its rarest words: some of them are enough, since others may be changed.
TELLING, ENOUGH_OF_THEM = 5, 3
LIKELY_RARE = 10  # so many of its longest words are looked at to find them
LOWEST, HIGHEST = -(1 << 62), 1 << 62

_DAY = timedelta(days=1)
# As the index cuts text: letters, digits and marks; an underscore parts words.
_UNSAYABLE = re.compile("[\0\ud800-\udfff]")
_TOKENS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Period:
    """Which rows stand between two days, in whichever zone the asker lives.

    Rows from low up to high may match. Those from inner_low up to inner_high do for sure. The
    rest do when the day they give lies from day_low up to day_high, or, when they have an
    instant instead, when that lies from start up to end (microseconds).
    """

    low: int = LOWEST
    high: int = HIGHEST
    inner_low: int = LOWEST
    inner_high: int = HIGHEST
    day_low: int = LOWEST
    day_high: int = HIGHEST
    start: int = LOWEST
    end: int = HIGHEST

    @property
    def open(self) -> bool:
        return self.low == LOWEST and self.high == HIGHEST

    def edges(self) -> dict[str, int]:
        """What a statement binds to sort out the rows at both ends."""
        return {
            "inner_low": self.inner_low,
            "inner_high": self.inner_high,
            "day_low": self.day_low,
            "day_high": self.day_high,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the index is asked. None and () leave a side open; all that is set must hold.

    phrases: any of them in the quote or around it, or any of the topics, or all words of `about`.
    exact: words that stand in the quote. hopeless: nothing can match (an unknown outlet).
    """

    period: Period
    about: str | None = None
    phrases: tuple[str, ...] = ()
    topic_ids: tuple[int, ...] = ()
    exact: str | None = None
    person_id: int | None = None
    not_person_id: int | None = None
    outlet_ids: tuple[int, ...] = ()
    kind: Kind | None = None
    hopeless: bool = False
    place: "Place | None" = None  # with what is reserved for where the answer will stand

    @property
    def plain(self) -> bool:
        """True when no word, topic, outlet or kind is asked for: no need for the text index."""
        return not (self.about or self.exact or self.outlet_ids or self.kind)

    def ever(self) -> "Wanted":
        """The same without its period."""
        return replace(self, period=Period())


def tokens(words: str) -> tuple[str, ...]:
    """The words of a text as the index takes them, small letters."""
    return tuple(_TOKENS.findall(words.lower()))


def index_words(text: str) -> list[str]:
    """The same without accents, as both text indexes compare them."""
    plain = unicodedata.normalize("NFKD", text)
    return list(tokens("".join(one for one in plain if not unicodedata.combining(one))))


def at_least(many: int, terms: Sequence[str], *, both: str, either: str) -> str:
    """An expression that holds where so many of the terms do, or all when there are fewer.

    An index reads each term's list for every time it is named: this names them half as often as
    a list of all combinations would.
    """
    if many >= len(terms):
        return f"({both.join(terms)})"
    if many == 1:
        return f"({either.join(terms)})"
    rest = terms[1:]
    with_first = at_least(many - 1, rest, both=both, either=either)
    without = at_least(many, rest, both=both, either=either)
    return f"(({terms[0]}{both}{with_first}){either}{without})"


def sayable(words: str) -> str:
    """The words without what no database takes: NUL and halves of surrogate pairs.

    Each is replaced by one U+FFFD, so that offsets into a text stay right.
    """
    if "\0" not in words:
        try:
            words.encode()
        except UnicodeEncodeError:
            pass
        else:
            return words  # nearly always, and much quicker than looking at each character
    return _UNSAYABLE.sub("\ufffd", words)


def period_of(question: Question) -> Period:
    """The rows of the question's days."""
    if question.since is None and question.until is None:
        return Period()
    zone = ZoneInfo(question.zone)
    period = Period(low=UNDATED // 2)  # an undated quote is in no period
    if question.since is not None:
        start = _midnight(question.since, zone)
        period = replace(
            period,
            low=first_row(min(_utc_day(start), question.since)),
            inner_low=first_row(question.since + _DAY),
            day_low=first_row(question.since),
            start=start,
        )
    if question.until is not None and question.until < date.max - 2 * _DAY:
        end = _midnight(question.until + _DAY, zone)
        period = replace(
            period,
            high=first_row(max(_utc_day(end), question.until) + _DAY),
            inner_high=first_row(question.until),
            day_high=first_row(question.until + _DAY),
            end=end,
        )
    return period


def _midnight(day: date, zone: ZoneInfo) -> int:
    return microseconds(datetime.combine(max(day, date.min + _DAY), time(), zone))


def _utc_day(moment: int) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).date()
