"""How the time of reading grows with the length of a text, plain or hostile.

python tests/bench/linear.py [--most 1000] [--only NAME]

Prints the CPU seconds at each length, the parse among them, and the growth: the time at 2n over
the time at n, 2 when linear.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bot.model import Page  # noqa: E402  the path must be set first
from bot.reading import Reader  # noqa: E402  the same

LENGTHS_KB = (30, 60, 120, 250, 500, 1000)
_GIVEN = ("Mira", "Joren", "Ann", "Otto", "Ivo", "Nenna", "Bo", "Lene")
_SENTENCE = "The ferry left the harbour of Narva at noon with nobody on board. "
ARTICLE = """\
Ferry stays in harbour

Mira Talvik, the mayor of Narva, said on Monday that the ferry would stay in the harbour.

“It is not safe,” she told reporters. “We will not risk a single life.” Joren Aldous, who runs the
line, called the decision “a panic”.

According to the Harbour Authority, the ferry was last looked at in May. It added that a crack had
been found. The drivers met on Tuesday. They said they had not been told.

"""


def _rows(make: Callable[[int], str]) -> Iterator[str]:
    return map(make, count())


def _word(number: int) -> str:
    """A made-up word with a capital, another for each number."""
    letters = "".join("bdfgklmnprstvz"[(number // 14**i) % 14] + "aeiou"[i % 5] for i in range(4))
    return letters.capitalize()


def _each(one: str) -> Iterator[str]:
    return _rows(lambda _: one)


KINDS: dict[str, Callable[[], Iterator[str]]] = {
    "an ordinary article, again and again": lambda: _each(ARTICLE),
    "ordinary articles of other people": lambda: _rows(
        lambda n: ARTICLE.replace("Talvik", _word(n)).replace("Aldous", _word(n + 7))
    ),
    "one paragraph": lambda: _each(_SENTENCE),
    "one paragraph of quotes": lambda: _each(
        "“The ferry is late,” said Mira Talvik. Joren Aldous said that it was not. "
    ),
    "one sentence without stops": lambda: _each("the ferry left the harbour and nobody was there "),
    "one sentence that Talvik said": lambda: _each("Mira Talvik said that the ferry was late and "),
    "other names": lambda: _rows(lambda n: f"{_GIVEN[n % 8]} {_word(n)} left. "),
    "other names that speak": lambda: _rows(
        lambda n: f"{_GIVEN[n % 8]} {_word(n)} said it was late. "
    ),
    "one surname, other given names": lambda: _rows(
        lambda n: f"{_word(n)} Talvik said it was late. Talvik left. "
    ),
    "one given name, other surnames": lambda: _rows(lambda n: f"Mira {_word(n)} met Mira. "),
    "a list of names": lambda: _rows(lambda n: f"{_GIVEN[n % 8]} {_word(n)}, "),
    "one name": lambda: _each("Mira Talvik "),
    "one name with commas": lambda: _each("Mira Talvik, "),
    "one name that speaks": lambda: _each("Mira Talvik said so. "),
    "titles": lambda: _each("Prime Minister Mayor President "),
    "roles": lambda: _rows(lambda n: f"Mira Talvik, the mayor of {_word(n)}, left. "),
    "curly marks that open": lambda: _each("“"),
    "curly marks that close": lambda: _each("”"),
    "curly marks that open, with words": lambda: _each("“the ferry left "),
    "curly marks that close, with words": lambda: _each("the ferry left” "),
    "straight marks": lambda: _each('"'),
    "straight marks with words": lambda: _each('said "so '),
    "single marks": lambda: _each("‘"),
    "single marks with words": lambda: _each("‘the ferry left "),
    "apostrophes": lambda: _each("'"),
    "apostrophes with words": lambda: _each("the crew' ferry 'left "),
    "doubled apostrophes": lambda: _each("''so "),
    "backticks": lambda: _each("``so "),
    "German marks": lambda: _each("„so "),
    "guillemets": lambda: _each("«so "),
    "marks within marks": lambda: _each("“‘"),
    "marks within marks, with words": lambda: _each("“she said ‘so “he said "),
    "single marks around double ones": lambda: _each("‘so “so” "),
    "marks opened, then closed": lambda: iter(["“so " * 400_000]),
    "short quotations": lambda: _each("“Go.” "),
    "long quotations": lambda: _each("“" + _SENTENCE * 40 + "” she said. "),
    "a quotation of many paragraphs": lambda: _each("“The ferry left the harbour.\n\n"),
    "pronouns that speak": lambda: _each("He said so. She said so. They said so. It said so. "),
    "he and said": lambda: _each("he said "),
    "he": lambda: _each("he "),
    "they, after a group": lambda: _each("The drivers met. They said the road was shut. "),
    "cues": lambda: _each("said told added "),
    "said that": lambda: _each("said that "),
    "according to": lambda: _each("according to "),
    "according to names": lambda: _each("according to Mira Talvik, "),
    "colons": lambda: _each(":"),
    "names with colons": lambda: _each("Mira Talvik: "),
    "colons at line ends": lambda: _each("She wrote:\n\nThe ferry left.\n\n"),
    "dashes": lambda: _each("—"),
    "dashes with words": lambda: _each("so — "),
    "hyphens": lambda: _each("so-"),
    "brackets that open": lambda: _each("("),
    "brackets that close": lambda: _each(")"),
    "brackets with words": lambda: _each("(so "),
    "square brackets": lambda: _each("[so] "),
    "bullets": lambda: _each("• The ferry left.\n"),
    "bullets that quote": lambda: _each("• Mira Talvik: “It left.”\n"),
    "transcript lines": lambda: _each("REPORTER: Did it leave?\n\nTALVIK: It left.\n\n"),
    "transcript lines of others": lambda: _rows(lambda n: f"{_word(n).upper()}: It left.\n\n"),
    "questions and answers": lambda: _each("Q: Did it leave?\n\nA: It left, I think.\n\n"),
    "questions and answers under headings": lambda: _each("Did it leave?\n\nIt left, I think.\n\n"),
    "datelines": lambda: _each("NARVA, June 27 (Coast) — The ferry left.\n\n"),
    "dates": lambda: _each("On June 27, 2025, and on Monday, two days later, "),
    "digits": lambda: _each("1"),
    "numbers": lambda: _each("12,345.6 "),
    "capital letters": lambda: _each("A"),
    "capital words": lambda: _each("FERRY LEFT HARBOUR "),
    "words with capitals": lambda: _each("Ferry Left Harbour "),
    "initials": lambda: _each("M. "),
    "abbreviations": lambda: _each("Mr. Dr. Sen. St. "),
    "newlines": lambda: _each("\n"),
    "short lines": lambda: _each("so\n"),
    "lines broken at a width": lambda: _each("The ferry left the harbour with nobody on\n"),
    "lines that end in a hyphen": lambda: _each("The ferry left the har-\nbour of Nar-\nva "),
    "empty paragraphs": lambda: _each("so\n\n"),
    "spaces": lambda: _each(" "),
    "spaces and words": lambda: _each("so" + " " * 200),
    "tabs": lambda: _each("so\t"),
    "one word": lambda: _each("ferry"),
    "long words": lambda: _each("ferry" * 1000 + " "),
    "commas": lambda: _each(","),
    "commas with words": lambda: _each("so, "),
    "X and Y and Z said": lambda: _rows(lambda n: f"{_word(n)} and "),
    "Talvik and Talvik": lambda: _each("Mira Talvik and Joren Aldous and "),
    "ellipses": lambda: _each("…"),
    "dots": lambda: _each("."),
    "dots with words": lambda: _each("so... "),
    "question marks": lambda: _each("?! "),
    "block quotes": lambda: _each("> The ferry left, said Mira Talvik.\n\n"),
    "emoji": lambda: _each("🚢 "),
    "combining characters": lambda: _each("e\u0301"),
    "one letter with many accents": lambda: iter(["e", "\u0301" * 1_200_000]),
    "right to left": lambda: _each("אמר שלום "),
    "marks of direction": lambda: _each("\u202eso\u202c "),
    "mixed scripts": lambda: _each("Миra Таlvik said “так”, "),
    "Cyrillic": lambda: _each("Міра Тальвік сказала: «Пором пішов». "),
    "Chinese": lambda: _each("“渡轮走了”，她说。"),
    "links": lambda: _each("https://coast.example/ferry?a=1&b=2#c "),
    "one link": lambda: iter(["https://coast.example/", "a/b-c.d" * 200_000]),
    "addresses": lambda: _each("mira@coast.example "),
    "handles": lambda: _each("@mira #ferry "),
    "tags": lambda: _each("<p>The ferry <b>left</b></p> "),
    "tags that open": lambda: _each("<p "),
    "entities": lambda: _each("&quot;so&quot; "),
    "tables": lambda: _each("| so | 1 | 2 |\n"),
    "captions": lambda: _each("Photo: Mira Talvik / Coast Photos\n\n"),
    "headlines": lambda: _each("Talvik: ferry to stay\n\n"),
    "posts": lambda: _each("Mira Talvik (@mira) June 27, 2025\n\n"),
    "apostrophes of owners": lambda: _each("Talvik’s mayor’s ferry’s "),
    "who": lambda: _each("Mira Talvik, who said she, who left, "),
    "relatives": lambda: _each("Mira Talvik, his sister, and her brother, Bo, met. "),
    "a clock": lambda: _each("12:01 The ferry left. "),
    "control characters": lambda: _each("\x00so\x0b\x1f "),
    "half pairs": lambda: _each("\ud800so "),
}  # fmt: skip


def text(kind: str, length: int) -> str:
    """A text of that kind with so many characters."""
    found: list[str] = []
    size = 0
    for part in KINDS[kind]():
        found.append(part)
        size += len(part)
        if size >= length:
            break
    return "".join(found)[:length]


def cpu_s(reader: Reader, given: str) -> float:
    started = time.process_time()
    reader.read(Page(given))
    return time.process_time() - started


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--most", type=int, default=1000, help="thousand characters at most")
    asked.add_argument("--only", default="", help="kinds with this in their names")
    asked.add_argument("--limit", type=float, default=60.0, help="seconds a text may take")
    given = asked.parse_args()
    reader = Reader()
    cpu_s(reader, ARTICLE)
    lengths = [kb for kb in LENGTHS_KB if kb <= given.most]
    print("| kind |", *(f"{kb} kB |" for kb in lengths), "growth |")  # noqa: T201  its output
    for kind in KINDS:
        if given.only not in kind:
            continue
        times: list[float] = []
        for kb in lengths:
            times.append(cpu_s(reader, text(kind, kb * 1000)))
            if times[-1] > given.limit:
                break
        half = lengths[len(times) - 1] / lengths[len(times) - 2]
        growth = (times[-1] / max(times[-2], 0.001)) ** (1 / math.log2(half))
        shown = " | ".join(f"{t:.2f}" for t in times)
        print(f"| {kind} | {shown} | {growth:.1f} |", flush=True)  # noqa: T201  the same


if __name__ == "__main__":
    main()
