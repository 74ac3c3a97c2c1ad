"""The text index on SQLite: one FTS5 document a quote that answers may show.

A document has three columns: `said` (the quote), `around` (the rest of its paragraph, and the
headline) and `meta`, tokens for the speaker (s12), outlet (o3), topics (t7) and kind (kdirect).
With the speaker inside the document and row ids in order of the day, a question about a person,
a word and a period is one walk over sorted lists that stops at the tenth hit.

`meta` also has a token for every two words in a row of which one is among the most frequent of
the language (of0the). "In the name of" is found by in0the and name0of; left to the words
alone, FTS5 would go through most of the archive to compare their places.

The index keeps no text of its own, so a document is taken out by handing it in again.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    column,
    exists,
    literal_column,
    or_,
    select,
    table,
    text,
)

from bot.model import Kind
from store.documents import Document
from store.prepared import Prepared
from store.tables import quotes
from store.wanted import (
    ENOUGH_OF_THEM,
    HIGHEST,
    LIKELY_RARE,
    LOWEST,
    TELLING,
    Period,
    Wanted,
    at_least,
    sayable,
    tokens,
)

_index = table("quotes_text", column("rowid"))
_rowid = _index.c.rowid

# The most frequent words of English. The index holds their pairs: who changes the list must have
# the index made anew (see engine.py).
_FREQUENT = frozenset(
    """
    a and are as at be but by for from has have he i in is it not of on our that the they this to
    was we will with
    """.split()  # noqa: SIM905  thirty lines otherwise
)

_PUT = "INSERT INTO quotes_text (rowid, said, around, meta) VALUES (?, ?, ?, ?)"
_DROP = (
    "INSERT INTO quotes_text (quotes_text, rowid, said, around, meta) VALUES ('delete', ?, ?, ?, ?)"
)

_MERGE_SOME = "INSERT INTO quotes_text (quotes_text, rank) VALUES ('merge', ?)"
MERGED_AT_ONCE = 2_000  # pages of some 4 KB

_MATCH = (
    select(_rowid)
    .select_from(_index)
    .where(
        literal_column("quotes_text").op("MATCH")(bindparam("match")),
        _rowid >= bindparam("low"),
        _rowid < bindparam("high"),
    )
    .limit(bindparam("limit"))
)
_IN_PERIOD = or_(
    _rowid.between(bindparam("inner_low"), bindparam("inner_high") - 1),
    exists().where(
        quotes.c.day_row == _rowid,
        or_(
            quotes.c.at.is_(None)
            & (quotes.c.day_row >= bindparam("day_low"))
            & (quotes.c.day_row < bindparam("day_high")),
            (quotes.c.at >= bindparam("start")) & (quotes.c.at < bindparam("end")),
        ),
    ),
)
_NEWEST = Prepared(_MATCH.order_by(_rowid.desc()))
_NEWEST_IN_PERIOD = Prepared(_MATCH.where(_IN_PERIOD).order_by(_rowid.desc()))
# Where something was said the twentieth time from the end: the longer ago, the rarer it is.
_SOME_TIMES_AGO = Prepared(
    _MATCH.order_by(_rowid.desc()).limit(literal_column("1")).offset(literal_column("19"))
)
_OLDEST = Prepared(_MATCH.order_by(_rowid.asc()))
_AMONG = text("SELECT rowid FROM quotes_text WHERE quotes_text MATCH :match AND rowid = :day_row")

_SIZE = text("SELECT count(*) FROM quotes_text WHERE quotes_text MATCH :match")
_ANY = "meta : (" + " OR ".join(f"k{kind}" for kind in Kind) + ")"


def put(connection: Connection, documents: Sequence[Document]) -> None:
    """Take documents into the index; sorted by row they cost least."""
    _each(connection, _PUT, documents)


def drop(connection: Connection, documents: Sequence[Document]) -> None:
    """Take documents out of the index. They must be to the letter what was put in."""
    _each(connection, _DROP, documents)


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    connection.exec_driver_sql("INSERT INTO quotes_text (quotes_text) VALUES ('delete-all')")


def merge(connection: Connection) -> None:
    """Leave nothing of documents that were taken out: their words stay in older segments."""
    connection.exec_driver_sql("INSERT INTO quotes_text (quotes_text) VALUES ('optimize')")


def merge_some(connection: Connection, *, begin: bool) -> bool:
    """Merge a fraction of a second's worth of segments; True while there is more to merge.

    begin: all that are there now are to be one; without it, what was begun is carried on.
    """
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    step = -MERGED_AT_ONCE if begin else MERGED_AT_ONCE  # FTS5's way to say so
    connection.exec_driver_sql(_MERGE_SOME, (step,))
    return int(driver.total_changes) - int(before) > 1  # the command itself counts as one


def newest(connection: Connection, wanted: Wanted, *, below: int, limit: int) -> list[int]:
    """The rows that match, newest first, only those below a row."""
    match = _expression(wanted)
    if match is None:
        return []
    period = wanted.period
    bounds = {"match": match, "low": period.low, "high": min(period.high, below), "limit": limit}
    if period.open:
        return [row for (row,) in _NEWEST.rows(connection, bounds)]
    return [row for (row,) in _NEWEST_IN_PERIOD.rows(connection, bounds | period.edges())]


def oldest(connection: Connection, wanted: Wanted, *, above: int) -> int | None:
    """The first row that matches from a row upwards, whatever the period."""
    match = _expression(wanted)
    if match is None:
        return None
    bounds = {"match": match, "low": above, "high": Period().high, "limit": 1}
    return next((row for (row,) in _OLDEST.rows(connection, bounds)), None)


def among(connection: Connection, wanted: Wanted, day_rows: Iterable[int]) -> list[int]:
    """Those of the given rows that match, whatever the period."""
    match = _expression(wanted)
    if match is None:
        return []
    found = (
        connection.scalar(_AMONG, {"match": match, "day_row": day_row}) for day_row in day_rows
    )
    return [day_row for day_row in found if day_row is not None]


def holds(connection: Connection, document: Document) -> bool:
    """Whether a document is in the index with its words and its tokens."""
    marks = [*document.meta.split(), *_pairs(document.words)]
    parts = [f'meta : "{mark}"' for mark in marks]
    for column_name, words in (("said", document.said), ("around", document.around)):
        quoted = _quoted(words)
        parts += [f"{column_name} : {quoted}"] if quoted else []
    match = " AND ".join(f"({part})" for part in parts)
    found = connection.scalar(_AMONG, {"match": match, "day_row": document.day_row})
    return found is not None


def size(connection: Connection) -> int:
    """How many documents there are: each has one kind."""
    return connection.scalar(_SIZE, {"match": _ANY}) or 0


def _each(connection: Connection, statement: str, documents: Sequence[Document]) -> None:
    if documents:
        connection.exec_driver_sql(statement, [row(one) for one in documents])


def row(document: Document) -> tuple[int, str, str, str]:
    """What the index is given of a document: its row, said, around and meta."""
    meta = " ".join((document.meta, *_pairs(document.words)))
    return document.day_row, document.said, document.around, meta


def _expression(wanted: Wanted) -> str | None:
    """The question in FTS5's language; None when it holds no word the index could know."""
    parts = []
    if wanted.about:
        about = _about(wanted)
        if about is None:
            return None
        parts.append(about)
    if wanted.exact:
        exact = _exact(wanted.exact)
        if not exact:
            return None
        parts += exact
    if wanted.person_id is not None:
        parts.append(f'meta : "s{wanted.person_id}"')
    if wanted.outlet_ids:
        outlets = " OR ".join(f'"o{outlet_id}"' for outlet_id in wanted.outlet_ids)
        parts.append(f"meta : ({outlets})")
    if wanted.kind:
        parts.append(f'meta : "k{wanted.kind}"')
    expression = " AND ".join(f"({part})" for part in parts)
    if wanted.not_person_id is not None:
        expression = f'({expression}) NOT (meta : "s{wanted.not_person_id}")'
    return expression


