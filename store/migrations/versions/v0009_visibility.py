"""Articles under embargo, and articles for some channels only."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("articles", sa.Column("embargo", sa.BigInteger(), nullable=True))
    op.create_index("ix_articles_embargo", "articles", ["embargo"])
    for table, column in (("articles", "restricted"), ("quotes", "reserved")):
        op.add_column(
            table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "article_places",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_places_article_id")
        ),
        sa.PrimaryKeyConstraint("channel", "article_id", name=op.f("pk_article_places")),
        sqlite_with_rowid=False,
    )
