"""The number that a wire gives a version of an article, so that a late one is known."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("versions", sa.Column("wire", sa.Integer(), nullable=True))
