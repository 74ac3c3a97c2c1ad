"""People who are one, or look like it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("people", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.create_index("ix_people_merged_into", "people", ["merged_into"])
    op.create_table(
        "lookalikes",
        sa.Column("one", ID, nullable=False),
        sa.Column("other", ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(5), nullable=True),
        sa.ForeignKeyConstraint(["one"], ["people.id"], name=op.f("fk_lookalikes_one")),
        sa.ForeignKeyConstraint(["other"], ["people.id"], name=op.f("fk_lookalikes_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_lookalikes")),
    )
    op.create_index("ix_lookalikes_other", "lookalikes", ["other"])
    op.create_table(
        "merged_quotes",
        sa.Column("change_id", ID, nullable=False),
        sa.Column("quote_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["changes.id"], name=op.f("fk_merged_quotes_change_id")
        ),
        sa.PrimaryKeyConstraint("change_id", "quote_id", name=op.f("pk_merged_quotes")),
        sqlite_with_rowid=False,
    )
