"""What is measured of the archive, each against its goal.

Times of single questions are processor time, so that a busy machine does not blur them; those of
many threads at once are of the clock.
"""

import gc
import os
import random
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Event
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from raw import bare_latest, raw_add, text_bytes

from bot.answers import Question
from store.engine import open_store
from store.tables import people as people_table

if TYPE_CHECKING:
    from archive import Bench, Figure

MS = 1_000


def latest(bench: "Bench") -> "Iterator[Figure]":
    """The newest ten of somebody, against the bare statement on the same connection settings."""
    ids = [_person(bench, rank) for rank in (0, 10, 100, 1_000)]
    bare = bare_latest(bench.path)
    ask = bench.archive.ask_person

    def public(person_id: int) -> None:
        ask(person_id, Question(), limit=10)

    ratio, whole, floor = _ratio(
        lambda: [public(one) for one in ids], lambda: [bare(one) for one in ids]
    )
    measured = f"{ratio:.2f}× ({whole / 4 * MS:.3f} ms against {floor / 4 * MS:.3f} ms)"
    yield "latest 10 of a person, against the bare statement", measured, "≤ 1.5×", ratio <= 1.5


def person_word_since(bench: "Bench") -> "Iterator[Figure]":
    """Speaker, word and period, for speakers and words from the most to the least frequent."""
    ask = bench.archive.ask_person
    base = _median(lambda: ask(_person(bench, 0), Question(), limit=10))
    worst, where = 0.0, ""
    for person_rank in (0, 10, 100):
        person_id = _person(bench, person_rank)
        for word_rank in (0, 10, 100, 1_000, 10_000):
            word = bench.corpus.words[word_rank]
            question = Question(about=word, since=date(2018, 1, 1))
            spent = _median(lambda p=person_id, q=question: ask(p, q, limit=10, phrases=(q.about,)))
            if spent > worst:
                worst, where = spent, f"speaker {person_rank + 1}, word {word_rank + 1}"
    measured = f"{worst / base:.1f}× ({worst * MS:.2f} ms, {where})"
    yield (
        "person + word + since, worst class, against latest 10",
        measured,
        "≤ 12×",
        worst <= 12 * base,
    )


def exact_phrase(bench: "Bench") -> "Iterator[Figure]":
    """Two to four words in a row, of the most frequent ones, whether anybody said them or not."""
    dice = random.Random(2)  # noqa: S311  repeatable
    common = bench.corpus.words[:40]
    phrases = [" ".join(dice.choices(common, k=dice.randint(2, 4))) for _ in range(200)]
    spent = each(lambda phrase: bench.archive.ask(Question(phrase=phrase)), phrases)
    measured = f"p99 {p99(spent) * MS:.1f} ms, p50 {statistics.median(spent) * MS:.2f} ms"
    yield "exact phrase, common words", measured, "p99 ≤ 20 ms", p99(spent) * MS <= 20


def pages(bench: "Bench") -> "Iterator[Figure]":
    """Page 500 of everything somebody frequent said, against page 1."""
    ask, who = bench.archive.ask_person, _person(bench, 0)
    older, last = None, None
    for _ in range(500):
        last, older = older, ask(who, Question(), older=older).older
        if older is None:
            break
    ratio, _, _ = _ratio(lambda: ask(who, Question(), older=last), lambda: ask(who, Question()))
    yield "page 500 against page 1", f"{ratio:.2f}×", "≤ 1.2×", ratio <= 1.2


