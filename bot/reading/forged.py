"""Words put into somebody's mouth: misquoted, forged, or played by another."""

from bot.reading import wordlists
from bot.reading.parse import Parse
from bot.reading.tags import SUBJECTS

_MISQUOTES = wordlists.words("control", "misquotes")
_FALSELY = wordlists.words("control", "falsely")
_FORGED = wordlists.words("control", "forged")
_MANNER = wordlists.words("control", "manner")
_PLAYED = wordlists.words("control", "played")
_SHOWS = wordlists.words("control", "shows somebody")
_CLIMBS = 4


def put_in_mouth(parse: Parse, at: int) -> bool:
    """Does the sentence itself tell that the words of this verb are not its subject's?"""
    return _misquoted(parse, at) or _shown_in_forgery(parse, at) or _in_forgery(parse, at)


def _misquoted(parse: Parse, at: int) -> bool:
    """ "Was misquoted as saying", "wrongly quoted as saying", "falsely reported to have said"."""
    verb = at
    for _ in range(_CLIMBS):
        passive = parse.child(verb, "auxpass", "nsubjpass") is not None
        quoted = parse.lower[verb].startswith(("quot", "cit"))
        if parse.lower[verb] in _MISQUOTES:
            return True
        wrongly = any(parse.lower[c] in _FALSELY for c in parse.children[verb])
        if wrongly and (passive or quoted or verb != at):
            return True
        if parse.deps[verb] not in ("xcomp", "pcomp", "prep", "advcl") or parse.head[verb] == verb:
            return False
        if parse.child(verb, *SUBJECTS, "mark") is not None:
            return False
        verb = parse.head[verb]
    return False


def _shown_in_forgery(parse: Parse, at: int) -> bool:
    """ "A fake video shows Berg saying", "a doctored recording in which Berg says"."""
    verb = at
    for _ in range(_CLIMBS):
        up = parse.head[verb]
        if up == verb or up > verb:
            return False
        if parse.deps[verb] in ("relcl", "acl") and parse.tags[up].startswith("N"):
            return _forgery(parse, up)
        shows = parse.lower[up] in _SHOWS
        subject = parse.child(up, *SUBJECTS) if shows else None
        if subject is not None and _forgery(parse, subject):
            return True
        if parse.tags[verb] not in ("VB", "VBG", "NNP", "NN") and not shows:
            return False
        verb = up
    return False


def _in_forgery(parse: Parse, at: int) -> bool:
    """ "In a deepfake, Berg says", "Berg says in a parody of himself"."""
    inside = (parse.child(c, "pobj") for c in parse.children[at] if parse.lower[c] == "in")
    return any(_forgery(parse, noun) for noun in inside if noun is not None)


def _forgery(parse: Parse, noun: int) -> bool:
    """A deepfake, a parody; a fake video, a doctored photograph of the mayor."""
    if parse.lower[noun] in _PLAYED:
        return True
    if parse.lower[noun] in _MANNER:
        return False  # "explains, in a satirical fashion, that": how it was said
    return any(parse.lower[i] in _FORGED for i in range(parse.left[noun], noun))
