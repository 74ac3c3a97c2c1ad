"""What a writer sets beside reported words, behind a comma: left out, as it may be the writer's."""

from bot.reading import wordlists
from bot.reading.parse import Parse
from bot.reading.tags import FINITE_OR_MODAL

_UNITS = wordlists.words("common", "lengths of time")
_REALITY = frozenset({("in", "fact"), ("in", "reality"), ("in", "truth"), ("in", "actuality")})
_REALLY = frozenset({"actually", "really"})
_LENGTH = 5  # words: "less than two years after"


def contrary(parse: Parse, word: int) -> bool:
    """ ", when in fact they had died in their rooms": against what was said."""
    if parse.lower[word] != "when" or word in parse.marked:
        return False
    after = parse.lower[word + 1 : word + 3]
    return after in _REALITY or (after[:1] != () and after[0] in _REALLY)


def long_after(parse: Parse, word: int) -> bool:
    """ ", hours after both sides had agreed to a truce", ", just two days after she promised it":
    another thing that was done, with its own verb."""
    if word in parse.marked:
        return False
    for at in range(word, min(word + _LENGTH, len(parse) - 2)):
        if parse.lower[at] in _UNITS:
            done = any(parse.tags[i] in FINITE_OR_MODAL for i in range(at + 2, len(parse)))
            return parse.lower[at + 1] == "after" and done
        if not parse.tags[at].startswith(("CD", "DT", "JJ", "RB", "IN")):
            return False
    return False
