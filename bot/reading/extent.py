"""Where reported words end: with the sentence, unless something else takes over."""

from bot.reading import cues
from bot.reading.anothers import anothers
from bot.reading.asides import aside
from bot.reading.attribution import is_edge
from bot.reading.parse import Parse
from bot.reading.sources import alike, behind_and, outer
from bot.reading.swallowed import main_verb
from bot.reading.tags import FINITE, FINITE_OR_MODAL


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
        last = _past_colon(parse, max(parse.right[inside], start), last)
    last = min(last, _own_words_end(parse, at, start), aside(parse, start))
    last = min(last, _done_end(parse, at, start), _anew(parse, at, start))
    last = min(last, _mandate_end(parse, at, start), main_verb(parse, at, start) - 1)
    last = min(last, anothers(parse, at, start) - 1)
    last = _whole_quotation(parse, _and_that(parse, _whole_quotation(parse, last)))
    return min(last, _quotation_end(parse, start))


def _quotation_end(parse: Parse, start: int) -> int:
    """ "The letter reads “we may close it”, but nothing is planned", "said “we may close it” as he
    left": all of it was quoted."""
    if start not in parse.marked and start not in parse.quoted:
        return len(parse) - 1
    last = start + (start in parse.quoted)
    while last in parse.marked:
        last += 1
    comma = parse.words[last : last + 1] == (",",)
    over = comma and parse.tags[last + 1 : last + 2] == ("CC",)
    over |= _meanwhile(parse, last + comma)
    more = any(i in parse.marked or i in parse.quoted for i in range(last, len(parse)))
    return last - 1 if over and not more else len(parse) - 1


def _meanwhile(parse: Parse, at: int) -> bool:
    """ "As Berg closed the door", "before she left": what was done, with its own subject."""
    if parse.lower[at : at + 1] == () or parse.lower[at] not in _WHEN:
        return False
    verb = parse.head[at]
    return verb > at and parse.tags[verb] == "VBD" and parse.child(verb, "nsubj") is not None


_WHEN = frozenset({"as", "while", "when", "before", "after"})


def _whole_quotation(parse: Parse, last: int) -> int:
    """A quotation is not cut in two."""
    while last + 1 < len(parse) and last in parse.marked and last + 1 in parse.marked:
        last += 1
    return last


def _past_colon(parse: Parse, at: int, last: int) -> int:
    """ "argued that it was no joke(: he had meant it)": what a colon leads to belongs to it."""
    colon = at + 1
    if colon + 2 >= len(parse) or parse.words[colon] not in (":", ";") or parse.quoted:
        return at
    rest = range(colon + 1, last + 1)
    return at if any(parse.lower[i] in cues.saying_forms() for i in rest) else last


def _and_that(parse: Parse, last: int) -> int:
    """ "said that the road was open(, and that it was safe)" is one quote."""
    after = last + 1
    while after < len(parse) and parse.words[after] == ",":
        after += 1
    if parse.lower[after : after + 2] in (("and", "that"), ("but", "that")):
        return max(last, aside(parse, after))
    return last


def _takes_over(parse: Parse, child: int) -> bool:
    dep = parse.deps[child]
    if dep == "conj":
        # "said she had won, but her rivals doubted it" is all hers, "said so and left" is not.
        own = parse.child(child, "nsubj", "nsubjpass", "expl")
        goes_on = own is None and any(parse.tags[c] == "MD" for c in parse.children[child])
        # "urged them to sell it, repair it and go": one more infinitive
        goes_on |= parse.tags[child] in ("VB", "VBP") and parse.tags[parse.head[child]] in _PAST
        goes_on |= not parse.tags[child].startswith("V")  # lost its verb
        return (own is None and not goes_on) or _is_cue(parse, child)
    if parse.tags[child] != "VBG" or dep not in ("advcl", "dep", "parataxis", "ccomp", "prep"):
        return False
    return parse.lower[child] in cues.verbs() or is_edge(parse, parse.left[child] - 1)


_PAST = ("VBD", "VBZ", "VBN", "VBG")


def _is_cue(parse: Parse, at: int) -> bool:
    """A verb of saying outside quotation marks, with its particle ("going" needs "on")."""
    near = parse.lower[at + 1 : at + 4]
    known = cues.verbs().get(parse.lower[at], ())
    return at not in parse.marked and any(not v.particle or v.particle in near for v in known)


