"""What a verb of saying governs: a clause, an infinitive, a thing, and where it ends."""

from bot.reading import cues, wordlists
from bot.reading.attribution import is_edge, words
from bot.reading.cues import ASK, CALL, CLAUSE, GERUND, OBJECT, PROMISE, SAY, TELL, WORDS_ONLY, Verb
from bot.reading.parse import Parse
from bot.reading.sources import outer

_CLAUSE_WORDS = 5
_QUOTED_WORDS = 3  # a shorter quotation in a verb's object is a term, not a statement


def governed(parse: Parse, at: int, verb: Verb) -> frozenset[int]:
    """The clause or infinitive to the right of the verb, as words."""
    start = _start(parse, at, verb)
    return words((start, end(parse, at, start))) if start is not None else frozenset()


def thing(parse: Parse, at: int, verb: Verb) -> frozenset[int]:
    """What the verb names or describes, where quoted words or a clause make it a quote."""
    first = next((c for c in parse.children[at] if c > at and parse.deps[c] in _THINGS), None)
    if first is None or parse.left[first] <= at:
        return frozenset()
    start = parse.left[first]
    if parse.deps[first] == "prep" and start < parse.right[first]:
        start = first + 1
    found = words((start, end(parse, at, start)))
    least = _QUOTED_WORDS - (CALL in verb.takes)
    if _quoted_words(parse, found) >= least:
        return found
    if parse.deps[first] not in ("dobj", "prep") or parse.tags[first] in ("PRP", "WP"):
        return frozenset()
    own = words((start, parse.right[first]))
    if OBJECT in verb.takes and parse.deps[first] == "dobj" and parse.tags[first] != "DT":
        return found
    return own if WORDS_ONLY not in verb.takes and _holds_clause(parse, own) else frozenset()


_THINGS = ("dobj", "oprd", "prep", "acomp", "dative", "attr", "xcomp", "advcl", "pcomp")


def _holds_clause(parse: Parse, chosen: frozenset[int]) -> bool:
    """ "lamented a vote that had cost them the port": reported, though no clause is governed."""
    return len(chosen) > _CLAUSE_WORDS and any(
        parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in chosen
    )


def _quoted_words(parse: Parse, chosen: frozenset[int]) -> int:
    return len(chosen & parse.marked) + 5 * sum(i in parse.quoted for i in chosen)


def _start(parse: Parse, at: int, verb: Verb) -> int | None:
    called_for = _called_for(parse, at, verb)
    if called_for is not None:
        return called_for
    for child in parse.children[at]:
        if child <= at:
            continue
        dep = parse.deps[child]
        if dep == "ccomp" and verb.takes & {SAY, CLAUSE, TELL, ASK, PROMISE}:
            return _with_subject(parse, at, child, verb)
        # Without somebody who is asked it is a headline's "Quarry told to stop".
        asked = ASK in verb.takes and parse.child(at, "dobj", "prep", "dative") is not None
        if dep == "xcomp" and _infinitive(parse, child) and (PROMISE in verb.takes or asked):
            return _whom_start(parse, at, child)
        if dep == "xcomp" and GERUND in verb.takes and parse.tags[child] == "VBG":
            return parse.left[child]
        if dep == "advcl" and ASK in verb.takes and _whether(parse, child):
            return parse.left[child]
    return _that(parse, at, verb)


def _called_for(parse: Parse, at: int, verb: Verb) -> int | None:
    """ "called for him to resign": from him."""
    if ASK not in verb.takes or verb.particle not in ("for", "on", "upon"):
        return None
    prep = next(i for i in range(at + 1, at + 4) if parse.lower[i] == verb.particle)
    reach = range(prep + 1, min(prep + 16, len(parse) - 1))
    asked = any(parse.lower[i] == "to" and parse.tags[i + 1].startswith("V") for i in reach)
    return prep + 1 if asked else None


_THAT_REACH = 14  # words of adjuncts between "said" and its "that"


def _that(parse: Parse, at: int, verb: Verb) -> int | None:
    """A clause the parse hung elsewhere: "said on Friday at a news conference that …"."""
    if not verb.takes & {SAY, TELL} or parse.tags[at] == "VBN":
        return None
    for i in range(at + 1, min(at + _THAT_REACH, len(parse) - 1)):
        if parse.lower[i] == "that" and parse.tags[i] == "IN":
            named = parse.child(at, "dobj") is not None and TELL not in verb.takes
            return None if named else i
        if i in parse.quoted or parse.tags[i] in ("MD", ":", "WDT") or parse.tags[i][:2] == "VB":
            return None
    return None


