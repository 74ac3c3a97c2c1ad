"""SQLite's text index gets tokens for pairs of frequent words.

A step that changes what the index holds only says so: it is made anew once all steps are done, by
the code that will read it.
"""

from alembic import context, op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        context.config.attributes["index_anew"] = True
