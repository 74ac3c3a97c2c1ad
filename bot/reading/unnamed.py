"""Whom "he" and "she" may mean though no name says so: somebody told of since the likeliest was
named, as in "Lee spoke. A neighbour disagreed. “I hid,” he said.".

Nobody is settled on here: these only say that a pronoun cannot be settled on a name.
"""

import re
from collections.abc import Iterator

from bot.model import Gender, Span
from bot.reading import described, gender
from bot.reading.callings import is_role, of_several
from bot.reading.sentences import Sentence
from bot.reading.wordlists import words

_KIN = words("people", "kin")
_SEVERAL = words("people", "several")
_PEOPLE = _KIN | frozenset(
    {"man", "woman", "boy", "girl", "person", "source", "client", "mourner", "visitor", "guest"}
)
_BEFORE_IT = (
    r"(?:(?:But|And|Yet|Still|Later|Then|Meanwhile|However|Nearby|Also|Instead)(?:,\s+|\s+))?"
    r"(?:(?:In|On|At|By|To|For|Near|Outside|Inside|Across|Behind|After|Before|Among|Beside)\s"
    r"(?:[^,.;:“”\"]{1,50}(?:,\s+|\s(?:was|is|stood|sat)\s+)(?=an?\s|another\s|one\s)"
    r"|(?=an?\s|another\s|one\s)))?"
)
_OPENS = re.compile(
    _BEFORE_IT + r"(?:[Aa]n?|[Oo]ne(?: of (?:the|his|her|their|its))?|[Aa]nother|[Hh]is|[Hh]er"
    r"|[Tt]heir|[Tt]he [\w-]+[’']s?|[A-Z][\w-]+[’']s?|(?P<the>[Tt]he))\s+(?=[a-z\d])"
)
_WORD = re.compile(r"([\w-]+(?:[’']s?)?)(?:\s+|(?=[,.;:!?—–]))")
_LONGEST = 5  # words before the noun that says who it is
_NO_PART = words("common", "auxiliary") | frozenset(
    {"of", "in", "on", "at", "by", "to", "for", "from", "with", "as", "and", "or", "but"}
    | {"the", "a", "an", "this", "that", "who", "which", "not"}
)
_NAME_BEHIND = re.compile(r",?\s*(?:named |called |known as )?[A-Z]")
_OF_PRONOUN = re.compile(r"[^,.;:!?“”\"]{0,40}, s?he\b")  # "A mother of two, she took up running"
_CLAUSE = re.compile(r"\s*(?:he|she|who|they|[A-Z]\w+) [a-z]")  # "The man he hit"
_LATELY = 3  # sentences before the pronoun's own
_TOLD_OF = re.compile(
    r"(?:In [^,.]{1,30}, )?(?P<who>He|She|he|she|His|Her|his|her|The [\w]+-year-old)\b"
)
_GESTURE = re.compile(
    r"(?:He|She) (?:then |also |just |only )?(?:laugh|smil|nod|paus|shrug|sigh|grin|cri|wept|shook"
    r"|add|said|told|point|wip|frown|chuckl|stopped|looked)"
)


def newcomer(text: str, sentences: list[Sentence], here: int, since: int, of: Gender) -> str | None:
    """The nouns of somebody unnamed who is the subject of a sentence right before this one, and
    after the place `since`: "neighbour" for "A neighbour of hers disagreed."."""
    for number in range(here - 1, max(-1, here - 1 - _LATELY), -1):
        one = sentences[number]
        if one.start < since or one.paragraph < sentences[here].paragraph - 1:
            return None
        found = _subject(text, one)
        if found is not None:
            return found if fits(found, of) else None
        if not (one.bare or one.placeholders or _goes_on_of(text, one, of)):
            return None
    return None


def fits(description: str, of: Gender) -> bool:
    """Can this be "he", or "she"? Not "her brother" for "she"."""
    shows = gender.shown(description)
    return shows == 0 or (shows > 0) == (of is Gender.HE)


def _goes_on_of(text: str, one: Sentence, of: Gender) -> bool:
    """ "A woman stood at the gate. She had come on foot. “I am tired,” she said."."""
    return text.startswith("He " if of is Gender.HE else "She ", one.start)


def somebody(description: str, of: Gender) -> bool:
    """Does a speaker's description mean one person who can be "he", or "she"?"""
    low = description.lower()
    heads = described.nouns(description)
    one = low.startswith("one of ") or any(_one_person(h, plural=False) for h in heads)
    return one and fits(description, of)


def _subject(text: str, one: Sentence) -> str | None:
    m = _OPENS.match(text, one.start, one.end)
    if m is None:
        return None
    end = -1
    several = "ne of" in m[0]
    for word, after in plain_words(text, m.end(), one.end):
        if _one_person(word, plural=several):
            end = after
        elif end > 0:
            break
    if end < 0 or _NAME_BEHIND.match(text, end) or _OF_PRONOUN.match(text, end):
        return None
    noun = text[m.end() : end]
    if m["the"] and not (noun.lower() in _PEOPLE and _CLAUSE.match(text, end)):
        return None  # "The senator" may well be the one who was named
    return noun


def plain_words(text: str, at: int, end: int) -> Iterator[tuple[str, int]]:
    """The words of a noun phrase until something that is no part of one, with their ends."""
    for _ in range(_LONGEST):
        m = _WORD.match(text, at, end)
        if m is None or m[1].lower() in _NO_PART:
            return
        yield m[1].lower(), m.end(1)
        if text[m.end(1)] in ",.;:!?—–":
            return
        at = m.end()


def _one_person(word: str, *, plural: bool) -> bool:
    if plural:
        return of_several(word) or word in _SEVERAL
    if word.endswith("-year-old"):
        return True
    several = word in _SEVERAL or (word not in _KIN and of_several(word))
    return not several and (word in _PEOPLE or is_role(word))


def told_of(text: str, content: tuple[Span, ...], of: Gender) -> bool:
    """Do a speaker's words tell of somebody else whom a pronoun behind them can mean: "He was a
    good man", "My mother worked"?"""
    own = gender.HE if of is Gender.HE else gender.SHE
    for start, end in content:
        for word in re.findall(r"[A-Za-z]+", text[start:end]):
            low = word.lower()
            if low in own or (low in _KIN_SHOWN and fits(low, of)):
                return True
    return False


_KIN_SHOWN = {w for w in _KIN if gender.shown(w)} | {"dad", "mum", "mom"}


def goes_on(text: str, between: list[Sentence], of: Gender, names: list[int]) -> bool:
    """Does the narrative go on in one of the sentences with "He married", "The 24-year-old had
    been", or with somebody who is named at one of the places?"""
    own = gender.HE if of is Gender.HE else gender.SHE
    for one in between:
        m = _TOLD_OF.match(text, one.start, one.end)
        if m is not None and not one.placeholders and not _GESTURE.match(text, one.start):
            who = m["who"].lower()
            if who in own or who.startswith("the "):
                return True
        if one.start in names:
            return True
    return False
