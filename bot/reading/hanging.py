"""A source as a noun phrase: its head, and what only says more of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.model import Span
from bot.reading.callings import is_role
from bot.reading.parse import Parse

# Whoever stands in one of these relations is brought in by another noun, and does not speak:
# "a lawyer representing Ann Lee", "an Ann Lee ally".
_BROUGHT_IN = frozenset(
    {"acl", "advcl", "agent", "dative", "dobj", "oprd", "pcomp", "pobj", "prep", "relcl", "xcomp"}
    | {"amod", "compound", "nmod", "npadvmod", "poss"}
)
_NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")
_NAMES = ("NNP", "NNPS")
_NAMED = frozenset({"named", "called", "nicknamed", "dubbed", "known", "identified"})
_JOINS = (",", "CC", ":", "HYPH")


class Place(Enum):
    """Of a word in a source. APART: Lee in "a clerk in Narva, Ann Lee", the head's name if it is
    a person's. EITHER: Lee in "a lawyer for the mayor, Ann Lee"."""

    HEAD = "head"
    APART = "apart"
    EITHER = "either"
    HANGS = "hangs"


@dataclass(frozen=True, slots=True)
class Phrase:
    """places: of each word, by where it starts. head: its head noun, None when it has none.
    clause: a participle with words of its own says which one it is ("the lawyer suing her")."""

    places: dict[int, Place]
    head: Span | None
    clause: bool

    def place(self, start: int, end: int) -> Place | None:
        """Of a name there: its best word's; None when the phrase does not hold it."""
        here = {place for at, place in self.places.items() if start <= at < end}
        return next((place for place in Place if place in here), None)


def phrase(parse: Parse, source: tuple[int, int], cue: int) -> Phrase:
    """The words first..last of a parse as a noun phrase, the subject of the word `cue`."""
    words = range(source[0], source[1] + 1)
    found = {at: _place(parse, at, source) for at in words}
    found |= dict.fromkeys(_may_hang(parse, source, cue, found), Place.EITHER)
    heads = (at for at in words if found[at] is Place.HEAD and parse.tags[at] in _NOUNS)
    head = next(heads, None)
    clause = any(
        parse.deps[at] == "acl" and parse.head[at] == head and parse.words[at - 1] != ","
        for at in words
    )
    places = {parse.spans[at][0]: place for at, place in found.items()}
    return Phrase(places, parse.spans[head] if head is not None else None, clause)


def _may_hang(
    parse: Parse, source: tuple[int, int], cue: int, found: dict[int, Place]
) -> Iterator[int]:
    """Words that the parse takes for the head's name, in "a lawyer for the mayor, Ann Lee" and
    "the man Ann Lee fired said"."""
    if parse.lower[source[0]] == "one":
        return  # "one of her advisers, Ann Lee"
    for at in range(source[0] + 1, source[1] + 1):
        if found[at] is not Place.HEAD or parse.tags[at] not in _NAMES:
            continue
        first = _run(parse, at, source)[0]
        before = first - 1 - (parse.words[first - 1] == ",")
        noun = before >= source[0] and parse.tags[before] in ("NN", "NNS")
        if not noun or not parse.words[before].islower():
            continue
        other = found[before] is Place.HANGS and is_role(parse.words[before])
        fired = parse.tags[source[0]] in ("DT", "PRP$") and _unmarked_clause(
            parse, source[1] + 1, cue
        )
        if other if before < first - 1 else fired:
            yield at


def _unmarked_clause(parse: Parse, verb: int, cue: int) -> bool:
    """Does "fired last year" stand between a source and its cue?"""
    return (
        verb < cue
        and parse.tags[cue].startswith("V")
        and parse.tags[verb] in ("VBD", "VBZ", "VBP", "VBN")
        and parse.deps[verb] not in ("aux", "auxpass")
        and not any(parse.words[i] == "," or parse.tags[i] == "CC" for i in range(verb, cue))
    )


def _place(parse: Parse, at: int, source: tuple[int, int]) -> Place:
    way = list(_way_up(parse, at, source))
    listed = False
    for number, (word, up) in enumerate(way):
        if _gives_name(parse, up, word, way[number + 1 :]):
            return Place.HEAD  # "a man named Ann Lee"
        listed = listed or _listed(parse, word, up)
        part = listed and parse.tags[up] in _NAMES
        if parse.deps[word] in _BROUGHT_IN and not part:
            return _apart(parse, at, source, way[-1][1])
    return Place.HEAD


def _run(parse: Parse, at: int, source: tuple[int, int]) -> tuple[int, int]:
    """The first and last word of the name a word belongs to."""
    first = last = at
    while first > source[0] and parse.tags[first - 1] in _NAMES:
        first -= 1
    while last < source[1] and parse.tags[last + 1] in _NAMES:
        last += 1
    return first, last


def _apart(parse: Parse, at: int, source: tuple[int, int], head: int) -> Place:
    """Of a name that the parse hangs on something, but that stands alone between commas."""
    first, last = _run(parse, at, source)
    before = first - 2
    opens = before >= source[0] and parse.words[first - 1] == ","
    closes = last == source[1] or parse.words[last + 1] == ","
    list_goes_on = last + 2 <= source[1] and parse.tags[last + 2] == "CC"
    several = parse.tags[head] in ("NNS", "NNPS")  # "officials in Narva, Marenia"
    if not opens or not closes or list_goes_on or several:
        return Place.HANGS
    person = parse.tags[before] not in _NAMES and is_role(parse.words[before])
    return Place.EITHER if person else Place.APART


def _gives_name(parse: Parse, up: int, word: int, beyond: list[tuple[int, int]]) -> bool:
    """ "A man named Ann Lee", "a man known as Ann Lee"."""
    if parse.lower[up] == "as" and beyond:
        word, up = beyond[0]
    return parse.lower[up] in _NAMED and parse.tags[up] == "VBN" and parse.deps[word] in _NAMINGS


_NAMINGS = ("oprd", "dobj", "prep", "attr")


def _listed(parse: Parse, word: int, up: int) -> bool:
    """Are "Ann Lee and Speaker Jo Berg" two, though the parse takes the first for a part?"""
    names = parse.tags[word] in _NAMES and parse.tags[up] in _NAMES
    return names and word < up and any(parse.tags[i] in _JOINS for i in range(word + 1, up))


def _way_up(parse: Parse, at: int, source: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Each word and its governor, up to the last governor within the source."""
    way: list[tuple[int, int]] = []
    inside = 0
    for up in parse.ancestors(at):
        way.append((at, up))
        if source[0] <= up <= source[1]:
            inside = len(way)
        at = up
    yield from way[:inside]
