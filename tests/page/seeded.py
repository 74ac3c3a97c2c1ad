"""The real bot on a practice workspace with the news of seeds/, for journey and pictures."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from handlers.app import Bot, build
from handlers.fetch import Fetcher
from handlers.manifest import manifest
from handlers.practice.driver import Connection, Practice, Running, workspace
from handlers.practice.installed import from_manifest
from handlers.reader import ReadingProcess
from handlers.seeds import load_seeds
from handlers.serving import socket_mode
from handlers.settings import Settings
from store.engine import open_store
from store.topics import Topics

MONDAY = datetime(2025, 7, 28, 6, 40, tzinfo=UTC)  # two days after the last article; 09:40 in Kyiv


@contextmanager
def newsroom(folder: Path) -> Iterator[Practice]:
    """A workspace whose bot reads, answers and posts for real. The database lies in `folder`."""
    bots: list[Bot] = []
    engine = open_store(f"sqlite:///{folder / 'whosaid.db'}")
    load_seeds(engine, settings())
    reader = ReadingProcess(Topics(engine).all, settings().pipeline)

    def start(connection: Connection) -> Running:
        wired = settings(
            SLACK_BOT_TOKEN=connection.bot_token,
            SLACK_APP_TOKEN=connection.app_token,
            SLACK_SIGNING_SECRET=connection.signing_secret,
            SLACK_API_BASE_URL=connection.api_url,
        )
        bot = build(
            wired, engine=engine, reader=reader, fetcher=Fetcher(run=reader.run), now=connection.now
        )
        bots.append(bot)
        socket = socket_mode(bot, connection.app_token)
        socket.connect()

        def close() -> None:
            socket.close()
            bot.close()

        return Running(close, bot.pools)

    # A tick posts, which whoever moves the clock must not wait for: the page holds the world.
    app = from_manifest(manifest(settings()))
    with ThreadPoolExecutor(1) as ticking, workspace(start, app=app, start=MONDAY) as practice:

        def moved() -> None:
            ticking.submit(bots[0].clock.tick, practice.world.now())

        practice.clock.when_moved.append(moved)
        try:
            yield practice
        finally:
            ticking.shutdown()
            reader.close()
    engine.dispose()


def settings(**slack: str) -> Settings:
    return Settings(WHOSAID_ZONE="Europe/Kyiv", _env_file=None, **slack)  # type: ignore[arg-type]  # fields by alias
