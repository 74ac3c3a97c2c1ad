"""Whom a description means that says something: "the minister", "an official", "her letter"."""

import re

from bot.model import Gender, Span, Voice
from bot.reading import described, gender, heads, surnames
from bot.reading.before import Before
from bot.reading.drafts import Draft
from bot.reading.in_mind import Ranking
from bot.reading.offices import hold_another, holders
from bot.reading.people import Cast
from bot.reading.pronouns import Pronouns
from bot.reading.said import Said, choice, left_open, settled
from bot.reading.someone import Someone
from bot.reading.why import Ground, Why

_CLOSE_CALLED = 0.92  # as in_mind.CLOSE, for "the senator", which says more than "he"
_CALLED = 3.0  # times the weight, for "the senator" and somebody called senator before
_CLOSE_HOLDERS = 0.3  # the same where two hold the office
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
        bearer = surnames.bearer(shown, start, self._cast)
        if bearer is not None:
            return settled(bearer, 0.9, Why(Ground.COMMON_WORD))
        owner = self._owner(start, end, draft.content, before)
        if owner is not None and described.medium(shown):
            return owner
        phrase = draft.phrase
        if phrase is not None and phrase.head is not None and phrase.clause:
            head = self._text[start : phrase.head[1]].lower()  # of "the lawyer suing Lee"
            return _as_described(described.plain(shown), head)
        known = self._one_person(shown, start, draft.content, before)
        known = known or self._called_so(shown, span, owner)
        if known is not None:
            return known
        name = described.plain(shown)
        if owner is not None and owner.speaker is not None and _POSSESSIVE.match(shown):
            name = _POSSESSIVE.sub(owner.speaker + "’s ", name, count=1)
        return _as_described(name, shown)

    def _owner(
        self, start: int, end: int, content: tuple[Span, ...], before: Before
    ) -> Said | None:
        """Whose statement it is."""
        first = self._text[start:end].split(maxsplit=1)[0].lower()
        if first in ("his", "her", "its", "their"):
            return self._pronouns.meant(first, start, content, before)
        inside = self._cast.within((start, end))
        if inside and inside[0][0] - start < 5 and heads.owns(self._text, inside[0][1]):
            return settled(inside[0][2], 0.85, Why(Ground.OWNER))
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
            return settled(aged, 0.9, Why(Ground.AGE))
        return _unnamed(nouns, before.last.said) or self._in_mind(shown, nouns, at, content)

    def _in_mind(
        self, shown: str, nouns: set[str], at: int, content: tuple[Span, ...]
    ) -> Said | None:
        """Who was called so. When nobody was, it may be one more word for whoever is in mind, but
        "the doctor" of somebody who was shot is not he: open."""
        shows = gender.shown(" ".join(nouns))
        of = Gender.HE if shows > 0 else Gender.SHE if shows < 0 else None
        persons = self._pronouns.persons(at, of, content)
        fitting = persons.fitting
        holding = holders(shown, (one.who for one in fitting))
        called = [one for one in fitting if one.who in holding]
        if not called:
            told = described.introduced(self._text, at, nouns)
            if told is not None:
                return Said(told, Voice.ANONYMOUS, 0.8, Why(Ground.TOLD_OF_SO))
            near = [one for one in fitting if one.who.named and one.weight >= _FAINT]
            new = _WHO_IS.match(self._text, at + len(shown)) is not None  # "The minister, who …,"
            if not near or new or hold_another(shown, (one.who for one in fitting)):
                return None
            return left_open(Ranking(near, persons.unfit), Ground.CALLED_SO_BY_NOBODY)
        called = [one for one in called if one.who.named] or called
        ranked = [one._replace(weight=one.weight * _CALLED) for one in called]
        rivalled = len(ranked) > 1 and ranked[1].weight > ranked[0].weight / 2
        faint = ranked[0].weight < (_FAINT if rivalled else _FAINT_ALONE)
        if faint or (" of " in shown and rivalled):
            return None
        two = len(ranked) > 1 and _alike(ranked[0].who, ranked[1].who, nouns)
        close = _CLOSE_HOLDERS if two else _CLOSE_CALLED
        return choice(Ranking(ranked, persons.unfit), Ground.CALLED_SO, close)

    def _called_so(self, shown: str, span: Span, owner: Said | None) -> Said | None:
        """Who was described in these words before, or is "the minister" or "its head"."""
        at = span[0]
        who = described.by_description(shown, at, self._cast)
        called = described.as_definite(shown)
        if who is None and called is not None:
            who = self._in_office(shown, called, at, owner)
            who = who or described.by_body_noun(shown, at, self._cast)
        if who is not None:
            return settled(who, 0.8, Why(Ground.CALLED_SO))
        who = described.in_headline(self._text, *span, self._cast)
        return settled(who, 0.8, Why(Ground.CALLED_SO_BELOW)) if who is not None else None

    def _in_office(self, shown: str, called: str, at: int, owner: Said | None) -> Someone | None:
        """Whose role it is; of "its head", where that was told to be the owner's."""
        who = described.by_role(called, at, self._cast)
        if who is None or not _ITS.match(shown):
            return who
        holds = described.holds(who, owner.speaker if owner is not None else None)
        return who if holds else None


def _alike(one: Someone, other: Someone, nouns: set[str]) -> bool:
    """Do both have it from their roles, as two mothers or two mayors have?"""
    held = ({n for office in who.offices for n in office[-1:]} for who in (one, other))
    return all(not nouns.isdisjoint(all_) for all_ in held)


def _unnamed(nouns: set[str], last: Said) -> Said | None:
    """ "The official" after "a senior official" spoke."""
    if last.speaker is None or last.voice is not Voice.ANONYMOUS:
        return None
    same = not nouns.isdisjoint(described.nouns(last.speaker))
    return Said(last.speaker, last.voice, 0.8, Why(Ground.SPOKE_SO_CALLED)) if same else None


def _as_described(name: str, words: str) -> Said:
    """By what the source calls them; the words show what kind of speaker, and how many."""
    return Said(
        name, described.voice(words), 0.8, Why(Ground.DESCRIBED), many=described.many(words)
    )
