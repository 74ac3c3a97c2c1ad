"""A quote with its citation, ready to be pasted: for copy, for notes, for the web, for a footnote.

The words stand as the article has them. What an article only reported gets no quotation marks.
"""

import re
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from bot.answers import Hit, enumerated
from bot.model import Kind, Voice
from bot.stance import caveat

# The Associated Press shortens these before a day, and writes the others out.
_SHORT_IN_AP = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}

_ENDS_A_LINK = re.compile(r"[()\[\]<>\\\s]")


@dataclass(frozen=True, slots=True)
class Citations:
    """One quote in the four forms people paste."""

    ap: str
    house: str
    markdown: str
    footnote: str


def citations(hit: Hit) -> Citations:
    """The four forms; what the article does not give is left out of each."""
    who, words = _speaker(hit), _words(hit)
    where = _joined(hit.outlet, _reported(hit, _day(hit.day)))
    source = _joined(_markdown_link(hit), _plain(_flat(where)))
    quoted = "\n".join(f"> {line}" for line in _plain(words).splitlines())
    return Citations(
        ap=f"{words} — {_joined(who, _reported(hit, _ap_day(hit.day)), hit.outlet)}",
        house=f"{who}: {words}" + (f" ({where})" if where else ""),
        markdown=f"{quoted}\n>\n> — {_joined(_plain(_flat(who)), source)}",
        footnote=". ".join(part for part in (_in_title(hit, who), where, hit.url) if part),
    )


def _words(hit: Hit) -> str:
    told = caveat(hit)
    before = f"[{_flat(told)}] " if told else ""
    if hit.kind is Kind.DIRECT:
        return before + " … ".join(f"“{piece}”" for piece in hit.pieces)
    return f"{before}{' … '.join(hit.pieces)} (reported)"


def _speaker(hit: Hit) -> str:
    return f"{hit.speakers} (not named)" if hit.voice is Voice.ANONYMOUS else named(hit)


def named(hit: Hit) -> str:
    """Everybody who said it, the speaker with the role: "Ann Lee, mayor, and Jo Berg"."""
    if hit.role and hit.together:
        return f"{hit.speaker}, {hit.role}, and {enumerated(hit.together)}"
    return _joined(hit.speakers, hit.role)


def _reported(hit: Hit, day: str | None) -> str | None:
    """A day that is only that of the article says so: the words are older."""
    return f"published {day}, said earlier" if hit.earlier and day else day


def _in_title(hit: Hit, who: str) -> str:
    """A footnote's beginning; it shows no words, so what stands before them follows the name."""
    told = caveat(hit)
    by = f"{who} ({_flat(told)})" if told else who
    return f"{by}, in: {hit.title}" if hit.title else by


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _day(day: date | None) -> str | None:
    return format_date(day, "d MMMM yyyy", locale="en") if day else None


def _ap_day(day: date | None) -> str | None:
    if day is None:
        return None
    month = _SHORT_IN_AP.get(day.month) or format_date(day, "MMMM", locale="en")
    return f"{month} {day.day}, {day.year}"


def _markdown_link(hit: Hit) -> str | None:
    """The title, leading to the article; nothing in either can end the link or begin another."""
    if not (hit.title and hit.url and re.match(r"https?://", hit.url, re.I)):
        return None
    address = _ENDS_A_LINK.sub(lambda found: f"%{ord(found[0]):02X}", hit.url)
    return f"[{_plain(_flat(hit.title))}]({address})"


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _plain(text: str | None) -> str:
    """With every sign escaped that Markdown would take for its own."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text or "")
