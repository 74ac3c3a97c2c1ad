"""Names as they stand in a text: capitalized words that belong together."""

import re
from dataclasses import dataclass

from bot.reading.wordlists import groups, words

_WORD = re.compile(
    r"(?:[^\W\d_]\.){1,4}|[^\W\d_][\w&]*(?:[’'‘-](?!s\b)[\w&]+|\.(?=[^\W\d_]))*"
    r"(?:[’'](?=\s|$))?"
)
_PARTICLES = words("people", "particle")
_SUFFIXES = words("people", "suffix")
_TITLES = words("people", "title", "courtesy", "courtesy he", "courtesy she")
_ROLES = _TITLES | words("people", "role", "he", "she")
_BODY = words("bodies", "word")
_DOTTED = frozenset(w.lower() for w in words("abbreviations", "title")) | _SUFFIXES
_LINKS = frozenset({"of", "for", "and", "&", "the", "on"})
# Capitalized only because a sentence starts with them.
_COMMON = words("common", "capitalized at a start")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at one place. words: without titles and suffixes; empty for a title alone ("the
    Prime Minister"). title: the capitalized titles before it, as written. body: it holds a word
    that only bodies have, or is in capitals, or is a known place or body."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    body: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    possessive: bool

    @property
    def lower(self) -> str:
        return self.word.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()


def names(text: str, start: int, end: int) -> list[Name]:
    """The names in text[start:end], in order."""
    found: list[Name] = []
    run: list[_Token] = []
    pending: list[_Token] = []
    for token in _tokens(text, start, end):
        last = (pending or run)[-1] if run else None
        joined = last is not None and _joined(text, last, token)
        if run and joined and not last_possessive(last) and _continues(run, token):
            if (token.capital and token.lower not in _LINKS) or token.lower in _SUFFIXES:
                run += [*pending, token]
                pending = []
            else:
                pending.append(token)
            continue
        _close(text, run, found)
        run, pending = [], []
        if _starts(token):
            run = [token]
    _close(text, run, found)
    return found


def last_possessive(token: _Token | None) -> bool:
    return token is not None and token.possessive


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found = []
    for m in _WORD.finditer(text, start, end):
        word, at, after = m.group(), m.start(), m.end()
        if len(word) > 3 and word[-1] in "’'":
            word, after, owns = word[:-1], after - 1, word[-2] == "s"
        else:
            owns = text[after : after + 2] in ("’s", "'s")
        if after < end and text[after] == "." and word.lower() in _DOTTED:
            word, after = word + ".", after + 1
        found.append(_Token(at, after, word, owns))
    return found


def _joined(text: str, before: _Token, token: _Token) -> bool:
    gap = text[before.end : token.start]
    if gap.isspace() and len(gap) <= 2 and "\n" not in gap:
        return True
    return token.lower in _SUFFIXES and gap.strip() == "," and len(gap) <= 2


def _continues(run: list[_Token], token: _Token) -> bool:
    if token.capital:
        return token.lower not in _COMMON or (len(token.word) == 2 and token.word.endswith("."))
    if token.lower in _PARTICLES:
        return True
    return token.lower in _LINKS and any(t.lower in _BODY or t.lower in _TITLES for t in run)


def _starts(token: _Token) -> bool:
    if not token.capital:
        return token.word[:3] in ("al-", "el-") and token.word[3:4].isupper()
    return token.lower not in _COMMON or (
        len(token.word) > 1 and token.word.isupper() and token.lower in ("who", "un", "it")
    )


def _close(text: str, run: list[_Token], found: list[Name]) -> None:
    if not run:
        return
    lowers = [t.lower for t in run]
    titled = 0
    for i, word in enumerate(lowers):
        if word in _TITLES or (word in _ROLES and i + 1 < len(lowers)):
            titled = i + 1
    if titled and any(w in _LINKS for w in lowers[titled:]):
        titled = len(run)  # "Minister of Defence of Ukraine": all of it is what somebody is
    rest = run[titled:]
    kept = [t for t in rest if t.lower not in _SUFFIXES]
    if (
        titled
        and titled == len(run)
        and len(run) == 1
        and run[0].word.isupper()
        and len(run[0].word) > 3
    ):
        return
    title = text[run[0].start : run[titled - 1].end] if titled else ""
    found.append(
        Name(
            run[0].start,
            run[-1].end,
            tuple(t.word for t in kept),
            title,
            bool(kept) and _is_body([t.word for t in kept]),
        )
    )


def _is_body(parts: list[str]) -> bool:
    lowers = [p.lower().rstrip(".") for p in parts]
    if any(w in _BODY for w in lowers) or (len(parts) > 1 and "of" in lowers):
        return True
    if len(parts) == 1:
        word = parts[0]
        known = lowers[0] in words("bodies", "name", "place")
        return known or (word.isupper() and len(word) > 1) or word.replace(".", "").isupper()
    return " ".join(lowers) in _TWO_WORD_PLACES


_TWO_WORD_PLACES = frozenset(" ".join(row) for row in groups("bodies")["two words"])
