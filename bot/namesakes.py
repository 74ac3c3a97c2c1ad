"""What speaks against two people of one name being one person.

A role that changes is a career: a minister becomes a secretary, a striker a coach. Against it
speaks only what one person can hardly be: another country's, of another world within a year, or
born in another year than an age says. Which worlds go together is in worlds.txt.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from bot.countries import country

SHORT = timedelta(days=366)  # within so long nobody goes from the altar to the goal
# Two ages of one person put the birthday within a year; papers are wrong by another.
_BORN_APART = timedelta(days=2 * 366)

_ENTRY = re.compile(r"\[(\w+)( at any time)?(?:: ([\w ]+))?\]")
# "Former striker" and "the late bishop" hold no such place now.
_NOT_NOW = re.compile(r"\b(?:former|formerly|ex|late|retired|one-time|onetime)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD_ENDS = re.compile(r"\s(?:for|at|in|on|with|without|from|who|whose|which|of)\b|[,;(]")
_LONGEST = 3  # words of a line in worlds.txt


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody was seen in, from a day to a day; None where the day is not known."""

    words: str
    since: date | None
    until: date | None


def against(role: str | None, day: date | None, held: Sequence[Held]) -> str | None:
    """What in a role on a day speaks against those who held these holding it too, in words.

    None when nothing does. A role of an unknown day may have been held on any; what was held on
    no known day says nothing of its world.
    """
    if not role:
        return None
    if _another_country(role, [one.words for one in held]):
        return "another country"
    mine = worlds(role)
    near = [found for one in held if _near(one, day, mine) and (found := worlds(one.words))]
    if mine and near and not any(_together(mine, theirs) for theirs in near):
        return "another line of work at the same time"
    return None


def differ(role: str | None, other: str | None) -> str | None:
    """What tells two roles apart as two people's, whenever they were held; None when nothing."""
    if not role or not other:
        return None
    if _another_country(role, [other]):
        return "another country"
    mine, theirs = worlds(role), worlds(other)
    apart = mine and theirs and not _together(mine, theirs)
    return "another line of work" if apart else None


def alike_in_life(role: str, other: str) -> bool:
    """Whether two roles are of one world, or of one country."""
    here = country(role)
    return not worlds(role).isdisjoint(worlds(other)) or (
        here is not None and here == country(other)
    )


def born_by(age: int, day: date) -> date:
    """The last day on which somebody of an age on a day can have been born."""
    year = max(day.year - age, date.min.year)
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if leap_day else day.replace(year=year)


def ages_apart(born: date | None, other: date | None) -> bool:
    """Whether two such days cannot be one person's."""
    return born is not None and other is not None and abs(born - other) > _BORN_APART


def worlds(role: str) -> frozenset[str]:
    """The worlds that a role puts somebody in now; none where its words leave it open."""
    found = set()
    for part in re.split(r"\band\b|&|/", role.casefold()):
        words = _WORD.findall(_head(part))
        if words and not _NOT_NOW.search(part):
            found.add(_world_of(tuple(words[-_LONGEST:])))
    return frozenset(found - {""})


def _head(part: str) -> str:
    """ "Law professor" of "law professor at Vell"; "chief of police" stays whole."""
    kept = part.replace("’", "'").replace("'s ", " ")
    listed = next((line for line in _of_phrases() if re.search(rf"\b{line}\b", kept)), None)
    return listed or _HEAD_ENDS.split(kept.strip(), maxsplit=1)[0]


def _world_of(words: tuple[str, ...]) -> str:
    for first in range(len(words)):
        if world := _lines().get(" ".join(words[first:])):
            return world
    return ""


def _together(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether somebody of the one may be of the other too."""
    beside = _beside()
    return any(
        one == other or other in beside[one] or one in beside[other]
        for one in mine
        for other in theirs
    )


def _another_country(role: str, others: Iterable[str]) -> bool:
    here, theirs = country(role), set(filter(None, map(country, others)))
    return bool(here and theirs and here not in theirs)


def _near(one: Held, day: date | None, mine: frozenset[str]) -> bool:
    """Whether a role was held about then, as far as is known."""
    if one.since is None and one.until is None:
        return False
    if day is None or not _at_any_time().isdisjoint(mine | worlds(one.words)):
        return True
    before = one.until is not None and day - one.until > SHORT
    after = one.since is not None and one.since - day > SHORT
    return not (before or after)


# --- worlds.txt ----------------------------------------------------------------------------------


@cache
def _table() -> list[tuple[re.Match[str], list[str]]]:
    """Each world's head and the lines under it."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in resources.files("bot").joinpath("worlds.txt").read_text("utf-8").splitlines():
        if head := _ENTRY.fullmatch(line):
            found.append((head, []))
        elif line and not line.startswith("#"):
            found[-1][1].append(line)
    return found


@cache
def _lines() -> dict[str, str]:
    return {line: head[1] for head, lines in _table() for line in lines}


@cache
def _of_phrases() -> tuple[str, ...]:
    return tuple(line for line in _lines() if " of " in line)


@cache
def _beside() -> dict[str, frozenset[str]]:
    return {head[1]: frozenset((head[3] or "").split()) for head, _ in _table()}


@cache
def _at_any_time() -> frozenset[str]:
    return frozenset(head[1] for head, _ in _table() if head[2])
