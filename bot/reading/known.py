"""Which of those an article names is meant by a name: longest forms, surnames, initials."""

import re
from dataclasses import dataclass, replace

from bot.model import Voice
from bot.reading import gender
from bot.reading.names import Name, is_adjective
from bot.reading.someone import Mention, Someone, contradicts

_MOST_BEARERS = 60  # of one word: no article has more, and a list of names stays linear


@dataclass(frozen=True, slots=True)
class Shared:
    """A surname at one place that several people bear. close: two of them stand in this sentence
    or the one before, so that it can be either's."""

    others: tuple[Someone, ...]
    close: bool


class Everybody:
    """Who is known so far: first all full names, then whoever turns up."""

    def __init__(self, seen: list[Name], plain: set[str]) -> None:
        self.by_words: dict[tuple[str, ...], Someone] = {}
        self.by_word: dict[str, list[Someone]] = {}
        self._plain = plain
        self.initials: dict[str, Someone] = {}
        self.shared: dict[int, Shared] = {}  # by where the mention starts
        full: dict[tuple[tuple[str, ...], bool], int] = {}
        for n in seen:
            if len(n.words) > 1:
                full.setdefault((n.words, n.body), n.start)
        known = {w for w, body in full if not body}
        surnames = {w[-1] for w in known if gender.given(w[0].lower())}
        for parts, body in sorted(full, key=lambda n: (-len(n[0]), -len(" ".join(n[0])), n)):
            if not body and any(parts[i:] in known for i in range(1, len(parts) - 1)):
                continue  # "Curly Haugland" stands elsewhere: what comes before it is a title
            if not body and parts[-1] in surnames and self._starts_plainly(parts):
                continue
            first = full[parts, body]
            longer = None if body else self._longer(parts)
            if longer is None:
                voice = Voice.BODY if body else Voice.PERSON
                self._enter(Someone(parts, voice, first=first))
            else:
                longer.first = min(longer.first, first)

    def rename(self, name: Name, other: Name) -> None:
        """Take two full names for one person, as the text itself says ("now Mira Aldous")."""
        who, old = self.by_words.get(name.words), self.by_words.get(other.words)
        if who is None or old is None or who is old or Voice.BODY in (who.voice, old.voice):
            return
        who.first = min(who.first, old.first)
        self.by_words = {w: who if one is old else one for w, one in self.by_words.items()}
        for word in old.words:
            bearers = [one for one in self.by_word[word] if one is not old and one is not who]
            self.by_word[word] = [*bearers, who]

    def _enter(self, who: Someone) -> Someone:
        self.by_words[who.words] = who
        for word in who.words:
            bearers = self.by_word.setdefault(word, [])
            if len(bearers) < _MOST_BEARERS:
                bearers.append(who)
        if who.voice is Voice.BODY:
            self.initials.setdefault("".join(w[0] for w in who.words if w[0].isupper()), who)
        else:
            shown = gender.of_given(who.words[0].lower()) if len(who.words) > 1 else 0
            who.he, who.she = 2 * (shown > 0), 2 * (shown < 0)
            who.named = len(who.words) > 1 and gender.given(who.words[0].lower())
        return who

    def _starts_plainly(self, parts: tuple[str, ...]) -> bool:
        """ "Top Lee aides said": a common word that has its capital from the sentence."""
        first = parts[0].lower()
        return len(parts) == 2 and first in self._plain and not gender.given(first)

    def _longer(self, parts: tuple[str, ...]) -> Someone | None:
        """Who has this name in a longer form, or under a part of it that is no title."""
        for who in self.by_word.get(parts[-1], ()):
            if who.voice is Voice.PERSON and (
                _short_for(parts, who.words) or parts[-len(who.words) :] == who.words
            ):
                return who
        return None

    def knows(self, name: Name) -> bool:
        """Is this somebody's full name or surname?"""
        return name.words in self.by_words or (
            len(name.words) <= 2 and any(w in self.by_word for w in name.words[-1:])
        )

    def can_be(self, name: Name) -> bool:
        """ "Spanish" names nobody, "Cuban" does in an article on Mark Cuban."""
        return (
            len(name.words) > 1
            or not is_adjective(name.words[0].lower())
            or any(
                w.voice is Voice.PERSON and w.words[-1] == name.words[0] and len(w.words) > 1
                for w in self.by_word.get(name.words[0], ())
            )
        )

    def meant(self, text: str, name: Name, mentions: list[Mention]) -> Someone:
        """Who this name means here; somebody new if nobody known bears it."""
        name = self._as_entered(name)
        exact = self.by_words.get(name.words)
        if exact is not None and not (len(name.words) == 1 and contradicts(name, exact)):
            return exact
        found = None
        if len(name.words) == 1:
            found = self._by_one_word(text, name, mentions)
        elif not name.body:
            found = self._longer(name.words)
        return found or self._enter(Someone(name.words, Voice.BODY if name.body else Voice.PERSON))

    def _as_entered(self, name: Name) -> Name:
        """ "Al-Masri" at a start for "al-Masri", "Top Lee" for "Lee"."""
        parts = name.words
        if len(parts) == 1 and parts[0][:3] in ("Al-", "El-"):
            small = parts[0][0].lower() + parts[0][1:]
            return replace(name, words=(small,)) if small in self.by_word else name
        if self._starts_plainly(parts) and parts not in self.by_words and parts[1] in self.by_word:
            return replace(name, words=parts[1:])
        return name

    def _by_one_word(self, text: str, name: Name, mentions: list[Mention]) -> Someone | None:
        """ "Umerov": who has that surname."""
        word = name.words[0]
        bearers = [w for w in self.by_word.get(word, ()) if len(w.words) > 1]
        people = [w for w in bearers if w.voice is Voice.PERSON and not contradicts(name, w)]
        by_surname = [w for w in people if w.words[-1] == word]
        people = by_surname if by_surname or word.isupper() else people
        if people:
            who = _likeliest(text, name, people, mentions)
            if len(people) > 1 and not _by_title(name, people):
                others = tuple(w for w in people if w is not who)[:_MOST_SHARED]
                near = _near(text, name, mentions)
                close = who in near and not near.isdisjoint(others)
                self.shared[name.start] = Shared(others, close)
            return who
        if word.isupper() and len(word) > 1:
            long = self.initials.get(word) or _spelled_out(text, name, mentions)
            if long is not None:
                self.by_words[name.words] = long
            return long
        if not name.body:
            return None
        bodies = [w for w in bearers if w.voice is Voice.BODY and _short_body(word, w.words)]
        if not bodies or word.lower() in _FULL_ALONE:
            return None
        return _likeliest(text, name, bodies, mentions)


