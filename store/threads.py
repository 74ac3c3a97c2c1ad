"""Which question a thread is about."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select

from bot.model import Question
from store.asked import from_json, to_json
from store.engine import reading, writing
from store.tables import threads


class Threads:
    """The threads the bot answers in, each with the question it stands at."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(
        self,
        channel: str,
        ts: str,
        question: Question,
        *,
        answer_older: int | None,
        now: datetime,
    ) -> None:
        """Keep the question a thread stands at, and where its answer's next page begins."""
        row = {
            "channel": channel,
            "ts": ts,
            "question": to_json(question),
            "older": answer_older,
            "at": now,
        }
        with writing(self._engine) as connection:
            _forget(connection, channel, ts)
            connection.execute(insert(threads), row)

    def question(self, channel: str, ts: str) -> tuple[Question, int | None] | None:
        """What a thread is about, and `older` of its last answer; None when it is not ours."""
        with reading(self._engine) as connection:
            row = connection.execute(select(threads).where(*_at(channel, ts))).one_or_none()
            return (from_json(row.question), row.older) if row else None

    def end(self, channel: str, ts: str) -> None:
        """Answer no more in a thread."""
        with writing(self._engine) as connection:
            _forget(connection, channel, ts)


def _forget(connection: Connection, channel: str, ts: str) -> None:
    connection.execute(delete(threads).where(*_at(channel, ts)))


def _at(channel: str, ts: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return threads.c.channel == channel, threads.c.ts == ts
