"""What the words of one name are: titles, what only qualifies, the name itself; person or body."""

from dataclasses import dataclass

from bot.reading import gender
from bot.reading.callings import is_title
from bot.reading.wordlists import groups, words

_TITLES = words("people", "title", "courtesy", "courtesy he", "courtesy she")
ROLES = _TITLES | words("people", "role", "he", "she")
BODY = words("bodies", "word")
_PLACES = words("bodies", "place")
_OWN_NAMES = words("bodies", "name", "place")
_TWO_WORD_PLACES = frozenset(" ".join(row) for row in groups("bodies")["two words"])
_DEMONYMS = words("bodies", "demonym")
SURNAMES_TOO = words("common", "surname too")


@dataclass(slots=True)
class Token:
    """A capitalized word. particle: the lower-case words between the word before and this one
    ("van der"). linked: "of", "for the" … stand before it."""

    start: int
    end: int
    word: str
    lower: str
    owns: bool
    particle: str = ""
    linked: bool = False


def qualifies(kept: list[Token]) -> bool:
    """ "Texan" in "Texan Ann Lee", "Ten-year-old" in "Ten-year-old Ann"."""
    first = kept[0].lower
    enough = len(kept) > (1 if "-" in first else 2)
    return enough and is_adjective(first) and not bodily(kept) and not gender.given(first)


def bodily(tokens: list[Token]) -> bool:
    """Is one of them a word that only bodies have in their names?"""
    return any(t.lower in BODY for t in tokens)


def is_adjective(lower: str) -> bool:
    """ "Spanish", "Spanish-language", "Tartu-based": alone they name nobody."""
    first, dash, last = lower.partition("-")
    return first in _DEMONYMS or (
        bool(dash) and last in ("based", "area", "backed", "born", "style", "year-old")
    )


def titles(run: list[Token]) -> int:
    """How many words at the start are titles: "Minister of Defence of Ukraine" in
    "Minister of Defence of Ukraine Rustem Umerov", nothing in "Anna Bishop"."""
    titled = 0
    linked = False
    for i, token in enumerate(run):
        linked = linked or token.linked
        surname = i > 0 and i + 1 == len(run) and _first_name(run[i - 1].lower)
        role = token.lower in ROLES and i + 1 < len(run) and not linked
        if not surname and (is_title(token.lower) or role):
            titled = i + 1
    if not titled:
        return _modifiers(run)
    links = [i for i, t in enumerate(run) if t.linked and i >= titled]
    return _after_place(run, links[-1]) if links else titled


def _first_name(lower: str) -> bool:
    return gender.given(lower) and not is_title(lower)


def _modifiers(run: list[Token]) -> int:
    """Places and bodies right before a person's name: "RNC Ann Lee"."""
    for i in range(1, len(run) - 1):
        if gender.given(run[i].lower) and not run[i].linked:
            return i if all(_modifies(t) for t in run[:i]) and not bodily(run[i:]) else 0
    return 0


def _modifies(token: Token) -> bool:
    shout = len(token.word) > 2 and token.word.isupper() and "." not in token.word
    return shout or token.lower in _PLACES or token.lower in _DEMONYMS or token.lower in BODY


def _after_place(run: list[Token], linked: int) -> int:
    """Where the person starts in "Secretary of State Hillary Clinton"; the end if none does."""
    for i in range(linked + 1, len(run)):
        if gender.given(run[i].lower):
            return i
    for i in range(len(run) - 3, linked - 1, -1):
        if run[i].lower in _PLACES or run[i].lower in BODY or run[i].lower == "justice":
            return i + 1
    return len(run)


def is_body(parts: tuple[str, ...]) -> bool:
    """Is this the name of a body or a place, not a person's?"""
    lowers = [p.lower().rstrip(".") for p in parts]
    if len(parts) == 1:
        word = parts[0]
        if lowers[0] in BODY or lowers[0] in _OWN_NAMES:
            return True
        return len(word) > 1 and word.replace(".", "").isupper()
    if gender.given(lowers[0]) and len(parts) < 4 and lowers[-1] not in BODY:
        return False
    if len(parts) == 2 and lowers[0] in SURNAMES_TOO and lowers[1] not in BODY:
        return False  # "Park Ji-won"
    return " ".join(lowers) in _TWO_WORD_PLACES or any(w in BODY for w in lowers)
