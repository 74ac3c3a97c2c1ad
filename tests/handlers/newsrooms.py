"""What the fixtures of conftest.py open, under a name that no other folder of tests has."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.errors import Unreached
from bot.model import Article, Page
from bot.reading import Reader
from handlers.app import Bot
from handlers.practice.driver import Connection, Practice
from handlers.practice.reply import Reply
from handlers.practice.user import User
from handlers.settings import Settings
from store.archive import Archive
from store.engine import Engine

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)  # a Saturday, 09:00 in Kyiv


class Here:
    """Reads in the test's own process, which knows the parse already."""

    reader = Reader()

    def read(self, page: Page, timeout_s: float = 60) -> Article:  # noqa: ARG002  never slow
        return self.reader.read(page)

    def run(self, work: Callable[[], Any], timeout_s: float = 30) -> Any:  # noqa: ARG002  the same
        return work()


@dataclass
class Press:
    """The web as the bot sees it: the pages a test has put there."""

    pages: dict[str, Page] = field(default_factory=dict)

    def fetch(self, url: str) -> Page:
        if url not in self.pages:
            raise Unreached(f"{url} could not be read.", "Paste the article's text.")
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
