"""Who said it together, how words came out, and that they were said on no day that is told."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

# What two said together has been one row for each of them all along.
_JOINT = """
    UPDATE quotes SET joint = {true} WHERE EXISTS (
        SELECT 1 FROM quotes other
        WHERE other.version_id = quotes.version_id
        AND other.ordinal = quotes.ordinal AND other.day_row <> quotes.day_row
    )
"""


def upgrade() -> None:
    for table, column in (("quotes", "joint"), ("quotes", "earlier"), ("readings", "earlier")):
        op.add_column(
            table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column("quotes", sa.Column("provenance", sa.Text(), nullable=True))
    true = "true" if op.get_bind().dialect.name == "postgresql" else "1"
    op.execute(_JOINT.format(true=true))
