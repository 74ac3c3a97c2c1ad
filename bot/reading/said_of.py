"""What is said of a thing that stands before who says it: "a road they say had been sold"."""

from bot.reading import asides, cues
from bot.reading.attribution import words
from bot.reading.cues import SAY, Verb
from bot.reading.parse import Parse
from bot.reading.tags import FINITE, FINITE_OR_MODAL


def content(parse: Parse, at: int, verb: Verb) -> frozenset[int] | None:
    """The thing and what is said of it, where no "which" stands between; nothing in "the words
    she said were few"; None where the verb `at` stands in no such clause."""
    thing, after = at - 2, at + 1
    if SAY not in verb.takes or thing < 0 or after >= len(parse) or parse.tags[at] not in FINITE:
        return None
    if parse.lower[at - 1] not in _NOMINATIVE or not parse.tags[thing].startswith("NN"):
        return None
    goes_on = parse.tags[after] in (*FINITE_OR_MODAL, "VBN")
    if not goes_on or not parse.marked.isdisjoint((thing, after)):
        return None
    if parse.lower[thing] in cues.nouns() | _MATTERS:
        return frozenset()
    return words((parse.left[thing], thing), (after, asides.aside(parse, after)))


_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
_MATTERS = frozenset({"thing", "things", "words", "day", "time", "way", "year", "week", "month"})
