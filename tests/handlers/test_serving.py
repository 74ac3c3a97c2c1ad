"""Both start commands: the same answers, a signature that is checked, and an orderly end."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from platform import libc_ver

import pytest
from newsrooms import NOW, Here, Press, settings_for
from slack_sdk import WebClient
from stories import lind

from bot.errors import BadSetting, Unreached
from handlers.app import build, slack_client
from handlers.practice.driver import Connection, Practice, Running, workspace
from handlers.serving import HEAPS, answer_http, answer_socket, reached
from handlers.settings import Settings
from store.archive import Archive
from store.engine import open_store

Answers = Callable[[Connection, threading.Event], threading.Thread]


def free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def started(tmp_path: Path, over: str, port: int) -> Iterator[Practice]:
    """The bot in a thread of its own, as its start command runs it, and stopped as by SIGTERM."""
    engine = open_store(f"sqlite:///{tmp_path / 'whosaid.db'}")
    for article in lind():
        Archive(engine).add(article, now=NOW)

    def start(connection: Connection) -> Running:
        stopping = threading.Event()
        bot = build(
            settings_for(connection),
            engine=engine,
            reader=Here(),
            fetcher=Press(),
            now=connection.now,
        )

        def run() -> None:
            if over == "http":
                asyncio.run(answer_http(bot, "127.0.0.1", port, stopping))
            else:
                answer_socket(bot, connection.app_token, stopping)

        if over == "http":
            connection.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        running = threading.Thread(target=run)
        running.start()

        def close() -> None:
            stopping.set()
            running.join(30)
            assert not running.is_alive()

        return Running(close, bot.pools)

    with workspace(start, start=NOW) as world:
        yield world
    engine.dispose()


def when_up(port: int) -> bytes:
    """What /healthz says once somebody listens."""
    give_up = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.URLError:
            assert time.monotonic() < give_up


def connected(world: Practice) -> None:
    """Returns when the app answers over its WebSocket."""
    world.waits_for(
        lambda: any(entry["name"] == "apps.connections.open" for entry in world.wire()), 30
    )
    give_up = time.monotonic() + 90
    while (reply := world.user("guest").types("/whosaid help")) is None or reply.slackbot:
        assert time.monotonic() < give_up


@pytest.mark.parametrize("over", ["socket", "http"])
def test_both_ways_give_the_same_answers(tmp_path: Path, over: str) -> None:
    port = free_port()
    with started(tmp_path, over, port) as world:
        if over == "http":
            assert when_up(port) == b'{"ok": true}'
        else:
            connected(world)
        reporter = world.user("reporter")
        reporter.types("/whosaid Lind", in_="#newsdesk")
        world.quiet()  # on a busy machine the answer comes after its ack
        reply = [each for each in reporter.sees("#newsdesk") if each.ephemeral][-1]
        assert "5 of 12 quotes" in reply.words
        reporter.presses("Older", on=reply)
        world.quiet()
        assert "Bridge number 7 " in reporter.sees("#newsdesk")[0].words
        assert "5 of 12" in world.answer(reporter.says("@whosaid Lind", in_="#newsdesk")).words
        assert world.refusals == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": str(int(time.time()))},
    ],
)
def test_what_is_not_signed_by_slack_is_refused(tmp_path: Path, headers: dict[str, str]) -> None:
    port = free_port()
    with started(tmp_path, "http", port):
        when_up(port)
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/slack/events",
            data=b"command=%2Fwhosaid&text=Lind",
            headers={**headers, "Content-Type": "application/x-www-form-urlencoded"},
        )
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            urllib.request.urlopen(request, timeout=60)  # noqa: S310  loopback
        refused.value.close()


@pytest.mark.parametrize(
    ("url", "asked"),
    [("http://127.0.0.1:9/api/", None), ("https://slack.com/api/", "http://proxy.example")],
)
def test_a_proxy_is_asked_for_slack_and_never_for_this_machine(
    monkeypatch: pytest.MonkeyPatch, url: str, asked: str | None
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://proxy.example")
    client = slack_client(Settings(SLACK_API_BASE_URL=url, _env_file=None))
    made_by_bolt = WebClient(proxy=client.proxy)
    assert [client.proxy, made_by_bolt.proxy] == [asked, asked]


def test_what_slack_would_never_send_is_refused_quietly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    with started(tmp_path, "http", port):
        when_up(port)
        for kind, body in (
            ("application/json", b"{"),
            ("application/json; charset=x", b"[1]"),
            ("application/json", b"\xff"),
            ("application/x-www-form-urlencoded", b"payload=[1]"),
        ):
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/slack/events", data=body, headers={"Content-Type": kind}
            )
            with pytest.raises(urllib.error.HTTPError, match="400") as refused:
                urllib.request.urlopen(request, timeout=60)  # noqa: S310  loopback
            refused.value.close()
    assert "Error handling request" not in caplog.text


ASLEEP = """
import signal, sys, threading
from handlers.serving import stop_on_signals, wait_for

