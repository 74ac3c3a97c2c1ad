"""People who may be one, and what a person decides about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row

from bot.answers import Person
from bot.errors import StoreError
from bot.model import Voice
from store.engine import reading, writing
from store.finding import now_known_as, person
from store.lookalikes import PAIRS, decide
from store.merging import merge
from store.people import record


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one. why: what speaks for it, in words."""

    one: Person
    other: Person
    why: tuple[str, ...]

    @property
    def stays(self) -> Person:
        """Whom the other becomes if they are one: the fuller name, else the more quoted."""
        return max(
            (self.one, self.other), key=lambda each: (len(each.name.split()) > 1, each.quotes)
        )


class Pairs:
    """What waits for a person to say whether two are one. Both answers are for good.

    Either can be undone, see Changes. Raises StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def waiting(self, *, limit: int) -> tuple[Pair, ...]:
        """Pairs that nobody has decided, the most quoted first."""
        with reading(self._engine) as connection:
            return tuple(_pair(row) for row in connection.execute(PAIRS.limit(limit)))

    def merge(self, person_id: int, into: int, *, by: str, now: datetime) -> None:
        """Let one person be another from now on. See merging.merge for what cannot be."""
        with writing(self._engine) as connection:
            merge(connection, person_id, into, by=by, now=now)

    def keep_apart(self, one: int, other: int, *, by: str, now: datetime) -> None:
        """Never ask about these two again, and never let them be merged.

        Raises StoreError when they are not two people of the archive.
        """
        with writing(self._engine) as connection:
            one, other = now_known_as(connection, one), now_known_as(connection, other)
            if one == other or not all(person(connection, each) for each in (one, other)):
                raise StoreError("These are not two people of the archive.", "Pick two that are.")
            decide(connection, one, other, "apart")
            detail = {"person": one, "to": other}
            record(connection, "people kept apart", detail, by=by, now=now)


def _pair(row: Row[*tuple[Any, ...]]) -> Pair:
    one = Person(row.id, row.name, Voice(row.voice), row.role, row.quotes)
    other = Person(
        row.other_id, row.other_name, Voice(row.other_voice), row.other_role, row.other_quotes
    )
    return Pair(one, other, tuple(row.why))
