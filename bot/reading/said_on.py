"""The day words were said, reckoned from what the text says of it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bot.model import Quote, Span
from bot.reading.dates import first_date, month_day
from bot.reading.moments import NUMBERS, OF_EVENT, WEEKDAYS
from bot.reading.structure import MONTH
from bot.stance import supposed

_NAMED = re.compile(
    rf"\b(?:(?P<which>last|next) )?(?P<weekday>{'|'.join(WEEKDAYS)})\b|"
    r"\b(?P<today>today|tonight|this (?:morning|afternoon|evening))\b|"
    r"\b(?P<yesterday>yesterday|last night)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b(?:{MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d|"
    rf"(?i:(?:last |next )?(?:{'|'.join(WEEKDAYS)})|today|yesterday))\b"
)
_TO_COME = re.compile(r"\b(?:will|would|next|due|scheduled|planned|plans|expected)\b")
_DAYS_OFF = re.compile(
    rf"\b(?P<many>\d+|an?|{'|'.join(NUMBERS)}) (?:days?|nights?) "
    r"(?P<way>earlier|before|previously|ago|later)\b|"
    r"\b(?:the|that) (?:(?P<which>previous|next|following|same) day|day (?P<before>before))\b",
    re.IGNORECASE,
)
_NUMBERS = {word: number for number, word in enumerate(NUMBERS, 1)} | {"a": 1, "an": 1}
_MOST_DAYS = 14  # "90 days ago" is no count of days
_YEARLESS = timedelta(days=300)
_LONG_AGO = re.compile(r"\b(?:last|previous) (?:week|month|year|spring|summer|autumn|fall|winter)")
_SAME_DAY = re.compile(r"\b(?:minutes?|hours?|moments?) |\b(?:same|that) day\b|\bin the day\b")
_YEAR_ALONE = re.compile(r"^(?:(?:in|during) )?((?:19|20)\d\d)$")
_PAST_PERFECT = re.compile(r"\bhad\b")
# With these a cue tells of no day that the article reports.
_ANY_DAY = re.compile(
    r"\b(?:once|previously|formerly|originally|initially|often|always|recently)\b|"
    r"\b(?:has|have|[’'](?:s|ve)) (?:repeatedly|already|consistently|long)\b"
)


def dated(text: str, quotes: Iterable[Quote], published: date | None) -> tuple[Quote, ...]:
    """The quotes with the day they were said, where their own sentences tell it; and marked as
    said earlier where those tell only that."""
    found = tuple(quotes)
    told = _Told(text, sorted(span for q in found for span in q.content), published)
    return tuple(_dated(told, quote) for quote in found)


def _dated(told: "_Told", quote: Quote) -> Quote:
    when = quote.provenance.when
    words = told.text[when[0] : when[1]] if when is not None else ""
    cue = " ".join(told.text[start:end] for start, end in quote.cue).lower()
    if supposed(cue):  # "will say on Friday": no day on which it was said
        return quote
    anchor = None
    if when is not None and _DAYS_OFF.search(words):
        anchor = told.day_before(min((when, *quote.cue))[0])
    day = said_on(words, told.published, anchor)
    if day is not None:
        return replace(quote, said_on=day)
    perfect = _PAST_PERFECT.search(cue) is not None
    if perfect or _ANY_DAY.search(cue) or _is_earlier(words.lower(), told.published):
        return replace(quote, earlier=True)
    return quote


def said_on(words: str, published: date | None, anchor: date | None = None) -> date | None:
    """The day that words beside a cue name ("on Friday", "on June 3"), else None.

    A weekday is the last one up to the day of publication; without that day only a full date
    counts. anchor: the day the text told of before, from which "two days earlier" counts back.
    "Two days after the vote" gives none: the text need not say when they voted.
    """
    words = _before_event(words)
    full = first_date(words)
    if full is not None or published is None:
        return full if full is None or published is None or full <= published else None
    if found := month_day(words):
        return _last_such(found, published)
    if (m := _DAYS_OFF.search(words)) is not None:
        return _counted(m, published, anchor)
    return _named(words, published)


def _before_event(words: str) -> str:
    """Without a day that is counted from what happened on another, and that other day."""
    event = OF_EVENT.search(words)
    if event is None:
        return words
    before, after = words[: event.start()].rpartition(" ")[0], words[event.end() :]
    return before + after.partition(",")[2]


def _named(words: str, published: date) -> date | None:
    """ "on Friday", "yesterday", "this morning" """
    m = _NAMED.search(words)
    if m is None or _LONG_AGO.search(words.lower()) or (m["which"] or "").lower() == "next":
        return None
    if m["weekday"] is None:
        return published - timedelta(days=m["yesterday"] is not None)
    back = (published.weekday() - WEEKDAYS.index(m["weekday"].lower())) % 7
    return published - timedelta(days=back or 7 * (m["which"] is not None))


def _last_such(month_and_day: tuple[int, int], published: date) -> date | None:
    """Without a year it is not nearly a year ago."""
    for year in (published.year, published.year - 1):
        try:
            if timedelta() <= published - (said := date(year, *month_and_day)) < _YEARLESS:
                return said
        except ValueError:
            continue
    return None


def _counted(m: re.Match[str], published: date, anchor: date | None) -> date | None:
    """A number of days from the anchor, or "ago" from the day of publication."""
    way = (m["way"] or "").lower()
    since = published if way == "ago" else anchor
    if since is None:
        return None
    if m["many"] is None:
        days = {"same": 0, "next": 1, "following": 1}.get((m["which"] or "").lower(), -1)
    else:
        many = m["many"].lower()
        number = int(many) if many.isdigit() else _NUMBERS[many]
        if number > _MOST_DAYS:
            return None
        days = number if way == "later" else -number
    said = since + timedelta(days=days)
    return said if said <= published else None


def _is_earlier(words: str, published: date | None) -> bool:
    """Do words that name no day put it at another time than the article's day?"""
    named = _NAMED.search(words)
    if not words or _SAME_DAY.search(words) or (named is not None and published is None):
        return False
    if named is not None and named["which"] == "next":
        return False
    year = _YEAR_ALONE.search(words)
    if year is not None and published is not None:
        return int(year[1]) < published.year
    return True


class _Told:
    """What the article tells in its own words, for a day that another is counted from."""

    def __init__(self, text: str, said: list[Span], published: date | None) -> None:
        """said: the contents of all quotes, sorted: a day in somebody's words is not told."""
        self.text = text
        self.published = published
        self._said = said

    def day_before(self, at: int) -> date | None:
        """The one day that the nearest sentence before names; that of the article when none
        names any; None when it is not clear which is meant."""
        first = max(0, at - _LOOKED_AT)
        for number, told in enumerate(reversed(_SENTENCE.findall(self._own_words(first, at)))):
            days = {said_on(m.group(), self.published) for m in _DAY.finditer(told)}
            if days:
                clear = number <= _NEAR and len(days) == 1 and _TO_COME.search(told) is None
                return days.pop() if clear else None
        return None if first else self.published

    def _own_words(self, first: int, end: int) -> str:
        """The article's, with what anybody is quoted with left blank."""
        words = list(self.text[first:end])
        for number in range(bisect_left(self._said, (end, end)) - 1, -1, -1):
            start, last = (min(max(at, first), end) - first for at in self._said[number])
            words[start:last] = " " * (last - start)
            if not last:
                break
        return "".join(words)


_NEAR = 3  # sentences before, the one it stands in among them
_LOOKED_AT = 4000  # characters
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))*(?:[.!?\n]|$)")
