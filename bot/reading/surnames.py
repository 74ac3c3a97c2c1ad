"""A surname alone, where more than one person of the article can bear it."""

import re

from bot.model import Gender, Span, Voice
from bot.reading import gender
from bot.reading.people import Cast
from bot.reading.someone import Mention, Someone

_STOP = re.compile(r"[.!?][”\"]?\s|\n")
# Who else bears "Mrs Lee" and "Mr Lee" where only one Lee has a whole name.
_HERS = re.compile(r"\b[Hh]is (?:[a-z]+ )?(?:wife|widow|mother|sister|daughter)\b")
_HIS = re.compile(r"\b[Hh]er (?:[a-z]+ )?(?:husband|widower|father|brother|son)\b")
_FAMILY = 2000  # characters


def shared(
    text: str, span: Span, who: Someone, cast: Cast, told: tuple[Span, ...] = ()
) -> tuple[Someone, ...]:
    """Everybody a surname alone can mean, when nothing tells them apart: two who stand in the
    sentence that named either of them last, or a wife behind "Mrs"; empty when it is clear.

    told: the cue of what `who` said last. In "Judge Ann Lee told Lee" the other one is told.
    """
    here = [m for m in cast.within(span) if m[2] is who]
    if not here or who.voice is not Voice.PERSON or len(who.words) == 1:
        return ()
    start = here[0][0]
    name = who.mentions.get(start)
    if name is None or len(name.words) > 1:
        return ()
    if name.title:
        return _family(text, start, name.title, who, cast)
    whole = [m for m in cast.before(start) if _whole(m, name.words[0])]
    nearest = next(iter(whole), None)
    if nearest is None:
        return ()
    others = [
        m for m in whole if m[2] is not nearest[2] and not _STOP.search(text, m[1], nearest[0])
    ]
    later = (m for m in cast.before(start) if m[2] is who and m[0] > nearest[0])
    if not others or any(not any(s <= m[0] < e for s, e in told) for m in later):
        return ()
    return tuple(dict.fromkeys([who, nearest[2], *(m[2] for m in others)]))


def elder(text: str, span: Span, who: Someone, cast: Cast) -> tuple[Someone, ...]:
    """Everybody of a surname behind "the elder", which says that there are two."""
    here = next((m[0] for m in cast.within(span) if m[2] is who), None)
    if here is None or len(who.mentions[here].words) > 1 or who.voice is not Voice.PERSON:
        return ()
    if _ELDER.search(text, max(0, here - _ELDER_REACH), here) is None:
        return ()
    return tuple(dict.fromkeys([who, *(w for w in cast.everybody if w.surname == who.surname)]))


_ELDER = re.compile(r"\b[Tt]he (?:elder|eldest|younger|youngest|older|oldest) $")
_ELDER_REACH = 16  # characters


def _whole(mention: Mention, surname: str) -> bool:
    """Is this somebody of that surname, by more than the surname alone?"""
    start, end, who = mention
    one = who.voice is Voice.PERSON and len(who.words) > 1 and who.surname == surname
    return one and end - start != len(surname)


def _family(text: str, at: int, title: str, who: Someone, cast: Cast) -> tuple[Someone, ...]:
    """Ann and Bo Lee for "Mrs Lee" after "Bo Lee … his wife Ann"."""
    shown = gender.shown(title)
    couple = _couple(text, at, shown, who, cast) if shown else ()
    if couple:
        return couple
    if not shown or gender.of_given(who.words[0].lower()) == shown:
        return ()
    if who.titled_in_full:
        return ()
    relation = _HIS if shown > 0 else _HERS
    told = list(relation.finditer(text, max(0, at - _FAMILY), at))
    if not told:
        return ()
    named = [m[2] for t in told for m in cast.within((t.start(), t.end() + 40))]
    of = Gender.HE if shown > 0 else Gender.SHE
    persons = [w for w in named if w is not who and w.voice is Voice.PERSON]
    spouse = [w for w in persons if w.gender in (None, of)]
    return tuple(dict.fromkeys([*spouse[:1], who])) if spouse or not persons else ()


def _couple(text: str, at: int, shown: int, who: Someone, cast: Cast) -> tuple[Someone, ...]:
    """Ann for "Mrs Lee" after "Ann and Bo Lee", and whoever it was taken for."""
    joined = re.compile(rf"\b([A-Z][\w-]+) and [A-Z][\w-]+ {re.escape(who.surname)}\b")
    for m in joined.finditer(text, max(0, at - _FAMILY), at):
        named = [one for _, _, one in cast.within(m.span(1)) if one.words == (m[1],)]
        if named and gender.of_given(m[1].lower()) == shown:
            return tuple(dict.fromkeys([*named, who]))
    return ()


def bearer(shown: str, at: int, cast: Cast) -> Someone | None:
    """The one whose surname is a common word too ("Said", "Banks"), in a source that is this word
    alone; whose name stands elsewhere as well."""
    if not shown[:1].isupper():
        return None
    found = [
        who
        for who in cast.everybody
        if who.voice is Voice.PERSON
        and len(who.words) > 1
        and who.surname == shown
        and any(not name.start <= at < name.end for name in who.mentions.values())
    ]
    return found[0] if len(found) == 1 else None
