"""What a verb of saying governs: the clause or infinitive that is reported."""

from bot.reading import asides, cues, extent, said_of, told, wordlists
from bot.reading.attribution import is_edge, words
from bot.reading.cues import ASK, CLAUSE, DESCRIBE, GERUND, PROMISE, SAY, TELL, Verb
from bot.reading.parse import Parse
from bot.reading.passives import has_said
from bot.reading.tags import FINITE, FINITE_OR_MODAL, RELATIVE_SUBJECTS
from bot.reading.tails import long_after


def governed(parse: Parse, at: int, verb: Verb) -> frozenset[int]:
    """The clause or infinitive to the right of the verb, as words."""
    if parse.words[at + 1 : at + 2] == (";",):
        return frozenset()  # "The road is open, she said; it is safe": it stands between
    of_thing = said_of.content(parse, at, verb)
    if of_thing is not None:
        return of_thing
    start = _start(parse, at, verb)
    if start is not None:
        return words((start, extent.end(parse, at, start)))
    start = _of_relative(parse, at, verb) or _unhung(parse, at, verb)
    if start is None:
        return frozenset()
    last = asides.aside(parse, start)
    if parse.lower[at - 1] == "who":  # "Ann Lee, who boasts she has won, is here"
        last = next((i - 1 for i in range(start, last) if parse.words[i] == ","), last)
    return words((start, last))


def _start(parse: Parse, at: int, verb: Verb) -> int | None:
    moved = _called_for(parse, at, verb) or told.unmarked(parse, at, verb)
    if moved is not None:
        return moved
    for child in parse.children[at]:
        if child <= at:
            continue
        dep = parse.deps[child]
        if parse.words[parse.left[child] - 1] == "," and long_after(parse, parse.left[child]):
            continue
        if told.perceived(parse, child, verb):
            continue
        if verb.base == "continue" and _asks(parse, child):
            continue  # "continuing what was agreed in June": deeds
        reports = verb.takes & {SAY, CLAUSE, TELL, ASK, PROMISE} or _asks(parse, child)
        if dep == "ccomp" and reports and not _in_quotation(parse, child):
            return _with_subject(parse, at, child, verb)
        # Without somebody who is asked it is a headline's "Quarry told to stop".
        asked = ASK in verb.takes and parse.child(at, "dobj", "prep", "dative") is not None
        if dep == "xcomp" and _infinitive(parse, child) and (PROMISE in verb.takes or asked):
            return _whom_start(parse, at, child)
        named = GERUND in verb.takes or (SAY in verb.takes and _finite_below(parse, child))
        if dep == "xcomp" and named and parse.tags[child] == "VBG":
            return parse.left[child]
        asks = ASK in verb.takes or verb.base == "ask"
        if dep == "advcl" and asks and _whether(parse, child):
            return parse.left[child]
    return _that(parse, at, verb) or _question(parse, at, verb)


def _question(parse: Parse, at: int, verb: Verb) -> int | None:
    """Where "why they left" starts in "was asked by a caller why they left", "asked Ann Lee if she
    would stay", whatever the parse hung it on."""
    if verb.base != "ask":
        return None
    for i in range(at + 1, min(at + _THAT_REACH, len(parse) - 2)):
        closes = parse.tags[i] in (*FINITE_OR_MODAL, "VB", "WDT", ":", ".") or i in parse.quoted
        if closes or parse.lower[i] == "about":
            return None
        if parse.lower[i] in _QUESTIONS:
            return i if _verb_after(parse, i) else None
    return None


_QUESTIONS = frozenset({"if", "whether", "why", "how", "what"})


