"""Which question a thread is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, insert, select

from bot.answers import Question
from store.asked import from_json, to_json
from store.engine import reading, writing
from store.tables import threads


@dataclass(frozen=True, slots=True)
class Standing:
    """What a thread stands at. older: where its last answer's next page begins.

    started: it is the bot's own, where people go on without a mention. before: how many quotes
    stood on the pages before that one.
    """

    question: Question
    older: int | None
    started: bool
    before: int = 0


class Threads:
    """The threads the bot answers in, each with the question it stands at."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, channel: str, ts: str, standing: Standing, *, now: datetime) -> None:
        """Keep what a thread stands at. A thread that the bot once started stays its own."""
        row: dict[str, Any] = {
            "question": to_json(standing.question),
            "older": standing.older,
            "before": standing.before,
            "at": now,
            "ended": False,
        }
        with writing(self._engine) as connection:
            known = threads.update().where(*_at(channel, ts)).values(row)
            if not connection.execute(known).rowcount:
                row |= {"channel": channel, "ts": ts, "started": standing.started}
                connection.execute(insert(threads), row)

    def standing(self, channel: str, ts: str) -> Standing | None:
        """What a thread stands at; None when the bot was never asked in it, or was sent away."""
        here = select(threads).where(*_at(channel, ts), ~threads.c.ended)
        with reading(self._engine) as connection:
            row = connection.execute(here).one_or_none()
            if row is None:
                return None
            return Standing(from_json(row.question), row.older, row.started, row.before)

    def end(self, channel: str, ts: str) -> None:
        """Answer no more in a thread, until a mention takes it up again."""
        with writing(self._engine) as connection:
            connection.execute(threads.update().where(*_at(channel, ts)).values(ended=True))


def _at(channel: str, ts: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return threads.c.channel == channel, threads.c.ts == ts
