"""Who can be meant at a place, and how much speaks for each: values that say why."""

from enum import Enum
from typing import NamedTuple

from bot.model import Gender, Voice
from bot.reading.someone import Someone


class Part(float, Enum):
    """What somebody is where the article mentions them, worth this much."""

    SPOKE = 3.5
    OPENS = 3.0  # the subject of a paragraph's first sentence, named in full
    SUBJECT = 2.0
    OTHER = 1.0
    GOVERNED = 0.7
    OWNER = 0.6
    QUOTED = 0.2


class Event(NamedTuple):
    """A mention of somebody, a pronoun for them, or their being a source. sentence: its number."""

    at: int
    sentence: int
    part: Part
    who: Someone


class Fit(NamedTuple):
    """How well somebody fits the words: share, 0 not at all, 1 in full; and why."""

    share: float
    why: str


_BODY = Fit(1.0, "a body")
_PLACE = Fit(0.3, "a place, which seldom speaks")
_PERSON = Fit(1.0, "surely a person")
_LIKE_A_NAME = Fit(0.5, "looks like a person’s name")
_ONE_WORD = Fit(0.1, "one word that may be no person")
_SAME = Fit(1.0, "of that gender")
_SAME_ONE_WORD = Fit(0.5, "of that gender, if a person")
_OTHER = Fit(0.0, "of the other gender")
_EITHER = Fit(0.8, "may be a he or a she")
_EITHER_NAME = Fit(0.4, "may be a he or a she, and looks like a person’s name")
_EITHER_WORD = Fit(0.15, "may be no person")


def fit(who: Someone, gender: Gender | None) -> Fit:
    """How well somebody fits "he" or "she", or (gender None) "the senator", "it" or "they"."""
    if who.voice is Voice.BODY:
        return _PLACE if who.place else _BODY
    long = len(who.words) > 1
    if gender is None:
        return _PERSON if who.named else _LIKE_A_NAME if long else _ONE_WORD
    if who.gender is gender:
        return _SAME if who.named or long else _SAME_ONE_WORD
    if who.gender is not None:
        return _OTHER
    if who.named:
        return _EITHER
    return _EITHER_NAME if long else _EITHER_WORD


class InMind(NamedTuple):
    """Somebody a reader has in mind. seen: where the article brought them there, last first, as
    seen from the sentence with the number `here`."""

    weight: float
    who: Someone
    fit: Fit
    seen: tuple[Event, ...]
    here: int


class Ranking(NamedTuple):
    """fitting: who can be meant, heaviest first. unfit: who is in mind and cannot be."""

    fitting: list[InMind]
    unfit: list[InMind]

    @property
    def everybody(self) -> tuple[InMind, ...]:
        return (*self.fitting, *self.unfit)

    def without(self, *who: Someone) -> "Ranking":
        """The same, but for these."""
        return self._replace(fitting=[one for one in self.fitting if one.who not in who])

    def led_by(self, first: list[InMind]) -> "Ranking":
        """The same, with these before all others."""
        rest = self.without(*(one.who for one in first))
        return self._replace(fitting=[*first, *rest.fitting])


CLOSE = 0.75  # the second candidate weighs nearly as much as the first: not settled