_FULL_ALONE = frozenset({"congress", "senate", "parliament", "state", "states", "house", "news"})


_REACH = 400  # mentions


def _likeliest(text: str, name: Name, people: list[Someone], mentions: list[Mention]) -> Someone:
    """Of several with one surname: who has the title before it, or was named last in the
    paragraph other than as an owner, or was named first in the article."""
    if len(people) == 1:
        return people[0]
    people = _by_title(name, people) or people
    for start, end, who in reversed(mentions[-_REACH:]):
        if "\n" in text[start : name.start]:
            break
        if who in people and text[end : end + 1] not in ("’", "'"):
            return who
    return min(people, key=lambda w: w.first)


def _by_title(name: Name, people: list[Someone]) -> list[Someone]:
    """The one of them who had this title before, in a list; empty when none or several had."""
    title = name.title.lower()
    same = [w for w in people if title and any(n.title.lower() == title for n in w.mentions)]
    return same if len(same) == 1 else []


def _near(text: str, name: Name, mentions: list[Mention]) -> set[Someone]:
    """Who was named in this sentence or the one before."""
    found: set[Someone] = set()
    for start, _, who in reversed(mentions[-_NEAR:]):
        if name.start - start > _TWO_SENTENCES or _ends(text, start, name.start) > 1:
            break
        found.add(who)
    return found


def _ends(text: str, start: int, end: int) -> int:
    return len(_END.findall(text, start, end))


_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'(]?[A-Z])|\n\s*")
_NEAR = 12  # mentions
_TWO_SENTENCES = 500  # characters
_MOST_SHARED = 4


def _short_body(word: str, parts: tuple[str, ...]) -> bool:
    """ "the Church" for "Church of Scientology", "the Herald" for "New Zealand Herald"."""
    return word in (parts[0], parts[-1])


def _spelled_out(text: str, name: Name, mentions: list[Mention]) -> Someone | None:
    """ "Office for National Figures (ONF)"."""
    if not mentions or text[name.start - 1 : name.start] != "(":
        return None
    _, end, who = mentions[-1]
    near = text[end : name.start].strip() == "("
    return who if near and who.words[0][0] == name.words[0][0] else None


def _short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "Hillary Clinton" for "Hillary Rodham Clinton", "J. Smith" for "John Smith"."""
    if short[-1] != long[-1]:
        return False
    rest = iter(long[:-1])
    return all(
        any(w.lower() == part.lower() or (part.endswith(".") and w[0] == part[0]) for w in rest)
        for part in short[:-1]
    )
