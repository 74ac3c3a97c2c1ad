"""Sources that are not names: "the Minister", "an official", "Lee's letter", "the ministry"."""

import re

from bot.model import Voice
from bot.reading.people import Cast, Someone
from bot.reading.wordlists import words

_BODY_NOUNS = words("bodies", "noun")
_MEDIA = words("nouns", "medium", "saying")
_ROLE_NOUNS = words("people", "title", "role", "he", "she")
_DEFINITE = re.compile(r"(?:the|this|that)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+(?=\w)", re.IGNORECASE)
_CUT = re.compile(
    r",| (?:of|for|in|from|with|who|which|that|at|on|to|by|under|about|near|such as|including)\b"
)
_YEAR_OLD = re.compile(r"(\d{1,3})-year-old\b")
_PLURAL_PEOPLE = frozenset({"people", "police", "men", "women", "families", "parents"})


def nouns(shown: str) -> set[str]:
    """The head of the phrase, with and without its s ("the minister's")."""
    head = _CUT.split(" ".join(shown.lower().split()), maxsplit=1)[0].split()
    return {head[-1].strip("’'s.,"), head[-1].strip(".,’'")} if head else set()


def plain(shown: str) -> str:
    """The description without its article, nor a clause that is cut off at its end."""
    words_ = " ".join(shown.split())
    return _ARTICLE.sub("", words_).strip(" ,") or words_


def definite(shown: str) -> bool:
    return _DEFINITE.match(shown) is not None


def medium(shown: str) -> bool:
    """Does this speak for whoever wrote it ("the letter")?"""
    return not nouns(shown).isdisjoint(_MEDIA)


def by_role(shown: str, at: int, cast: Cast, last: Someone | None) -> Someone | None:
    """ "the minister": who was called so; the last speaker first, then the nearest."""
    old = _YEAR_OLD.search(shown)
    if old is not None:
        return next((w for _, _, w in cast.before(at) if w.age == old.group(1)), None)
    heads = nouns(shown)
    if heads.isdisjoint(_ROLE_NOUNS):
        return None
    people = [last] if last is not None else []
    people += [w for _, _, w in cast.before(at)]
    fitting = [w for w in dict.fromkeys(people) if w.voice is Voice.PERSON and _has_role(w, heads)]
    if len(fitting) > 1:
        more = {w for w in shown.lower().split()[1:-1] if len(w) > 3}
        return max(fitting, key=lambda w: len(more & _role_words(w)))  # the first of equals
    return fitting[0] if fitting else None


def _has_role(who: Someone, heads: set[str]) -> bool:
    return not heads.isdisjoint(_role_words(who))


def _role_words(who: Someone) -> set[str]:
    shown = [*who.roles, *(n.title for n in who.mentions if n.title)]
    return {w.strip(",.’'").lower() for role in shown for w in role.split()}


def by_body_noun(shown: str, at: int, cast: Cast) -> Someone | None:
    """ "the ministry": the body last named with that word in it."""
    heads = nouns(shown) & _BODY_NOUNS
    if not heads:
        return None
    for _, _, who in cast.before(at):
        if who.voice is Voice.BODY and heads & {w.lower() for w in who.words}:
            return who
    return None


def voice(shown: str) -> Voice:
    """Of a description that nobody's name was found for."""
    heads = nouns(shown)
    if heads & _BODY_NOUNS or (heads & _MEDIA and not heads & _ROLE_NOUNS):
        return Voice.BODY
    first = shown.split(maxsplit=1)[0] if shown.split() else ""
    single = len(shown.split()) == 1
    if single and first[:1].isupper() and not first.endswith("s"):
        return Voice.PERSON
    return Voice.ANONYMOUS


def many(shown: str) -> bool:
    """Are these several ("officials", "Lee and Berg"), so that "they" can mean them?"""
    heads = nouns(shown)
    low = f" {shown.lower()} "
    return (
        " and " in low
        or not heads.isdisjoint(_PLURAL_PEOPLE)
        or any(h.endswith("s") and not h.endswith("ss") for h in heads)
    )
