"""Which of those whom an article calls by a role holds it: the mayor, not the deputy mayor."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.reading.callings import is_role
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
    asked = next(iter(offices(shown)), ())
    if not asked:
        return []
    people, noun = list(people), asked[-1]
    some = [who for who in people if any(one[-1] == noun for one in who.offices)]
    some = some or [who for who in people if any(noun in one for one in who.offices)]
    exact = [who for who in some if any(_fits(asked, one) for one in who.offices if noun in one)]
    return _of_that(shown, noun, exact if exact or _qualified(asked) else some)


def hold_another(shown: str, people: Iterable["Someone"]) -> bool:
    """Is one of them finance minister, where "the foreign minister" is asked for, or mayor of Tarn
    where it is the mayor of Vale?"""
    asked = next(iter(offices(shown)), ())
    people = [who for who in people if asked and any(one[-1] == asked[-1] for one in who.offices)]
    return bool(people) and (_qualified(asked) or not _of_that(shown, asked[-1], people))


def _of_that(shown: str, noun: str, people: list["Someone"]) -> list["Someone"]:
    """Of several mayors, the mayor of what the words name. Who is told to be mayor of another
    place is not meant; one of whom the article tells no place may be."""
    wanted = of_what(shown)
    if not people or not wanted:
        return people
    shared = [sum(_alike(word, who.called) for word in wanted) for who in people]
    if max(shared):
        return [who for who, n in zip(people, shared, strict=True) if n == max(shared)]
    return [who for who in people if not places(shown) or noun not in who.of]


def _alike(word: str, called: set[str]) -> bool:
    """ "Germany" is told by "the German president"."""
    low = word.lower()
    stem = low[:_STEM]
    return low in called or (len(stem) == _STEM and any(one[:_STEM] == stem for one in called))


_STEM = 5  # letters of "germ(an)" and "germ(any)" that must be one


def of_what(phrase: str) -> frozenset[str]:
    """Of which place or body a role is: "Vale" in "mayor of Vale", "Vale’s mayor" and "the Vale
    mayor", as the article writes it; "port" in "head of the port"."""
    before, _, after = phrase[:_LONG_ROLE].partition(" of ")
    owner = _OWNER.split(before)
    beside = _BESIDE.search(CUT.split(before, maxsplit=1)[0])
    found = {*re.findall(r"[\w-]{3,}", after), *(beside[1].split() if beside else ())}
    if len(owner) > 1:
        found |= set(re.findall(r"[\w-]{3,}", owner[0]))
    return frozenset(w for w in found if w.lower() not in _NO_PLACE and not is_role(w))


_LONG_ROLE = 200  # characters; a longer one tells no office
# Right before the role, in small letters or not: "New York" of "a former New York mayor".
_BESIDE = re.compile(r"((?:\b[A-Z](?:[a-z]+|[A-Z]+|[a-z]*-[A-Z][a-z]+)\s+)+)[\w-]+$")


def places(phrase: str) -> frozenset[str]:
    """The names among these. "French" is none: it may be the president of France."""
    return frozenset(
        w
        for w in of_what(phrase)
        if w[0].isupper() and _DEMONYMS.isdisjoint((w.lower(), *w.lower().split("-")))
    )


_DEMONYMS = words("bodies", "demonym")
_NO_PLACE = _ANOTHER | _PORTFOLIOS | words("people", "party") | {"the", "this", "that", "its"}


def _qualified(asked: Office) -> bool:
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


def _fits(asked: Office, held: Office) -> bool:
    if _ANOTHER.intersection(asked) != _ANOTHER.intersection(held):
        return False
    wanted, told = _PORTFOLIOS.intersection(asked), _PORTFOLIOS.intersection(held)
    return wanted <= told or not told
