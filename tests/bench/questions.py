"""How long a question takes to parse: the tables of tests/bot, and 20,000 odd ones.

python tests/bench/questions.py     CPU milliseconds of this thread; the goal is 20 at most
"""

import random
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from bot.errors import BadQuestion
from bot.question import parse
from bot.when import warm
from tests.bot.test_question import _PIECES as WORDS_OF_QUESTIONS
from tests.bot.test_when import _PIECES as WORDS_OF_TIME
from tests.bot.test_when import PERIODS, TRAPS

GOAL_MS = 20.0
NOW = datetime(2025, 6, 28, 6, tzinfo=UTC)
REPEATED = (
    '"',
    "about ",
    "since ",
    "in ",
    "1 June ",
    "1–2 June–",
    "last ",
    "it's ",
    "from 1 to 2 and ",
)


def questions() -> list[str]:
    """Ordinary ones, words of the grammar in any order, and one word a thousand times."""
    rng = random.Random(2025)  # noqa: S311  the same questions every time
    words = (WORDS_OF_TIME + WORDS_OF_QUESTIONS).split()
    odd = [
        " ".join(rng.choice(words) for _ in range(rng.randint(1, 160)))[:1000]
        for _ in range(20_000)
    ]
    usual = [f"Umerov about drones {row.rsplit(maxsplit=1)[0]}" for row in PERIODS]
    return usual + TRAPS + odd + [(word * 1000)[:1000] for word in REPEATED]


def took_ms(question: str) -> float:
    start = time.thread_time()
    with suppress(BadQuestion):
        parse(question, now=NOW, zone="Europe/Kyiv", outlets=("Reuters",))
    return (time.thread_time() - start) * 1000


def main() -> None:
    warm()
    times = sorted(took_ms(question) for question in questions())
    p50, p99, most = times[len(times) // 2], times[len(times) * 99 // 100], times[-1]
    print(f"{len(times)} questions: p50 {p50:.2f} ms, p99 {p99:.2f} ms, most {most:.2f} ms", end="")  # noqa: T201  its output
    print(f" (goal {GOAL_MS:.0f} ms: {'reached' if most <= GOAL_MS else 'MISSED'})")  # noqa: T201  its output


if __name__ == "__main__":
    main()
