"""Quotes that nobody is sure who said: in no answer, and known where words are verified.

Their fingerprints stand in a table of their own, as long as everybody may see their article.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, or_, select

from bot.fingerprints import fingerprints, shingles
from bot.model import Kind
from bot.names import fold
from bot.stance import stance
from bot.verdict import Unattributed, held
from bot.verify import ENOUGH
from store.bulk import insert_rows
from store.columns import day_of
from store.documents import FOR_ALL
from store.tables import article_places, articles, doubtful, outlets, people, quotes, versions

ARCHIVE_LINE = 0.5  # quotes read with less confidence are kept, and shown in no answer
_CANDIDATES = 20

UNSURE = (
    or_(quotes.c.person_id.is_(None), quotes.c.confidence < ARCHIVE_LINE)
    & quotes.c.lead.is_(None)
    & ~quotes.c.refuted
)
_WORDS = select(quotes.c.day_row, quotes.c.content, versions.c.text).where(UNSURE)
UNSURE_FOR_ALL = _WORDS.select_from(quotes.join(versions).join(articles)).where(
    versions.c.current, FOR_ALL
)
_OF_VERSION = _WORDS.select_from(quotes.join(versions)).where(
    quotes.c.version_id == bindparam("version")
)
_SHARING = (
    select(doubtful.c.day_row)
    .where(doubtful.c.print.in_(bindparam("prints", expanding=True)))
    .group_by(doubtful.c.day_row)
    .order_by(func.count().desc(), doubtful.c.day_row.desc())
    .limit(_CANDIDATES)
)
_HERE = (
    select(quotes.c.day_row)
    .select_from(quotes.join(versions).join(articles).join(article_places))
    .where(
        UNSURE,
        versions.c.current,
        articles.c.withdrawn.is_(None),
        articles.c.embargo.is_(None),
        articles.c.restricted,
        article_places.c.channel == bindparam("channel"),
    )
)
_TOLD = (
    select(
        *quotes.c["day_row", "content", "cue", "kind", "candidates"],
        *versions.c["text", "title"],
        articles.c.url,
        outlets.c.name.label("outlet"),
        people.c.name,
    )
    .select_from(
        quotes.join(versions)
        .join(articles)
        .outerjoin(outlets)
        .outerjoin(people, quotes.c.person_id == people.c.id)
    )
    .where(quotes.c.day_row.in_(bindparam("day_rows", expanding=True)))
)


def doubt(connection: Connection, version_id: int) -> None:
    """Let what a version holds of such quotes be found; everybody may see its article."""
    put(connection, marks(connection.execute(_OF_VERSION, {"version": version_id})))


def put(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """Keep fingerprints, each with the row of its quote."""
    insert_rows(connection, doubtful, ("print", "day_row"), sorted(rows))


def marks(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[tuple[int, int]]:
    """The fingerprints of quotes, each with the row of its quote."""
    return [
        (one, row.day_row)
        for row in rows
        for one in fingerprints(" ".join(row.text[start:end] for start, end in row.content))
    ]


def doubt_anew(connection: Connection) -> None:
    """Keep the fingerprints of what was kept before there were any."""
    put(connection, marks(connection.execute(UNSURE_FOR_ALL)))


def doubt_no_more(connection: Connection, version_id: int) -> None:
    """Let no such quote of a version be found."""
    of_version = select(quotes.c.day_row).where(quotes.c.version_id == version_id, UNSURE)
    connection.execute(delete(doubtful).where(doubtful.c.day_row.in_(of_version)))


def doubted(connection: Connection, sentence: str, channel: str | None) -> list[Unattributed]:
    """Where a sentence stands among them, near enough to be one of them.

    channel: of a place for which articles are reserved; theirs are in no index, and looked
    through one by one.
    """
    prints = {"prints": sorted(set(shingles(sentence)))}
    rows = [*connection.scalars(_SHARING, prints)]
    rows += connection.scalars(_HERE, {"channel": channel}) if channel else ()
    found = []
    for row in connection.execute(_TOLD, {"day_rows": rows}).all() if rows else ():
        pieces = [row.text[start:end] for start, end in row.content]
        words = " … ".join(pieces)
        comparison = held(sentence, words, Kind(row.kind), least=ENOUGH)
        if comparison is not None:
            perhaps = {fold(name): name for name in (row.name, *(row.candidates or ())) if name}
            found.append(
                Unattributed(
                    words,
                    comparison,
                    tuple(perhaps.values()),
                    day_of(row.day_row),
                    row.title,
                    row.url,
                    row.outlet,
                    _stance(row, pieces),
                )
            )
    return found


def _stance(row: Row[*tuple[Any, ...]], pieces: Sequence[str]) -> str | None:
    cue = " … ".join(row.text[start:end] for start, end in row.cue)
    around = row.text[min(start for start, _ in (*row.content, *row.cue)) :]
    return stance(cue, pieces, Kind(row.kind), around)
