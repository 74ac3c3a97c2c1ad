"""A backup put in the place of a database, without what was erased since it was made.

The backup is copied to a file beside the database first. There it is migrated, what was erased
since is erased in it, and no byte of it is left; only then does it take the database's place, in
one act of SQLite's: a process that dies before changes nothing.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select

from bot.errors import StoreError
from store.engine import open_store, reading, writing
from store.entries import mark_of
from store.erased import known_again, remember
from store.erasing import Erasure, erase_whole, erase_words
from store.tables import articles, erased, erased_speakers, quotes, tombstones, versions
from store.whose import QUOTED, said_with

_Row = Row[*tuple[Any, ...]]
_TOLD = ("what", "at", "by", "reason", "quotes")  # what makes two tombstones the same


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds, shown or not. latest: when an article was kept last, if any was."""

    articles: int
    quotes: int
    latest: datetime | None


def held(url: str) -> Held:
    """What a database holds, to be said before something takes its place."""
    engine = open_store(url)
    try:
        with reading(engine) as connection:
            counted = select(
                select(func.count()).select_from(articles).scalar_subquery(),
                select(func.count()).select_from(quotes).scalar_subquery(),
                select(func.max(versions.c.seen_at)).scalar_subquery(),
            )
            return Held(*connection.execute(counted).one())
    finally:
        engine.dispose()


def restore(path: Path, url: str, *, now: datetime) -> int:
    """Put a backup in the place of everything a SQLite database holds, and migrate it.

    Returns how many erasures were made again in it. Raises StoreError when the file is no backup
    of ours, or holds what was erased and cannot be told any more; then nothing was changed.
    """
    if not path.is_file():
        raise StoreError(f"There is no file {path}.", "Name a backup that whosaid db backup made.")
    engine = open_store(url)
    if engine.dialect.name != "sqlite":
        engine.dispose()
        raise StoreError("This is for SQLite only.", "For PostgreSQL use its own pg_restore.")
    beside = Path(f"{engine.url.database}.restoring")
    try:
        _forget(beside)
        _copy(path, beside)
        again = _made_again(engine, f"sqlite:///{beside}", now)
        _put_in_place(engine, beside)
    except sqlite3.Error as error:
        raise StoreError(f"{path} is no backup of whosaid ({error}).", "Name another.") from error
    finally:
        engine.dispose()
        _forget(beside)
    return again


def _forget(file: Path) -> None:
    for one in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        one.unlink(missing_ok=True)


def _copy(path: Path, beside: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as saved:
        saved.execute("SELECT version_num FROM alembic_version").fetchone()
        saved.execute("SELECT value FROM counters").fetchone()
        with closing(sqlite3.connect(beside)) as into:
            saved.backup(into)


def _put_in_place(engine: Engine, beside: Path) -> None:
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        with closing(sqlite3.connect(beside)) as restored:
            restored.backup(driver)
    finally:
        connection.close()


def _made_again(engine: Engine, url: str, now: datetime) -> int:
    """Erase in a backup what was erased from the database since; return how many times."""
    restored = open_store(url)
    try:
        with reading(engine) as old, writing(restored) as new:
            there = {_told(row) for row in new.execute(select(tombstones))}
            every = old.execute(select(tombstones).order_by(tombstones.c.id)).all()
            since = [row for row in every if _told(row) not in there]
            for row in since:
                _erase_again(old, new, row, now)
            _stays_out(new, [row for row in every if row not in since])
        Erasure(restored).sweep(now=now)
        return len(since)
    finally:
        restored.dispose()


def _told(row: _Row) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _TOLD)


def _erase_again(old: Connection, new: Connection, row: _Row, now: datetime) -> None:
    marks = set(old.scalars(select(erased.c.mark).where(erased.c.tombstone_id == row.id)))
    if row.what == "person" and row.quotes and not marks:
        raise StoreError(
            f"On {row.at:%d.%m.%Y} somebody's quotes were erased by an older whosaid, which kept"
            " nothing to know them by. This backup would bring them back.",
            "Restore one that was made later.",
        )
    values = row._asdict()
    del values["id"], values["swept"]
    stone = insert(tombstones).returning(tombstones.c.id)
    stone_id = new.execute(stone, values).scalar_one()
    remember(new, stone_id, marks)
    named = select(erased_speakers.c.mark).where(erased_speakers.c.tombstone_id == row.id)
    if rows := [{"tombstone_id": stone_id, "mark": mark} for mark in old.scalars(named)]:
        new.execute(insert(erased_speakers), rows)
    if row.what == "person":
        known = known_again(new, new.execute(QUOTED).all(), marks)
        erase_words(new, [*known, *said_with(new, known)], now=now)
    elif row.allowed is None or row.redacted:
        for article_id in _known_by(new, marks):
            quoted = new.execute(QUOTED.where(versions.c.article_id == article_id)).all()
            erase_whole(new, article_id, quoted, now=now)


def _known_by(connection: Connection, marks: set[str]) -> Sequence[int]:
    """The articles that were erased under these marks."""
    by_address = select(articles.c.id, articles.c.address).where(articles.c.address.is_not(None))
    found = {row.id for row in connection.execute(by_address) if mark_of(row.address) in marks}
    # What has an address of its own is a copy, which stands.
    pasted = select(versions.c.article_id, versions.c.digest).join(articles)
    by_words = pasted.where(articles.c.address.is_(None))
    found |= {row.article_id for row in connection.execute(by_words) if row.digest in marks}
    return sorted(found)


def _stays_out(new: Connection, rows: Sequence[_Row]) -> None:
    """What is out for good by now, though it was erased before the backup, stays out."""
    for row in rows:
        if row.redacted:
            same = [getattr(tombstones.c, name) == getattr(row, name) for name in _TOLD]
            new.execute(tombstones.update().where(*same).values(redacted=True))
