"""The questions people saved, and how far each of them was told what is new."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, delete, func, insert, select

from bot.answers import Question
from bot.errors import BadQuestion
from bot.watch import MOST_SAVED, Saved, Watch
from store.asked import from_json, to_json
from store.engine import reading, writing
from store.tables import saved

STALE_CLAIM = timedelta(minutes=10)  # whoever took one to tell of it and died, had it for so long


class SavedQuestions:
    """One row for each question of each person."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self, user: str, question: Question, *, person: int | None, now: datetime
    ) -> Saved | None:
        """Save a question; None when they have saved the same already.

        Raises BadQuestion when they have MOST_SAVED.
        """
        row = {
            "user": user,
            "question": to_json(question),
            "person": person,
            "watch": Watch.OFF.value,
            "covered": now,
        }
        same = (saved.c.user == user) & (saved.c.question == row["question"])
        reached = select(saved.c.dm).where(saved.c.user == user, saved.c.dm.is_not(None))
        with writing(self._engine) as connection:
            known = connection.execute(select(saved).where(same)).all()
            if any(one.person == person for one in known):
                return None
            own = select(func.count()).select_from(saved).where(saved.c.user == user)
            if (connection.scalar(own) or 0) >= MOST_SAVED:
                raise BadQuestion(
                    f"You have saved {MOST_SAVED} questions.", "Remove one on my Home tab first."
                )
            row["dm"] = connection.scalar(reached.limit(1))
            made = connection.execute(insert(saved).returning(saved.c.id), row).scalar_one()
            return _value(connection.execute(select(saved).where(saved.c.id == made)).one())

    def of(self, user: str) -> tuple[Saved, ...]:
        """What somebody has saved, the oldest first."""
        with reading(self._engine) as connection:
            own = select(saved).where(saved.c.user == user).order_by(saved.c.id)
            return tuple(map(_value, connection.execute(own)))

    def one(self, saved_id: int, user: str) -> Saved | None:
        """One of somebody's own; None for anybody else's."""
        with reading(self._engine) as connection:
            row = connection.execute(select(saved).where(*_own(saved_id, user))).one_or_none()
            return _value(row) if row else None

    def remove(self, saved_id: int, user: str) -> None:
        """Forget one of somebody's own."""
        with writing(self._engine) as connection:
            connection.execute(delete(saved).where(*_own(saved_id, user)))

    def watch(self, saved_id: int, user: str, watch: Watch, *, now: datetime) -> None:
        """Tell somebody of what is new from now on, daily or at once; or no more."""
        changed = saved.update().where(*_own(saved_id, user), saved.c.watch != watch.value)
        with writing(self._engine) as connection:
            was = connection.scalar(select(saved.c.watch).where(*_own(saved_id, user)))
            values: dict[str, Any] = {"watch": watch.value, "taken": None}
            if was == Watch.OFF.value:  # nobody is told what came while they wanted no word
                values["covered"] = now
            connection.execute(changed.values(values))

    def watched(self) -> tuple[Saved, ...]:
        """Everything that somebody wants to be told of, by person."""
        wanted = select(saved).where(saved.c.watch != Watch.OFF.value)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(saved.c.user, saved.c.id))
            return tuple(map(_value, rows))

    def take(self, every: Iterable[Saved], *, now: datetime) -> tuple[Saved, ...]:
        """Those that this caller may tell of now: each is given to one caller at a time."""
        taken = []
        with writing(self._engine) as connection:
            for one in every:
                claimed = connection.execute(
                    saved.update()
                    .where(
                        saved.c.id == one.id,
                        saved.c.watch == one.watch.value,
                        saved.c.covered == one.covered,
                        saved.c.taken.is_(None) | (saved.c.taken <= now - STALE_CLAIM),
                    )
                    .values(taken=now)
                )
                if claimed.rowcount:
                    taken.append(one)
        return tuple(taken)

    def reached(self, user: str, dm: str) -> None:
        """Write down where somebody reads what they are told."""
        own = saved.c.user == user, saved.c.dm.is_(None) | (saved.c.dm != dm)
        with reading(
            self._engine
        ) as connection:  # Home, which is being opened, waits for no writer
            if connection.execute(select(saved.c.id).where(*own).limit(1)).first() is None:
                return
        with writing(self._engine) as connection:
            connection.execute(saved.update().where(*own).values(dm=dm))

    def told(self, every: Iterable[tuple[Saved, datetime]]) -> None:
        """Write down up to which instant each was told of, and let others take it again."""
        with writing(self._engine) as connection:
            for one, until in every:
                done = saved.update().where(saved.c.id == one.id, saved.c.covered == one.covered)
                connection.execute(done.values(covered=until, taken=None))


def _own(saved_id: int, user: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return saved.c.id == saved_id, saved.c.user == user


def _value(row: Row[*tuple[Any, ...]]) -> Saved:
    return Saved(
        id=row.id,
        user=row.user,
        question=from_json(row.question),
        person=row.person,
        watch=Watch(row.watch),
        covered=row.covered,
        taken=row.taken,
        dm=row.dm,
    )
