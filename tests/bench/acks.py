"""How long people wait: the ack of /whosaid over Socket Mode.

    python tests/bench/acks.py [--commands 300]

Measured where Slack stands: from the envelope leaving the workspace to its ack coming back. The
floor is a bare Bolt app in the same run, which acks with a constant. Prints a table in Markdown.
"""

import argparse
import logging
import statistics
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_bolt import App

from bot.model import Page
from handlers.app import build
from handlers.fetch import Fetcher
from handlers.intake import page_from_file
from handlers.practice.driver import Connection, Practice, Running, bolt, workspace
from handlers.reader import ReadingProcess
from handlers.seeds import SEEDS, load_seeds
from handlers.serving import socket_mode
from handlers.settings import Settings
from store.engine import Engine, open_store
from store.topics import Topics

ARTICLES = 200
QUESTIONS = ("Umerov", "Umerov about drones since June", "about ceasefire", '"prisoners"', "help")
ACK_GOAL_MS = 50


def main() -> None:
    """Measure and print; what misses its goal is said to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=300)
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    print("| What | median | p95 | p99 | Goal | |\n|---|---|---|---|---|---|")  # noqa: T201
    with workspace(bolt(_bare)) as world:
        _typed(world, 20)
        floor = _said("a bare Bolt app", _typed(world, asked.commands))
    with _newsroom() as (world, reader), ThreadPoolExecutor(1) as pool:
        _typed(world, 20)
        alone = _typed(world, asked.commands)
        _said("whosaid", alone, ACK_GOAL_MS)
        reading = _reading(reader, pool)
        while_reading = _typed(world, asked.commands)
        left = sum(not one.done() for one in reading)
        _said(f"whosaid, {ARTICLES} articles being read", while_reading, 2 * _p(alone, 95))
        print(f"\n{left} of the articles were still unread after that; floor {floor:.1f} ms\n")  # noqa: T201
        for one in reading:
            one.cancel()


def _bare(connection: Connection, pool: ThreadPoolExecutor) -> App:
    app = App(client=connection.client(), listener_executor=pool)

    @app.command("/whosaid")
    def whosaid(ack: Callable[..., Any]) -> None:
        ack("x")

    return app


@contextmanager
def _newsroom() -> Iterator[tuple[Practice, ReadingProcess]]:
    """The real bot on the seeds, with its reading process warm."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        settings = Settings(WHOSAID_ZONE="UTC", _env_file=None)
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
    socket.connect()

    def close() -> None:
        socket.close()
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


def _typed(world: Practice, commands: int) -> list[float]:
    """One person types one command after the other."""
    began = world.world.wire.count
    reporter = world.user("reporter")
    for number in range(commands):
        reporter.types(f"/whosaid {QUESTIONS[number % len(QUESTIONS)]}", in_="#newsdesk")
        if number % 100 == 99:
            world.world.messages["C0NEWSDESK"].clear()
    return _acks(world, began)


def _acks(world: Practice, began: int) -> list[float]:
    """Milliseconds to the ack of every command since; the log keeps the last 500 entries."""
    return [
        entry["ms"]
        for entry in world.world.wire.after(began)
        if entry["kind"] == "envelope" and entry["ms"] is not None
    ]


def _p(took: list[float], percent: int) -> float:
    return statistics.quantiles(took, n=100)[percent - 1]


def _said(what: str, took: list[float], goal_ms: float | None = None) -> float:
    shown = f"p95 ≤ {goal_ms:.0f} ms" if goal_ms else ""
    missed = "**missed**" if goal_ms and _p(took, 95) > goal_ms else ""
    figures = " | ".join(
        f"{one:.1f} ms" for one in (statistics.median(took), _p(took, 95), _p(took, 99))
    )
    print(f"| {what} ({len(took)} commands) | {figures} | {shown} | {missed} |", flush=True)  # noqa: T201
    return statistics.median(took)


if __name__ == "__main__":
    main()
