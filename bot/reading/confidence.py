"""How sure a quote is: what its construction is worth, and how surely its speaker is known.

The worth of a construction is the share of its quotes that were right, words and source, on the
annotated news it was measured with (docs/quality.md says how).
"""

from bot.model import Voice
from bot.reading.drafts import Draft
from bot.reading.resolve import Said
from bot.reading.wordlists import words

BASE = {
    "quote": 0.86,
    "signed": 0.97,
    "label": 0.86,
    "lead": 0.85,
    "clause": 0.8,
    "parenthesis": 0.72,
    "according": 0.86,
    "thing": 0.68,
    "noun": 0.68,
    "unsaid": 0.6,
    "transcript": 0.6,
    "answer": 0.88,
    "goes on": 0.55,
    "block": 0.55,
    "follows": 0.5,
    "alone": 0.3,
}
_PLAIN = {"quote": 0.98, "clause": 0.9, "parenthesis": 0.91}  # "said", "told", "added", "wrote"
_PLAIN_THAT = 0.96  # "said that …"
_UNCLEAR = 0.4  # of its worth, when nobody knows who speaks


def confidence(text: str, draft: Draft, said: Said) -> float:
    """0 to 1, to two places."""
    base = BASE[draft.rule]
    cue = {w for start, end in draft.cue for w in text[start:end].lower().split()}
    if draft.rule in _PLAIN and not cue.isdisjoint(words("nouns", "plain")):
        base = _PLAIN[draft.rule]
        if draft.rule == "clause" and text.startswith("that ", draft.content[0][0]):
            base = _PLAIN_THAT
    if said.voice is Voice.UNCLEAR:
        return round(base * _UNCLEAR, 2)
    return round(base * (0.7 + 0.3 * said.sure), 2)
