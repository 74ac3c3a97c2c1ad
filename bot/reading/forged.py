"""Words put into somebody's mouth: misquoted, forged, or played by another."""

from bot.reading import wordlists
from bot.reading.parse import Parse, Range
from bot.reading.tags import FINITE, STOPS, SUBJECTS
from bot.reading.taken_back import taken_back

_MISQUOTES = wordlists.words("control", "misquotes")
_FALSELY = wordlists.words("control", "falsely")
_FORGED = wordlists.words("control", "forged")
_MANNER = wordlists.words("control", "manner")
_PLAYED = wordlists.words("control", "played")
_SHOWS = wordlists.words("control", "shows somebody")
_FICTION = wordlists.words("control", "fiction")
_IN_FICTION = wordlists.words("control", "in fiction")
_MAKES_FICTION = wordlists.words("control", "makes fiction")
_LETS_SAY = frozenset({"has", "have", "had", "having", "lets", "let", "makes", "made", "making"})
_CLIMBS = 4


def put_in_mouth(parse: Parse, at: int) -> bool:
    """Does the sentence itself tell that the words of this verb are not its subject's?"""
    shown = _shown_in_forgery(parse, at) or _in_forgery(parse, at) or _behind_forgery(parse, at)
    return shown or _misquoted(parse, at) or taken_back(parse, at)


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
            return _forgery(parse, up) or parse.lower[parse.head[up]] in _INVENTS
        shows = parse.lower[up] in _SHOWS
        subject = parse.child(up, *SUBJECTS) if shows else None
        if subject is not None and _forgery(parse, subject):
            return True
        if parse.tags[verb] not in ("VB", "VBG", "NNP", "NN") and not shows:
            return False
        verb = up
    return False


def _behind_forgery(parse: Parse, at: int) -> bool:
    """ "A doctored clip purports to show Lee saying", "a fake recording has her saying", where the
    parse lost the clip: the order of the words says it."""
    if parse.tags[at] not in ("VBG", "VB", "NN"):
        return False
    shows = None
    for i in range(at - 1, max(-1, at - _BEHIND), -1):
        word = parse.lower[i]
        if parse.tags[i] in STOPS or i in parse.quoted:
            return False
        if shows is None and word in _SHOWS:
            shows = i
        elif word in _FORGED:
            return shows is not None
        elif shows is None and parse.tags[i] in FINITE:
            return False
    return False


_BEHIND = 14  # words
_INVENTS = wordlists.words("control", "invents")


def _in_forgery(parse: Parse, at: int) -> bool:
    """ "In a deepfake, Berg says", "Berg says in a parody of himself"."""
    inside = (parse.child(c, "pobj") for c in parse.children[at] if parse.lower[c] == "in")
    return any(_forgery(parse, noun) for noun in inside if noun is not None)


def in_story(parse: Parse, at: int, source: Range | None) -> bool:
    """ "One of the characters says", "in the novel, the captain says", "has a character say": what
    somebody says who is not there; not what the author says in it."""
    up = parse.head[at]
    lets = parse.tags[at] == "VB" and up < at and parse.lower[up] in _LETS_SAY
    if lets and (
        _inside(parse, up, _FICTION) or not _IN_FICTION.isdisjoint(parse.lower[up + 1 : at])
    ):
        return True
    if source is None:
        return False
    named = range(source[0], source[1] + 1)
    told = {parse.lower[i] for i in named}
    if any(parse.tags[i] in ("NNP", "NNPS", "PRP") for i in named):
        return False
    if told & {"character", "characters"} and parse.lower[source[1]] != "actor":
        return True
    story = bool(told & _FICTION) or _inside(parse, at, _FICTION)
    lone = not told & _MAKES_FICTION and _inside(parse, at, _FICTION)
    return story and (bool(told & _IN_FICTION) or lone)


def called_false(parse: Parse, at: int, content: frozenset[int]) -> bool:
    """ "A post claiming that Berg resigned was fabricated", where the parse took the verdict on the
    post for a part of it."""
    if parse.tags[at] != "VBG" or parse.deps[at] != "acl":
        return False
    return any(
        parse.lower[i] in _BE and parse.lower[i + 1] in _FALSE for i in content - {max(content)}
    )


_BE = frozenset({"is", "are", "was", "were"})
_FALSE = _FORGED | {"false", "untrue"}


def _inside(parse: Parse, verb: int, where: frozenset[str]) -> bool:
    nouns = (parse.child(c, "pobj") for c in parse.children[verb] if parse.lower[c] == "in")
    return any(noun is not None and parse.lower[noun] in where for noun in nouns)


def _forgery(parse: Parse, noun: int) -> bool:
    """A deepfake, a parody; a fake video, a doctored photograph of the mayor."""
    if parse.lower[noun] in _PLAYED:
        return True
    if parse.lower[noun] in _MANNER:
        return False  # "explains, in a satirical fashion, that": how it was said
    return any(parse.lower[i] in _FORGED for i in range(parse.left[noun], noun))
