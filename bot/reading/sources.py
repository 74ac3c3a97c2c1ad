"""Who a verb of saying is said by, on the parse."""

from bot.reading import asked, clefts, cues, reduced, wordlists
from bot.reading.beside import phrase_before
from bot.reading.inverted import behind_verb
from bot.reading.moved import moved
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.passives import PASSIVE_SAYS, has_said, passive
from bot.reading.tags import FINITE, IN_SUBJECT, RELATIVE_SUBJECTS, STOPS, SUBJECTS

_CLIMB = frozenset(
    {"conj", "advcl", "xcomp", "pcomp", "ccomp", "prep", "acl", "dep", "aux", "pobj", "relcl"}
    | {"advmod", "acomp"}
)
QUOTED = frozenset({"quoted", "cited"})


def source_of(parse: Parse, verb: int) -> Range | None:
    """The words that name the speaker of `verb`; None when its sentence does not."""
    if taken_for_noun(parse, verb):
        return parse.left[verb], verb - 1
    found = (
        asked.before(parse, verb)
        or behind_verb(parse, verb)
        or reduced.described(parse, verb)
        or _own(parse, verb)
        or agent(parse, verb)
        or _once_more(parse, verb)
        or _of_saying(parse, verb)
        or _inherited(parse, verb)
        or _nearest(parse, verb)
        or phrase_before(parse, verb)
    )
    if found is None or (found[0] == found[1] and parse.tags[found[0]] == "EX"):
        return None  # "There was one message: “…”"
    return None if parse.lower[found[0] : found[1] + 1] in _TIMES else found


_TIMES = frozenset(
    (which, when)
    for which in ("last", "this", "next", "earlier")
    for when in ("week", "month", "year", "night", "morning", "weekend", "summer", "fall")
)


def taken_for_noun(parse: Parse, at: int) -> bool:
    """ "Ann Lee predicts that …", "the Lee campaign projects that …", taken for one noun phrase
    that is the whole sentence."""
    if parse.tags[at] != "NNS" or parse.lower[at] not in cues.verbs() or at + 2 >= len(parse):
        return False
    stands = parse.deps[at] == "ROOT" and parse.lower[at + 1] == "that"
    return stands and at > 0 and parse.deps[at - 1] == "compound" and parse.head[at - 1] == at


def _own(parse: Parse, verb: int) -> Range | None:
    subject = _nearest_subject(parse, verb)
    if subject is None:
        spoken_of = parse.child(verb, "nsubjpass")
        says = parse.lower[verb] in PASSIVE_SAYS or has_said(
            parse, verb
        )  # but "it was reported that" names nobody
        if spoken_of is not None and says and parse.lower[spoken_of] != "it":
            relative = parse.lower[spoken_of] in RELATIVE_SUBJECTS
            return _antecedent(parse, spoken_of) if relative else noun_phrase(parse, spoken_of)
        return None
    if parse.lower[subject] in RELATIVE_SUBJECTS and subject < verb:
        return _antecedent(parse, subject)
    first, last = noun_phrase(parse, subject)
    if subject < verb <= last:  # an apposition to it was hung on it from behind the verb
        last = verb - 1
        while last > subject and (parse.tags[last] in STOPS or parse.head[last] == verb):
            last -= 1
    return _joined_subject(parse, verb, first), last


def _joined_subject(parse: Parse, verb: int, first: int) -> int:
    """Where "Ann Lee, the mayor, and Jo Berg" starts, though the parse takes them for two."""
    before = parse.child(verb, *SUBJECTS)
    if before is None or before >= first - 1:
        return first
    if parse.words[first - 1] == "," and parse.right[before] == first - 2:  # "aides to Lee, Berg"
        listed = parse.tags[first] == "NNP" and parse.child(before, "prep") is not None
        return parse.left[before] if listed else first
    if parse.tags[first - 1] != "CC" and parse.lower[max(0, first - 3) : first] != _AS_WELL_AS:
        return first
    names = parse.tags[before] == "NNP" and parse.tags[first] == "NNP"
    return parse.left[before] if names else first


