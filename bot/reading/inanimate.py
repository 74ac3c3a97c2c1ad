"""What cannot speak: "the storm threatened to sink it", "the debate promised to be lively"."""

from bot.reading.callings import is_role
from bot.reading.cues import Verb
from bot.reading.parse import Parse, Range
from bot.reading.wordlists import words

# What a storm or an evening does too, with an infinitive.
_OF_THINGS = frozenset({"threaten", "promise", "offer", "guarantee"})
_BODIES = words("bodies", "noun")
_PEOPLE = words("people", "role", "title", "he", "she", "anybody")
_WRITTEN = words("provenance", "through", "plan")
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})


def by_thing(parse: Parse, at: int, verb: Verb, source: Range) -> bool:
    """ "The storm threatened to sink it", "the debate promised to be lively"."""
    doing = parse.child(at, "xcomp")
    if verb.base not in _OF_THINGS or doing is None:
        return False
    inside = range(source[0], source[1] + 1)
    head = next((i for i in inside if parse.head[i] not in inside), source[1])
    word, tag = parse.lower[head], parse.tags[head]
    if tag in ("NNP", "NNPS"):
        return parse.lower[source[0]] in _STORMS or parse.lower[head - 1] in _STORMS
    if tag in ("PRP", "DT", "WDT", "EX"):
        return word in ("it", "this", "that", "which") and parse.lower[doing] in ("be", "become")
    if tag not in ("NN", "NNS"):
        return False
    if verb.base == "promise" and word in _WRITTEN and parse.lower[doing] not in ("be", "become"):
        return False
    return not (_speaks(word) or _speaks(word.removesuffix("s")) or "-year-old" in word)


def _speaks(noun: str) -> bool:
    return noun in _PEOPLE or noun in _BODIES or is_role(noun)
