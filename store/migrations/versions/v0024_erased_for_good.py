"""Whom an erased article quoted: it stays out once one of them is erased.

Of what was erased until now nobody knows whom it quoted. Where somebody's quotes were erased, any
article erased before or after may have had words of theirs, and stays out.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("tombstones", sa.Column("allowed", sa.BigInteger(), nullable=True))
    op.add_column(
        "tombstones",
        sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "erased_speakers",
        sa.Column("tombstone_id", ID, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["tombstone_id"], ["tombstones.id"], name=op.f("fk_erased_speakers_tombstone_id")
        ),
        sa.PrimaryKeyConstraint("tombstone_id", "mark", name=op.f("pk_erased_speakers")),
    )
    op.create_index(op.f("ix_erased_speakers_mark"), "erased_speakers", ["mark"])
    op.execute(
        "UPDATE tombstones SET redacted = (1 = 1) WHERE what = 'article'"
        " AND EXISTS (SELECT 1 FROM tombstones other WHERE other.what = 'person')"
    )
