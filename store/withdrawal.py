"""Articles taken back: out of every answer, on record, and back again when that was wrong."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from bot.errors import StoreError
from store.addresses import normalised
from store.columns import day_of
from store.people import count, record
from store.posts import amend
from store.showing import hide, show_again
from store.tables import articles, people, quotes, roles, versions
from store.wanted import sayable

_AT_ADDRESS = (
    select(articles.c.id, articles.c.withdrawn, versions.c.id.label("version_id"))
    .join(versions)
    .where(articles.c.address == bindparam("address"), versions.c.current)
)
_SPEAKERS = (
    select(quotes.c.person_id)
    .where(quotes.c.version_id == bindparam("version"), quotes.c.person_id.is_not(None))
    .distinct()
)
_ROLES_SEEN = (
    select(
        roles.c.id,
        roles.c.person_id,
        roles.c.role,
        roles.c.since,
        roles.c.until,
        roles.c.by,
        func.min(quotes.c.day_row).label("first"),
        func.max(quotes.c.day_row).label("last"),
    )
    .join(quotes, (quotes.c.role_id == roles.c.id) & quotes.c.shown, isouter=True)
    .where(roles.c.person_id == bindparam("person"))
    .group_by(roles.c.id, roles.c.person_id, roles.c.role, roles.c.since, roles.c.until, roles.c.by)
)


def withdraw(connection: Connection, url: str, reason: str, *, by: str, now: datetime) -> int:
    """See Archive.withdraw."""
    row = _article(connection, url)
    if row is None or row.withdrawn is not None:
        raise StoreError(f"No article at {url} is shown.", "Give the address it was kept under.")
    before = count(connection, "quotes", 0)
    hide(connection, row.version_id)
    _mark(connection, row, sayable(reason))
    amend(connection, _quote_ids(connection, row.version_id), now=now)
    count(connection, "articles", -1)
    record(
        connection,
        "article withdrawn",
        {"article": row.id, "reason": sayable(reason)},
        by=by,
        now=now,
    )
    return before - count(connection, "quotes", 0)


def reinstate(connection: Connection, url: str, *, by: str, now: datetime) -> int:
    """See Archive.reinstate."""
    row = _article(connection, url)
    if row is None or row.withdrawn is None:
        raise StoreError(
            f"No article at {url} is withdrawn.", "Give the address it was kept under."
        )
    before = count(connection, "quotes", 0)
    show_again(connection, row.version_id)
    _mark(connection, row, None)
    amend(connection, _quote_ids(connection, row.version_id), now=now)
    count(connection, "articles", 1)
    record(connection, "article reinstated", {"article": row.id}, by=by, now=now)
    return count(connection, "quotes", 0) - before


def _article(connection: Connection, url: str) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(_AT_ADDRESS, {"address": sayable(normalised(url))}).first()


def _quote_ids(connection: Connection, version_id: int) -> Sequence[int]:
    of_version = select(quotes.c.id).where(quotes.c.version_id == version_id)
    return connection.scalars(of_version).all()


def _mark(connection: Connection, row: Row[*tuple[Any, ...]], reason: str | None) -> None:
    connection.execute(articles.update().where(articles.c.id == row.id).values(withdrawn=reason))
    for person_id in connection.scalars(_SPEAKERS, {"version": row.version_id}).all():
        _see_roles_again(connection, person_id)


def _see_roles_again(connection: Connection, person_id: int) -> None:
    """Set the days of somebody's roles, and the latest, by what answers may show now."""
    latest: tuple[bool, date, str, date | None] | None = None  # what the desk says comes first
    for row in connection.execute(_ROLES_SEEN, {"person": person_id}).all():
        if row.by is None:
            since = day_of(row.first) if row.first is not None else None
            until = day_of(row.last) if row.last is not None else None
            connection.execute(
                roles.update().where(roles.c.id == row.id).values(since=since, until=until)
            )
            if row.first is None:
                continue
            held = until
        elif row.until is None:
            held = row.since
        else:
            continue
        one = (row.by is not None, held or date.min, row.role, held)
        latest = max(latest, one) if latest else one
    connection.execute(
        people.update()
        .where(people.c.id == person_id)
        .values(role=latest[2] if latest else None, role_day=latest[3] if latest else None)
    )
