"""Wire copies: the same utterance in several articles is one quote, which ran in all of them.

The one kept first leads. The others follow it: they stay on record, and are in no answer, index or
count of their own. Two quotes are copies when the same speaker said nearly the same words, in
different articles, of the same or neighbouring days: the fingerprints find them, and the words
decide. People are never joined by it. Where the leading one is hidden, the next one leads.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Connection, Row, bindparam, select

from bot.answers import Context, Copy
from bot.model import Kind
from bot.stance import stance, unsaid
from store.columns import DAY_BITS
from store.documents import Document, documents_among, said
from store.search import index_of
from store.tables import articles, outlets, quotes, versions
from store.wanted import tokens

NEARLY = 88  # of 100: how much of their words two copies share
LEAST_WORDS = 6  # "We will see" may be said twice on a day
_PRINTS = 2  # of a quote's, the smallest: quotes that share most words share one of them
_AT_ONCE = 5_000
# One of these more or less, and it is another thing that was said.
_TELLING = frozenset({
    "no", "not", "never", "none", "nothing", "nobody", "without", "t", "zero", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand",
    "million", "billion", "trillion", "half",
})  # fmt: skip

_QUOTES = (
    select(
        quotes.c.day_row,
        quotes.c.id,
        quotes.c.person_id,
        versions.c.article_id,
        quotes.c.content,
        quotes.c.kind,
        quotes.c.cue,
        quotes.c.paragraph,
        quotes.c.corrected,
        versions.c.text,
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .where(quotes.c.day_row.in_(bindparam("day_rows", expanding=True)), quotes.c.shown)
)
_FOLLOWING = (
    select(quotes.c.day_row, quotes.c.id, quotes.c.lead, quotes.c.version_id)
    .where(quotes.c.lead.in_(bindparam("ids", expanding=True)))
    .order_by(quotes.c.id)
)
_RAN = (
    select(
        quotes.c.lead,
        quotes.c.content,
        versions.c.text,
        articles.c.first_seen,
        articles.c.url,
        outlets.c.name.label("outlet"),
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .join(outlets, articles.c.outlet_id == outlets.c.id, isouter=True)
    .where(quotes.c.lead == bindparam("lead"))
    .order_by(articles.c.first_seen, quotes.c.id)
)

_FIRST_SEEN = (
    select(articles.c.first_seen)
    .join(versions, versions.c.article_id == articles.c.id)
    .join(quotes, quotes.c.version_id == versions.c.id)
    .where(quotes.c.id == bindparam("quote"), quotes.c.shown)
)


def following(
    connection: Connection,
    documents: Sequence[Document],
    prints: Mapping[int, Collection[int]],
    *,
    older_only: bool = False,
) -> dict[int, int]:
    """Those of the quotes that are copies: their row, and the id of the one that leads.

    prints: the fingerprints of each by its row, which need not be in the index of them yet.
    older_only: follow none that was kept later, for quotes that have been shown all along.
    """
    long = [one.day_row for one in documents if len(one.words) >= LEAST_WORDS]
    smallest = {day_row: sorted(prints[day_row])[:_PRINTS] for day_row in long}
    alike = _alike(connection, smallest)
    if not alike:
        return {}
    asked = {"day_rows": sorted(set().union(*alike.values()) | alike.keys())}
    by_row = {row.day_row: row for row in connection.execute(_QUOTES, asked)}
    found: dict[int, int] = {}
    for day_row in sorted(alike, key=lambda one: by_row[one].id):
        mine = by_row[day_row]
        leads = [
            row.id
            for row in (by_row[one] for one in alike[day_row] if one in by_row)
            if row.day_row not in found
            and (row.id < mine.id or (not older_only and row.day_row not in smallest))
            and _is_copy(mine, row)
            # What a person has mended shows under no words that nobody has.
            and (
                not mine.corrected
                or row.corrected
                or said(mine.text, mine.content) == said(row.text, row.content)
            )
        ]
        if leads:
            found[day_row] = min(leads)
    return found


def _alike(connection: Connection, prints: Mapping[int, Sequence[int]]) -> dict[int, set[int]]:
    """Other quotes that share one of a quote's prints, by its row; most share none."""
    having: dict[int, set[int]] = defaultdict(set)
    for day_row, some in prints.items():
        for one in some:
            having[one].add(day_row)
    wanted = sorted(having)
    for at in range(0, len(wanted), _AT_ONCE):
        # Numbers of ours, written out: to bind so many takes longer than to find them.
        among = ", ".join(map(str, wanted[at : at + _AT_ONCE]))
        rows = connection.exec_driver_sql(
            f"SELECT print, day_row FROM traces WHERE print IN ({among})"  # noqa: S608  see above
        )
        for one, day_row in rows:
            having[one].add(day_row)
    shared = {one for one, rows in having.items() if len(rows) > 1}
    alike: dict[int, set[int]] = {}
    for day_row, some in prints.items():
        others = {
            other
            for one in shared.intersection(some)
            for other in having[one]
            if other != day_row and _neighbours(other, day_row)
        }
        if others:
            alike[day_row] = others
    return alike


def _neighbours(day_row: int, other: int) -> bool:
    return abs((day_row >> DAY_BITS) - (other >> DAY_BITS)) <= 1