def stored(bench: "Bench") -> "Iterator[Figure]":
    """Everything on the disk against the articles' text."""
    with sqlite3.connect(bench.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        texts = text_bytes(connection)
    ratio = os.path.getsize(bench.path) / texts
    yield "everything stored, against the texts", f"{ratio:.2f}×", "≤ 3.2×", ratio <= 3.2


def asking_while_adding(bench: "Bench") -> "Iterator[Figure]":
    """Eight threads ask, alone and while one adds articles all the time."""
    dice = random.Random(5)  # noqa: S311  repeatable
    more = iter(bench.corpus.articles(1_000_000, seed=dice.randrange(1 << 30)))
    done = Event()

    def add() -> int:
        added = 0
        while not done.is_set():
            bench.archive.add(next(more), now=datetime.now(UTC))
            added += 1
        return added

    alone = _asked_by_eight(bench)
    with ThreadPoolExecutor(1) as pool:
        adding = pool.submit(add)
        together = _asked_by_eight(bench)
        done.set()
        added = adding.result()
    ratio = p99(together) / p99(alone)
    measured = f"{ratio:.1f}× (p99 {p99(together) * MS:.0f} ms, {added} articles added)"
    yield "8 threads asking while one adds, p99 against alone", measured, "≤ 3×", ratio <= 3


def memory(bench: "Bench") -> "Iterator[Figure]":
    """What asking takes in a process of its own, against an archive of 10,000 quotes."""
    small = bench.path.with_name("bench-10000.db")
    if not small.exists():
        subprocess.run(
            [
                sys.executable,
                __file__.replace("measures", "archive"),
                "--size",
                "10000",
                "--only",
                "none",
            ],
            check=True,
        )
    taken = [_memory_of(path) for path in (small, bench.path)]
    more = taken[1] - taken[0]
    measured = f"+{more:.0f} MB ({taken[1]:.0f} MB)"
    yield "memory of a process that asks, against 10 k quotes", measured, "≤ +50 MB", more <= 50


def adding(bench: "Bench") -> "Iterator[Figure]":
    """Articles into an empty archive, against the same rows put in by executemany."""
    many = min(bench.size, 100_000)
    articles = list(bench.corpus.articles(many))
    path = bench.path.with_name("bench-adding.db")
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    engine = open_store(f"sqlite:///{path}")
    gc.collect()
    gc.freeze()  # who reads articles has never so many at hand for it to go through
    start = process_time()
    for _ in type(bench.archive)(engine).add_many(articles, now=datetime.now(UTC)):
        pass
    spent = process_time() - start
    gc.unfreeze()
    engine.dispose()
    raw = raw_add(path)
    measured = f"{raw / spent:.2f}× ({many / spent:,.0f} against {many / raw:,.0f} quotes a second)"
    yield "adding, against raw executemany of the same rows", measured, "≥ 0.8×", raw / spent >= 0.8


def _asked_by_eight(bench: "Bench") -> list[float]:
    def ask(seed: int) -> list[float]:
        dice = random.Random(seed)  # noqa: S311  repeatable
        spent = []
        for _ in range(150):
            name = bench.corpus.people[min(int(dice.paretovariate(0.5)), 500)]
            word = bench.corpus.words[min(int(dice.paretovariate(0.5)) + 50, 5_000)]
            start = perf_counter()
            bench.archive.ask(Question(name, about=word))
            spent.append(perf_counter() - start)
        return spent

    with ThreadPoolExecutor(8) as pool:
        return [one for spent in pool.map(ask, range(8)) for one in spent]


_ASKS = """
import sys
from pathlib import Path
from bot.answers import Question
from store.archive import Archive
from store.engine import open_store
archive = Archive(open_store("sqlite:///" + sys.argv[1]))
for name in sys.argv[2:]:
    for about in (None, "of", "with"):
        archive.ask(Question(name, about=about))
peak = next(one for one in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in one)
print(int(peak.split()[1]) / 1024)
"""


def _memory_of(path: object) -> float:
    asked = ["Kofi", "Ovsky", "Mira"]
    done = subprocess.run(
        [sys.executable, "-c", _ASKS, str(path), *asked],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _person(bench: "Bench", rank: int) -> int:
    """The id of the person so many places down the list of the most quoted."""
    with bench.engine.connect() as connection:
        by_quotes = people_table.select().order_by(people_table.c.quotes.desc())
        row = connection.execute(by_quotes.offset(rank).limit(1)).one()
        return int(row.id)


def each(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    for one in asked[:50]:  # the pages that any question needs
        ask(one)
    spent = []
    for one in asked:
        start = process_time()
        ask(one)
        spent.append(process_time() - start)
    return spent


def _median(ask: Callable[[], object], times: int = 60) -> float:
    spent = []
    for _ in range(times):
        start = process_time()
        ask()
        spent.append(process_time() - start)
    return statistics.median(spent)


def _ratio(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float, float]:
    """The median of one against the median of the other, taken in turns."""
    spent: tuple[list[float], list[float]] = [], []
    for _ in range(300):
        for ask, times in ((one, spent[0]), (other, spent[1])):
            start = process_time()
            ask()
            times.append(process_time() - start)
    whole, floor = statistics.median(spent[0]), statistics.median(spent[1])
    return whole / floor, whole, floor


def p99(spent: Sequence[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.99)]
