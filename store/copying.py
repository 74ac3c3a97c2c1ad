"""A database as a whole: copied into another, and backed up; store/restoring.py puts it back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text

from bot.errors import StoreError
from store.engine import open_store, reading, writing
from store.indexing import index_anew
from store.tables import articles, counters, metadata

_BATCH = 2_000

Progress = Callable[[str, int], None]  # a table's name, and how many more of its rows are done


def copy(source: Engine, target: Engine, *, progress: Progress) -> dict[str, int]:
    """Move everything from one database into an empty one; return the rows of each table.

    All or nothing. What arrived is read again and held against what left. Raises StoreError
    when the target holds anything already, or differs in the end.
    """
    copied = {}
    with reading(source) as old, writing(target) as new:
        if new.scalar(select(func.count()).select_from(articles)) or _sum(new, counters)[0] == 0:
            raise StoreError(
                "The database to copy to is not empty.", "Name one that does not exist yet."
            )
        new.execute(delete(counters))  # a new database has them at zero
        for table in metadata.sorted_tables:
            copied[table.name] = _copy_table(old, new, table, progress)
        index_anew(new, lambda many: progress("text index", many))
        if new.dialect.name == "postgresql":
            _go_on_numbering(new)
        for table in metadata.sorted_tables:
            if _sum(old, table) != _sum(new, table):
                raise StoreError(
                    f"The copy of {table.name} differs from the original.",
                    "Nothing was kept of it; check both disks and copy again.",
                )
    return copied


def backup(url: str, path: Path) -> None:
    """Write a SQLite database into a file, as it is at one moment, while the bot goes on.

    Raises StoreError for PostgreSQL, or when the file exists or cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path} exists already.", "Name a file that does not.")
    engine = open_store(url)
    try:
        if engine.dialect.name != "sqlite":
            raise StoreError("This is for SQLite only.", "For PostgreSQL use its own pg_dump.")
        connection = engine.raw_connection()
        with closing(connection), closing(sqlite3.connect(path)) as into:
            driver: Any = connection.driver_connection
            driver.backup(into)
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be written ({error}).", "Name another file.") from error
    finally:
        engine.dispose()


def _copy_table(old: Connection, new: Connection, table: Table, progress: Progress) -> int:
    many = 0
    rows = old.execute(select(table).execution_options(stream_results=True))
    for batch in rows.mappings().partitions(_BATCH):
        new.execute(insert(table), [dict(row) for row in batch])
        many += len(batch)
        progress(table.name, len(batch))
    return many


def _go_on_numbering(new: Connection) -> None:
    """PostgreSQL's sequences do not see ids that were given."""
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.primary_key:
            new.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608  our tables' names
                    f" (SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )


def _sum(connection: Connection, table: Table) -> tuple[int, int]:
    """How many rows, and a sum over all of them whatever their order."""
    many = total = 0
    for row in connection.execute(select(table).execution_options(stream_results=True)):
        many += 1
        total += crc32(repr(tuple(row)).encode("utf-8", "backslashreplace"))
    return many, total
