"""Who a verb of saying is said by where the parse lost it: the words that stand right before it."""

from collections.abc import Iterator

from bot.reading.parse import Parse
from bot.reading.tags import FINITE_OR_MODAL

_OPENS_PHRASE = ("NNP", "NNPS", "NN", "NNS", "DT", "PRP", "PRP$", "JJ", "CD")
_ASIDE = ("IN", "WP", "WDT", "WP$", "VBN", "VBG", "RB")  # "of Narva", "who …", "known for …"
_SKIPPED = ("RB", "MD", "VBD", "VBZ", "VBP", "TO")  # before the verb: "then", "would", "had"
_PERFECT = frozenset({"have", "has", "had"})
_ADVERBS = frozenset({"then", "also", "later", "still", "meanwhile", "now", "even", "once", "so"})
_REACH = 45  # words


def phrase_before(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "In a letter, her adviser, Ann Lee, of Narva, said": from "her adviser" to "of Narva".

    Only before a finite verb. The part before a comma counts while it can be a name or its
    apposition; what hangs on it may stand between; a clause or an adjunct of time ends it.
    """
    lost = parse.tags[verb] == "VBN" and parse.deps[verb] in ("ROOT", "conj", "dep", "parataxis")
    helper = parse.child(verb, "aux", "auxpass", "agent")
    helped = helper is not None and parse.lower[helper] not in _PERFECT
    if parse.tags[verb] not in FINITE_OR_MODAL and (not lost or helped):
        return None
    end = verb - 1
    while end >= 0 and (parse.words[end] == "," or parse.tags[end] in _SKIPPED):
        if parse.words[end][0].isupper() and (end > 0 or parse.lower[end] not in _ADVERBS):
            break  # a name that was taken for an adverb
        end -= 1
    found: tuple[int, int] | None = None
    for first, last in _parts(parse, end):
        tag = parse.tags[first]
        named = tag in _OPENS_PHRASE or (first > 0 and parse.words[first][0].isupper())
        named = named or last == 0 or parse.tags[first + 1] == "CD"  # "Jolly", "About 4 in 10"
        if named and not any(parse.tags[i] in FINITE_OR_MODAL for i in range(first, last + 1)):
            found = (first, end)
        elif found is not None or tag not in _ASIDE:
            break
    return found


def _parts(parse: Parse, end: int) -> Iterator[tuple[int, int]]:
    """What stands between commas, from the last part back to the start of the clause."""
    last = end
    for at in range(end, max(-1, end - _REACH), -1):
        stops = at in parse.quoted or (parse.tags[at] in (".", ":", "CC") and _clause(parse, at))
        if stops or parse.words[at] == ",":
            if last > at:
                yield at + 1, last
            if stops:
                return
            last = at - 1
    if last >= 0 and end < _REACH:
        yield 0, last


def _clause(parse: Parse, at: int) -> bool:
    """A stop, or an "and" after a comma: what is before it is another clause."""
    return parse.tags[at] != "CC" or (at > 0 and parse.words[at - 1] == ",")
