"""Sources that are not names: "the Minister", "an official", "Lee's letter", "the ministry"."""

import re

from bot.model import Span, Voice
from bot.reading.callings import is_role, of_several
from bot.reading.name_parts import is_adjective
from bot.reading.offices import CUT, holders
from bot.reading.people import Cast
from bot.reading.someone import Someone
from bot.reading.wordlists import words

_BODY_NOUNS = words("bodies", "noun")
_MEDIA = words("nouns", "medium", "saying")
_COMMON = words("common", "capitalized at a start")
_ROLE_NOUNS = words("people", "title", "role", "he", "she")
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_OWNED = re.compile(r"(?:((?i:his|her|its|their))|([A-Z]\w+)[’']s)\s+")
_OWNERS = frozenset({"his", "her", "its", "their"})
_PLACES = words("bodies", "place")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that)\s+(?=\w)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")  # "the president (not named in the letter)"
_YEAR_OLD = re.compile(r"\b(\w+)-year-old\b")
_INTRODUCED_AFTER = 1500  # characters
_INTRODUCED_BEFORE = 700  # characters
# Who is named is seldom called so again.
_ANYBODY = frozenset({"man", "woman", "boy", "girl", "person", "lady", "gentleman", "reporter"})
_ONE = r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s+"
_FEW = r"(?:[\w’'-]+\s+){0,5}"
_PLURAL_PEOPLE = words("people", "several")
# "The farmers left", "Nurses in Narva disagreed": a group as a sentence's subject.
_OPENING = re.compile(
    r"(?:^|[.!?…][”\"’']*\s+|\n\s*)(?:The |Some |Many |Most |Other |Several |Two |Three |Four )?"
    r"(?:[a-z][\w’'-]* ){0,2}(?P<group>[A-Za-z][a-z’'-]+)(?= [a-z])"
)


def nouns(shown: str) -> set[str]:
    """The head of the phrase, with and without its s ("the minister's")."""
    head = CUT.split(" ".join(shown.lower().split()), maxsplit=1)[0].split()
    return {re.sub("[’']s$", "", head[-1].strip(".,")).strip("’'")} if head else set()


def plain(shown: str) -> str:
    """The description without its article, nor a clause that is cut off at its end."""
    words_ = " ".join(_ASIDE.sub(" ", shown).split())
    return _ARTICLE.sub("", words_).strip(" ,") or words_


def without_clause(shown: str) -> str:
    """ "The lawmaker" of "The lawmaker, who represents Narva"."""
    return _CLAUSE.split(shown, maxsplit=1)[0]


_CLAUSE = re.compile(
    r",\s+(?:who\b|which\b|whose\b|(?:\w+ )?(?:led|run|owned|held|hit|\w+ed) by\b"
    r"|\w+ed (?:on|in|at|last|this|earlier)\b)"
)


def as_definite(shown: str) -> str | None:
    """ "the minister" for itself, "his sister" and "Marenia's minister"; None for "a minister"."""
    if _DEFINITE.match(shown):
        return shown
    owned = _OWNED.match(shown)
    if owned is None:
        return None
    owner = (owned.group(1) or owned.group(2)).lower()
    return "the " + shown[owned.end() :] if owner in _OWNERS or owner in _PLACES else None


def medium(shown: str) -> bool:
    """Does this speak for whoever wrote it ("the letter")?"""
    return not nouns(shown).isdisjoint(_MEDIA)


def one_person(shown: str) -> set[str]:
    """The nouns of a phrase such as "the Tartu senator", "the 45-year-old", which mean one person
    named or described before; none for "the senator's wife", "the head of the port"."""
    low = shown.lower()
    if not low.startswith(("the ", "that ")) or re.search(r"[’']s? |,| (?:for|and|who) ", low):
        return set()
    heads = nouns(shown)
    if any(map(is_adjective, heads)):  # "the Italian" is no name
        return heads
    return heads if _YEAR_OLD.search(low) else {h for h in heads if _one(h)} - _ANYBODY


def _one(noun: str) -> bool:
    """ "senator", not "senators"."""
    plural = noun.endswith("s") and not noun.endswith("ss")
    return is_role(noun) and not (plural and is_role(noun[:-1]))


def called_by_role(label: str) -> bool:
    """A transcript's "REPORTER", "MODERATOR", "AUDIENCE MEMBER"."""
    last = label.lower().split()[-1]
    return is_role(last) or last in _ANYBODY


def age(shown: str) -> str | None:
    """ "45" in "the 45-year-old teacher"."""
    found = _YEAR_OLD.search(shown)
    return found.group(1).lower() if found is not None else None


