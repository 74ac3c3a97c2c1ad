"""Whether two wordings are of one role, so that "then" is said of another one only."""

import re

# Words that say nothing about which office it is.
_EMPTY = frozenset({"the", "a", "an", "of", "for", "in", "at", "to", "and", "s", "mr", "mrs", "ms"})
# Words that make another office of the same words.
_TELLING = frozenset(
    {"deputy", "vice", "acting", "former", "ex", "first", "second", "assistant", "interim", "elect"}
)
_SAME = {"defense": "defence", "ukrainian": "ukraine", "russian": "russia", "american": "us"}


def same_role(one: str, other: str) -> bool:
    """True for "Ukraine's Minister of Defence" and "defence minister", not for a deputy.

    One wording may be shorter than the other, as long as it says nothing else.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return first == second
    if first & _TELLING != second & _TELLING:
        return False
    return first <= second or second <= first


def _words(role: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", role.casefold())
    return frozenset(_SAME.get(word, word) for word in found if word not in _EMPTY)
