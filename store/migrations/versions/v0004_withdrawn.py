"""Withdrawn articles, and which people the desk itself has named."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("articles", sa.Column("withdrawn", sa.Text(), nullable=True))
    op.create_index("ix_articles_outlet_id", "articles", ["outlet_id"])
    op.add_column(
        "people", sa.Column("desk", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(
        "UPDATE people SET desk = (1 = 1) WHERE wikidata IS NOT NULL"
        " OR id IN (SELECT person_id FROM aliases)"
        " OR id IN (SELECT person_id FROM roles WHERE by IS NOT NULL)"
    )
    # From here on people count when an answer may name them, not because a row is there.
    op.execute(
        "UPDATE counters SET value = (SELECT count(*) FROM people WHERE desk OR quotes > 0)"
        " WHERE name = 'people'"
    )
