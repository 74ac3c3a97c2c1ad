"""Statements of the questions asked most: Core when they are written, the driver when they run.

A Core statement run the usual way takes five times what SQLite itself takes for the newest ten
quotes of somebody. Compiled once and handed to the driver it takes about what SQLite takes.
"""

from typing import Any

from sqlalchemy import Connection, Dialect, Select

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
        """Run it on a connection of the driver's own (see engine.glancing)."""
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
