"""Which quotes are somebody's, for erasing them: in every version, with whoever said them too."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from store.tables import corrections, quotes, readings, versions

QUOTED = (
    select(
        quotes.c.id,
        quotes.c.day_row,
        quotes.c.version_id,
        quotes.c.person_id,
        quotes.c.content,
        quotes.c.ordinal,
        quotes.c.joint,
        versions.c.text,
        versions.c.title,
        versions.c.article_id,
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .order_by(quotes.c.day_row)
)


def theirs(connection: Connection, person_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Somebody's quotes in every version, also where one was read as somebody else's.

    What people have said is another's stays, in older versions too. What somebody said together
    with others goes for all of them.
    """
    ids = select(quotes.c.id).where(quotes.c.person_id == person_id)
    rows = connection.execute(QUOTED.where(quotes.c.id.in_(ids))).all()
    last = {row.id: row for row in sorted(rows, key=lambda row: int(row.version_id))}
    for row in rows:
        now_by = last[row.id].person_id
        if row.person_id == person_id != now_by:
            one = quotes.update().where(quotes.c.day_row == row.day_row)
            connection.execute(one.values(person_id=now_by))
    own = [row for row in rows if last[row.id].person_id == person_id]
    return [*own, *said_with(connection, own)]


def never_theirs(connection: Connection, person_id: int) -> None:
    """Of quotes that stay another's for good, forget that they were read or called theirs."""
    mended = corrections.delete().where(corrections.c.person_id == person_id)
    own = select(quotes.c.id).where(quotes.c.person_id == person_id)
    connection.execute(mended.where(corrections.c.quote_id.not_in(own)))
    read = select(readings.c.quote_id).where(
        readings.c.person_id == person_id, readings.c.quote_id.not_in(own)
    )
    for quote_id in connection.scalars(read).all():
        last = select(quotes.c.person_id).where(quotes.c.id == quote_id)
        now_by = connection.scalar(last.order_by(quotes.c.version_id.desc()).limit(1))
        one = readings.update().where(readings.c.quote_id == quote_id)
        connection.execute(one.values(person_id=now_by, role_id=None))


def said_with(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]
) -> list[Row[*tuple[Any, ...]]]:
    """The rows of others who said the same words with them."""
    own = {row.day_row for row in rows}
    found: dict[int, Row[*tuple[Any, ...]]] = {}
    for row in rows:
        if row.joint:
            one = quotes.c.version_id == row.version_id, quotes.c.ordinal == row.ordinal
            others = connection.execute(QUOTED.where(*one)).all()
            found |= {each.day_row: each for each in others if each.day_row not in own}
    return list(found.values())
