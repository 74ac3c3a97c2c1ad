"""Whom a typed name means: exact spellings first, and near ones only to ask about."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, union

from bot import names
from bot.answers import Person
from bot.model import Voice
from store.prepared import Prepared
from store.tables import aliases, people, surname_keys
from store.wanted import sayable

CHOICES = 20  # so many people are offered at most
_LIKE_ENOUGH = 72  # of 100: below, a name is not worth asking about

More = Mapping[int, int]
_NO_MORE: More = {}

_ONE = (
    people.c.id,
    people.c.name,
    people.c.voice,
    people.c.role,
    people.c.quotes,
    people.c.folded,
    people.c.article_id,
    people.c.desk,
)


class _Row(NamedTuple):
    id: int
    name: str
    voice: str
    role: str | None
    quotes: int
    folded: str
    article_id: int | None
    desk: int


_MERGED_INTO = select(people.c.merged_into).where(people.c.id == bindparam("id"))
_BY_ID = Prepared(select(*_ONE).where(people.c.id == bindparam("id")))
# Unions, not OR: PostgreSQL reads every person for an OR over two tables.
_BY_FOLD = Prepared(
    select(*_ONE).where(
        people.c.id.in_(
            union(
                select(people.c.id).where(people.c.folded == bindparam("folded")),
                select(aliases.c.person_id).where(aliases.c.folded == bindparam("folded")),
            )
        )
    )
)
_SURNAMED = (
    select(people.c.id)
    .where(people.c.surname == bindparam("word"))
    .order_by(people.c.quotes.desc())
    .limit(500)
    .subquery()
)
_FIRST_NAMED = (
    select(people.c.id)
    .where(people.c.first == bindparam("word"))
    .order_by(people.c.quotes.desc())
    .limit(500)
)
_ALIAS_SURNAMED = select(aliases.c.person_id).where(aliases.c.surname == bindparam("word"))
_BY_SURNAME = Prepared(
    select(*_ONE).where(people.c.id.in_(union(select(_SURNAMED.c.id), _ALIAS_SURNAMED)))
)
_BY_FIRST = Prepared(select(*_ONE).where(people.c.id.in_(_FIRST_NAMED)))
_ALIASES_OF = select(aliases.c.person_id, aliases.c.folded).where(
    aliases.c.person_id.in_(bindparam("ids", expanding=True))
)
_SURNAMES_NEAR = select(surname_keys.c.surname).where(
    surname_keys.c.key.in_(bindparam("keys", expanding=True))
)
_NEAR = (
    select(*_ONE)
    .where(
        people.c.id.in_(
            union(
                select(people.c.id).where(people.c.surname.in_(_SURNAMES_NEAR)),
                select(aliases.c.person_id).where(aliases.c.surname.in_(_SURNAMES_NEAR)),
            )
        )
    )
    .order_by(people.c.quotes.desc())
    .limit(300)
)
_NEAR_AND_FIRST = select(*_ONE).where(
    people.c.first == bindparam("first"), people.c.surname.in_(_SURNAMES_NEAR)
)


def _begins(begins: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> tuple[Prepared, ...]:
    """Statements for those of whose name, surname, alias or alias's surname this is true."""
    most = select(*_ONE).order_by(people.c.quotes.desc()).limit(bindparam("limit"))
    with_alias = (
        select(aliases.c.person_id).where(begins(column))
        for column in aliases.c["folded", "surname"]
    )
    return (
        *(Prepared(most.where(begins(column))) for column in people.c["folded", "surname"]),
        *(Prepared(most.where(people.c.id.in_(some))) for some in with_alias),
    )


# Folded names are small ASCII letters, digits and spaces: all of them stand before "{". SQLite
# walks its index for a range and not for a LIKE; PostgreSQL's own order is another one.
_BEGINS_SQLITE = _begins(
    lambda column: (column >= bindparam("prefix")) & (column < bindparam("prefix") + "{")
)
_BEGINS_POSTGRES = _begins(lambda column: column.like(bindparam("prefix") + "%"))


def find(connection: Connection, name: str, more: More | None = _NO_MORE) -> tuple[Person, ...]:
    """See People.find. more: quotes of people beyond those that everybody may see; None finds
    also those whom nobody may see."""
    found = (_find(connection, spelling, more) for spelling in names.spellings(sayable(name)))
    return next(filter(None, found), ())


def _find(connection: Connection, name: str, more: More | None) -> tuple[Person, ...]:
    typed = names.words(name)
    for folded in dict.fromkeys((names.fold(name), " ".join(typed))):
        exact = _rows(connection, _BY_FOLD, {"folded": folded}) if folded else []
        # "Umerov" as the whole name of somebody known by one article does not hide Rustem Umerov.
        known = [row for row in exact if row.article_id is None]
        if known and (len(folded.split()) > 1 or not typed):
            return _most_quoted(known, more)
    if not typed:
        return ()
    by_alias = _rows(connection, _BY_FOLD, {"folded": " ".join(typed)})
    last = names.surname(" ".join(typed))
    candidates = _rows(connection, _BY_SURNAME, {"word": last})
    if len(typed) > 1:
        candidates = [*candidates, *_rows(connection, _BY_SURNAME, {"word": typed[0]})]
    bearers = _fitting(connection, typed, candidates)
    if not bearers and not by_alias:
        firsts = _rows(connection, _BY_FIRST, {"word": typed[0]})
        bearers = _fitting(connection, typed, firsts)
    return _most_quoted([*by_alias, *bearers], more)


