"""The days that a few words of time mean: "June", "last week", "mid-June", "3 days ago".

Only whole expressions are read, never a date inside other words, and never a guess.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.dates import DATE, MONTH, NUMERIC, WEEKDAY, WEEKDAYS, YEAR, numeric_date, written_date

# Short forms that are English words of their own: "in" and "on" do not make days of them.
WORDS_TOO = frozenset({"sun", "sat", "wed", "mar"})

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(?:(?:a )?(couple|few)(?: of)?|(\d{{1,3}}|{'|'.join(_NUMBERS)}))"
_UNIT = r"(hour|day|week|fortnight|month|quarter|year)s?"
_PERIOD = "(day|week|fortnight|month|quarter|year|weekend)"
_PART_OF_DAY = "(?: (?:morning|afternoon|evening|night))?"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first months
_LETTERS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
             "4th": 4, "last": 4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """first to last, both inclusive. at: the one day that "since", "before", "after" and "until"
    count from, where the words name a point ("2 weeks ago" lies in a week, and is a day)."""

    first: date
    last: date
    at: date | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words are read against. A date without a year is the latest one on or before
    `base`; "yesterday" and "last week" count from `today`."""

    today: date
    base: date
    day_first: bool = True


@lru_cache(maxsize=4096)  # the end of a question is tried after each word that may lead into it
def days(words: str, frame: Frame) -> Days | None:
    """The days the whole of `words` means; None when they are not an expression of time.

    Raises BadQuestion for a date that does not exist ("30 Feb").
    """
    words = re.sub(r"\s+", " ", words.lower().replace("’", "'")).strip(" .,;")
    if len(words) > 60:  # the longest expression is far shorter
        return None
    for form, meaning in _FORMS:
        if found := form.fullmatch(words):
            try:
                return meaning(found, frame)
            except (OverflowError, ValueError):  # before the year 1 or after 9999
                return None
    return None


# --- days relative to today ---------------------------------------------------------------------


