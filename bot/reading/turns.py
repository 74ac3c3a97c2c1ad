"""Questions and answers in running text: "Judge Lee asked whether Berg had come. “I had,” he said."

The one who is asked answers, where nothing shows that it is the one who asked.
"""

import re
from dataclasses import dataclass

from bot.model import Gender, Span, Voice
from bot.reading.drafts import Draft
from bot.reading.in_mind import Ranking
from bot.reading.people import Cast
from bot.reading.someone import Someone

_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|question(?:s|ed|ing)|press(?:es|ed|ing)|challeng(?:es|ed))\b",
    re.IGNORECASE,
)
# What stands between the cue and whoever is asked: "asked Lee", "asked whether the late Lee".
_TO_WHOM = re.compile(r"[\s,]*(?:(?:whether|if|why|how|when|where|what|who)\s+)?(?:[a-z]+\s+){0,2}")
_NEAR = 250  # characters from a question to its answer
_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)


_BY = re.compile(r"\s+(?:again\s+)?by\s+(?:[a-z]+\s+){0,3}")  # "asked by reporter Lee"


@dataclass(frozen=True, slots=True)
class Question:
    """asker asked `asked` something in words that end at `end`; asked: None for somebody whom the
    sentence names only behind it ("Asked by Lee if he knew, he said no")."""

    asker: Someone
    asked: Someone | None
    end: int

    def answered(
        self, text: str, ranking: Ranking, of: Gender, content: tuple[Span, ...]
    ) -> Ranking:
        """The candidates for "he said" behind the question, the one asked before the asker; as
        heavy as one another where the asker fits better or the words tell of somebody."""
        behind = min((s for s, _ in content), default=self.end) - self.end
        if self.asked is None:
            return ranking.without(self.asker) if behind < _NEAR else ranking
        by = {one.who: one for one in ranking.fitting}
        if self.asker not in by or self.asked not in by or behind > _NEAR:
            return ranking
        first = ranking.fitting[0]
        if first.who not in (self.asker, self.asked):
            return ranking
        told = _HE if of is Gender.HE else _SHE
        unsure = any(told.search(text, start, end) for start, end in content)
        better = self.asker.gender is of and self.asked.gender is not of
        share = 1.0 if unsure or better else 0.5
        asked = by[self.asked]._replace(weight=first.weight)
        asker = by[self.asker]._replace(weight=share * first.weight)
        return ranking.led_by([asked, asker])


def asks(text: str, cue: tuple[Span, ...]) -> bool:
    """Does somebody ask there, so that "she said" behind it is likely the answer?"""
    return any(_ASKS.search(text, start, end) is not None for start, end in cue)


def question(text: str, draft: Draft, asker: Someone | None, cast: Cast) -> Question | None:
    """The question a quote is, when its cue or the words right behind name who is asked."""
    if asker is None or not draft.cue or draft.rule not in ("clause", "quote", "thing"):
        return None
    (start, _), (_, end) = draft.cue[0], draft.cue[-1]
    m = _ASKS.search(text, start, end)
    if m is None:
        return None
    named = cast.within((m.end(), m.end() + 60))
    if named and named[0][2] is asker and _BY.fullmatch(text, m.end(), named[0][0]):
        return Question(asker, None, max(draft.end, end))
    for at, after, who in cast.within((m.end(), m.end() + 120)):
        if who is asker or who.voice is not Voice.PERSON:
            continue
        owns = text[after : after + 1] in ("’", "'")
        if owns or _TO_WHOM.fullmatch(text, m.end(), at) is None:
            return None
        return Question(asker, who, max(draft.end, end))
    return None
