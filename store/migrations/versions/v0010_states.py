"""Killed, corrected and refiled are states of an article beside withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("articles", sa.Column("withdrawn_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "articles", sa.Column("killed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("versions", sa.Column("corrected_at", sa.BigInteger(), nullable=True))
    op.add_column("versions", sa.Column("refiled_at", sa.BigInteger(), nullable=True))
    op.add_column("versions", sa.Column("note", sa.Text(), nullable=True))
