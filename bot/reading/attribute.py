"""Cue → content → source in one parsed sentence."""

from collections.abc import Iterator

from bot.reading import cues
from bot.reading.attribution import Attribution, is_edge, without_opening, words
from bot.reading.cues import ASK, OBJECT, PROMISE, SAY, TELL, Verb
from bot.reading.parse import Parse
from bot.reading.phrases import according, noun_cues
from bot.reading.sources import Range, source_of

_ADJUNCTS = frozenset(
    {
        "aux",
        "auxpass",
        "neg",
        "advmod",
        "npadvmod",
        "prep",
        "prt",
        "dobj",
        "dative",
        "tmod",
        "punct",
        "nsubj",
        "nsubjpass",
        "agent",
        "expl",
        "intj",
        "oprd",
        "acomp",
    }
)
_STOPS = frozenset({",", ":", ".", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"})


def attributions(parse: Parse) -> list[Attribution]:
    """Every attribution of the sentence, outermost first where they nest; none overlap."""
    found = [*according(parse), *_verbs(parse), *noun_cues(parse)]
    return _untangled(found)


def _verbs(parse: Parse) -> Iterator[Attribution]:
    known = cues.verbs()
    for at, word in enumerate(parse.lower):
        if word in known and parse.tags[at].startswith("V"):
            verb = _meant(parse, at, known[word])
            if verb is not None:
                found = _of_verb(parse, at, verb)
                if found is not None:
                    yield found


def _meant(parse: Parse, at: int, candidates: tuple[Verb, ...]) -> Verb | None:
    """The verb this form is here: "pointed" counts only with its "out"."""
    near = parse.lower[at + 1 : at + 4]
    return next((v for v in candidates if not v.particle or v.particle in near), None)


def _of_verb(parse: Parse, at: int, verb: Verb) -> Attribution | None:
    source = source_of(parse, at)
    content, rule = _said(parse, at, verb, source)
    cue = _cue(parse, at, verb)
    content -= frozenset(cue)
    if source is not None:
        content -= words(source)
    if all(is_edge(parse, i) for i in content):
        return None
    return Attribution(parse, content, source, cue, rule, at)


def _said(parse: Parse, at: int, verb: Verb, source: Range | None) -> tuple[frozenset[int], str]:
    """What the verb attributes, and by which construction; nothing when it attributes nothing."""
    content = _forward(parse, at, verb)
    if content and _has_quote(parse, content):
        return content | _before(parse, at, source), "quote"
    if content:
        return content, "clause"
    if SAY in verb.takes:
        content = _around(parse, at, source)
        if content and source is not None:
            return without_opening(content, parse, min(at, source[0])), "parenthesis"
    if OBJECT in verb.takes and source is not None:
        return _object(parse, at), "object"
    return frozenset(), ""


def _has_quote(parse: Parse, content: frozenset[int]) -> bool:
    return any(i in parse.quoted for i in content)


def _cue(parse: Parse, at: int, verb: Verb) -> tuple[int, ...]:
    """The verb with its auxiliaries, "not", adverbs beside it, and its particle."""
    first = last = at
    while first - 1 in parse.children[at] and parse.deps[first - 1] in (
        "aux",
        "auxpass",
        "neg",
        "advmod",
    ):
        first -= 1
    if verb.particle:
        last = parse.lower.index(verb.particle, at)
    whom = parse.child(at, "dobj", "dative")
    if TELL in verb.takes and whom is not None and parse.left[whom] == last + 1:
        # "told reporters"; not all of "told the people who had come from far away"
        last = parse.right[whom] if parse.right[whom] - last <= 4 else last
    return tuple(range(first, last + 1))


def _forward(parse: Parse, at: int, verb: Verb) -> frozenset[int]:
    """What the verb governs to its right: a clause, an infinitive, quoted words."""
    start = _complement_start(parse, at, verb)
    if start is None:
        return frozenset()
    return words((start, _end(parse, at, start)))


def _complement_start(parse: Parse, at: int, verb: Verb) -> int | None:
    for child in parse.children[at]:
        if child <= at:
            continue
        dep = parse.deps[child]
        if dep == "ccomp" and verb.takes & {SAY, TELL, ASK, PROMISE}:
            return parse.left[child] if parse.left[child] > at else child
        if dep == "xcomp" and _infinitive(parse, child) and verb.takes & {PROMISE, ASK}:
            return _object_start(parse, at, child)
        if child in parse.quoted:
            return child
    return _quote_after(parse, at)


def _object(parse: Parse, at: int) -> frozenset[int]:
    """ "announced a new initiative": the thing itself, to the clause's end."""
    thing = parse.child(at, "dobj")
    if thing is None or thing < at or parse.tags[thing] in ("PRP", "DT", "WP"):
        return frozenset()
    return words((parse.left[thing], _end(parse, at, parse.left[thing])))


def _infinitive(parse: Parse, at: int) -> bool:
    return any(parse.lower[c] == "to" for c in parse.children[at] if c < at)


def _object_start(parse: Parse, at: int, clause: int) -> int:
    """ "urged the court to wait": with the court, whose waiting is urged."""
    whom = parse.child(at, "dobj")
    if whom is not None and at < whom < clause:
        return parse.left[whom]
    return parse.left[clause]


def _quote_after(parse: Parse, at: int) -> int | None:
    """A quotation that follows with nothing but the verb's own adjuncts before it."""
    for i in range(at + 1, min(at + 25, len(parse))):
        if i in parse.quoted:
            before = parse.lower[i - 1]
            return i if before in (",", ":", "—", "-", "–") or i - at <= 4 else None
        if parse.tags[i] in (".",):
            return None
        if parse.tags[i].startswith(("VBD", "VBZ", "VBP", "MD")):
            return None
    return None


def _end(parse: Parse, at: int, start: int) -> int:
    """Where the complement ends: the sentence's end, unless another clause takes over."""
    last = len(parse) - 1
    known = cues.verbs()
    for child in parse.children[at]:
        if child <= start:
            continue
        dep = parse.deps[child]
        takes_over = dep == "conj" or (
            dep in ("advcl", "dep", "parataxis", "ccomp")
            and parse.lower[child] in known
            and parse.tags[child] == "VBG"
        )
        if takes_over and parse.left[child] > start:
            last = min(last, _without_joint(parse, parse.left[child] - 1))
    if parse.right[at] < last and parse.head[at] != at:
        last = max(parse.right[at], start)
    return last


def _without_joint(parse: Parse, at: int) -> int:
    while at > 0 and (parse.tags[at] == "CC" or is_edge(parse, at)):
        at -= 1
    return at


def _segment(parse: Parse, at: int, source: Range | None) -> Range | None:
    """The words of ", the minister said on Monday,": from one stop to the next."""
    first, last = at, at
    if source is not None and abs(source[0] - at) < 40:
        first, last = min(first, source[0]), max(last, source[1])
    while first > 0 and first - 1 in parse.children[at] and parse.deps[first - 1] in _ADJUNCTS:
        if parse.tags[first - 1] in _STOPS:
            break
        first = min(first - 1, parse.left[first - 1])
    while last + 1 < len(parse):
        nxt = last + 1
        if parse.tags[nxt] in _STOPS or nxt in parse.quoted:
            break
        if not _under(parse, nxt, at):
            return None
        last = nxt
    return first, last


def _under(parse: Parse, at: int, verb: int) -> bool:
    """Is the word an adjunct of the verb, not part of a clause it governs?"""
    while parse.head[at] != at:
        if parse.head[at] == verb:
            return parse.deps[at] in _ADJUNCTS
        at = parse.head[at]
    return False


def _around(parse: Parse, at: int, source: Range | None) -> frozenset[int]:
    """Everything a parenthetical cue stands in or after."""
    segment = _segment(parse, at, source)
    if segment is None or source is None:
        return frozenset()
    first, last = segment
    if first == 0 or not (is_edge(parse, first - 1) or first - 1 in parse.quoted):
        return frozenset()
    start = 0
    end = len(parse) - 1 if last + 1 < len(parse) and parse.lower[last + 1] == "," else last
    return words((start, first - 1), (last + 1, end)) if end > last else words((start, first - 1))


def _before(parse: Parse, at: int, source: Range | None) -> frozenset[int]:
    """The first half of "Something, she said, Something"."""
    first = min(at, source[0]) if source else at
    if first > 1 and is_edge(parse, first - 1) and first - 2 in parse.quoted:
        return words((0, first - 1))
    return frozenset()


def _untangled(found: list[Attribution]) -> list[Attribution]:
    """Without those that stand inside another's content, and no word in two contents."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: -len(a.content)):
        if any(one.anchor in other.content for other in kept):
            continue
        content = one.content
        for other in kept:
            content = content - other.content
        if content:
            kept.append(one)
    return sorted(kept, key=lambda a: min(a.content))
