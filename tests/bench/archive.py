"""make bench: figures of the archive against their goals, on a corpus of any size.

Every figure is a ratio of two things measured in this run, or a time with the machine it was
measured on. One that misses its goal is printed as missed; nothing is left out.
"""

import argparse
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from corpus import Corpus, corpus
from measures import (
    adding,
    asking_while_adding,
    exact_phrase,
    latest,
    memory,
    pages,
    person_word_since,
    stored,
)
from naming import names_among
from sentences import verifying
from servers import postgres
from sqlalchemy import Engine, event

from store.archive import Archive
from store.engine import open_store

BUILD = Path("build")


@dataclass(frozen=True, slots=True)
class Bench:
    """The archive under measurement."""

    path: Path
    engine: Engine
    archive: Archive
    corpus: Corpus
    size: int


def main() -> int:
    """Measure, print a table in Markdown, and return how many goals were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="quotes in the archive")
    parser.add_argument("--only", help="measure only what has this in its name")
    wanted = parser.parse_args()
    bench = _filled(wanted.size)
    print(f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()},")  # noqa: T201
    print(f"{wanted.size:,} quotes, {len(bench.corpus.people):,} people\n")  # noqa: T201
    print("| What | Measured | Goal | |\n|---|---|---|---|")  # noqa: T201
    missed = 0
    for what, measured, goal, reached in _figures(bench, wanted.only or ""):
        print(f"| {what} | {measured} | {goal} | {'' if reached else '**missed**'} |", flush=True)  # noqa: T201
        missed += not reached
    return missed


Figure = tuple[str, str, str, bool]
MEASURES: tuple[Callable[[Bench], Iterator[Figure]], ...] = (
    latest,
    person_word_since,
    exact_phrase,
    pages,
    names_among,
    verifying,
    stored,
    asking_while_adding,
    memory,
    adding,
    postgres,
)


def _figures(bench: Bench, only: str) -> Iterator[Figure]:
    for measure in MEASURES:
        if only in measure.__name__:
            yield from measure(bench)


def _with_room(driver: sqlite3.Connection, _record: object) -> None:
    driver.execute("PRAGMA cache_size = -1000000")  # a gigabyte, to fill ten million in an hour


def _filled(size: int) -> Bench:
    """The archive of a size: made once, and kept in build/ for the next run."""
    made_of = corpus(size // 10)
    path = BUILD / f"bench-{size}.db"
    path.parent.mkdir(exist_ok=True)
    engine = open_store(f"sqlite:///{path}")
    archive = Archive(engine)
    if archive.counts()["quotes"] < size:
        engine.dispose()
        for old in BUILD.glob(f"{path.name}*"):
            old.unlink()
        engine = open_store(f"sqlite:///{path}")
        event.listen(engine, "connect", _with_room)
        engine.dispose()  # the connection that opened it was made without
        archive = Archive(engine)
        start = perf_counter()
        for _ in archive.add_many(made_of.articles(size), now=datetime.now(UTC)):
            pass
        archive.tidy(begin=True)  # as the clock does every night
        while archive.tidy(begin=False):
            pass
        spent = perf_counter() - start
        print(f"filled in {spent:.0f} s, {size / spent:,.0f} quotes a second\n")  # noqa: T201
        engine.dispose()
        engine = open_store(f"sqlite:///{path}")
        archive = Archive(engine)
    return Bench(path, engine, archive, made_of, size)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