_AS_WELL_AS = ("as", "well", "as")


def _nearest_subject(parse: Parse, verb: int) -> int | None:
    """Of several, the last before the verb: "The crowd cheers and Ann Lee goes on" has two."""
    subjects = [c for c in parse.children[verb] if parse.deps[c] in SUBJECTS]
    before = [c for c in subjects if c < verb and parse.tags[c] in ("NNP", "NN", "NNS", "PRP")]
    return before[-1] if before else next(iter(subjects), None)


def _antecedent(parse: Parse, pronoun: int) -> Range:
    """ "Ann Lee, who": the nearest noun before the pronoun, with the pronoun."""
    picked = clefts.picked(parse, pronoun)
    if picked is not None:
        return picked
    noun = pronoun - 1
    while noun > 0 and not parse.tags[noun].startswith(("NN", "PRP", "CD")):
        noun -= 1
    first = noun
    while first - 1 >= 0 and parse.head[first - 1] == noun and parse.tags[first - 1] not in STOPS:
        first -= 1
    clause = next((h for h in parse.ancestors(pronoun) if parse.deps[h] == "relcl"), None)
    if (
        clause is not None
        and parse.head[clause] < noun
        and pronoun - parse.left[parse.head[clause]] < 30
    ):
        first = parse.left[parse.head[clause]]
    return max(0, first), pronoun


def agent(parse: Parse, verb: int) -> Range | None:
    """Who "by" names: "she was told by the mayor that …"."""
    by = parse.child(verb, "agent")
    if by is None or parse.lower[verb] in QUOTED:
        return None  # "quoted by the Gazette": it only passed the words on
    whom = parse.child(by, "pobj")
    return noun_phrase(parse, whom) if whom is not None else None


def behind_and(parse: Parse, verb: int) -> Range | None:
    """The words from an "and" or "but" to a verb, if they can be its subject."""
    for joint in range(verb - 1, max(-1, verb - _SUBJECT_WORDS), -1):
        if parse.tags[joint] == "CC" and parse.lower[joint] in ("and", "but"):
            adjunct = parse.tags[joint + 1] in ("IN", "RB") and parse.tags[joint + 2] != "CD"
            return (joint + 1, verb - 1) if joint + 1 < verb and not adjunct else None
        if parse.tags[joint] not in IN_SUBJECT:
            return None
    return None


_SUBJECT_WORDS = 8


def _once_more(parse: Parse, verb: int) -> Range | None:
    """ "One in four" for the second "said" of "One in three said so and one in four said no"."""
    if parse.tags[verb] not in FINITE or parse.lower[verb] not in parse.lower[:verb]:
        return None
    found = behind_and(parse, verb)
    heads = ("NN", "NNS", "NNP", "NNPS", "PRP", "CD")
    named = found is not None and any(parse.tags[i] in heads for i in range(found[0], found[1] + 1))
    return found if named else None


def _of_saying(parse: Parse, verb: int) -> Range | None:
    """ "Rahmani said that she had won, adding that …": Rahmani, not she."""
    if parse.tags[verb] != "VBG" or verb == 0 or parse.tags[verb - 1] != ",":
        return None
    for up in parse.ancestors(verb):
        if parse.lower[up] in cues.verbs() and parse.tags[up] in FINITE:
            return _own(parse, up)
        reports = parse.tags[up] in ("VBG", "VBN") and parse.child(up, "ccomp") is not None
        if reports and parse.lower[up] in cues.verbs():
            return _own(parse, up) or _inherited(parse, up)
    return None


