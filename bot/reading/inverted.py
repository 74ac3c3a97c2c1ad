"""The speaker behind the verb: ", said Ann Lee, who runs the port."."""

from bot.reading import cues
from bot.reading.callings import is_role
from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE, FINITE_OR_MODAL, STOPS, SUBJECTS


def behind_verb(parse: Parse, verb: int) -> Range | None:
    """The subject in ", said Ann Lee, who runs the port." """
    first = verb + 1
    if not verb < len(parse) - 1:
        return None
    opens = verb == 0 and parse.lower[verb] in cues.saying_forms()  # "Said Ann Lee:"
    beside = parse.tags[verb] in FINITE and parse.tags[verb - 1] in (",", "''", ":")
    if not (opens or (verb and beside)) or parse.tags[first] not in (
        "NNP", "NNPS", "DT", "PRP", "NN", "NNS", "JJ", "CD", "PRP$",
    ):  # fmt: skip
        return None
    if not _inverts(parse, verb):
        return None
    subject = parse.child(verb, *SUBJECTS)
    last = first
    while last + 1 < len(parse) and not _ends_subject(parse, last + 1):
        if parse.lower[last + 1] in ("at", "in") and _bare_name(parse, first, last):
            return first, last  # "said Ann Lee at a meeting", not "said a clerk at the port"
        last += 1
    rest = range(first, len(parse))
    governs = any(parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted for i in rest)
    near = subject is not None and verb - 2 <= parse.right[subject] < verb
    own = governs and _speaks(parse, subject, verb, last)
    if near and (own or _opens_clause(parse, verb, first)):
        return None
    ends = last + 1 == len(parse) or _ends_subject(parse, last + 1)
    ends = ends and (last + 1 == len(parse) or parse.tags[last + 1] not in FINITE_OR_MODAL)
    return (first, _apposition(parse, last)) if ends and last - first < 12 else None


def _opens_clause(parse: Parse, verb: int, first: int) -> bool:
    """ "Ann Lee, whose son died, said she forgave them": the subject of what is said, though the
    parse took "forgave" for an infinitive."""
    for clause in parse.children[verb]:
        subject = parse.child(clause, *SUBJECTS, "nsubjpass")
        aside = "," in parse.words[first:clause]
        if clause > first and parse.deps[clause] == "ccomp" and subject is not None and not aside:
            return parse.left[subject] == first
    return False


def _speaks(parse: Parse, subject: int | None, verb: int, last: int) -> bool:
    """Is what stands before the verb its subject: "Ann Lee, of Narva, said the road is open"?

    Not in "The plan, said Ann Lee, is a draft", nor in "And Jo Berg, said Ann Lee, who knows her,
    never forgets": a comma by itself parts no subject from its verb. last: of what stands behind.
    """
    if subject is None:
        return False
    aside = parse.words[last + 1 : last + 2] == (",",)
    lone = "," not in parse.words[parse.left[subject] : verb - 1] and parse.words[verb - 1] == ","
    if aside and lone and _leads_on(parse, last + 1):
        return False
    return not aside or parse.tags[last] != "NNP" or parse.tags[subject] in ("NNP", "PRP", "WP")


def _leads_on(parse: Parse, comma: int) -> bool:
    """Does a finite verb come right behind a later comma, or this one ("…, never forgets")?"""
    for at in range(comma, len(parse) - 2):
        verb = at + 1 + (parse.tags[at + 1] == "RB")
        if parse.words[at] == "," and parse.tags[verb] in FINITE_OR_MODAL:
            return True
    return False


def _bare_name(parse: Parse, first: int, last: int) -> bool:
    return all(parse.tags[i] in ("NNP", "PRP") for i in range(first, last + 1))


def _inverts(parse: Parse, verb: int) -> bool:
    """Can the speaker stand behind this verb? What "told", "ripped" or "praised" has behind it is
    whom it told or ripped; so has any verb with a subject before it and an object behind it."""
    known = cues.verbs().get(parse.lower[verb], ())
    if known and not any(cues.SAY in v.takes and cues.TELL not in v.takes for v in known):
        return False
    subject, thing = parse.child(verb, *SUBJECTS), parse.child(verb, "dobj", "dative")
    return subject is None or thing is None or not subject < verb < thing


_WHEN_OR_WHERE = frozenset({"outside", "after", "before", "during", "on", "as", "while", "when"})


def _ends_subject(parse: Parse, at: int) -> bool:
    return parse.tags[at] in (*STOPS, *FINITE, "MD", "WP") or parse.lower[at] in _WHEN_OR_WHERE


_GOES_ON = frozenset({"VBG", "CC", "IN", "PRP", "RB", "UH", "MD", *FINITE})  # , would show


def _one_more(parse: Parse, joint: int) -> bool:
    """ "Ann Lee, 44, and Jo Berg, 42.": the last of several, and nothing else said."""
    rest = range(joint + 1, len(parse))
    names = parse.lower[joint] == "and" and parse.tags[joint + 1 : joint + 2] == ("NNP",)
    return names and not any(
        parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted or i in parse.marked for i in rest
    )


def _apposition(parse: Parse, last: int) -> int:
    """Where "Ann Lee, the mayor of Narva, who …" ends: with the sentence, or before ", adding"."""
    at = last
    if at + 1 < len(parse) and parse.lower[at + 1] in _WHEN_OR_WHERE:
        return last
    while at + 1 < len(parse) and parse.tags[at + 1] not in (".", ":", "''", "``"):
        following = at + 2
        if parse.tags[at + 1] == "," and following < len(parse):
            tag = parse.tags[following]
            if following in parse.quoted or (tag in _GOES_ON and not _one_more(parse, following)):
                break
        if at + 1 in parse.quoted:
            break
        at += 1
    while at > last and parse.tags[at] in STOPS:
        at -= 1
    return at


def name_behind(parse: Parse, last: int) -> int:
    """The end of the name in "asked the club’s captain, Ann Lee."; `last`, the captain, if none."""
    end = last + 1
    if not is_role(parse.words[last]) or parse.words[end : end + 1] != (",",):
        return last
    while parse.tags[end + 1 : end + 2] in (("NNP",), ("HYPH",)):
        end += 1
    closes = end + 1 == len(parse) or parse.tags[end + 1] in STOPS
    return end if closes and end > last + 1 else last
