"""What people changed, by whom and when, the newest first; and what of it can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, select

from bot.errors import StoreError
from store.engine import reading, writing
from store.finding import More, now_known_as
from store.reserved import more_quotes, place_of
from store.tables import (
    articles,
    changes,
    merged_quotes,
    outlets,
    people,
    quotes,
    readings,
    versions,
)
from store.undoing import UNDO, why_not_undone
from store.visibility import seen_in

_Row = Row[*tuple[Any, ...]]

_NAMES = select(people.c.id, people.c.name, people.c.desk, people.c.quotes).where(
    people.c.id.in_(bindparam("ids", expanding=True))
)
# Somebody who was merged has no quotes left; theirs of then say whether they may be named.
_GIVEN = (
    select(merged_quotes.c.change_id)
    .join(quotes, quotes.c.id == merged_quotes.c.quote_id)
    .where(merged_quotes.c.change_id.in_(bindparam("ids", expanding=True)), quotes.c.shown)
)
# Somebody who lost a quote to another speaker may have had no other, and whom a person has named
# may have none at all; but not who is quoted only where not everybody may see it.
_SAID_BY = (
    select(quotes.c.id, quotes.c.person_id, readings.c.person_id.label("read_as"))
    .join(readings, readings.c.quote_id == quotes.c.id, isouter=True)
    .where(quotes.c.id.in_(bindparam("ids", expanding=True)), quotes.c.shown)
)
_QUOTED = select(quotes.c.person_id).where(quotes.c.person_id.in_(bindparam("ids", expanding=True)))
_ARTICLES = (
    select(articles.c.id, articles.c.withdrawn, versions.c.title, versions.c.published)
    .add_columns(outlets.c.name.label("outlet"), articles.c.embargo, articles.c.restricted)
    .select_from(articles.join(versions).outerjoin(outlets))
    .where(articles.c.id.in_(bindparam("ids", expanding=True)), versions.c.current)
)
_PEOPLE_IN = ("person", "from", "to")  # which entries of a change's detail are people


@dataclass(frozen=True, slots=True)
class Named:
    """An article as the log may name it: without its title when it was withdrawn."""

    title: str | None
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. names: of the people in its detail who may be named here, by their ids.

    why_not: what stands against undoing it now, and what to do instead; None when nothing does.
    article: the one that was changed, None when there is none or it may not be named here.
    """

    id: int
    at: datetime
    by: str
    what: str
    detail: Mapping[str, Any]
    names: Mapping[int, str]
    why_not: str | None
    undone_at: datetime | None = None
    undone_by: str | None = None
    article: Named | None = None

    @property
    def undoable(self) -> bool:
        """To undo it now would work."""
        return self.why_not is None

    @property
    def quote_id(self) -> int | None:
        """The quote that was changed, if it was one."""
        return self.detail.get("quote")


