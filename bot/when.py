"""The period a question is about: "since June", "between 1 and 27 June", "over the last month".

A period is read only from the end of the words and only with a word that leads into it, so that
"Theresa May on Brexit", "April Ryan" and "Trump on March for Life" hold none.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dates import MONTH, MONTHS, YEAR
from bot.days import WORDS_TOO, Days, Frame, days
from bot.errors import BadQuestion

LONGEST = 14  # words: "from the beginning of March 2025 until the end of June 2025" has twelve
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """since and until are both inclusive; None leaves that side open."""

    since: date | None = None
    until: date | None = None


def local_day(now: datetime, zone: str) -> date:
    """The day it is in `zone` at `now`, which is aware. Raises BadQuestion for an unknown zone."""
    try:
        return now.astimezone(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError) as error:
        raise BadQuestion(
            f"“{zone}” is not a time zone.", "Name one like Europe/Kyiv, America/New_York or UTC."
        ) from error


def warm() -> None:
    """Make dateparser load what its first date needs (0.1 s), so that no asker waits for it."""
    days("1 June", Frame(date(2025, 6, 27), date(2025, 6, 27)))


def take_period(words: str, today: date, *, day_first: bool = True) -> tuple[str, Period | None]:
    """Split the period off the end of `words`: what is left, and the period or None.

    Raises BadQuestion for a date that does not exist or a period that ends before it begins.
    """
    tokens = words.split(" ")
    for start in range(max(0, len(tokens) - LONGEST), len(tokens)):
        if start and _IN_A_PHRASE.fullmatch(tokens[start - 1]) and _leads_itself(tokens[start]):
            continue
        period = read_period(" ".join(tokens[start:]), today, day_first=day_first)
        if period is not None:
            return _NEARLY.sub("", " ".join(tokens[:start])).rstrip(" ,;:·–—-"), period
    return words, None


def read_period(words: str, today: date, *, day_first: bool = True) -> Period | None:
    """The period that the whole of `words` means, its leading word included, or None.

    What lies more than a year ahead ("until 2050") is not a period but something to talk about.
    """
    frame = Frame(today, today, day_first)
    lead, _, tail = _TWO_WORDS.sub(lambda two: _MEANS[two[0].lower()], words).partition(" ")
    reading = _LEADS.get(lead.lower(), _without_lead)
    period = reading(words if reading is _without_lead else tail, frame)
    far = today + timedelta(days=366)
    if period is None or (period.since or today) > far or (period.until or today) > far:
        return None
    return period


def bare_period(words: str, today: date, *, day_first: bool = True) -> Period | None:
    """Like `read_period`, where the leading word may be missing: "June", "1–27 June"."""
    found = read_period(words, today, day_first=day_first)
    return found or _whole(_span(words, Frame(today, today, day_first)))


# --- what stands after a leading word ------------------------------------------------------------


def _since(tail: str, frame: Frame) -> Period | None:
    tail = re.sub(r" on(?:wards?)?$", "", tail, flags=re.I)
    # "since 2 months" is what many say for "since 2 months ago".
    if leaf := days(tail, frame) or days(f"{tail} ago", frame):
        return Period(leaf.at or leaf.first)
    return _whole(_split(tail, frame, _UP_TO))


def _after(tail: str, frame: Frame) -> Period | None:
    if leaf := days(tail, frame):
        return Period((leaf.at or leaf.last) + _DAY)
    for found in re.finditer(r"(?: and|,)? before ", tail, re.I):
        before = days(tail[found.end() :], frame)
        after = before and days(tail[: found.start()], _on_or_before(before, frame))
        if before and after:
            since, until = (after.at or after.last) + _DAY, (before.at or before.first) - _DAY
            return _ordered(since, until)
    return None


def _before(tail: str, frame: Frame) -> Period | None:
    leaf = days(tail, frame)
    return None if leaf is None else Period(until=(leaf.at or leaf.first) - _DAY)


def _until(tail: str, frame: Frame) -> Period | None:
    leaf = days(tail, frame)
    return None if leaf is None else Period(until=leaf.at or leaf.last)


def _between(tail: str, frame: Frame) -> Period | None:
    return _whole(_split(tail, frame, re.compile(f"{_UP_TO.pattern}| and ", re.I)))


def _from(tail: str, frame: Frame) -> Period | None:
    if span := _split(tail, frame, _UP_TO):
        return _whole(span)
    # "a letter from May" is about a letter; "from May on" and "from 1 May" are periods.
    if re.search(r" on(?:wards?)?$|\d|^(?:the )?(?:last|yesterday)\b", tail, re.I):
        return _since(tail, frame)
    return None


def _in(tail: str, frame: Frame) -> Period | None:
    if _NO_YEAR.fullmatch(tail) or tail.lower() in WORDS_TOO:
        return None  # "in 5.30", "power from sun": words
    if span := _span(tail, frame):
        return _whole(span)
    # "on Monday and Tuesday", "in June and July": days that follow one another.
    for found in re.finditer(" and ", tail, re.I):
        first, last = tail[: found.start()], tail[found.end() :]
        span = _range(first, last, frame)
        end = span and days(last, frame)
        start = end and days(first, _on_or_before(end, frame))
        adjoin = start and end and start.last + _DAY == end.first
        if span and (adjoin or (span.last - span.first).days == 1):
            return _whole(span)
    return None


def _on(tail: str, frame: Frame) -> Period | None:
    # Days stand after "on"; "Trump on May", "Bush on 9/11" and "Orwell on 1984" name subjects.
    if re.fullmatch(rf"{MONTH}(?: {YEAR})?|{YEAR}", tail, re.I):
        return None
    return _in(tail, frame)


def _over(tail: str, frame: Frame) -> Period | None:
    # "plans for June" and "over 2025" are subjects; "over the last month" is not.
    if re.match(r"(?:the )?(?:this )?(?:last|past|previous|weekend)\b", tail, re.I):
        return _in(tail, frame)
    return None


def _without_lead(words: str, frame: Frame) -> Period | None:
    """Expressions that need no leading word, since they are nothing else: "last week", "7d"."""
    if _LEADS_ITSELF.fullmatch(words):
        return _whole(_span(words, frame))
    return None


_LEADS: dict[str, Callable[[str, Frame], Period | None]] = {
    "since": _since, "after": _after, "before": _before, "until": _until, "till": _until,
    "between": _between, "from": _from, "in": _in, "during": _in, "throughout": _in, "on": _on,
    "over": _over, "for": _over, "within": _over, "at": _over,
}  # fmt: skip
_MEANS = {"up to": "until", "up until": "until", "up till": "until", "earlier than": "before",
          "later than": "after", "as of": "since"}  # fmt: skip
_TWO_WORDS = re.compile(rf"^(?:{'|'.join(_MEANS)})(?= )", re.I)
_UP_TO = re.compile(
    r" (?:up )?(?:to|until|till|through|thru) | ?[–—] ?| - | ?\.\. ?|(?<=\w)-(?=\w)", re.I
)
_NO_YEAR = re.compile(r"\d\d?[/.]\d\d?")
_COUNTED = r"(?:a |an )?\w+(?: of)? (?:hour|day|week|fortnight|month|quarter|year)s?"
_LEADS_ITSELF = re.compile(
    r"yesterday|today|tonight|\d{1,3}[dwmy]|[qQ][1-4](?: \d{4})?|[hH][12] \d{4}"
    r"|(?:[tT]he )?(?:[lL]ast|[pP]ast|[pP]revious|[tT]his|[cC]urrent) \w+(?: of)?(?: \w+)?"
    rf"|(?:[tT]he )?day before yesterday|(?:{_COUNTED}) ago"
    rf"|\d\d?(?:st|nd|rd|th)? ?[–—-] ?\d\d?(?:st|nd|rd|th)? (?i:{MONTH})(?:,? {YEAR})?"
    rf"|(?i:{MONTH}) \d\d? ?[–—-] ?\d\d?(?:,? {YEAR})?"
    r"|\d{4}-\d\d-\d\d ?(?:\.\.|–|—| - ) ?\d{4}-\d\d-\d\d"
)
_NEARLY = re.compile(r"(?:^| )(?:so far|earlier|sometime)$", re.I)  # "so far this year"
# "Trump's last week", "the events of last year", "USA Today": part of what is talked about.
_IN_A_PHRASE = re.compile(
    r".*['’]s?|his|her|their|its|my|our|your|of|for|to|than|as|about|the|a|an|and|or|per|every|each"
    r"|on|re:?|regarding|concerning|usa|russia|india|ukraine|psychology",
    re.I,
)


def _leads_itself(token: str) -> bool:
    return token.lower() not in _LEADS


# --- one expression, or two ----------------------------------------------------------------------


def _whole(span: Days | None) -> Period | None:
    return None if span is None else Period(span.first, span.last)


def _span(words: str, frame: Frame) -> Days | None:
    return days(words, frame) or _split(words, frame, _UP_TO)


def _split(words: str, frame: Frame, separator: re.Pattern[str]) -> Days | None:
    for found in separator.finditer(words):
        span = _range(words[: found.start()], words[found.end() :], frame)
        if span is not None:
            return span
    return None


def _range(start: str, end: str, frame: Frame) -> Days | None:
    """What "1" and "27 June", "June 1" and "5", "October" and "January" mean together.

    The start is the latest one on or before the end, so that it needs no year of its own.
    """
    first_number, last_number = _DAY_NUMBER.fullmatch(start), _DAY_NUMBER.fullmatch(end)
    if last_number and (month_first := _MONTH_FIRST.fullmatch(start)):
        after = month_first["year"] or last_number["year"] or ""
        last = days(f"{month_first['month']} {last_number['day']} {after}", frame)
        start = f"{month_first['month']} {month_first['day']}"
    else:
        last = days(end, frame)
    if last is None:
        return None
    first: Days | None
    if first_number:
        first = _day_on_or_before(int(first_number["day"]), last.first, start)
    else:
        first = days(start, _on_or_before(last, frame))
    if first is None:
        return None
    return _ordered_days(first.at or first.first, last.at or last.last)


_DAY_NUMBER = re.compile(r"(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?", re.I)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<year>{YEAR}))?", re.I
)


def _on_or_before(end: Days, frame: Frame) -> Frame:
    return Frame(frame.today, end.at or end.last, frame.day_first)


def _day_on_or_before(number: int, end: date, typed: str) -> Days:
    month = end if number <= end.day else end.replace(day=1) - _DAY
    if not 1 <= number <= monthrange(month.year, month.month)[1]:
        raise BadQuestion(
            f"“{typed}” is not a day of that month.", "Try “between 1 and 27 June” or “last week”."
        )
    day = month.replace(day=number)
    return Days(day, day)


def _ordered_days(since: date, until: date) -> Days:
    if until < since:
        raise BadQuestion(
            f"That period ends on {until.isoformat()}, before it begins on {since.isoformat()}.",
            "Put the earlier day first, as in “from 1 June to 27 June”.",
        )
    return Days(since, until)


def _ordered(since: date, until: date) -> Period | None:
    return _whole(_ordered_days(since, until))


# --- said back -----------------------------------------------------------------------------------


def period_line(since: date | None, until: date | None) -> str:
    """The days in words: "1–27 June 2025", "since 1 June 2025", "any date" when both are open."""
    if since is None:
        return "any date" if until is None else f"until {_day_line(until)}"
    if until is None:
        return f"since {_day_line(since)}"
    if since == until:
        return _day_line(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{_day_line(until)}"
    if since.year == until.year:
        return f"{since.day} {MONTHS[since.month - 1]} – {_day_line(until)}"
    return f"{_day_line(since)} – {_day_line(until)}"


def _day_line(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