def _of_relative(parse: Parse, at: int, verb: Verb) -> int | None:
    """ "The tax, which they argue (would help the poor)": the verb of which "which" is the subject,
    right behind the cue, though the parse hung it elsewhere."""
    verb_of_it = at + 1
    if not verb.takes & {SAY} or verb_of_it >= len(parse) or parse.tags[at] not in FINITE:
        return None
    if parse.tags[verb_of_it] not in FINITE_OR_MODAL or parse.lower[verb_of_it] in ("is", "was"):
        return None
    for i in range(at - 1, max(-1, at - _SUBJECT_WORDS), -1):
        if parse.lower[i] in RELATIVE_SUBJECTS:
            return verb_of_it if i < at - 1 else None
        if parse.tags[i] not in _IN_SUBJECT:
            return None
    return None


_IN_SUBJECT = ("NN", "NNS", "NNP", "NNPS", "PRP", "DT", "JJ", "CD", "POS", "PRP$", "RB")


def _unhung(parse: Parse, at: int, verb: Verb) -> int | None:
    """A clause right behind the verb that the parse made something else of: subject, then verb."""
    if not verb.takes & {SAY, TELL} or parse.tags[at] in ("VB", "VBN") or verb.particle:
        return None
    first = at + 1
    if first >= len(parse) or parse.tags[first] not in _SUBJECT_OPENS or first in parse.marked:
        return None
    for i in range(first, min(first + _SUBJECT_WORDS, len(parse))):
        if i > first and parse.tags[i] in ("VBD", "VBZ", "VBP", "MD"):
            return first if _apart(parse, at, i, verb) else None
        opens = parse.tags[i] in ("WDT", "WP", "WRB", "VB", "TO", "CC") or i in parse.quoted
        links = parse.tags[i] == "IN" and parse.lower[i] not in _OF
        if i > first and (opens or links or is_edge(parse, i)):
            return None
    return None


def _apart(parse: Parse, at: int, other: int, verb: Verb) -> bool:
    """Is the cue not in the other's subject, nor that other in a relative clause behind it?"""
    main = parse.head[other] if parse.deps[other] in ("aux", "auxpass") else other
    if parse.deps[main] in ("relcl", "acl") and at < parse.head[main] < other:
        return False
    subject = parse.child(main, "nsubj", "nsubjpass", "csubj")
    within = subject is not None and parse.left[subject] <= at <= parse.right[subject]
    if parse.lower[at - 1] == "who":  # "those who concluded Ann Lee would stay"
        plain = not verb.takes & {TELL, DESCRIBE}
        return not within or (plain and parse.tags[at + 1] in ("NNP", "PRP"))
    return not within or parse.lower[at - 1] in _NOMINATIVE


