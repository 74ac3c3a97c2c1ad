"""What people changed, by whom and when, the newest first; and what of it can be undone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, delete, select

from bot.errors import StoreError
from store.corrections import mend
from store.engine import reading, writing
from store.finding import now_known_as
from store.lookalikes import decide
from store.merging import part
from store.tables import aliases, changes, people

_Row = Row[*tuple[Any, ...]]

_NAMES = select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("ids", expanding=True)))
_PEOPLE_IN = ("person", "from", "to")  # which entries of a change's detail are people


@dataclass(frozen=True, slots=True)
class Change:
    """One change. names: of the people in its detail, by their ids.

    undoable: it can be undone, and has not been.
    """

    id: int
    at: datetime
    by: str
    what: str
    detail: Mapping[str, Any]
    names: Mapping[int, str]
    undoable: bool
    undone_at: datetime | None = None
    undone_by: str | None = None

    @property
    def quote_id(self) -> int | None:
        """The quote that was changed, if it was one."""
        return self.detail.get("quote")


class Changes:
    """Everything that people changed. Raises StoreError when the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(self, *, limit: int, before: int | None = None) -> tuple[tuple[Change, ...], bool]:
        """The newest changes, or those before one; and whether there are older ones."""
        wanted = select(changes).order_by(changes.c.id.desc()).limit(limit + 1)
        if before is not None:
            wanted = wanted.where(changes.c.id < before)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted).all()
            return _read(connection, rows[:limit]), len(rows) > limit

    def undo(self, change_id: int, *, by: str, now: datetime) -> Change:
        """Take a change back; it stays on record, with who did so.

        Raises StoreError when there is none, it cannot be undone, or it has been.
        """
        with writing(self._engine) as connection:
            row = connection.execute(select(changes).where(changes.c.id == change_id)).first()
            if row is None or row.what not in _UNDO:
                raise StoreError("That change cannot be undone.", "Make the opposite change.")
            if row.undone_at is not None:
                raise StoreError("That change has been undone already.", "Look at the log again.")
            connection.execute(
                changes.update()
                .where(changes.c.id == change_id)
                .values(undone_at=now, undone_by=by)
            )
            _UNDO[row.what](connection, row, now)
            return _read(
                connection,
                connection.execute(select(changes).where(changes.c.id == change_id)).all(),
            )[0]


def _read(connection: Connection, rows: Iterable[_Row]) -> tuple[Change, ...]:
    rows = list(rows)
    ids = {row.detail[one] for row in rows for one in _PEOPLE_IN if row.detail.get(one)}
    found = connection.execute(_NAMES, {"ids": sorted(ids)}) if ids else ()
    names = {one.id: one.name for one in found}
    return tuple(
        Change(
            id=row.id,
            at=row.at,
            by=row.by,
            what=row.what,
            detail=row.detail,
            names={
                row.detail[one]: names[row.detail[one]]
                for one in _PEOPLE_IN
                if row.detail.get(one) in names
            },
            undoable=row.what in _UNDO and row.undone_at is None,
            undone_at=row.undone_at,
            undone_by=row.undone_by,
        )
        for row in rows
    )


def _correction(connection: Connection, change: _Row, now: datetime) -> None:
    mend(connection, change.detail["quote"], now=now)


def _alias(connection: Connection, change: _Row, _now: datetime) -> None:
    person_id = now_known_as(connection, change.detail["person"])
    same = (aliases.c.person_id == person_id) & (aliases.c.alias == change.detail.get("alias"))
    connection.execute(delete(aliases).where(same))


def _merge(connection: Connection, change: _Row, now: datetime) -> None:
    part(connection, change.id, change.detail, now)


def _apart(connection: Connection, change: _Row, _now: datetime) -> None:
    decide(connection, change.detail["person"], change.detail["to"], None)


_UNDO: dict[str, Callable[[Connection, _Row, datetime], None]] = {
    "quote corrected": _correction,
    "people merged": _merge,
    "people kept apart": _apart,
    "alias added": _alias,
}
