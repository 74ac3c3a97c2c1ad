"""Where who saved a question reads what is new on it, so that it can be looked for there."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("saved", sa.Column("dm", sa.Text(), nullable=True))
