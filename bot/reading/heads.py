"""Which name a source is about: the head of its noun phrase, not what hangs on it."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.model import Span, Voice
from bot.reading import described, roles
from bot.reading.hanging import Phrase, Place
from bot.reading.people import Cast
from bot.reading.someone import Mention, Someone


@dataclass(frozen=True, slots=True)
class Named:
    """who: the head of a source. others: those it names beside, with an "and". many: there are
    others, named or not ("Lee and his brother"). open: the words leave open whether it is the
    head's name at all ("a lawyer for the mayor, Ann Lee"), or which of two with one surname is
    meant. rivals: others who bear it."""

    who: Someone
    others: tuple[Someone, ...]
    many: bool
    open: bool
    rivals: tuple[Someone, ...] = ()


def named(text: str, span: Span, cast: Cast, phrase: Phrase | None) -> Named | None:
    """Who is the head of the source; None for "Rahmani's lawyer" or "officials in Kyiv".

    phrase: how its words hang together, where they were parsed.
    """
    found = [(m, _place(text, span, m, phrase)) for m in cast.within(span)]
    found = _with_listed(text, span, found)
    heads = [m for m, place in found if place is not Place.HANGS]
    if heads and "," not in text[span[0] : span[1]] and _INDEFINITE.match(text, span[0]):
        heads = [m for m in heads if m[2].voice is Voice.PERSON]  # "a new PAC" is some PAC
    people = [m for m in heads if m[2].voice is Voice.PERSON]
    if not heads:
        return None
    chosen = people[-1] if people and _lists_role(text, people) else (people or heads)[0]
    shown = text[span[0] : span[1]]
    many = len(heads) > 1 and bool(_JOINED.search(shown) or described.many(shown))
    unsettled = (chosen, Place.EITHER) in found or _shares_noun(text, span, chosen, cast)
    beside = _beside(text, people or heads, chosen) if many else ()
    either = _either(text, people, chosen)
    if either:
        return Named(chosen[2], (), many, True, either)
    shared = cast.shared.get(chosen[0])
    if shared is None:
        return Named(chosen[2], beside, many, unsettled)
    return Named(chosen[2], beside, many, unsettled or shared.close, shared.others)


Placed = list[tuple[Mention, Place]]


def _with_listed(text: str, span: Span, found: Placed) -> Placed:
    """The same, where a list goes on from a person who hangs: Lee, Berg and Holm in "Lawyers for
    Lee, Berg and Holm". After one "lawyer for Lee" it is open whether Berg speaks beside him."""
    hanging = next((n for n, (m, place) in enumerate(found) if _person_hangs(m, place)), None)
    if hanging is None:
        return found
    last = number = hanging
    while number + 1 < len(found):
        one, other = found[number][0], found[number + 1][0]
        if other[2].voice is not Voice.PERSON or not _JOINT.fullmatch(text, one[1], other[0]):
            break
        number += 1
        last = number if text[other[0] - 2 : other[0]] != ", " else last
    several = described.many(text[span[0] : found[hanging][0][0]])
    listed = []
    for n, (m, place) in enumerate(found):
        titled = m[1] - m[0] > len(m[2].name)
        hangs = Place.EITHER if titled or not several else Place.HANGS
        listed.append((m, hangs if hanging < n <= last and place is not Place.HANGS else place))
    return listed


def _person_hangs(mention: Mention, place: Place) -> bool:
    return place is Place.HANGS and mention[2].voice is Voice.PERSON


_JOINT = re.compile(r", |,? (?:and|or|&) (?:(?:for|of|to|with) )?")


def _shares_noun(text: str, span: Span, one: Mention, cast: Cast) -> bool:
    """ "Lee and Berg’s lawyer", "Lee and Berg supporters": Lee himself, or a lawyer of both?"""
    return any(
        _TWO.fullmatch(text, one[1], start) is not None
        and (owns(text, end) or _modifies(text, span, end, None))
        for start, end, _ in cast.within(span)
    )


_TWO = re.compile(r",? (?:and|or|&) ")
_AND = re.compile(
    r"(?:, [^,.]{1,80}|,? \([^)]{1,40}\))?(?:,|,? (?:and|&|as well as|together with|along with))"
    r" (?:(?:the |his |her )?[a-z][\w’' -]{0,60},? )?"
)


