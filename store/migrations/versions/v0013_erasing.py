"""Tombstones of what was erased, and legal holds."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in ("articles", "people"):
        op.add_column(table, sa.Column("hold", sa.Text(), nullable=True))
    op.add_column(
        "articles", sa.Column("redacted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "tombstones",
        sa.Column("id", ID, nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("swept", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "erased",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("tombstone_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["tombstone_id"], ["tombstones.id"], name=op.f("fk_erased_tombstone_id")
        ),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_erased")),
    )
