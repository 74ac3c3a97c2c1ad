"""He or she: what words around a name, and given names, show of a person's gender."""

import re

from bot.reading.wordlists import words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_SHOWS_HE = words("people", "courtesy he", "he")
_SHOWS_SHE = words("people", "courtesy she", "she")
_GIVEN_HE = words("given", "he")
_GIVEN_SHE = words("given", "she")
_GIVEN = words("given")


def shown(phrase: str) -> int:
    """What a title or role shows: 1 for he ("spokesman"), -1 for she ("Mrs."), 0 for neither."""
    parts = {w.strip(",.’'").lower() for w in phrase.split()}
    return (not parts.isdisjoint(_SHOWS_HE)) - (not parts.isdisjoint(_SHOWS_SHE))


def given(lower: str) -> bool:
    """Is this a common given name? In lower case."""
    return lower in _GIVEN


def of_given(lower: str) -> int:
    """1 for a given name of men, -1 for one of women, 0 for one of both or none."""
    return (lower in _GIVEN_HE) - (lower in _GIVEN_SHE)


def before_name(text: str, word: str, end: int, *, opens: bool) -> bool:
    """ "Jan Hjelm", "Per Hjelm nodded": a given name that ends there, not a month, nor "Per the
    council, …" where a sentence opens."""
    if not given(word.lower()) or word[1:] != word[1:].lower():
        return False
    named = _NAMED.match(text, end)
    if named is None or not opens:
        return named is not None
    following = text[named.end() : named.end() + 2]
    return following[:1] == " " and following[1:].islower()


_NAMED = re.compile(r" [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?")
