"""Where words were said, to whom and through what, as far as their own sentence tells."""

from collections.abc import Iterator

from bot.model import Provenance, Span
from bot.reading import cues
from bot.reading.attribution import Attribution, is_edge
from bot.reading.moments import SPEAKING, moment, speaking_in
from bot.reading.parse import Parse
from bot.reading.wordlists import words

_THROUGH = words("provenance", "through")
_BY = words("provenance", "by")
_LANGUAGES = words("provenance", "language")
_PLACES = words("provenance", "place")
_DAYS = words("common", "day or month")
_WHERE = frozenset({"in", "at", "outside", "inside", "near", "aboard", "from"})
_VIA = frozenset({"in", "on", "via", "through", "during", "at", "by", "over"})


def provenance(one: Attribution) -> Provenance:
    """From the phrases that hang on the cue, or on "speaking" or a letter that hangs on it."""
    parse = one.parse
    to = _told(one)
    place = translated = None
    through = _source_is_medium(one) or _channel(one)
    for prep, noun in _phrases(one):
        word, name = parse.lower[prep], parse.lower[noun]
        span = _span(parse, noun)
        if name in _LANGUAGES and word in ("in", "through", "via", "from"):
            translated = translated or span
        elif (name in _THROUGH and word in _VIA) or (name in _BY and word in ("through", "via")):
            through = through or span
        elif word in ("to", "with") and parse.tags[noun] != "VB":
            to = to or span
        elif word in _WHERE and name not in _DAYS and _is_place(parse, noun):
            place = place or span
    return Provenance(place, to, through, translated, moment(one))


def _told(one: Attribution) -> Span | None:
    """The reporters in "told reporters"."""
    parse, verb = one.parse, one.anchor
    tells = any(cues.TELL in v.takes for v in cues.verbs().get(parse.lower[verb], ()))
    whom = parse.child(verb, "dobj", "dative") if tells else None
    if whom is None or whom in one.content or whom < verb or parse.tags[whom] == "IN":
        return None
    if one.source is not None and one.source[0] <= whom <= one.source[1]:
        return None  # "“Who pays?” asked Lee"
    return _span(parse, whom)


def _source_is_medium(one: Attribution) -> Span | None:
    """The letter in "the letter said", "according to a statement from the union"."""
    if one.source is None:
        return None
    inside = range(one.source[0], one.source[1] + 1)
    head = next((i for i in inside if one.parse.head[i] not in inside), None)
    medium = head is not None and one.parse.lower[head] in _THROUGH
    return _span(one.parse, head) if head is not None and medium else None


def _channel(one: Attribution) -> Span | None:
    """Lee in "according to Lee, Berg said"."""
    if one.channel is None:
        return None
    first, last = one.channel
    begin, end = one.parse.spans[first][0], one.parse.spans[last][1]
    return (begin, end) if begin < end else None  # of a name that is all marks nothing is left


def _phrases(one: Attribution) -> Iterator[tuple[int, int]]:
    """Each preposition with its noun, in reading order, that is no part of what was said."""
    parse = one.parse
    heads = {one.anchor, *(c for c in parse.children[one.anchor] if parse.lower[c] in SPEAKING)}
    aside = speaking_in(parse, one.source) if one.source is not None else range(0)
    heads.update(aside[:1])
    for at in range(len(parse)):
        if at in one.content or at in one.cue or parse.tags[at] not in ("IN", "TO"):
            continue
        noun = parse.child(at, "pobj")
        if noun is None or noun in one.content or parse.head[at] not in heads:
            continue
        of_source = one.source is not None and one.source[0] <= at <= one.source[1]
        if of_source and at not in aside:
            continue
        heads.add(noun)  # "in a letter to the council", "at a conference in Narva"
        yield at, noun


def _is_place(parse: Parse, noun: int) -> bool:
    return parse.tags[noun] in ("NNP", "NNPS") or parse.lower[noun] in _PLACES


def _span(parse: Parse, noun: int) -> Span:
    """The noun with what stands before it and "of …": what else hangs on it is told apart."""
    first, last = parse.left[noun], noun
    while first < noun and is_edge(parse, first):
        first += 1
    for child in parse.children[noun]:
        if child == last + 1 and parse.lower[child] == "of":
            last = parse.right[child]
        elif parse.deps[child] == "conj" and last < child and _joined(parse, last, child):
            last = child
    return parse.spans[first][0], parse.spans[last][1]


def _joined(parse: Parse, last: int, other: int) -> bool:
    """Is "& Market" of "Field & Market" right behind, but for "the"?"""
    between = range(last + 1, other)
    joint = any(parse.words[i] in ("&", "and") for i in between)
    return joint and all(parse.tags[i] in ("CC", "DT", "NNP", "JJ", "NN") for i in between)
