"""Somebody who is asked in the middle of a sentence, and answers at its end."""

from bot.reading import cues
from bot.reading.parse import Parse
from bot.reading.tags import FINITE, STOPS

FORMS = frozenset({"asked", "told", "questioned", "pressed", "reminded", "warned"})
_LONGEST_QUESTION = 30  # words
_HELPS = (("had",), ("has",), ("have",))  # "…, had said"
_ENDS = frozenset({".", ";", ":", "?", "!"})


def answering(parse: Parse, asked: int) -> int | None:
    """The verb that "said" is in "Ann Lee, asked what Berg would do, said": one right behind the
    comma that ends the question."""
    before = asked - 1 - (parse.lower[asked - 1] == "when")
    if parse.lower[asked] not in FORMS or before < 1 or parse.words[before] != ",":
        return None
    if not parse.tags[before - 1].startswith(("NN", "PRP")):
        return None
    for at in range(asked + 2, min(len(parse), asked + _LONGEST_QUESTION)):
        if parse.words[at] in _ENDS or at in parse.quoted:
            return None
        verb = at + 1
        while parse.tags[verb : verb + 1] == ("RB",) or parse.lower[verb : verb + 1] in _HELPS:
            verb += 1
        says = verb < len(parse) and parse.lower[verb] in cues.verbs()
        if parse.words[at] == "," and says and parse.tags[verb] in (*FINITE, "VBN"):
            return verb
    return None


def before(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Ann Lee" for the "said" of "Ann Lee, asked what Berg would do, said"."""
    for at in range(verb - 3, max(1, verb - _LONGEST_QUESTION), -1):
        if answering(parse, at) == verb:
            last = at - 2 - (parse.lower[at - 1] == "when")
            head = last
            while head < (up := parse.head[head]) <= last and parse.tags[up].startswith("N"):
                head = up
            first = min(parse.left[head], last)
            while first > 0 and parse.head[first - 1] in range(first, last + 1):
                first -= 1
            while first < last and parse.tags[first] in (*STOPS, "CC", "IN", "WRB"):
                first += 1
            return first, last
    return None
