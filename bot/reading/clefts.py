"""Who is picked out in "it was Lee, not Berg, who said", and whom it leaves out."""

from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE_OR_MODAL, RELATIVE_SUBJECTS, STOPS, SUBJECTS

_BE = frozenset({"is", "was", "'s"})
_NOT = frozenset({"not", "n't", "never"})
_ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
_NOT_BUT = (("rather", "than"), ("instead", "of"), ("as", "opposed"))
_REACH = 24  # words from "it was" to its "who"


def picked(parse: Parse, pronoun: int) -> Range | None:
    """Who "it was … who" is about: Lee of "Lee, not Berg", Lee of "not Berg but Lee", Berg of "not
    Berg"; None where no "it was" leads to this "who"."""
    found = _focus(parse, pronoun)
    return found[0] if found is not None else None


def left_out(parse: Parse, verb: int) -> bool:
    """ "It was not Berg who said": whoever did, the sentence does not tell."""
    pronoun = parse.child(verb, *SUBJECTS)
    if pronoun is None or pronoun > verb or parse.lower[pronoun] not in RELATIVE_SUBJECTS:
        return False
    found = _focus(parse, pronoun)
    return found is not None and found[1]


def _focus(parse: Parse, pronoun: int) -> tuple[Range, bool] | None:
    first = _opened(parse, pronoun) if parse.lower[pronoun] != "which" else None
    if first is None:
        return None
    last, denied = pronoun - 1, False
    if parse.lower[first] in _NOT:
        first, denied = first + 1, parse.lower[first + 1] not in _ONLY
    if denied:
        but = next((i for i in range(first, last) if parse.lower[i] == "but"), None)
        first, denied = (but + 1, False) if but is not None else (first, True)
    else:
        last = _before_not(parse, first, last)
    while last > first and (parse.tags[last] in STOPS or parse.tags[last] == "CC"):
        last -= 1
    named = any(parse.tags[i].startswith(("NN", "PRP")) for i in range(first, last + 1))
    return ((first, last), denied) if first <= last and named else None


def _opened(parse: Parse, pronoun: int) -> int | None:
    """The word behind "it was" that leads to this "who"."""
    for at in range(pronoun - 2, max(0, pronoun - _REACH), -1):
        if parse.lower[at] in _BE and parse.lower[at - 1] in ("it", "'t"):
            return at + 1
        other = parse.lower[at] in RELATIVE_SUBJECTS or parse.words[at] == ";"
        if other or parse.tags[at] in FINITE_OR_MODAL or at in parse.quoted:
            return None
    return None


def _before_not(parse: Parse, first: int, last: int) -> int:
    for at in range(first + 1, last):
        if parse.lower[at] in _NOT or parse.lower[at : at + 2] in _NOT_BUT:
            return at - 1
    return last
