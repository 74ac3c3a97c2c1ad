"""Which article each change was about, in a column of its own, so that its others are found."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

_FROM_DETAIL = {
    "sqlite": "json_extract(detail, '$.article')",
    "postgresql": "(detail::json ->> 'article')::bigint",
}


def upgrade() -> None:
    op.add_column("changes", sa.Column("article_id", sa.BigInteger(), nullable=True))
    found = _FROM_DETAIL[op.get_bind().dialect.name]
    op.execute(sa.text(f"UPDATE changes SET article_id = {found}"))  # noqa: S608  one of the above
    op.create_index(op.f("ix_changes_article_id"), "changes", ["article_id"])
