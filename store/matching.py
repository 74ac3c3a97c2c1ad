"""The rows that a question means: the newest, the oldest, those with a phrase to the letter."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select

from store.columns import DAY_BITS, UNDATED, cut, day_of, first_row
from store.hits import IN_PERIOD
from store.prepared import ByRow
from store.search import index_of
from store.tables import quotes, versions
from store.wanted import HIGHEST, LOWEST, Wanted

_ROWS = select(quotes.c.day_row).where(
    quotes.c.shown,
    quotes.c.day_row >= bindparam("low"),
    quotes.c.day_row < bindparam("high"),
)
_NEWEST = _ROWS.order_by(quotes.c.day_row.desc()).limit(bindparam("limit"))
_OLDEST = _ROWS.order_by(quotes.c.day_row).limit(1)
_BY = quotes.c.person_id == bindparam("person")
_NOT_BY = quotes.c.person_id != bindparam("other")

_SAID = ByRow(
    select(quotes.c.day_row, quotes.c.content, versions.c.text).join(
        versions, quotes.c.version_id == versions.c.id
    )
)
_JOINT = ByRow(
    select(quotes.c.day_row, quotes.c.version_id).where(quotes.c.joint, ~quotes.c.refuted)
)
_ALL_JOINT = select(
    *quotes.c["day_row", "person_id", "version_id", "ordinal", "content", "shown"]
).where(
    quotes.c.version_id.in_(bindparam("versions", expanding=True)),
    quotes.c.joint,
    or_(quotes.c.shown, quotes.c.reserved),
)
_EARLY, _LATE = first_row(date.min + timedelta(days=2)), first_row(date.max)

# What "exact" overlooks: quotation marks of every kind, and the differences between dashes,
# between spaces, and between capital and small letters.
_MARKS = re.compile("[\"'`´‘’‚‛“”„‟«»‹›′″]")
_DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")


def newest(connection: Connection, wanted: Wanted, below: int, limit: int) -> list[int]:
    """The rows that match, newest first, only those below a row, at most so many.

    What several said together is one of them, unless one person is asked for.
    """
    if wanted.person_id is not None:
        return _newest(connection, wanted, below, limit)
    found: list[int] = []
    while len(found) < limit:
        some = _newest(connection, wanted, below, limit)
        found += once(connection, wanted, some)
        if len(some) < limit:
            break
        below = some[-1]
    return found[:limit]


def once(connection: Connection, wanted: Wanted, day_rows: Sequence[int]) -> list[int]:
    """Those of the rows, of which a quote that several said together is only the first one's.

    All of them must match alike, and be seen alike: who is asked to be left out leads nothing, nor
    does one whose words, day or speaker a person has corrected.
    """
    versions_of = dict(_JOINT.rows(connection, day_rows))
    if not versions_of:
        return list(day_rows)
    said: dict[tuple[Any, ...], list[int]] = {}
    asked = {"versions": sorted(set(versions_of.values()))}
    for row in connection.execute(_ALL_JOINT.order_by(quotes.c.day_row), asked):
        if row.person_id != wanted.not_person_id:
            same = row.version_id, row.ordinal, row.content, row.shown, row.day_row >> DAY_BITS
            said.setdefault(same, []).append(row.day_row)
    others = {day_row for together in said.values() for day_row in together[1:]}
    return [row for row in day_rows if row not in others]


def _newest(connection: Connection, wanted: Wanted, below: int, limit: int) -> list[int]:
    found = _newest_for_all(connection, wanted, below, limit)
    if wanted.place is None:
        return found
    return sorted([*found, *_reserved(connection, wanted, below)], reverse=True)[:limit]


def _reserved(connection: Connection, wanted: Wanted, below: int = HIGHEST) -> list[int]:
    """Those that match of what is reserved for the place, newest first."""
    found = wanted.place.newest(wanted, below) if wanted.place else []
    return exact(connection, wanted.exact, found) if wanted.exact else found


def _newest_for_all(connection: Connection, wanted: Wanted, below: int, limit: int) -> list[int]:
    if wanted.exact:
        return _newest_exact(connection, wanted, below, limit)
    if not wanted.plain:
        return index_of(connection).newest(connection, wanted, below=below, limit=limit)
    statement, bounds = narrowed(_NEWEST, wanted, below)
    return list(connection.scalars(statement, bounds | {"limit": limit}))


def _newest_exact(connection: Connection, wanted: Wanted, below: int, limit: int) -> list[int]:
    found: list[int] = []
    while len(found) < limit:
        some = index_of(connection).newest(connection, wanted, below=below, limit=limit)
        found += exact(connection, wanted.exact or "", some)
        if len(some) < limit:
            break
        below = some[-1]
    return found[:limit]


def exact(connection: Connection, phrase: str, day_rows: Sequence[int]) -> list[int]:
    """Those of the rows whose quote holds the phrase to the letter."""
    wanted = re.compile(rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)")
    return [
        day_row
        for day_row, content, text in _SAID.rows(connection, day_rows)
        if wanted.search(_plain(" ".join(cut(text, content))))
    ]


def _plain(words: str) -> str:
    unmarked = _MARKS.sub("", words)
    return " ".join(_DASHES.sub("-", unmarked).casefold().split())


def nearest(connection: Connection, wanted: Wanted) -> date | None:
    """The day of the match closest to a period that holds none."""
    period, ever = wanted.period, wanted.ever()
    if period.open or wanted.hopeless:
        return None
    rows = []
    if period.inner_low > LOWEST:
        rows += newest(connection, ever, period.inner_low, 1)
    if period.inner_high < HIGHEST and (row := _oldest(connection, ever, period.inner_high)):
        rows.append(row)
    edges = (max(period.day_low, _EARLY) >> DAY_BITS, min(period.day_high, _LATE) >> DAY_BITS)
    dated = [row for row in rows if row > UNDATED // 2]
    if not dated:
        return None
    return day_of(min(dated, key=lambda row: min(abs((row >> DAY_BITS) - edge) for edge in edges)))


def _oldest(connection: Connection, wanted: Wanted, above: int) -> int | None:
    """The first row that matches from a row upwards."""
    first = _oldest_for_all(connection, wanted, above)
    here = [row for row in _reserved(connection, wanted) if row >= above]
    return min([*here, *([] if first is None else [first])], default=None)


def _oldest_for_all(connection: Connection, wanted: Wanted, above: int) -> int | None:
    if wanted.plain:
        statement, bounds = narrowed(_OLDEST, wanted, HIGHEST)
        return connection.scalar(statement, bounds | {"low": above})
    row = index_of(connection).oldest(connection, wanted, above=above)
    while wanted.exact and row is not None and not exact(connection, wanted.exact, [row]):
        row = index_of(connection).oldest(connection, wanted, above=row + 1)
    return row


def narrowed(
    statement: Select[int], wanted: Wanted, below: int
) -> tuple[Select[int], dict[str, Any]]:
    """A statement narrowed to the speaker and the period, with what it binds."""
    period = wanted.period
    bounds: dict[str, Any] = {"low": period.low, "high": min(period.high, below)}
    if wanted.person_id is not None:
        statement = statement.where(_BY)
        bounds["person"] = wanted.person_id
    if wanted.not_person_id is not None:
        statement = statement.where(_NOT_BY)
        bounds["other"] = wanted.not_person_id
    if not period.open:
        statement = statement.where(IN_PERIOD)
        bounds |= period.edges()
    return statement, bounds
