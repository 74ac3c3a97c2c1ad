"""The roles that people held, and which of them was theirs on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Dialect, bindparam, select

from store.prepared import Prepared
from store.tables import roles

_ROLES = Prepared(
    select(roles.c.role, roles.c.since, roles.c.until, roles.c.by)
    .where(
        roles.c.person_id == bindparam("person"),
        roles.c.by.is_not(None) | roles.c.since.is_not(None),  # read, but of no known day
    )
    .order_by(roles.c.id)
)

Held = tuple[str, date | None, date | None, bool]  # a role, since, until, by the desk


def held_by(driver: Any, dialect: Dialect, person_id: int) -> list[Held]:
    """The roles of somebody, the first to begin first."""
    held = [
        (role, date_of(since), date_of(until), by is not None)
        for role, since, until, by in _ROLES.run(driver, dialect, {"person": person_id})
    ]
    return sorted(held, key=lambda one: one[1] or date.min)


def role_on(held: Iterable[Held], day: date | None, worded: str | None) -> str | None:
    """The role held on a day: what the desk says, else the article's wording, else what others say.

    Of several it is the latest to begin.
    """
    holding = [
        (by_desk, role)
        for role, since, until, by_desk in held
        if day and (since is None or since <= day) and (until is None or day <= until)
    ]
    desk = [role for by_desk, role in holding if by_desk]
    read = [role for by_desk, role in holding if not by_desk]
    return desk[-1] if desk else worded or (read[-1] if read else None)


def date_of(value: str | date | None) -> date | None:
    """A day as a driver gives it."""
    # PostgreSQL's driver makes a date of it, SQLite has none.
    return date.fromisoformat(value) if isinstance(value, str) else value
