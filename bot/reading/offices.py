"""Which of those whom an article calls by a role holds it: the mayor, not the deputy mayor."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.reading.wordlists import words

if TYPE_CHECKING:
    from bot.reading.someone import Someone

Office = tuple[str, ...]  # its words, the head last

_ANOTHER = words("people", "another office")
_PORTFOLIOS = words("people", "portfolio")
CUT = re.compile(
    r",| (?:of|for|in|from|with|who|which|that|at|on|to|by|under|about|near|such as|including|"
    r"around|outside|inside|without|behind|against|beside|among|"
    r"familiar|close|involved|briefed|aware|speaking|present|working|based|named|known)\b"
)
_ARTICLE = re.compile(r"^(?:the|an?|this|that|his|her|its|their)\s+")
_OWNER = re.compile(r"[’']s?\s")


_LONG = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general"}


def holders(shown: str, people: Iterable["Someone"]) -> list["Someone"]:
    """Those whom "the mayor", "the foreign minister" or "the former president" can mean.

    The foreign minister is nobody who is finance minister. For "the mayor" a former or deputy one
    comes in where no other is called mayor.
    """
    asked = head_words(shown)
    if not asked:
        return []
    people, noun = list(people), asked[-1]
    some = [who for who in people if any(one[-1] == noun for one in who.offices)]
    some = some or [who for who in people if any(noun in one for one in who.offices)]
    exact = [who for who in some if any(_fits(asked, one) for one in who.offices if noun in one)]
    return exact if exact or _qualified(asked) else some


def hold_another(shown: str, people: Iterable["Someone"]) -> bool:
    """Is one of them finance minister, where "the foreign minister" is asked for?"""
    asked = head_words(shown)
    held = (one[-1] for who in people for one in who.offices)
    return bool(asked) and _qualified(asked) and asked[-1] in held


def _qualified(asked: list[str]) -> bool:
    return not (_ANOTHER | _PORTFOLIOS).isdisjoint(asked[:-1])


def offices(role: str) -> list[Office]:
    """What a role or title makes of somebody: "chairman and chief executive" two things. Of
    "minister of trade" the trade stands in front."""
    found = []
    for part in role.split(" and "):
        ministry = [w for w in role_words(part) if w in _PORTFOLIOS]
        if head := head_words(part):
            found.append((*ministry, *head))
    return found


def head_words(phrase: str) -> list[str]:
    """The words up to the head of a description or role, in small letters, owners left out:
    "deputy", "mayor" in "the deputy mayor of Narva", "spokesman" in "the president's spokesman"."""
    head = CUT.split(_ARTICLE.sub("", phrase.lower()), maxsplit=1)[0]
    return role_words(_OWNER.split(head)[-1])


def role_words(role: str) -> list[str]:
    """The words of a role in small letters; "sen" as "senator"."""
    return [_LONG.get(w, w) for w in re.findall(r"[\w-]+", role)]


def _fits(asked: list[str], held: Office) -> bool:
    if _ANOTHER.intersection(asked) != _ANOTHER.intersection(held):
        return False
    wanted, told = _PORTFOLIOS.intersection(asked), _PORTFOLIOS.intersection(held)
    return wanted <= told or not told
