"""A person or body of one article, and what the words around a name show of them."""

import re
from dataclasses import dataclass, field

from bot.model import Gender, Voice
from bot.reading import gender, roles
from bot.reading.callings import is_role
from bot.reading.names import Name, surname
from bot.reading.offices import Office, offices, places, role_words
from bot.reading.wordlists import groups, words

_PLACES = words("bodies", "place") | {" ".join(r) for r in groups("bodies")["two words"]}


_MOST_OFFICES = 40  # of one person: no article has more, and a list of roles stays linear


@dataclass(slots=True, eq=False)
class Someone:
    """A person or body while the article is being read.

    mentions: by where they start. titles: those that stood before a name, in small letters.
    he, she: how strongly the article shows either. named: a title, a given name or an age has
    shown that this is a person. thing: how often "the" stood before it, as before no person.
    roles: all that the article gives, in small letters. called: every word of them and the titles;
    offices: what they come to. of: the places and bodies they name, by
    the office.
    """

    words: tuple[str, ...]
    voice: Voice
    mentions: dict[int, Name] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    he: int = 0
    she: int = 0
    named: bool = False
    thing: int = 0
    age: str | None = None
    first: int = 0  # where the full name stands first
    titled_in_full: bool = False  # "Mrs. Ann Lee"
    role: str | None = None  # what somebody is: the first, or a later one that says it and more
    roles: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    offices: dict[Office, None] = field(default_factory=dict)
    of: dict[str, set[str]] = field(default_factory=dict)
    _first_role: str | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        return surname(self.words[-1])

    @property
    def place(self) -> bool:
        return len(self.words) < 3 and self.name.lower() in _PLACES

    @property
    def gender(self) -> Gender | None:
        if self.he == self.she:
            return None
        return Gender.HE if self.he > self.she else Gender.SHE

    def shows(self, of: Gender) -> None:
        """The article calls them "he" or "she" there."""
        if of is Gender.HE:
            self.he += 1
        else:
            self.she += 1

    def mentioned(self, name: Name) -> None:
        """The article names them there."""
        self.mentions[name.start] = name
        title = name.title.lower()
        if title and title not in self.titles:
            self.titles.add(title)
            self._holds(title, places(name.title))
        if name.title and len(name.words) > 1:
            self.titled_in_full = True

    def described(self, role: str) -> None:
        """The article calls them so there. Whose brother somebody is is not what he is, and what
        sort of body one is is no office: they are known by it, and it is not shown."""
        low = role.lower()
        if low not in self.roles:
            self.roles.add(low)
            self._holds(low, places(role))
        if self.voice is Voice.BODY or roles.of_kin(role):
            return
        if self._first_role is None:
            self.role = self._first_role = role
        elif self.role == self._first_role and self._first_role in role:
            self.role = role

    def _holds(self, role: str, of: frozenset[str]) -> None:
        self.called.update(role_words(role))
        for one in offices(role) if of else ():
            self.of.setdefault(one[-1], set()).update(of)
        for one in offices(role) if len(self.offices) < _MOST_OFFICES else ():
            self.offices.setdefault(one)

    def is_called(self, role: str) -> bool:
        """Did the article describe them in these words? In small letters."""
        return role in self.roles


Mention = tuple[int, int, Someone]  # start, end, who


def contradicts(name: Name, who: Someone) -> bool:
    """ "Mr. Lee" is not Ann Lee when the article or her given name shows a woman."""
    shown = gender.shown(name.title) if name.title else 0
    return (shown > 0 and who.she > who.he) or (shown < 0 and who.he > who.she)


_BODY_NOUNS = words("bodies", "noun") - words("people", "role", "title")
_BEFORE = re.compile(r"\b([a-z]+) $")
_THE_BODY = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?:[\w-]+ ){0,3}([a-z]+), $")
_AGE = re.compile(r" ?[,(] ?(?:aged )?(\d{1,3})(?=[,.)])")


_YEARS = re.compile(
    r"\b(\w+)-year-old(?: (?!(?:of|for|from|at|in|on|to|with|and)\b)[a-z]+){0,2} ?$"
)


def describe(text: str, name: Name, who: Someone) -> None:
    """What the words around a name show: role, gender, age, or that it is no person."""
    if who.voice is not Voice.PERSON:
        return
    if name.title:
        who.named = True
        _count(who, 3 * gender.shown(name.title))
    elif text[max(0, name.start - 4) : name.start].lower() == "the " and not _leads_on(text, name):
        who.thing += 1
    kind = _BEFORE.search(text, max(0, name.start - 20), name.start)
    if kind is not None and kind.group(1) in _BODY_NOUNS and not (name.title or who.named):
        who.voice = Voice.BODY  # "the charity North Wind"
        who.described(kind.group(1))
        return
    apart = _THE_BODY.search(text, max(0, name.start - 60), name.start)
    closed = text[name.end : name.end + 1] == "," and not (name.title or who.named)
    role = roles.beside(text, name)  # "Counsel for the bank, Ann Lee, said"
    if closed and not role and apart is not None and apart.group(1) in _BODY_NOUNS:
        who.voice = Voice.BODY  # "The charity, North Wind, said"
        who.described(apart.group(1))
        return
    if roles.led(text, name) or roles.of_members(text, name):
        who.thing += 1
    if role:
        who.named = True
        who.described(role)
        _count(who, 3 * gender.shown(role))
    age = _age(text, name)
    if age is not None:
        who.named, who.age = True, age


