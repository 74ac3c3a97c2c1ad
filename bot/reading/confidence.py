"""How sure a quote is: what its construction leaves open, times what its evidence adds or takes.

A doubt is the share of such quotes that were wrong, in their words or their source, on the
annotated news they were measured with (docs/quality.md says how). Each piece of evidence
multiplies it: what speaks for a quote makes the doubt smaller, what speaks against it larger.
Whose words they are, once the source is found, is a doubt of its own: see `Said.sure`.
"""

import re
from collections.abc import Iterator

from bot.model import Kind, Voice
from bot.reading.drafts import Draft
from bot.reading.said import Said
from bot.reading.wordlists import words
from bot.stance import channel

DOUBT = {
    "quote": 0.03,
    "label": 0.05,
    "signed": 0.07,
    "lead": 0.09,
    "clause": 0.085,
    "parenthesis": 0.1,
    "according": 0.09,
    "answer": 0.12,
    "unsaid": 0.22,
    "thing": 0.27,
    "noun": 0.28,
    "goes on": 0.35,
    "transcript": 0.4,
    "block": 0.45,
    "follows": 0.5,
    "alone": 0.7,
    "turn": 0.7,
}
_MOST = 0.98
_UNCLEAR = 0.4  # of what is left, when nobody knows who speaks
_WRONG_SPEAKER = 0.1  # of what `Said.sure` leaves open
_SETTLED, _LIKELY = 0.9, 0.7  # of `Said.sure`
_RIVALLED, _HARDLY = 0.85, 0.6

# The cue: "said", "told", "added" and a few more; others as plain; any other verb; none.
_PLAIN, _KNOWN = words("nouns", "plain"), words("nouns", "nearly plain")
_CUE = {
    "quote": {"plain": 0.6, "known": 0.75, "other": 3.0, "none": 10.0},
    "clause": {"plain": 0.75, "other": 1.5},
    "parenthesis": {"plain": 0.75, "other": 1.9},
    "thing": {"plain": 0.75},
}
_RELATIVE_SOURCE = {"quote": 4.0, "clause": 3.0, "thing": 1.7}  # "the man who said"
_DESCRIBED = {"quote": 1.7, "thing": 1.3}  # "the owner of the shop"
_ANONYMOUS = {"quote": 1.5, "clause": 1.5, "thing": 1.3}
_HEARSAY = 2.5  # "according to Lee, Berg said": judged, not measured; the news has too few
_APART = {"quote": 1.9, "clause": 1.5}  # words stand between the cue and its source
_MIXED = {"quote": 2.2, "clause": 0.8, "according": 1.4}
_SPLIT = {"according": 2.0}
_LENGTH = {"clause": (1.4, 2.3), "parenthesis": (1.0, 2.0), "according": (1.3, 2.0)}
_OPENS = (
    (re.compile(r"that\b"), 0.85),
    (re.compile(r"(?:s?he|it|there|I|we)\b"), 0.85),
    (re.compile(r"they\b"), 1.4),  # people asked in a poll, as often as not
    (re.compile(r"to\b"), 2.0),  # "promised to": a plan, as often as words
)
_LONG, _VERY_LONG = 20, 28  # words of reported speech: its end is less sure
_NEAR = 3  # characters
_ANYBODY = re.compile(
    r"(?:the|an?|his|her|its|their|some|many|most|one|in|this|that|these|those|[a-z])\b"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})


def confidence(text: str, draft: Draft, said: Said, kind: Kind) -> float:
    """0 to 1, to two places."""
    doubt = DOUBT[draft.rule]
    for weight in _evidence(text, draft, said, kind):
        doubt *= weight
    sure = min(_MOST, max(0.0, 1 - doubt)) or 1 - DOUBT["alone"]
    if said.voice is Voice.UNCLEAR:
        return round(sure * _UNCLEAR, 2)
    if said.candidates and said.sure < _SETTLED:  # "he", and another man comes near
        return round(sure * (_RIVALLED if said.sure >= _LIKELY else _HARDLY), 2)
    return round(sure * (1 - _WRONG_SPEAKER * (1 - said.sure)), 2)


def _evidence(text: str, draft: Draft, said: Said, kind: Kind) -> Iterator[float]:
    rule = draft.rule
    yield _CUE.get(rule, {}).get(_cue(text, draft), 1.0)
    hearsay = bool(channel(" … ".join(text[s:e] for s, e in draft.cue)))
    if hearsay:
        yield _HEARSAY
    if draft.source:
        yield from _of_source(text, draft, apart=not hearsay)
    if said.voice is Voice.ANONYMOUS:
        yield _ANONYMOUS.get(rule, 1.0)
    if kind is Kind.MIXED:
        yield _MIXED.get(rule, 1.0)
    if len(draft.content) > 1:
        yield _SPLIT.get(rule, 1.0)
    long, very_long = _LENGTH.get(rule, (1.0, 1.0))
    count = sum(text.count(" ", start, end) for start, end in draft.content)
    yield very_long if count >= _VERY_LONG else long if count >= _LONG else 1.0
    if rule == "clause":
        start = draft.content[0][0]
        yield next((weight for opens, weight in _OPENS if opens.match(text, start)), 1.1)


def _cue(text: str, draft: Draft) -> str:
    cue = {word for start, end in draft.cue for word in text[start:end].lower().split()}
    if not cue:
        return "none"
    return "plain" if cue & _PLAIN else "known" if cue & _KNOWN else "other"


def _of_source(text: str, draft: Draft, *, apart: bool) -> Iterator[float]:
    """apart: words between cue and source count against it; whoever passes them on stands there."""
    rule = draft.rule
    (start, _), (_, end) = draft.source[0], draft.source[-1]
    shown = text[start:end]
    parts = shown.lower().split()
    if parts[-1] in ("who", "which", "that") and len(parts) > 1:
        yield _RELATIVE_SOURCE.get(rule, 1.0)
    elif parts[0] not in _PRONOUNS and _ANYBODY.match(shown[:1].lower() + shown[1:]):
        yield _DESCRIBED.get(rule, 1.0)
    between = [s - end if s >= end else start - e for s, e in draft.cue]
    if apart and between and min(between) > _NEAR:
        yield _APART.get(rule, 1.0)
