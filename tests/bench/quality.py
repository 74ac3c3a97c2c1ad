"""Figures of the reading on the annotated news in ../shared, written into docs/quality.md.

    make quality          or: python tests/bench/quality.py [--print]

Nothing of that news is copied: only figures and counts go into the page.
"""

import argparse
import importlib.util
import json
import os
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.model import Page, Quote  # noqa: E402  the path must be set first
from bot.reading import PIPELINE, Reader  # noqa: E402  the same
from handlers.bulk import Bulk  # noqa: E402  the same

GOLD = ROOT.parent / "shared" / "gold"
DOC = ROOT / "docs" / "quality.md"
SURE = 0.9
ERRORS = 100
_QUIET = 1.5  # processes that wait for a core or have one, this one among them
Doc = dict[str, Any]
Span = list[int]


@dataclass(frozen=True, slots=True)
class Run:
    """One set of articles, read. cpu_s: for the reading alone, the pipeline already loaded."""

    docs: list[Doc]
    quotes: dict[str, tuple[Quote, ...]]
    cpu_s: float

    def predictions(self) -> dict[str, list[Doc]]:
        return {
            key: [
                {"content": q.content, "source": q.source, "cue": q.cue, "speaker": q.speaker}
                for q in quotes
            ]
            for key, quotes in self.quotes.items()
        }


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(name: str) -> list[Doc]:
    with (GOLD / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read(reader: Reader, docs: list[Doc]) -> Run:
    started = time.process_time()
    articles = list(reader.read_many(Page(d["text"]) for d in docs))
    cpu_s = time.process_time() - started
    return Run(docs, {d["id"]: a.quotes for d, a in zip(docs, articles, strict=True)}, cpu_s)


def plain_cpu_s(docs: list[Doc]) -> float:
    """CPU seconds of the plain pipeline, all of it, on the same texts in the same process."""
    nlp = spacy.load(PIPELINE)
    list(nlp.pipe(["Warm up."]))
    started = time.process_time()
    for _ in nlp.pipe(d["text"] for d in docs):
        pass
    return time.process_time() - started


def workers_gain(docs: list[Doc]) -> str:
    """How many times faster two workers are than one, their start with them, by the clock.

    Only on a machine with nothing else to do, where the clock says something about it.
    """
    if os.getloadavg()[0] > _QUIET:
        return "– (the machine was busy)"
    wall_s = []
    for workers in (1, 2):
        started = time.perf_counter()
        for _ in Bulk((), PIPELINE, workers).read_all(Page(d["text"]) for d in docs):
            pass
        wall_s.append(time.perf_counter() - started)
    return f"{wall_s[0] / wall_s[1]:.2f}"


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def prf(block: Doc) -> str:
    return " / ".join(percent(block[k]) for k in ("p", "r", "f1"))


def figures(name: str, score: Doc) -> list[tuple[str, str, str]]:
    kinds = score["content"]["by_kind"]
    rows = [
        ("content soft P / R / F1", "95 / 93 / 94", prf(score["content"]["soft"])),
        ("joint P / R / F1 (content and source)", "– / – / 90", prf(score["joint"])),
        ("direct soft P / R", "99 / 99", prf(kinds["direct"]["soft"]).rsplit(" / ", 1)[0]),
        ("mixed soft recall", "93", percent(kinds["mixed"]["soft"]["r"])),
        ("indirect soft recall", "88", percent(kinds["indirect"]["soft"]["r"])),
        ("source right on matched contents", "96", percent(score["source"]["accuracy_any"])),
        ("content strict F1", "75", percent(score["content"]["strict"]["f1"])),
    ]
    if name == "news-train":
        return [(row, "", value) for row, _, value in rows]
    return rows


def speaker_figures(score: Doc, pronouns: tuple[int, int]) -> list[tuple[str, str, str]]:
    speaker = score["speaker"]
    right, total = pronouns
    return [
        ("speaker joint P / R / F1, lenient", "– / – / 85", prf(speaker["joint_lenient"])),
        ("speaker exact, of matched quotes", "80", percent(speaker["accuracy_exact"])),
        ("pronoun sources resolved", "80", f"{percent(right / total)} ({right} of {total})"),
    ]


def pronouns(run: Run, score: ModuleType) -> tuple[int, int]:
    """Of the gold quotes whose source is a pronoun: how many got their speaker."""
    right = total = 0
    for doc in run.docs:
        text = doc["text"]
        for gold in doc["quotes"]:
            if gold["source_form"] != "pronoun":
                continue
            total += 1
            wanted = score.char_set(gold["content"], text)
            for quote in run.quotes[doc["id"]]:
                shared = score.char_set(quote.content, text) & wanted
                if len(shared) >= 0.5 * len(wanted):
                    aliases = gold["aliases"]
                    right += score.same_speaker(quote.speaker, gold["speaker"], aliases)[1]
                    break
    return right, total


@dataclass(frozen=True, slots=True)
class Judged:
    """One quote that was read, against the gold. right: content and source, as joint counts."""

    confidence: float
    right: bool


def judged(run: Run, score: ModuleType) -> list[Judged]:
    found = []
    for doc in run.docs:
        text = doc["text"]
        golds = [(g, score.char_set(g["content"], text)) for g in doc["attributions"]]
        cared = [(g, c) for g, c in golds if g["quote"] and c]
        wanted = set().union(*(c for _, c in cared))
        idle = set().union(*(c for g, c in golds if not g["quote"]))
        for quote in run.quotes[doc["id"]]:
            chars = score.char_set(quote.content, text)
            if not chars & wanted and 2 * len(chars & idle) >= len(chars):
                continue
            best = max(cared, key=lambda g: len(chars & g[1]), default=None)
            right = False
            if best is not None and 2 * len(chars & best[1]) >= len(chars):
                source = score.char_set(best[0]["source"], text)
                shown = score.char_set(quote.source, text)
                right = bool(source & shown) if source else not shown
            found.append(Judged(quote.confidence, right))
    return found


def errors(run: Run, score: ModuleType) -> Counter[str]:
    """The first errors of the set, in its order, by kind."""
    counts: Counter[str] = Counter()
    for doc in run.docs:
        text = doc["text"]
        golds = [(g, score.char_set(g["content"], text)) for g in doc["attributions"]]
        cared = [(g, c) for g, c in golds if g["quote"] and c]
        idle = set().union(*(c for g, c in golds if not g["quote"]))
        read_chars = [(q, score.char_set(q.content, text)) for q in run.quotes[doc["id"]]]
        for kind in _misses(score, text, cared, read_chars):
            counts[kind] += counts.total() < ERRORS
        wanted = set().union(*(c for _, c in cared))
        for quote, chars in read_chars:
            if (
                chars
                and 2 * len(chars & wanted) < len(chars)
                and 2 * len(chars & idle) < len(chars)
            ):
                counts[f"not a quote, or mostly not ({quote.kind})"] += counts.total() < ERRORS
    return +counts


def _misses(
    score: ModuleType,
    text: str,
    cared: list[tuple[Doc, set[int]]],
    read_chars: list[tuple[Quote, set[int]]],
) -> list[str]:
    kinds = []
    everything = set().union(*(c for _, c in read_chars))
    for gold, chars in cared:
        over = [(q, c) for q, c in read_chars if 2 * len(c & chars) >= len(chars)]
        source = score.char_set(gold["source"], text)
        if not chars & everything:
            kinds.append(f"missed ({gold['kind']})")
        elif 2 * len(chars & everything) < len(chars):
            kinds.append(f"less than half found ({gold['kind']})")
        elif source and not any(source & score.char_set(q.source, text) for q, _ in over):
            kinds.append(f"wrong source, or inside another's quote ({gold['kind']})")
    return kinds


def table(rows: list[tuple[str, str, str]], head: tuple[str, str, str]) -> str:
    lines = [f"| {' | '.join(head)} |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def report() -> str:
    score = scorer()
    reader = Reader()
    reader.quotes("Nobody said anything.")
    dev = read(reader, load("news-dev"))
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speakers = read(reader, load("speakers-dev"))
    train = read(reader, load("news-train"))
    plain_s = plain_cpu_s(dev.docs)
    again = read(reader, dev.docs)
    head = ("figure", "goal", "measured")
    scores = {
        name: score.score(run.docs, run.predictions(), quotes_only=True)
        for name, run in (("news-dev", dev), ("news-train", train))
    }
    resolved = score.score(speakers.docs, speakers.predictions())
    all_judged = judged(dev, score)
    sure = [j for j in all_judged if j.confidence >= SURE]
    cost = [
        ("CPU time of a plain parse ÷ ours", "4", f"{plain_s / again.cpu_s:.1f}"),
        ("articles a CPU second", "", f"{len(dev.docs) / again.cpu_s:.1f}"),
        ("`--workers 2` ÷ one worker, on news-train", "1.7", workers_gain(train.docs)),
        ("peak memory after the dev set, MB", "400", f"{memory_mb:.0f}"),
    ]
    confidence = [
        (f"joint right of those given ≥ {SURE}", "95", percent(_share_right(sure))),
        (f"share given ≥ {SURE}", "", percent(len(sure) / len(all_judged))),
        ("joint right of all", "", percent(_share_right(all_judged))),
    ]
    counted = [(kind, "", str(n)) for kind, n in errors(dev, score).most_common()]
    return "\n\n".join(
        [
            "### news-dev, `--quotes-only`\n\n"
            + table(figures("news-dev", scores["news-dev"]), head),
            "### speakers-dev\n\n"
            + table(speaker_figures(resolved, pronouns(speakers, score)), head),
            "### Confidence, on news-dev\n\n" + table(confidence, head),
            "### Cost, one process\n\n" + table(cost, head),
            "### news-train, `--quotes-only` (the working set: looked at, never shipped)\n\n"
            + table(figures("news-train", scores["news-train"]), head),
            f"### The first {ERRORS} errors on news-dev, by kind\n\n"
            + table(counted, ("kind", "", "count")),
        ]
    )


def _share_right(found: list[Judged]) -> float:
    return sum(j.right for j in found) / len(found) if found else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--print", action="store_true", help="leave docs/quality.md alone")
    arguments = parser.parse_args()
    if not GOLD.exists():
        sys.stderr.write("The annotated news is not beside this clone; nothing was measured.\n")
        return 2
    text = report()
    if arguments.print:
        sys.stdout.write(text + "\n")
        return 0
    page = DOC.read_text("utf-8")
    before, _, rest = page.partition("<!-- figures -->")
    _, _, after = rest.partition("<!-- end of figures -->")
    DOC.write_text(
        f"{before}<!-- figures -->\n{text}\n<!-- end of figures -->{after}", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
