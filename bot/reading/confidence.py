"""How sure a quote is: what its construction is worth, and how surely its speaker is known."""

from bot.model import Voice
from bot.reading.drafts import Draft
from bot.reading.resolve import Said

BASE = {
    "quote": 0.97,
    "clause": 0.92,
    "parenthesis": 0.92,
    "according": 0.9,
    "lead": 0.9,
    "noun": 0.7,
    "alone": 0.5,
}


def confidence(draft: Draft, said: Said) -> float:
    """0 to 1, to two places."""
    base = BASE.get(draft.rule, 0.7)
    if said.voice is Voice.UNCLEAR:
        return round(base * 0.4, 2)
    return round(base * (0.6 + 0.4 * said.sure), 2)
