"""Whom a description means that says something: "the minister", "an official", "her letter"."""

import re

from bot.model import Gender, Span, Voice
from bot.reading import described, gender, heads, surnames
from bot.reading.before import Before
from bot.reading.drafts import Draft
from bot.reading.people import Cast
from bot.reading.pronouns import Pronouns
from bot.reading.said import Said, choice, left_open, settled
from bot.reading.someone import Someone

_CLOSE_CALLED = 0.92  # as attention.CLOSE, for "the senator", which says more than "he"
_CALLED = 3.0  # times the weight, for "the senator" and somebody called senator before
_FAINT = 0.5  # nobody much in mind: the description stays one
_FAINT_ALONE = 0.2  # the same, when nobody else comes near
_WHO_IS = re.compile(r", who\b")
_ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|her|its|their)\s+", re.IGNORECASE)


class Descriptions:
    """Asked in reading order, for sources that hold no name that speaks."""

    def __init__(self, text: str, cast: Cast, pronouns: Pronouns) -> None:
        self._text = text
        self._cast = cast
        self._pronouns = pronouns

    def meant(self, span: Span, draft: Draft, before: Before) -> Said:
        """The person or body it was used for before, else the description itself."""
        start, end = span
        shown = described.without_clause(self._text[start:end])
        bearer = surnames.bearer(shown, self._cast)
        if bearer is not None:
            return settled(bearer, 0.9)
        owner = self._owner(start, end, draft.content, before)
        if owner is not None and described.medium(shown):
            return owner
        phrase = draft.phrase
        if phrase is not None and phrase.head is not None and phrase.clause:
            head = self._text[start : phrase.head[1]].lower()  # of "the lawyer suing Lee"
            return Said(
                described.plain(shown), described.voice(head), 0.8, many=described.many(head)
            )
        found = self._one_person(shown, start, draft.content, before)
        if found is not None:
            return found
        who = self._called_so(shown, start, owner)
        who = who or described.in_headline(self._text, start, end, self._cast)
        if who is not None:
            return settled(who, 0.8)
        name = described.plain(shown)
        if owner is not None and owner.speaker is not None and _POSSESSIVE.match(shown):
            name = _POSSESSIVE.sub(owner.speaker + "’s ", name, count=1)
        return Said(name, described.voice(shown), 0.8, many=described.many(shown))

    def _owner(
        self, start: int, end: int, content: tuple[Span, ...], before: Before
    ) -> Said | None:
        """Whose statement it is."""
        first = self._text[start:end].split(maxsplit=1)[0].lower()
        if first in ("his", "her", "its", "their"):
            return self._pronouns.meant(first, start, content, before)
        inside = self._cast.within((start, end))
        if inside and inside[0][0] - start < 5 and heads.owns(self._text, inside[0][1]):
            return settled(inside[0][2], 0.85)
        return None

    def _one_person(
        self, shown: str, at: int, content: tuple[Span, ...], before: Before
    ) -> Said | None:
        """ "the senator", "the 45-year-old": somebody who was named or told of before."""
        nouns = described.one_person(shown)
        if not nouns:
            return None
        age = described.age(shown)
        aged = next((w for _, _, w in self._cast.before(at) if age and w.age == age), None)
        if aged is not None:
            return settled(aged, 0.9)
        return _unnamed(nouns, before.last.said) or self._in_mind(shown, nouns, at, content)

    def _in_mind(
        self, shown: str, nouns: set[str], at: int, content: tuple[Span, ...]
    ) -> Said | None:
        """Who was called so. When nobody was, it may be one more word for whoever is in mind, but
        "the doctor" of somebody who was shot is not he: open."""
        shows = gender.shown(" ".join(nouns))
        of = Gender.HE if shows > 0 else Gender.SHE if shows < 0 else None
        persons = self._pronouns.persons(at, of, content)
        ranked = [(w * _CALLED, who) for w, who in persons if described.called(who, nouns)]
        if not ranked:
            told = described.introduced(self._text, at, nouns)
            if told is not None:
                return Said(told, Voice.ANONYMOUS, 0.8)
            near = [r for r in persons if r[1].named and r[0] >= _FAINT]
            new = _WHO_IS.match(self._text, at + len(shown)) is not None  # "The minister, who …,"
            return left_open(near) if near and not new else None
        ranked = [r for r in ranked if r[1].named] or ranked
        rivalled = len(ranked) > 1 and ranked[1][0] > ranked[0][0] / 2
        faint = ranked[0][0] < (_FAINT if rivalled else _FAINT_ALONE)
        if faint or (" of " in shown and rivalled):
            return None
        return choice(ranked, _CLOSE_CALLED)

    def _called_so(self, shown: str, at: int, owner: Said | None) -> Someone | None:
        """Who was described in these words before, or is "the minister" or "its head"."""
        who = described.by_description(shown, at, self._cast)
        called = described.as_definite(shown)
        if called is None or who is not None:
            return who
        who = described.by_role(called, at, self._cast)
        if (
            who is not None
            and _ITS.match(shown)
            and not described.holds(who, owner.speaker if owner is not None else None)
        ):
            who = None
        return who or described.by_body_noun(shown, at, self._cast)


def _unnamed(nouns: set[str], last: Said) -> Said | None:
    """ "The official" after "a senior official" spoke."""
    if last.speaker is None or last.voice is not Voice.ANONYMOUS:
        return None
    same = not nouns.isdisjoint(described.nouns(last.speaker))
    return Said(last.speaker, Voice.ANONYMOUS, 0.8) if same else None
