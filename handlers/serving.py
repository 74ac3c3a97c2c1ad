"""The two ways to meet Slack: Socket Mode, and signed HTTP. The same listeners serve both."""

import asyncio
import ctypes
import gc
import logging
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain, repeat
from math import inf
from time import monotonic

from aiohttp import web
from slack_bolt import BoltRequest
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_sdk.errors import SlackApiError

from bot.errors import BadSetting
from handlers.app import Bot, build, slack_client
from handlers.fetch import Fetcher
from handlers.promptly import Sent
from handlers.reader import ReadingProcess
from handlers.settings import Settings
from handlers.socket_mode import Socket
from handlers.troubles import code
from store.engine import open_store
from store.topics import Topics

log = logging.getLogger(__name__)

WAKE_S = 0.5

WAITS_S = (1, 2, 5, 10, 30, 60)  # between tries to reach Slack at the start
HEAPS = 2  # of the C library, for some ninety threads
_M_ARENA_MAX = -8  # mallopt(3)
ACKS_AT_ONCE = 64  # a thread that acks may wait Promptly.PATIENCE_S for its answer
REQUEST_BYTES = 1_000_000


def socket_mode(bot: Bot, app_token: str) -> Socket:
    """Not connected yet: connect() returns when it is, close() when it is no more."""
    return Socket(bot.app, app_token, acks_at_once=ACKS_AT_ONCE)


def serve(settings: Settings) -> None:
    """Answer over Socket Mode until SIGTERM or Ctrl-C; then finish what is in hand."""
    stopping = stop_on_signals()
    if not reached(settings, stopping):
        return
    with assembled(settings) as bot:
        answer_socket(bot, settings.slack_app_token or "", stopping)


def serve_http(settings: Settings, host: str, port: int) -> None:
    """Answer signed requests at /slack/events, and /healthz, until SIGTERM or Ctrl-C."""
    stopping = stop_on_signals()
    if not reached(settings, stopping):
        return
    with assembled(settings) as bot:
        asyncio.run(answer_http(bot, host, port, stopping))


def reached(settings: Settings, stopping: threading.Event) -> bool:
    """Wait until Slack answers, whatever it says, so that a network may come up after the bot does.

    False when it was stopped before.
    """
    client = slack_client(settings)
    for wait_s in chain(WAITS_S, repeat(WAITS_S[-1])):
        try:
            client.auth_test()
        except SlackApiError:
            return True  # what it refuses is said by whoever asks for more
        except OSError as error:
            log.warning("slack cannot be reached error=%r next_try_s=%d", error, wait_s)
            if wait_for(stopping, wait_s):
                return False
        else:
            return True
    return False


@contextmanager
def assembled(settings: Settings) -> Iterator[Bot]:
    """The bot on its database, with its reading process; all of it closed at the end."""
    share_heaps()
    engine = open_store(settings.database_url)
    reader = ReadingProcess(Topics(engine).all, settings.pipeline)
    try:
        bot = build(
            settings,
            engine=engine,
            reader=reader,
            fetcher=Fetcher(run=reader.run),
            now=lambda: datetime.now(UTC),
        )
        gc.freeze()  # what is there now stays: no collection looks at it again
        yield bot
    finally:
        reader.close()
        engine.dispose()


def share_heaps() -> None:
    """Let all threads that come allocate from HEAPS heaps, where the C library is one with several.

    By default it makes eight for each core, and what is free in one is of no use to the others:
    the database's pages, taken by one thread and given back by another, would fill them all.
    """
    with suppress(AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)


def answer_socket(bot: Bot, app_token: str, stopping: threading.Event) -> None:
    """Connected until `stopping` is set; returns when nothing is in hand any more."""
    socket = socket_mode(bot, app_token)
    try:
        socket.connect()
    except SlackApiError as error:
        socket.close()
        bot.close()
        raise BadSetting(
            f"SLACK_APP_TOKEN was refused by Slack ({code(error)}).",
            "Make one with connections:write on Basic Information.",
        ) from error
    bot.clock.start()
    log.info("connected mode=socket")
    wait_for(stopping)
    log.info("stopping")
    socket.close()
    bot.close()


async def answer_http(bot: Bot, host: str, port: int, stopping: threading.Event) -> None:
    """Listening until `stopping` is set; returns when nothing is in hand any more."""
    runner = web.AppRunner(http_app(bot), shutdown_timeout=10)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    bot.clock.start()
    log.info("listening mode=http host=%s port=%d", host, port)
    while not stopping.is_set():
        await asyncio.sleep(WAKE_S)
    log.info("stopping")
    await runner.cleanup()
    bot.close()


def http_app(bot: Bot) -> web.Application:
    """The web application: signature, age and size are checked before a listener runs."""
    acks = ThreadPoolExecutor(ACKS_AT_ONCE, thread_name_prefix="ack")

    async def events(request: web.Request) -> web.StreamResponse:
        sent, body = Sent(), await request.read()
        try:
            asked = BoltRequest(
                body=body.decode(),
                query=request.query_string,
                headers=dict(request.headers),
                context={"sent": sent},
            )
        except (ValueError, AttributeError) as error:
            # Bolt reads the body before it looks at the signature: this is not from Slack.
            raise web.HTTPBadRequest from error
        loop = asyncio.get_running_loop()
        answered = await loop.run_in_executor(acks, bot.app.dispatch, asked)
        response = await to_aiohttp_response(answered)
        try:
            await response.prepare(request)
            await response.write_eof()
        finally:
            sent.set()
        return response

    async def healthy(_: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def done(_: web.Application) -> None:
        acks.shutdown(wait=False)

    application = web.Application(client_max_size=REQUEST_BYTES)
    application.on_cleanup.append(done)
    application.router.add_post("/slack/events", events)
    application.router.add_get("/healthz", healthy)
    return application


def wait_for(stopping: threading.Event, most_s: float = inf) -> bool:
    """Returns soon after it is set, True, or False after so many seconds.

    Python answers a signal in the main thread, which sleeps on when the signal came a moment before
    it fell asleep, or to another thread: so it looks up every WAKE_S.
    """
    until = monotonic() + most_s
    while not stopping.wait(WAKE_S):
        if monotonic() >= until:
            return False
    return True


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set."""
    stopping = threading.Event()

    def stop(*_: object) -> None:
        # Apart, because the thread that is interrupted may hold the event's lock in wait().
        threading.Thread(target=stopping.set, name="stop").start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    return stopping
