"""The people of the archive: those the desk knows, their aliases, and their roles with dates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, false, insert, or_, select

from bot import names
from bot.answers import Person
from bot.errors import StoreError
from bot.model import Voice
from store.bulk import insert_rows
from store.engine import reading, writing
from store.finding import find, near, now_known_as, starting
from store.reserved import more_quotes, place_of
from store.tables import aliases, changes, counters, people, roles, surname_keys
from store.wanted import sayable

_WAYS_OPEN = select(surname_keys.c.surname).where(
    surname_keys.c.key == surname_keys.c.surname,
    surname_keys.c.key.in_(bindparam("surnames", expanding=True)),
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
    notes: str | None = None


class People:
    """The people of the archive."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, name: str, *, place: str | None = None) -> tuple[Person, ...]:
        """Everybody the name may mean, most quoted first, at most CHOICES.

        place: the channel where the answer will be seen, see Archive.

        A full name or alias in any spelling that folds alike; else a surname, initials with a
        surname, or a first name. Titles do not count. Nobody who is merely similar.
        """
        with reading(self._engine) as connection:
            return find(connection, name, more_quotes(place_of(connection, place)))

    def near(self, name: str, *, place: str | None = None) -> tuple[Person, ...]:
        """People whose names are close to one that nobody has, closest first, at most five."""
        with reading(self._engine) as connection:
            return near(connection, name, more_quotes(place_of(connection, place)))

    def starting(self, typed: str, *, limit: int, place: str | None = None) -> tuple[Person, ...]:
        """People whose name, surname or alias begins with what is typed, or whom it means.

        Those it means come first, then the most quoted. place: as find takes it.
        """
        with reading(self._engine) as connection:
            return starting(connection, typed, limit, more_quotes(place_of(connection, place)))

    def add_alias(self, person_id: int, alias: str, *, by: str, now: datetime) -> None:
        """Let the alias reach a person from now on; nothing happens when it does already.

        Raises StoreError when there is no such person or the alias has no letter.
        """
        with writing(self._engine) as connection:
            person_id = now_known_as(connection, person_id)
            if connection.scalar(select(people.c.id).where(people.c.id == person_id)) is None:
                raise StoreError("That person is not in the archive.", "Pick one that is.")
            if not names.fold(alias):
                raise StoreError(f"“{alias}” holds no letter.", "Type the name in letters.")
            if put_alias(connection, person_id, alias, by=by, now=now):
                named = name_by_desk(connection, person_id)
                detail = {"person": person_id, "alias": alias, "named": named}
                record(connection, "alias added", detail, by=by, now=now)

    def take_in(self, known: Iterable[KnownPerson], *, by: str, now: datetime) -> int:
        """Keep people as `load` does, all or none; that a person did so is on record."""
        with writing(self._engine) as connection:
            did = [_load(connection, one) for one in known]
            new = sum(bool(one["new"]) for one in did)
            more = sum(len(one["roles"]) for one in did)
            detail = {"people": len(did), "new": new, "roles": more, "did": did}
            record(connection, "people imported", detail, by=by, now=now)
            return new

    def named_by_desk(self) -> tuple[KnownPerson, ...]:
        """Everybody whom the desk has named, with what it has said of them, by name.

        The notes on those who were merged into somebody follow that one's own.
        """
        named = select(people).where(people.c.desk, people.c.merged_into.is_(None))
        spelled: dict[int, list[str]] = defaultdict(list)
        held: dict[int, list[Role]] = defaultdict(list)
        with reading(self._engine) as connection:
            for row in connection.execute(select(aliases).order_by(aliases.c.id)):
                spelled[row.person_id].append(row.alias)
            by_desk = select(roles).where(roles.c.by.is_not(None)).order_by(roles.c.id)
            for row in connection.execute(by_desk):
                held[row.person_id].append(Role(row.role, row.since, row.until))
            noted = _notes_of_merged(connection)
            return tuple(
                KnownPerson(
                    row.name,
                    tuple(spelled[row.id]),
                    row.wikidata,
                    tuple(held[row.id]),
                    Voice(row.voice),
                    "; ".join(filter(None, (row.notes, *noted[row.id]))) or None,
                )
                for row in connection.execute(named.order_by(people.c.name, people.c.id))
            )

    def load(self, known: Iterable[KnownPerson]) -> int:
        """Keep people the desk knows, with aliases and roles; return how many are new.

        Somebody of the same full name or Wikidata id is the same person and is completed.
        Loading the same rows again changes nothing.
        """
        with writing(self._engine) as connection:
            return sum(_load(connection, one)["new"] for one in known)


