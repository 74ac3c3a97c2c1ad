"""How long people wait: the ack of /whosaid over Socket Mode.

    python tests/bench/acks.py [--commands 300] [--people 50] [--seconds 60] [--size 1000000]

With --size it asks the archive that tests/bench/archive.py left in build/, not the seeds.
Measured where Slack stands: from the envelope leaving the workspace to its ack coming back. The
floor is a bare Bolt app in the same run, which acks with a constant. Prints a table in Markdown.
"""

import argparse
import gc
import logging
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from corpus import corpus
from slack_bolt import App

from bot.model import Page
from handlers.app import build
from handlers.fetch import Fetcher
from handlers.intake import page_from_file
from handlers.practice.driver import Connection, Practice, Running, bolt, hang_up, workspace
from handlers.reader import ReadingProcess
from handlers.seeds import SEEDS, load_seeds
from handlers.serving import socket_mode
from handlers.settings import Settings
from store.engine import Engine, open_store
from store.topics import Topics

BUILD = Path("build")
ARTICLES = 200
PAUSE_S = 2  # between an answer and the same person's next question
QUESTIONS = ("Umerov", "Umerov about drones since June", "about ceasefire", '"prisoners"', "help")
FLAT = 1.05  # of the memory before, for the noise of allocators
ACK_GOAL_MS, CROWD_GOAL_MS = 50, 500


