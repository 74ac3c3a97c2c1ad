"""Ten times a filled archive, where filling one of ten million would take hours.

python tests/bench/tenfold.py build/bench-1000000.db build/bench-10000000.db

Every article is there ten times, at ten addresses, its quotes on the same days: as many rows,
documents and fingerprints as ten million quotes have, of as many people as the smaller archive.
`make bench SIZE=10000000` takes what lies there.
"""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from store.columns import DAY_BITS
from store.documents import documents_among
from store.engine import open_store, reading
from store.search_sqlite import row
from store.tables import quotes

COPIES = 9
STEP = 1 << 10  # between a quote's row and its copy's: no day of the smaller archive holds more
AT_ONCE = 10_000  # documents read together
_PUT = "INSERT INTO quotes_text (rowid, said, around, meta) VALUES (?, ?, ?, ?)"


def main(small: Path, large: Path) -> None:
    """Write the larger archive. What it holds so far is told line by line."""
    open_store(f"sqlite:///{small}").dispose()  # migrated, and its log written back
    shutil.copy(small, large)
    connection = sqlite3.connect(large, isolation_level=None)
    # Nothing here must outlast a crash: it is made again.
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -3000000"):
        connection.execute(f"PRAGMA {setting}")
    articles, versions, quotes_kept = (
        connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608  our tables
        for table in ("articles", "versions", "quotes")
    )
    documents = list(_documents(small))
    for copy in range(1, COPIES + 1):
        row_of_copy = f"day_row + {copy * STEP}"
        moved: dict[str, dict[str, str]] = {
            "articles": {"id": f"id + {copy * articles}", "address": f"address || '-{copy}'"},
            "versions": {
                "id": f"id + {copy * versions}",
                "article_id": f"article_id + {copy * articles}",
            },
            "quotes": {
                "day_row": row_of_copy,
                "id": f"id + {copy * quotes_kept}",
                "version_id": f"version_id + {copy * versions}",
                "lead": f"lead + {copy * quotes_kept}",
            },
            "quote_topics": {"day_row": row_of_copy},
            "traces": {"day_row": row_of_copy},
        }
        first = {"articles": articles, "versions": versions, "quotes": quotes_kept}
        connection.execute("BEGIN")
        for table, columns in moved.items():
            own = f"id <= {first[table]}" if table in first else f"(day_row & {_NUMBER}) < {STEP}"
            _copy(connection, table, columns, own)
        connection.executemany(
            _PUT, ((at + copy * STEP, said, around, meta) for at, said, around, meta in documents)
        )
        connection.execute("COMMIT")
        print(f"{copy + 1} of {COPIES + 1}", flush=True)  # noqa: T201  its output
    connection.execute(f"UPDATE people SET quotes = quotes * {COPIES + 1}")  # noqa: S608  a number
    connection.execute(
        f"UPDATE counters SET value = value * {COPIES + 1}"  # noqa: S608  a number
        " WHERE name IN ('articles', 'quotes', 'article_id', 'version_id', 'quote_id')"
    )
    connection.close()


_NUMBER = (1 << DAY_BITS) - 1  # the bits of a row that number the quotes of a day


def _copy(connection: sqlite3.Connection, table: str, columns: dict[str, str], own: str) -> None:
    names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(columns.get(name, f'"{name}"') for name in names)
    connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {own}")  # noqa: S608  ours


def _documents(small: Path) -> Iterator[tuple[int, str, str, str]]:
    engine = open_store(f"sqlite:///{small}")
    shown = select(quotes.c.day_row).where(quotes.c.shown).order_by(quotes.c.day_row)
    with reading(engine) as connection:
        day_rows = connection.scalars(shown).all()
        for at in range(0, len(day_rows), AT_ONCE):
            yield from map(row, documents_among(connection, day_rows[at : at + AT_ONCE]))
    engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
