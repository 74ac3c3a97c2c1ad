"""When people can have been born, as far as an article tells their age."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("people", sa.Column("born", sa.Date(), nullable=True))
