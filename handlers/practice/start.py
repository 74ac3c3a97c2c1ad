"""`whosaid practice`: the workspace and the bot on it, in one process, until it is told to stop."""

import os
import platform
import shlex
import signal
import sys
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from platformdirs import user_data_path

from bot.errors import BadSetting
from handlers.app import Bot, build
from handlers.dial import set_dial
from handlers.fetch import Fetcher
from handlers.manifest import manifest
from handlers.practice.alone import alone_with
from handlers.practice.installed import from_manifest
from handlers.practice.judge import limits
from handlers.practice.keep import Keeper
from handlers.practice.server import HOST, Server
from handlers.practice.world import World
from handlers.reader import ReadingProcess
from handlers.seeds import load_seeds
from handlers.serving import answer_socket, stop_on_signals
from handlers.settings import Settings
from store.archive import Archive
from store.engine import Engine, open_store
from store.topics import Topics

PORT = 8030
# A new workspace opens the morning after the last article in seeds/, so that "since June" and a
# digest have something to show; its clock goes on from there.
OPENS = datetime(2025, 7, 29, 6, 0, tzinfo=UTC)
_CONNECTED_WITHIN_S = 60


def run(settings: Settings, *, port: int = PORT, open_browser: bool = True) -> None:
    """Serve the workspace and the bot until SIGTERM or Ctrl-C; then finish what is in hand.

    The database is settings.database_url where somebody set it, else practice.db in the user's
    data directory; the workspace itself is kept in a file beside it. Raises BadSetting when the
    port is taken or another workspace is kept there, StoreError when the database cannot be opened.
    """
    url, kept_in = where(settings)
    with alone_with(kept_in):
        _serve(settings, url, kept_in, port=port, open_browser=open_browser)


def _serve(settings: Settings, url: str, kept_in: Path, *, port: int, open_browser: bool) -> None:
    engine = open_store(url)
    try:
        world = World(app=from_manifest(manifest(settings)), start=OPENS)
        known = Keeper.load(world, kept_in)
        server = _serving(world, port)  # first, so that a taken port is told at once
        keeper = Keeper(world, kept_in)
        try:
            _read_seeds(engine, settings, world.now())
            set_dial(url, world.now(), runs=True)
            stopping = stop_on_signals()
            world.clock.when_moved.append(lambda: set_dial(url, world.now(), runs=True))
            with _bot(settings, world, server, engine) as bot:

                def greet() -> None:
                    world.waits_for(lambda: world.connected, _CONNECTED_WITHIN_S)
                    _greet(server.url, url, again=known)
                    if open_browser and _has_display():
                        webbrowser.open(server.url)

                # Not before the bot is there: who comes early is told that it is not
                Thread(target=greet, name="practice-greeting", daemon=True).start()
                answer_socket(bot, world.app_token, _once_quiet(world, stopping))
        finally:
            set_dial(url, world.now(), runs=False)
            server.stop()
            keeper.close()
    finally:
        engine.dispose()


def _once_quiet(world: World, stopping: Event) -> Event:
    """Set when the command is to stop and what people have sent is answered, or has timed out."""
    quiet = Event()

    def wait() -> None:
        stopping.wait()
        with suppress(TimeoutError):
            world.waits_for(lambda: world.busy == 0, 2 * limits.ACK_S)
        quiet.set()

    Thread(target=wait, name="practice-stopping", daemon=True).start()
    return quiet


def where(settings: Settings) -> tuple[str, Path]:
    """The database's address, and the file beside it in which the workspace is kept."""
    data = user_data_path("whosaid", appauthor=False, ensure_exists=True)
    if "database_url" not in settings.model_fields_set:
        return f"sqlite:///{data / 'practice.db'}", data / "practice.json"
    url = settings.database_url
    file = url.removeprefix("sqlite:///")
    if file != url and file not in ("", ":memory:"):
        return url, Path(file).with_suffix(".practice.json")
    return url, data / "practice.json"


def _read_seeds(engine: Engine, settings: Settings, now: datetime) -> None:
    """What is kept of them is kept in transactions, so that SIGTERM may end this at any time."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if not Archive(engine).counts()["articles"]:
        print("Reading the news in seeds/; this happens once.", flush=True)  # noqa: T201  said here
    load_seeds(engine, settings, now=now)


def _serving(world: World, port: int) -> Server:
    server = Server(world, port=port)
    try:
        server.start()
    except OSError as taken:
        raise BadSetting(
            f"Port {port} on {HOST} is taken.",
            f"Stop what runs there, or take another: whosaid practice --port {port + 1}",
        ) from taken
    return server


@contextmanager
def _bot(settings: Settings, world: World, server: Server, engine: Engine) -> Iterator[Bot]:
    """The real bot, wired to the workspace as to any Slack; its clock follows the page's."""
    connected = settings.model_copy(
        update={
            "slack_bot_token": world.bot_token,
            "slack_app_token": world.app_token,
            "slack_signing_secret": world.signing_secret,
            "slack_api_base_url": server.api_url,
        }
    )
    reader = ReadingProcess(Topics(engine).all, settings.pipeline)
    # One thread: a tick may post, and must not hold up whoever moved the clock
    ticking = ThreadPoolExecutor(1, thread_name_prefix="practice-tick")
    try:
        bot = build(
            connected, engine=engine, reader=reader, fetcher=Fetcher(run=reader.run), now=world.now
        )

        def moved() -> None:
            ticking.submit(lambda: bot.clock.tick(world.now()))

        world.clock.when_moved.append(moved)
        yield bot
    finally:
        ticking.shutdown()
        reader.close()


def _greet(address: str, url: str, *, again: bool) -> None:
    database = shlex.quote(url)
    lines = [
        "",
        f"  Practice workspace: {address}   (this is not Slack; Ctrl-C stops it)",
        "  It is as you left it." if again else "  Pick a channel and type: /whosaid Umerov",
        "  The same archive from a shell:",
        f"    WHOSAID_DATABASE_URL={database} \\",
        f'    {sys.argv[0]} ask "Umerov about drones since June"',
        "",
    ]
    print("\n".join(lines), flush=True)  # noqa: T201  this is what the command says


def _has_display() -> bool:
    if os.environ.get("CI"):
        return False
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True
