"""Words that the sentence itself calls false, or tells as a rumour: of these nobody is quoted."""

from bot.reading import wordlists
from bot.reading.parse import Parse, Range

_RUMOUR = wordlists.words("control", "rumour")
_TOLD = wordlists.words("control", "may be false")
_FALSE = wordlists.words("control", "false")
_FORGED = wordlists.words("control", "forged")
_CLAIMING = frozenset({"claiming", "alleging", "suggesting", "purporting"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
_TRUE = frozenset({"true", "correct", "the case", "so"})
_NOT = frozenset({"not", "n't", "never", "hardly", "no"})
_NO_ONE = frozenset({"nobody", "few"})
_BELIEVES = frozenset({"believe", "believes", "believed", "think", "thinks", "thought"})
_REACH = 5  # words from "that" back to what it depends on
_BEHIND = 4  # words from "was" on to the verdict


def doubted(parse: Parse, at: int, source: Range | None) -> bool:
    """ "Rumours that Berg said …", "it is not true that Berg said …", "nobody believes that …", "a
    claim that Berg said … is false"."""
    first = min(source[0], at) if source is not None else at
    if parse.lower[max(0, first - 2) : first] == ("in", "which"):  # "an invented quote in which"
        return not _FORGED.isdisjoint(parse.lower[max(0, first - _REACH) : first - 2])
    that = next((i for i in (first, first - 1) if i > 0 and parse.lower[i] == "that"), None)
    if that is None:
        return False
    noun = that - 2 if parse.lower[that - 1] in _CLAIMING else that - 1
    if parse.lower[noun] in _RUMOUR:
        return True
    if parse.lower[noun] in _TOLD:
        return any(_verdict(parse, i) for i in range(at + 1, len(parse)))
    return _not_so(parse, that) or _disbelieved(parse, that)


def _verdict(parse: Parse, at: int) -> bool:
    """ "Is false", "was never true", "are widely held to be baseless"."""
    if parse.lower[at] not in _BE or at in parse.marked:
        return False
    behind = parse.lower[at + 1 : at + 1 + _BEHIND]
    return not _FALSE.isdisjoint(behind) or _negated(behind)


def _not_so(parse: Parse, that: int) -> bool:
    """ "It is not true that", "it is a myth that", "is it true that"."""
    before = parse.lower[max(0, that - _REACH) : that]
    if "it" not in before or _BE.isdisjoint(before):
        return False
    asked = before[-1] in _TRUE and before.index("it") > 0 and before[before.index("it") - 1] in _BE
    return asked or before[-1] in _FALSE or _negated(before)


def _negated(words: tuple[str, ...]) -> bool:
    return not _NOT.isdisjoint(words) and not _TRUE.isdisjoint(words)


def _disbelieved(parse: Parse, that: int) -> bool:
    before = parse.lower[max(0, that - _REACH) : that]
    nobody = not _NO_ONE.isdisjoint(before) or before[-3:-1] == ("no", "one")
    return nobody and before[-1] in _BELIEVES
