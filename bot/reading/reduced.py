"""A speaker told by a participle or preposition that the parse took for a clause of its own.

In "The mayor elected after Ann Lee said …" it is the mayor who said it: the parse makes her its
second subject, or "elected" the verb of the sentence.
"""

from bot.reading import wordlists
from bot.reading.callings import is_role
from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE, STOPS, SUBJECTS

_BODIES = wordlists.words("bodies", "noun")
_AUXILIARIES = ("aux", "auxpass")


def described(parse: Parse, verb: int) -> Range | None:
    """From the noun that speaks to the end of what tells which one it is; None where the parse
    shows no such thing."""
    if parse.tags[verb] not in FINITE:
        return None
    aside = _behind_participle(parse, verb) or _before_whose(parse, verb)
    if aside is not None:
        return aside
    head = _governed(parse, verb)
    if head is None:
        head = _participle(parse, verb)
    if head is None or not _speaks(parse, head):
        return None
    return (parse.left[head], verb - 1) if _unbroken(parse, head, verb) else None


def _behind_participle(parse: Parse, verb: int) -> Range | None:
    """Lee in "Defending, Ann Lee said …", where the parse made the participle the subject."""
    if parse.child(verb, *SUBJECTS) != 0 or parse.words[1] != ",":
        return None
    taken_for_name = parse.lower[0].endswith("ing") and parse.words[verb - 1] != ","
    if parse.tags[0] != "VBG" and not taken_for_name:
        return None
    last = min(parse.right[0], verb - 1)
    while last > 1 and parse.tags[last] in STOPS:
        last -= 1
    return (2, last) if last > 1 else None


def _before_whose(parse: Parse, verb: int) -> Range | None:
    """Lee in "Lee, whose brother was murdered in 1998, said …", where the parse made that clause
    the sentence."""
    if parse.words[verb - 1] != "," or parse.child(verb, *SUBJECTS) is not None:
        return None
    whose = next((i for i in range(verb - 1, 1, -1) if parse.tags[i] == "WP$"), 0)
    told = any(parse.tags[i] in FINITE for i in range(whose + 1, verb))
    last = whose - 2
    if last < 0 or not told or parse.words[whose - 1] != ",":
        return None
    first = last
    while first > 0 and first <= parse.head[first - 1] <= last:
        first -= 1
    return (first, last) if parse.tags[last].startswith(("NN", "PRP")) else None


def _governed(parse: Parse, verb: int) -> int | None:
    """The mayor where a preposition with nothing to govern stands before a second subject."""
    subjects = [c for c in parse.children[verb] if parse.deps[c] in SUBJECTS and c < verb]
    if len(subjects) < 2:
        return None
    before = parse.left[subjects[-1]] - 1
    bare = parse.tags[before] == "IN" and parse.child(before, "pobj", "pcomp") is None
    return subjects[-2] if bare and subjects[-2] < before else None


def _participle(parse: Parse, verb: int) -> int | None:
    """The judge in "The judge appointed before Lee said …", the woman in "The woman married to Lee
    said …": what was taken for the verb of the sentence has no helper and no object, and what it
    governs no verb but this one."""
    main = parse.head[verb]
    if parse.deps[main] == "acl":
        main = parse.head[main]
    if main >= verb or parse.head[main] != main or parse.child(verb, *_AUXILIARIES) is not None:
        return None
    if parse.tags[main].startswith("NN"):  # "The man arrested while Lee said …"
        marked = parse.deps[verb] == "advcl" and parse.child(verb, "mark") is not None
        return main if marked else None
    helped = parse.child(main, *_AUXILIARIES, "dobj", "ccomp", "acomp", "attr", "xcomp")
    if helped is not None or parse.tags[main] not in ("VBN", "VBD"):
        return None
    own = parse.child(verb, *SUBJECTS)
    marked = parse.deps[verb] == "advcl" and parse.child(verb, "mark") is not None
    loose = parse.deps[verb] in ("parataxis", "dep", "ccomp") and own is None
    if not (loose or (marked and parse.tags[main] == "VBN")):
        return None
    return parse.child(main, *SUBJECTS)


def _speaks(parse: Parse, noun: int) -> bool:
    """A person or body, by a common noun: songs, too, are played before somebody speaks."""
    word = parse.lower[noun]
    person = is_role(word) or is_role(word.removesuffix("s"))
    return parse.tags[noun] in ("NN", "NNS") and (person or word in _BODIES)


def _unbroken(parse: Parse, head: int, verb: int) -> bool:
    """Does no comma, joint or quotation stand between?"""
    return not any(
        parse.words[i] in (",", ";", ":", "—", "–") or parse.tags[i] == "CC" or i in parse.quoted
        for i in range(head, verb)
    )
