"""Who has said most in a period."""

from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from bot.answers import Person
from store.columns import first_row
from store.finding import person as person_of
from store.reserved import Place, more_quotes
from store.tables import people, quotes


def most_quoted(
    connection: Connection, since: date, until: date, limit: int, here: Place | None
) -> tuple[Person, ...]:
    """Who has said most from a day to a day, as a place may see it; `quotes` counts those."""
    low, high = first_row(since), first_row(until + timedelta(days=1))
    many = func.count()
    ranked = (
        select(quotes.c.person_id, many.label("many"))
        .join(people, quotes.c.person_id == people.c.id)
        .where(
            quotes.c.shown,
            quotes.c.day_row >= low,
            quotes.c.day_row < high,
            people.c.voice != "anonymous",
        )
        .group_by(quotes.c.person_id)
        .order_by(many.desc(), quotes.c.person_id)
    )
    if here is None:
        ranked = ranked.limit(limit)
    said = {row.person_id: row.many for row in connection.execute(ranked)}
    for person_id, more in (here.said_between(low, high) if here else {}).items():
        said[person_id] = said.get(person_id, 0) + more
    first = sorted(said, key=lambda one: (-said[one], one))[:limit]
    found = ((person_of(connection, one, more_quotes(here)), said[one]) for one in first)
    return tuple(one._replace(quotes=many) for one, many in found if one)
