"""Verbs of saying whose subject is spoken to or of, and those that only look so."""

from bot.reading import asked
from bot.reading.parse import Parse

PASSIVE_SAYS = frozenset({"quoted", "heard", "cited", "caught", "recorded", "reported"})


def passive(parse: Parse, verb: int) -> bool:
    """Is the subject the one spoken to or of: "was told", "is said to", "when asked whether"?"""
    whom = parse.child(verb, "nsubjpass")
    if has_said(parse, verb):
        return False
    if whom is not None or parse.child(verb, "auxpass") is not None:
        nobody = whom is not None and parse.lower[whom] == "it"
        return nobody or parse.lower[verb] not in PASSIVE_SAYS
    return _asked(parse, verb)


def has_said(parse: Parse, verb: int) -> bool:
    """ "He’s said he will stay", taken for "he is said": the perfect, with a clause behind it."""
    helper, whom = parse.child(verb, "auxpass"), parse.child(verb, "nsubjpass", "nsubj")
    if helper is None or whom is None or verb + 1 >= len(parse):
        return False
    short = parse.lower[helper] in ("'s", "'ve", "'d") and parse.lower[whom] in _WHO
    return short and parse.lower[verb] in _SAYS_SO and parse.lower[verb + 1] not in ("to", "by")


_WHO = frozenset({"he", "she", "they", "we", "i", "who"})
_SAYS_SO = frozenset({"said", "argued", "claimed", "insisted", "suggested", "warned", "promised"})


def _asked(parse: Parse, verb: int) -> bool:
    """ "Asked whether the road was safe, Ann Lee said …", "a man told to wait": a question or an
    order with nobody who gave it, at a clause's start or on a noun."""
    if parse.lower[verb] not in asked.FORMS or parse.tags[verb] not in ("VBN", "VBD"):
        return False
    if asked.answering(parse, verb) is not None or _told_that(parse, verb):
        return True
    if parse.child(verb, "nsubj", "dobj", "aux") is not None:
        return False
    if parse.deps[verb] == "acl":
        return True
    opens = verb == 0 or parse.words[verb - 1] in (",", "-", "--", "–", "—")
    return parse.lower[verb - 1] in ("when", "if", "once", "until") or (
        opens and parse.deps[verb] == "advcl"
    )


def _told_that(parse: Parse, verb: int) -> bool:
    """ "Ann Lee, told that he had won, left": who tells somebody has him behind "told"."""
    after = parse.lower[verb + 1 : verb + 2]
    return parse.lower[verb] in ("told", "reminded") and after == ("that",)
