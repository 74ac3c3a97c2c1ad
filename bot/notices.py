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
    r")(?P<notice>(?i:\s+(?:notice|advisory|bulletin|story)))?\s*(?P<then>[:–—-]|$)",
    re.M,
)
_TO_EDITORS = re.compile(r"\b(?:eds?|editors?|mandatory)\b", re.I)
_ASKED = re.compile(
    r"\b(?:please|members (?:are|were) asked to|subscribers (?:are|were) asked to)\s+"
    r"(?:(?P<what>kill|withdraw)\s+(?:the\s+|this\s+|our\s+)?(?:story|article|item|report)"
    r"|disregard\s+(?:the\s+|this\s+|our\s+)?(?:story|article|item))\b",
    re.I,
)
_NAMED = re.compile(r"[“\"„«]([^“”\"„«»\n]{3,200})[”\"“»]")
# A quoted headline that is called one: other words in quotation marks may be somebody's.
_CALLED = re.compile(
    r"\b(?:story|article|item|report|headlined?|slugged)\b[^“\"„«\n]{0,60}[“\"„«]", re.I
)
_BESIDE = 3  # lines, from the one the notice begins on


@dataclass(frozen=True, slots=True)
class Notice:
    """kill: nobody may use the story at all.

    addresses, titles: what it calls the story by, in its order.
    """

    kill: bool
    addresses: tuple[str, ...]
    titles: tuple[str, ...]


def notice_in(text: str) -> Notice | None:
    """The notice that a text is; None for any other text, an article about a killing among them."""
    text = text.strip()
    if len(text.split()) > _LONGEST:
        return None
    found = _headed(text) or _asked(text)
    if found is None:
        return None
    head = text[found.end() :].partition("\n")[0].strip() if found.re is _HEAD else ""
    titles = (*_NAMED.findall(text), *([head] if head else ()))
    return Notice(
        kill=(found["what"] or "").lower().startswith("kill"),
        addresses=tuple(dict.fromkeys(_ADDRESS.findall(text))),
        titles=tuple(dict.fromkeys(titles)),
    )


def _headed(text: str) -> re.Match[str] | None:
    """The head of a notice, unless it may as well be the headline of a story.

    “WITHDRAWAL - Troops leave” and “CANCELED: Flight 22” are headlines, and so is any such
    head over what somebody is quoted with, where nothing beside it names a story.
    """
    found = _HEAD.match(text)
    if found is None or _is_sure(found) or _names(text, found):
        return found
    if found["then"] in ("-", "–", "—") or found["what"].lower().startswith("cancel"):
        return None
    return None if _NAMED.search(text) else found


def _is_sure(found: re.Match[str]) -> bool:
    """Whether only a wire writes so: to its editors, with the word “notice”, or a bare KILL."""
    to_editors = _TO_EDITORS.search(found.string[: found.start("what")])
    told = found["what"].lower() == "kill" and found["then"] not in ("-", "–", "—")
    return bool(to_editors or found["notice"] or told)


def _asked(text: str) -> re.Match[str] | None:
    """What asks to take a story back and names it: “please disregard the story” alone is talk."""
    found = _ASKED.search(text[:600])
    return found if found and _names(text, found) else None


def _names(text: str, found: re.Match[str]) -> bool:
    """Whether an address or a quoted headline stands beside what was found."""
    begins = text.rfind("\n", 0, found.start()) + 1
    near = "\n".join([line for line in text[begins:].splitlines() if line.strip()][:_BESIDE])
    line = text[found.end() :].partition("\n")[0]
    return bool(_ADDRESS.search(near) or _NAMED.search(line) or _CALLED.search(near))
