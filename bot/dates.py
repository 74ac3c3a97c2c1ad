"""Dates of the calendar as people write them: "1 June 2025", "the 5th", "13/06", "2025-06-01".

dateparser reads them, behind a gate that lets nothing else through to it: left alone it takes
"5.12" for a time, "32 June" for June 1932 and "30 Feb" for February 1930.
"""

import re
from calendar import monthrange
from datetime import date, datetime
from difflib import get_close_matches
from functools import lru_cache
from threading import Lock

from bot.errors import BadQuestion

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
YEAR = r"(?:19|20)\d\d"
_DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_SOME_YEAR = rf"(?:,? (?:{YEAR}|'\d\d))"
# What `written_date` reads, in small letters.
DATE = (
    rf"(?:{WEEKDAY},? (?:the )?)?"
    rf"(?:(?:{_DAY_NUMBER}(?: of)? )?{MONTH}{_SOME_YEAR}?|{MONTH} {_DAY_NUMBER}{_SOME_YEAR}?)"
    rf"|{YEAR}-(?:0\d|1[0-2])(?:-\d\d)?|{YEAR}[/.]\d\d[/.]\d\d"
)
# What `numeric_date` reads; without a year only "13/06" and "13.06", since "1-6" is a range.
NUMERIC = r"(?!\d\d?-\d\d?$)(\d\d?)([/.-])(\d\d?)(?:\2(\d{4}|\d\d))?"

_parsing = Lock()  # dateparser keeps tables that are filled on first use


def written_date(words: str, base: date) -> tuple[date, str]:
    """The first day that `words` (of the form DATE) mean, and the length: day, month or year.

    Without a year, the latest on or before `base`. Raises BadQuestion for a day that is none.
    """
    read = _dateparser(re.sub(r"'(\d\d)$", r"20\1", words), base)
    if read is None:
        raise _no_such_day(words)
    return read


@lru_cache(maxsize=512)
def _dateparser(words: str, base: date) -> tuple[date, str] | None:
    # Imported here, because a question without a date needs none of it.
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # noqa: PLC0415

    if any(not 1 <= int(day) <= 31 for day in re.findall(r"\b(\d\d?)(?:st|nd|rd|th| |$)", words)):
        return None  # dateparser takes "32 June" for June 1932
    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),  # noqa: DTZ001  a local day
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    with _parsing:
        data = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if data is None or data.date_obj is None:
        return None
    return data.date_obj.date(), str(data.period)


def numeric_date(found: re.Match[str], base: date, day_first: bool) -> date:
    """The day of a match of NUMERIC. Dots are always day first, and so is what cannot be else.

    Raises BadQuestion for a day that is none.
    """
    first, second = int(found[1]), int(found[3])
    day_first = day_first or found[2] == "."
    if max(first, second) > 12:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    year = int(found[4] or 0)
    years = (
        [year if year > 99 else 2000 + year] if found[4] else range(base.year, base.year - 9, -1)
    )
    for candidate in years:
        if 1 <= month <= 12 and candidate and 1 <= day <= monthrange(candidate, month)[1]:
            meant = date(candidate, month, day)
            if found[4] or meant <= base:
                return meant
    raise _no_such_day(found[0])


def _no_such_day(words: str) -> BadQuestion:
    typed = re.sub(MONTH, lambda month: month[0].capitalize(), words)
    return BadQuestion(
        f"“{typed}” is not a day of the calendar.",
        "Try “since 1 June”, “last week” or “in March 2025”.",
    )


def misspelt_date(words: str) -> str | None:
    """The words with a month or weekday spelt right, if one of them is nearly one."""
    near = [
        get_close_matches(word.lower(), _DATE_WORDS, n=1, cutoff=0.75) if len(word) > 3 else []
        for word in words.split()
    ]
    if not any(near) or any(word.lower() in _DATE_WORDS for word in words.split()):
        return None
    return " ".join(
        right[0].capitalize() if right else word
        for right, word in zip(near, words.split(), strict=True)
    )


_DATE_WORDS = [name.lower() for name in MONTHS] + [*WEEKDAYS, "yesterday"]
