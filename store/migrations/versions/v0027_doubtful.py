"""Fingerprints of quotes that nobody is sure who said, by which `verify` finds them."""

import sqlalchemy as sa
from alembic import context, op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "doubtful",
        sa.Column("print", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day_row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("print", "day_row", name=op.f("pk_doubtful")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_doubtful_day_row"), "doubtful", ["day_row"])
    context.config.attributes["doubt_anew"] = True
