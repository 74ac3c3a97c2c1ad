"""What was posted already, and which events were heard: nothing happens twice."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from store.engine import reading, writing
from store.tables import deliveries, events

STALE_CLAIM = timedelta(minutes=10)


class Deliveries:
    """One row a digest and local day; one row an event."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        insert_ignoring = (
            postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
        )
        claim = insert_ignoring(deliveries).on_conflict_do_nothing()
        self._claim = claim.returning(deliveries.c.day)
        self._hear = insert_ignoring(events).on_conflict_do_nothing().returning(events.c.key)

    def claim(self, subscription_id: int, day: date, *, now: datetime) -> bool:
        """True for exactly one caller, who then posts the digest of that day."""
        row = {"subscription_id": subscription_id, "day": day, "claimed": now}
        with writing(self._engine) as connection:
            return connection.execute(self._claim, row).first() is not None

    def reclaim(self, subscription_id: int, day: date, *, now: datetime) -> bool:
        """True for exactly one caller when a claim was never followed by a post.

        That is a claim older than STALE_CLAIM, or one that failed, of a day that is not done.
        """
        stale = (deliveries.c.claimed <= now - STALE_CLAIM) | deliveries.c.failure.is_not(None)
        with writing(self._engine) as connection:
            taken = connection.execute(
                deliveries.update()
                .where(*_of(subscription_id, day), deliveries.c.until.is_(None), stale)
                .values(claimed=now, failure=None)
            )
            return taken.rowcount == 1

    def posted(self, subscription_id: int, day: date, ts: str, *, until: datetime) -> None:
        """Write down the message that a claim became, and the instant up to which it tells."""
        self._settle(subscription_id, day, ts, until)

    def empty(self, subscription_id: int, day: date, *, until: datetime) -> None:
        """Write down that there was nothing to post up to an instant: the day is done."""
        self._settle(subscription_id, day, None, until)

    def _settle(self, subscription_id: int, day: date, ts: str | None, until: datetime) -> None:
        with writing(self._engine) as connection:
            of_day = deliveries.update().where(*_of(subscription_id, day))
            connection.execute(of_day.values(ts=ts, until=until, failure=None))

    def failed(self, subscription_id: int, day: date, reason: str) -> None:
        """Write down why a claim became no message."""
        with writing(self._engine) as connection:
            of_day = deliveries.update().where(*_of(subscription_id, day))
            connection.execute(of_day.values(failure=reason))

    def done(self, subscription_id: int, day: date) -> bool:
        """Whether the day's digest was posted, or had nothing to tell."""
        until = select(deliveries.c.until).where(*_of(subscription_id, day))
        with reading(self._engine) as connection:
            return connection.scalar(until) is not None

    def covered(self, subscription_id: int) -> datetime | None:
        """The instant up to which digests have told what was kept; None before the first."""
        until = select(func.max(deliveries.c.until)).where(
            deliveries.c.subscription_id == subscription_id
        )
        with reading(self._engine) as connection:
            covered: datetime | None = connection.scalar(until)
            return covered

    def last(self, subscription_id: int) -> date | None:
        """The latest day whose digest was posted."""
        posted = select(func.max(deliveries.c.day)).where(
            deliveries.c.subscription_id == subscription_id, deliveries.c.ts.is_not(None)
        )
        with reading(self._engine) as connection:
            last: date | None = connection.scalar(posted)
            return last

    def first_time(self, key: str, *, now: datetime) -> bool:
        """True the first time an event's key is seen, for exactly one caller."""
        with writing(self._engine) as connection:
            return connection.execute(self._hear, {"key": key, "at": now}).first() is not None

    def take_back(self, key: str) -> None:
        """Forget one event's key: what it stood for did not happen, and may be tried again."""
        with writing(self._engine) as connection:
            connection.execute(delete(events).where(events.c.key == key))

    def unfinished(self, prefix: str, *, before: datetime) -> tuple[tuple[str, datetime], ...]:
        """The keys that begin so and were first seen before an instant, with when; oldest first."""
        begin = events.c.key.startswith(prefix, autoescape=True)
        found = select(events.c.key, events.c.at).where(begin, events.c.at < before)
        with reading(self._engine) as connection:
            rows = connection.execute(found.order_by(events.c.at))
            return tuple((row.key, row.at) for row in rows)

    def forget_events(self, before: datetime) -> None:
        """Forget events heard before an instant; Slack sends none again after an hour."""
        with writing(self._engine) as connection:
            connection.execute(delete(events).where(events.c.at < before))


def _of(subscription_id: int, day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return deliveries.c.subscription_id == subscription_id, deliveries.c.day == day
