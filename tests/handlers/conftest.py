"""The bot on a practice workspace, with an archive of invented news."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stories import lind

from bot.errors import BadArticle
from bot.model import Article, Page
from bot.reading import Reader
from handlers.app import Bot, build
from handlers.manifest import manifest
from handlers.practice.driver import Connection, Practice, Running, hang_up, workspace
from handlers.practice.installed import from_manifest
from handlers.practice.reply import Reply
from handlers.practice.user import User
from handlers.serving import socket_mode
from handlers.settings import Settings
from store.archive import Archive
from store.engine import Engine, open_store

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)  # a Saturday, 09:00 in Kyiv


class Here:
    """Reads in the test's own process, which knows the parse already."""

    reader = Reader()

    def read(self, page: Page, timeout_s: float = 60) -> Article:  # noqa: ARG002  never slow
        return self.reader.read(page)


@dataclass
class Press:
    """The web as the bot sees it: the pages a test has put there."""

    pages: dict[str, Page] = field(default_factory=dict)

    def fetch(self, url: str) -> Page:
        if url not in self.pages:
            raise BadArticle(f"{url} could not be read.", "Paste the article's text.")
        return self.pages[url]


@dataclass
class Newsroom:
    """The workspace, the bot on it, and what both stand on."""

    world: Practice
    bot: Bot
    archive: Archive
    press: Press
    engine: Engine


Opens = Callable[..., AbstractContextManager[Newsroom]]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the stories in it, made once and copied for every test."""
    file = tmp_path_factory.mktemp("archive") / "whosaid.db"
    engine = open_store(f"sqlite:///{file}")
    for article in lind():
        Archive(engine).add(article, now=NOW - timedelta(days=3))
    engine.dispose()
    return file


@pytest.fixture
def opens(tmp_path: Path, printed: Path) -> Opens:
    """Opens a newsroom; a second one in the same test stands on the same database."""
    shutil.copy(printed, tmp_path / "whosaid.db")

    @contextmanager
    def opened(**options: object) -> Iterator[Newsroom]:
        engine = open_store(f"sqlite:///{tmp_path / 'whosaid.db'}")
        press, made = Press(), list[Bot]()

        def start(connection: Connection) -> Running:
            settings = settings_for(connection)
            bot = build(settings, engine=engine, reader=Here(), fetcher=press, now=connection.now)
            made.append(bot)
            socket = socket_mode(bot, connection.app_token)
            socket.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped

            def close() -> None:
                hang_up(socket, connection)
                bot.close()

            return Running(close, bot.pools)

        archive = Archive(engine)
        app = from_manifest(manifest(Settings(_env_file=None)))
        with workspace(start, app=app, start=NOW, **options) as world:  # type: ignore[arg-type]  # passed on
            yield Newsroom(world, made[0], archive, press, engine)
        engine.dispose()

    return opened


def reply_to(newsroom: Newsroom, person: User, text: str, in_: str = "") -> Reply:
    """Type a command and return its answer, also on a machine so busy that it came late."""
    reply = person.types(text, in_=in_)
    if reply is None:
        newsroom.world.quiet()
        reply = [each for each in person.sees(in_) if each.ephemeral][-1]
    return reply


def settings_for(connection: Connection) -> Settings:
    return Settings(
        SLACK_BOT_TOKEN=connection.bot_token,
        SLACK_APP_TOKEN=connection.app_token,
        SLACK_SIGNING_SECRET=connection.signing_secret,
        SLACK_API_BASE_URL=connection.api_url,
        WHOSAID_ZONE="UTC",
        _env_file=None,
    )


@pytest.fixture
def newsroom(opens: Opens) -> Iterator[Newsroom]:
    with opens() as newsroom:
        yield newsroom