def main() -> None:
    """Measure and print; what misses its goal is said to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=300)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--size", type=int)
    asked = parser.parse_args()
    questions = _of_size(asked.size) if asked.size else QUESTIONS
    logging.disable(logging.WARNING)
    print("| What | median | p95 | p99 | Goal | |\n|---|---|---|---|---|---|")  # noqa: T201
    with workspace(bolt(_bare)) as world:
        _typed(world, 20, questions)
        floor = _said("a bare Bolt app", _typed(world, asked.commands, questions))
    with _newsroom(asked.size) as (world, reader), ThreadPoolExecutor(1) as pool:
        _typed(world, 20, questions)
        alone = _typed(world, asked.commands, questions)
        _said("whosaid", alone, ACK_GOAL_MS)
        reading = _reading(reader, pool)
        while_reading = _typed(world, asked.commands, questions)
        left = sum(not one.done() for one in reading)
        _said(f"whosaid, {ARTICLES} articles being read", while_reading, 2 * _p(alone, 95))
        print(f"\n{left} of the articles were still unread after that; floor {floor:.1f} ms\n")  # noqa: T201
        for one in reading:
            one.cancel()
        _crowd(world, asked.people, asked.seconds / 3, questions)  # until caches are full
        before = _memory_mb()
        crowd = _crowd(world, asked.people, asked.seconds, questions)
        after = _memory_mb()
        _said(f"{asked.people} people for {asked.seconds:g} s", crowd, CROWD_GOAL_MS, of=99)
        grown = "flat" if after <= before * FLAT else "**not flat**"
        print(f"\nMemory before those and after: {before} MB, {after} MB: {grown}")  # noqa: T201


def _bare(connection: Connection, pool: ThreadPoolExecutor) -> App:
    app = App(client=connection.client(), listener_executor=pool)

    @app.command("/whosaid")
    def whosaid(ack: Callable[..., Any]) -> None:
        ack("x")

    return app


@contextmanager
def _newsroom(size: int | None) -> Iterator[tuple[Practice, ReadingProcess]]:
    """The real bot on the seeds (or a large archive), with its reading process warm."""
    with tempfile.TemporaryDirectory() as folder:
        path = BUILD / f"bench-{size}.db" if size else Path(folder) / "bench.db"
        engine = open_store(f"sqlite:///{path}")
        settings = Settings(WHOSAID_ZONE="UTC", _env_file=None)
        if not size:
            load_seeds(engine, settings, now=datetime.now(UTC))
        reader = ReadingProcess(Topics(engine).all, settings.pipeline)
        reader.read(Page("The mayor said it would rain."))
        with workspace(lambda connection: _bot(connection, engine, reader)) as world:
            yield world, reader
        reader.close()
        engine.dispose()


def _bot(connection: Connection, engine: Engine, reader: ReadingProcess) -> Running:
    settings = Settings(
        SLACK_BOT_TOKEN=connection.bot_token,
        SLACK_APP_TOKEN=connection.app_token,
        SLACK_SIGNING_SECRET=connection.signing_secret,
        SLACK_API_BASE_URL=connection.api_url,
        WHOSAID_ZONE="UTC",
        _env_file=None,
    )
    bot = build(
        settings, engine=engine, reader=reader, fetcher=Fetcher(run=reader.run), now=connection.now
    )
    socket = socket_mode(bot, connection.app_token)
    socket.client.connect()

    def close() -> None:
        hang_up(socket, connection)
        bot.close()

    return Running(close, bot.pools)


def _reading(reader: ReadingProcess, pool: ThreadPoolExecutor) -> "list[Future[Any]]":
    """200 articles on their way through the reading process, from the seeds."""
    files = sorted((SEEDS / "articles").rglob("*.txt"))
    pages = [page for file in files for page in page_from_file(file)]
    return [
        pool.submit(
            reader.read, replace(pages[number % len(pages)], url=f"https://example.org/{number}")
        )
        for number in range(ARTICLES)
    ]


def _of_size(size: int) -> tuple[str, ...]:
    """Questions about the frequent and the rare of a made-up archive."""
    made = corpus(size // 10)
    return (
        made.people[0],
        f"{made.people[10]} about {made.words[100]}",
        f"{made.people[100]} since 2020",
        f"about {made.words[1_000]} since 2022",
        f"{made.people[1_000]} about {made.words[200]} in 2019",
    )


def _typed(world: Practice, commands: int, questions: Sequence[str]) -> list[float]:
    """One person types one command after the other."""
    began = world.world.wire.count
    reporter = world.user("reporter")
    for number in range(commands):
        reporter.types(f"/whosaid {questions[number % len(questions)]}", in_="#newsdesk")
        if number % 100 == 99:
            world.world.messages["C0NEWSDESK"].clear()
    return _acks(world, began)


def _crowd(world: Practice, people: int, seconds: float, questions: Sequence[str]) -> list[float]:
    """Many people at work at once, each with a question every PAUSE_S; how long acks take."""
    took: list[float] = []
    until = monotonic() + seconds
    pause = Event()

    def types(number: int) -> None:
        person = world.user(("reporter", "editor", "guest")[number % 3])
        while monotonic() < until:
            began = monotonic()
            reply = person.types(f"/whosaid {questions[number % len(questions)]}", in_="#newsdesk")
            took.append((monotonic() - began) * 1000)
            if reply is not None and reply.slackbot:
                raise AssertionError(reply.text)
            if reply is not None:  # the workspace keeps what is said in it, and is not measured
                with world.world.lock:
                    world.world.messages["C0NEWSDESK"].pop(reply.ts, None)
            pause.wait(PAUSE_S)

    with ThreadPoolExecutor(people) as crowd:
        for one in [crowd.submit(types, number) for number in range(people)]:
            one.result()
    return took


def _memory_mb() -> int:
    """What this process, the bot and the workspace, holds of its own: no pages of the database."""
    gc.collect()
    told = Path("/proc/self/status").read_text()
    return int(told.partition("RssAnon:")[2].split()[0]) // 1_000


def _acks(world: Practice, began: int) -> list[float]:
    """Milliseconds to the ack of every command since; the log keeps the last 500 entries."""
    return [
        entry["ms"]
        for entry in world.world.wire.after(began)
        if entry["kind"] == "envelope" and entry["ms"] is not None
    ]


def _p(took: list[float], percent: int) -> float:
    return statistics.quantiles(took, n=100)[percent - 1]


def _said(what: str, took: list[float], goal_ms: float | None = None, of: int = 95) -> float:
    shown = f"p{of} ≤ {goal_ms:.0f} ms" if goal_ms else ""
    missed = "**missed**" if goal_ms and _p(took, of) > goal_ms else ""
    figures = " | ".join(
        f"{one:.1f} ms" for one in (statistics.median(took), _p(took, 95), _p(took, 99))
    )
    print(f"| {what} ({len(took)} commands) | {figures} | {shown} | {missed} |", flush=True)  # noqa: T201
    return statistics.median(took)


if __name__ == "__main__":
    main()
