"""What a correction says that an article had said or quoted before: no quote any more."""

from bot.reading import wordlists
from bot.reading.parse import Parse

_ARTICLE = wordlists.words("control", "corrected article")
_EARLIER = wordlists.words("control", "corrected version")
_AT_FIRST = wordlists.words("control", "at first")
_VERSION = frozenset({"version", "versions", "edition", "editions"})
_QUOTED = frozenset({"quoted", "cited"})
_OWN = frozenset({"this", "our"})


def taken_back(parse: Parse, at: int) -> bool:
    """ "An earlier version of this article quoted Lee as saying …", "this story originally said
    that …", "it originally quoted Lee as saying …": before the verb of saying."""
    return any(_version(parse, i) or _at_first(parse, i, at) for i in range(1, at))


def _version(parse: Parse, at: int) -> bool:
    if parse.lower[at] not in _VERSION or parse.lower[at - 1] not in _EARLIER:
        return False
    if parse.lower[at + 1] in _QUOTED:
        return True
    return parse.lower[at + 1] == "of" and _is_article(parse, at + 3)


def _at_first(parse: Parse, at: int, verb: int) -> bool:
    if parse.lower[at] not in _AT_FIRST:
        return False
    if _is_article(parse, at - 1):
        return True
    if parse.lower[at + 1] not in _QUOTED or parse.lower[verb] != "saying":
        return False
    within = any(_is_article(parse, i) for i in range(at, verb))
    return within or parse.lower[at - 1] in ("it", "we")


def _is_article(parse: Parse, at: int) -> bool:
    """ "This article", "our story", "the headline"; "the report" may be a commission's."""
    if not 0 < at < len(parse):
        return False
    own = parse.lower[at - 1] in _OWN
    return parse.lower[at] in _ARTICLE and (
        own or (parse.lower[at - 1] == "the" and parse.lower[at] != "report")
    )
