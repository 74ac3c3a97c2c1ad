"""PostgreSQL: less of the text index kept unsorted, which every question reads from end to end."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for index in ("ix_quotes_text_words", "ix_quotes_text_pairs"):
            op.execute(f"ALTER INDEX {index} SET (gin_pending_list_limit = 512)")  # of 4,096 KB
