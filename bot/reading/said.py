"""Whose words they are found to be: settled, the likeliest of several, or open."""

from dataclasses import dataclass, replace

from bot.model import Voice
from bot.reading.attention import CLOSE, Ranked
from bot.reading.someone import Someone

_MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Said:
    """speaker: None when open. sure: 0 to 1, how well the text settles who it is. many: several
    speak; others: those of them that are named beside the first."""

    speaker: str | None
    voice: Voice
    sure: float
    role: str | None = None
    candidates: tuple[str, ...] = ()
    who: Someone | None = None
    many: bool = False
    others: tuple[Someone, ...] = ()


NOBODY = Said(None, Voice.UNCLEAR, 0.0)


def choice(ranked: Ranked, close: float = CLOSE) -> Said:
    """The heaviest candidate; open, with all of them, when the next is about as heavy: `close`
    is that share of its weight."""
    if not ranked:
        return NOBODY
    first = ranked[0][0]
    rival = ranked[1][0] / first if len(ranked) > 1 else 0.0
    if rival >= close or first < 0.1:
        return left_open(ranked)
    said = settled(ranked[0][1], 0.9 if rival < 0.4 else 0.75)
    return replace(said, candidates=names_of(ranked[1:]))


def left_open(ranked: Ranked) -> Said:
    """Open, with those who can be meant."""
    return Said(None, Voice.UNCLEAR, 0.0, candidates=names_of(ranked))


def names_of(ranked: Ranked) -> tuple[str, ...]:
    """Of those who can be meant, without words that may not be a name at all."""
    known = [who.name for _, who in ranked if who.named or len(who.words) > 1]
    return tuple(known[:_MOST_CANDIDATES])


def settled(who: Someone, sure: float) -> Said:
    """One person's or body's, 0 to 1 sure."""
    return Said(who.name, who.voice, sure, who.role, (), who)
