"""Articles and quotes erased for good: a tombstone stays, and no word of theirs anywhere.

Two steps. `erase_*` takes the words out of every row and index, in one transaction. `sweep` takes
them out of what a database keeps of rows that are gone: free pages, the log of writes, old
segments of the text index. A process that dies in between leaves a tombstone that is not swept,
and the next sweep, by the bot's clock or by a person, goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    delete,
    insert,
    select,
)

from bot.errors import StoreError
from store.addresses import normalised
from store.engine import reading, writing
from store.entries import mark_of
from store.finding import all_who_are, now_known_as
from store.holds import hold, refuse_article, refuse_people
from store.people import record
from store.posts import blank
from store.sweeping import swept
from store.tables import (
    articles,
    erased,
    people,
    quotes,
    tombstones,
    versions,
)
from store.unmaking import delete_article, forget_people, redact, take_out
from store.visibility import change_state
from store.wanted import sayable

_IN_ARTICLE = (
    select(
        quotes.c.id,
        quotes.c.day_row,
        quotes.c.version_id,
        quotes.c.person_id,
        quotes.c.content,
        quotes.c.ordinal,
        quotes.c.joint,
        versions.c.text,
        versions.c.title,
        versions.c.article_id,
    )
    .join(versions, quotes.c.version_id == versions.c.id)
    .order_by(quotes.c.day_row)
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of what was erased. what: "article" or "person"; quotes: how many there were.

    swept: nothing of it is left in the files of the database either.
    """

    id: int
    what: str
    at: datetime
    by: str
    reason: str
    quotes: int
    swept: bool = False


