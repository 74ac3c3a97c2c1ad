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
    func,
    insert,
    or_,
    select,
)

from bot.answers import Person
from bot.errors import StoreError
from store.addresses import normalised
from store.asked import strike
from store.documents import said
from store.engine import reading, writing
from store.entries import mark_of
from store.erased import forget_perhaps, remember_article, remember_person
from store.finding import all_who_are, find, now_known_as
from store.holds import hold, refuse_article, refuse_people
from store.located import located
from store.people import record
from store.posts import blank
from store.sweeping import swept
from store.tables import (
    articles,
    erased,
    people,
    tombstones,
    versions,
)
from store.unmaking import delete_article, forget_people, redact, take_out
from store.visibility import change_state
from store.wanted import sayable
from store.whose import QUOTED, never_theirs, theirs

_Row = Row[*tuple[Any, ...]]


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


@dataclass(frozen=True, slots=True)
class Loss:
    """What would go, if it were erased: of `person`, out of articles that stay, or an article.

    quotes: of every version, as a Tombstone counts them. title: of the article's latest version.
    """

    quotes: int
    articles: int
    person: str | None = None
    title: str | None = None


class Erasure:
    """What is erased, and what a legal hold keeps from it.

    Every method raises StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def loss_of_article(self, url: str) -> Loss:
        """What `erase_article` would take away; raises as it does, and changes nothing."""
        with reading(self._engine) as connection:
            row, rows = _article_to_erase(connection, url)
            latest = (
                versions.c.id
                == select(func.max(versions.c.id))
                .where(versions.c.article_id == row.id)
                .scalar_subquery()
            )
            title = connection.scalar(select(versions.c.title).where(latest))
        return Loss(_quoted(rows), 1, title=title)

    def loss_of_person(self, person_id: int) -> Loss:
        """What `erase_person` would take away; raises as it does, and changes nothing."""
        with reading(self._engine) as connection:
            who, rows = _person_to_erase(connection, person_id)
        return Loss(_quoted(rows), len({one.article_id for one in rows}), person=who.name)

    def erase_article(self, url: str, reason: str, *, by: str, now: datetime) -> Tombstone:
        """Erase the article at an address with its versions and quotes.

        It is known again by a hash, and not kept again. Raises StoreError when there is none, or
        when a legal hold is on it or on somebody who is quoted in it.
        """
        with writing(self._engine) as connection:
            row, rows = _article_to_erase(connection, url)
            stone = _tombstone(connection, "article", reason, _quoted(rows), by=by, now=now)
            remember_article(connection, stone.id, row, {one.person_id for one in rows})
            erase_whole(connection, row.id, rows, now=now)
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
            who, rows = _person_to_erase(connection, person_id)
            person_id = who.id
            stone = _tombstone(connection, "person", reason, _quoted(rows), by=by, now=now)
            remember_person(connection, stone.id, person_id, rows)
            never_theirs(connection, person_id)
            forget_perhaps(connection, person_id)
            erase_words(connection, rows, now=now)
            forget_people(connection, {person_id})
            detail = {"person": person_id, "tombstone": stone.id, "reason": stone.reason}
            record(connection, "person's quotes erased", detail, by=by, now=now)
        return stone

    def allow_article(self, url: str, reason: str, *, by: str, now: datetime) -> Tombstone:
        """Let an article that was erased at an address be kept when it comes in again.

        The tombstone stays; what was erased stays erased. Raises StoreError when nothing was
        erased at the address, or when the article quotes somebody whose quotes were erased, before
        it or since: it would bring them back.
        """
        with writing(self._engine) as connection:
            mark = mark_of(sayable(normalised(url)))
            known_by = select(tombstones).join(erased).where(erased.c.mark == mark)
            still_out = known_by.where(or_(tombstones.c.allowed.is_(None), tombstones.c.redacted))
            row = connection.execute(still_out.order_by(tombstones.c.redacted.desc())).first()
            if row is None:
                raise StoreError(f"No article was erased at {url}.", "Give its whole address.")
            if row.redacted:
                had = "had" if row.listed else "may have had"
                raise StoreError(
                    f"The article at {url} {had} words of somebody who was erased.",
                    "It cannot be allowed: it would bring them back.",
                )
            of_stone = tombstones.update().where(tombstones.c.id == row.id)
            connection.execute(of_stone.values(allowed=now))
            detail = {"tombstone": row.id, "reason": sayable(reason)}
            record(connection, "article allowed again", detail, by=by, now=now)
        return _stone(row)

    def called(self, name: str) -> tuple[Person, ...]:
        """Everybody the name may mean, also whom only articles name that nobody sees.

        For whoever keeps the archive: to erase, or to hold, what is hidden too.
        """
        with reading(self._engine) as connection:
            return find(connection, name, None)

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


def erase_whole(
    connection: Connection, article_id: int, rows: Sequence[Row[*tuple[Any, ...]]], *, now: datetime
) -> None:
    """Take an article out with its quotes; rows: those of QUOTED, of every version."""
    change_state(connection, article_id, {"withdrawn": "erased"}, now=now)
    _unsay(connection, rows)
    speakers = take_out(connection, rows)
    delete_article(connection, article_id)
    forget_people(connection, speakers)


def erase_words(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], *, now: datetime
) -> None:
    """Take quotes, rows of QUOTED, out of articles that stay."""
    _unsay(connection, rows)
    for article_id in sorted({one.article_id for one in rows}):
        redact(connection, article_id, rows, now)
    forget_people(connection, {one.person_id for one in rows if one.person_id is not None})


def _unsay(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    """Take quotes out of what is remembered of messages, and of what people asked."""
    words = [said(one.text, one.content) for one in rows]
    blank(connection, {one.id for one in rows}, words)
    strike(connection, words)


def _article(connection: Connection, url: str) -> Row[*tuple[Any, ...]]:
    row = connection.execute(select(articles).where(located(url))).first()
    if row is None:
        raise StoreError(f"There is no article at {url}.", "Give the address it was kept under.")
    return row


def _article_to_erase(connection: Connection, url: str) -> tuple[_Row, Sequence[_Row]]:
    """The article at an address and its quotes. Raises StoreError where it may not be erased."""
    row = _article(connection, url)
    refuse_article(row, url)
    rows = connection.execute(QUOTED.where(versions.c.article_id == row.id)).all()
    refuse_people(connection, {one.person_id for one in rows})
    return row, rows


def _person_to_erase(connection: Connection, person_id: int) -> tuple[_Row, Sequence[_Row]]:
    """Somebody as known now, and all that is theirs. Raises StoreError where it may not go."""
    person_id = now_known_as(connection, person_id)
    who = connection.execute(select(people).where(people.c.id == person_id)).first()
    if who is None:
        raise StoreError("That person is not in the archive.", "Pick one that is.")
    refuse_people(connection, {person_id})
    rows = theirs(connection, person_id)
    refuse_people(connection, {one.person_id for one in rows})
    for article_id in sorted({one.article_id for one in rows}):
        row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
        refuse_article(row, row.url or f"number {article_id}")
    return who, rows


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
