"""Which of several who bear one word it means at one place, and who else can be meant there."""

import re
from dataclasses import dataclass

from bot.model import Gender, Voice
from bot.reading import gender
from bot.reading.names import Name
from bot.reading.someone import Mention, Someone
from bot.reading.wordlists import words


@dataclass(frozen=True, slots=True)
class Shared:
    """A surname at one place that several people bear, or may bear. close: two of them stand in
    this sentence or the one before, so that it can be either's."""

    others: tuple[Someone, ...]
    close: bool


def likeliest(text: str, name: Name, people: list[Someone], mentions: list[Mention]) -> Someone:
    """Of several with one surname: who has the title before it, or was named last in the
    paragraph other than as an owner, or was named first in the article."""
    if len(people) == 1:
        return people[0]
    people = _by_title(name, people) or people
    paragraph = text.rfind("\n", max(0, name.start - _LONG_PARAGRAPH), name.start)
    for start, end, who in reversed(mentions[-_REACH:]):
        if start <= paragraph:
            break
        if who in people and text[end : end + 1] not in ("’", "'"):
            return who
    return min(people, key=lambda w: w.first)


_REACH = 400  # mentions
_LONG_PARAGRAPH = 20_000  # characters: its start is looked for no farther back


def rivals(name: Name, who: Someone, people: list[Someone], kin: list[Someone]) -> list[Someone]:
    """Who else a word can mean at this place; nobody where a title tells them apart.

    people: all who bear it. kin: those named by a given name alone, as the brother of one who
    bears it; they count near the place where they were named.
    """
    others = [w for w in people if w is not who] if not _by_title(name, people) else []
    told = (w for w in kin if name.start - next(reversed(w.mentions), 0) < _KIN_FAR)
    return [*others, *(w for w in told if w not in others)][:_MOST_SHARED]


_MOST_SHARED = 4
_KIN_FAR = 1000  # characters


def not_titled(
    text: str,
    name: Name,
    people: list[Someone],
    mentions: list[Mention],
    kin: dict[tuple[str, ...], str],
) -> list[Someone]:
    """Who of those with its surname a title and surname do not mean, as the article tells that
    they are two: "Lord Lee … his son, Bo Lee", "Bo Lee … Lord Lee, his father", "Bo and Mr Lee".

    kin: the full names beside "son", "daughter", …, and whose: "his", "her", or "’s".
    """
    if not name.title:
        return []
    shown = gender.shown(name.title)
    no_owner = "her" if shown > 0 else "his" if shown < 0 else ""
    father = _KIN_AFTER_HIM.match(text, name.end)
    of = None if father is None else Gender.SHE if father[1] == "her" else Gender.HE
    last = mentions[-1] if mentions else None
    beside = last is not None and _AND.fullmatch(text, last[1], name.start) is not None
    return [
        who
        for who in people
        if (kin.get(who.words, no_owner) != no_owner and who.first > name.start)
        or (of is not None and who.first < name.start and who.gender in (None, of))
        or (last is not None and last[2] is who and beside)
    ]


_AND = re.compile(r",? (?:and|or|&) (?:(?:his|her) (?:[a-z]+,? ){1,2})?")


def shared(
    text: str, name: Name, who: Someone, others: list[Someone], mentions: list[Mention]
) -> Shared:
    near = _near(text, name, mentions)
    alike = any(w.words[0] == who.words[0] for w in others)  # father and son
    alike |= bool(others) and name.title.lower() in _COURTESY  # "Miss Lee" of two women
    return Shared(tuple(others), alike or (who in near and not near.isdisjoint(others)))


def of_one_title(name: Name, who: Someone, people: list[Someone]) -> list[Someone]:
    """Who else "Miss Lee" or "Mr Lee" can mean: a Lee with a whole name, where `who` was not called
    so before."""
    if name.title.lower() not in _COURTESY or name.title.lower() in who.titles:
        return []
    return [
        w for w in people if w is not who and len(w.words) > 1 and w.gender in (None, who.gender)
    ]


_COURTESY = words("people", "courtesy he", "courtesy she")


def _by_title(name: Name, people: list[Someone]) -> list[Someone]:
    """The one of them who had this title before, in a list; empty when none or several had."""
    title = name.title.lower()
    same = [w for w in people if title and title in w.titles]
    if not same and (shown := gender.shown(title)):
        of = Gender.HE if shown > 0 else Gender.SHE
        same = [w for w in people if w.gender is of]
    return same if len(same) == 1 else []


def _near(text: str, name: Name, mentions: list[Mention]) -> set[Someone]:
    """Who was named in this sentence or the one before."""
    found: set[Someone] = set()
    for start, _, who in reversed(mentions[-_NEAR:]):
        far = name.start - start > _TWO_SENTENCES
        if far or len(_END.findall(text, start, name.start)) > 1:
            break
        found.add(who)
    return found


_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z])|\n\s*")
_NEAR = 12  # mentions
_TWO_SENTENCES = 500  # characters


def kin_of(text: str, name: Name, mentions: list[Mention]) -> Someone | None:
    """Whose brother a given name alone is, in "Ann Lee and her brother Otto", "Otto, her brother":
    he may be a Lee too."""
    if len(name.words) > 1 or name.title:
        return None
    if not (
        _KIN_BEFORE.search(text, max(0, name.start - _KIN_REACH), name.start)
        or _KIN_AFTER.match(text, name.end)
    ):
        return None
    near = (m[2] for m in reversed(mentions[-_NEAR:]) if name.start - m[1] < _TWO_SENTENCES)
    return next((who for who in near if who.voice is Voice.PERSON and len(who.words) > 1), None)


_KIN = "|".join(sorted(words("people", "kin")))
_KIN_BEFORE = re.compile(
    rf"(?:\b(?:[Hh]is|[Hh]er|[Tt]heir)|[’']s?) (?:[a-z-]+ ){{0,2}}(?:{_KIN}),? $"
)
_KIN_AFTER_HIM = re.compile(rf", (his|her) (?:[a-z-]+ ){{0,2}}(?:{_KIN})\b")
_KIN_AFTER = re.compile(rf", (?:his|her|their|[\w ]{{1,30}}[’']s) (?:[a-z-]+ ){{0,2}}(?:{_KIN})\b")
_KIN_REACH = 50  # characters
