"""A cue set off by commas whose subject the parse lost: "Democrats, Frank notes, applaud it"."""

from bot.reading import cues
from bot.reading.attribution import is_edge, without_opening, words
from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE, FINITE_OR_MODAL

_IN_NAME = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "HYPH", "VBG"})
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
_SOME = frozenset({"many", "some", "others", "several", "both", "one", "another", "few"})
_HELPERS = frozenset({"has", "have", "had"})
_COMMAS = frozenset({",", "—", "–", "--", "-"})
_LONGEST = 7  # words of the subject


def tagged_by(parse: Parse, at: int) -> Range | None:
    """Who says it in ", Frank notes," or ", Frank notes.": a short subject right behind a comma and
    right before the verb, and nothing that the verb could govern behind it."""
    if parse.lower[at] not in cues.saying_forms() or at in parse.marked:
        return None
    if parse.tags[at] not in (*FINITE, "VBN", "NNS") or not _closes(parse, at + 1):
        return None
    last = at - 1
    while last > 0 and (parse.tags[last] == "RB" or parse.lower[last] in _HELPERS):
        last -= 1
    head = parse.tags[last] in _HEADS or parse.lower[last] in _PRONOUNS | _SOME
    if last < 2 or not head or (parse.tags[at] == "NNS" and parse.tags[last] != "NNP"):
        return None  # "phone calls" are none
    first = last
    if parse.tags[last] != "PRP":
        while first > 0 and last - first < _LONGEST and _of_name(parse, first - 1):
            first -= 1
    if parse.tags[last] == "NNP" and parse.lower[first] in ("a", "an", "something"):
        return None  # "a word Lee repeated"
    joint = parse.lower[first] in ("and", "of", "for")
    return (first, last) if parse.words[first - 1] in _COMMAS and not joint else None


def _of_name(parse: Parse, at: int) -> bool:
    return parse.tags[at] in _IN_NAME or parse.lower[at] in ("and", "of", "for")


def _closes(parse: Parse, at: int) -> bool:
    return at >= len(parse) or (parse.words[at] in _COMMAS or parse.tags[at] == ".")


def around_tag(parse: Parse, at: int, source: Range) -> frozenset[int]:
    """All that stands around it, where that is one clause in two, or a whole one before it."""
    first = source[0]
    left, right = range(first - 1), range(at + 2, len(parse))
    before, behind = finite(parse, left), finite(parse, right)
    ends = all(is_edge(parse, i) for i in right)
    if ends and before:
        return without_opening(words((0, first - 2)), parse, first)
    if not ends and behind and not before and not any(i in parse.quoted for i in right):
        chosen = words((0, first - 2), (at + 2, len(parse) - 1))
        return without_opening(chosen, parse, first)
    return frozenset()


def finite(parse: Parse, reach: range) -> bool:
    """Does a clause of its own stand there, that no "while" or "who" opens?"""
    return any(parse.tags[i] in FINITE_OR_MODAL and not _opened(parse, i) for i in reach)


def _opened(parse: Parse, verb: int) -> bool:
    main = parse.head[verb] if parse.deps[verb] in ("aux", "auxpass") else verb
    if parse.deps[main] in ("relcl", "acl"):
        return True
    return any(
        parse.deps[c] == "mark" or parse.tags[c] in ("WDT", "WP", "WRB", "WP$")
        for c in parse.children[main]
        if c < verb
    )
