"""What keeping an article did, as it may be told where the answer will stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, select

from bot.answers import Added
from store.entries import Entry
from store.tables import article_places, articles, people, quotes, versions
from store.visibility import seen_in

_FIRST = func.min(quotes.c.ordinal)
_BY_SPEAKER = (
    select(quotes.c.version_id, people.c.name, func.count(), _FIRST)
    .select_from(quotes)
    .join(people, isouter=True)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .where(quotes.c.version_id.in_(bindparam("versions", expanding=True)))
    .group_by(quotes.c.version_id, people.c.id, people.c.name)
    .order_by(func.count().desc(), _FIRST)
)
_SEEN = (
    select(versions.c.id)
    .join(articles)
    .where(versions.c.id.in_(bindparam("versions", expanding=True)))
)
_VERSIONS = (
    select(
        versions.c.id,
        versions.c.article_id,
        versions.c.title,
        versions.c.number,
        versions.c.published,
        articles.c.first_seen,
        articles.c.embargo,
        articles.c.restricted,
        articles.c.withdrawn,
        exists().where(article_places.c.article_id == articles.c.id).label("placed"),
    )
    .join(articles)
    .where(versions.c.id.in_(bindparam("versions", expanding=True)))
)


def added(connection: Connection, entries: Sequence[Entry], place: str | None) -> list[Added]:
    """What was kept, in the order of the entries."""
    here = {one.version_id: one for one in entries if one.erased is None}
    told = dict(zip(here, _told(connection, here, place), strict=True))
    return [
        told[one.version_id] if one.erased is None else _not_kept(one, one.erased)
        for one in entries
    ]


def as_known(connection: Connection, version_id: int, place: str | None) -> Added:
    """What was kept of a version, as if the same were added again."""
    [told] = _told(connection, {version_id: None}, place)
    return told


def _not_kept(one: Entry, erased: datetime) -> Added:
    return Added(0, one.title, 0, 0, 0, True, (), first_seen=erased, erased=erased)


def _told(
    connection: Connection, kept: Mapping[int, Entry | None], place: str | None
) -> list[Added]:
    if not kept:
        return []
    ids = {"versions": list(kept)}
    speakers: dict[int, list[tuple[str | None, int]]] = {}
    visible = _BY_SPEAKER.where(seen_in(place))
    asked = [
        one.version_id
        for one in kept.values()
        if one and one.before and (one.late or not one.unchanged)
    ]
    may_see = _SEEN.where(seen_in(place))
    seen = set(connection.scalars(may_see, {"versions": asked}) if asked else ())
    for version_id, name, many, _ in connection.execute(visible, ids):
        speakers.setdefault(version_id, []).append((name, many))
    rows = {row.id: row for row in connection.execute(_VERSIONS, ids)}
    told = []
    for version_id, one in kept.items():
        row, by_speaker = rows[version_id], tuple(speakers.get(version_id, ()))
        same = one is None or one.unchanged
        told.append(
            Added(
                article_id=row.article_id,
                title=one.title if one and one.late and version_id not in seen else row.title,
                version=row.number,
                new=one.new if one else 0,
                known=sum(many for _, many in by_speaker) if same or not one else one.known,
                unchanged=same,
                by_speaker=by_speaker,
                first_seen=row.first_seen,
                embargo=row.embargo,
                restricted=row.restricted,
                nowhere=row.restricted and not row.placed,
                withdrawn=row.withdrawn,
                late=one.late if one else None,
                covered=one.covered if one else 0,
                published=row.published,
                hid=one.hid if one else 0,
                changes=one.changes if one and not same and version_id in seen else (),
            )
        )
    return told
