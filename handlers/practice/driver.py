"""The workspace for tests: people type, press and submit; nobody sleeps.

    with workspace(bot=make_app) as world:
        reply = world.user("reporter").types("/whosaid Umerov", in_="#newsdesk")
        assert reply.ephemeral and "Umerov" in reply.words
        world.user("reporter").presses("Share to channel", on=reply)
        assert world.messages("#newsdesk")[-1].by_app

`bot` gets a Connection, builds and connects the app, and returns it Running; `bolt(make)` does so
for a plain Bolt App. Every method waits for the app's ack (3 s at most), so that what follows it
has happened; what the app does later is waited for with `world.waits_for(…)` or `world.quiet()`.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Barrier
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from handlers.practice import script as script_of
from handlers.practice.clock import Clock
from handlers.practice.installed import Installed
from handlers.practice.records import Faults, Json, Message
from handlers.practice.reply import Reply
from handlers.practice.server import Server
from handlers.practice.user import WAIT_S, User
from handlers.practice.world import World
from handlers.socket_mode import Socket

_THREADS = 20  # for the listeners of a plain Bolt App
_AT_ONCE = (0.0, 0.0, 0.0)  # redeliveries, in tests


@dataclass(frozen=True, slots=True)
class Connection:
    """What an app needs to be part of the workspace."""

    api_url: str
    bot_token: str
    app_token: str
    signing_secret: str
    now: Callable[[], datetime]
    deliver_to: Callable[[str], None]  # switch from Socket Mode to signed HTTP at this address

    def client(self, **options: Any) -> WebClient:
        return WebClient(token=self.bot_token, base_url=self.api_url, **options)


@dataclass(frozen=True, slots=True)
class Running:
    """An app at work. pools: where its listeners run, so that `quiet` can see them finish."""

    close: Callable[[], None]
    pools: tuple[ThreadPoolExecutor, ...] = ()


def bolt(make: Callable[[Connection, ThreadPoolExecutor], App]) -> Callable[[Connection], Running]:
    """A bot out of a plain Bolt App on Socket Mode; make it with the executor that is given."""

    def start(connection: Connection) -> Running:
        pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="listener")
        socket = Socket(make(connection, pool), connection.app_token)
        socket.connect()

        def close() -> None:
            socket.close()
            pool.shutdown()

        return Running(close, (pool,))

    return start


class Practice:
    """The workspace in a test's hands. world, server: what lies underneath."""

    def __init__(self, world: World, server: Server) -> None:
        self.world = world
        self.server = server
        self.running: Running | None = None

    @property
    def clock(self) -> Clock:
        return self.world.clock

    @property
    def faults(self) -> Faults:
        return self.world.faults

    def switches(self, fault: str, value: object) -> None:
        """Switch a fault by its name, as on the page: "disconnect_every_s", 5."""
        with self.world.lock:
            setattr(self.world.faults, fault, value)
            self.world.tell({"type": "state"})

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """(method or surface, Slack's error) of everything the app was refused."""
        return self.world.refusals

    @property
    def early(self) -> list[tuple[str, str]]:
        """(method or response_url, envelope) of every answer that came before its ack."""
        return self.world.early

    @property
    def connection(self) -> Connection:
        world = self.world
        return Connection(
            self.server.api_url,
            world.bot_token,
            world.app_token,
            world.signing_secret,
            world.now,
            self.server.deliver_to,
        )

    def user(self, who: str) -> User:
        """reporter, editor or guest."""
        return User(self, self.world.person(who))

    def messages(self, in_: str, thread: Reply | None = None) -> list[Reply]:
        """What everybody sees of a channel (not its threads), or of one thread with its parent."""
        with self.world.lock:
            shown = list(self.world.messages[self.world.channel(in_).id].values())
            shown = [one for one in shown if one.only_for is None]
            if thread:
                parent = thread.thread_ts or thread.ts
                shown = [one for one in shown if parent in (one.ts, one.thread_ts)]
            else:
                shown = [one for one in shown if one.thread_ts in (None, one.ts)]
            return [self.reply(one) for one in shown]

    def answers(self, to: Reply) -> list[Reply]:
        """The app's messages in the thread of this message."""
        where = to.message.channel
        thread = self.messages(where, to)
        return [one for one in thread if one.by_app and one.ts != (to.thread_ts or to.ts)]

    def answer(self, to: Reply, nth: int = 0, timeout_s: float = WAIT_S) -> Reply:
        """The app's nth message in the thread of this message, waited for."""

        def there() -> Reply | None:
            found = self.answers(to)
            return found[nth] if len(found) > nth else None

        found: Reply = self.waits_for(there, timeout_s)
        return found

    def reply(self, message: Message) -> Reply:
        with self.world.lock:
            return Reply(replace(message), self.world.names())

    def live(self, on: Reply) -> Message:
        """The message itself, as it is now; Refused when it was deleted."""
        return self.world.message(on.message.channel, on.ts)

    def again(self, reply: Reply) -> Reply:
        """A fresh look at a message."""
        with self.world.lock:
            return self.reply(self.live(reply))

    def waits_for(self, happened: Callable[[], Any], timeout_s: float = WAIT_S) -> Any:
        return self.world.waits_for(happened, timeout_s)

    def quiet(self, timeout_s: float = WAIT_S) -> None:
        """Wait until nothing is on its way and every listener of the app has finished."""
        while True:
            self.waits_for(lambda: self.world.busy == 0, timeout_s)
            before = self.world.wire.count
            for pool in self.running.pools if self.running else ():
                _flush(pool, timeout_s)
            if self.world.wire.count == before and self.world.busy == 0:
                return

    def holds(self, script: Json) -> list[list[str]]:
        """Hold a conversation again that was written down at the page (see `script`).

        What the app said after each step; the script has what it said then under "answers".
        """
        heard: list[list[str]] = []
        began = self.clock.ts()
        for step in script["steps"]:
            before = self.clock.ts()
            with self.world.lock:
                given = script_of.hold(self.server.space, step, began)
            if isinstance(given, Future):
                given.result(WAIT_S)
            self.quiet()
            with self.world.lock:
                heard.append(script_of.answers(self.world, before, self.clock.ts()))
        return heard

    def wire(self) -> list[Json]:
        with self.world.lock:
            return self.world.wire.after(0)

    def disconnect(self) -> None:
        """Slack's routine disconnect; returns when it has been said."""
        self.server.disconnect().result(WAIT_S)


def _flush(pool: ThreadPoolExecutor, timeout_s: float) -> None:
    """Returns when everything submitted before has finished: all threads meet at a barrier."""
    threads = pool._max_workers
    meeting = Barrier(threads + 1)
    for _ in range(threads):
        pool.submit(meeting.wait, timeout_s)
    meeting.wait(timeout_s)


@contextmanager
def workspace(
    bot: Callable[[Connection], Running] | None = None,
    *,
    app: Installed | None = None,
    start: datetime | None = None,
    ack_timeout_s: float = 3.0,
    retry_after_s: tuple[float, ...] = _AT_ONCE,
) -> Iterator[Practice]:
    """A workspace on a free port, with the bot on it. start: what its clock shows at first."""
    world = World(app=app, start=start, ack_timeout_s=ack_timeout_s)
    server = Server(world, retry_after_s=retry_after_s)
    server.start()
    practice = Practice(world, server)
    try:
        if bot is not None:
            practice.running = bot(practice.connection)
        yield practice
    finally:
        try:
            if practice.running:
                practice.running.close()
        finally:
            server.stop()
