"""Fingerprints of quotes, and ids given out by the counters in both databases."""

import zlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

COUNTED = {
    "article_id": "articles",
    "version_id": "versions",
    "person_id": "people",
    "role_id": "roles",
}


def upgrade() -> None:
    op.create_table(
        "traces",
        sa.Column("print", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day_row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("print", "day_row", name=op.f("pk_traces")),
        sqlite_with_rowid=False,
    )
    for name, table in COUNTED.items():
        op.execute(
            f"INSERT INTO counters (name, value)"  # noqa: S608  names from the dict above
            f" SELECT '{name}', coalesce(max(id), 0) FROM {table}"
        )
    # What 0001 kept gets its fingerprints. The rule is written out: this step must give the same
    # on any day, whatever bot/verify.py has become.
    rows = op.get_bind().execute(
        sa.text(
            "SELECT q.day_row, q.content, v.text FROM quotes q"
            " JOIN versions v ON v.id = q.version_id WHERE q.shown"
        )
    )
    traces = sa.table("traces", sa.column("print"), sa.column("day_row"))
    for day_row, content, text in rows.all():
        pairs = [pair.split("-") for pair in content.split()]
        said = " ".join(text[int(start) : int(end)] for start, end in pairs)
        op.bulk_insert(traces, [{"print": one, "day_row": day_row} for one in set(_prints(said))])


def _prints(said: str) -> Iterator[int]:
    words = "".join(c if c.isalnum() else " " for c in said.lower()).split()
    shingles = [
        zlib.crc32(" ".join(words[at : at + 4]).encode("utf-8", "replace"))
        for at in range(max(len(words) - 3, min(len(words), 1)))
    ]
    for at in range(max(len(shingles) - 3, min(len(shingles), 1))):
        yield min(shingles[at : at + 4])
