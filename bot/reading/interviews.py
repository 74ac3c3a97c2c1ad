"""Interviews in question-and-answer form: which lines are answers, and who gives them.

A question is nobody's quote: the one who asks is the desk. An answer is the words of whoever is
interviewed, whom the lines above the first question name.
"""

import re
from collections.abc import Sequence

from bot.model import Span, Voice
from bot.reading.people import Cast
from bot.reading.someone import Someone
from bot.reading.structure import QUOTABLE, Paragraph

_ASKS = re.compile(r"(?:Q|QUESTION|Question)\s?[.:]\s")
_ANSWERS = re.compile(r"(?P<label>A|ANSWER|Answer)\s?[.:]\s+")
_FEWEST = 2  # pairs of a question and an answer
_LONGEST_INTRODUCTION = 4000  # characters

# "An interview with Ann Lee", "Ann Lee spoke to the Gazette".
_WITH = re.compile(
    r"\b(?:interview(?:ed|s)?|Q ?& ?A|questions? (?:to|for)|conversation|talk(?:ed|s)?|spoke|"
    r"speaks|sat down|caught up|asked|met)\b[^.!?\n]{0,60}?(?:\bwith|\bto|\bfor|:)?\s*$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"[^.!?\n]{0,80}?\b(?:spoke|speaks|talk(?:s|ed)?|answer(?:s|ed)?|tells|told|sat down)\b"
)


def answers(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, tuple[Span, Span] | None]:
    """The label and the words of each answer, by paragraph; None for a question. Empty when the
    article is no interview in this form."""
    asked = [n for n, p in enumerate(paragraphs) if _ASKS.match(text, p.start, p.end)]
    found: dict[int, tuple[Span, Span] | None] = dict.fromkeys(asked)
    for number, p in enumerate(paragraphs):
        m = _ANSWERS.match(text, p.start, p.end)
        if m is not None and m.end() < p.end:
            found[number] = (m.span("label"), (m.end(), p.end))
    pairs = sum(found.get(n + 1) is not None for n in asked)
    return _with_continuations(paragraphs, found) if pairs >= _FEWEST else {}


def _with_continuations(
    paragraphs: Sequence[Paragraph], found: dict[int, tuple[Span, Span] | None]
) -> dict[int, tuple[Span, Span] | None]:
    """An answer goes on until the next question, over its paragraphs."""
    first, last = min(found), max(found)
    whole: dict[int, tuple[Span, Span] | None] = {}
    label: Span | None = None
    for number in range(first, last + 1):
        if number in found:
            answer = found[number]
            label = answer[0] if answer is not None else None
            whole[number] = answer
        elif label is not None and paragraphs[number].role in QUOTABLE:
            whole[number] = (label, (paragraphs[number].body, paragraphs[number].end))
    return whole


def interviewee(text: str, label: int, cast: Cast) -> Someone | None:
    """Who answers at the label: the person the introduction says was interviewed, else the one
    it names most; None when it names nobody."""
    first = _first_question(text, label)
    named = [
        m
        for m in cast.within((max(0, first - _LONGEST_INTRODUCTION), first))
        if m[2].voice is Voice.PERSON
    ]
    for start, end, who in named:
        before = text[max(0, start - 120) : start]
        if _WITH.search(before) is not None or _SPEAKS.match(text, end) is not None:
            return who
    times: dict[int, int] = {}
    for _, _, who in named:
        times[id(who)] = times.get(id(who), 0) + 1
    return max((who for _, _, who in named), key=lambda w: times[id(w)], default=None)


def _first_question(text: str, before: int) -> int:
    asked = re.search(r"(?m)^\s*(?:Q|QUESTION|Question)\s?[.:]\s", text[:before])
    return asked.start() if asked is not None else before
