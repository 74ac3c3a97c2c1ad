"""Attribution without a verb: "according to", "in the words of", "her claim that …"."""

from collections.abc import Iterator

from bot.reading import cues
from bot.reading.attribution import Attribution, is_edge, without_opening, words
from bot.reading.parse import Parse
from bot.reading.sources import Range, noun_phrase, source_of


def according(parse: Parse) -> Iterator[Attribution]:
    for at in range(len(parse) - 2):
        if parse.lower[at] == "according" and parse.lower[at + 1] == "to":
            source = _after_to(parse, at + 1)
            if source is not None:
                content = _rest(parse, at, source[1])
                content = without_opening(content, parse, at)
                if content and not _tells_of_telling(parse, content):
                    yield Attribution(parse, content, source, (at, at + 1), "according", at)


def _tells_of_telling(parse: Parse, content: frozenset[int]) -> bool:
    """How, not what, was said: "He announced it to journalists, according to …"."""
    for at in content:
        if parse.lower[at] in cues.verbs() and parse.head[at] == at:
            thing = parse.child(at, "dobj")
            return thing is not None and parse.lower[thing] in ("it", "this", "that", "so")
    return False


def _after_to(parse: Parse, to: int) -> Range | None:
    whom = parse.child(to, "pobj", "pcomp")
    if whom is None or whom <= to:
        last = to + 1
        while last + 1 < len(parse) and not is_edge(parse, last + 1):
            last += 1
        return to + 1, last
    first, last = noun_phrase(parse, whom)
    return max(first, to + 1), last


def _rest(parse: Parse, first: int, last: int) -> frozenset[int]:
    """The sentence without the phrase, or only the relative clause it stands in."""
    head = parse.head[first]
    for up in (head, *parse.ancestors(head)):
        if parse.deps[up] == "relcl" and parse.left[up] < first:
            opening = parse.lower[parse.left[up] : first]
            if opening and opening[0] in ("which", "who", "that", ","):
                return (
                    words((last + 1, parse.right[up]))
                    if last < parse.right[up]
                    else words((parse.left[up], first - 1))
                )
    before = words((0, first - 1)) if first else frozenset()
    after = words((last + 1, len(parse) - 1)) if last + 1 < len(parse) else frozenset()
    return before | after


def noun_cues(parse: Parse) -> Iterator[Attribution]:
    """Claims with a clause and an owner: "Rahmani's claim that …", "made the point that …"."""
    for at, word in enumerate(parse.lower):
        if word not in cues.nouns() or not parse.tags[at].startswith("N"):
            continue
        clause = parse.child(at, "acl", "ccomp", "relcl")
        if clause is None or parse.left[clause] <= at:
            continue
        first = parse.left[clause]
        if parse.lower[first] != "that" or parse.tags[first] != "IN":
            continue
        source, cue = _claimant(parse, at)
        if source is not None:
            last = parse.right[clause]
            while last + 1 < len(parse) and last in parse.marked and last + 1 in parse.marked:
                last += 1
            yield Attribution(parse, words((first, last)), source, cue, "noun", at)


_MAKES = frozenset(
    ("make", "makes", "made", "making", "repeat", "repeats", "repeated", "repeating")
    + ("express", "expresses", "expressed", "expressing", "voice", "voiced", "issue", "issued")
    + ("reiterate", "reiterated", "renewed", "raise", "raised", "offer", "offered")
)


def _claimant(parse: Parse, noun: int) -> tuple[Range | None, tuple[int, ...]]:
    """Whose claim it is, and the words that say so."""
    verb = parse.head[noun]
    owner = parse.child(noun, "poss")
    if parse.deps[noun] == "dobj" and parse.lower[verb] in _MAKES:
        source = source_of(parse, verb)
        if source is not None:
            return source, tuple(range(verb, noun + 1)) if verb < noun else (noun,)
    return (noun_phrase(parse, owner), (noun,)) if owner is not None else (None, (noun,))
