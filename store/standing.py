"""What has become of quotes, those that no answer shows any more among them."""

from collections.abc import Collection, Container
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, bindparam, func, select, type_coerce

from bot.answers import Hit
from bot.standing import Fate, Read, Standing
from store.columns import instant
from store.hits import ANY_ROW, hits
from store.tables import article_places, articles, people, quotes, readings, versions

_NEWER = versions.alias("newer")
_READ = (
    select(people.c.name, readings.c.day, readings.c.content)
    .select_from(readings.outerjoin(people))
    .where(readings.c.quote_id == bindparam("id"))
)
_HERE = select(article_places.c.article_id).where(article_places.c.channel == bindparam("channel"))
_STATES = (
    select(
        quotes.c.id,
        quotes.c.day_row,
        quotes.c.shown,
        quotes.c.refuted,
        quotes.c.content,
        versions.c.current,
        articles.c.id.label("article_id"),
        articles.c.withdrawn,
        articles.c.withdrawn_at,
        articles.c.killed,
        versions.c.corrected_at,
        versions.c.note,
        versions.c.digest,
        articles.c.embargo,
        articles.c.restricted,
        quotes.c.reserved,
        quotes.c.lead,
        people.c.role,
        select(type_coerce(func.max(_NEWER.c.seen_at), BigInteger))
        .where(_NEWER.c.article_id == articles.c.id, _NEWER.c.current)
        .scalar_subquery()
        .label("changed_at"),
        select(func.max(_NEWER.c.digest))
        .where(_NEWER.c.article_id == articles.c.id, _NEWER.c.current)
        .scalar_subquery()
        .label("digest_now"),
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .join(people, quotes.c.person_id == people.c.id)
    .where(quotes.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(quotes.c.version_id)  # of several versions that have it, the last one counts
)


def standings(
    connection: Connection, quote_ids: Collection[int], place: str | None
) -> dict[int, Standing]:
    """What has become of each quote, for the eyes of a channel."""
    if not quote_ids:
        return {}
    rows = {row.id: row for row in connection.execute(_STATES, {"ids": sorted(quote_ids)})}
    found = {quote_id: Standing(quote_id, Fate.GONE) for quote_id in quote_ids}
    if rows:
        here = set(connection.scalars(_HERE, {"channel": place}))
        found |= {quote_id: _standing(connection, row, here) for quote_id, row in rows.items()}
    return found


def _standing(connection: Connection, row: Row[*tuple[Any, ...]], here: Container[int]) -> Standing:
    if row.embargo is not None or (row.restricted and row.article_id not in here):
        return Standing(row.id, Fate.HIDDEN)
    [hit] = hits(connection, ANY_ROW.rows(connection, [row.day_row]), None)
    if row.shown or row.reserved or row.lead is not None:
        fate = Fate.SHOWN if row.corrected_at is None else Fate.RESTATED
        fate = Fate.CORRECTED if hit.corrected else fate
        why = row.note if row.corrected_at else None
        read = _read_as(connection, row, hit) if hit.corrected else None
        return Standing(row.id, fate, hit, why, row.corrected_at, today=row.role, read=read)
    if row.withdrawn is not None:
        fate = Fate.KILLED if row.killed else Fate.WITHDRAWN
        return Standing(row.id, fate, hit, row.withdrawn, row.withdrawn_at, today=row.role)
    if not row.current:
        fate = Fate.REREAD if row.digest == row.digest_now else Fate.CHANGED
        return Standing(row.id, fate, hit, at=instant(row.changed_at), today=row.role)
    if row.refuted:
        return Standing(row.id, Fate.REFUTED, hit, today=row.role)
    return Standing(row.id, Fate.HIDDEN)


def _read_as(connection: Connection, row: Row[*tuple[Any, ...]], hit: Hit) -> Read | None:
    was = connection.execute(_READ, {"id": row.id}).first()
    if was is None:
        return None
    return Read(
        speaker=was.name if was.name != hit.speaker else None,
        day=was.day if was.day != hit.day else None,
        words=was.content != row.content,
    )
