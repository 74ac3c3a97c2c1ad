"""The main clause behind words that are told inside its subject: the writer's own.

"The man who said the pier would fall has left", "That Ann Lee said so is no secret": the parse
takes what is told of the man, or of the saying, for a part of what was said.
"""

from itertools import pairwise

from bot.reading import wordlists
from bot.reading.parse import Parse
from bot.reading.tags import FINITE, FINITE_OR_MODAL, RELATIVE_SUBJECTS

_TIMES = wordlists.words("common", "lengths of time") | {"moment", "time", "morning", "evening"}
_IN_NOUN = ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "POS")
_IN_SUBJECT = (*_IN_NOUN, "PRP", "IN", "RB", "MD", "VBD", "VBZ", "VBP", "VBN", "VBG")
_OPENS = ("CC", "WDT", "WP", "WRB", "WP$", ":")
_MARKS = frozenset(
    {"because", "as", "while", "if", "although", "though", "after", "before", "until", "since"}
    | {"that", "when", "whether", "unless"}
)


def main_verb(parse: Parse, at: int, start: int) -> int:
    """Where the main clause goes on behind what the verb `at`, in its subject, governs from
    `start` on; the end of the sentence if there is none."""
    end = len(parse)
    if parse.words[-1] not in (".", "!", "?") or not _in_subject(parse, at):
        return end
    groups = [
        i
        for i in range(start, end)
        if parse.tags[i] in FINITE_OR_MODAL and i not in parse.marked and not _helped(parse, i)
    ]
    for before, verb in reversed(list(pairwise(groups))):
        between = range(before + 1, verb)
        if not any(parse.tags[i] in _OPENS or parse.lower[i] in _MARKS for i in between):
            return verb
    return end


def _helped(parse: Parse, at: int) -> bool:
    """The "fall" of "did it fall", the "has" of "may has": no clause of its own."""
    return parse.tags[at] in FINITE and parse.tags[at - 1] == "MD"


def _in_subject(parse: Parse, at: int) -> bool:
    """Does the verb stand in a clause on the noun that opens the sentence, or in one that is its
    subject?"""
    first = 1 if parse.tags[0] == "CC" else 0
    if parse.lower[first] == "that" and parse.tags[first] == "IN":
        return _clause(parse, first + 1, at)
    noun = first
    while noun < at and (parse.tags[noun] in _IN_NOUN or parse.lower[noun] == "of"):
        noun += 1
    relative = parse.lower[noun] in RELATIVE_SUBJECTS and noun > first
    if relative and parse.tags[noun] != "DT":
        return _clause(parse, noun + 1, at)
    when = first + 1
    return (
        parse.lower[first] == "the"
        and parse.lower[when] in _TIMES
        and parse.tags[when + 1] in ("NNP", "PRP", "DT")
        and _clause(parse, when + 1, at)
    )


def _clause(parse: Parse, first: int, at: int) -> bool:
    """Is the verb the first of the clause that opens there, with nothing but its subject before?"""
    before = range(first, at)
    plain = all(parse.tags[i] in _IN_SUBJECT and i not in parse.quoted for i in before)
    return plain and all(parse.head[i] == at for i in before if parse.tags[i] in FINITE_OR_MODAL)
