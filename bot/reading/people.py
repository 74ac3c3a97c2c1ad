"""Everybody an article names: persons with their longest form, title, role and gender; bodies."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import zip_longest

from bot.model import Gender, Span, Voice
from bot.reading import roles
from bot.reading.names import Name, names
from bot.reading.structure import Paragraph, Role
from bot.reading.wordlists import words

_HE = words("people", "courtesy he", "he")
_SHE = words("people", "courtesy she", "she")


@dataclass(slots=True)
class Someone:
    """A person or body while the article is being read."""

    words: tuple[str, ...]
    voice: Voice
    mentions: list[Name] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    he: int = 0
    she: int = 0

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def gender(self) -> Gender | None:
        if self.he == self.she:
            return None
        return Gender.HE if self.he > self.she else Gender.SHE


@dataclass(frozen=True, slots=True)
class Cast:
    """everybody: in order of first mention. mentions: (start, end, who), by start."""

    everybody: tuple[Someone, ...]
    mentions: tuple[tuple[int, int, Someone], ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> list[tuple[int, int, Someone]]:
        """Mentions that lie in the span."""
        low, high = bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])
        return [m for m in self.mentions[low:high] if m[1] <= span[1] + 1]

    def before(self, at: int, most: int = 60) -> list[tuple[int, int, Someone]]:
        """The last mentions before a place, nearest first."""
        high = bisect_right(self.starts, at)
        return list(reversed(self.mentions[max(0, high - most) : high]))


def cast(text: str, paragraphs: tuple[Paragraph, ...]) -> Cast:
    """Find everybody. Captions and headlines name people too; junk does not."""
    seen: list[Name] = []
    for p in paragraphs:
        if p.role is not Role.JUNK:
            seen.extend(names(text, p.body, p.end))
    everybody = _full_names([n for n in seen if n.words])
    mentions: list[tuple[int, int, Someone]] = []
    for name in seen:
        who = _match(name, everybody, mentions) if name.words else None
        if who is None and name.words:
            who = Someone(name.words, Voice.BODY if name.body else Voice.PERSON)
            everybody.append(who)
        if who is not None:
            who.mentions.append(name)
            mentions.append((name.start, name.end, who))
            _describe(text, name, who)
    ordered = tuple(w for w in everybody if w.mentions)
    starts = tuple(m[0] for m in mentions)
    _pronouns(text, mentions)
    return Cast(ordered, tuple(mentions), starts)


def _full_names(seen: list[Name]) -> list[Someone]:
    """Names of two words or more, each once; a longer form takes in a shorter one of it."""
    found: dict[tuple[str, ...], Someone] = {}
    for name in sorted(
        {(n.words, n.body) for n in seen if len(n.words) > 1}, key=lambda n: -len(n[0])
    ):
        parts, body = name
        longer = next(
            (
                w
                for w in found.values()
                if not body and w.voice is Voice.PERSON and _short_for(parts, w.words)
            ),
            None,
        )
        if longer is None:
            found[parts] = Someone(parts, Voice.BODY if body else Voice.PERSON)
    return list(found.values())


def _short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "Hillary Clinton" for "Hillary Rodham Clinton", "J. Smith" for "John Smith"."""
    if short == long:
        return True
    if short[-1] != long[-1]:
        return False
    rest = iter(long[:-1])
    return all(
        any(w == part or (part.endswith(".") and w[0] == part[0]) for w in rest)
        for part in short[:-1]
    )


def _match(
    name: Name, everybody: list[Someone], mentions: list[tuple[int, int, Someone]]
) -> Someone | None:
    exact = next((w for w in everybody if w.words == name.words), None)
    if exact is not None:
        return exact
    if len(name.words) > 1:
        if name.body:
            return None
        return next(
            (w for w in everybody if w.voice is Voice.PERSON and _short_for(name.words, w.words)),
            None,
        )
    return _by_one_word(name, everybody, mentions)


def _by_one_word(
    name: Name, everybody: list[Someone], mentions: list[tuple[int, int, Someone]]
) -> Someone | None:
    """ "Umerov": who has that surname; if several, the one named last, then the first to come."""
    word = name.words[0]
    courtesy = name.title.lower().rstrip(".")
    same = [w for w in everybody if w.voice is Voice.PERSON and _bears(w, word)]
    if courtesy in _HE:
        same = [w for w in same if w.she <= w.he] or same
    elif courtesy in _SHE:
        same = [w for w in same if w.he <= w.she] or same
    if not same:
        initials = [
            w
            for w in everybody
            if w.voice is Voice.BODY and word.isupper() and word == _initials(w.words)
        ]
        return initials[0] if initials else None
    if len(same) == 1:
        return same[0]
    by_surname = [w for w in same if w.words[-1] == word] or same
    for _, _, who in reversed(mentions):
        if who in by_surname:
            return who
    return by_surname[0]


def _bears(who: Someone, word: str) -> bool:
    return len(who.words) > 1 and (
        who.words[-1] == word or who.words[0] == word or word in who.words[1:]
    )


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(p[0] for p in parts if p[0].isupper())


def _describe(text: str, name: Name, who: Someone) -> None:
    first = name.title.split()[0].lower().rstrip(".") if name.title else ""
    who.he += 3 * (first in _HE)
    who.she += 3 * (first in _SHE)
    if who.voice is Voice.PERSON:
        role = roles.beside(text, name)
        if role:
            who.roles.append(role)
            shown = {w.strip(",.").lower() for w in role.split()}
            who.he += 3 * bool(shown & _HE)
            who.she += 3 * bool(shown & _SHE)


_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b|[.!?]\s|\n", re.IGNORECASE)


def _pronouns(text: str, mentions: list[tuple[int, int, Someone]]) -> None:
    """A pronoun right after a person, with nobody else between, shows that person's gender."""
    people = [m for m in mentions if m[2].voice is Voice.PERSON]
    following = zip_longest(people, people[1:])
    for (_, end, who), nxt in following:
        stop = min(nxt[0] if nxt else len(text), end + 220)
        ends = 0
        for m in _PRONOUN.finditer(text, end, stop):
            word = (m.group(1) or "").lower()
            if not word:
                ends += 1
                if m.group() == "\n" or ends > 1:
                    break
            elif ends == 0 or m.start() < end + 120:
                who.he += word in ("he", "him", "his", "himself")
                who.she += word in ("she", "her", "hers", "herself")
                break
