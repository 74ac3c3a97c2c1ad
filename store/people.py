"""People and bodies: finding whom a typed name means, aliases, roles with their dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection, Engine, Select, bindparam, false, insert, or_, select, union

from bot import names
from bot.errors import StoreError
from bot.model import Person, Voice
from store.engine import reading, writing
from store.prepared import Prepared
from store.tables import aliases, changes, counters, people, roles, surname_keys
from store.wanted import sayable

CHOICES = 20  # so many people are offered at most
_LIKE_ENOUGH = 72  # of 100: below, a name is not worth asking about

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
_WAYS_OPEN = select(surname_keys.c.surname).where(
    surname_keys.c.key == surname_keys.c.surname,
    surname_keys.c.key.in_(bindparam("surnames", expanding=True)),
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


@dataclass(frozen=True, slots=True)
class Role:
    """A role somebody holds; since and until inclusive, None when that side is open."""

    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the desk knows before any article names them."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()
    voice: Voice = Voice.PERSON


class People:
    """The people of the archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, name: str) -> tuple[Person, ...]:
        """Everybody the name may mean, most quoted first, at most CHOICES.

        A full name or alias in any spelling that folds alike; else a surname, initials with a
        surname, or a first name. Titles do not count. Nobody who is merely similar.
        """
        with reading(self._engine) as connection:
            return find(connection, name)

    def near(self, name: str) -> tuple[Person, ...]:
        """People whose names are close to one that nobody has, closest first, at most five."""
        with reading(self._engine) as connection:
            return near(connection, name)

    def add_alias(self, person_id: int, alias: str, *, by: str, now: datetime) -> None:
        """Let the alias reach a person from now on; nothing happens when it does already.

        Raises StoreError when there is no such person or the alias has no letter.
        """
        with writing(self._engine) as connection:
            if connection.scalar(select(people.c.id).where(people.c.id == person_id)) is None:
                raise StoreError("That person is not in the archive.", "Pick one that is.")
            if not names.fold(alias):
                raise StoreError(f"“{alias}” holds no letter.", "Type the name in letters.")
            if _put_alias(connection, person_id, alias, by=by, now=now):
                name_by_desk(connection, person_id)
                record(
                    connection,
                    "alias added",
                    {"person": person_id, "alias": alias},
                    by=by,
                    now=now,
                )

    def load(self, known: Iterable[KnownPerson]) -> int:
        """Keep people the desk knows, with aliases and roles; return how many are new.

        Somebody of the same full name or Wikidata id is the same person and is completed.
        Loading the same rows again changes nothing.
        """
        with writing(self._engine) as connection:
            return sum(_load(connection, one) for one in known)


def find(connection: Connection, name: str) -> tuple[Person, ...]:
    """See People.find."""
    found = (_find(connection, spelling) for spelling in names.spellings(sayable(name)))
    return next(filter(None, found), ())


def _find(connection: Connection, name: str) -> tuple[Person, ...]:
    typed = names.words(name)
    for folded in dict.fromkeys((names.fold(name), " ".join(typed))):
        exact = _rows(connection, _BY_FOLD, {"folded": folded}) if folded else []
        # "Umerov" as the whole name of somebody known by one article does not hide Rustem Umerov.
        known = [row for row in exact if row.article_id is None]
        if known and (len(folded.split()) > 1 or not typed):
            return _most_quoted(known)
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
    return _most_quoted([*by_alias, *bearers])


def near(connection: Connection, name: str) -> tuple[Person, ...]:
    """See People.near."""
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
    unique = {row.id: row for row in rows if _known(row)}
    likeness = {
        person_id: max(_likeness(whole, one) for one in spelled)
        for person_id, spelled in _spellings(connection, unique.values()).items()
    }
    closest = sorted(unique.values(), key=lambda row: (-likeness[row.id], -row.quotes, row.id))
    return tuple(_person(row) for row in closest[:5] if likeness[row.id] >= _LIKE_ENOUGH)


def _near(
    connection: Connection, statement: Select[*tuple[Any, ...]], keys: set[str], **bound: str
) -> list[_Row]:
    rows = connection.execute(statement, {"keys": sorted(keys), **bound})
    return [_Row._make(row) for row in rows]


def person(connection: Connection, person_id: int) -> Person | None:
    """The person of an id."""
    rows = _rows(connection, _BY_ID, {"id": person_id})
    return _person(rows[0]) if rows and _known(rows[0]) else None


def _rows(connection: Connection, statement: Prepared, bound: dict[str, Any]) -> list[_Row]:
    return [_Row._make(row) for row in statement.rows(connection, bound)]


def person_row(name: str, voice: Voice) -> dict[str, Any]:
    """The columns that say how somebody is called. No typed name reaches the anonymous."""
    folded = "" if voice is Voice.ANONYMOUS else names.fold(name)
    return {
        "name": sayable(name),
        "voice": voice,
        "folded": folded,
        "surname": names.surname(folded),
        "first": folded.partition(" ")[0],
    }


