"""A cue that stands in or after what it attributes: "The road, the mayor said, is open." """

from bot.reading import asides, cues, wordlists
from bot.reading.attribution import is_edge, without_opening, words
from bot.reading.cues import TELL
from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE_OR_MODAL
from bot.reading.tails import contrary, long_after

_ADJUNCTS = frozenset(
    {"aux", "auxpass", "neg", "advmod", "npadvmod", "prep", "prt", "dative", "tmod"}
    | {"punct", "nsubj", "nsubjpass", "agent", "expl", "dobj", "mark"}
)


def around(parse: Parse, at: int, source: Range | None) -> frozenset[int]:
    """Everything the cue stands in or after; nothing when it is no parenthesis."""
    if source is None or parse.tags[at] not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return frozenset()
    segment = _segment(parse, at, source)
    if segment is None or _has_object(parse, at) or _done_as(parse, at, segment[0]):
        return frozenset()
    if long_after(parse, segment[0]):
        return frozenset()
    first, last = segment
    if parse.lower[first] == "as" and (
        own := _put_so(parse, at, segment) or _as_noted(parse, segment)
    ):
        return own
    opens = first == 0 or not is_edge(parse, first - 1) or _behind_another(parse, first)
    if opens or not _free(parse, at, first, last):
        return frozenset()
    left = words((_which(parse, first) or 0, first - 1))
    right = words((last + 1, len(parse) - 1)) if _goes_on(parse, at, first, last) else frozenset()
    return without_opening(left | right, parse, first)


def _which(parse: Parse, first: int) -> int | None:
    """The "which" of "They build drones, which, Lee argued, could fly": the clause alone is his."""
    opens = parse.words[first - 3 : first - 2] == (",",) and parse.words[first - 1] == ","
    return first - 2 if opens and parse.lower[first - 2] in ("which", "who") else None


def _behind_another(parse: Parse, first: int) -> bool:
    """ "…,” said Lee; the judge disagreed", "…,” said Lee, then Berg said it too": it stands behind
    somebody's words, which have their own cue."""
    apart = first > 1 and (parse.words[first - 1] == ";" or parse.lower[first] == "then")
    return apart and any(
        parse.lower[i] in cues.saying_forms() and i not in parse.marked for i in range(first)
    )


def _put_so(parse: Parse, at: int, segment: Range) -> frozenset[int]:
    """The quotation in "They carried it down, “out of respect”, as Lee put it": the rest of the
    sentence is the writer's."""
    if parse.lower[at + 1 : at + 2] != ("it",):
        return frozenset()
    for edge, step in ((segment[0], -1), (segment[1], 1)):
        near = edge + step
        while 0 <= near < len(parse) and is_edge(parse, near):
            near += step
        far = near
        while 0 <= far < len(parse) and far in parse.marked:
            far += step
        if far != near:
            return words((min(near, far - step), max(near, far - step)))
    return frozenset()


def _as_noted(parse: Parse, segment: Range) -> frozenset[int]:
    """ "As the mayor pointed out, the road is open", "It is late, and as Lee noted, the road is
    shut": what comes behind."""
    first, last = segment
    opens = first == 0 or parse.tags[first - 1] == "CC"
    behind = words((last + 1, len(parse) - 1)) if last + 2 < len(parse) else frozenset()
    return behind if opens else frozenset()


def _done_as(parse: Parse, at: int, first: int) -> bool:
    """ "The ferry stopped, as the crew responded to the call": that is what was done, not said."""
    return parse.lower[first] == "as" and not cues.bases(parse.lower[at]).isdisjoint(_ANSWERS)


_ANSWERS = frozenset({"answer", "respond", "reply", "continue", "protest", "cry", "chant"})


def _has_object(parse: Parse, at: int) -> bool:
    """ "had written the report": it has its words already; "told reporters" has not."""
    thing = parse.child(at, "dobj")
    if (
        thing is None
        or thing < at
        or any(TELL in v.takes for v in cues.verbs().get(parse.lower[at], ()))
    ):
        return False
    return parse.tags[thing].startswith("NN") and parse.lower[thing] not in _DAYS


_DAYS = wordlists.words("common", "day or month") | {"week", "month", "year", "night", "morning"}


