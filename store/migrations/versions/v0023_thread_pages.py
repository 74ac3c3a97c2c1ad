"""How many quotes a thread has shown, so that its next page counts on from there."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column(
        "threads", sa.Column("before", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
