"""What people correct of quotes, and what they undo."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("quotes", sa.Column("corrected", sa.Text(), nullable=True))
    refuted: sa.Column[bool] = sa.Column(
        "refuted", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("quotes", refuted)
    op.add_column("changes", sa.Column("undone_at", sa.BigInteger(), nullable=True))
    op.add_column("changes", sa.Column("undone_by", sa.Text(), nullable=True))
    op.create_table(
        "readings",
        sa.Column("quote_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("role_id", ID, nullable=True),
        sa.Column("voice", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        _points("readings", "article_id", "articles"),
        _points("readings", "version_id", "versions"),
        _points("readings", "person_id", "people"),
        _points("readings", "role_id", "roles"),
        sa.PrimaryKeyConstraint("quote_id", name=op.f("pk_readings")),
    )
    op.create_index("ix_readings_article_id", "readings", ["article_id"])
    op.create_table(
        "corrections",
        sa.Column("change_id", ID, nullable=False),
        sa.Column("quote_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version_id", ID, nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        _points("corrections", "change_id", "changes"),
        _points("corrections", "person_id", "people"),
        _points("corrections", "version_id", "versions"),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_quote_id", "corrections", ["quote_id"])


ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _points(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