def _age(text: str, name: Name) -> str | None:
    """ "Ann Lee, 33," and "33-year-old Ann Lee"; not "a 31-year-old Lee volunteer"."""
    found = _AGE.match(text, name.end, name.end + 13)
    if found is None and (len(name.words) > 1 or not _leads_on(text, name)):
        found = _YEARS.search(text, max(0, name.start - 40), name.start + len(name.title))
    return None if found is None else found.group(1).lower()


def _count(who: Someone, shown: int) -> None:
    if shown > 0:
        who.he += shown
    else:
        who.she -= shown


def _leads_on(text: str, name: Name) -> bool:
    """Does the noun phrase go on ("the Lee campaign", not "the Gazette that")?"""
    if text[name.end : name.end + 1] in ("’", "'", "-"):
        return True
    following = _NEXT_WORD.match(text, name.end)
    return following is not None and following.group(1) not in _LINKS


_NEXT_WORD = re.compile(r" ([a-z]+)")
_LINKS = words("common", "never in a role")


def settle(mentions: list[Mention]) -> None:
    """ "The Sea Org" is a body: nothing ever showed a person."""
    for _, _, who in mentions:
        if who.voice is Voice.PERSON and who.thing and not who.named and who.he == who.she:
            who.voice = Voice.BODY


_PRONOUN = re.compile(
    r"\b(?:(he|him|his|himself)|she|hers?|herself)\b|[.!?]\s|[\n“”\"]|''", re.IGNORECASE
)
_SAME_SENTENCE, _NEXT_SENTENCE = 220, 120  # characters after a name
_NEAR = 4  # mentions before one that the next sentence can be about as well


def pronouns(text: str, mentions: list[Mention]) -> None:
    """The first pronoun after a person, with nobody else between and in no quotation that opens
    there, shows that person's gender; in the next sentence only if nobody near had it already."""
    people = [m for m in mentions if m[2].voice is Voice.PERSON]
    later: list[tuple[int, int]] = []  # number of the mention, what the next sentence shows
    for number, (_, end, who) in enumerate(people):
        if who.he > 3 or who.she > 3:
            continue
        following = people[number + 1][0] if number + 1 < len(people) else len(text)
        shown, ends = _first_pronoun(text, end, min(following, end + _SAME_SENTENCE))
        if _is_somebodys(text, end) or _OF_ANOTHER.match(text, end, following) is not None:
            who.named = True
            before = {m[2] for m in people[max(0, number - _NEAR) : number]} - {who}
            if len(before) == 1 and text.find(". ", people[number - 1][1], end) < 0:
                _count(before.pop(), shown)
        elif shown and ends:
            later.append((number, shown))
        elif shown:
            _count(who, shown)
    for number, shown in later:
        who = people[number][2]
        of = Gender.HE if shown > 0 else Gender.SHE
        near = {m[2] for m in people[max(0, number - _NEAR) : number]} - {who}
        if not any(w.gender is of for w in near):
            _count(who, shown)


# "Berg had told her": somebody else, for of himself he would say "herself".
_OF_ANOTHER = re.compile(
    r"(?: (?!(?:that|and|but|or|who|whom|whose|which|when|while|as|if|because|the|an?|his|their|"
    r"said|says|before|after|until|since|what|how|where)\b)[a-z]+){1,4} "
    r"(?:him|her(?=[.,;:!?”\"]|$| (?:that|to|not|about|on|at|in|for|and|or|but|from|with|by|when|"
    r"if|before|after|as|it|he|she|they|the|an?|what|how|why|where|whether)\b))\b"
)


def _is_somebodys(text: str, end: int) -> bool:
    """ "Berg, her deputy, left" behind "Lee spoke"; not "Berg, her eyes red, left"."""
    m = _APPOSITION.match(text, end)
    return m is not None and (is_role(m[1]) or m[1] in _KIN)


_APPOSITION = re.compile(r", (?:his|her) (?:[a-z-]+ ){0,3}([a-z-]+)(?=[,.;:)]|$)")
_KIN = words("people", "kin")


def _first_pronoun(text: str, start: int, stop: int) -> tuple[int, int]:
    """What the first pronoun shows, 0 if there is none; and how many sentences end before it."""
    ends = 0
    for m in _PRONOUN.finditer(text, start, stop):
        if m.group()[0].isalpha():
            far = ends and m.start() > start + _NEXT_SENTENCE
            return (0 if far else 1 if m.group(1) else -1), ends
        ends += 1
        if m.group()[0] in "\n“”\"'" or ends > 1:
            break
    return 0, ends
