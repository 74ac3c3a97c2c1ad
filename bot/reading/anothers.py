"""Where somebody else's words begin behind what a verb of saying governs."""

from bot.reading import cues, wordlists
from bot.reading.parse import Parse
from bot.reading.tags import FINITE, FINITE_OR_MODAL

_CONTRASTS = frozenset({"while", "whereas", "though", "although"})
_JOINTS = frozenset({"but", "and", "as"})
_STOPS = (",", ";")
_IN_NAME = ("NNP", "NNPS", "DT", "JJ", "NN", "NNS", "POS", "PRP$", "CD", "HYPH")
_HEADS = ("NNP", "NNPS", "NN", "NNS")
_PASSES_ON = wordlists.words("verbs", "passes on")
_ASIDE = 8  # words between commas: "Berg, at a rally of his own, that …"


def anothers(parse: Parse, at: int, start: int) -> int:
    """Where another is named with words of his own behind what the verb `at` governs from `start`
    on; the end of the sentence if nobody is.

    "Lee said she would stay, while Berg said he would go", "Lee said she would stay, Berg that he
    would go", "Lee said that it “fell”, the agency Narva reported".
    """
    told = False
    for here in range(start, len(parse) - 1):
        if here not in parse.marked and told and _names_another(parse, at, here):
            return here - (parse.words[here - 1] in _STOPS)
        told |= parse.tags[here] in FINITE_OR_MODAL or here in parse.quoted or here in parse.marked
    return len(parse)


def _names_another(parse: Parse, at: int, here: int) -> bool:
    stop = parse.words[here - 1] in _STOPS
    if parse.lower[here] in _CONTRASTS or (stop and parse.lower[here] in _JOINTS):
        return _says(parse, _subject_end(parse, here + 1)) or (
            stop and _gap(parse, at, _subject_end(parse, here + 1))
        )
    if not stop:
        return False
    last = _subject_end(parse, here)
    return _gap(parse, at, last) or _reports(parse, last)


def _says(parse: Parse, subject: int) -> bool:
    """Does a verb of saying follow a subject that ends there?"""
    verb = subject + 1
    while parse.deps[verb] in ("aux", "neg", "advmod") and verb + 2 < len(parse):
        verb += 1
    finite = parse.tags[verb] in FINITE or (verb > subject + 1 and parse.tags[verb][:1] == "V")
    return subject > 0 and finite and parse.lower[verb] in cues.saying_forms()


def _gap(parse: Parse, at: int, subject: int) -> bool:
    """Does "that he would go", or a quotation behind "called", follow without a verb of its own?"""
    that = subject + 1
    if subject <= 0 or that + 2 >= len(parse):
        return False
    if that in parse.marked and parse.tags[subject] == "NNP":
        return any("call" in v.takes for v in cues.verbs().get(parse.lower[at], ()))
    if parse.words[that] == ",":
        reach = range(that + 1, min(that + _ASIDE, len(parse) - 1))
        comma = next((i for i in reach if parse.words[i] == ","), that)
        that = comma + 1 if comma > that or parse.lower[that + 1] == "that" else that
    return parse.lower[that] == "that" and parse.tags[that] == "IN"


def _reports(parse: Parse, subject: int) -> bool:
    """Does the sentence end with "the agency Narva reported"?"""
    verb = subject + 1
    ends = subject > 0 and parse.words[verb + 1 : verb + 2] in ((".",), ())
    return ends and parse.tags[verb] in FINITE and parse.lower[verb] in _PASSES_ON


def _subject_end(parse: Parse, first: int) -> int:
    """The last word of the noun phrase that opens there; 0 if none does."""
    last = first
    while last < len(parse) - 1 and parse.tags[last] in _IN_NAME and last not in parse.marked:
        last += 1
    return last - 1 if last > first and parse.tags[last - 1] in _HEADS else 0
