"""PostgreSQL: an article's text in its row, not in a table beside it that every quote looks up.

Of what is kept from here on; older rows stay as they are until they are written anew.
"""

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE versions ALTER COLUMN text SET STORAGE MAIN")
        op.execute("ALTER TABLE versions SET (toast_tuple_target = 8160)")  # bytes: a whole page
