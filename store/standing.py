"""What has become of quotes, those that no answer shows any more among them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from bot.standing import Fate, Standing
from store.columns import instant
from store.hits import ANY_ROW, hits
from store.tables import articles, people, quotes, versions

_NEWER = versions.alias("newer")
_STATES = (
    select(
        quotes.c.id,
        quotes.c.day_row,
        quotes.c.shown,
        versions.c.current,
        articles.c.withdrawn,
        people.c.role,
        select(func.max(_NEWER.c.seen_at))
        .where(_NEWER.c.article_id == articles.c.id, _NEWER.c.current)
        .scalar_subquery()
        .label("changed_at"),
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .join(people, quotes.c.person_id == people.c.id)
    .where(quotes.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(quotes.c.version_id)  # of several versions that have it, the last one counts
)


def standings(connection: Connection, quote_ids: Collection[int]) -> dict[int, Standing]:
    """What has become of each quote."""
    if not quote_ids:
        return {}
    rows = {row.id: row for row in connection.execute(_STATES, {"ids": sorted(quote_ids)})}
    found = {quote_id: Standing(quote_id, Fate.GONE) for quote_id in quote_ids}
    for quote_id, row in rows.items():
        found[quote_id] = _standing(connection, row)
    return found


def _standing(connection: Connection, row: Row[*tuple[Any, ...]]) -> Standing:
    [hit] = hits(connection, _rows(connection, row.day_row), None)
    if row.shown:
        return Standing(row.id, Fate.SHOWN, hit, today=row.role)
    if row.withdrawn is not None:
        return Standing(row.id, Fate.WITHDRAWN, hit, row.withdrawn, today=row.role)
    if not row.current:
        at = instant(row.changed_at) if isinstance(row.changed_at, int) else row.changed_at
        return Standing(row.id, Fate.CHANGED, hit, at=at, today=row.role)
    return Standing(row.id, Fate.HIDDEN)


def _rows(connection: Connection, day_row: int) -> Sequence[tuple[Any, ...]]:
    return ANY_ROW.rows(connection, {"day_row": day_row})