class Erasure:
    """What is erased, and what a legal hold keeps from it.

    Every method raises StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def erase_article(self, url: str, reason: str, *, by: str, now: datetime) -> Tombstone:
        """Erase the article at an address with its versions and quotes.

        It is known again by a hash, and not kept again. Raises StoreError when there is none, or
        when a legal hold is on it or on somebody who is quoted in it.
        """
        with writing(self._engine) as connection:
            row = _article(connection, url)
            refuse_article(row, url)
            rows = connection.execute(_IN_ARTICLE.where(versions.c.article_id == row.id)).all()
            refuse_people(connection, {one.person_id for one in rows})
            many = _quoted(rows)
            change_state(connection, row.id, {"withdrawn": "erased"}, now=now)
            stone = _tombstone(connection, "article", reason, many, by=by, now=now)
            _remember(connection, stone.id, row, url)
            blank(connection, {one.id for one in rows}, map(_words, rows))
            speakers = take_out(connection, rows)
            delete_article(connection, row.id)
            forget_people(connection, speakers)
            detail = {"article": row.id, "tombstone": stone.id, "reason": stone.reason}
            record(connection, "article erased", detail, by=by, now=now)
        return stone

    def erase_person(self, person_id: int, reason: str, *, by: str, now: datetime) -> Tombstone:
        """Erase every quote of somebody, and its words from the articles, which stay.

        In such an article each letter of theirs is FILLER from then on, and no other version of it
        is taken in. Raises StoreError when there is nobody, or when a legal hold is on them or on
        an article that quotes them.
        """
        with writing(self._engine) as connection:
            person_id = now_known_as(connection, person_id)
            who = connection.execute(select(people).where(people.c.id == person_id)).first()
            if who is None:
                raise StoreError("That person is not in the archive.", "Pick one that is.")
            refuse_people(connection, {person_id})
            rows = _theirs(connection, person_id)
            refuse_people(connection, {one.person_id for one in rows})
            for article_id in sorted({one.article_id for one in rows}):
                of_article = select(articles).where(articles.c.id == article_id)
                row = connection.execute(of_article).one()
                refuse_article(row, row.url or f"number {article_id}")
            stone = _tombstone(connection, "person", reason, _quoted(rows), by=by, now=now)
            blank(connection, {one.id for one in rows}, map(_words, rows))
            for article_id in sorted({one.article_id for one in rows}):
                redact(connection, article_id, rows, now)
            others = {one.person_id for one in rows if one.person_id is not None}
            forget_people(connection, {person_id, *others})
            detail = {"person": person_id, "tombstone": stone.id, "reason": stone.reason}
            record(connection, "person's quotes erased", detail, by=by, now=now)
        return stone

    def allow_article(self, url: str, reason: str, *, by: str, now: datetime) -> Tombstone:
        """Let an article that was erased at an address be kept when it comes in again.

        The tombstone stays, and says no more; what was erased stays erased. Raises StoreError when
        nothing was erased at the address, or when somebody's words had been erased from the
        article before: it would bring them back.
        """
        with writing(self._engine) as connection:
            mark = mark_of(sayable(normalised(url)))
            known_by = select(tombstones).join(erased).where(erased.c.mark == mark)
            row = connection.execute(known_by).first()
            if row is None:
                raise StoreError(f"No article was erased at {url}.", "Give its whole address.")
            if row.redacted:
                raise StoreError(
                    f"The article at {url} had words of somebody erased from it before.",
                    "It cannot be allowed: it would bring them back.",
                )
            connection.execute(delete(erased).where(erased.c.tombstone_id == row.id))
            detail = {"tombstone": row.id, "reason": sayable(reason)}
            record(connection, "article allowed again", detail, by=by, now=now)
        return _stone(row)

    def sweep(self, *, now: datetime) -> bool:
        """Take what was erased out of the database's files; True when nothing is left there.

        False when others read so long that their pages could not be given up: try again. With
        nothing erased since the last sweep, nothing is done.
        """
        unswept = select(tombstones.c.id).where(tombstones.c.swept.is_(None))
        with reading(self._engine) as connection:
            ids = connection.scalars(unswept).all()
        if not ids:
            return True
        if not swept(self._engine):
            return False
        with writing(self._engine) as connection:
            done = tombstones.update().where(tombstones.c.id.in_(ids))
            connection.execute(done.values(swept=now))
        return True

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Everything that was erased, the latest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(tombstones).order_by(tombstones.c.id.desc()))
            return tuple(_stone(row) for row in rows)

    def hold_article(self, url: str, reason: str, *, by: str, now: datetime, lift: bool) -> None:
        """Put a legal hold on an article, or lift it. Raises StoreError when that is so already."""
        with writing(self._engine) as connection:
            row = _article(connection, url)
            what = {"article": row.id}
            hold(connection, articles, row, sayable(reason), what, by=by, now=now, lift=lift)

    def hold_person(
        self, person_id: int, reason: str, *, by: str, now: datetime, lift: bool
    ) -> None:
        """Put a legal hold on all quotes of somebody, or lift it; raises as hold_article does."""
        with writing(self._engine) as connection:
            ids = all_who_are(connection, {now_known_as(connection, person_id)})
            held_first = people.c.hold.is_(None), people.c.merged_into.is_not(None)
            one_of = select(people).where(people.c.id.in_(ids)).order_by(*held_first)
            row = connection.execute(one_of).first()
            if row is None:
                raise StoreError("That person is not in the archive.", "Pick one that is.")
            what = {"person": row.id}
            hold(connection, people, row, sayable(reason), what, by=by, now=now, lift=lift)


def _article(connection: Connection, url: str) -> Row[*tuple[Any, ...]]:
    at_address = select(articles).where(articles.c.address == sayable(normalised(url)))
    row = connection.execute(at_address).first()
    if row is None:
        raise StoreError(f"There is no article at {url}.", "Give the address it was kept under.")
    return row


def _theirs(connection: Connection, person_id: int) -> Sequence[Row[*tuple[Any, ...]]]:
    """Somebody's quotes in every version, also where one was read as somebody else's.

    What people have said is another's stays, in older versions too. What somebody said together
    with others goes for all of them.
    """
    ids = select(quotes.c.id).where(quotes.c.person_id == person_id)
    rows = connection.execute(_IN_ARTICLE.where(quotes.c.id.in_(ids))).all()
    last = {row.id: row for row in sorted(rows, key=lambda row: int(row.version_id))}
    for row in rows:
        now_by = last[row.id].person_id
        if row.person_id == person_id != now_by:
            one = quotes.update().where(quotes.c.day_row == row.day_row)
            connection.execute(one.values(person_id=now_by))
    theirs = [row for row in rows if last[row.id].person_id == person_id]
    return [*theirs, *_said_with(connection, theirs)]


def _said_with(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]
) -> list[Row[*tuple[Any, ...]]]:
    """The rows of others who said the same words with them."""
    own = {row.day_row for row in rows}
    found: dict[int, Row[*tuple[Any, ...]]] = {}
    for row in rows:
        if row.joint:
            one = quotes.c.version_id == row.version_id, quotes.c.ordinal == row.ordinal
            others = connection.execute(_IN_ARTICLE.where(*one)).all()
            found |= {each.day_row: each for each in others if each.day_row not in own}
    return list(found.values())


def _words(row: Row[*tuple[Any, ...]]) -> str:
    return " ".join(row.text[start:end] for start, end in row.content)


def _quoted(rows: Iterable[Row[*tuple[Any, ...]]]) -> int:
    return len({row.id for row in rows})


def _tombstone(  # noqa: PLR0913  what stands on it
    connection: Connection, what: str, reason: str, many: int, *, by: str, now: datetime
) -> Tombstone:
    row = {"what": what, "at": now, "by": by, "reason": sayable(reason), "quotes": many}
    made = connection.execute(insert(tombstones).returning(tombstones), row)
    return _stone(made.one())


def _stone(row: Row[*tuple[Any, ...]]) -> Tombstone:
    return Tombstone(
        row.id, row.what, row.at, row.by, row.reason, row.quotes, row.swept is not None
    )


def _remember(
    connection: Connection, stone_id: int, article: Row[*tuple[Any, ...]], url: str
) -> None:
    """Hashes of the address and of every version's words, to know the article again."""
    of_stone = tombstones.update().where(tombstones.c.id == stone_id)
    connection.execute(of_stone.values(redacted=article.redacted))
    digests = select(versions.c.digest).where(versions.c.article_id == article.id)
    marks = {mark_of(sayable(normalised(url))), *connection.scalars(digests)}
    known = set(connection.scalars(select(erased.c.mark).where(erased.c.mark.in_(marks))))
    rows = [{"mark": one, "tombstone_id": stone_id} for one in sorted(marks - known)]
    if rows:
        connection.execute(insert(erased), rows)
