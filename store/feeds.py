"""The feeds the archive reads, how each of them fares, and which of its items were taken."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select

from bot.errors import StoreError
from bot.feeds import Feed
from store.engine import reading, writing
from store.people import record
from store.tables import feed_items, feeds

LEASE = timedelta(minutes=15)  # whoever took a feed and died leaves it to others after that
ITEMS_KEPT = timedelta(days=60)


class Feeds:
    """One row a feed; one row an item that was taken from it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, url: str, *, owner: str | None, by: str, now: datetime) -> Feed:
        """Read a feed from now on. Raises StoreError when it is read already."""
        with writing(self._engine) as connection:
            if connection.scalar(select(feeds.c.id).where(feeds.c.url == url)):
                raise StoreError(
                    f"{url} is read already.", "whosaid feeds list shows how it fares."
                )
            row = {"url": url, "owner": owner, "next_try": now}
            connection.execute(insert(feeds), row)
            record(connection, "feed added", {"url": url}, by=by, now=now)
            return _value(connection.execute(select(feeds).where(feeds.c.url == url)).one())

    def remove(self, url: str, *, by: str, now: datetime) -> None:
        """Read a feed no more; what came from it stays. Raises StoreError for an unknown one."""
        with writing(self._engine) as connection:
            if not connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount:
                raise _unknown(url)
            record(connection, "feed removed", {"url": url}, by=by, now=now)

    def pause(self, url: str, paused: bool, *, by: str, now: datetime) -> None:
        """Let a feed rest, or go on with it at once. Raises StoreError for an unknown one."""
        with writing(self._engine) as connection:
            known = feeds.update().where(feeds.c.url == url)
            if not connection.execute(known.values(paused=paused, next_try=now)).rowcount:
                raise _unknown(url)
            what = "feed paused" if paused else "feed resumed"
            record(connection, what, {"url": url}, by=by, now=now)

    def all(self) -> tuple[Feed, ...]:
        """Every feed, the oldest first."""
        with reading(self._engine) as connection:
            return tuple(map(_value, connection.execute(select(feeds).order_by(feeds.c.id))))

    def take_due(self, *, now: datetime) -> tuple[Feed, ...]:
        """The feeds to be asked now, each given to one caller only, who then saves it."""
        due = select(feeds).where(~feeds.c.paused, feeds.c.next_try <= now).order_by(feeds.c.id)
        with reading(self._engine) as connection:  # most ticks find none, and need not write
            if connection.execute(due.limit(1)).first() is None:
                return ()
        with writing(self._engine) as connection:
            taken = tuple(map(_value, connection.execute(due)))
            ids = [feed.id for feed in taken]
            leased = feeds.update().where(feeds.c.id.in_(ids)).values(next_try=now + LEASE)
            connection.execute(leased)
            return taken

    def save(self, feed: Feed) -> None:
        """Write down how a feed fared. One that was removed meanwhile stays removed."""
        with writing(self._engine) as connection:
            connection.execute(
                feeds.update()
                .where(feeds.c.id == feed.id)
                .values(
                    etag=feed.etag,
                    modified=feed.modified,
                    next_try=feed.next_try,
                    last_success=feed.last_success,
                    last_error=feed.last_error,
                    failures=feed.failures,
                    failing_since=feed.failing_since,
                    told=feed.told,
                )
            )

    def unseen(self, feed_id: int, marks: Sequence[str]) -> tuple[str, ...]:
        """Those of the items that were not taken from this feed yet, in the order given."""
        taken = select(feed_items.c.mark).where(
            feed_items.c.feed_id == feed_id, feed_items.c.mark.in_(marks)
        )
        with reading(self._engine) as connection:
            seen = set(connection.scalars(taken))
        return tuple(mark for mark in dict.fromkeys(marks) if mark not in seen)

    def seen(self, feed_id: int, marks: Sequence[str], *, now: datetime) -> None:
        """Write down that items were taken, or still stand in the feed; forget very old ones."""
        of_feed = feed_items.c.feed_id == feed_id
        with writing(self._engine) as connection:
            if not connection.scalar(select(feeds.c.id).where(feeds.c.id == feed_id)):
                return
            connection.execute(delete(feed_items).where(of_feed, feed_items.c.mark.in_(marks)))
            rows = [{"feed_id": feed_id, "mark": mark, "at": now} for mark in dict.fromkeys(marks)]
            if rows:
                connection.execute(insert(feed_items), rows)
            connection.execute(
                delete(feed_items).where(of_feed, feed_items.c.at < now - ITEMS_KEPT)
            )


def _unknown(url: str) -> StoreError:
    return StoreError(f"{url} is no feed that is read.", "whosaid feeds list shows those that are.")


def _value(row: Row[*tuple[Any, ...]]) -> Feed:
    return Feed(
        id=row.id,
        url=row.url,
        owner=row.owner,
        next_try=row.next_try,
        etag=row.etag,
        modified=row.modified,
        last_success=row.last_success,
        last_error=row.last_error,
        failures=row.failures,
        failing_since=row.failing_since,
        told=row.told,
        paused=row.paused,
    )
