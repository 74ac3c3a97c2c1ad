"""The floors: what SQLite itself takes for the same, with nothing of ours around it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import process_time

from sqlalchemy.dialects import sqlite

from store.documents import documents_of
from store.engine import open_store
from store.hits import OF_PERSON
from store.search_sqlite import row

BATCH = 3_000  # rows a transaction, as add_many has


def bare_latest(path: Path) -> Callable[[int], object]:
    """The statement that `latest` runs, prepared, on a connection of its own."""
    compiled = OF_PERSON.statement.compile(dialect=sqlite.dialect())
    connection = sqlite3.connect(path)
    values = {"low": -(1 << 62), "high": 1 << 62, "limit": 11} | {
        name: value for name, value in compiled.params.items() if value is not None
    }

    def ask(person_id: int) -> object:
        bound = values | {"person": person_id}
        return connection.execute(
            str(compiled), [bound[name] for name in compiled.positiontup or ()]
        ).fetchall()

    return ask


def text_bytes(connection: sqlite3.Connection) -> int:
    """The bytes of every article's text."""
    return int(
        connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM versions").fetchone()[0]
    )


def raw_add(path: Path) -> float:
    """Seconds of processor for the rows of an archive, executemany into a new one."""
    copy = path.with_name("bench-raw.db")
    for old in path.parent.glob(f"{copy.name}*"):
        old.unlink()
    open_store(f"sqlite:///{copy}").dispose()
    rows = _rows(path)
    connection = sqlite3.connect(copy, isolation_level=None)
    for setting in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "cache_size = -4000",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("DELETE FROM counters")
    start = process_time()
    for statement, batch in rows:
        connection.execute("BEGIN")
        connection.executemany(statement, batch)
        connection.execute("COMMIT")
    return process_time() - start


def _rows(path: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Every row in batches, in the order in which the archive wrote them."""
    engine = open_store(f"sqlite:///{path}")
    batches = []
    tables = "outlets articles people surname_keys topics topic_phrases versions quotes"
    with engine.connect() as connection:
        for table in [*tables.split(), "quote_topics", "counters"]:
            order = " ORDER BY version_id" if table == "quotes" else ""
            every = f"SELECT * FROM {table}{order}"  # noqa: S608  names above
            rows = [tuple(row) for row in connection.exec_driver_sql(every)]
            marks = ", ".join("?" for _ in rows[0])
            batches += _batches(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  same
        version_ids = connection.exec_driver_sql("SELECT id FROM versions ORDER BY id").all()
        documents = [
            row(one)
            for (version_id,) in version_ids
            for one in documents_of(connection, version_id)
        ]
        put = "INSERT INTO quotes_text (rowid, said, around, meta) VALUES (?, ?, ?, ?)"
        batches += _batches(put, documents)
        order = "SELECT t.print, t.day_row FROM traces t JOIN quotes q USING (day_row)"
        rows = [tuple(row) for row in connection.exec_driver_sql(f"{order} ORDER BY q.version_id")]
        batches += _batches("INSERT INTO traces VALUES (?, ?)", rows)
    engine.dispose()
    return batches


def _batches(
    statement: str, rows: list[tuple[object, ...]]
) -> list[tuple[str, list[tuple[object, ...]]]]:
    many = BATCH * 10 if "traces" in statement else BATCH
    return [(statement, sorted(rows[at : at + many])) for at in range(0, len(rows), many)]