def introduced(text: str, at: int, heads: set[str]) -> str | None:
    """The words that told of such a person without a name: "senior port official" for "the
    official" after "a senior port official in Narva"."""
    before = text[max(0, at - _INTRODUCED_BEFORE) : at]
    for head in heads:
        told = re.findall(_ONE + rf"({_FEW}{re.escape(head)})\b(?!,? [A-Z])", before)
        found = [one for one in told if head in nouns(one)]  # not "a lawyer for the mayor"
        if found:
            return " ".join(found[-1].split())
    return None


def by_role(shown: str, at: int, cast: Cast) -> Someone | None:
    """ "the minister of trade": who was called so, with most of the other words; the nearest."""
    heads = nouns(shown)
    if not any(map(_one, heads)) or re.search(r"[’']s? ", shown):
        return None
    people = dict.fromkeys(w for _, _, w in cast.before(at) if w.voice is Voice.PERSON)
    fitting = holders(shown, people)
    more = {w for w in shown.lower().split()[1:-1] if len(w) > 3}
    return max(fitting, key=lambda w: len(more & w.called), default=None)


def holds(who: Someone, owner: str | None) -> bool:
    """Is it the owner's office: "its president", and "president of the Port Union" before?"""
    words_ = set(re.findall(r"\w{4,}", (owner or "").lower()))
    return not words_.isdisjoint(who.called)


def in_headline(text: str, start: int, end: int, cast: Cast) -> Someone | None:
    """ "Bridge stays shut, says mayor": the one person whom the article then calls so."""
    shown = text[start:end]
    last = shown.lower().split()[-1]
    bare = re.fullmatch(r"(?:[Tt]he )?[A-Za-z][a-z-]+(?: [a-z-]+)?", shown) and _one(last)
    if not bare or "\n" in text[:start].strip():
        return None
    mentions = cast.within((end, end + _INTRODUCED_AFTER))
    people = dict.fromkeys(w for _, _, w in mentions if w.voice is Voice.PERSON)
    fitting = holders(shown, people)
    more = set(_DEFINITE.sub("", shown).lower().split()[:-1]) if _DEFINITE.match(shown) else set()
    fitting = [who for who in fitting if more <= who.called]  # not "the prison governor"
    return fitting[0] if len(fitting) == 1 else None


def by_description(shown: str, at: int, cast: Cast) -> Someone | None:
    """ "Marenia's foreign minister": who was described in these very words."""
    if not _OWNED.match(shown):
        return None
    low = " ".join(shown.lower().split())
    return next((w for _, _, w in cast.before(at) if w.is_called(low)), None)


def by_body_noun(shown: str, at: int, cast: Cast) -> Someone | None:
    """ "the ministry": the body last named with that word in it."""
    heads = nouns(shown) & _BODY_NOUNS
    if not heads:
        return None
    for _, _, who in cast.before(at):
        if who.voice is Voice.BODY and heads & (who.called | {w.lower() for w in who.words}):
            return who
    return None


def voice(shown: str) -> Voice:
    """Of a description that nobody's name was found for."""
    heads = nouns(shown)
    if heads & _BODY_NOUNS or (heads & _MEDIA and not heads & _ROLE_NOUNS):
        return Voice.BODY
    named = re.fullmatch(r"[A-Z][\w’'-]+", shown) and not shown.endswith("s")
    known = named and shown.lower() not in _COMMON and not is_adjective(shown.lower())
    return Voice.PERSON if known else Voice.ANONYMOUS


def group_between(text: str, start: int, end: int, apart: tuple[Span, ...]) -> str | None:
    """The last group of people that opens a sentence there, outside the spans `apart`."""
    start = max(start, end - _INTRODUCED_BEFORE)
    for m in reversed(list(_OPENING.finditer(text, start, end))):
        group = m["group"].lower()
        inside = any(s <= m.start("group") < e for s, e in apart)
        if not inside and (group in _PLURAL_PEOPLE or of_several(group)):
            return m["group"]
    return None


_AND_ANOTHER = re.compile(r",? and (?:the|an?|his|her|its|their)\s", re.IGNORECASE)


def many(shown: str) -> bool:
    """Are these several ("officials", "Lee and Berg"), so that "they" can mean them? The secretary
    of the Security and Defence Council is one."""
    heads = nouns(shown)
    head = CUT.split(shown, maxsplit=1)[0]
    return (
        " and " in head.lower()
        or _AND_ANOTHER.search(shown) is not None
        or not heads.isdisjoint(_PLURAL_PEOPLE)
        or any(of_several(h) or (h.endswith("s") and not h.endswith("ss")) for h in heads)
    )
