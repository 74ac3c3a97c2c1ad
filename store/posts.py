"""Messages in which quotes were posted, so that they can be amended when a quote changes."""

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, or_, select

from store.engine import reading, writing
from store.striking import runs, struck_out
from store.tables import post_quotes, posts, quotes

STALE = timedelta(minutes=5)  # whoever took a message to amend it and died, had it for so long

_CARRYING = (
    select(post_quotes.c.channel, post_quotes.c.ts)
    .where(post_quotes.c.quote_id.in_(bindparam("ids", expanding=True)))
    .distinct()
)
_DUE = (
    posts.update()
    .where(posts.c.channel == bindparam("in_channel"), posts.c.ts == bindparam("at_ts"))
    .values(due=bindparam("since"), taken=None)
)
_SHOWN = quotes.c.shown | quotes.c.reserved | quotes.c.lead.is_not(None)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a message. quotes: those whose words are in it.

    block: as it was posted; None for one that is made anew from its quote (`number` is what it
    was shown under), and for one whose words were erased.
    """

    quotes: tuple[int, ...] = ()
    block: Mapping[str, Any] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A message with quotes. thread: the ts of its thread's root, None outside of threads.

    told: what people were told already of its quotes, by id. due: since when it is to be amended.
    """

    channel: str
    ts: str
    thread: str | None
    parts: tuple[Part, ...]
    told: Mapping[int, str]
    due: datetime | None = None

    @property
    def quote_ids(self) -> tuple[int, ...]:
        """Each once, in the order in which the message has them."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.quotes))


class Posts:
    """The messages in which the bot posted quotes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(  # noqa: PLR0913  where a message stands, what it is made of and since when
        self,
        channel: str,
        ts: str,
        parts: Iterable[Part],
        *,
        thread: str | None,
        now: datetime,
        found: bool = False,
    ) -> None:
        """Keep what a message is made of; nothing happens when it is known.

        It is due at once when a quote was taken back while it was on its way, and of what was
        erased meanwhile no word is kept. found: long after it was posted, so that anything may
        have become of its quotes: it is due whatever that is.
        """
        parts = tuple(parts)
        ids = sorted({one for part in parts for one in part.quotes})
        with writing(self._engine) as connection:
            known = select(posts.c.ts).where(posts.c.channel == channel, posts.c.ts == ts)
            if not ids or connection.execute(known).first() is not None:
                return
            row = {"channel": channel, "ts": ts, "thread": thread, "at": now}
            connection.execute(insert(posts), row | {"parts": [_to_json(one) for one in parts]})
            connection.execute(
                insert(post_quotes),
                [{"channel": channel, "ts": ts, "quote_id": quote_id} for quote_id in ids],
            )
            there = select(quotes.c.id).where(quotes.c.id.in_(ids))
            erased = set(ids).difference(connection.scalars(there))
            blank(connection, erased, ())  # what they said is nowhere to be read any more
            shown = connection.scalars(there.where(_SHOWN))
            amend(connection, set(ids).difference(() if found else shown), now=now)

    def fallen(self, quote_ids: Collection[int]) -> frozenset[int]:
        """Those of the quotes that answers do not show any more."""
        ids, shown = sorted(quote_ids), set[int]()
        with reading(self._engine) as connection:
            for at in range(0, len(ids), _BATCH):
                here = select(quotes.c.id).where(quotes.c.id.in_(ids[at : at + _BATCH]), _SHOWN)
                shown.update(connection.scalars(here))
        return frozenset(ids) - shown

    def posted_in(self, channel: str, quote_ids: Collection[int]) -> frozenset[int]:
        """Those of the quotes that stand in a message of a channel, or of its threads."""
        there = select(post_quotes.c.quote_id).where(
            post_quotes.c.channel == channel, post_quotes.c.quote_id.in_(quote_ids)
        )
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(there))

    def first_with(self, channel: str, root: str, quote_ids: Collection[int]) -> dict[int, str]:
        """Of each quote the ts of the first message with it, of a thread and its root."""
        here = or_(posts.c.ts == root, posts.c.thread == root)
        same = (posts.c.channel == post_quotes.c.channel) & (posts.c.ts == post_quotes.c.ts)
        first = (
            select(post_quotes.c.quote_id, func.min(posts.c.ts))
            .join(posts, same)
            .where(posts.c.channel == channel, here, post_quotes.c.quote_id.in_(quote_ids))
            .group_by(post_quotes.c.quote_id)
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(first)}

    def numbered_in(self, channel: str, root: str) -> dict[int, int]:
        """The quotes of a thread by the numbers they were posted under last, its root's too.

        A message that begins at 1 begins anew.
        """
        here = or_(posts.c.ts == root, posts.c.thread == root)
        rows = select(posts.c.parts).where(posts.c.channel == channel, here).order_by(posts.c.ts)
        shown: dict[int, int] = {}
        with reading(self._engine) as connection:
            for parts in connection.scalars(rows):
                numbered = {p["number"]: p["quotes"][0] for p in parts if p.get("number")}
                shown = numbered if 1 in numbered else shown | numbered
        return shown

    def take_due(self, *, now: datetime, limit: int = 50) -> tuple[Post, ...]:
        """Messages to be amended, longest due first; nobody else gets them for STALE.

        Of those due at once the oldest is first: of a thread's it tells of them all, and where it
        is gone the next one has to.
        """
        free = posts.c.taken.is_(None) | (posts.c.taken <= now - STALE)
        waiting = (
            select(posts).where(posts.c.due.is_not(None), free).order_by(posts.c.due, posts.c.ts)
        )
        if not self._any_due(now):  # a tick that finds nothing does not wait for a writer
            return ()
        with writing(self._engine) as connection:
            rows = connection.execute(waiting.limit(limit)).all()
            for row in rows:
                of_row = posts.update().where(*_at(row.channel, row.ts))
                connection.execute(of_row.values(taken=now))
            return tuple(_value(row) for row in rows)

    def _any_due(self, now: datetime) -> bool:
        free = posts.c.taken.is_(None) | (posts.c.taken <= now - STALE)
        with reading(self._engine) as connection:
            found = select(posts.c.ts).where(posts.c.due.is_not(None), free).limit(1)
            return connection.execute(found).first() is not None

    def amended(self, post: Post, told: Mapping[int, str]) -> None:
        """A message stands as it should, unless something has changed since it was taken."""
        with writing(self._engine) as connection:
            same = posts.update().where(*_at(post.channel, post.ts))
            connection.execute(same.values(told=_told(told)))
            connection.execute(same.where(posts.c.due == post.due).values(due=None, taken=None))

    def put_back(self, post: Post) -> None:
        """A message could not be amended now; the next tick tries again."""
        with writing(self._engine) as connection:
            of_post = posts.update().where(*_at(post.channel, post.ts))
            connection.execute(of_post.values(taken=None))

    def put_off(self, channel: str, *, until: datetime) -> None:
        """Nothing in a channel can be amended now; nobody gets it before an instant."""
        with writing(self._engine) as connection:
            there = posts.update().where(posts.c.channel == channel, posts.c.due.is_not(None))
            connection.execute(there.values(taken=until - STALE))

    def call_up(self, channel: str) -> None:
        """A channel is open to us again: the next tick amends there what is due."""
        with writing(self._engine) as connection:
            there = posts.update().where(posts.c.channel == channel, posts.c.due.is_not(None))
            connection.execute(there.values(taken=None))

    def forget(self, channel: str, ts: str) -> None:
        """A message is no more, or can never be amended."""
        with writing(self._engine) as connection:
            connection.execute(
                delete(post_quotes).where(post_quotes.c.channel == channel, post_quotes.c.ts == ts)
            )
            connection.execute(delete(posts).where(*_at(channel, ts)))


