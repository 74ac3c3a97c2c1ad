"""Everybody an article names: persons with their longest form, title, role and gender; bodies."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.model import Gender, Span, Voice
from bot.reading import gender, roles
from bot.reading.names import Name, names, titled_case
from bot.reading.structure import Paragraph, Role


@dataclass(slots=True, eq=False)
class Someone:
    """A person or body while the article is being read.

    he, she: how strongly the article shows either. named: a title, a given name or an age has
    shown that this is a person. thing: how often "the" stood before it, as before no person.
    """

    words: tuple[str, ...]
    voice: Voice
    mentions: list[Name] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    he: int = 0
    she: int = 0
    named: bool = False
    thing: int = 0
    age: str | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def gender(self) -> Gender | None:
        if self.he == self.she:
            return None
        return Gender.HE if self.he > self.she else Gender.SHE

    @property
    def role(self) -> str | None:
        """The first role the article gives, or a later one that says the same and more."""
        if not self.roles:
            return None
        first = self.roles[0]
        return next((r for r in self.roles if first in r and len(r) > len(first)), first)


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

    def before(self, at: int, most: int = 200) -> list[tuple[int, int, Someone]]:
        """The last mentions before a place, nearest first."""
        high = bisect_left(self.starts, at)
        return list(reversed(self.mentions[max(0, high - most) : high]))


_PLAIN = re.compile(r"(?<![\w’'.-])[a-z]{2,}")


def cast(text: str, paragraphs: tuple[Paragraph, ...]) -> Cast:
    """Find everybody. Captions and headlines name people too; junk does not."""
    plain = set(_PLAIN.findall(text))
    seen: list[Name] = []
    loud: list[Name] = []  # from lines in which most words have capitals
    for p in paragraphs:
        if p.role is Role.JUNK:
            continue
        found = names(text, p.body, p.end, plain)
        shouted = p.end - p.body < 160 and found and titled_case(text, p.body, p.end)
        (loud if shouted else seen).extend(found)
    everybody = _Everybody(n for n in seen if n.words)
    seen += [n for n in loud if n.words and everybody.knows(n)]
    seen.sort(key=lambda n: n.start)
    mentions: list[tuple[int, int, Someone]] = []
    for name in seen:
        if name.words:
            who = everybody.meant(text, name, mentions)
            who.mentions.append(name)
            mentions.append((name.start, name.end, who))
            _describe(text, name, who)
    _settle(mentions)
    _pronouns(text, mentions)
    ordered = tuple(dict.fromkeys(m[2] for m in mentions))
    return Cast(ordered, tuple(mentions), tuple(m[0] for m in mentions))


class _Everybody:
    """Who is known so far: first all full names, then whoever turns up."""

    def __init__(self, seen: Iterable[Name]) -> None:
        self.by_words: dict[tuple[str, ...], Someone] = {}
        self.by_word: dict[str, list[Someone]] = {}
        self.initials: dict[str, Someone] = {}
        full = {(n.words, n.body) for n in seen if len(n.words) > 1}
        known = {w for w, body in full if not body}
        for parts, body in sorted(full, key=lambda n: (-len(n[0]), n)):
            if not body and any(parts[i:] in known for i in range(1, len(parts) - 1)):
                continue  # "Curly Haugland" stands elsewhere: what comes before it is a title
            if body or self._longer(parts) is None:
                self._enter(Someone(parts, Voice.BODY if body else Voice.PERSON))

    def _enter(self, who: Someone) -> Someone:
        self.by_words[who.words] = who
        for word in who.words:
            self.by_word.setdefault(word, []).append(who)
        if who.voice is Voice.BODY:
            self.initials.setdefault("".join(w[0] for w in who.words if w[0].isupper()), who)
        else:
            shown = gender.of_given(who.words[0].lower()) if len(who.words) > 1 else 0
            who.he, who.she = 2 * (shown > 0), 2 * (shown < 0)
            who.named = len(who.words) > 1 and gender.given(who.words[0].lower())
        return who

    def _longer(self, parts: tuple[str, ...]) -> Someone | None:
        """Who has this name in a longer form, or under a part of it that is no title."""
        for who in self.by_word.get(parts[-1], ()):
            if who.voice is Voice.PERSON and (
                _short_for(parts, who.words) or parts[-len(who.words) :] == who.words
            ):
                return who
        return None

    def knows(self, name: Name) -> bool:
        return name.words in self.by_words or (
            len(name.words) <= 2 and any(w in self.by_word for w in name.words[-1:])
        )

    def meant(self, text: str, name: Name, mentions: list[tuple[int, int, Someone]]) -> Someone:
        """Who this name means here; somebody new if nobody known bears it."""
        exact = self.by_words.get(name.words)
        if exact is not None and not (len(name.words) == 1 and _contradicts(name, exact)):
            return exact
        found = None
        if len(name.words) == 1:
            found = self._by_one_word(text, name, mentions)
        elif not name.body:
            found = self._longer(name.words)
        return found or self._enter(Someone(name.words, Voice.BODY if name.body else Voice.PERSON))

    def _by_one_word(
        self, text: str, name: Name, mentions: list[tuple[int, int, Someone]]
    ) -> Someone | None:
        """ "Umerov": who has that surname; if several, the one named last, then the first."""
        word = name.words[0]
        bearers = [w for w in self.by_word.get(word, ()) if len(w.words) > 1]
        people = [w for w in bearers if w.voice is Voice.PERSON and not _contradicts(name, w)]
        people = [w for w in people if w.words[-1] == word] or people
        if people:
            return _latest(people, mentions)
        if word.isupper() and len(word) > 1:
            long = self.initials.get(word) or _spelled_out(text, name, mentions)
            if long is not None:
                self.by_words[name.words] = long
            return long
        if not name.body:
            return None
        bodies = [w for w in bearers if w.voice is Voice.BODY and _short_body(word, w.words)]
        return _latest(bodies, mentions) if bodies and word.lower() not in _FULL_ALONE else None


_FULL_ALONE = frozenset({"congress", "senate", "parliament", "state", "states", "house", "news"})


def _latest(people: list[Someone], mentions: list[tuple[int, int, Someone]]) -> Someone:
    if len(people) > 1:
        for _, _, who in reversed(mentions):
            if who in people:
                return who
    return people[0]


def _short_body(word: str, parts: tuple[str, ...]) -> bool:
    """ "the Church" for "Church of Scientology", "the Herald" for "New Zealand Herald"."""
    return word in (parts[0], parts[-1])


def _spelled_out(text: str, name: Name, mentions: list[tuple[int, int, Someone]]) -> Someone | None:
    """ "Office for National Figures (ONF)"."""
    if not mentions or text[name.start - 1 : name.start] != "(":
        return None
    _, end, who = mentions[-1]
    near = text[end : name.start].strip() == "("
    return who if near and who.words[0][0] == name.words[0][0] else None


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


def _contradicts(name: Name, who: Someone) -> bool:
    """ "Mr. Lee" is not Ann Lee when the article or her given name shows a woman."""
    shown = gender.shown(name.title) if name.title else 0
    return (shown > 0 and who.she > who.he) or (shown < 0 and who.he > who.she)


_AGE = re.compile(r" ?[,(] ?(\d{1,3})(?=[,)])")


def _describe(text: str, name: Name, who: Someone) -> None:
    """What the words around a name show: role, gender, age, or that it is no person."""
    if who.voice is not Voice.PERSON:
        return
    if name.title:
        who.named = True
        _count(who, 3 * gender.shown(name.title))
    elif text[max(0, name.start - 4) : name.start].lower() == "the " and not _leads_on(text, name):
        who.thing += 1
    role = roles.beside(text, name)
    if role:
        who.named = True
        who.roles.append(role)
        _count(who, 3 * gender.shown(role))
    age = _AGE.match(text, name.end, name.end + 8)
    if age is not None:
        who.named, who.age = True, age.group(1)


def _count(who: Someone, shown: int) -> None:
    if shown > 0:
        who.he += shown
    else:
        who.she -= shown


def _leads_on(text: str, name: Name) -> bool:
    """Does the noun phrase go on ("the Lee campaign")?"""
    after = text[name.end : name.end + 2]
    return after[:1] in "’'-" or (after[:1] == " " and after[1:].islower())


def _settle(mentions: list[tuple[int, int, Someone]]) -> None:
    """ "The Sea Org" is a body: nothing ever showed a person."""
    for _, _, who in mentions:
        if who.voice is Voice.PERSON and who.thing and not who.named and who.he == who.she:
            who.voice = Voice.BODY


_PRONOUN = re.compile(
    r"\b(?:(he|him|his|himself)|she|hers?|herself)\b|[.!?]\s|[\n“”\"]|''", re.IGNORECASE
)


def _pronouns(text: str, mentions: list[tuple[int, int, Someone]]) -> None:
    """A pronoun right after a person, with nobody else between and in no quotation that opens
    there, shows that person's gender."""
    people = [m for m in mentions if m[2].voice is Voice.PERSON]
    for number, (_, end, who) in enumerate(people):
        if who.he > 3 or who.she > 3:
            continue
        following = people[number + 1][0] if number + 1 < len(people) else len(text)
        stop = min(following, end + 220)
        ends = 0
        for m in _PRONOUN.finditer(text, end, stop):
            if not m.group()[0].isalpha():
                ends += 1
                if m.group()[0] in "\n“”\"'" or ends > 1:
                    break
            elif ends == 0 or m.start() < end + 120:
                _count(who, 1 if m.group(1) else -1)
                break
