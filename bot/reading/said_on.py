"""The day words were said, where the text beside their cue gives one."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.model import Quote
from bot.reading.dates import first_date, month_day

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(
    r"\b(?:(last|next) )?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|"
    r"\b(today|yesterday)\b",
    re.IGNORECASE,
)


_BESIDE = 60  # characters after a cue, where "on Friday" stands


def dated(text: str, quote: Quote, published: date | None) -> Quote:
    """The quote with the day its words were said, when the words around its cue give one."""
    if not quote.cue:
        return quote
    start = quote.cue[0][0]
    after = min((s for s, _ in quote.content if s >= start), default=start + _BESIDE)
    words = re.split(r"[.?!] |\n", text[start : min(after, start + _BESIDE)], maxsplit=1)[0]
    day = said_on(words, published)
    return replace(quote, said_on=day) if day is not None else quote


def said_on(words: str, published: date | None) -> date | None:
    """The day that words beside a cue name ("on Friday", "on June 3"), else None.

    A weekday is the last one up to the day of publication; without that day only a full date
    counts.
    """
    full = first_date(words)
    if full is not None or published is None:
        return full
    if found := month_day(words):
        month, day = found
        for year in (published.year, published.year - 1):
            try:
                if (said := date(year, month, day)) <= published:
                    return said
            except ValueError:
                continue
    m = _NAMED.search(words)
    if m is None or (m.group(1) or "").lower() == "next":
        return None
    if m.group(3):
        return published - timedelta(days=m.group(3).lower() == "yesterday")
    back = (published.weekday() - _WEEKDAYS.index(m.group(2).lower())) % 7
    return published - timedelta(days=back or 7 * ((m.group(1) or "").lower() == "last"))
