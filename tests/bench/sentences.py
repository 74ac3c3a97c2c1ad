"""Verifying: sentences with two words changed, whole and half, and sentences nobody said."""

import random
import statistics
from collections.abc import Iterator
from time import process_time
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.verify import Finding
from store.documents import said
from store.tables import quotes, versions

if TYPE_CHECKING:
    from archive import Bench, Figure

MANY = 300


def verifying(bench: "Bench") -> "Iterator[Figure]":
    """Recall and processor time of `verify`."""
    dice = random.Random(6)  # noqa: S311  repeatable
    stored = _some(bench, dice)
    whole = [(one, _edited(one.split(), dice, bench)) for one in stored]
    half = [(one, _edited(one.split()[: len(one.split()) // 2], dice, bench)) for one in stored]
    recall, times = _recall(bench, whole)
    p50 = statistics.median(times) * 1_000
    measured = f"recall {recall:.3f}, p50 {p50:.2f} ms"
    reached = recall >= 0.99 and p50 <= 3
    yield "verify a whole quote with 2 edits", measured, "recall ≥ 0.99, p50 ≤ 3 ms", reached
    recall, times = _recall(bench, half)
    p50 = statistics.median(times) * 1_000
    measured = f"recall {recall:.3f}, p50 {p50:.2f} ms"
    reached = recall >= 0.93 and p50 <= 3
    yield "verify half a quote with 2 edits", measured, "recall ≥ 0.93, p50 ≤ 3 ms", reached
    times = []
    for _ in range(MANY):
        sentence = " ".join(dice.choices(bench.corpus.words[:3_000], k=20))
        start = process_time()
        bench.archive.verify(sentence)
        times.append(process_time() - start)
    p50 = statistics.median(times) * 1_000
    worst = sorted(times)[int(MANY * 0.99)] * 1_000
    yield (
        "verify a sentence nobody said",
        f"p50 {p50:.1f} ms, p99 {worst:.1f} ms",
        "p99 ≤ 20 ms",
        worst <= 20,
    )


def _some(bench: "Bench", dice: random.Random) -> list[str]:
    with bench.engine.connect() as connection:
        ids = dice.sample(range(1, bench.size), MANY)
        wanted = select(quotes.c.content, versions.c.text).join(
            versions, quotes.c.version_id == versions.c.id
        )
        rows = connection.execute(wanted.where(quotes.c.id.in_(ids)))
        return [said(row.text, row.content) for row in rows]


def _edited(words: list[str], dice: random.Random, bench: "Bench") -> str:
    """Two words changed, left out or put in."""
    words = list(words)
    for _ in range(2):
        at = dice.randrange(len(words))
        what = dice.randrange(3)
        if what == 0:
            words[at] = dice.choice(bench.corpus.words)
        elif what == 1:
            del words[at]
        else:
            words.insert(at, dice.choice(bench.corpus.words))
    return " ".join(words)


def _recall(bench: "Bench", asked: list[tuple[str, str]]) -> tuple[float, list[float]]:
    found, times = 0, []
    for stored, typed in asked:
        start = process_time()
        verification = bench.archive.verify(typed)
        times.append(process_time() - start)
        found += verification.finding is not Finding.NOT_FOUND and any(
            hit.text == stored for hit in verification.hits
        )
    return found / len(asked), times