def open_ways(connection: Connection, surnames: Iterable[str]) -> None:
    """Let surnames be reached with a typo in them."""
    wanted = sorted(set(filter(None, surnames)))
    known = set(connection.scalars(_WAYS_OPEN, {"surnames": wanted})) if wanted else set()
    rows = [
        {"key": key, "surname": surname}
        for surname in wanted
        if surname not in known
        for key in sorted(names.kept_keys(surname))
    ]
    if rows:
        connection.execute(insert(surname_keys), rows)


def count(connection: Connection, name: str, more: int) -> int:
    """Add to a counter; return what it stands at now."""
    return int(connection.execute(_COUNT, {"counter": name, "more": more}).scalar_one())


def record(
    connection: Connection, what: str, detail: dict[str, object], *, by: str, now: datetime
) -> None:
    """Write down what a person changed."""
    connection.execute(insert(changes), {"at": now, "by": by, "what": what, "detail": detail})


_COUNT = (
    counters.update()
    .where(counters.c.name == bindparam("counter"))
    .values(value=counters.c.value + bindparam("more"))
    .returning(counters.c.value)
)


def _load(connection: Connection, known: KnownPerson) -> bool:
    """Keep one person the desk knows; True when they are new."""
    same = select(people.c.id, people.c.wikidata).where(
        or_(
            people.c.folded == names.fold(known.name),
            people.c.wikidata == known.wikidata if known.wikidata else false(),
        )
    )
    found = connection.execute(same.order_by(people.c.quotes.desc())).first()
    person_id = found.id if found else _new_person(connection, known)
    name_by_desk(connection, person_id)
    if found and known.wikidata:
        connection.execute(
            people.update().where(people.c.id == found.id).values(wikidata=known.wikidata)
        )
    for alias in known.aliases:
        _put_alias(connection, person_id, alias, by=None, now=None)
    for role in known.roles:
        _put_role(connection, person_id, role)
    return found is None


def _new_person(connection: Connection, known: KnownPerson) -> int:
    person_id = count(connection, "person_id", 1)
    row = person_row(known.name, known.voice)
    connection.execute(insert(people), {"id": person_id, "wikidata": known.wikidata, **row})
    open_ways(connection, [row["surname"]])
    return person_id


def name_by_desk(connection: Connection, person_id: int) -> None:
    """Let somebody be named whether answers show a quote of theirs or not."""
    unnamed = people.update().where(people.c.id == person_id, ~people.c.desk).values(desk=True)
    quoted = connection.execute(unnamed.returning(people.c.quotes)).scalar()
    if quoted == 0:
        count(connection, "people", 1)


def _put_role(connection: Connection, person_id: int, role: Role) -> None:
    same = {"person_id": person_id, "role": role.role, "since": role.since, "until": role.until}
    if connection.execute(select(roles.c.id).filter_by(**same)).first() is None:
        role_id = count(connection, "role_id", 1)
        connection.execute(insert(roles), {"id": role_id, **same, "by": "desk"})
    row = connection.execute(
        select(people.c.role, people.c.role_day).where(people.c.id == person_id)
    ).one()
    if role.until is None and (row.role_day is None or (role.since or date.min) >= row.role_day):
        connection.execute(
            people.update()
            .where(people.c.id == person_id)
            .values(role=role.role, role_day=role.since)
        )


def _put_alias(
    connection: Connection, person_id: int, alias: str, *, by: str | None, now: datetime | None
) -> bool:
    folded = names.fold(alias)
    known = select(aliases.c.id).filter_by(person_id=person_id, alias=alias)
    if not folded or connection.execute(known).first():
        return False
    last = names.surname(folded)
    connection.execute(
        insert(aliases),
        {"person_id": person_id, "alias": alias, "folded": folded, "surname": last}
        | {"by": by, "at": now},
    )
    open_ways(connection, [last])
    return True


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


def _most_quoted(rows: Iterable[_Row]) -> tuple[Person, ...]:
    rows = [row for row in rows if _known(row)]
    # An article that never says more than "Umerov" leaves somebody who may or may not be Rustem
    # Umerov. They are not offered beside him; joining the two is for a person to decide.
    known = [row for row in rows if row.article_id is None]
    unique = {row.id: row for row in known or rows}
    ordered = sorted(unique.values(), key=lambda row: (-row.quotes, row.id))
    return tuple(_person(row) for row in ordered[:CHOICES])


def _known(row: _Row) -> bool:
    """False for somebody whom only withdrawn or doubtful quotes name: they are not mentioned."""
    return bool(row.desk or row.quotes)


def _person(row: _Row) -> Person:
    return Person(row.id, row.name, Voice(row.voice), row.role, row.quotes)
