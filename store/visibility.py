"""Who may see an article: everybody, some channels, or nobody yet or any more."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from store.columns import day_of
from store.documents import FOR_ALL
from store.people import count
from store.posts import amend
from store.showing import hide, reserve, show_again
from store.tables import article_places, articles, people, quotes, roles, versions

_STATE = (
    select(
        articles.c.id,
        articles.c.withdrawn,
        articles.c.embargo,
        articles.c.restricted,
        versions.c.id.label("version_id"),
    )
    .join(versions)
    .where(articles.c.id == bindparam("article"), versions.c.current)
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
    .join(
        quotes,
        # Somebody who was merged and is another again may have quotes with the other's roles.
        (quotes.c.role_id == roles.c.id)
        & (quotes.c.person_id == roles.c.person_id)
        & (quotes.c.shown | quotes.c.lead.is_not(None)),
        isouter=True,
    )
    .where(roles.c.person_id == bindparam("person"))
    .group_by(roles.c.id, roles.c.person_id, roles.c.role, roles.c.since, roles.c.until, roles.c.by)
)


def seen_in(channel: str | None) -> ColumnElement[bool]:
    """The condition that an article may be seen where an answer will stand."""
    if channel is None:
        return FOR_ALL
    here = select(article_places.c.article_id).where(article_places.c.channel == channel)
    return or_(
        FOR_ALL,
        and_(
            articles.c.withdrawn.is_(None),
            articles.c.embargo.is_(None),
            articles.c.restricted,
            articles.c.id.in_(here),
        ),
    )


def change_state(
    connection: Connection,
    article_id: int,
    values: dict[str, Any],
    *,
    now: datetime,
    places: Sequence[str] | None = None,
) -> int:
    """Set columns of an article, and with them who may see it; return how many quotes more are
    shown to everybody than before (fewer, when negative).

    places: the channels it is restricted to, in place of those before; None leaves them.
    """
    before = _state(connection, article_id)
    quoted = count(connection, "quotes", 0)
    if places is not None:
        connection.execute(delete(article_places).where(article_places.c.article_id == article_id))
        rows = [{"article_id": article_id, "channel": one} for one in dict.fromkeys(places)]
        if rows:
            connection.execute(insert(article_places), rows)
    if values:
        connection.execute(articles.update().where(articles.c.id == article_id).values(values))
    after = _state(connection, article_id)
    hide(connection, after.version_id)
    if not _hidden(after):
        (reserve if after.restricted else show_again)(connection, after.version_id)
    count(connection, "articles", _for_all(after) - _for_all(before))
    for person_id in connection.scalars(_SPEAKERS, {"version": after.version_id}).all():
        see_roles_again(connection, person_id)
    amend(connection, _quote_ids(connection, after.version_id), now=now)
    return count(connection, "quotes", 0) - quoted


def count_as_new(connection: Connection, version_id: int, now: datetime) -> None:
    """Count an article as seen now, so that digests do not take its quotes for old ones."""
    of_version = versions.update().where(versions.c.id == version_id)
    connection.execute(of_version.values(seen_at=now))
    said = quotes.update().where(quotes.c.version_id == version_id)
    connection.execute(said.values(kept_at=now))


def _state(connection: Connection, article_id: int) -> Row[*tuple[Any, ...]]:
    return connection.execute(_STATE, {"article": article_id}).one()


def _hidden(state: Row[*tuple[Any, ...]]) -> bool:
    return state.withdrawn is not None or state.embargo is not None


def _for_all(state: Row[*tuple[Any, ...]]) -> int:
    return int(not _hidden(state) and not state.restricted)


def _quote_ids(connection: Connection, version_id: int) -> Sequence[int]:
    of_version = select(quotes.c.id).where(quotes.c.version_id == version_id)
    return connection.scalars(of_version).all()


def see_roles_again(connection: Connection, person_id: int) -> None:
    """Set the days of somebody's roles, and the latest, by what answers may show now."""
    # What the desk says comes first, and of one day what was kept last.
    latest: tuple[bool, date, int, str, date | None] | None = None
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
        one = (row.by is not None, held or date.min, row.last or 0, row.role, held)
        latest = max(latest, one) if latest else one
    connection.execute(
        people.update()
        .where(people.c.id == person_id)
        .values(role=latest[3] if latest else None, role_day=latest[4] if latest else None)
    )
