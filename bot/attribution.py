"""The words of an article that attribute a quote: "told reporters in Narva"."""

import re
from collections.abc import Iterable

from bot.model import Provenance, Span

_PREPOSITION = re.compile(
    r"\b(?:in|at|on|to|from|with|via|through|by|during|over|outside|inside|near|aboard) $",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:(?:in|at|on|to|from|with|via|through|by|during|over|outside|inside|near|aboard) ?)?\s*",
    re.IGNORECASE,
)


def attribution(
    text: str, cue: Iterable[Span], content: Iterable[Span], told: Provenance
) -> tuple[str, ...]:
    """The cue with the words that tell where, when, to whom and through what, as slices of the
    text in its order: those that stand beside each other in one, nothing of the content in any."""
    parts: list[Span] = []
    for start, end in sorted({*cue, *(_led(text, span) for span in told.spans().values())}):
        if parts and start < parts[-1][1]:
            parts[-1] = parts[-1][0], max(parts[-1][1], end)
        elif parts and _BETWEEN.fullmatch(text, parts[-1][1], start):
            parts[-1] = parts[-1][0], end
        else:
            parts.append((start, end))
    words = tuple(content)
    return tuple(
        text[start:end]
        for start, end in parts
        if not any(start < stop and at < end for at, stop in words)
    )


def _led(text: str, span: Span) -> Span:
    """With the preposition before it."""
    start, end = span
    m = _PREPOSITION.search(text, max(0, start - 10), start)
    return (m.start() if m is not None else start), end
