"""A change may correct a quote in each article it ran in; two erasures may know the same words."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    for table, columns in (
        ("corrections", ["change_id", "quote_id"]),
        ("erased", ["mark", "tombstone_id"]),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"pk_{table}", type_="primary")
            batch.create_primary_key(f"pk_{table}", columns)
