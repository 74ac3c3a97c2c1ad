"""Who a verb of saying is said by, on the parse."""

from bot.reading import wordlists
from bot.reading.parse import Parse

Range = tuple[int, int]  # words first..last, both inclusive

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = frozenset(
    {"conj", "advcl", "xcomp", "pcomp", "ccomp", "prep", "acl", "dep", "aux", "pobj"}
)
_RELATIVE = frozenset({"who", "which", "that"})
_PASSIVE_SAYS = frozenset({"quoted", "heard", "cited", "caught", "recorded", "reported"})
_EMPTY = frozenset({"it", "there"})


def source_of(parse: Parse, verb: int) -> Range | None:
    """The words that name the speaker of `verb`; None when its sentence does not."""
    return _own(parse, verb) or _agent(parse, verb) or _inherited(parse, verb)


def noun_phrase(parse: Parse, head: int) -> Range:
    """A noun with all that hangs on it, without a clause or comma at its edges."""
    first, last = parse.left[head], parse.right[head]
    while last > head and parse.tags[last] in (",", ":", "``", "''", ".", "-LRB-"):
        last -= 1
    return first, last


def _own(parse: Parse, verb: int) -> Range | None:
    subject = parse.child(verb, *_SUBJECTS)
    if subject is None:
        passive = parse.child(verb, "nsubjpass")
        if passive is not None and parse.lower[verb] in _PASSIVE_SAYS:
            return noun_phrase(parse, passive)
        return None
    if parse.lower[subject] in _RELATIVE and parse.deps[verb] == "relcl":
        head = parse.head[verb]
        first = parse.left[head]
        last = parse.left[verb] - 1
        while last > head and parse.tags[last] in (",", ":"):
            last -= 1
        return first, max(last, head)
    return noun_phrase(parse, subject)


def _agent(parse: Parse, verb: int) -> Range | None:
    by = parse.child(verb, "agent")
    if by is None:
        return None
    whom = parse.child(by, "pobj")
    return noun_phrase(parse, whom) if whom is not None else None


def _inherited(parse: Parse, verb: int) -> Range | None:
    """From the verb or noun this one hangs on: "Rahmani left, saying …", "a letter saying …"."""
    at, steps = verb, 0
    while parse.head[at] != at and steps < 6:
        dep, up = parse.deps[at], parse.head[at]
        if dep not in _CLIMB:
            return None
        if dep == "acl" and parse.tags[up].startswith("N"):
            return _writer(parse, up) or noun_before(parse, up, verb)
        found = _own(parse, up)
        if found is not None and not (found[0] <= verb <= found[1]):
            return found
        if dep == "ccomp":
            return None
        at, steps = up, steps + 1
    return None


def noun_before(parse: Parse, noun: int, verb: int) -> Range:
    last = parse.left[verb] - 1
    while last > noun and parse.tags[last] in (",", ":"):
        last -= 1
    return parse.left[noun], max(noun, last)


def _writer(parse: Parse, noun: int) -> Range | None:
    """ "Rahmani issued a statement saying": Rahmani; "her letter saying": her."""
    if parse.lower[noun] not in wordlists.words("nouns"):
        return None
    owner = parse.child(noun, "poss")
    if owner is not None:
        return noun_phrase(parse, owner)
    up = parse.head[noun]
    if parse.deps[noun] == "pobj":
        up = parse.head[up]
    if parse.deps[noun] in ("dobj", "pobj") and parse.tags[up].startswith("V"):
        return _own(parse, up) or _inherited(parse, up)
    return None