class Changes:
    """Everything that people changed. Raises StoreError when the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(
        self, *, limit: int, before: int | None = None, place: str | None = None
    ) -> tuple[tuple[Change, ...], bool]:
        """The newest changes, or those before one; and whether there are older ones.

        place: the channel where they will be seen, see Archive: nobody and no article that may
        not be seen there is named.
        """
        wanted = select(changes).order_by(changes.c.id.desc()).limit(limit + 1)
        if before is not None:
            wanted = wanted.where(changes.c.id < before)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted).all()
            return _read(connection, rows[:limit], place), len(rows) > limit

    def undo(self, change_id: int, *, by: str, now: datetime) -> Change:
        """Take a change back; it stays on record, with who did so.

        Raises StoreError when there is none, it cannot be undone, or it has been.
        """
        with writing(self._engine) as connection:
            row = connection.execute(select(changes).where(changes.c.id == change_id)).first()
            if row is None:
                raise StoreError("There is no such change.", "Look at the log again.")
            if error := why_not_undone(connection, row):
                raise error
            of_change = changes.update().where(changes.c.id == change_id)
            connection.execute(of_change.values(undone_at=now, undone_by=by))
            UNDO[row.what].do(connection, row, now)
            return _read(
                connection,
                connection.execute(select(changes).where(changes.c.id == change_id)).all(),
                None,
            )[0]


def _read(connection: Connection, rows: Iterable[_Row], place: str | None) -> tuple[Change, ...]:
    rows = list(rows)
    names = _names(connection, rows, more_quotes(place_of(connection, place)))
    named = _articles(connection, rows, place)
    return tuple(
        Change(
            id=row.id,
            at=row.at,
            by=row.by,
            what=row.what,
            detail=row.detail,
            names={
                row.detail[one]: names[row.id, row.detail[one]]
                for one in _PEOPLE_IN
                if (row.id, row.detail.get(one)) in names
            },
            why_not=str(error) if (error := why_not_undone(connection, row)) else None,
            undone_at=row.undone_at,
            undone_by=row.undone_by,
            article=named.get(row.detail.get("article", 0)),
        )
        for row in rows
    )


def _names(connection: Connection, rows: Sequence[_Row], more: More) -> dict[tuple[int, int], str]:
    """Of the people in each change those who may be named, by change and person."""
    wanted = {
        (row.id, row.detail[one]): now_known_as(connection, row.detail[one])
        for row in rows
        for one in _PEOPLE_IN
        if row.detail.get(one)
    }
    if not wanted:
        return {}
    ids = sorted({*wanted.values(), *(person_id for _, person_id in wanted)})
    found = {row.id: row for row in connection.execute(_NAMES, {"ids": ids})}
    given = set(connection.scalars(_GIVEN, {"ids": sorted({change for change, _ in wanted})}))
    of_quotes = _of_quotes(connection, rows, wanted)
    # Whom the desk had named when they were merged; their row says so no more.
    of_desk = {(row.id, row.detail["person"]) for row in rows if row.detail.get("desk")}
    told = {}
    for (change_id, person_id), known_as in wanted.items():
        own, now = found.get(person_id), found.get(known_as)
        by_change = change_id in given or (change_id, person_id) in of_quotes | of_desk
        if own and (own.desk or own.quotes or own.id in more or by_change):
            told[change_id, person_id] = own.name
        elif now and (now.desk or now.quotes or now.id in more):
            told[change_id, person_id] = now.name
    return told


def _of_quotes(
    connection: Connection, rows: Sequence[_Row], wanted: Mapping[tuple[int, int], int]
) -> set[tuple[int, int]]:
    """Those of the people in changes of quotes that everybody may see, whom these quotes name."""
    about = {row.id: row.detail["quote"] for row in rows if row.detail.get("quote")}
    asked = {"ids": sorted(set(about.values()))}
    said_by = {row.id: {row.person_id, row.read_as} for row in connection.execute(_SAID_BY, asked)}
    of_change = {change_id: said_by[one] for change_id, one in about.items() if one in said_by}
    meant = {"ids": sorted({*wanted.values(), *(person_id for _, person_id in wanted)})}
    quoted = set(connection.scalars(_QUOTED, meant))
    return {
        (change_id, person_id)
        for (change_id, person_id), known_as in wanted.items()
        if change_id in of_change
        and (of_change[change_id] & {person_id, known_as} or not quoted & {person_id, known_as})
    }


def _articles(connection: Connection, rows: Iterable[_Row], place: str | None) -> dict[int, Named]:
    """The articles of changes that may be named in a place."""
    ids = {"ids": sorted({row.detail["article"] for row in rows if row.detail.get("article")})}
    if not ids["ids"]:
        return {}
    seen = {row.id: row.title for row in connection.execute(_ARTICLES.where(seen_in(place)), ids)}
    return {
        row.id: Named(seen.get(row.id), row.outlet, row.published)
        for row in connection.execute(_ARTICLES, ids)
        if row.id in seen or not (row.embargo or row.restricted)
    }
