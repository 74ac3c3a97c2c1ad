"""Whose words they are found to be: settled, the likeliest of several, or open; and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.model import Voice
from bot.reading.in_mind import CLOSE, Ranking
from bot.reading.someone import Someone
from bot.reading.why import Ground, Why

_MOST_CANDIDATES = 4
_HARDLY = 0.1  # of a weight
_CLOSE_TO_UNSURE = 0.5  # as CLOSE, where the second fits better
_FAR = 0.4  # of the first one's weight


@dataclass(frozen=True, slots=True)
class Said:
    """speaker: None when open. sure: 0 to 1, how well the text settles who it is. many: several
    speak; others: those of them that are named beside the first."""

    speaker: str | None
    voice: Voice
    sure: float
    why: Why
    role: str | None = None
    candidates: tuple[str, ...] = ()
    who: Someone | None = None
    many: bool = False
    others: tuple[Someone, ...] = ()


def choice(ranking: Ranking, settles: Ground | None = None, close: float = CLOSE) -> Said:
    """The heaviest candidate; open, with all of them, when the next is about as heavy: `close`
    is that share of its weight. settles: what makes it so heavy, if more than its place."""
    ranked, everybody = ranking.fitting, ranking.everybody
    if not ranked:
        return unclear((), Why(Ground.NOBODY_FITS, (), everybody))
    first = ranked[0].weight
    rival = ranked[1].weight / first if len(ranked) > 1 else 0.0
    if settles is None and len(ranked) > 1 and ranked[0].fit.share < 1 <= ranked[1].fit.share:
        close = min(close, _CLOSE_TO_UNSURE)
    if rival >= close:
        return left_open(ranking, Ground.RIVALLED, ranked[1].who)
    if first < _HARDLY:
        return left_open(ranking, Ground.HARDLY)
    far = rival < _FAR
    why = Why(settles or (Ground.HEAVIEST if far else Ground.LIKELIEST), (), everybody)
    said = settled(ranked[0].who, 0.9 if far else 0.75, why)
    return replace(said, candidates=names_of(one.who for one in ranked[1:]))


def left_open(ranking: Ranking, ground: Ground, *about: Someone) -> Said:
    """Open, with those who can be meant; `about` are those because of whom."""
    why = Why(ground, tuple(who.name for who in about), ranking.everybody)
    return unclear(names_of(one.who for one in ranking.fitting), why)


def unclear(candidates: tuple[str, ...], why: Why) -> Said:
    """Open, with the names of those who can be meant, likeliest first."""
    return Said(None, Voice.UNCLEAR, 0.0, why, candidates=candidates)


def names_of(people: Iterable[Someone]) -> tuple[str, ...]:
    """Of those who can be meant, without words that may not be a name at all."""
    known = [who.name for who in people if who.named or len(who.words) > 1]
    return tuple(known[:_MOST_CANDIDATES])


def settled(who: Someone, sure: float, why: Why) -> Said:
    """One person's or body's, 0 to 1 sure."""
    return Said(who.name, who.voice, sure, why, who.role, (), who)


NOBODY = unclear((), Why(Ground.NO_SOURCE))