def blank(connection: Connection, quote_ids: Set[int], words: Iterable[str]) -> None:
    """Take quotes that are erased out of what is remembered of messages that have them.

    words: what they said; a question that repeats them loses them too, and its buttons, and so does
    what is shown around another quote of their article.
    """
    said = runs(words)
    ids = _of_same_articles(connection, quote_ids)
    for at in range(0, len(ids), _BATCH):
        for where in connection.execute(_CARRYING, {"ids": ids[at : at + _BATCH]}).all():
            of_post = _at(where.channel, where.ts)
            parts = connection.execute(select(posts.c.parts).where(*of_post)).scalar_one()
            for part in parts:
                if not quote_ids.isdisjoint(part.get("quotes", ())):
                    part.pop("block", None)
                elif "block" in part:
                    part["block"] = _without(part["block"], said)
            left = [
                part for part in parts if part.get("quotes") or part["block"].get("elements", 1)
            ]
            connection.execute(posts.update().where(*of_post).values(parts=left))


def _of_same_articles(connection: Connection, quote_ids: Set[int]) -> list[int]:
    """These quotes, and all others of the versions that have them."""
    ids, found = sorted(quote_ids), set(quote_ids)
    for at in range(0, len(ids), _BATCH):
        of_version = select(quotes.c.version_id).where(quotes.c.id.in_(ids[at : at + _BATCH]))
        beside = select(quotes.c.id).where(quotes.c.version_id.in_(of_version))
        found |= set(connection.scalars(beside))
    return sorted(found)


def _without(part: Any, said: Set[tuple[str, ...]]) -> Any:
    """A part of a block with erased words taken out of its texts; buttons that have them go."""
    if isinstance(part, list):
        kept = (each for each in part if not isinstance(each, dict) or not _carries(each, said))
        return [_without(each, said) for each in kept]
    if isinstance(part, dict):
        return {name: _without(value, said) for name, value in part.items()}
    return struck_out(part, said) if isinstance(part, str) else part


def _carries(element: Mapping[str, Any], said: Set[tuple[str, ...]]) -> bool:
    value = element.get("value")
    return isinstance(value, str) and struck_out(value, said) != value


def amend(connection: Connection, quote_ids: Collection[int], *, now: datetime) -> None:
    """Let every message that carries one of these quotes be amended by the next tick.

    To be called in the transaction that changes what such a message should say.
    """
    ids = sorted(quote_ids)
    for at in range(0, len(ids), _BATCH):
        found = connection.execute(_CARRYING, {"ids": ids[at : at + _BATCH]}).all()
        if found:
            due = [{"in_channel": row.channel, "at_ts": row.ts, "since": now} for row in found]
            connection.execute(_DUE, due)


def _at(channel: str, ts: str) -> tuple[Any, Any]:
    return posts.c.channel == channel, posts.c.ts == ts


def _value(row: Any) -> Post:
    parts = tuple(
        Part(tuple(one.get("quotes", ())), one.get("block"), one.get("number")) for one in row.parts
    )
    told = {int(quote_id): fate for quote_id, fate in (row.told or {}).items()}
    return Post(row.channel, row.ts, row.thread, parts, told, row.due)


def _to_json(part: Part) -> dict[str, Any]:
    kept = {"quotes": list(part.quotes), "block": part.block, "number": part.number}
    return {name: value for name, value in kept.items() if value not in (None, [])}


def _told(told: Mapping[int, str]) -> dict[str, str]:
    return {str(quote_id): fate for quote_id, fate in told.items()}
