"""Which of those an article names is meant by a name: longest forms, surnames, initials."""

import re
from dataclasses import replace

from bot.model import Voice
from bot.reading import cues, gender
from bot.reading.bearers import (
    Shared,
    kin_of,
    likeliest,
    not_titled,
    of_one_title,
    rivals,
    shared,
)
from bot.reading.name_parts import is_adjective
from bot.reading.names import Name, opens, surname
from bot.reading.nested import Nested
from bot.reading.someone import Mention, Someone, contradicts
from bot.reading.wordlists import words

_MOST_BEARERS = 60  # of one word: no article has more, and a list of names stays linear


class Everybody:
    """Who is known so far: first all full names, then whoever turns up."""

    def __init__(self, text: str, seen: list[Name], plain: set[str]) -> None:
        self.by_words: dict[tuple[str, ...], Someone] = {}
        self.by_word: dict[str, list[Someone]] = {}
        self._plain = plain
        self.initials: dict[str, Someone] = {}
        self.shared: dict[int, Shared] = {}  # by where the mention starts
        self._kin: dict[Someone, list[Someone]] = {}  # of whom; named by a given name alone
        full: dict[tuple[tuple[str, ...], bool], int] = {}
        whole = [n for n in seen if len(n.words) > 1]
        for n in whole:
            full.setdefault((n.words, n.body), n.start)
        self._nested = Nested(text, [n for n in whole if not n.body])
        self._inside = {n.words for n in whole if not opens(text, n.start)}
        self._either = {n.words for n in whole if _names_or_tells(text, n)} - self._inside
        known = {w for w, body in full if not body}
        surnames = {surname(w[-1]) for w in known if gender.given(w[0].lower())}
        for parts, body in sorted(full, key=lambda n: (-len(n[0]), -len(" ".join(n[0])), n)):
            if not body and self._titled(parts, known):
                continue  # "Curly Haugland" stands elsewhere: what comes before it is a title
            if not body and parts[-1] in surnames and self._starts_plainly(parts):
                continue
            first = full[parts, body]
            longer = [] if body else self._longer(parts)
            if not longer:
                voice = Voice.BODY if body else Voice.PERSON
                self._enter(Someone(parts, voice, first=first))
            elif len(longer) == 1:
                longer[0].first = min(longer[0].first, first)

    def rename(self, name: Name, other: Name) -> None:
        """Take two full names for one person, as the text itself says ("now Mira Aldous")."""
        who, old = self.by_words.get(name.words), self.by_words.get(other.words)
        if who is None or old is None or who is old or Voice.BODY in (who.voice, old.voice):
            return
        who.first = min(who.first, old.first)
        self.by_words = {w: who if one is old else one for w, one in self.by_words.items()}
        for word in (*old.words, old.surname):
            bearers = [one for one in self.by_word[word] if one is not old and one is not who]
            self.by_word[word] = [*bearers, who]

    def _enter(self, who: Someone) -> Someone:
        self.by_words[who.words] = who
        for word in dict.fromkeys((*who.words, who.surname)):
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
        plain = len(parts) == 2 and first in self._plain and not gender.given(first)
        return plain and parts not in self._inside and parts not in self._either

    def _titled(self, parts: tuple[str, ...], known: set[tuple[str, ...]]) -> bool:
        """Does a name that is known without what comes before it stand at its end?"""
        shorter = (parts[i:] for i in range(1, len(parts) - 1))
        return any(short in known and self._nested.titled(parts, short) for short in shorter)

    def _longer(self, parts: tuple[str, ...]) -> list[Someone]:
        """Who have this name in a longer form, or under a part of it that is no title."""
        bearers = self.by_word.get(parts[-1], ())
        people = [w for w in bearers if w.voice is Voice.PERSON]
        return [w for w in people if self._nested.of_one(parts, w.words)]

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
                w.voice is Voice.PERSON and w.surname == name.words[0] and len(w.words) > 1
                for w in self.by_word.get(name.words[0], ())
            )
        )

    def meant(self, text: str, name: Name, mentions: list[Mention]) -> Someone:
        """Who this name means here; somebody new if nobody known bears it."""
        if len(name.words) == 1 and mentions and _BORN.fullmatch(text, mentions[-1][1], name.start):
            self.by_words[name.words] = mentions[-1][2]  # "Mira Talvik née Aldous"
        name = self._as_entered(name)
        exact = self.by_words.get(name.words)
        if exact is not None and exact.titles and name.title.lower() not in exact.titles:
            self._either_of_two(name, exact)
        if exact is not None and not (len(name.words) == 1 and contradicts(name, exact)):
            if name.words in self._either and name.words[0].lower() in self._plain:
                others = [w for w in self.by_word[name.words[-1]] if w is not exact]
                self.shared[name.start] = Shared(tuple(others), close=bool(others))
            return exact
        found = None
        if len(name.words) == 1:
            found = self._by_one_word(text, name, mentions)
        elif not name.body:
            found = self._shortened(text, name, mentions)
        if found is not None:
            return found
        new = self._enter(Someone(name.words, Voice.BODY if name.body else Voice.PERSON))
        relative = kin_of(text, name, mentions)
        if relative is not None and new.voice is Voice.PERSON:
            self._kin.setdefault(relative, []).append(new)
        return new

    def _either_of_two(self, name: Name, exact: Someone) -> None:
        """ "Lee" behind "Lord Lee" and "his daughter, Ann Lee" is left open."""
        if len(exact.words) > 1 or exact.voice is not Voice.PERSON or contradicts(name, exact):
            return
        bearers = self.by_word.get(exact.words[0], ())
        others = [w for w in bearers if w.words[1:] and w.mentions and not contradicts(name, w)]
        persons = tuple(
            w for w in others if w.voice is Voice.PERSON and w.surname == exact.words[0]
        )
        if persons:
            self.shared[name.start] = Shared(persons, close=True)

    def _shortened(self, text: str, name: Name, mentions: list[Mention]) -> Someone | None:
        """Who has this name in a longer form; left open where two have ("Ann Lee" after "Ann Maria
        Lee and Ann Rosa Lee")."""
        longer = self._longer(name.words)
        if len(longer) > 1:
            who = likeliest(text, name, longer, mentions)
            others = tuple(w for w in longer if w is not who)
            self.shared[name.start] = Shared(others, close=True)
            return who
        return next(iter(longer), None)

    def _as_entered(self, name: Name) -> Name:
        """ "Al-Masri" at a start for "al-Masri", "Top Lee" for "Lee"."""
        parts = name.words
        if len(parts) == 1 and self.by_word.keys().isdisjoint((parts[0], surname(parts[0]))):
            parts = (surname(parts[0]),)  # "Charles III" is called Charles
            name = replace(name, words=parts)
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
        by_surname = [w for w in people if word in (w.words[-1], w.surname)]
        apart = not_titled(text, name, by_surname, mentions, self._nested.kin)
        if apart and len(apart) == len(by_surname):
            return self._enter(Someone(name.words, Voice.PERSON))
        by_surname = [w for w in by_surname if w not in apart]
        people = [w for w in people if w not in apart]
        by_given = [w for w in people if w.words[0] == word and gender.given(word.lower())]
        people = by_surname if by_surname or word.isupper() else by_given or people
        if people:
            who = likeliest(text, name, people, mentions)
            kin = [k for w in bearers for k in self._kin.get(w, ()) if not contradicts(name, k)]
            others = rivals(name, who, people, kin)
            others = others or of_one_title(name, who, people)
            if others:
                self.shared[name.start] = shared(text, name, who, others, mentions)
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
        return likeliest(text, name, bodies, mentions)


def _names_or_tells(text: str, name: Name) -> bool:
    """ "Young Kim said" at the start of a sentence: her name, or some Kim who is young? No verb
    follows in "Young Kim voters", and "Formerly", "Stated" and "Beneath" are no names."""
    first = name.words[0].lower()
    after = _NEXT_WORD.match(text, name.end)
    verb = after is not None and (after[1] in cues.verbs() or after[1] in _AUXILIARIES)
    return verb and first not in cues.verbs() and _NO_NAME.fullmatch(first) is None


_BORN = re.compile(r",? n[ée]e ")
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
_AUXILIARIES = words("common", "auxiliary")
_NO_NAME = re.compile(
    r".+(?:ly|ing|ed)|of|in|on|at|by|to|for|from|with|under|above|below|beneath|behind|beside|"
    r"against|before|after|since|until|despite|absent|besides|beyond|near|like|unlike|without|"
    r"de|da|di|du|la|le|van|von|der|den|bin|ibn|al|el"
)
_FULL_ALONE = frozenset({"congress", "senate", "parliament", "state", "states", "house", "news"})


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
