"""The bot on a practice workspace, with an archive of invented news."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from forked import whosaid_in
from newsrooms import NOW, Here, Newsroom, Opens, Press, settings_for
from stories import lind

from handlers.app import Bot, build
from handlers.manifest import manifest
from handlers.practice.driver import Connection, Running, workspace
from handlers.practice.installed import from_manifest
from handlers.serving import socket_mode
from handlers.settings import Settings
from store.archive import Archive
from store.engine import Engine, open_store


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """`whosaid`, for tests that start it often."""
    with whosaid_in(tmp_path_factory.mktemp("program")) as program:
        yield program


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the stories in it, made once and copied for every test."""
    file = tmp_path_factory.mktemp("archive") / "whosaid.db"
    engine = open_store(f"sqlite:///{file}")
    for article in lind():
        Archive(engine).add(article, now=NOW - timedelta(days=3))
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def reprinted(printed: Path) -> Iterator[Callable[[], Engine]]:
    """The engine of a database with the stories in it, and nothing else any more when called.

    One for all tests: it keeps the statements that it has compiled.
    """
    file = printed.with_name("tests.db")
    shutil.copy(printed, file)
    engine = open_store(f"sqlite:///{file}")

    def again() -> Engine:
        engine.dispose()
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        shutil.copy(printed, file)
        return engine

    yield again
    engine.dispose()


@pytest.fixture
def opens(reprinted: Callable[[], Engine]) -> Opens:
    """Opens a newsroom; a second one in the same test stands on the same database."""
    engine = reprinted()
    app = from_manifest(manifest(Settings(_env_file=None)))

    @contextmanager
    def opened(**options: object) -> Iterator[Newsroom]:
        press, made = Press(), list[Bot]()

        def start(connection: Connection) -> Running:
            settings = settings_for(connection)
            bot = build(settings, engine=engine, reader=Here(), fetcher=press, now=connection.now)
            made.append(bot)
            socket = socket_mode(bot, connection.app_token)
            socket.connect()

            def close() -> None:
                socket.close()
                bot.close()

            return Running(close, bot.pools)

        archive = Archive(engine)
        patient = {"ack_timeout_s": 15, **options}  # on a busy machine late is not lost
        with workspace(start, app=app, start=NOW, **patient) as world:  # type: ignore[arg-type]  # passed on
            yield Newsroom(world, made[0], archive, press, engine)

    return opened


@pytest.fixture
def newsroom(opens: Opens) -> Iterator[Newsroom]:
    with opens() as newsroom:
        yield newsroom
