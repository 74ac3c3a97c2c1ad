"""When a feed is asked again, and when somebody must be told that it fails. Asks nobody itself."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

EVERY = timedelta(minutes=15)
LONGEST = timedelta(hours=6)  # between two tries, however often it has failed or asks us to wait
TELL_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed the archive reads.

    owner: who is told when it fails, a Slack user id; None for nobody. etag, modified: what its
    site gave with it last, handed back when asking again. failures: tries without success, in a
    row, since failing_since. told: the owner knows. last_error: of the last try, None when it went
    well. paused: it is not asked.
    """

    id: int
    url: str
    owner: str | None
    next_try: datetime
    etag: str | None = None
    modified: str | None = None
    last_success: datetime | None = None
    last_error: str | None = None
    failures: int = 0
    failing_since: datetime | None = None
    told: bool = False
    paused: bool = False


def after_success(
    feed: Feed, now: datetime, *, etag: str | None = None, modified: str | None = None
) -> Feed:
    """The feed after it was had at `now`, to be asked again in a quarter of an hour."""
    return replace(
        feed,
        etag=etag,
        modified=modified,
        next_try=now + EVERY,
        last_success=now,
        last_error=None,
        failures=0,
        failing_since=None,
        told=False,
    )


def after_failure(feed: Feed, now: datetime, error: str, *, wait: timedelta = timedelta(0)) -> Feed:
    """The feed after a try that failed: the next one comes later each time, six hours at most.

    wait: how long the site has asked us to stay away.
    """
    later = EVERY * 2 ** min(feed.failures, 10)
    return replace(
        feed,
        next_try=now + min(max(later, wait), LONGEST),
        last_error=error,
        failures=feed.failures + 1,
        failing_since=feed.failing_since or now,
    )


def to_tell(feed: Feed, now: datetime) -> bool:
    """Whether the owner has to be told now: it has failed for a day, and nobody has said so."""
    failing = feed.failing_since is not None and now - feed.failing_since >= TELL_AFTER
    return failing and not feed.told and feed.owner is not None
