"""Each way of attributing words, by itself: a text, and the whole quotes it holds."""

from pathlib import Path

import pytest

from bot.model import Quote
from bot.reading import Reader

FOLDER = Path(__file__).parent / "constructions"


def cases() -> list[tuple[str, str, list[str]]]:
    """Name (of its file, with its number there: split-1), text, expected quotes."""
    found: list[tuple[str, str, list[str]]] = []
    for file in sorted(FOLDER.glob("*.txt")):
        number = 0
        for block in file.read_text("utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if not line.startswith("#")]
            if lines:
                expected = [line[2:] for line in lines[1:] if line != "> none"]
                number += 1
                text = lines[0].replace("¶", "\n\n")
                found.append((f"{file.stem}-{number}", text, expected))
    return found


def shown(quote: Quote, text: str) -> str:
    fields = [
        quote.kind.value,
        " + ".join((quote.speaker or "-", *quote.together)),
        quote.voice.value,
        quote.role or "-",
        " ".join(text[s:e] for s, e in quote.cue) or "-",
        " / ".join(text[s:e] for s, e in quote.content),
    ]
    return " | ".join([*fields, "background"] if quote.background else fields)


CASES = cases()


def test_there_are_at_least_150_of_them() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_construction_is_read(reader: Reader, text: str, expected: list[str]) -> None:
    assert [shown(quote, text) for quote in reader.quotes(text)] == expected