def _is_copy(one: Row[*tuple[Any, ...]], other: Row[*tuple[Any, ...]]) -> bool:
    if one.article_id == other.article_id or one.person_id != other.person_id:
        return False
    if not _neighbours(one.day_row, other.day_row):
        return False
    here, there = (said(row.text, row.content) for row in (one, other))
    return nearly_same(here, there) and _taken(one) == _taken(other)


def _taken(row: Row[*tuple[Any, ...]]) -> tuple[bool, bool]:
    """Were the words not said but denied, or not even that? What one says another may deny."""
    pieces, cue, [around] = (
        [row.text[start:end] for start, end in spans]
        for spans in (row.content, row.cue, row.paragraph)
    )
    did = stance(" … ".join(cue), pieces, Kind(row.kind), around)
    return did is not None, did is not None and unsaid(did)


def nearly_same(one: str, other: str) -> bool:
    """Whether two wordings may be one utterance: no number and no "not" differs."""
    if fuzz.ratio(one.casefold(), other.casefold()) < NEARLY:
        return False
    here, there = Counter(tokens(one)), Counter(tokens(other))
    differing = (here - there) | (there - here)
    return not any(word in _TELLING or not word.isalpha() for word in differing)


def follow(connection: Connection, leads: dict[int, int]) -> None:
    """Let quotes, out of the indexes by now, follow those that lead; {row: id of the leading}."""
    before = _leading(connection, set(leads.values()))
    for day_row, lead in leads.items():
        one = quotes.update().where(quotes.c.day_row == day_row)
        connection.execute(one.values(shown=False, lead=lead))
    _refresh(connection, before)


def follow_late(connection: Connection, leads: dict[int, int]) -> None:
    """As `follow`, of quotes that may lead others themselves: these go with them."""
    before = _leading(connection, set(leads.values()))
    for day_row, lead in leads.items():
        late = quotes.c.day_row == day_row
        own = connection.scalar(select(quotes.c.id).where(late))
        connection.execute(quotes.update().where(quotes.c.lead == own).values(lead=lead))
        gone = {"shown": False, "lead": lead, "copies": 0}
        connection.execute(quotes.update().where(late).values(gone))
    _refresh(connection, before)


def part(connection: Connection, version_id: int) -> list[Document]:
    """Let a hidden version's quotes lead and follow nobody.

    Returns the copies that lead instead: marked as shown, and in no index yet.
    """
    of_version = select(quotes.c.id, quotes.c.lead, quotes.c.copies)
    rows = connection.execute(of_version.where(quotes.c.version_id == version_id)).all()
    if not any(row.copies or row.lead is not None for row in rows):
        return []
    before = _leading(connection, {row.lead for row in rows if row.lead is not None})
    alone = quotes.update().where(quotes.c.version_id == version_id)
    connection.execute(alone.values(lead=None, copies=0))
    promoted = _promote(connection, [row.id for row in rows])
    _refresh(connection, before)
    return [one for row in promoted for one in _document(connection, row)]


def _promote(connection: Connection, ids: Sequence[int]) -> list[Row[*tuple[Any, ...]]]:
    """Let the first of those that follow each of these lead the others."""
    promoted: dict[int, Row[*tuple[Any, ...]]] = {}
    many: dict[int, int] = {}
    for row in connection.execute(_FOLLOWING, {"ids": list(ids)}).all():
        first = promoted.setdefault(row.lead, row)
        many[first.id] = many.get(first.id, -1) + 1
        values = {"lead": None, "shown": True} if first is row else {"lead": first.id}
        connection.execute(quotes.update().where(quotes.c.day_row == row.day_row).values(values))
    for first in promoted.values():
        one = quotes.update().where(quotes.c.day_row == first.day_row)
        connection.execute(one.values(copies=many[first.id]))
    return list(promoted.values())


_Before = list[tuple[Row[*tuple[Any, ...]], list[Document]]]


def _leading(connection: Connection, ids: Collection[int]) -> _Before:
    """Leading quotes with what the index holds of each, to the letter."""
    if not ids:
        return []
    shown = select(quotes.c.id, quotes.c.day_row, quotes.c.version_id)
    rows = connection.execute(shown.where(quotes.c.id.in_(ids), quotes.c.shown)).all()
    return [(row, _document(connection, row)) for row in rows]


def _refresh(connection: Connection, before: _Before) -> None:
    """Set how many copies leading quotes have, and in which outlets the index finds them."""
    for row, held in before:
        many = len(connection.execute(_FOLLOWING, {"ids": [row.id]}).all())
        one = quotes.update().where(quotes.c.day_row == row.day_row)
        connection.execute(one.values(copies=many))
        index_of(connection).drop(connection, held)
        index_of(connection).put(connection, _document(connection, row))


def _document(connection: Connection, row: Row[*tuple[Any, ...]]) -> list[Document]:
    return documents_among(connection, [row.day_row])


def with_copies(connection: Connection, context: Context) -> Context:
    """The same with where else its quote ran, first seen first."""
    ran = tuple(
        Copy(
            outlet=row.outlet,
            url=row.url,
            first_seen=row.first_seen,
            text=said(row.text, row.content),
        )
        for row in connection.execute(_RAN, {"lead": context.hit.id})
    )
    own = connection.scalar(_FIRST_SEEN, {"quote": context.hit.id})
    return replace(context, copies=ran, first_seen=own)