def back(day: date, count: int, unit: str) -> date:
    """`count` units before `day`; hours count as the days they begin, and months keep the day of
    the month as far as it exists."""
    if unit == "hour":
        return day - timedelta(days=-(-count // 24))
    if unit in {"day", "week", "fortnight"}:
        return day - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 - count * {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> Days:
    """The calendar week (from Monday), weekend, month, quarter or year that holds `day`.

    A weekend is the latest one that has begun.
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        return Days(saturday, saturday + timedelta(days=1))
    if unit == "year":
        return Days(date(day.year, 1, 1), date(day.year, 12, 31))
    length = {"month": 1, "quarter": 3}.get(unit)
    if length is None:
        return Days(day, day)
    start = (day.month - 1) // length * length + 1
    return Days(
        date(day.year, start, 1),
        date(day.year, start + length - 1, monthrange(day.year, start + length - 1)[1]),
    )


def _one_day(day: date) -> Days:
    return Days(day, day)


def _today(found: re.Match[str], frame: Frame) -> Days:
    shifts = {"yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1}
    shift = shifts.get(found[1] or found[0], 0)
    day = frame.today + timedelta(days=shift)
    return Days(day, day)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words]


def _ago(found: re.Match[str], frame: Frame) -> Days:
    unit = found[3]
    day = back(frame.today, _count(found[1] or found[2]), unit)
    whole = around(day, unit)
    return Days(whole.first, whole.last, at=day)


def _rolling(found: re.Match[str], frame: Frame) -> Days:
    return Days(back(frame.today, _count(found[1] or found[2]), found[3]), frame.today)


def _rolling_one(found: re.Match[str], frame: Frame) -> Days:
    return Days(back(frame.today, 1, found[1] or found[2]), frame.today)


def _letters(found: re.Match[str], frame: Frame) -> Days:
    return Days(back(frame.today, int(found[1]), _LETTERS[found[2]]), frame.today)


def _last_unit(found: re.Match[str], frame: Frame) -> Days:
    unit = found[2]
    current = around(frame.today, unit)
    if found[1] in {"this", "current"} or (unit == "weekend" and current.last < frame.today):
        return current
    if unit == "day":
        return Days(back(frame.today, 1, "day"), frame.today)
    if unit == "fortnight":
        return Days(back(frame.today, 1, unit), frame.today)
    return around(current.first - timedelta(days=1), unit)


# --- the calendar -------------------------------------------------------------------------------


def _weekday(found: re.Match[str], frame: Frame) -> Days:
    wanted = [name[:3] for name in WEEKDAYS].index(found[2][:3])
    base = frame.base - timedelta(days=1) if found[1] in {"last ", "past "} else frame.base
    day = base - timedelta(days=(base.weekday() - wanted) % 7)
    return Days(day, day)


def _last_month_named(found: re.Match[str], frame: Frame) -> Days | None:
    month = around(frame.today, "month")
    if found[1] == "this":
        return days(f"{found[2]} {frame.today.year}", frame)
    before = month.first - timedelta(days=1)
    return days(found[2], Frame(frame.today, before, frame.day_first))


def _which_year(words: str | None, frame: Frame, begins: int) -> int:
    """The year named, else the latest whose month `begins` is not after the base."""
    if words is None:
        return frame.base.year - (frame.base.month < begins)
    if words.isdigit():
        return int(words)
    return frame.today.year - words.startswith("last")


def _quarter(found: re.Match[str], frame: Frame) -> Days:
    year = found["before"] or found["year"]
    number = int(found["q"]) if found["q"] else _ORDINALS[found["ordinal"]]
    start = number * 3 - 2
    return around(date(_which_year(year, frame, start), start, 1), "quarter")


def _half(found: re.Match[str], frame: Frame) -> Days:
    number = int(found["h"]) if found["h"] else _ORDINALS[found["ordinal"]]
    start = 1 if number == 1 else 7
    year = _which_year(found["before"] or found["year"], frame, start)
    return Days(date(year, start, 1), date(year, start + 5, monthrange(year, start + 5)[1]))


def _season(found: re.Match[str], frame: Frame) -> Days:
    """Three months from March, June, September or December; the latest that has begun, or with
    "last" the latest that is over."""
    start = _SEASONS[found[2]]
    year = int(found[3]) if found[3] else _which_year(None, frame, start)
    season = _three_months(year, start)
    if found[1] in {"last", "past"} and not found[3] and season.last >= frame.today:
        return _three_months(year - 1, start)
    return season


def _three_months(year: int, start: int) -> Days:
    last = around(back(date(year, start, 1), -2, "month"), "month").last
    return Days(date(year, start, 1), last)


def _ordinal(found: re.Match[str], frame: Frame) -> Days | None:
    """ "the 5th": the latest one; None for a day that no month of late has had."""
    for months in range(3):
        month = around(back(frame.base.replace(day=1), months, "month"), "month")
        if (day := int(found[1])) <= month.last.day and day > 0:
            meant = month.first.replace(day=day)
            if meant <= frame.base:
                return _one_day(meant)
    return None


def _part(found: re.Match[str], frame: Frame) -> Days | None:
    """A third of a month or of a year, or the first or last day of any expression."""
    whole = days(re.sub(r"^(?:the )?(week|month|quarter|year)$", r"this \1", found[2]), frame)
    if whole is None:
        return None
    if found[1] in {"start of", "beginning of"}:
        return Days(whole.first, whole.first)
    if found[1] == "end of":
        return Days(whole.last, whole.last)
    place = {"early": 0, "mid": 1, "late": 2}.get(found[1], 1)
    if (whole.last - whole.first).days > 300:
        first = whole.first.replace(month=place * 4 + 1)
        end = around(first.replace(month=place * 4 + 4), "month").last
        return Days(first, end)
    first = whole.first.replace(day=place * 10 + 1)
    return Days(first, whole.last if place == 2 else whole.first.replace(day=place * 10 + 10))


def _week_of(found: re.Match[str], frame: Frame) -> Days | None:
    day = days(found[1], frame)
    return day and around(day.first, "week")


_ORDINAL = "(?P<ordinal>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_OF_YEAR = rf"(?:(?: of)?(?: the)? (?P<year>{YEAR}|(?:last |this )?year))?"
_BEFORE = rf"(?:(?P<before>{YEAR})[ -])?"
_Meaning = Callable[[re.Match[str], Frame], Days | None]
_FORMS: tuple[tuple[re.Pattern[str], _Meaning], ...] = tuple(
    (re.compile(f"(?:the )?(?:{form})"), meaning)
    for form, meaning in (
        (r"(now|today|this (?:morning|afternoon|evening)|tonight|tomorrow)", _today),
        (rf"(yesterday|day before yesterday){_PART_OF_DAY}|(last night)", _today),
        (rf"{_COUNT} {_UNIT} ago", _ago),
        (r"(?:last |past )(\d{1,3}) ?([hdwmy])", _letters),
        (r"(\d{1,3}) ?([dwmy])", _letters),
        (rf"(?:last|past|previous) {_COUNT} {_UNIT}", _rolling),
        (rf"(?:this )?past {_UNIT}|(?<=the )last {_UNIT}", _rolling_one),
        (rf"(last|previous|this|current|past|this past) {_PERIOD}", _last_unit),
        (r"weekend", lambda _, frame: around(frame.today, "weekend")),
        (rf"(last |past |this )?({WEEKDAY}){_PART_OF_DAY}", _weekday),
        (rf"(?:(last|past|this) )?({'|'.join(_SEASONS)})(?:(?: of)? ({YEAR}))?", _season),
        (rf"(last|past|this) ({MONTH})", _last_month_named),
        (YEAR, lambda found, _: around(date(int(found[0].removeprefix("the ")), 1, 1), "year")),
        (rf"{_BEFORE}(?:q(?P<q>[1-4])|{_ORDINAL} quarter){_OF_YEAR}", _quarter),
        (rf"{_BEFORE}(?:h(?P<h>[12])|{_ORDINAL} half){_OF_YEAR}", _half),
        (rf"(early|mid|late)[ -]({MONTH}(?: {YEAR})?|{YEAR})", _part),
        (rf"(middle) of (?:the )?({MONTH}(?: {YEAR})?|{YEAR})", _part),
        (r"(start of|beginning of|end of) (.+)", _part),
        (r"week of (.+)", _week_of),
        (NUMERIC, lambda found, frame: _one_day(numeric_date(found, frame.base, frame.day_first))),
        (r"(\d\d?)(?:st|nd|rd|th)", _ordinal),
        (DATE, lambda found, frame: around(*written_date(found[0], frame.base))),
    )
)  # fmt: skip