def _notes_of_merged(connection: Connection) -> dict[int, list[str]]:
    """The notes on people who were merged, by whom they are now."""
    noted: dict[int, list[str]] = defaultdict(list)
    merged = select(people.c.id, people.c.notes).order_by(people.c.id)
    for row in connection.execute(merged.where(people.c.merged_into.is_not(None))).all():
        if row.notes:
            noted[now_known_as(connection, row.id)].append(row.notes)
    return noted


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
        (key, surname)
        for surname in wanted
        if surname not in known
        for key in sorted(names.kept_keys(surname))
    ]
    insert_rows(connection, surname_keys, ("key", "surname"), rows)


def count(connection: Connection, name: str, more: int) -> int:
    """Add to a counter; return what it stands at now."""
    return int(connection.execute(_COUNT, {"counter": name, "more": more}).scalar_one())


def record(
    connection: Connection, what: str, detail: dict[str, Any], *, by: str, now: datetime
) -> int:
    """Write down what a person changed; return the change's id. No words of an article go in."""
    row = {"at": now, "by": by, "what": what, "detail": detail}
    row |= {"article_id": detail.get("article")}
    return int(connection.execute(insert(changes).returning(changes.c.id), row).scalar_one())


_COUNT = (
    counters.update()
    .where(counters.c.name == bindparam("counter"))
    .values(value=counters.c.value + bindparam("more"))
    .returning(counters.c.value)
)


def _load(connection: Connection, known: KnownPerson) -> dict[str, Any]:
    """Keep one person the desk knows; return what that did, as store/importing.py takes it back."""
    # Not somebody of whom an article says no more than this name, nor a source without one.
    called = people.c.article_id.is_(None) & (people.c.folded != "")
    same = select(people.c.id, people.c.wikidata).where(
        or_(
            called & (people.c.folded == names.fold(known.name)),
            people.c.wikidata == known.wikidata if known.wikidata else false(),
        )
    )
    found = connection.execute(same.order_by(people.c.quotes.desc())).first()
    person_id = now_known_as(connection, found.id) if found else new_person(connection, known)
    one = people.c.id == person_id
    before = connection.execute(select(people).where(one)).one()
    name_by_desk(connection, person_id)
    said = {"wikidata": known.wikidata, "notes": known.notes}
    values = {name: told for name, told in said.items() if told and told != getattr(before, name)}
    if values:
        connection.execute(people.update().where(one).values(values))
    put = [alias for alias in known.aliases if put_alias(connection, person_id, alias)]
    known_too = (aliases.c.person_id == person_id) & aliases.c.alias.in_(known.aliases)
    connection.execute(aliases.update().where(known_too).values(by=None, at=None))
    of_person = (aliases.c.person_id == person_id) & aliases.c.alias.in_(put)
    return {
        "person": person_id,
        "new": found is None,
        "named": not before.desk,
        "before": {name: getattr(before, name) for name in values},
        "brought": values,
        "aliases": list(connection.scalars(select(aliases.c.id).where(of_person))) if put else [],
        "roles": [row for role in known.roles if (row := _put_role(connection, person_id, role))],
    }


def new_person(connection: Connection, known: KnownPerson) -> int:
    """Keep somebody nobody knew; return their id."""
    person_id = count(connection, "person_id", 1)
    row = person_row(known.name, known.voice)
    connection.execute(insert(people), {"id": person_id, "wikidata": known.wikidata, **row})
    open_ways(connection, [row["surname"]])
    return person_id


def name_by_desk(connection: Connection, person_id: int) -> bool:
    """Let somebody be named whether answers show a quote of theirs or not; False if so already."""
    unnamed = people.update().where(people.c.id == person_id, ~people.c.desk).values(desk=True)
    quoted = connection.execute(unnamed.returning(people.c.quotes)).scalar()
    if quoted == 0:
        count(connection, "people", 1)
    return quoted is not None


def _put_role(connection: Connection, person_id: int, role: Role) -> int | None:
    """Keep a role; return its id, None when it was known."""
    role_id = None
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
    return role_id


def put_alias(
    connection: Connection,
    person_id: int,
    alias: str,
    *,
    by: str | None = None,
    now: datetime | None = None,
) -> bool:
    """Let an alias reach a person; False when it did already, or has no letter."""
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
