"""Names as they stand in a text: capitalized words that belong together."""

import re
from dataclasses import dataclass

from bot.reading import gender
from bot.reading.callings import is_title, of_office, of_several
from bot.reading.name_parts import (
    BODY,
    ROLES,
    SURNAMES_TOO,
    Token,
    bodily,
    is_body,
    qualifies,
    titles,
)
from bot.reading.wordlists import words

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ɎΆ-ΫЀ-Я]"
_HYPHEN = rf"- (?={_CAPITAL})"  # at a line's end
_WORD = re.compile(
    rf"(?<![\w@#.’'])(?<!\w-)(?:(?:al|el|bin|ash|as)-(?={_CAPITAL}))?"
    rf"(?:(?:{_CAPITAL}\.){{1,4}}|{_CAPITAL}[\w&]*(?:(?:[’'‘-]|{_HYPHEN})(?!s\b)[\w&]+|\.(?=[^\W\d_]))*"
    r"(?:[’'](?=\s|$))?)"
)
# What may stand between two words of one name: a space; particles; in a body's name or a title
# "of", "for the", "and".
_PARTICLES = "|".join(sorted(words("people", "particle"), key=len, reverse=True))
_GAP = re.compile(rf"[ \u00a0](?:(?P<particle>(?:{_PARTICLES})(?: (?:{_PARTICLES}))?) )?")
_LINK = re.compile(r" (?:of|for|and|&|on)(?: the)? ")
_GENERATIONS = words("people", "generation")
_SUFFIXES = words("people", "suffix") | _GENERATIONS
_BODY_NOUNS = words("bodies", "noun") - BODY
_BODY_OR_NOUN = BODY | _BODY_NOUNS
_DOTTED = frozenset(w.lower() for w in words("abbreviations", "title")) | _SUFFIXES
_COMMON = words("common", "capitalized at a start")
_NO_START = words("common", "starts no name")
_CAPITAL_COMMON = frozenset({"who", "un", "us", "eu"})  # bodies, when in capitals
_LONGEST = 14  # words of a name with its titles
_PARTY = re.compile("[RDI]-[A-Z]")  # "(R-Texas)"
# "Standing next to Ann Lee, he said", "Flanked by Ann Lee, he said".
_PARTICIPLE = re.compile(
    r"\w{2,}ing (?:in|on|at|to|by|with|from|for|about|next|near|beside|alongside|before|after|out|"
    r"up|down|outside|inside|behind|through|over|the|an?|his|her|its|their|him|them|it|that)\b|"
    r"\w{4,}ed (?:by|in|on|at|with|from|for|about|to)\b"
)
_START = re.compile(r"(?:^|[.!?:;—–…•\n\r(\[|>*]|[-/])[\s\"“”'‘’(\[]*$|[\"“‘]$|\s''$|^''$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place. words: without titles; a "Jr" or "III" stands with the surname, which it
    tells from the father's; empty for a title alone ("the Prime Minister"). title: the capitalized
    titles before it, as written. body: it holds a word that only bodies have, or is in capitals, or
    is a known place or body."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    body: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


def surname(word: str) -> str:
    """ "Hart" of "Hart Jr", the last word of a name."""
    return word.partition(" ")[0]


def names(
    text: str, start: int, end: int, plain: frozenset[str] | set[str] = frozenset()
) -> list[Name]:
    """The names in text[start:end], in order.

    plain: words the article writes in lower case; at the start of a sentence they are no name.
    """
    found: list[Name] = []
    run: list[Token] = []
    for m in _WORD.finditer(text, start, end):
        token = _token(text, m, end)
        if run and _joins(text, run, token):
            run.append(token)
            continue
        _close(text, run, found)
        run = [token] if _may_start(text, start, token, plain) else []
    _close(text, run, found)
    return found


def titled_case(text: str, start: int, end: int) -> bool:
    """Is this a line in which Most Words Have Capitals, so that a capital says little?"""
    long = [w for w in text[start:end].split() if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.7 * len(long)


def _token(text: str, m: re.Match[str], end: int) -> Token:
    word, at, after = m.group().replace("- ", "-"), m.start(), m.end()  # "Solheim-⏎Marsh"
    if len(word) > 3 and word[-1] in "’'":
        word, after, owns = word[:-1], after - 1, word[-2] == "s"
    else:
        owns = text[after : after + 2] in ("’s", "'s")
    lower = word.lower()
    if after < end and text[after] == "." and lower in _DOTTED:
        word, after = word + ".", after + 1
    return Token(at, after, word, lower.rstrip("."), owns)


def _joins(text: str, run: list[Token], token: Token) -> bool:
    last = run[-1]
    gap = text[last.end : token.start]
    if token.lower in _SUFFIXES and gap in (", ", " ", ","):
        return True
    if len(gap) > 16 or len(run) == _LONGEST:
        return False
    if last.owns:
        office = _office(run, gap, token)
        last.word = text[last.start : token.start].rstrip() if office else last.word
        return office
    between = _GAP.fullmatch(gap)
    if between is not None:
        token.particle = between["particle"] or ""
        fits = not _common(token) or (token.lower in SURNAMES_TOO and _names_a_person(last))
        return fits and not (token.particle and last.lower in BODY)
    link = _LINK.fullmatch(gap) is not None and not _common(token)
    token.linked = link and _takes_link(run, gap.strip(), token)
    return token.linked


def _office(run: list[Token], gap: str, token: Token) -> bool:
    """ "Special Prosecutor's Office", "Fishermen's Union": a body that has a role for its owner, or
    a group ("Tenants' Association")."""
    owner = run[-1].lower
    role = owner.removesuffix("s") in ROLES or is_title(owner) or of_several(owner)
    role |= owner in _GROUPS or (gap[1:2] == " " and not gender.given(owner))
    return (
        gap in ("’s ", "'s ", "’ ", "' ")
        and token.lower in BODY
        and role
        and (len(run) == 1 or not gender.given(run[-2].lower))
    )


_GROUPS = frozenset({"women", "men", "children", "people", "parents", "youth", "seniors"})


def _names_a_person(token: Token) -> bool:
    return gender.given(token.lower) or is_title(token.lower)


def _takes_link(run: list[Token], link: str, token: Token) -> bool:
    """ "Minister of", "Bank of", "Health and", but not "Ann Lee of" nor "Clinton and"."""
    if link in ("and", "&"):
        wide = run[0].lower in ("national", "international", "federal", "european", "central")
        return (run[-1].linked or wide) and not _names_a_person(token)
    if link.startswith(("and", "&")):
        return False
    last = run[-1].lower
    return last in BODY or is_title(last) or last.rstrip("s") in BODY


def _common(token: Token) -> bool:
    if len(token.word) == 2 and token.word[1] == ".":
        return False  # an initial
    lower = token.lower
    if lower in _COMMON or re.split("[’']", lower, maxsplit=1)[0] in _COMMON:
        return not (token.word.isupper() and lower in _CAPITAL_COMMON)
    return False


def _may_start(text: str, begin: int, token: Token, plain: frozenset[str] | set[str]) -> bool:
    if _common(token) or _PARTY.match(token.word):
        return False
    lower = token.lower
    following = text[token.end + 1 : token.end + 2]
    common = lower in _BODY_NOUNS or lower.removesuffix("s") in _BODY_OR_NOUN
    start = lower in _NO_START and not gender.before_name(
        text, token.word, token.end, opens=opens(text, token.start, begin)
    )
    if start or (common and lower not in BODY and not following.isupper()):
        return token.word.isupper()
    plural = of_several(lower) and not following.isupper()  # "Lawyers for Ann Lee said"
    plural |= not gender.given(lower) and of_office(lower, text, token.end)
    participle = _PARTICIPLE.match(text, token.start) is not None and not gender.given(lower)
    if (plural or participle) and opens(text, token.start, begin):
        return False
    if lower not in plain or is_title(lower) or token.word[0].islower() or following.isupper():
        return True  # `following`: "New York"
    if lower in BODY or gender.given(lower):
        return True
    return not opens(text, token.start, begin)


def opens(text: str, at: int, begin: int = 0) -> bool:
    """Does a sentence, a quotation or a line start there?"""
    return _START.search(text[max(begin, at - 6) : at]) is not None


def _close(text: str, run: list[Token], found: list[Name]) -> None:
    if not run:
        return
    titled = titles(run)
    if 0 < titled < len(run) and not run[titled].linked and bodily(run[titled:]):
        titled = 0  # "Justice Department"
    kept = [t for t in run[titled:] if t.lower not in _SUFFIXES]
    while kept and qualifies(kept):
        kept, titled = kept[1:], titled + 1
    parts = _parts(text, kept)
    ending = next((t.word.rstrip(".") for t in reversed(run) if t.lower in _GENERATIONS), None)
    title = text[run[0].start : run[titled - 1].end] if titled else ""
    body = bool(kept) and (any(t.linked for t in kept) or is_body(parts))
    if ending and parts and not body:
        parts = (*parts[:-1], f"{parts[-1]} {ending}")
    found.append(Name(run[0].start, run[-1].end, parts, title, body))


def _parts(text: str, kept: list[Token]) -> tuple[str, ...]:
    found: list[str] = []
    for n, token in enumerate(kept):
        if n and token.linked:
            found += text[kept[n - 1].end : token.start].split()
        elif n and token.particle:
            found += token.particle.split()
        found.append(token.word)
    return tuple(found)
