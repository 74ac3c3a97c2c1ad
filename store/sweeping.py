"""What a database keeps of rows that are gone, and how that is got rid of.

SQLite: the text index is merged into one segment, which drops what deleted documents had in older
ones; VACUUM writes the whole file anew, from rows that are there; the write-ahead log is emptied.
No byte of a deleted row is left in the file or beside it. It takes as long as copying the file.

PostgreSQL: VACUUM FULL writes every table and index anew, with the statistics that hold samples of
columns, and the old files are removed. Its write-ahead log, replicas and backups are the
server's: they keep what was written until they are recycled.
"""

import sqlite3
from contextlib import closing

from sqlalchemy import Engine, text

from store.engine import BUSY_TIMEOUT_MS, writing
from store.search import index_of
from store.tables import metadata


def swept(engine: Engine) -> bool:
    """True when nothing of deleted rows is left; False when others' reading forbids it for now."""
    with writing(engine) as connection:
        index_of(connection).merge(connection)
    return _sqlite(engine) if engine.dialect.name == "sqlite" else _postgres(engine)


def _sqlite(engine: Engine) -> bool:
    # A connection of its own: VACUUM writes a copy, which must not have to fit into memory.
    database = engine.url.database or ""
    with closing(sqlite3.connect(database, isolation_level=None)) as driver:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        driver.execute("PRAGMA secure_delete = ON")
        try:
            driver.execute("VACUUM")
        except sqlite3.OperationalError:  # a reader holds the file for longer than we wait
            return False
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy


def _postgres(engine: Engine) -> bool:
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        for table in (*sorted(metadata.tables), "quotes_text"):
            connection.execute(text(f"VACUUM (FULL, ANALYZE) {table}"))
        connection.execute(text("VACUUM FULL pg_statistic"))
    return True