def _goes_on(parse: Parse, at: int, first: int, last: int) -> bool:
    """Does what is said go on after the cue, or is the rest an adjunct ("…, she said, smiling")?"""
    following = last + 2
    if following < len(parse) and parse.words[last + 1] == ";":
        return True
    if following >= len(parse) or parse.words[last + 1] not in (",", "—", "–", "-", "--"):
        return False
    if not any(parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted for i in range(first)):
        return True
    # "…, she said, a claim Berg called “absurd”"
    apart = asides.afterthought(parse, following) or contrary(parse, following)
    apart = apart or long_after(parse, following)
    if apart or parse.tags[following] in ("VBG", "VBN", "WP", "WRB"):
        # "While it is late, she added, closing it would be worse"
        subject = parse.tags[following] == "VBG" and parse.deps[following] == "csubj"
        return parse.lower[following] == "including" or (subject and not apart)
    if parse.head[following] == at:  # hung on the cue, though only some words can be its own
        return parse.tags[following] == "CC" or parse.lower[following] in _SAID_ON
    return parse.deps[following] not in ("appos",)


_SAID_ON = frozenset({"by", "from", "without", "for", "because", "if", "unless", "rather", "even"})


def _segment(parse: Parse, at: int, source: Range) -> Range | None:
    """The cue with its speaker and adjuncts, from one stop to the next."""
    first, last = min(at, source[0]), max(at, source[1])
    if last - first > 40 or any(first <= q <= last for q in parse.quoted):
        return None
    while first > 0 and parse.head[first - 1] in (at, first) and not is_edge(parse, first - 1):
        if parse.deps[first - 1] not in _ADJUNCTS:
            break
        first -= 1
    while last + 1 < len(parse) and not is_edge(parse, last + 1) and last + 1 not in parse.quoted:
        if not _adjunct(parse, last + 1, at):
            return None
        last += 1
    return first, last


def _adjunct(parse: Parse, at: int, verb: int) -> bool:
    """Does the word belong to an adjunct of the verb, not to a clause it governs?"""
    while parse.head[at] != at:
        if parse.head[at] == verb:
            return parse.deps[at] in _ADJUNCTS
        at = parse.head[at]
    return False


def _free(parse: Parse, at: int, first: int, last: int) -> bool:
    """Does a clause of its own stand outside, one that is not an adjunct of the cue?"""
    between = at == first and parse.words[last + 1 : last + 2] == (",",)  # ", said Ann Lee,"
    loose = ("ccomp", "parataxis", "dep")
    if between or any(c < first and parse.deps[c] in loose for c in parse.children[at]):
        return True
    headline = any(c.isalnum() for c in parse.words[-1])
    if headline and parse.deps[at] == "ROOT" and at == first and last + 1 == len(parse):
        return True  # "Road to open in May, says mayor"
    quoted = any(q < first for q in parse.quoted) and parse.deps[at] in ("ROOT", "conj")
    if quoted or _tail(parse, at, first, last):
        return True
    if parse.deps[at] == "advcl":
        return any(parse.lower[c] == "as" for c in parse.children[at] if c < at)
    if parse.deps[at] in ("parataxis", "ccomp", "dep"):
        return not first <= parse.head[at] <= last
    return False


def _tail(parse: Parse, at: int, first: int, last: int) -> bool:
    """Does ", police said on Monday." end the sentence, behind a clause?"""
    if parse.words[first - 1] != "," or parse.lower[at] not in _PLAIN:
        return False
    opens = parse.tags[first].startswith(("N", "PRP", "DT", "CD", "JJ", "VBD", "VBZ", "VBP"))
    ends = all(is_edge(parse, i) for i in range(last + 1, len(parse)))
    return opens and ends and _main_clause(parse, range(first))


_PLAIN = wordlists.words("nouns", "plain")
_OPENS_CLAUSE = ("WDT", "WP", "WRB", "WP$")


def _main_clause(parse: Parse, reach: range) -> bool:
    """Does a clause stand there that no "as", "after" or "who" opens?"""
    return any(
        parse.tags[i] in FINITE_OR_MODAL
        and i not in parse.marked
        and not any(
            parse.deps[c] == "mark" or parse.tags[c] in _OPENS_CLAUSE
            for c in parse.children[i if parse.tags[i] != "MD" else parse.head[i]]
        )
        for i in reach
    )
