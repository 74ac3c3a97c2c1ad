"""Clauses that look like another: one told without a "that", one that is only seen or heard."""

from bot.reading import wordlists
from bot.reading.callings import is_role
from bot.reading.cues import CLAUSE, SAY, TELL, Verb
from bot.reading.parse import Parse
from bot.reading.tags import FINITE_OR_MODAL

_BODIES = wordlists.words("bodies", "noun")


def unmarked(parse: Parse, at: int, verb: Verb) -> int | None:
    """Where "she had found one of them" starts in "told the tribunal she had found one of them",
    which the parse took for a tribunal that she had found."""
    whom = parse.child(at, "dobj", "dative")
    if TELL not in verb.takes or whom is None or whom < at or not _listens(parse, whom):
        return None
    clause = parse.child(whom, "relcl")
    subject = parse.child(clause, "nsubj", "nsubjpass") if clause is not None else None
    if subject is None or parse.left[subject] != whom + 1 or parse.tags[whom + 1] not in _OPENS:
        return None
    told_on = parse.child(at, "ccomp", "xcomp") is not None or "that" in parse.lower[whom:]
    return None if told_on else whom + 1


_OPENS = ("PRP", "DT", "NNP", "PRP$")


def _listens(parse: Parse, noun: int) -> bool:
    """A court or a nurse; stories are told, and do not listen."""
    word = parse.lower[noun]
    return word in _BODIES or is_role(word) or is_role(word.removesuffix("s"))


def perceived(parse: Parse, clause: int, verb: Verb) -> bool:
    """ "Heard her calling her dog": what went on, and nothing that was said."""
    if CLAUSE not in verb.takes or SAY in verb.takes or parse.tags[clause] != "VBG":
        return False
    helped = any(
        parse.tags[c] in FINITE_OR_MODAL or parse.deps[c] in ("aux", "mark")
        for c in parse.children[clause]
        if c < clause
    )
    return parse.deps[clause] == "ccomp" and not helped
