"""Wire notices in words: that an earlier story is killed or withdrawn, and which one is meant."""

import re
from dataclasses import dataclass

_LONGEST = 250  # words: a notice says little, an article about killing says more
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)]|urn:[\w:.-]*[\w-]")
_TO_DESKS = r"(?:(?:urgent|bulletin|advisory|attention|eds?|editors?|mandatory)\b[\s:,.–—-]*)*"
# Either the wires' word in capitals with what follows it, or the word with "notice" behind it.
_HEAD = re.compile(
    rf"(?i:{_TO_DESKS})(?P<what>"
    r"KILL(?:ED)?|WITHDRAW(?:AL|N)?|CANCEL(?:L?ED)?|CANCELLATION|RETRACT(?:ED|ION)"
    r"|(?i:kill|withdrawal|cancell?ation|retraction)(?=\s+(?i:notice|advisory|bulletin)\b)"
    r")(?i:\s+(?:notice|advisory|bulletin|story))?\s*(?:[:–—-]|$)",
    re.M,
)
_ASKED = re.compile(
    r"\b(?:please|members (?:are|were) asked to|subscribers (?:are|were) asked to)\s+"
    r"(?P<what>kill|withdraw|disregard)\s+(?:the\s+|this\s+|our\s+)?(?:story|article|item|report)\b",
    re.I,
)
_NAMED = re.compile(r"[“\"„«]([^“”\"„«»\n]{3,200})[”\"“»]")


@dataclass(frozen=True, slots=True)
class Notice:
    """kill: nobody may use the story at all. says: its first line.

    addresses, titles: what it calls the story by, in its order.
    """

    kill: bool
    says: str
    addresses: tuple[str, ...]
    titles: tuple[str, ...]


def notice_in(text: str) -> Notice | None:
    """The notice that a text is; None for any other text, an article about a killing among them."""
    text = text.strip()
    if len(text.split()) > _LONGEST:
        return None
    found = _HEAD.match(text) or _ASKED.search(text[:600])
    if found is None:
        return None
    first = text.partition("\n")[0].strip()
    head = text[found.end() :].partition("\n")[0].strip() if found.re is _HEAD else ""
    titles = (*_NAMED.findall(text), *([head] if head else ()))
    return Notice(
        kill=found["what"].lower().startswith("kill"),
        says=first,
        addresses=tuple(dict.fromkeys(_ADDRESS.findall(text))),
        titles=tuple(dict.fromkeys(titles)),
    )