def _inherited(parse: Parse, verb: int) -> Range | None:
    """From the verb or noun this one hangs on: "Rahmani left, saying …", "a letter saying …"."""
    if passive(parse, verb):
        return None
    at = verb
    for _ in range(7):
        dep, up = parse.deps[at], parse.head[at]
        if dep not in _CLIMB or up == at:
            return None
        if parse.tags[up].startswith(("N", "PRP")) and dep in ("acl", "relcl"):
            if not _for_itself(parse, up, at):
                return _writer(parse, up) or _noun_before(parse, up, at)
        elif dep == "conj":
            up = outer(parse, at) or alike(parse, at) or up
        found = moved(parse, up, at) or _own(parse, up) or _of_passive(parse, up)
        if found is not None and not found[0] <= verb <= found[1]:
            return found
        at = up
    return None


def _for_itself(parse: Parse, noun: int, verb: int) -> bool:
    """Does the noun not speak: "held a briefing to say", "made an attempt, saying"?"""
    if parse.deps[noun] not in ("dobj", "pobj") or parse.lower[noun] in cues.nouns():
        return False
    infinitive = parse.tags[verb] == "VB" and parse.child(verb, "aux") is not None
    aside = parse.tags[verb] == "VBG" and parse.words[parse.left[verb] - 1] == ","
    return infinitive or aside


def _of_passive(parse: Parse, verb: int) -> Range | None:
    """ "The mayor was prompted to say", "she was joined by Lee and joked": what was done to
    somebody is done, and then he speaks."""
    subject = parse.child(verb, "nsubjpass")
    return noun_phrase(parse, subject) if subject is not None and subject < verb else None


def outer(parse: Parse, verb: int) -> int | None:
    """The verb of saying that "vowed" goes with in "said the plan was good and vowed to sign"."""
    if parse.deps[verb] != "conj" or parse.child(
        verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark"
    ):
        return None
    for up in parse.ancestors(verb):
        if (
            parse.lower[up] in cues.verbs()
            and parse.tags[up] == parse.tags[verb]
            and parse.child(up, "nsubj") is not None
            and parse.head[verb] != up
        ):
            return up
        if parse.deps[up] in ("advcl", "relcl", "acl"):
            return None  # "When Ann Lee came and said so, the hall clapped"
    return None


def alike(parse: Parse, verb: int) -> int | None:
    """The verb that "warning" goes with in "admitting that he was late but warning that", or "warn"
    in "they fear that he was late and warn that": no verb of another form goes with it."""
    if parse.child(verb, "aux", "nsubj") is not None:
        return None
    form, other = parse.tags[verb], parse.tags[parse.head[verb]]
    if form == "VBG" and other in (*FINITE, "VBN", "VB"):
        return next((up for up in parse.ancestors(verb) if parse.tags[up] == "VBG"), None)
    if form in ("VB", "VBP") and other in ("VBD", "VBZ", "VBN"):
        plural = (up for up in parse.ancestors(verb) if parse.tags[up] == "VBP")
        return next(plural, None) or next(
            (up for up in parse.ancestors(verb) if parse.lower[up] in cues.verbs()), None
        )
    return None


def _noun_before(parse: Parse, noun: int, verb: int) -> Range:
    last = parse.left[verb] - 1
    while last > noun and parse.tags[last] in STOPS:
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


def _nearest(parse: Parse, verb: int) -> Range | None:
    """When the parse lost the subject: the noun phrase or subject that ends nearest before."""
    if passive(parse, verb) or parse.tags[verb] in ("VBN", "VB"):
        return None
    for at in range(verb - 1, max(-1, verb - 45), -1):
        if parse.tags[at] == "." or at in parse.quoted:
            return None
        if parse.deps[at] in ("nsubj", "nsubjpass") and parse.lower[at] not in RELATIVE_SUBJECTS:
            first, last = noun_phrase(parse, at)
            return first, min(last, verb - 1)
        if parse.tags[verb] in FINITE and at == verb - 1 and _counts(parse, at):
            return parse.left[at], at
    return None


def _counts(parse: Parse, at: int) -> bool:
    """A noun, or "third" in "nearly a third say"."""
    return parse.tags[at].startswith("NN") or parse.lower[at] in ("third", "fifth", "most", "many")
