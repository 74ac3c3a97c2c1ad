"""Full names of which one stands within another: one person's, or two people's.

"Hillary Clinton" is short for "Hillary Rodham Clinton", and "Harbourlord Curly Hagen" is Curly
Hagen with a title. But "Ann Lee" may well be a niece of "Mary Ann Lee": a given name more in
front is another person, unless the article gives both one title or shortens it ("M. Ann Lee").
"""

import re
from itertools import pairwise

from bot.reading import gender
from bot.reading.names import Name, surname
from bot.reading.wordlists import words

Words = tuple[str, ...]

_KIN = re.compile(rf"\b(?:{'|'.join(sorted(words('people', 'kin')))}),? $")
_KIN_REACH = 24  # characters
_OWNER = 12  # characters
_RELATIVE = "|".join(sorted(words("people", "kin")))
_WHOSE = re.compile(rf"(\b[Hh]is|\b[Hh]er|[’']s) (?:[a-z-]+ ){{0,2}}(?:{_RELATIVE}),? $")
_WHOSE_BEHIND = re.compile(rf", (his|her) (?:[a-z-]+ ){{0,2}}(?:{_RELATIVE})\b")
_AND = re.compile(r",? (?:and|or|&|with) (?:(?:the|his|her) (?:[a-z]+ ){1,3}|[a-z]+ )?")
_COURTESY = words("people", "courtesy", "courtesy he", "courtesy she")


class Nested:
    """What an article shows of its full names, before anybody is made of them."""

    def __init__(self, text: str, seen: list[Name]) -> None:
        """seen: the names of persons of two words and more."""
        self._titles: dict[Words, set[str]] = {}
        self._related: set[Words] = set()
        self.kin: dict[Words, str] = {}  # in small letters, whose: "his" for "his son, Bo Lee"
        self._joined: set[frozenset[Words]] = set()
        for name in seen:
            title = name.title.lower().rstrip(".")
            if title and title not in _COURTESY:
                self._titles.setdefault(name.words, set()).add(title)
            if _KIN.search(text, max(0, name.start - _KIN_REACH), name.start):
                self._related.add(name.words)
            near = text[max(0, name.start - _KIN_REACH - _OWNER) : name.start]
            whose = _WHOSE.search(near) or _WHOSE_BEHIND.match(text, name.end)
            if whose is not None:
                self.kin.setdefault(name.words, whose[1].lower())
        for one, other in pairwise(sorted(seen, key=lambda n: n.start)):
            if _AND.fullmatch(text, one.end, other.start):
                self._joined.add(frozenset((one.words, other.words)))

    def titled(self, long: Words, short: Words) -> bool:
        """Is what `long` has before `short` no given name but a title, or a capitalized word?"""
        return not gender.given(long[0].lower()) and not self._told_apart(long, short)

    def of_one(self, name: Words, known: Words) -> bool:
        """Is `name` one more form of somebody's known name, shorter or with a title before it?"""
        behind = len(name) > len(known) and name[-len(known) :] == known
        return self.short_for(name, known) or (behind and self.titled(name, known))

    def short_for(self, short: Words, long: Words) -> bool:
        """ "Hillary Clinton" for "Hillary Rodham Clinton", "J. Smith" for "John Smith", "Soto
        Vega" for "Lena Soto Vega"."""
        if len(short) > len(long) or short[-1] not in (long[-1], surname(long[-1])):
            return False
        if short[-1] != long[-1] and self._told_apart(long, short):
            return False  # "Ann Lee and Ann Lee Jr"
        if _within(short, long):
            return True
        if not _behind(short, long) or self._told_apart(long, short):
            return False
        initials = all(w.endswith(".") for w in long[: -len(short)])
        return initials or not gender.given(short[0].lower()) or self._one_title(long, short)

    def _told_apart(self, long: Words, short: Words) -> bool:
        """Does the article say "Mary Ann Lee and Ann Lee", or call one of them a niece?"""
        joined = frozenset((long, short)) in self._joined
        return joined or not self._related.isdisjoint((long, short))

    def _one_title(self, long: Words, short: Words) -> bool:
        return not self._titles.get(long, set()).isdisjoint(self._titles.get(short, ()))


def _behind(short: Words, long: Words) -> bool:
    """Is `short` what stands last in `long`, but for capitals ("Van der Moer")?"""
    return [w.lower() for w in long[-len(short) :]] == [w.lower() for w in short]


def _within(short: Words, long: Words) -> bool:
    """Does `short` start as `long` does and leave words out: "Ann Lee", "Ann Maria Lee"?"""
    if not _alike(short[0], long[0]):
        return False
    rest = iter(long[1:-1])
    return all(any(_alike(part, w) for w in rest) for part in short[1:-1])


def _alike(short: str, word: str) -> bool:
    """The same word, or its initial."""
    return word.lower() == short.lower() or (short.endswith(".") and word[0] == short[0])
