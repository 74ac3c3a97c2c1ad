"""Many people asking at once: how long their acks take, and whether the bot's memory stays flat.

    python tests/bench/crowd.py [--people 50] [--seconds 60] [--rounds 3] [--size 1000000]

With --size it asks the archive that tests/bench/archive.py left in build/, not the seeds. The bot
is `whosaid serve` in a process of its own, as a newsroom runs it, on Socket Mode; the workspace and
the people are in this one. An ack is measured where the person sits: from the command typed to the
answer in hand. The first round fills the caches of the database's connections and is not compared.
Prints a table in Markdown.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

from corpus import corpus

from handlers.practice.driver import Practice, workspace
from handlers.seeds import load_seeds
from handlers.settings import Settings
from store.engine import open_store

BUILD = Path("build")
PAUSE_S = 2  # between an answer and the same person's next question
START_S = 60  # until the bot is connected
QUESTIONS = ("Umerov", "Umerov about drones since June", "about ceasefire", '"prisoners"', "help")
FLAT = 1.05  # of the memory after the first round, for the noise of allocators
GOAL_MS = 500
SERVE = (sys.executable, "-c", "from handlers.cli import main; main()", "serve")


def main() -> None:
    """Measure and print; what misses its goal is said to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int)
    asked = parser.parse_args()
    questions = _of_size(asked.size) if asked.size else QUESTIONS
    with tempfile.TemporaryDirectory() as folder, _served(asked.size, Path(folder)) as (world, pid):
        print("| Round | commands | median | p99 | | memory |\n|---|---|---|---|---|---|")  # noqa: T201
        memory = []
        for number in range(asked.rounds + 1):
            took = _crowd(world, asked.people, asked.seconds, questions)
            memory.append(_memory_mb(pid))
            p99 = statistics.quantiles(took, n=100)[98]
            missed = "**missed**" if p99 > GOAL_MS else ""
            print(  # noqa: T201
                f"| {number} | {len(took)} | {statistics.median(took):.1f} ms | {p99:.1f} ms "
                f"| {missed} | {memory[-1]} MB |",
                flush=True,
            )
        flat = "flat" if max(memory) <= memory[1] * FLAT else "**not flat**"
        print(f"\nMemory of the bot from {memory[1]} to {max(memory)} MB: {flat}")  # noqa: T201


@contextmanager
def _served(size: int | None, folder: Path) -> Iterator[tuple[Practice, int]]:
    """The real bot in a process of its own, connected, on the seeds or a large archive."""
    path = (BUILD / f"bench-{size}.db" if size else folder / "bench.db").absolute()
    engine = open_store(f"sqlite:///{path}")
    if not size:
        load_seeds(engine, Settings(WHOSAID_ZONE="UTC", _env_file=None), now=datetime.now(UTC))
    engine.dispose()
    with workspace() as world:
        environment = {
            **os.environ,
            "WHOSAID_DATABASE_URL": f"sqlite:///{path}",
            "WHOSAID_ZONE": "UTC",
            "SLACK_BOT_TOKEN": world.connection.bot_token,
            "SLACK_APP_TOKEN": world.connection.app_token,
            "SLACK_SIGNING_SECRET": world.connection.signing_secret,
            "SLACK_API_BASE_URL": world.connection.api_url,
        }
        with (folder / "serve.log").open("wb") as log:
            serve = subprocess.Popen(SERVE, env=environment, cwd=folder, stderr=log)
        try:
            world.waits_for(lambda: world.world.connected, START_S)
            yield world, serve.pid
        finally:
            serve.terminate()
            serve.wait()


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


def _crowd(world: Practice, people: int, seconds: float, questions: Sequence[str]) -> list[float]:
    """Many people at work at once, each with a question every PAUSE_S; milliseconds to each ack."""
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


def _memory_mb(pid: int) -> int:
    """What the bot holds of its own: no pages of the database file, no reading process."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.partition("RssAnon:")[2].split()[0]) // 1_000


if __name__ == "__main__":
    main()
