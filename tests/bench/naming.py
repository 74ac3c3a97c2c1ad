"""Naming people among a crowd: whole names, names with a typo, and other transliterations."""

import random
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import corpus
from measures import MS, each, p99
from sqlalchemy import func, insert, select

from bot import names
from bot.model import Voice
from store.engine import open_store, writing
from store.people import People, open_ways, person_row
from store.tables import people

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.bot.test_names import APART, PAIRS

if TYPE_CHECKING:
    from archive import Bench, Figure

MOST = 1_000_000  # people in the crowd
_FIRST = "Quorra"  # of those whose surname is one of a transliterated pair


def names_among(bench: "Bench") -> "Iterator[Figure]":
    """Names as typed, among ten times as many people as the archive quotes, at most MOST."""
    crowd = corpus(min(bench.size, MOST), seed=3).people
    known = People(open_store(_filled(bench, crowd)))
    many = f"among {len(crowd):,} people"
    dice = random.Random(4)  # noqa: S311  repeatable
    asked = dice.sample(crowd, 1_000)
    whole = _found(known.find, [(one, one) for one in asked])
    yield _row(f"a full name {many}", whole, 1.0)
    typed = [(one, _typo(one, dice)) for one in asked]
    typos = [(one, typo) for one, typo in typed if not known.find(typo)]
    yield _row(f"a full name with one typo {many}", _found(known.near, typos), 0.98)
    pairs = [(f"{_FIRST} {one}", f"{_FIRST} {other}") for one, other in [*PAIRS, *APART]]
    what = f"{len(pairs)} names in another transliteration {many}"
    yield _row(what, _found(known.find, pairs), 0.95)


def _row(what: str, found: tuple[float, float], least: float) -> "Figure":
    slowest, recall = found
    measured = f"p99 {slowest * MS:.2f} ms, recall {recall:.3f}"
    return what, measured, f"p99 ≤ 2 ms, recall ≥ {least:g}", slowest <= 0.002 and recall >= least


def _found(
    ask: Callable[[str], Sequence[object]], asked: Sequence[tuple[str, str]]
) -> tuple[float, float]:
    """The 99th percentile of the seconds, and which part of those meant was among the answers."""
    spent = each(ask, [typed for _, typed in asked])
    return p99(spent), statistics.mean(_has(ask(typed), meant) for meant, typed in asked)


def _filled(bench: "Bench", crowd: Sequence[str]) -> str:
    """The address of a database with these people, and one for each pair; kept for the next run."""
    url = f"sqlite:///{bench.path.with_name(f'bench-names-{len(crowd)}.db')}"
    engine = open_store(url)
    everybody = dict.fromkeys([*crowd, *(f"{_FIRST} {one}" for one, _ in [*PAIRS, *APART])])
    with engine.connect() as connection:
        there = connection.scalar(select(func.count()).select_from(people))
    if there == 0:
        numbered = enumerate(everybody, 1)
        while some := list(islice(numbered, 10_000)):
            rows = [{"id": at, "desk": True, **person_row(one, Voice.PERSON)} for at, one in some]
            with writing(engine) as connection:
                connection.execute(insert(people), rows)
                open_ways(connection, [row["surname"] for row in rows])
    engine.dispose()
    return url


def _has(found: Sequence[object], name: str) -> bool:
    return any(names.fold(getattr(one, "name", "")) == names.fold(name) for one in found)


def _typo(name: str, dice: random.Random) -> str:
    at = dice.randrange(len(name.split(maxsplit=1)[0]) + 1, len(name))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        ]
    )
