"""Which quotes answers may show: the mark on the row, the counts, and the indexes, together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select

from bot.fingerprints import fingerprints_of
from store.bulk import insert_rows
from store.copies import follow, follow_late, following, part
from store.documents import Document, documents_of
from store.doubting import ARCHIVE_LINE, doubt, doubt_no_more
from store.people import count
from store.search import index_of
from store.tables import people, quotes, traces

_IN_NOTHING = {"shown": False, "reserved": False}
_COUNT_PERSON = (
    people.update()
    .where(people.c.id == bindparam("person"))
    .values(quotes=people.c.quotes + bindparam("more"))
)
_NAMELESS = (
    select(func.count())
    .select_from(people)
    .where(people.c.id.in_(bindparam("ids", expanding=True)), people.c.quotes == 0, ~people.c.desk)
)
_ERASE_TRACE = delete(traces).where(
    traces.c.print == bindparam("old_print"), traces.c.day_row == bindparam("old_row")
)


def show(connection: Connection, documents: Sequence[Document]) -> None:
    """Let quotes whose rows are marked as shown into the counts and the indexes.

    A copy of one that is shown already follows it instead.
    """
    prints = {one.day_row: fingerprints_of(one.words) for one in documents}
    leads = following(connection, documents, prints)
    _take_in(connection, [one for one in documents if one.day_row not in leads], prints)
    if leads:
        follow(connection, leads)


def follow_older(connection: Connection, documents: Sequence[Document]) -> int:
    """Let those of shown quotes that are copies of earlier ones follow these; return how many."""
    prints = {one.day_row: fingerprints_of(one.words) for one in documents}
    leads = following(connection, documents, prints, older_only=True)
    if leads:
        _take_out(connection, [one for one in documents if one.day_row in leads])
        follow_late(connection, leads)
    return len(leads)


def hide(connection: Connection, version_id: int) -> None:
    """Take a version's quotes out of answers, counts and the indexes.

    Of those that have copies elsewhere, one of these leads from now on.
    """
    _take_out(connection, documents_of(connection, version_id))
    doubt_no_more(connection, version_id)
    connection.execute(quotes.update().where(quotes.c.version_id == version_id).values(_IN_NOTHING))
    promoted = part(connection, version_id)
    _take_in(connection, promoted, {one.day_row: fingerprints_of(one.words) for one in promoted})


def _take_in(
    connection: Connection, documents: Sequence[Document], prints: Mapping[int, Collection[int]]
) -> None:
    if not documents:
        return
    index_of(connection).put(connection, documents)
    # In the order of the table's key, for documents are in that of their rows: each page is written
    # once.
    marks = [(one, document.day_row) for document in documents for one in prints[document.day_row]]
    marks.sort(key=itemgetter(0))
    insert_rows(connection, traces, ("print", "day_row"), marks)
    add_to_counts(connection, Counter(document.person_id for document in documents))


def _take_out(connection: Connection, documents: Sequence[Document]) -> None:
    index_of(connection).drop(connection, documents)
    marks = [
        {"old_print": one, "old_row": document.day_row}
        for document in documents
        for one in fingerprints_of(document.words)
    ]
    if marks:
        connection.execute(_ERASE_TRACE, marks)
    gone = Counter(document.person_id for document in documents)
    add_to_counts(connection, {person_id: -many for person_id, many in gone.items()})


def show_again(connection: Connection, version_id: int) -> None:
    """Let a hidden version's quotes back, those that answers may show."""
    connection.execute(quotes.update().where(_may(version_id)).values(shown=True))
    show(connection, documents_of(connection, version_id))
    doubt(connection, version_id)


def reserve(connection: Connection, version_id: int) -> None:
    """Let a hidden version's quotes be seen in the channels of its article."""
    connection.execute(quotes.update().where(_may(version_id)).values(reserved=True))


def _may(version_id: int) -> ColumnElement[bool]:
    """Those of a version's quotes that answers may show, when they may show the article."""
    of_version = (quotes.c.version_id == version_id) & quotes.c.person_id.is_not(None)
    return of_version & (quotes.c.confidence >= ARCHIVE_LINE) & ~quotes.c.refuted


def add_to_counts(connection: Connection, by_person: Mapping[int, int]) -> None:
    """Let people have so many shown quotes more, or fewer, and the totals with them."""
    more = [{"person": person_id, "more": many} for person_id, many in by_person.items() if many]
    if not more:
        return
    before = _nameless(connection, by_person)
    connection.execute(_COUNT_PERSON, more)
    count(connection, "people", before - _nameless(connection, by_person))
    count(connection, "quotes", sum(by_person.values()))


def _nameless(connection: Connection, ids: Iterable[int]) -> int:
    """How many of these people nothing may name: no quote to show, and not named by the desk."""
    return connection.scalar(_NAMELESS, {"ids": list(ids)}) or 0
