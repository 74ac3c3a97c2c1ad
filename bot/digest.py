"""When a digest is due, what it covers, and what goes into it. Decides; posts nothing."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.answers import Digest, Hit, Subscription
from bot.errors import BadQuestion

IN_CHANNEL = 10
MOST_QUOTES = 200  # in one digest; what is older stays out, and the archive has it
DAY = timedelta(days=1)
LATE = timedelta(minutes=2)  # how long an article may be on its way into the archive

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?:(?P<half>[ap])\.?m\.?)?(?=\s|$)", re.I
)
_NO_TIME = "The time of day is missing."
_REMEDY = "Type the hour and minutes, such as 08:00."


def due_on(subscription: Subscription, day: date) -> datetime:
    """The instant, in UTC, at which the digest of a local day is due.

    A time that a clock change skips is due as long after the change as it would have been without
    it (02:30 becomes 03:30); a time that comes twice is due the first time.
    """
    local = datetime.combine(day, subscription.at, ZoneInfo(subscription.zone))
    return local.astimezone(ZoneInfo("UTC"))


def last_due(subscription: Subscription, now: datetime) -> datetime:
    """The latest instant, in UTC and not after `now`, at which the digest was due."""
    day = local_day(subscription, now) + DAY
    while (due := due_on(subscription, day)) > now:
        day -= DAY
    return due


def next_due(subscription: Subscription, now: datetime) -> datetime:
    """The first instant, in UTC and after `now`, at which the digest is due."""
    day = local_day(subscription, now) - DAY
    while (due := due_on(subscription, day)) <= now:
        day += DAY
    return due


def local_day(subscription: Subscription, instant: datetime) -> date:
    """The day an instant falls on where the digest is read: the day that names a delivery."""
    return instant.astimezone(ZoneInfo(subscription.zone)).date()


def is_due(subscription: Subscription, now: datetime) -> bool:
    """Whether a digest was due since the subscription was made. What was due before is not."""
    return subscription.created is None or last_due(subscription, now) > subscription.created


def covers_since(subscription: Subscription, due: datetime, covered: datetime | None) -> datetime:
    """Where the digest due at `due` begins: where the one before it ended.

    covered: the instant up to which earlier digests told what was new, whatever their hour was;
    None for the first, which begins a day before the first that was due, whenever it is posted.
    """
    if covered is None:
        first = next_due(subscription, subscription.created) if subscription.created else due
        return min(first, due) - DAY
    return min(covered, due)


def compose(subscription: Subscription, day: date, hits: Sequence[Hit]) -> Digest:
    """The day's digest: the first ten of `hits` for the channel, the rest for its thread.

    Of more than MOST_QUOTES hits the digest holds as many, and its total is larger: give one more,
    so that it can say that there are more. The hits come newest first; those of one article are
    put in the order in which it has them.
    """
    told = hits[:MOST_QUOTES]
    told = [hit for _, each in groupby(told, _article) for hit in reversed(list(each))]
    return Digest(
        subscription,
        day,
        hits=tuple(told[:IN_CHANNEL]),
        more=tuple(told[IN_CHANNEL:]),
        total=len(hits),
    )


def _article(hit: Hit) -> tuple[str | None, str | None, date | None, date | None]:
    return hit.url, hit.title, hit.published, hit.day


def take_time(words: str) -> tuple[time, str]:
    """The time of day at the beginning (08:00, 8.30, 0800, 8 am, 5:30pm), and what follows it.

    Raises BadQuestion with what to type instead.
    """
    found = _TIME.match(words.strip())
    if found is None:
        seen = f"“{words.strip()}” begins with no time of day." if words.strip() else _NO_TIME
        raise BadQuestion(seen, _REMEDY)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            raise BadQuestion(f"“{found[0].strip()}” is no time of day.", _REMEDY)
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    if hour > 23 or minute > 59:
        raise BadQuestion(f"“{found[0].strip()}” is no time of day.", _REMEDY)
    return time(hour, minute), words.strip()[found.end() :].strip()
