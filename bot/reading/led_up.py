"""The half of a sentence before a cue that a quotation behind goes on with: "The road, she said,
“is open”"."""

from bot.reading import cues, wordlists
from bot.reading.attribution import without_opening, words
from bot.reading.parse import Parse, Range
from bot.reading.set_off import finite

_HELPERS = wordlists.words("common", "auxiliary") | {"do", "does", "did", "not"}
_IF = frozenset({"if", "although", "though", "because", "whether", "unless", "rather", "while"})
_NOUN_PHRASE = frozenset({"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS"}) | {
    "PRP$", "PRP", "IN"
}  # fmt: skip
_TIMES = wordlists.words("common", "day or month")
_HALF = 2  # words at least
_ADJUNCT = 8  # words at most between the cue and the quotation


def led_up(parse: Parse, at: int, source: Range, quote: int) -> frozenset[int]:
    """What stands before a cue between commas, where the quotation behind goes on with it: small
    letters open it, and it is a clause, or the subject of the quotation's verb."""
    first, last = min(at, source[0]), max(at, source[1])
    if first <= _HALF or parse.words[first - 1] != "," or not _beside(parse, last + 1, quote):
        return frozenset()
    opening = parse.sentence.opens.get(parse.quoted[quote].start, "")
    left = range(first - 1)
    whole = _clause(parse, left) or (opening in _HELPERS and _subject(parse, left))
    if not opening[:1].islower() or not whole:
        return frozenset()
    return without_opening(words((0, first - 2)), parse, first)


def _beside(parse: Parse, start: int, quote: int) -> bool:
    """Only an adjunct, if anything, between a cue and its quotation."""
    between = range(start, quote)
    short = len(between) <= _ADJUNCT and not any(i in parse.quoted for i in between)
    return short and not any(parse.tags[i][:1] in ("V", "M", ":") for i in between)


def _clause(parse: Parse, left: range) -> bool:
    """ "If Lee wins", "He was tired"; not "When he came"."""
    start = 1 if parse.tags[0] == "CC" else 0
    if parse.lower[start] in _IF:
        return True
    anew = any(parse.lower[i] in cues.saying_forms() for i in left)
    return finite(parse, left) and not anew


def _subject(parse: Parse, left: range) -> bool:
    """ "The road to the mine"; not "Last week", "On Tuesday"."""
    plain = all(parse.tags[i] in _NOUN_PHRASE for i in left) and parse.tags[0] != "IN"
    return plain and all(parse.lower[i] not in _TIMES for i in left)