stopping, main = stop_on_signals(), threading.get_ident()

def elsewhere():  # once the main thread is asleep, the signal comes to this one
    while sys._current_frames()[main].f_code.co_name != "wait":
        pass
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

threading.Thread(target=elsewhere).start()
wait_for(stopping)
"""


def test_a_signal_that_comes_to_another_thread_is_seen() -> None:
    subprocess.run([sys.executable, "-c", ASLEEP], check=True, timeout=120)


@pytest.mark.parametrize("over", ["socket", "http"])
def test_sigterm_ends_the_start_command_with_status_0(tmp_path: Path, over: str) -> None:
    port = free_port()
    with workspace(start=NOW) as world:
        settings = settings_for(world.connection)
        environment = {
            **os.environ,
            "WHOSAID_DATABASE_URL": f"sqlite:///{tmp_path / 'whosaid.db'}",
            "SLACK_BOT_TOKEN": settings.slack_bot_token or "",
            "SLACK_APP_TOKEN": settings.slack_app_token or "",
            "SLACK_SIGNING_SECRET": settings.slack_signing_secret or "",
            "SLACK_API_BASE_URL": settings.slack_api_base_url,
        }
        if over == "http":
            world.connection.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        serve = ["-c", "from handlers.cli import main; main()", "serve"]
        serve += ["--http", f"127.0.0.1:{port}"] if over == "http" else []
        running = subprocess.Popen(
            [sys.executable, *serve], env=environment, cwd=tmp_path, stderr=subprocess.PIPE
        )
        try:
            if over == "http":
                when_up(port)
            else:
                connected(world)
            world.user("reporter").says("Lind")
            running.send_signal(signal.SIGTERM)
            _, log = running.communicate(timeout=120)
        finally:
            running.kill()
            running.communicate()
    assert running.returncode == 0, log.decode()
    assert "Traceback" not in log.decode(), log.decode()


def test_a_start_without_slack_says_so_in_one_sentence(tmp_path: Path) -> None:
    nowhere = Settings(
        SLACK_BOT_TOKEN="xoxb-1-2-abc",
        SLACK_API_BASE_URL=f"http://127.0.0.1:{free_port()}/api/",
        _env_file=None,
    )
    engine = open_store(f"sqlite:///{tmp_path / 'whosaid.db'}")
    with pytest.raises(Unreached, match="Slack cannot be reached"):
        build(nowhere, engine=engine, reader=Here(), fetcher=Press(), now=lambda: NOW)
    engine.dispose()


HEAPS_OF_MANY = """
import ctypes, threading
from handlers.serving import share_heaps

share_heaps()
library, there = ctypes.CDLL(None), threading.Barrier(21)
library.malloc.restype = ctypes.c_void_p

def allocates():
    library.malloc(1000)
    there.wait()

for _ in range(20):
    threading.Thread(target=allocates).start()
there.wait()
library.malloc_info(0, ctypes.c_void_p.in_dll(library, "stdout"))
library.fflush(None)
"""


@pytest.mark.skipif(libc_ver()[0] != "glibc", reason="another C library has heaps of its own kind")
def test_all_threads_share_two_heaps() -> None:
    told = subprocess.run(
        [sys.executable, "-c", HEAPS_OF_MANY], check=True, capture_output=True, timeout=120
    )
    assert 1 <= told.stdout.count(b"<heap nr=") <= HEAPS


class Slack(BaseHTTPRequestHandler):
    """Says yes to whoever asks who he is."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"ok": true}')

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_network_may_come_up_after_the_bot(caplog: pytest.LogCaptureFixture) -> None:
    port, stopping = free_port(), threading.Event()
    url = f"http://127.0.0.1:{port}/api/"
    settings = Settings(SLACK_BOT_TOKEN="xoxb-1", SLACK_API_BASE_URL=url, _env_file=None)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(reached, settings, stopping)
        give_up = time.monotonic() + 60
        while "slack cannot be reached" not in caplog.text and time.monotonic() < give_up:
            with suppress(TimeoutError):
                waiting.result(0.05)
        with HTTPServer(("127.0.0.1", port), Slack) as slack:
            threading.Thread(target=slack.serve_forever).start()
            assert waiting.result(60)
            slack.shutdown()
        waiting = pool.submit(reached, settings, stopping)
        stopping.set()
        assert not waiting.result(60), "nobody is waited for when it is to end"


def test_an_app_token_that_slack_refuses_is_said_in_a_sentence(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'whosaid.db'}")
    with workspace(start=NOW) as world:
        settings = settings_for(world.connection)
        bot = build(settings, engine=engine, reader=Here(), fetcher=Press(), now=lambda: NOW)
        with pytest.raises(BadSetting, match="SLACK_APP_TOKEN was refused by Slack"):
            answer_socket(bot, "xapp-wrong", threading.Event())
    engine.dispose()
