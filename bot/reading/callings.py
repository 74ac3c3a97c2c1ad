"""Words for what somebody is: titles, that stand before a name, and roles."""

import re

from bot.reading.wordlists import words

_TITLES = words("people", "title", "courtesy", "courtesy he", "courtesy she")
_ROLES = words("people", "title", "role", "he", "she")
# Say when or which, not what somebody is.
BARE = frozenset({"former", "late", "then", "acting", "incoming", "outgoing", "prime", "vice"})
# "speechwriter", "cartoonist", "salesperson"; "human" and "exist" are shorter or listed.
_ROLE_ENDS = re.compile(
    r"(?:(?:[a-z]{3})?(?:writer|maker|keeper|holder)|[a-z]{3}(?:man|woman|person)|[a-z]{4}ist)$"
)
_NO_ROLES = frozenset({"german", "ottoman", "superhuman", "subhuman", "consist", "persist"})
_MEN = re.compile(r"[a-z]{3,}(?:wo)?men$")
_NO_MEN = frozenset({"specimen", "regimen", "abdomen"})


_PARENT = re.compile(r"(?:grand)?(?:mother|father|mum|mom|dad)-of-[a-z\d-]+")


def is_title(lower: str) -> bool:
    """ "president", "ex-president", "vice-chairman", "president-elect", "mother-of-two"."""
    one = lower.removesuffix("s")
    if _PARENT.fullmatch(lower) or (lower[:3] == "ex-" and lower[3:] in _ROLES):
        return True
    return (
        one in _TITLES
        or lower in _TITLES
        or ("-" in lower and not _TITLES.isdisjoint(lower.split("-")))
    )


def is_role(word: str) -> bool:
    low = word.lower().strip("’',.")
    if low in _ROLES or low.split("-")[-1] in _ROLES or is_title(low):
        return low not in BARE
    return _ROLE_ENDS.search(low) is not None and low not in _NO_ROLES


def of_office(lower: str, text: str, end: int) -> bool:
    """ "Counsel" in "Counsel for the bank", which ends there: what somebody is, and no name."""
    return is_role(lower) and not is_title(lower) and _OF_THE.match(text, end) is not None


_OF_THE = re.compile(r" (?:for|of|to|at) (?:the|an?|his|her|its|their|this|our)\b")


def of_several(lower: str) -> bool:
    """ "lawyers", "fishermen", "nurses": more than one person by what they are."""
    if _MEN.fullmatch(lower):
        return lower not in _NO_MEN
    return len(lower) > 4 and lower.endswith("s") and lower[-2] != "s" and is_role(lower[:-1])