_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
_SUBJECT_OPENS = ("DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "EX")
_SUBJECT_WORDS = 10
_OF = frozenset({"of", "in", "for"})


def _finite_below(parse: Parse, gerund: int) -> bool:
    """ "said selling it would help": the gerund is the subject of what the parse hung on it."""
    clause = parse.child(gerund, "ccomp")
    return clause is not None and parse.child(clause, "mark") is None


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
    if not verb.takes & {SAY, TELL} or (parse.tags[at] == "VBN" and not has_said(parse, at)):
        return None
    anybody = parse.lower[at + 1 : at + 3] in (("anyone", "who"), ("anybody", "who"))
    first = at + (4 if anybody else 1)  # behind "assures anyone who asks"
    for i in range(first, min(at + _THAT_REACH, len(parse) - 1)):
        if (
            parse.lower[i] == "that"
            and _verb_after(parse, i)
            and (
                (parse.tags[i] == "IN" or parse.deps[i] == "mark")
                or _conjunction(parse, i)
                or _behind_adjunct(parse, at, i)
            )
        ):
            thing = parse.child(at, "dobj")
            named = thing is not None and thing < i and TELL not in verb.takes
            return None if named else _claims_against(parse, at, i) or _of_noun(parse, at, i)
        aside = parse.tags[i] == "VBG" and parse.tags[i - 1] == "IN"  # "said after seeing it that"
        if i in parse.quoted or parse.tags[i] in ("MD", ":", "WDT"):
            return None
        if parse.tags[i].startswith("VB") and not aside:
            return None
    return None


def _claims_against(parse: Parse, at: int, that: int) -> int | None:
    """Where "claims" starts in "warned against claims that …": the words are not hers."""
    against = next((i for i in range(at + 1, that) if parse.lower[i] == "against"), None)
    claims = parse.lower[that - 1] in cues.nouns() | _NOTIONS
    return against + 1 if claims and against is not None and against + 1 < that else None


_NOTIONS = frozenset({"idea", "ideas", "notion", "notions", "speculation", "theory", "theories"})


def _verb_after(parse: Parse, that: int) -> bool:
    """Does a clause follow: not in "warned against seeing that as a yes"?"""
    return any(
        parse.tags[i] in (*FINITE_OR_MODAL, "VB") or i in parse.quoted
        for i in range(that + 1, len(parse))
    )


def _of_noun(parse: Parse, at: int, that: int) -> int:
    """Where the words start: with the suggestion in "scoffed at the suggestion that …"."""
    noun = parse.head[parse.head[that]]
    prep = parse.head[noun]
    whose = parse.deps[parse.head[that]] == "acl" and parse.lower[noun] in cues.nouns()
    whose = whose and parse.lower[prep] in ("at", "on", "with", "against")
    return (
        parse.left[noun] if whose and at < prep < noun < that and parse.head[prep] == at else that
    )


def _conjunction(parse: Parse, that: int) -> bool:
    """A "that" the parse took for "which", though the clause lacks nothing ("at a rally that he
    would cut taxes")."""
    verb = parse.head[that]
    if parse.deps[that] != "dobj" or parse.child(verb, "nsubj", "nsubjpass") is None:
        return False
    return any(
        c > verb and parse.deps[c] in ("dobj", "attr", "acomp") for c in parse.children[verb]
    )


def _behind_adjunct(parse: Parse, at: int, that: int) -> bool:
    """ "said for the first time that top officials knew": "that" behind a noun or a day, taken for
    "that official", with a clause and nothing else to report."""
    if parse.tags[that] not in ("DT", "WDT") or not parse.tags[that - 1].startswith("NN"):
        return False
    clause = parse.child(at, "ccomp", "xcomp")
    if that == at + 1 or (clause is not None and not _in_quotation(parse, clause)):
        return False
    return any(parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(that + 2, len(parse)))


def _in_quotation(parse: Parse, clause: int) -> bool:
    """Does it open behind a comma in quoted words (“open at dawn, God willing”)? They begin
    before it."""
    first = parse.left[clause]
    return parse.words[first - 1] == "," and {first - 2, first - 1, first} <= parse.marked


def _with_subject(parse: Parse, at: int, clause: int, verb: Verb) -> int:
    """Where the clause starts; its subject may have been taken for something of the cue's."""
    start = max(parse.left[clause], at + 1)
    if parse.child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is not None:
        return start
    for taken in parse.children[at]:
        if not at < taken < start or parse.deps[taken] not in _TAKEN or _is_day(parse, taken):
            continue
        told = TELL in verb.takes and verb.base != "say"
        if parse.deps[taken] == "dobj" and not told:
            return parse.left[taken]
        adjoins = parse.right[taken] + 1 == start and not is_edge(parse, start - 1)
        adjunct = parse.deps[taken] == "prep" and parse.lower[taken] != "about"
        if adjoins and parse.deps[taken] != "dobj" and not adjunct:
            return parse.left[taken]
    return start


_TAKEN = ("dobj", "npadvmod", "prep", "advmod", "nsubj", "attr", "oprd", "dep", "advcl")


def _is_day(parse: Parse, at: int) -> bool:
    within = parse.lower[parse.left[at] : parse.right[at] + 1]
    return not wordlists.words("common", "day or month").isdisjoint(within)


def _asks(parse: Parse, clause: int) -> bool:
    """ "discussed how it sank", "questioned whether it would"."""
    first = parse.left[clause]
    return parse.tags[first] in ("WRB", "WP", "WDT") or parse.lower[first] in ("if", "whether")


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
