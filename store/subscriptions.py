"""Which channel gets a digest, when, and about what."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select

from bot.answers import Subscription
from store.asked import from_json, to_json
from store.engine import reading, writing
from store.people import record
from store.tables import subscriptions


class Subscriptions:
    """One digest a channel at most."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(
        self, subscription: Subscription, *, now: datetime, by: str | None = None
    ) -> Subscription:
        """Keep a channel's digest, in place of the one it had; return it with id and created.

        A changed digest keeps its id, so that what was posted today is not posted again. by: who
        does so, when it is not the owner.
        """
        row: dict[str, Any] = {
            "team": subscription.team,
            "owner": subscription.owner,
            "at": subscription.at.strftime("%H:%M"),
            "zone": subscription.zone,
            "question": subscription.question and to_json(subscription.question),
        }
        with writing(self._engine) as connection:
            of_channel = subscriptions.c.channel == subscription.channel
            changed = connection.execute(subscriptions.update().where(of_channel).values(row))
            if not changed.rowcount:
                row |= {"channel": subscription.channel, "created": now}
                connection.execute(insert(subscriptions), row)
            detail = {"channel": subscription.channel, "at": row["at"], "zone": subscription.zone}
            record(connection, "digest set", detail, by=by or subscription.owner, now=now)
            return _value(connection.execute(select(subscriptions).where(of_channel)).one())

    def stop(self, channel: str, *, by: str, now: datetime) -> Subscription | None:
        """End a channel's digest and forget its deliveries; return what it was."""
        with writing(self._engine) as connection:
            of_channel = subscriptions.c.channel == channel
            row = connection.execute(select(subscriptions).where(of_channel)).one_or_none()
            connection.execute(delete(subscriptions).where(of_channel))
            if row is not None:
                record(connection, "digest stopped", {"channel": channel}, by=by, now=now)
            return _value(row) if row else None

    def for_channel(self, channel: str) -> Subscription | None:
        """The digest of a channel."""
        with reading(self._engine) as connection:
            of_channel = select(subscriptions).where(subscriptions.c.channel == channel)
            row = connection.execute(of_channel).one_or_none()
            return _value(row) if row else None

    def all(self) -> tuple[Subscription, ...]:
        """Every digest, the oldest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(subscriptions).order_by(subscriptions.c.id))
            return tuple(_value(row) for row in rows)


def _value(row: Row[*tuple[Any, ...]]) -> Subscription:
    return Subscription(
        channel=row.channel,
        team=row.team,
        owner=row.owner,
        at=time.fromisoformat(row.at),
        zone=row.zone,
        question=from_json(row.question) if row.question else None,
        created=row.created,
        id=row.id,
    )
