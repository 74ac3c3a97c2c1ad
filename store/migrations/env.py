"""Alembic runs this. The connection comes from open_store, inside its transaction."""

from alembic import context

connection = context.config.attributes["connection"]
# All or nothing, on SQLite too: it can roll back a changed table like any row.
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
