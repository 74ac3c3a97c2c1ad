"""How fast `whosaid read --jsonl` reads, with one process and with two, on the articles of seeds/.

python tests/bench/lines.py [--times 24]     with nothing else to do: the goal is 1.7 and 400 MB
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from handlers.intake import page_from_file

WHOSAID = Path(sys.executable).with_name("whosaid")
SEEDS = Path(__file__).parent.parent.parent / "seeds" / "articles"
GOAL_FASTER, GOAL_MB = 1.7, 400


def articles(times: int) -> list[str]:
    """Every seed so many times, each time a little different, so that nothing can be remembered."""
    texts = [page.text for file in sorted(SEEDS.iterdir()) for page in page_from_file(file)]
    return [f"Copy {copy}.\n\n{text}" for copy in range(times) for text in texts]


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def memory_mb(pid: int) -> float:
    """Of all of them, what they share counted once."""
    total = 0
    for one in family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1000


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and on the processors, and the most memory."""

    seconds: float
    cpu_s: float
    mb: float


def run(given: Path, workers: int) -> Run:
    most = 0.0
    before = getrusage(RUSAGE_CHILDREN)
    start = time.perf_counter()
    with (
        given.open("rb") as stdin,
        tempfile.TemporaryFile() as out,
        subprocess.Popen(
            [WHOSAID, "read", "--jsonl", "--workers", str(workers)], stdin=stdin, stdout=out
        ) as process,
    ):
        while process.poll() is None:
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                most = max(most, memory_mb(process.pid))
    took = time.perf_counter() - start
    after = getrusage(RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(took, cpu_s, most)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=24)
    texts = articles(asked.parse_args().times)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "articles.jsonl"
        lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(texts))
        given.write_text("\n".join(lines) + "\n", "utf-8")
        one, two = run(given, 1), run(given, 2)
    faster = one.seconds / two.seconds
    reached = faster >= GOAL_FASTER and max(one.mb, two.mb) <= GOAL_MB
    busy = (
        f", with {os.getloadavg()[0]:.1f} processes wanting to run"
        if hasattr(os, "getloadavg")
        else ""
    )
    print(  # noqa: T201  its output
        f"{len(texts)} articles{busy}\n"
        f"1 process: {one.seconds:.1f} s, {one.cpu_s:.1f} of the processor, {one.mb:.0f} MB\n"
        f"2 processes: {two.seconds:.1f} s, {two.cpu_s:.1f} of the processors, {two.mb:.0f} MB,"
        f" {faster:.2f} times as fast\n"
        f"goal {GOAL_FASTER} times and {GOAL_MB} MB: {'reached' if reached else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
