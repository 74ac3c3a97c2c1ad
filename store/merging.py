"""Two people made one because a person says so, and two again when that is undone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from bot.errors import StoreError
from bot.model import Voice
from store.corrections import mend
from store.documents import documents_among
from store.finding import now_known_as
from store.lookalikes import decide, kept_apart
from store.people import count, open_ways, person_row, put_alias, record
from store.posts import amend
from store.search import index_of
from store.showing import add_to_counts
from store.tables import aliases, merged_quotes, people, quotes, readings, roles, versions
from store.visibility import change_state, see_roles_again

_BATCH = 1_000
_OF_PERSON = select(quotes.c.day_row, quotes.c.id, quotes.c.shown).where(
    quotes.c.person_id == bindparam("person")
)
_MERGED = select(merged_quotes.c.quote_id).where(merged_quotes.c.change_id == bindparam("change"))

_Row = Row[*tuple[Any, ...]]


def merge(connection: Connection, person_id: int, into: int, *, by: str, now: datetime) -> None:
    """Let one person be another from now on: quotes, aliases, roles, counts and indexes.

    The id of the one who goes reaches the one who stays. Raises StoreError when these cannot be
    one: not known, the same already, a person and a body, a source without a name, or kept apart.
    """
    gone, stays = _two(connection, person_id, into)
    moved = connection.execute(_OF_PERSON, {"person": gone.id}).all()
    detail = {"person": gone.id, "to": stays.id, "desk": gone.desk, "to_desk": stays.desk}
    detail |= _aliases_over(connection, gone, stays, by, now)
    detail["roles"] = list(
        connection.scalars(
            roles.update()
            .where(roles.c.person_id == gone.id)
            .values(person_id=stays.id)
            .returning(roles.c.id)
        )
    )
    change_id = record(connection, "people merged", detail, by=by, now=now)
    ids = sorted({row.id for row in moved})
    if ids:
        rows = [{"change_id": change_id, "quote_id": quote_id} for quote_id in ids]
        connection.execute(insert(merged_quotes), rows)
    _give(connection, moved, gone.id, stays.id)
    _set(connection, gone.id, merged_into=stays.id, folded="", surname="", first="", desk=False)
    _set(connection, stays.id, desk=stays.desk or gone.desk)
    if gone.wikidata and not stays.wikidata:
        _set(connection, stays.id, wikidata=gone.wikidata)
    decide(connection, gone.id, stays.id, "same")
    _seen_again(connection, (gone.id, stays.id))
    amend(connection, ids, now=now)


def part(connection: Connection, change_id: int, detail: Mapping[str, Any], now: datetime) -> None:
    """Undo a merge. What came in since stays with the one both were taken for.

    Raises StoreError when that one was merged into somebody else since.
    """
    gone, stays = _person(connection, detail["person"]), _person(connection, detail["to"])
    if gone.merged_into != stays.id or stays.merged_into is not None:
        raise StoreError(
            f"{stays.name} was taken for somebody else since.", "Undo that first; see the log."
        )
    ids = connection.scalars(_MERGED, {"change": change_id}).all()
    theirs = connection.execute(_OF_PERSON, {"person": stays.id}).all()
    wanted = set(ids)
    _give(connection, [row for row in theirs if row.id in wanted], stays.id, gone.id)
    of_gone = readings.c.quote_id.in_(_MERGED) & (readings.c.person_id == stays.id)
    read_again = readings.update().where(of_gone).values(person_id=gone.id)
    connection.execute(read_again, {"change": change_id})
    for table, moved in ((aliases, detail["aliases"]), (roles, detail["roles"])):
        here = (table.c.id.in_(moved)) & (table.c.person_id == stays.id)
        connection.execute(table.update().where(here).values(person_id=gone.id))
    if detail["added"]:
        connection.execute(delete(aliases).where(aliases.c.id == detail["added"]))
    for alias in detail["dropped"]:
        put_alias(connection, gone.id, alias, by=None, now=None)
    called = person_row(gone.name, Voice(gone.voice))
    _set(connection, gone.id, merged_into=None, desk=detail["desk"], **called)
    if detail["desk"] and not detail["to_desk"]:
        _set(connection, stays.id, desk=False)
    if gone.wikidata and gone.wikidata == stays.wikidata:
        _set(connection, stays.id, wikidata=None)
    open_ways(connection, [called["surname"]])
    decide(connection, gone.id, stays.id, None)
    corrected = select(readings.c.quote_id).where(readings.c.quote_id.in_(_MERGED))
    for quote_id in connection.scalars(corrected, {"change": change_id}).all():
        mend(connection, quote_id, now=now)  # whom people named since is whom they meant
    _lead_apart(connection, gone.id, stays.id, now)
    _seen_again(connection, (gone.id, stays.id))
    amend(connection, ids, now=now)


def _lead_apart(connection: Connection, one: int, other: int, now: datetime) -> None:
    """Let no quote count as a copy of one that is by the other of two people."""
    leading = quotes.alias("leading")
    crossed = (
        select(versions.c.article_id)
        .join(quotes, quotes.c.version_id == versions.c.id)
        .join(leading, quotes.c.lead == leading.c.id)
        .where(
            quotes.c.person_id.in_((one, other)),
            leading.c.shown,
            leading.c.person_id != quotes.c.person_id,
        )
        .distinct()
    )
    for article_id in sorted(connection.scalars(crossed).all()):
        change_state(connection, article_id, {}, now=now)


def _two(connection: Connection, person_id: int, into: int) -> tuple[_Row, _Row]:
    gone = _person(connection, now_known_as(connection, person_id))
    stays = _person(connection, now_known_as(connection, into))
    if gone.id == stays.id:
        raise StoreError(f"{stays.name} is one person already.", "There is nothing to merge.")
    if Voice.ANONYMOUS in (gone.voice, stays.voice):
        raise StoreError(
            "A source without a name is never merged.", "Correct the speaker of the quote instead."
        )
    if gone.voice != stays.voice:
        raise StoreError(
            f"{gone.name} and {stays.name} are a person and a body.", "They cannot be one."
        )
    if kept_apart(connection, gone.id, stays.id):
        raise StoreError(
            f"{gone.name} and {stays.name} were kept apart.", "Undo that first; see the log."
        )
    return gone, stays


def _person(connection: Connection, person_id: int) -> _Row:
    row = connection.execute(select(people).where(people.c.id == person_id)).first()
    if row is None:
        raise StoreError("That person is not in the archive.", "Pick one that is.")
    return row


def _aliases_over(
    connection: Connection, gone: _Row, stays: _Row, by: str, now: datetime
) -> dict[str, Any]:
    """Let what reaches one reach the other; return what is needed to undo that."""
    known = set(connection.scalars(select(aliases.c.alias).where(aliases.c.person_id == stays.id)))
    rows = connection.execute(select(aliases).where(aliases.c.person_id == gone.id)).all()
    moved = [row.id for row in rows if row.alias not in known]
    dropped = [row.alias for row in rows if row.alias in known]
    connection.execute(aliases.update().where(aliases.c.id.in_(moved)).values(person_id=stays.id))
    connection.execute(delete(aliases).where(aliases.c.person_id == gone.id))
    added = None
    # A bare surname that one article gives must not reach one of all who bear it.
    if gone.article_id is None and gone.folded != stays.folded:
        made = put_alias(connection, stays.id, gone.name, by=by, now=now)
        of_name = (aliases.c.person_id == stays.id) & (aliases.c.alias == gone.name)
        added = connection.scalar(select(aliases.c.id).where(of_name)) if made else None
    return {"aliases": moved, "dropped": dropped, "added": added}


def _give(connection: Connection, rows: Sequence[_Row], one: int, other: int) -> None:
    """Let quotes be by another person, in the rows, the counts and the text index."""
    index = index_of(connection)
    shown = 0
    for some in _batches([row.day_row for row in rows]):
        before = documents_among(connection, some)
        index.drop(connection, before)
        connection.execute(
            quotes.update().where(quotes.c.day_row.in_(some)).values(person_id=other)
        )
        index.put(connection, documents_among(connection, some))
        shown += len(before)
    if shown:
        add_to_counts(connection, {one: -shown, other: shown})


def _batches(day_rows: list[int]) -> Iterator[list[int]]:
    ordered = sorted(day_rows)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]


def _set(connection: Connection, person_id: int, **values: Any) -> None:
    """Set columns of a person, and with them whether people may be told of."""
    before = _person(connection, person_id)
    connection.execute(people.update().where(people.c.id == person_id).values(values))
    after = _person(connection, person_id)
    named = [bool(row.desk or row.quotes) for row in (before, after)]
    count(connection, "people", named[1] - named[0])


def _seen_again(connection: Connection, ids: tuple[int, int]) -> None:
    for person_id in ids:
        see_roles_again(connection, person_id)
