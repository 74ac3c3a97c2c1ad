"""Which erased articles somebody's words had been erased from before: those stay out for good."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column(
        "tombstones",
        sa.Column("redacted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