def _beside(text: str, heads: list[Mention], chosen: Mention) -> tuple[Someone, ...]:
    """The others of "Lee, the mayor, and Governor Berg", when every one is joined to the next."""
    if len(heads) == 1:
        return ()
    joined = all(
        _AND.fullmatch(text, one[1], other[0]) is not None for one, other in pairwise(heads)
    )
    and_last = re.search(r"\b(?:and|with|as)\b|&", text[heads[-2][1] : heads[-1][0]])
    if not joined or and_last is None:
        return ()
    return tuple(w for w in dict.fromkeys(h[2] for h in heads) if w is not chosen[2])


def _either(text: str, people: list[Mention], chosen: Mention) -> tuple[Someone, ...]:
    """The others of "Lee or Berg": it was one of them."""
    joints = (text[one[1] : other[0]] for one, other in pairwise(people))
    if not any(_OR.fullmatch(joint) for joint in joints):
        return ()
    return tuple(w for w in dict.fromkeys(h[2] for h in people) if w is not chosen[2])


_JOINED = re.compile(r" (?:and|as well as) ")
_OR = re.compile(r",? or (?:(?:the|his|her) )?(?:[a-z]+ )?")
_INDEFINITE = re.compile(r"(?:an?|some|one|two|three|several|many|other|most)\s", re.IGNORECASE)


def _place(text: str, span: Span, mention: Mention, phrase: Phrase | None) -> Place:
    """HEAD, EITHER or HANGS: what the words around a name say, and the parse where there is one."""
    start, end, who = mention
    owned = end < span[1] and owns(text, end)  # at its end the owner is the source itself
    if owned or _modifies(text, span, end, phrase) or _hangs(text, span[0], start):
        return Place.HANGS
    place = (phrase.place(start, end) if phrase is not None else None) or Place.HEAD
    if place in (Place.APART, Place.EITHER) and who.voice is not Voice.PERSON:
        return Place.HANGS
    if place is Place.APART:
        return Place.HEAD if len(who.words) > 1 else Place.EITHER
    return place


def owns(text: str, end: int) -> bool:
    """Does a possessive follow: "Lee's", "Thomas'"?"""
    return text[end : end + 2] in ("’s", "'s") or (
        text[end : end + 1] in ("’", "'") and text[end : end + 2] not in ("''",)
    )


_GOES_ON = re.compile(
    r"(?:of|in|at|for|on|and|or|who|which|that|himself|herself|themselves|itself|from|with|to|"
    r"the|a|an|both|then|also|now|later|by|via|as|whose|according|each|all)\b"
)


_ADVERB = re.compile(r"[a-z]+ly\b ?")


def _modifies(text: str, span: Span, end: int, phrase: Phrase | None) -> bool:
    """ "Lee" in "Lee supporters", "the Lee campaign"; not in "Lee reportedly"."""
    rest = text[end : span[1]]
    after = rest.lstrip()
    if phrase is not None and phrase.head is not None and phrase.head[1] == end:
        after = _ADVERB.sub("", after)
    return rest[:1] == " " and after[:1].islower() and _GOES_ON.match(after) is None


_PREPOSITION = re.compile(
    r"\b(?:of|for|in|from|with|at|on|to|by|under|about|against|near|like|such as|including|"
    r"behind|between|than|around|outside|inside|after|before|without|among|beside|over)\b|"
    r"(?<=[a-z] )(?<!\bthe )(?<!\ba )(?<!\ban )[a-z]{2,}ing(?= $)"  # "a lawyer representing"
)


def _hangs(text: str, start: int, at: int) -> bool:
    """Does a preposition or a clause stand between the source's start and the name?"""
    before = text[start:at]
    if re.search(r"\b(?:who|which|that|whose)\b", before):
        return True
    tail = before.rsplit(",", 1)[-1]
    found = list(_PREPOSITION.finditer(tail))
    if not found:
        return False
    between = tail[found[-1].end() :].split()
    # "head of the port authority Ann Lee": the preposition has a noun of its own
    own = between and between[-1][0].islower() and between[-1] not in ("the", "a", "an", "his")
    return not (own and roles.head_role(tail.strip()))


def _lists_role(text: str, heads: list[Mention]) -> bool:
    """ "Ukraine coach Ann Lee": the last name is meant when only a role stands between."""
    first, second = heads[0], heads[-1]
    if first is second:
        return False
    between = text[first[1] : second[0]].strip()
    return bool(between) and "," not in between and roles.head_role(between)
