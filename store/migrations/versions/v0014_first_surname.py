"""A first name with one of the surnames near a typed one: one look each among a million people."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_index("ix_people_first_surname", "people", ["first", "surname"])
