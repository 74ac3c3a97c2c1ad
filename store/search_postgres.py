"""The text index on PostgreSQL: one row a quote that answers may show, with two GIN indexes.

`words` is a tsvector that we write ourselves, so that both databases cut text alike: the quote's
words with weight A, those around it with weight B, and tokens for the speaker (=s12), outlet,
topics and kind, which no typed word can be. `pairs` holds a number for every two words in a row:
an exact phrase is all its pairs, which is much quicker than the tsvector's own phrases.

The match stands in a materialized CTE: left to choose, PostgreSQL walks the rows from the newest
and tests each, which takes seconds for a rare word.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any
from zlib import crc32

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    bindparam,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from store.bulk import insert_rows
from store.documents import Document
from store.prepared import Prepared
from store.tables import quotes
from store.wanted import (
    ENOUGH_OF_THEM,
    HIGHEST,
    LIKELY_RARE,
    LOWEST,
    TELLING,
    Wanted,
    at_least,
    index_words,
)

_GAP = 20  # positions between the quote and what is around it: no phrase reaches across
_LAST_POSITION = 16_000  # a tsvector counts no further

quotes_text = Table(
    "quotes_text",
    MetaData(),
    Column("day_row", BigInteger, primary_key=True, autoincrement=False),
    Column("words", TSVECTOR, nullable=False),
    Column("pairs", ARRAY(Integer), nullable=False),
)

_row = quotes_text.c.day_row
_WORDS = quotes_text.c.words.bool_op("@@")(cast(bindparam("match"), TSQUERY))
_PAIRS = quotes_text.c.pairs.bool_op("@>")(cast(bindparam("pairs"), ARRAY(Integer)))


# Of the thousand most frequent words, the part of the quotes that hold each.
_OFTEN = text(
    "SELECT word, often FROM pg_stats,"
    " unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (word, often)"
    " WHERE schemaname = current_schema() AND tablename = 'quotes_text' AND attname = 'words'"
    " AND word = ANY(:words)"
)


class _Asking:
    """The statements of one way to ask: by words, by pairs of words, or by both.

    A condition that every row meets is left out: PostgreSQL would read a whole index for it.
    """

    def __init__(self, *conditions: ColumnElement[bool]) -> None:
        matching = (
            select(_row.label("day_row"))
            .where(*conditions)
            .cte("matching")
            .prefix_with("MATERIALIZED", dialect="postgresql")
        )
        found = matching.c.day_row
        between = (
            select(found)
            .where(found >= bindparam("low"), found < bindparam("high"))
            .limit(bindparam("limit"))
        )
        self.newest = Prepared(between.order_by(found.desc()))
        self.newest_in_period = Prepared(between.where(_in_period(found)).order_by(found.desc()))
        self.oldest = Prepared(between.order_by(found))
        self.among = Prepared(
            select(_row).where(*conditions, _row == cast(bindparam("one"), BigInteger))
        )


def _in_period(found: ColumnElement[int]) -> ColumnElement[bool]:
    return or_(
        found.between(bindparam("inner_low"), bindparam("inner_high") - 1),
        exists().where(
            quotes.c.day_row == found,
            or_(
                quotes.c.at.is_(None)
                & (quotes.c.day_row >= bindparam("day_low"))
                & (quotes.c.day_row < bindparam("day_high")),
                (quotes.c.at >= bindparam("start")) & (quotes.c.at < bindparam("end")),
            ),
        ),
    )


_BY_WORDS, _BY_PAIRS, _BY_BOTH = _Asking(_WORDS), _Asking(_PAIRS), _Asking(_WORDS, _PAIRS)


def put(connection: Connection, documents: Sequence[Document]) -> None:
    """Take documents into the index."""
    rows = [(one.day_row, _vector(one), _pairs(one.said)) for one in documents]
    insert_rows(connection, quotes_text, ("day_row", "words", "pairs"), rows)


def drop(connection: Connection, documents: Sequence[Document]) -> None:
    """Take documents out of the index."""
    rows = [one.day_row for one in documents]
    connection.execute(delete(quotes_text).where(_row.in_(rows)))


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    connection.execute(delete(quotes_text))


def merge(_connection: Connection) -> None:
    """Nothing is left of rows once their table has been written anew."""


def merge_some(_connection: Connection, *, begin: bool) -> bool:  # noqa: ARG001  as SQLite's
    """False: autovacuum sees to it."""
    return False


def newest(connection: Connection, wanted: Wanted, *, below: int, limit: int) -> list[int]:
    """The rows that match, newest first, only those below a row."""
    asked = _asked(wanted)
    if asked is None:
        return []
    asking, bounds = asked
    period = wanted.period
    bounds |= {"low": period.low, "high": min(period.high, below), "limit": limit}
    if period.open:
        return [row for (row,) in asking.newest.rows(connection, bounds)]
    return [row for (row,) in asking.newest_in_period.rows(connection, bounds | period.edges())]


def oldest(connection: Connection, wanted: Wanted, *, above: int) -> int | None:
    """The first row that matches from a row upwards, whatever the period."""
    asked = _asked(wanted)
    if asked is None:
        return None
    asking, bounds = asked
    rows = asking.oldest.rows(connection, bounds | {"low": above, "high": HIGHEST, "limit": 1})
    return next((row for (row,) in rows), None)


def among(connection: Connection, wanted: Wanted, day_rows: Iterable[int]) -> list[int]:
    """Those of the given rows that match, whatever the period."""
    asked = _asked(wanted)
    if asked is None:
        return []
    asking, bounds = asked
    return [
        row for one in day_rows for (row,) in asking.among.rows(connection, bounds | {"one": one})
    ]


def with_words(connection: Connection, words: Sequence[str], *, limit: int) -> list[int]:
    """The newest rows whose quote holds the telling ones of these words, or most of them."""
    terms = [f"'{word}':A" for word in _telling(connection, words)]
    if not terms:
        return []
    some = at_least(ENOUGH_OF_THEM, terms, both=" & ", either=" | ")
    bounds = {"match": some, "low": LOWEST, "high": HIGHEST, "limit": limit}
    return [row for (row,) in _BY_WORDS.newest.rows(connection, bounds)]


def _telling(connection: Connection, words: Sequence[str]) -> list[str]:
    """The rarest of the longest words, the rarest last, as PostgreSQL's statistics know them.

    What nobody ever said tells nothing: it is what was put into the sentence.
    """
    some = [plain for word in words[:LIKELY_RARE] for plain in index_words(word)]
    often: dict[str, float] = {
        row.word: row.often for row in connection.execute(_OFTEN, {"words": some})
    }
    ever = {"low": LOWEST, "high": HIGHEST, "limit": 1}
    some = [
        word
        for word in some
        if word in often or _BY_WORDS.newest.rows(connection, ever | {"match": f"'{word}':A"})
    ]
    if len(some) <= TELLING:
        return some
    return sorted(some, key=lambda word: often.get(word, 0.0))[TELLING - 1 :: -1]


def holds(connection: Connection, document: Document) -> bool:
    """Whether a document is in the index with its words and its tokens."""
    made = cast(_vector(document), TSVECTOR)
    same = select(quotes_text.c.words == made, quotes_text.c.pairs).where(_row == document.day_row)
    row = connection.execute(same).first()
    return row is not None and bool(row[0]) and sorted(row[1]) == _pairs(document.said)


def size(connection: Connection) -> int:
    """How many documents there are."""
    return connection.scalar(select(func.count()).select_from(quotes_text)) or 0


def _vector(document: Document) -> str:
    said = index_words(document.said)
    places: dict[str, list[str]] = {}
    for at, word in enumerate(said, start=1):
        places.setdefault(word, []).append(f"{min(at, _LAST_POSITION)}A")
    for at, word in enumerate(index_words(document.around), start=len(said) + _GAP):
        places.setdefault(word, []).append(f"{min(at, _LAST_POSITION)}B")
    vector = [f"'{word}':{','.join(at[:250])}" for word, at in places.items()]
    return " ".join([*vector, *(f"'={mark}'" for mark in document.meta.split())])


def _pairs(said: str) -> list[int]:
    words = index_words(said)
    return sorted({crc32(f"{one} {other}".encode()) - (1 << 31) for one, other in pairwise(words)})


def _asked(wanted: Wanted) -> tuple[_Asking, dict[str, Any]] | None:
    """How to ask, and with what; None when the question holds no word the index could know."""
    parts = []
    if wanted.about:
        about = _about(wanted)
        if about is None:
            return None
        parts.append(about)
    pairs = _pairs(wanted.exact or "")
    if wanted.exact and not pairs:
        exact = index_words(wanted.exact)
        if not exact:
            return None
        parts.append(f"'{exact[0]}':A")
    if wanted.person_id is not None:
        parts.append(f"'=s{wanted.person_id}'")
    if wanted.outlet_ids:
        parts.append(" | ".join(f"'=o{outlet_id}'" for outlet_id in wanted.outlet_ids))
    if wanted.kind:
        parts.append(f"'=k{wanted.kind}'")
    if wanted.not_person_id is not None:
        parts.append(f"!'=s{wanted.not_person_id}'")
    match = " & ".join(f"({part})" for part in parts)
    if match and pairs:
        return _BY_BOTH, {"match": match, "pairs": pairs}
    return (_BY_PAIRS, {"pairs": pairs}) if pairs else (_BY_WORDS, {"match": match})


def _about(wanted: Wanted) -> str | None:
    either = [phrase for one in wanted.phrases if (phrase := _phrase(one))]
    words = [phrase for one in (wanted.about or "").split() if (phrase := _phrase(one))]
    if len(words) > 1:
        either.append(" & ".join(words))
    either += [f"'=t{topic_id}'" for topic_id in wanted.topic_ids]
    return " | ".join(f"({one})" for one in either) or None


def _phrase(words: str) -> str | None:
    return " <-> ".join(f"'{word}'" for word in index_words(words)) or None