def near(connection: Connection, name: str, more: More = _NO_MORE) -> tuple[Person, ...]:
    """See People.near. more: as find takes it."""
    keys = names.near_keys(sayable(name))
    typed = [word for word in names.words(sayable(name)) if word in keys]
    if not typed:
        return ()
    whole, last = " ".join(typed), names.surname(" ".join(typed))
    rows = []
    if len(typed) > 1:  # the typo is in the surname, or else in the first name
        rows = _near(connection, _NEAR_AND_FIRST, keys[last], first=typed[0])
        rows += _rows(connection, _BY_SURNAME, {"word": last})
    rows = rows or _near(connection, _NEAR, keys[last] | keys[typed[0]])
    unique = {row.id: row for row in _known(rows, more)}
    likeness = {
        person_id: max(_likeness(whole, one) for one in spelled)
        for person_id, spelled in _spellings(connection, unique.values()).items()
    }
    closest = sorted(unique.values(), key=lambda row: (-likeness[row.id], -row.quotes, row.id))
    return tuple(_person(row) for row in closest[:5] if likeness[row.id] >= _LIKE_ENOUGH)


def starting(
    connection: Connection, typed: str, limit: int, more: More = _NO_MORE
) -> tuple[Person, ...]:
    """See People.starting. more: as find takes it."""
    prefix = names.fold(sayable(typed))
    if not prefix:
        return ()
    found = [*find(connection, typed, more)]
    begins = _BEGINS_SQLITE if connection.dialect.name == "sqlite" else _BEGINS_POSTGRES
    bound = {"prefix": prefix, "limit": limit + len(more)}
    rows = {row.id: row for one in begins for row in _rows(connection, one, bound)}
    ordered = sorted(_known(rows.values(), more), key=lambda row: (-row.quotes, row.id))
    unique = {one.id: one for one in [*found, *(_person(row) for row in ordered)]}
    return tuple(unique.values())[:limit]


def _near(
    connection: Connection, statement: Select[*tuple[Any, ...]], keys: set[str], **bound: str
) -> list[_Row]:
    rows = connection.execute(statement, {"keys": sorted(keys), **bound})
    return [_Row._make(row) for row in rows]


def person(connection: Connection, person_id: int, more: More = _NO_MORE) -> Person | None:
    """The person of an id. more: as find takes it."""
    rows = _known(_rows(connection, _BY_ID, {"id": person_id}), more)
    if not rows and (known_as := now_known_as(connection, person_id)) != person_id:
        return person(connection, known_as, more)
    return _person(rows[0]) if rows else None


def called(connection: Connection, known: Person) -> tuple[str, ...]:
    """What somebody is called in a text: the name, each alias, and the surname."""
    spelled = select(aliases.c.alias).where(aliases.c.person_id == known.id).order_by(aliases.c.id)
    surname = known.name.split()[-1] if known.voice is Voice.PERSON else known.name
    return tuple(dict.fromkeys((known.name, *connection.scalars(spelled), surname)))


def now_known_as(connection: Connection, person_id: int) -> int:
    """The id of whom somebody was merged into, else their own."""
    while into := connection.scalar(_MERGED_INTO, {"id": person_id}):
        person_id = into
    return person_id


def all_who_are(connection: Connection, ids: Collection[int]) -> set[int]:
    """These people, and everybody who was merged into one of them."""
    found = set(ids)
    merged = select(people.c.id)
    while more := connection.scalars(
        merged.where(people.c.merged_into.in_(found), people.c.id.not_in(found))
    ).all():
        found.update(more)
    return found


def _rows(connection: Connection, statement: Prepared, bound: dict[str, Any]) -> list[_Row]:
    return [_Row._make(row) for row in statement.rows(connection, bound)]


def _fitting(connection: Connection, typed: tuple[str, ...], rows: Iterable[_Row]) -> list[_Row]:
    """Those whose name or alias the typed words fit."""
    rows = list(rows)
    spelled = _spellings(connection, rows)
    return [row for row in rows if any(names.fits(typed, one) for one in spelled[row.id])]


def _spellings(connection: Connection, rows: Iterable[_Row]) -> dict[int, list[str]]:
    """The folded name and aliases of each."""
    spelled: dict[int, list[str]] = {row.id: [row.folded] for row in rows}
    for alias in connection.execute(_ALIASES_OF, {"ids": list(spelled)}) if spelled else ():
        spelled[alias.person_id].append(alias.folded)
    return spelled


def _likeness(typed: str, folded: str) -> float:
    """Of 100; a single word is held against the surname."""
    if " " not in typed:
        return fuzz.ratio(typed, names.surname(folded))
    return max(fuzz.ratio(typed, folded), fuzz.token_sort_ratio(typed, folded))


def _most_quoted(rows: Iterable[_Row], more: More | None) -> tuple[Person, ...]:
    rows = _known(rows, more)
    # An article that never says more than "Umerov" leaves somebody who may or may not be Rustem
    # Umerov. They are not offered beside him; joining the two is for a person to decide.
    known = [row for row in rows if row.article_id is None]
    unique = {row.id: row for row in known or rows}
    ordered = sorted(unique.values(), key=lambda row: (-row.quotes, row.id))
    return tuple(_person(row) for row in ordered[:CHOICES])


def _known(rows: Iterable[_Row], more: More | None) -> list[_Row]:
    """Those who may be named; whom only hidden or doubtful quotes name is not mentioned."""
    if more is None:
        return list(rows)
    counted = (
        row._replace(quotes=row.quotes + more[row.id]) if row.id in more else row for row in rows
    )
    return [row for row in counted if row.desk or row.quotes]


def _person(row: _Row) -> Person:
    return Person(row.id, row.name, Voice(row.voice), row.role, row.quotes)
