"""What every listener works with: the archive, the reading process, the clock, and the answer."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import Protocol, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers import Answer, Question
from bot.looser import looser
from bot.model import Article, Page
from bot.question import line
from bot.topics import Lexicon
from bot.when import local_day, warm
from handlers.editors import Editors
from handlers.fetch import Served
from handlers.glimpses import Glimpses
from handlers.render.answers import Instead, answered
from handlers.render.blocks import Message
from handlers.render.carry import Asked
from handlers.settings import Settings
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.channels import Channels
from store.corrections import Corrections
from store.deliveries import Deliveries
from store.erasing import Erasure
from store.feeds import Feeds
from store.pairs import Pairs
from store.people import People
from store.posts import Posts
from store.saved import SavedQuestions
from store.subscriptions import Subscriptions
from store.threads import Threads
from store.topics import Topics

QUOTES_AT_ONCE = 5
LATELY, OFFERED = timedelta(days=30), 3
ZONE_KEPT_S = 300.0
TOPICS_KEPT_S = 10.0


Result = TypeVar("Result")


class Reads(Protocol):
    """The reading process as the listeners see it."""

    def read(self, page: Page, timeout_s: float = 60) -> Article: ...

    def run(self, work: Callable[[], Result], timeout_s: float = 30) -> Result: ...


class Fetches(Protocol):
    """How an article or a feed is had from its address; only public addresses are asked."""

    def fetch(self, url: str) -> Page: ...

    def feed(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Served: ...


class Zones:
    """The time zone of each person, asked of Slack and remembered for five minutes."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._known: dict[str, tuple[float, str]] = {}
        self._lock = Lock()

    def of(self, client: WebClient, user: str) -> str:
        """An IANA name; the bot's own zone when Slack does not say."""
        with self._lock:
            asked_at, zone = self._known.get(user, (0.0, ""))
        if zone and time.monotonic() - asked_at < ZONE_KEPT_S:
            return zone
        try:
            zone = client.users_info(user=user)["user"].get("tz") or self._otherwise
        except SlackApiError:  # such as a scope that is not given: it will not be in a minute
            zone = self._otherwise
        except (SlackClientError, OSError):
            return self._otherwise
        with self._lock:
            self._known[user] = (time.monotonic(), zone)
        return zone


class Vocabulary:
    """The desk's topics, read anew every ten seconds: people edit them beside us."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._read_at = float("-inf")
        self._phrases: Callable[[str], tuple[str, ...]] = Lexicon(()).phrases_for

    def phrases(self, about: str) -> tuple[str, ...]:
        """Everything that means what a question is about."""
        if time.monotonic() - self._read_at > TOPICS_KEPT_S:
            lexicon = _lexicon(self._topics.all())
            self._phrases = lru_cache(maxsize=1_000)(lexicon.phrases_for)
            self._read_at = time.monotonic()
        return self._phrases(about)


@dataclass(frozen=True)
class Desk:
    """The parts, wired once at the start.

    bot_user: the bot's own user id. readings: where articles are waited for, so that the threads
    that answer never do.
    """

    settings: Settings
    archive: Archive
    articles: Articles
    erasure: Erasure
    vocabulary: Vocabulary
    subscriptions: Subscriptions
    deliveries: Deliveries
    threads: Threads
    channels: Channels
    posts: Posts
    people: People
    pairs: Pairs
    corrections: Corrections
    changes: Changes
    editors: Editors
    feeds: Feeds
    saved: SavedQuestions
    glimpses: Glimpses
    reader: Reads
    fetcher: Fetches
    now: Callable[[], datetime]
    bot_user: str
    bot_name: str
    zones: Zones
    readings: Executor

    def warm(self) -> None:
        """Load what a first question would wait for: the reading of dates, and the topics."""
        warm()
        self.vocabulary.phrases("anything")

    def look_up(
        self, asked: Asked, *, place: str | None = None, limit: int = QUOTES_AT_ONCE
    ) -> Answer:
        """The archive's answer, with every phrase that means what the question is about.

        place: the channel where it will be seen; without it, only what everybody may see.
        """
        question = asked.question
        phrases = self.phrases(question)
        if asked.person is not None:
            return self.archive.ask_person(
                asked.person,
                question,
                limit=limit,
                older=asked.older,
                phrases=phrases,
                place=place,
            )
        return self.archive.ask(
            question, limit=limit, older=asked.older, phrases=phrases, place=place
        )

    def phrases(self, question: Question) -> tuple[str, ...]:
        """Every phrase that means what a question is about; none when it is about nothing."""
        return self.vocabulary.phrases(question.about) if question.about else ()

    def reply(
        self, asked: Asked, *, place: str | None = None, shared_by: str | None = None
    ) -> tuple[Answer, Message]:
        """The answer as a value, to be remembered, and as a message, to be sent to a channel."""
        answer = self.look_up(asked, place=place)
        message = answered(
            answer,
            asked,
            line(answer.understood),
            shared_by=shared_by,
            instead=self._instead(answer, asked, place),
        )
        return answer, message

    def _instead(self, answer: Answer, asked: Asked, place: str | None) -> list[Instead]:
        """When nothing answers: looser questions that have quotes, and how many."""
        if answer.hits or answer.choices or answer.holders or answer.nearest:
            return []
        person = answer.person
        found = []
        for offer, question in looser(answer.understood, known=person is not None):
            picked = person.id if person and question.who else None
            wider = replace(asked, question=question, older=None, person=picked)
            there = self.look_up(wider, place=place)
            if there.total:
                found.append(Instead(offer, wider, there.total, there.at_least))
        return found if found or answer.near or answer.person else self._lately(asked, place)

    def _lately(self, asked: Asked, place: str | None) -> list[Instead]:
        """Who is quoted most in the last weeks, so that no answer is a dead end."""
        today = local_day(self.now(), asked.question.zone)
        offered = []
        for one in self.archive.most_quoted(today - LATELY, today, OFFERED, place=place):
            theirs = replace(asked, question=Question(one.name, zone=asked.question.zone),
                             older=None, person=one.id)  # fmt: skip
            offered.append(Instead(one.name, theirs, one.quotes, lately=True))
        return offered


# Building the automaton takes longer than a question; topics change a few times a week.
_lexicon = lru_cache(maxsize=2)(Lexicon)