def _with_subject(parse: Parse, at: int, clause: int, verb: Verb) -> int:
    """Where the clause starts; its subject may have been taken for the cue's object."""
    start = max(parse.left[clause], at + 1)
    if parse.child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is not None:
        return start
    taken = parse.child(at, "dobj")
    if taken is not None and at < taken < start and (TELL not in verb.takes or verb.base == "say"):
        return parse.left[taken]
    return start


def _whether(parse: Parse, at: int) -> bool:
    return parse.lower[parse.left[at]] in ("if", "whether")


def _infinitive(parse: Parse, at: int) -> bool:
    return any(parse.lower[c] == "to" for c in parse.children[at] if c < at)


def _whom_start(parse: Parse, at: int, clause: int) -> int:
    """From "the court" in "urged the court to wait": its waiting is what was urged."""
    whom = parse.child(at, "dobj")
    day = whom is not None and parse.lower[whom] in wordlists.words("common", "day or month")
    if whom is not None and not day and at < whom < clause:
        return parse.left[whom]
    return parse.left[clause]


def end(parse: Parse, at: int, start: int) -> int:
    """Where what the verb governs ends: with the sentence, unless another clause takes over."""
    last = len(parse) - 1
    for child in parse.children[at]:
        if child > start and _takes_over(parse, child) and parse.left[child] > start:
            last = min(last, _without_joint(parse, parse.left[child] - 1))
    inside = at
    if parse.deps[start] == "mark" and not at < parse.head[start] <= parse.right[at]:
        inside = parse.head[start]  # the clause hangs elsewhere
    if parse.right[inside] < last and parse.head[inside] != inside:
        last = max(parse.right[inside], start)
    last = min(last, _own_words_end(parse, at, start), _aside(parse, start))
    last = _and_that(parse, last)
    while last + 1 < len(parse) and last in parse.marked and last + 1 in parse.marked:
        last += 1  # a quotation is not cut in two
    return last


def _and_that(parse: Parse, last: int) -> int:
    """ "said that the road was open(, and that it was safe)" is one quote."""
    after = last + 1
    while after < len(parse) and parse.words[after] == ",":
        after += 1
    if parse.lower[after : after + 2] in (("and", "that"), ("but", "that")):
        return max(last, _aside(parse, after))
    return last


def _aside(parse: Parse, start: int) -> int:
    """Where something else follows: ", while others doubted it", ", adding that …"."""
    for at in range(start + 4, len(parse) - 3):
        if parse.words[at] == "," and at not in parse.marked:
            word = at + 1
            if parse.tags[word] == "VBG" and parse.lower[word] in cues.saying_forms():
                return at - 1
            opens = parse.left[parse.head[word]] == word
            if opens and parse.lower[word] in ("while", "though", "although"):
                return at - 1
    return len(parse) - 1


def _takes_over(parse: Parse, child: int) -> bool:
    dep = parse.deps[child]
    if dep == "conj":
        # "said she had won, but her rivals doubted it" is all hers, "said so and left" is not.
        own = parse.child(child, "nsubj", "nsubjpass", "expl")
        return own is None or parse.lower[child] in cues.verbs()
    if parse.tags[child] != "VBG" or dep not in ("advcl", "dep", "parataxis", "ccomp", "prep"):
        return False
    return parse.lower[child] in cues.verbs() or is_edge(parse, parse.left[child] - 1)


def _own_words_end(parse: Parse, at: int, start: int) -> int:
    """ "said the plan was good and vowed to sign it": vowed is the speaker's doing, not words."""
    for child in range(start, len(parse)):
        if (
            parse.deps[child] == "conj"
            and parse.lower[child] in cues.verbs()
            and (outer(parse, child) == at or _also(parse, at, child))
        ):
            return max(start, _without_joint(parse, child - 1))
    return len(parse) - 1


def _also(parse: Parse, at: int, child: int) -> bool:
    """ "warning that … and implying that …" """
    if parse.tags[at] != "VBG" or parse.tags[child] != "VBG":
        return False
    return parse.tags[child - 1] == "CC" and parse.child(child, "nsubj", "aux") is None


def _without_joint(parse: Parse, at: int) -> int:
    while at > 0 and (parse.tags[at] == "CC" or is_edge(parse, at)):
        at -= 1
    return at
