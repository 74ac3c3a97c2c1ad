"""The wiring: settings, store and reading process become a Bolt app with its listeners."""

import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.web import SlackResponse

from bot.errors import BadSetting, Unreached
from handlers import (
    amending,
    buttons,
    checks,
    corrections,
    digest_editing,
    digests,
    editing,
    home,
    recalling,
    saving,
    threads,
    timeline,
    undoing,
    warning,
    whosaid,
)
from handlers.clock import Clock
from handlers.desk import Desk, Fetches, Reads, Vocabulary, Zones
from handlers.editors import Editors
from handlers.glimpses import Glimpses
from handlers.promptly import Promptly
from handlers.settings import SLACK_API, Settings
from handlers.troubles import code, noted
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.channels import Channels
from store.corrections import Corrections
from store.deliveries import Deliveries
from store.engine import Engine
from store.erasing import Erasure
from store.feeds import Feeds
from store.pairs import Pairs
from store.people import People
from store.posts import Posts
from store.saved import SavedQuestions
from store.subscriptions import Subscriptions
from store.threads import Threads
from store.topics import Topics

LISTENERS = 64  # threads that work after an ack: many may wait out a 429 of one busy channel
ANSWERS = 32  # threads that work before one
READINGS = 4  # threads that wait for a page or the reading process, and hold up nobody else
RETRIES = 3


@dataclass(frozen=True)
class Bot:
    """The wired bot. close() finishes what is in hand; nothing may be dispatched after it."""

    app: App
    desk: Desk
    clock: Clock
    answers: Promptly
    listeners: ThreadPoolExecutor
    readings: ThreadPoolExecutor

    @property
    def pools(self) -> tuple[ThreadPoolExecutor, ...]:
        """Where the work is done, for those who wait until nothing is in hand."""
        return self.listeners, self.answers.pool, self.readings

    def close(self) -> None:
        self.clock.stop()
        self.answers.close()
        self.listeners.shutdown(wait=True)
        self.readings.shutdown(wait=True, cancel_futures=True)


def build(  # noqa: PLR0913  the parts of the house, each by its name
    settings: Settings,
    *,
    engine: Engine,
    reader: Reads,
    fetcher: Fetches,
    now: Callable[[], datetime],
    client: WebClient | None = None,
) -> Bot:
    """Wire the bot; asks Slack who it is. The clock is wired but does not tick by itself yet.

    Raises BadSetting when Slack refuses the token, and Unreached when it does not answer.
    """
    client = client or slack_client(settings)
    listeners = ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener")
    readings = ThreadPoolExecutor(READINGS, thread_name_prefix="intake")
    me = _who_am_i(client)
    desk = Desk(
        settings=settings,
        archive=Archive(engine),
        articles=Articles(engine),
        erasure=Erasure(engine),
        vocabulary=Vocabulary(Topics(engine)),
        subscriptions=Subscriptions(engine),
        deliveries=Deliveries(engine),
        threads=Threads(engine),
        channels=Channels(engine),
        posts=Posts(engine),
        people=People(engine),
        pairs=Pairs(engine),
        corrections=Corrections(engine),
        changes=Changes(engine),
        editors=Editors(settings.editors),
        feeds=Feeds(engine),
        saved=SavedQuestions(engine),
        glimpses=Glimpses(now),
        reader=reader,
        fetcher=fetcher,
        now=now,
        bot_user=me["user_id"],
        bot_name=me["user"],
        zones=Zones(settings.zone),
        readings=readings,
    )
    desk.warm()
    answers = Promptly(ANSWERS)
    app = _app(settings, client, listeners)
    _listen(app, desk, answers)
    return Bot(app, desk, Clock(desk, once_only(client)), answers, listeners, readings)


def _app(settings: Settings, client: WebClient, listeners: ThreadPoolExecutor) -> App:
    # The listener runs in the thread that sends the ack, which saves Bolt's polling for it
    # (about 10 ms). Every listener here ends in time: see Promptly.
    app = App(
        logger=_bolt_logger(),
        client=client,
        signing_secret=settings.slack_signing_secret or "-",
        process_before_response=True,
        listener_executor=listeners,
    )
    app.error(_written_down)
    return app


def _listen(app: App, desk: Desk, answers: Promptly) -> None:
    warning.register(app, desk.glimpses)
    whosaid.register(app, desk, answers)
    digests.register(app, desk, answers)
    buttons.register(app, desk)
    editing.register(app, desk)
    corrections.register(app, desk, answers)
    undoing.register(app, desk)
    checks.register(app, desk)
    timeline.register(app, desk)
    threads.register(app, desk)
    home.register(app, desk)
    saving.register(app, desk)
    digest_editing.register(app, desk)
    amending.register(app, desk)
    recalling.register(app, desk)


def _written_down(error: Exception) -> None:
    """In place of Bolt's own, which logs the error's words."""
    noted(error)


def _bolt_logger() -> logging.Logger:
    """Bolt's own, without the whole payloads that it logs below a warning."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.WARNING)
    return logger


def slack_client(settings: Settings) -> WebClient:
    """Waits out 429 and tries again after a 5xx or a broken connection."""
    if settings.slack_api_base_url != SLACK_API:
        # Slack's library would ask a proxy for this very machine, whatever NO_PROXY says.
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            os.environ.pop(name, None)
    return WebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_base_url or WebClient.BASE_URL,
        retry_handlers=[
            ConnectionErrorRetryHandler(),
            RateLimitErrorRetryHandler(max_retry_count=RETRIES),
            ServerErrorRetryHandler(max_retry_count=RETRIES),
        ],
    )


def once_only(client: WebClient) -> WebClient:
    """The same without a second try after an error that may hide a success."""
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=RETRIES)],
    )


def _who_am_i(client: WebClient) -> SlackResponse:
    try:
        return client.auth_test()
    except SlackApiError as error:
        raise BadSetting(
            f"SLACK_BOT_TOKEN was refused by Slack ({code(error)}).",
            "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions again.",
        ) from error
    except OSError as error:
        raise Unreached(
            "Slack cannot be reached.", "Check the network, and start again when it is there."
        ) from error
