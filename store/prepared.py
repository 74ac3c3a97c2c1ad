"""Statements of the questions asked most: Core when they are written, the driver when they run.

A Core statement run the usual way takes five times what SQLite itself takes for the newest ten
quotes of somebody. Compiled once and handed to the driver it takes about what SQLite takes.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Dialect, Select, bindparam, func
from sqlalchemy.dialects.postgresql import ARRAY

from store.tables import quotes

# The SQL, the names of its values in their order (SQLite's only), and those that are always alike.
_Compiled = tuple[str, tuple[str, ...], dict[str, Any]]


class Prepared:
    """A statement without types of ours in what it binds; its rows are the driver's tuples."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, connection: Connection, bound: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Run it. The driver's own errors come through as they are."""
        return self.run(connection.connection.driver_connection, connection.dialect, bound)

    def run(self, driver: Any, dialect: Dialect, bound: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Run it on a connection of the driver's own (see engine.glance)."""
        words, order, fixed = self._compiled.get(dialect.name) or self._compile(dialect)
        values: Any = fixed | bound
        if order:
            values = [values[name] for name in order]
        rows: list[tuple[Any, ...]] = driver.execute(words, values).fetchall()
        return rows

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self.statement.compile(dialect=dialect)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        order = tuple(getattr(compiled, "positiontup", None) or ())
        made = self._compiled[dialect.name] = str(compiled), order, fixed
        return made


class ByRow:
    """A statement about single quotes, whose first column is their row.

    A server is asked once for all of them; SQLite, which no wire parts from us, quote by quote.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        row, every = quotes.c.day_row, bindparam("day_rows", type_=ARRAY(BigInteger))
        self._one = Prepared(statement.where(row == bindparam("day_row")))
        self._all = Prepared(statement.where(row == func.any(every)))

    def rows(self, connection: Connection, day_rows: Sequence[int]) -> list[tuple[Any, ...]]:
        """What it finds, in the order of the rows asked for."""
        if connection.dialect.name == "sqlite":
            found = (self._one.rows(connection, {"day_row": one}) for one in day_rows)
            return [row for rows in found for row in rows]
        if not day_rows:
            return []
        place = {day_row: at for at, day_row in enumerate(day_rows)}
        rows = self._all.rows(connection, {"day_rows": list(day_rows)})
        return sorted(rows, key=lambda row: place[row[0]])
