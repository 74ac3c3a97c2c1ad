"""The day an article gives as its own, and its title."""

import re
from datetime import date

from bot.reading.structure import MONTH, Paragraph, Role

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_MONTH_FIRST = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH}),? (\d{{4}})\b", re.IGNORECASE)
_YEARLESS = re.compile(rf"\b(?:({MONTH}) (\d{{1,2}})|(\d{{1,2}}) ({MONTH}))\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_LOOKED_AT = 6  # paragraphs from the start; a date further down is somebody else's


def published(text: str, paragraphs: tuple[Paragraph, ...]) -> date | None:
    """The date of a date line, of the start of a caption it ran into, or of a dateline."""
    for p in paragraphs[:_LOOKED_AT]:
        if p.role is Role.DATE:
            found = first_date(text[p.start : p.end])
        elif p.role is Role.CAPTION:
            found = first_date(text[p.start : min(p.end, p.start + 40)])
        else:
            found = first_date(text[p.start : p.body]) if p.body > p.start else None
        if found is not None:
            return found
    return None


def title(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """The headline, when the text starts with one."""
    head = next((p for p in paragraphs if p.role is Role.HEADLINE), None)
    return text[head.start : head.end] if head is not None else None


def month_day(words: str) -> tuple[int, int] | None:
    """A month and a day without a year ("June 3", "3 June")."""
    if m := _YEARLESS.search(words):
        return _month(m[1] or m[4]), int(m[2] or m[3])
    return None


def first_date(words: str) -> date | None:
    """The first whole date in the words; None without one that a calendar has."""
    if m := _ISO.search(words):
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if m := _MONTH_FIRST.search(words):
        return _day(int(m[3]), _month(m[1]), int(m[2]))
    if m := _DAY_FIRST.search(words):
        return _day(int(m[3]), _month(m[2]), int(m[1]))
    if m := _DOTTED.search(words):
        return _day(int(m[3]), int(m[2]), int(m[1]))
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    """None for a day no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
