"""Saved questions, and when who saved them is told that somebody said something new."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.answers import Question, Subscription
from bot.digest import LATE, last_due

DAILY_AT = time(8, 0)  # in the zone of the question
# Articles come in batches: they are told of together, once no more has come for a while, or when
# the first has waited so long.
QUIET = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
MOST_SAVED = 20  # by one person: as many as a Home tab can show with their buttons
AN_INSTANT = timedelta(microseconds=1)


class Watch(StrEnum):
    """When somebody is told of what is new."""

    OFF = "off"
    DAILY = "daily"
    AT_ONCE = "at once"


@dataclass(frozen=True, slots=True)
class Saved:
    """A question somebody saved. person: the one picked, where several have that name.

    covered: the instant up to which they were told what was kept, or wanted no word of it.
    taken: since when somebody is about to tell them, or has died over it. dm: where they are told,
    None until that is known.
    """

    id: int
    user: str
    question: Question
    person: int | None
    watch: Watch
    covered: datetime
    taken: datetime | None = None
    dm: str | None = None


def tell_until(
    saved: Saved, kept: tuple[datetime, datetime] | None, now: datetime
) -> datetime | None:
    """The instant up to which they are to be told now; None while there is no reason to.

    kept: when the first and the last article came that they were told nothing of.
    """
    if kept is None or saved.watch is Watch.OFF:
        return None
    first, last = kept
    if saved.watch is Watch.DAILY:
        due = daily_due(saved, now)
        return due if saved.covered < due and first < due else None
    if now - last >= QUIET:
        return last + AN_INSTANT  # not now: one that is being kept at this moment comes later
    return now - QUIET if now - first >= LONGEST_WAIT else None


def looked_from(saved: Saved) -> datetime:
    """The instant from which on something may be new: a little before what they were told.

    An article that was being kept when a daily watch was due may have come too late for it. What
    came before they began to watch is not told.
    """
    told = saved.watch is Watch.DAILY and saved.covered == daily_due(saved, saved.covered)
    return saved.covered - LATE if told else saved.covered


def daily_due(saved: Saved, now: datetime) -> datetime:
    """The latest instant, not after `now`, at which a daily watch was due."""
    daily = Subscription(saved.user, "", saved.user, DAILY_AT, saved.question.zone)
    return last_due(daily, now)
