"""A doer who is the object of another verb: "led voters to say", "recalled Lee saying"."""

from bot.reading import wordlists
from bot.reading.callings import is_role
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range

_MOVES = wordlists.words("control", "moves somebody")
_TELLS_OF = wordlists.words("control", "tells of somebody")


def moved(parse: Parse, up: int, at: int) -> Range | None:
    """ "The vote led voters to say": the voters; "they thanked her for saying": she."""
    if parse.deps[at] == "prep" and parse.lower[at] in ("for", "from"):
        whom = parse.child(up, "dobj")
        somebody = whom is not None and (
            parse.tags[whom] in ("NNP", "PRP") or is_role(parse.lower[whom])
        )
        return (
            noun_phrase(parse, whom) if whom is not None and somebody and up < whom < at else None
        )
    if parse.deps[at] not in ("xcomp", "ccomp", "advcl"):
        return None
    if parse.lower[up] not in _MOVES and not tells_of(parse, up, at):
        return None
    if parse.words[parse.left[at] - 1] == ",":
        return None  # "she made a case, saying"
    whom = parse.child(up, "dobj")
    return noun_phrase(parse, whom) if whom is not None and up < whom < at else None


def tells_of(parse: Parse, up: int, at: int) -> bool:
    """Is "saying" in "recalled Lee saying", or "say" in "heard her say", somebody else's?"""
    if parse.lower[up] not in _TELLS_OF or parse.tags[at] not in ("VB", "VBG", "VBP") or up > at:
        return False
    if parse.deps[at] not in ("xcomp", "ccomp", "advcl") or parse.words[parse.left[at] - 1] == ",":
        return False
    whom = parse.child(at, "nsubj") or parse.child(up, "dobj")
    if whom is None or not up < whom < at or parse.child(at, "mark", "aux") is not None:
        return False
    if parse.tags[at] == "VBP" and parse.tags[whom] != "NNP":
        return False  # "heard the clerks say" may be a clause; after one name "say" is none
    return _somebody(parse, whom)


def _somebody(parse: Parse, noun: int) -> bool:
    """A person by name, pronoun or role; "the Green Star award" is none."""
    named = parse.tags[noun] == "NNP" and parse.child(noun, "det") is None
    return named or parse.tags[noun] == "PRP" or is_role(parse.lower[noun])
