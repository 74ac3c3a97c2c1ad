"""What a person mends of a quote, and where its words may begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from bot.model import Kind, Span
from bot.reading.marks import stretches

_STOP = re.compile(r"[.?!…]+[)\]”»›\"’']*(?=\s)|[,;:](?=\s)|[,;:]?[”»›\"]|\s[–—-](?=\s)|\n+")
_OPENS = re.compile(r"[“„«‹\"](?=\w)")
_EDGE = ' \t\r\n\u00a0“”„«»‹›",;:–—-'  # neither begins words nor ends them


class Mending(StrEnum):
    """The kinds of corrections. Of each kind the latest that was not undone counts."""

    SPEAKER = "speaker"
    DAY = "day"
    WORDS = "words"
    NO_QUOTE = "no quote"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a quote; None and False leave a part as it was read.

    speaker: the id of somebody known, or the name of somebody new. content: spans into
    `paragraph`, which is the quote's paragraph as that person saw it.
    """

    speaker: int | str | None = None
    day: date | None = None
    content: tuple[Span, ...] | None = None
    paragraph: str = ""
    no_quote: bool = False


def clauses(paragraph: str) -> tuple[Span, ...]:
    """The parts of a paragraph between its stops, commas, dashes and quotation marks.

    Each begins and ends with a word or what belongs to it, and none is empty.
    """
    ends = {found.end() for found in _STOP.finditer(paragraph)}
    ends |= {found.start() for found in _OPENS.finditer(paragraph)}
    edges = sorted(ends | {0, len(paragraph)})
    parts = (trimmed(paragraph, part) for part in pairwise(edges))
    return tuple(part for part in parts if part[0] < part[1])


def trimmed(text: str, span: Span) -> Span:
    """The span without quotation marks, commas, dashes and spaces at its edges."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def between(content: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The pieces of a quote when its words begin and end elsewhere.

    What lies outside goes; the first piece that stays begins at `start` and the last ends at
    `end`. Words between two pieces ("he said") stay out. Start lies before end.
    """
    kept = [(max(start, first), min(end, last)) for first, last in content]
    kept = [piece for piece in kept if piece[0] < piece[1]] or [(start, end)]
    kept[0] = (start, kept[0][1])
    kept[-1] = (kept[-1][0], end)
    return tuple(kept)


def kind_of(paragraph: str, content: Sequence[Span]) -> Kind:
    """How much of the words stands inside the quotation marks of their paragraph."""
    marked = stretches(paragraph, 0, len(paragraph))
    inside = [
        any(one.start <= start and end <= one.end for one in marked) for start, end in content
    ]
    touched = any(one.start < end and start < one.end for start, end in content for one in marked)
    if all(inside):
        return Kind.DIRECT
    return Kind.MIXED if touched else Kind.INDIRECT
