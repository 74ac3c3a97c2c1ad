"""Wire copies: which quote leads those that are nearly the same."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("quotes", sa.Column("lead", sa.BigInteger(), nullable=True))
    op.add_column(
        "quotes", sa.Column("copies", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    led = sa.text("lead IS NOT NULL")
    op.create_index("ix_quotes_lead", "quotes", ["lead"], sqlite_where=led, postgresql_where=led)