def _own_words_end(parse: Parse, at: int, start: int) -> int:
    """ "said the plan was good and vowed to sign it": vowed is the speaker's doing, not words."""
    for child in range(start, len(parse)):
        if (
            parse.deps[child] == "conj"
            and parse.lower[child] in cues.verbs()
            and (outer(parse, child) == at or _also(parse, at, child) or alike(parse, child) == at)
            and not _within_clause(parse, child)
        ):
            return max(start, _without_joint(parse, child - 1))
    return len(parse) - 1


def _within_clause(parse: Parse, verb: int) -> bool:
    """ "… and that she will firmly back it": a clause of its own, whatever the parse hung it on."""
    for at in range(verb - 1, max(0, verb - _NEAR_JOINT), -1):
        if parse.tags[at] == "CC":
            return False
        if parse.tags[at] == "MD" or parse.lower[at] == "that":
            return True
    return False


_NEAR_JOINT = 6  # words


def _done_end(parse: Parse, at: int, start: int) -> int:
    """ "vowed to stay and raised the flag", "asked the court to wait, but it went on": what is
    done stands beside an infinitive, never inside it."""
    if not _unfinished(parse, start):
        return len(parse) - 1
    for child in range(start + 2, len(parse)):
        if parse.deps[child] != "conj" or not _finite(parse, child) or child in parse.marked:
            continue
        if parse.tags[child] == "VBP" and parse.child(child, "nsubj", "nsubjpass", "aux") is None:
            continue  # one more infinitive, as likely ("to stay, fight and win")
        up = parse.head[child]
        while parse.deps[up] == "conj" and up > start:
            up = parse.head[up]
        if up <= at or not _finite(parse, up):
            return max(start, _without_joint(parse, parse.left[child] - 1))
    return len(parse) - 1


def _anew(parse: Parse, at: int, start: int) -> int:
    """ "One in three said it was late and one in four said it was not": the same verb once more,
    with a subject of its own and nothing else between it and the "and"."""
    if parse.tags[at] not in FINITE or at in parse.marked:
        return len(parse) - 1
    for again in range(start + 2, len(parse)):
        if parse.lower[again] != parse.lower[at] or again in parse.marked:
            continue
        subject = behind_and(parse, again)
        if subject is not None and subject[0] > start + 1:
            return max(start, _without_joint(parse, subject[0] - 1))
    return len(parse) - 1


def _mandate_end(parse: Parse, at: int, start: int) -> int:
    """ "Recommended that the age should rise, and the government made clear …": behind what ought
    to be, what was or is done is the writer's."""
    if cues.bases(parse.lower[at]).isdisjoint(_MANDATES):
        return len(parse) - 1
    for verb in range(start + 2, len(parse)):
        subject = parse.child(verb, "nsubj", "nsubjpass")
        if parse.deps[verb] != "conj" or subject is None or verb in parse.marked:
            continue
        joint = parse.left[subject] - 1
        done = parse.tags[verb] in ("VBD", "VBN") or _finite(parse, verb)
        ought = any(parse.tags[c] == "MD" for c in parse.children[verb])
        if joint <= start or parse.tags[joint] != "CC" or _told_as_done(parse, start, joint):
            continue  # "asked why he had left and she had not": all of it is asked
        if done and not ought:
            return max(start, _without_joint(parse, joint))
    return len(parse) - 1


def _told_as_done(parse: Parse, start: int, end: int) -> bool:
    return any(parse.tags[i] in ("VBD", "VBZ") for i in range(start, end))


_MANDATES = frozenset({"recommend", "propose", "demand", "urge", "request", "ask", "advise"})


def _unfinished(parse: Parse, start: int) -> bool:
    """Does an infinitive or a participle come before any finite verb?"""
    for i in range(start, len(parse)):
        if parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted:
            return False
        if parse.tags[i] in ("VB", "VBG"):
            return parse.tags[i] == "VBG" or parse.lower[i - 1] == "to"
    return False


def _finite(parse: Parse, verb: int) -> bool:
    helpers = (parse.tags[c] for c in parse.children[verb] if parse.deps[c] in ("aux", "auxpass"))
    return parse.tags[verb] in FINITE or any(tag in FINITE_OR_MODAL for tag in helpers)


def _also(parse: Parse, at: int, child: int) -> bool:
    """ "warning that … and implying that …" """
    if parse.tags[at] != "VBG" or parse.tags[child] != "VBG":
        return False
    return parse.tags[child - 1] == "CC" and parse.child(child, "nsubj", "aux") is None


def _without_joint(parse: Parse, at: int) -> int:
    while at > 0 and (
        parse.tags[at] == "CC"
        or is_edge(parse, at)
        or (parse.tags[at] == "RB" and parse.tags[at - 1] == "CC")  # "but rather"
    ):
        at -= 1
    return at
