"""How days, instants, spans and JSON stand in a column.

A quote's `day_row` is (day << DAY_BITS) | number within the day, so that rows in order are quotes
in order of the day they were said, and a question about a period is a range of rows. Undated
quotes stand before every day. It moves when a date is corrected; `id` never does.
"""

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Dialect, Text, TypeDecorator

from bot.model import Provenance, Span

DAY_BITS = 20  # a million quotes a day; SQLite's full-text index stores the steps between rows
UNDATED = -(1 << 60)
_DATED = UNDATED // 2 >> DAY_BITS  # numbers from here on are days

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_UNTOLD = Provenance()


class _Numbers(dict[str, int]):
    """Offsets by their digits: looked up they take half of what it takes to read them."""

    def __init__(self) -> None:
        super().__init__((str(number), number) for number in range(10_000))

    def __missing__(self, digits: str) -> int:
        return int(digits)


_NUMBERS = _Numbers()


class Instant(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else instant(value)


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as "12-40 52-90"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else spans_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Span, ...]:  # noqa: ARG002  SQLAlchemy's signature
        return spans(value or "")


class Json(TypeDecorator[Any]):
    """A value as JSON text: the same in both databases, and readable in either's shell."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002  SQLAlchemy's signature
        return None if value is None else json.loads(value)


def microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    return _EPOCH + timedelta(microseconds=value)


def spans_text(value: tuple[Span, ...]) -> str:
    if len(value) == 1:  # nearly always
        [(start, end)] = value
        return f"{start}-{end}"
    return " ".join([f"{start}-{end}" for start, end in value])


def spans(value: str) -> tuple[Span, ...]:
    if value and " " not in value:  # nearly always
        start, _, end = value.partition("-")
        return ((int(start), int(end)),)
    pairs = (pair.split("-") for pair in value.split())
    return tuple((int(start), int(end)) for start, end in pairs)


def cut(text: str, value: str) -> tuple[str, ...]:
    """The slices of a text that a Spans column names."""
    try:
        start, end = value.split("-")  # nearly always
        return (text[int(start) : int(end)],)
    except ValueError:
        return tuple([text[start:end] for start, end in spans(value)])


def cut_flat(text: str, value: str) -> tuple[str, ...]:
    """The same as they are shown: where a line of the article ends inside one, with a space."""
    return tuple([flat(part) for part in cut(text, value)])


def cut_all(
    text: str, content: str, cue: str, paragraph: str
) -> tuple[tuple[str, ...], str | None, str]:
    """A quote's pieces, its cue in one line, None without one, and its paragraph, as `cut_flat`.

    Read in one go: one by one they take half as long again, and a page of answers has thirty.
    """
    try:
        numbers = map(_NUMBERS.__getitem__, f"{content}-{cue}-{paragraph}".split("-"))
        first, last, cue_first, cue_last, start, end = numbers
    except ValueError:  # several spans, or none
        told = " … ".join(cut_flat(text, cue)) or None
        return cut_flat(text, content), told, cut_flat(text, paragraph)[0]
    around = text[start:end]
    if start <= first and last <= end and around.splitlines() == [around]:
        # Nearly always: the quote is one line of its paragraph, and the cue another part of it.
        cued = text[cue_first:cue_last]
        inside = start <= cue_first and cue_last <= end
        return (text[first:last],), cued if inside else flat(cued), around
    return (flat(text[first:last]),), flat(text[cue_first:cue_last]), flat(around)


def flat(words: str) -> str:
    """Words on one line; spaces of their own are left as they are.

    Of a part of them it gives a part of what it gives of the whole.
    """
    if words.splitlines() == [words]:  # nearly always
        return words
    first, *more = f"{words}|".splitlines()  # the mark keeps a line end at the end
    if not more:
        return words
    lines = [first.rstrip(), *filter(None, map(str.strip, more[:-1])), more[-1].lstrip()]
    return " ".join(lines)[:-1]


def provenance_text(told: Provenance) -> str | None:
    """As "to:12-20 place:24-30"; None when the text tells nothing."""
    if told == _UNTOLD:  # nearly always
        return None
    return " ".join(f"{name}:{start}-{end}" for name, (start, end) in told.spans().items())


def provenance(value: str) -> Provenance:
    """Reads what `provenance_text` wrote."""
    parts = (part.partition(":") for part in value.split())
    return Provenance(**{name: spans(told)[0] for name, _, told in parts})


def first_row(day: date) -> int:
    """The lowest day_row of a day."""
    return (day - _EPOCH.date()).days << DAY_BITS


@lru_cache(maxsize=10_000)  # a quarter of a century: to make one takes as long as to read its row
def numbered(day: int) -> date | None:
    """The day of a day_row without its last DAY_BITS; None when it is undated."""
    return None if day < _DATED else date.fromordinal(_EPOCH_DAY + day)


def day_of(day_row: int) -> date | None:
    """The day a quote was said; None when it is undated."""
    return numbered(day_row >> DAY_BITS)


written = lru_cache(maxsize=10_000)(date.fromisoformat)  # a day as SQLite holds it