def _exact(phrase: str) -> list[str]:
    """What a quote with these words in a row meets: their pairs, and the rarer words between."""
    words = tokens(phrase)
    parts = [f'meta : "{pair}"' for pair in _pairs(words)]
    for frequent, some in groupby(words, _FREQUENT.__contains__):
        row = list(some)
        if not frequent and (len(row) > 1 or len(words) == 1):
            parts.append(f"said : {_quoted(' '.join(row))}")
    return parts or [f'said : "{word}"' for word in words]


def _pairs(words: Sequence[str]) -> list[str]:
    """A token for each two words in a row of which one is frequent.

    The 0 keeps them apart from all others: no id begins with it.
    """
    return sorted(
        {
            f"{one}0{other}"
            for one, other in pairwise(words)
            if one in _FREQUENT or other in _FREQUENT
        }
    )


def _about(wanted: Wanted) -> str | None:
    phrases = [quoted for phrase in wanted.phrases if (quoted := _quoted(phrase))]
    words = [quoted for word in (wanted.about or "").split() if (quoted := _quoted(word))]
    if len(words) > 1:
        phrases.append(f"({' AND '.join(words)})")
    either = [f"({{said around}} : ({' OR '.join(phrases)}))"] if phrases else []
    either += [f'(meta : "t{topic_id}")' for topic_id in wanted.topic_ids]
    return " OR ".join(either) or None


def _quoted(words: str) -> str | None:
    """The words as one phrase; None when they hold no letter or digit."""
    if not tokens(words):
        return None
    # Between quotation marks a user's AND, * or : is a word. FTS5 takes NUL for the end of the
    # string; sayable leaves none.
    return '"' + sayable(words).replace('"', " ") + '"'


def with_words(connection: Connection, words: Sequence[str], *, limit: int) -> list[int]:
    """The newest rows whose quote holds the telling ones of these words, or most of them."""
    terms = [f'"{word}"' for word in _telling(connection, words)]
    if not terms:
        return []
    some = at_least(ENOUGH_OF_THEM, terms, both=" AND ", either=" OR ")
    period = Period()
    bounds = {"match": f"said : ({some})", "low": period.low, "high": period.high}
    return [row for (row,) in _NEWEST.rows(connection, bounds | {"limit": limit})]


def _telling(connection: Connection, words: Sequence[str]) -> list[str]:
    """The rarest of the longest words, the rarest last: those said least often of late.

    What nobody ever said tells nothing: it is what was put into the sentence.
    """
    some = [sayable(word) for word in words[:LIKELY_RARE]]
    ever = {"low": LOWEST, "high": HIGHEST, "limit": 1}
    some = [word for word in some if _NEWEST.rows(connection, ever | {"match": f'said : "{word}"'})]
    if len(some) <= TELLING:
        return some
    said_at = {}
    for word in some:
        match = {"match": f'said : "{word}"', "low": LOWEST, "high": HIGHEST}
        said_at[word] = next((row for (row,) in _SOME_TIMES_AGO.rows(connection, match)), LOWEST)
    return sorted(some, key=said_at.__getitem__)[TELLING - 1 :: -1]
