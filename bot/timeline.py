"""What somebody said in the order in which it was said, and how much of it in each week."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers import Hit

WEEK = timedelta(days=7)
MOST_EMPTY = 26 * WEEK


@dataclass(frozen=True, slots=True)
class Week:
    """How many quotes are of the week that begins on this Monday."""

    monday: date
    quotes: int


def in_order(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The dated ones, the oldest first; those of one day as the archive has them."""
    return tuple(sorted((hit for hit in hits if hit.day), key=lambda hit: (hit.day, hit.id)))


def weeks(
    days: Iterable[date], *, since: date | None = None, until: date | None = None
) -> tuple[Week, ...]:
    """Every week from the first of the days to the last, those without any as well.

    since, until: the period that was asked for, whose empty weeks on either side count too, unless
    they are more than MOST_EMPTY: beside years of nothing the bars would be too thin to see.
    """
    counted = Counter(monday_of(day) for day in days)
    if not counted:
        return ()
    monday, last = min(counted), max(counted)
    if since and monday - MOST_EMPTY <= since < monday:
        monday = monday_of(since)
    if until and last < until <= last + MOST_EMPTY:
        last = monday_of(until)
    found = []
    while monday <= last:
        found.append(Week(monday, counted[monday]))
        monday += WEEK
    return tuple(found)


def monday_of(day: date) -> date:
    """The Monday on or before a day."""
    return day - timedelta(days=day.weekday())
