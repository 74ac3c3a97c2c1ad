"""Legal holds: nothing of an article or of a person is erased until theirs is lifted."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from bot.errors import StoreError
from store.finding import all_who_are
from store.people import record
from store.tables import people

_HELD = "{what} is under a legal hold ({why}). Nothing of it can be erased."
_LIFT = "Lift it first: whosaid hold {target} --lift --reason “why”."


def hold(  # noqa: PLR0913  what, and who says so
    connection: Connection,
    table: Table,
    row: Row[*tuple[Any, ...]],
    reason: str,
    what: dict[str, object],
    *,
    by: str,
    now: datetime,
    lift: bool,
) -> None:
    """Set the hold of a row, or lift it, and record it. Raises StoreError when it is so already."""
    if (row.hold is None) == lift:
        seen = "There is no legal hold on it." if lift else f"It is under a hold ({row.hold})."
        raise StoreError(seen, "Nothing was changed.")
    held = table.update().where(table.c.id == row.id).values(hold=None if lift else reason)
    connection.execute(held)
    did = "legal hold lifted" if lift else "legal hold set"
    record(connection, did, {**what, "reason": reason}, by=by, now=now)


def refuse_article(row: Row[*tuple[Any, ...]], url: str) -> None:
    """Raises StoreError when a hold is on the article."""
    if row.hold is not None:
        raise StoreError(
            _HELD.format(what=f"The article at {url}", why=row.hold), _LIFT.format(target=url)
        )


def refuse_people(connection: Connection, ids: Collection[int | None]) -> None:
    """Raises StoreError when a hold is on one of them, or on whom one was merged with."""
    everybody = all_who_are(connection, [one for one in ids if one is not None])
    held = select(people.c.name, people.c.hold).where(
        people.c.id.in_(everybody), people.c.hold.is_not(None)
    )
    row = connection.execute(held).first()
    if row is not None:
        target = f"--person “{row.name}”"
        raise StoreError(_HELD.format(what=row.name, why=row.hold), _LIFT.format(target=target))
