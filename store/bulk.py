"""Many rows at once, the quickest way each driver has."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows whose values are as the driver takes them: no type of ours is applied."""
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in columns)
        # Names are those of store/tables.py; the values are bound.
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608  see above
            list(rows),
        )
        return
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.close()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's search for cycles, for as long as a batch is written.

    What a batch is made of has none, lives until its end, and is a hundred thousand objects: going
    through them time and again takes a tenth of what adding takes. Of two who write at once
    the one who found it switched on does so again.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
