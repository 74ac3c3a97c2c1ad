"""Whose words they are: a quote's source, resolved in reading order."""

import re
from dataclasses import dataclass

from bot.model import Gender, Span, Voice
from bot.reading import roles
from bot.reading.drafts import Draft
from bot.reading.people import Cast, Someone
from bot.reading.wordlists import words

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their"})
_IT = frozenset({"it", "its"})
_PRONOUNS = _HE | _SHE | _THEY | _IT
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_BODY_NOUNS = words("bodies", "noun")
_MEDIA = words("nouns", "medium")
_ROLE_NOUNS = words("people", "title", "role", "he", "she")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|one)\s+(?=\w)", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_CUT = re.compile(r",| (?:of|for|in|from|with|who|which|that|at|on|to|by|under) ")


@dataclass(frozen=True, slots=True)
class Said:
    """speaker: None when open. sure: 0 to 1, how well the text settles who it is."""

    speaker: str | None
    voice: Voice
    sure: float
    role: str | None = None
    candidates: tuple[str, ...] = ()
    who: Someone | None = None


def resolved(text: str, drafts: list[Draft], cast: Cast) -> list[Said]:
    """The speaker of every draft."""
    found: list[Said] = []
    last: Said | None = None
    for draft in drafts:
        said = _speaker(text, draft, cast, last)
        found.append(said)
        if said.speaker is not None:
            last = said
    return found


def _speaker(text: str, draft: Draft, cast: Cast, last: Said | None) -> Said:
    if not draft.source:
        if last is not None:
            return Said(last.speaker, last.voice, 0.6, last.role, (), last.who)
        return Said(None, Voice.UNCLEAR, 0.0)
    start, end = draft.source[0][0], draft.source[-1][1]
    shown = text[start:end]
    low = shown.lower().strip()
    if low in _PRONOUNS:
        return _pronoun(low, start, cast, last)
    named = _named(text, (start, end), cast)
    if named is not None:
        return named
    return _described(start, shown, cast, last)


def _of(who: Someone, sure: float, role: str | None = None) -> Said:
    return Said(who.name, who.voice, sure, role or (who.roles[0] if who.roles else None), (), who)


def _named(text: str, span: Span, cast: Cast) -> Said | None:
    """A source that holds a name as its head: not "Rahmani's lawyer", nor "officials in Kyiv"."""
    inside = cast.within(span)
    if not inside:
        return None
    people = [m for m in inside if m[2].voice is Voice.PERSON and not _owns(text, m[1])]
    heads = [m for m in people if not _hangs(text, span[0], m[0])]
    if heads:
        return _of(heads[-1][2] if _lists_role(text, heads) else heads[0][2], 0.95)
    bodies = [m for m in inside if m[2].voice is Voice.BODY and not _owns(text, m[1])]
    heads = [
        m for m in bodies if not _hangs(text, span[0], m[0]) and _ends_phrase(text, span, m[1])
    ]
    if heads:
        return _of(heads[0][2], 0.9)
    return None


def _owns(text: str, end: int) -> bool:
    return text[end : end + 2] in ("’s", "'s") or text[end : end + 1] in ("’", "'")


def _hangs(text: str, start: int, at: int) -> bool:
    """Does a preposition stand between the source's start and the name?"""
    before = text[start:at]
    tail = before.rsplit(",", 1)[-1]
    return bool(
        (
            re.search(r"\b(?:of|for|in|from|with|at|on|to|by|under|about|against|near)\b", tail)
            and not roles.head_role(tail.strip() or " ")
        )
        or re.search(r"\b(?:who|which|that|whose)\b", before)
    )


def _lists_role(text: str, heads: list[tuple[int, int, Someone]]) -> bool:
    """ "Ukraine coach Ann Lee": the last name is meant when only a role stands between."""
    first, second = heads[0], heads[-1]
    if first is second:
        return False
    between = text[first[1] : second[0]].strip()
    return bool(between) and "," not in between and roles.head_role(between)


def _ends_phrase(text: str, span: Span, end: int) -> bool:
    rest = text[end : span[1]].strip()
    return (
        not rest
        or not rest[0].islower()
        or rest.split()[0] in ("in", "of", "at", "for", "on", "and")
    )


def _described(start: int, shown: str, cast: Cast, last: Said | None) -> Said:
    """ "the Minister", "a senior official", "the ministry", "a statement"."""
    head = _CUT.split(shown.lower())[0].split()
    noun = head[-1].strip("’'s.,") if head else ""
    nouns = {noun, head[-1].strip(".,")} if head else set()
    if _DEFINITE.match(shown) or shown[:1].isupper():
        who = _by_role(nouns, start, cast, last)
        if who is not None:
            return _of(who, 0.8)
        body = _by_body_noun(nouns, start, cast)
        if body is not None:
            return _of(body, 0.8)
    name = _ARTICLE.sub("", " ".join(shown.split())).strip(" ,")
    body_like = bool(nouns & (_BODY_NOUNS | _MEDIA))
    voice = (
        Voice.BODY
        if body_like
        or (
            shown[:1].isupper()
            and shown.split(maxsplit=1)[0].lower() not in ("the", "a", "an", "one", "some")
        )
        else Voice.ANONYMOUS
    )
    return Said(name or shown, voice, 0.8)


def _by_role(nouns: set[str], at: int, cast: Cast, last: Said | None) -> Someone | None:
    if not nouns & _ROLE_NOUNS:
        return None
    if last is not None and last.who is not None and _has_role(last.who, nouns):
        return last.who
    for _, _, who in cast.before(at, 200):
        if who.voice is Voice.PERSON and _has_role(who, nouns):
            return who
    return None


def _has_role(who: Someone, nouns: set[str]) -> bool:
    return any(
        nouns & {w.strip(",.’'").lower() for w in role.split()} for role in who.roles
    ) or any(nouns & set(n.title.lower().split()) for n in who.mentions if n.title)


def _by_body_noun(nouns: set[str], at: int, cast: Cast) -> Someone | None:
    if not nouns & (_BODY_NOUNS | {"department", "ministry"}):
        return None
    for _, _, who in cast.before(at, 200):
        if who.voice is Voice.BODY and nouns & {w.lower() for w in who.words}:
            return who
    return None


def _pronoun(word: str, at: int, cast: Cast, last: Said | None) -> Said:
    if word in _IT or word in _THEY:
        if (
            last is not None
            and last.speaker
            and (last.voice is Voice.BODY or (word in _THEY and last.voice is Voice.ANONYMOUS))
        ):
            return Said(last.speaker, last.voice, 0.7, last.role, (), last.who)
        for _, _, who in cast.before(at):
            if who.voice is Voice.BODY:
                return _of(who, 0.5)
        return Said(None, Voice.UNCLEAR, 0.0)
    gender = Gender.HE if word in _HE else Gender.SHE
    fits = []
    for _, _, who in cast.before(at):
        if who.voice is Voice.PERSON and who.gender in (gender, None) and who not in fits:
            fits.append(who)
    if last is not None and last.who in fits and last.who is not None:
        return _of(last.who, 0.85, last.role)
    if not fits:
        return Said(None, Voice.UNCLEAR, 0.0)
    sure = [w for w in fits if w.gender is gender]
    return _of((sure or fits)[0], 0.8 if len(fits) == 1 else 0.65)
