"""What somebody is, in the article's own words: titles and appositions beside a name."""

import re

from bot.reading import cues
from bot.reading.names import Name
from bot.reading.wordlists import words

_ROLES = words("people", "title", "role", "he", "she")
_COURTESY = words("people", "courtesy", "courtesy he", "courtesy she")
_TOKEN = re.compile(r"[\w&][\w’'&.-]*|[^\w\s]")
_STOP = words("common", "never in a role")
_DETERMINERS = frozenset({"the", "a", "an"})
_AFTER = re.compile(
    r"\s?,\s+(?:who (?:is|was) )?([^,;:.()\n“”\"]{3,110}(?:[A-Z]\.[^,;:.()\n“”\"]{0,60})*)"
)
_REACH = 110


def beside(text: str, name: Name) -> str | None:
    """The role the words before or after a name give, or None."""
    return _before(text, name) or _after(text, name)


def _is_role(token: str) -> bool:
    low = token.lower().rstrip(".")
    return low in _ROLES or low.split("-")[-1] in _ROLES


def head_role(phrase: str) -> bool:
    """Is the head of this noun phrase a role ("editor at large", not "one of the editors")?"""
    tokens = re.split(r"\b(?:of|for|at|in|on|with|to|who|from)\b", phrase, maxsplit=1)[0].split()
    return any(_is_role(t.strip("’'s,")) or _is_role(t.strip(",.")) for t in tokens[-5:])


def _before(text: str, name: Name) -> str | None:
    start = name.start + len(name.title) if name.title else name.start
    tokens = list(_TOKEN.finditer(text, max(0, name.start - _REACH), start))
    kept: list[re.Match[str]] = []
    comma = bool(tokens) and tokens[-1].group() == ","
    for m in reversed(tokens[:-1] if comma else tokens):
        word = m.group()
        low = word.lower()
        if not (word[0].isalnum()) or low in _STOP or "\n" in text[m.end() : m.end() + 1]:
            break
        if low in cues.verbs() and not _is_role(word) and word[0].islower():
            break
        if low in _DETERMINERS:
            if kept and text[: m.start()].rstrip().endswith((" of", " for", " at", " to")):
                kept.append(m)
                continue
            break
        kept.append(m)
    while kept and (
        kept[-1].group().lower() in ("of", "for", "at")
        or kept[-1].group().lower() in _COURTESY
        or kept[-1].group().lower().rstrip(".") in _COURTESY
    ):
        kept.pop()
    if not kept:
        return None
    phrase = text[kept[-1].start() : kept[0].end()]
    if comma and not _opens_clause(text, kept[-1].start()):
        return None
    return phrase if head_role(phrase) else None


def _opens_clause(text: str, at: int) -> bool:
    """The role of "The Minister of Trade, Ann Lee", not of "told the minister, Ann Lee"."""
    before = text[max(0, at - 6) : at].rstrip()
    return before.lower().endswith(("the", "a", "an")) or not before or before[-1] in ".\n,"


def _after(text: str, name: Name) -> str | None:
    m = _AFTER.match(text, name.end)
    if m is None:
        return None
    phrase = m.group(1).strip()
    first = phrase.split()[0].lower()
    low = [w.lower() for w in phrase.split()]
    if first in _STOP - {"the"} or first in cues.verbs():
        return None
    for i, word in enumerate(low):
        if word in ("said", "says", "told", "who", "whose", "and", "has", "was", "is", "had"):
            if word != "and":
                phrase = " ".join(phrase.split()[:i])
            break
    if first in _DETERMINERS:
        phrase = phrase.split(" ", 1)[1] if " " in phrase else ""
    return phrase if phrase and head_role(phrase) else None
