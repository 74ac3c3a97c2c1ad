"""What older versions of whosaid did not look for when they kept it: pairs of people, and copies.

Both are found when something is kept. What was kept before whosaid could find them is gone
through once, in batches of a transaction each; what is done is remembered, so that a review that
was ended goes on where it was.
"""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, bindparam, func, insert, select

from store.documents import documents_among
from store.engine import reading, writing
from store.lookalikes import suspect
from store.showing import follow_older
from store.tables import counters, people, quotes

BATCH = 500
PEOPLE, QUOTES = "people reviewed", "quotes reviewed"

Progress = Callable[[str, int, int], None]  # what is gone through, how far, of how many

_PEOPLE = (
    select(*people.c["id", "voice", "folded", "surname", "gender", "role", "born"])
    .where(people.c.id > bindparam("after"), people.c.merged_into.is_(None))
    .order_by(people.c.id)
    .limit(bindparam("batch"))
)
_QUOTES = (
    select(quotes.c.id, quotes.c.day_row)
    .where(quotes.c.id > bindparam("after"), quotes.c.shown)
    .order_by(quotes.c.id)
    .limit(bindparam("batch"))
)
_DONE = select(counters.c.value).where(counters.c.name == bindparam("what"))


def review(engine: Engine, *, progress: Progress) -> dict[str, int]:
    """Find the pairs and the copies among all that is kept; return how many more of each.

    Nobody is merged, and what people decided stands. Raises StoreError when the database cannot
    be used; what was done until then stays.
    """
    return {
        "pairs": _through(engine, PEOPLE, _people, progress),
        "copies": _through(engine, QUOTES, _quotes, progress),
    }


def _through(
    engine: Engine,
    what: str,
    some: Callable[[Connection, int], tuple[int, int]],
    progress: Progress,
) -> int:
    table = people if what == PEOPLE else quotes
    with reading(engine) as connection:
        last = connection.scalar(select(func.max(table.c.id))) or 0
    found, done = 0, -1
    while done < last:
        with writing(engine) as connection:
            before = connection.scalar(_DONE, {"what": what})
            if before is None:
                connection.execute(insert(counters), {"name": what, "value": 0})
            more, done = some(connection, before or 0)
            done = done or last
            connection.execute(counters.update().where(counters.c.name == what).values(value=done))
        found += more
        progress(what, done, last)
    return found


def _people(connection: Connection, after: int) -> tuple[int, int]:
    """How many pairs are new, and up to whom it was looked; 0 for the end."""
    rows = [row._asdict() for row in connection.execute(_PEOPLE, {"after": after, "batch": BATCH})]
    return suspect(connection, rows, again=True), rows[-1]["id"] if rows else 0


def _quotes(connection: Connection, after: int) -> tuple[int, int]:
    """How many quotes are copies of earlier ones, and up to which it was looked; 0 for the end."""
    rows = connection.execute(_QUOTES, {"after": after, "batch": BATCH}).all()
    shown = documents_among(connection, [row.day_row for row in rows])
    return follow_older(connection, shown), rows[-1].id if rows else 0
