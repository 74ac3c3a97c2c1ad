"""Opening the database: made or migrated, set up for many readers beside one writer."""

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import PoolProxiedConnection

from bot.errors import StoreError
from store.doubting import doubt_anew
from store.indexing import index_anew

__all__ = ["Engine", "open_store", "reading", "writing"]

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 60_000  # how long a writer waits for another; readers never wait
CACHE_KIB = 4_000  # of pages, for each connection
CACHES_BYTES = 24_000_000  # of all connections together, about: more pages take each other's place
MOST_AT_HAND = 8  # connections that glances do not give back to the pool

_Found = TypeVar("_Found")
_WRITES = "whosaid_writes"
_AtHand = deque[tuple[PoolProxiedConnection, Any]]  # with the driver's own connection in each
_AT_HAND: WeakKeyDictionary[Engine, _AtHand] = WeakKeyDictionary()
_FORMS = "Use sqlite:////full/path/to/whosaid.db or postgresql+psycopg://user@host/database."


def open_store(url: str) -> Engine:
    """The database at a SQLAlchemy URL, created if it is missing and migrated to this version.

    Raises StoreError when the URL is malformed, the path cannot be read or written, the file is
    no database or somebody else's, or a newer whosaid has migrated it.
    """
    address = _parsed(url)
    # Without its parameters, an error that reaches a log holds nobody's words.
    # The connection used last comes first: few of them fill their caches, and those stay warm.
    engine = create_engine(
        address, pool_size=20, max_overflow=20, pool_use_lifo=True, hide_parameters=True
    )
    at_hand = _AT_HAND[engine] = deque()
    event.listen(engine, "engine_disposed", lambda _: _close(at_hand))
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgres)
        event.listen(engine, "begin", _begin_postgres)
    try:
        with writing(engine) as connection:
            _migrate(connection, address)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees one state of the database. Raises StoreError when it fails."""
    try:
        with _seeing_one_state(engine).begin() as connection:
            yield connection
    except (DBAPIError, engine.dialect.loaded_dbapi.OperationalError) as error:
        raise _broken(error) from error


def glance(engine: Engine, ask: Callable[[Any], _Found]) -> _Found:
    """As `reading`, for prepared statements only: on one of the driver's own connections.

    SQLAlchemy's connection and transaction take twice as long as SQLite does for the newest ten
    quotes of somebody, and its pool alone a tenth of that each time it hands one out: some stay
    at hand. Raises StoreError when it fails.
    """
    at_hand, dbapi = _AT_HAND[engine], engine.dialect.loaded_dbapi
    try:
        try:
            pooled, driver = at_hand.pop()
        except IndexError:  # the first, or others ask at this moment
            pooled = engine.pool.connect()
            driver = pooled.driver_connection
        try:
            if engine.dialect.name == "sqlite":
                driver.execute("BEGIN")
                found = ask(driver)
                driver.commit()
            else:
                found = _asked_postgres(driver, ask, dbapi)
        except BaseException:
            pooled.invalidate()
            _close(at_hand)  # a server that went away has left them all
            raise
    except (DBAPIError, dbapi.Error) as error:
        raise _broken(error) from error
    if len(at_hand) < MOST_AT_HAND:
        at_hand.append((pooled, driver))
    else:
        pooled.close()
    return found


def _asked_postgres(driver: Any, ask: Callable[[Any], _Found], dbapi: Any) -> _Found:
    driver.isolation_level = dbapi.IsolationLevel.REPEATABLE_READ
    found = ask(driver)
    driver.rollback()
    driver.isolation_level = None
    return found


def _close(at_hand: _AtHand) -> None:
    while at_hand:
        pooled, _ = at_hand.pop()
        pooled.invalidate()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that is written whole or not at all, after any other writer's.

    Raises StoreError when it fails.
    """
    try:
        # The write lock is taken at the start: a reader that turns writer half-way could not wait.
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection
    except (DBAPIError, engine.dialect.loaded_dbapi.OperationalError) as error:
        raise _broken(error) from error


def _parsed(url: str) -> URL:
    try:
        address = make_url(url)
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError("The database address is not one whosaid can use.", _FORMS) from error
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{address.get_backend_name()} is no database for whosaid.", _FORMS)
    if address.get_backend_name() == "sqlite":
        if address.database in (None, "", ":memory:"):
            raise StoreError("A database in memory would be lost at the end.", _FORMS)
        _make_room(Path(address.database or ""))
    return address


def _make_room(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a database.", "Name a file in it.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {path.parent} cannot be made ({error.strerror}).",
            "Give WHOSAID_DATABASE_URL a place you may write to.",
        ) from error


def _set_up_sqlite(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = NORMAL")  # a crash loses no commit, a power cut may
    driver.execute("PRAGMA foreign_keys = ON")
    driver.execute("PRAGMA temp_store = MEMORY")
    driver.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    driver.execute(f"PRAGMA soft_heap_limit = {CACHES_BYTES}")


def _set_up_postgres(driver: Any, _record: object) -> None:
    # Ours are few statements, each with one good plan whatever it binds: to plan a join of six
    # tables for every question takes longer than to find five quotes.
    driver.execute("SET plan_cache_mode = force_generic_plan")
    # As on a disk without a head to move. At the default of 4 it reads whole tables to find rows.
    driver.execute("SET random_page_cost = 1.1")
    driver.commit()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        # One writer at a time, as on SQLite; readers never wait for one.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7746873)")


def _seeing_one_state(engine: Engine) -> Engine:
    """SQLite's readers do by themselves; PostgreSQL's have to ask for it."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _migrate(connection: Connection, address: URL) -> None:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    where = address.render_as_string(hide_password=True)
    if current is None and inspect(connection).get_table_names():
        raise StoreError(
            f"{where} holds tables of another program.", "Name a database that whosaid may have."
        )
    if current is not None and current not in known:
        raise StoreError(
            f"{where} was written by a newer whosaid.",
            "Install that version, or name another database.",
        )
    head = scripts.get_current_head()
    if current != head:
        log.info("database migrating from=%s to=%s", current, head)
        command.upgrade(config, "head")
        if config.attributes.get("index_anew"):  # a step has changed what the text index holds
            log.info("text index being made anew")
            index_anew(connection, lambda many: log.info("quotes indexed more=%d", many))
        if config.attributes.get("doubt_anew"):
            doubt_anew(connection)


def _broken(error: Exception) -> StoreError:
    """What a person can do about a failure of the database; the cause stays attached."""
    cause = getattr(error, "orig", error)
    seen = str(cause).strip().partition("\n")[0]
    return StoreError(
        f"The database cannot be used ({seen}).",
        "Check that WHOSAID_DATABASE_URL names a whosaid database that is reachable, has room "
        "and may be written.",
    )
