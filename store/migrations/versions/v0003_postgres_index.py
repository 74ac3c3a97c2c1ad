"""The text index on PostgreSQL. SQLite has its own since 0001."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.create_table(
        "quotes_text",
        sa.Column("day_row", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("pairs", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.PrimaryKeyConstraint("day_row", name=op.f("pk_quotes_text")),
    )
    op.create_index("ix_quotes_text_words", "quotes_text", ["words"], postgresql_using="gin")
    op.create_index("ix_quotes_text_pairs", "quotes_text", ["pairs"], postgresql_using="gin")
