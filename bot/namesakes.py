"""What speaks against two people of one name being one person.

A role that changes is a career: a minister becomes a secretary, a striker a coach. Against it
speaks only what one person can hardly be: another country's, or of another world within a year.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.countries import country

SHORT = timedelta(days=366)  # within so long nobody goes from the altar to the goal

# Worlds that nobody is in two of at once. Trades of which ministers are made (farmers, lawyers,
# comedians) are in none of them.
_WORLDS = {
    "state": "minister chancellor ambassador lawmaker senator congressman congresswoman mp mep"
    " legislator judge prosecutor premier",
    "sport": "footballer striker midfielder goalkeeper winger defender batsman bowler sprinter"
    " swimmer gymnast jockey cyclist quarterback skater skier cricketer racer",
    "church": "bishop archbishop cardinal priest vicar pastor imam rabbi nun monk",
    "medicine": "surgeon nurse midwife paediatrician pediatrician cardiologist dentist",
    "stage": "singer rapper actor actress drummer ballerina",
    "school": "pupil schoolboy schoolgirl toddler",
}
_WORLD_OF = {word: world for world, many in _WORLDS.items() for word in many.split()}
# "Former striker", "the judge's widow" and "the shadow of a priest" hold no such place now.
_NOT_NOW = re.compile(
    r"\b(former|ex|late|retired|shadow|husband|wife|widow|widower|son|daughter|mother|father"
    r"|brother|sister|spokesman|spokeswoman|spokesperson|aide|adviser|advisor|assistant"
    r"|secretary|lawyer|fan|president|owner|chairman|chairwoman|chair)\b"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody was seen in, from a day to a day; None where the day is not known."""

    words: str
    since: date | None
    until: date | None


def against(role: str | None, day: date | None, held: Sequence[Held]) -> str | None:
    """What in a role on a day speaks against those who held these holding it too, in words.

    None when nothing does.
    """
    if not role:
        return None
    here, theirs = country(role), set(_countries(held))
    if here and theirs and here not in theirs:
        return "another country"
    mine = _world(role)
    near = {_world(one.words) for one in held if day and _near(one, day)} - {None}
    if mine and near and mine not in near:
        return "another line of work at the same time"
    return None


def _countries(held: Iterable[Held]) -> Iterable[str]:
    return filter(None, (country(one.words) for one in held))


def _world(role: str) -> str | None:
    words = role.casefold()
    if _NOT_NOW.search(words):
        return None
    found = {_WORLD_OF[word] for word in re.findall(r"[^\W\d_]+", words) if word in _WORLD_OF}
    return found.pop() if len(found) == 1 else None


def _near(one: Held, day: date) -> bool:
    if one.since is None or one.until is None:
        return False
    return one.since - day <= SHORT and day - one.until <= SHORT
