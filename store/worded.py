"""The roles that articles give people, kept with the days on which they were seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select

from store.people import count
from store.speakers import Somebody
from store.tables import people, roles

_ROLES = select(roles).where(roles.c.person_id.in_(bindparam("ids", expanding=True)))
_SEEN = (
    roles.update()
    .where(roles.c.id == bindparam("role_row"))
    .values(since=bindparam("first_day"), until=bindparam("last_day"))
)
_LATEST = (
    people.update()
    .where(people.c.id == bindparam("person"))
    .values(role=bindparam("words"), role_day=bindparam("day"))
)


class Held(NamedTuple):
    """A role as an article words it. for_all: whether answers show everybody who is worded so."""

    by: Somebody
    words: str
    day: date | None
    for_all: bool


def keep_roles(connection: Connection, held: Sequence[Held]) -> dict[tuple[int, str], int]:
    """The rows of the roles that articles give people, by person and words.

    A role of quotes that everybody may see is held from the first day it was seen to the last; one
    that was read of others only is held on no day.
    """
    if not held:
        return {}
    ids = {"ids": sorted({one.by.id for one in held})}
    rows_known = connection.execute(_ROLES, ids).all()
    known = {(row.person_id, row.role): row for row in rows_known if row.by is None}
    by_desk = [row for row in rows_known if row.by is not None]
    days: dict[tuple[int, str], list[date]] = {}
    for one in held:
        days.setdefault((one.by.id, one.words), []).extend(
            [one.day] if one.day and one.for_all else []
        )
    role_ids = {key: int(row.id) for key, row in known.items()}
    new = [key for key in days if key not in known]
    last = count(connection, "role_id", len(new)) if new else 0
    rows = []
    for at, (person_id, words) in enumerate(new, start=last - len(new) + 1):
        role_ids[person_id, words] = at
        seen = days[person_id, words]
        since, until = (min(seen), max(seen)) if seen else (None, None)
        rows.append(
            {"id": at, "person_id": person_id, "role": words, "since": since, "until": until}
        )
    if rows:
        connection.execute(insert(roles), rows)
    _stretch(connection, known, days)
    _set_latest(
        connection,
        [
            one
            for one in held
            if one.for_all
            and not any(row.person_id == one.by.id and _covers(row, one.day) for row in by_desk)
        ],
    )
    return role_ids


def _covers(role: Row[*tuple[Any, ...]], day: date | None) -> bool:
    """Whether the desk says what somebody was on a day; an article's wording yields to that."""
    if day is None:
        return True
    return (role.since is None or role.since <= day) and (role.until is None or day <= role.until)


def _stretch(
    connection: Connection,
    known: Mapping[tuple[int, str], Row[*tuple[Any, ...]]],
    days: Mapping[tuple[int, str], list[date]],
) -> None:
    seen = []
    for key, row in known.items():
        all_days = [day for day in (row.since, row.until) if day] + days.get(key, [])
        if all_days and (min(all_days), max(all_days)) != (row.since, row.until):
            seen.append({"role_row": row.id, "first_day": min(all_days), "last_day": max(all_days)})
    if seen:
        connection.execute(_SEEN, seen)


def _set_latest(connection: Connection, held: Sequence[Held]) -> None:
    changed: dict[int, dict[str, object]] = {}
    for one, words, day, _ in held:
        newer = one.role_day is None or (day is not None and one.role_day <= day)
        if newer and (one.role, one.role_day) != (words, day):
            one.role, one.role_day = words, day
            changed[one.id] = {"person": one.id, "words": one.role, "day": one.role_day}
    if changed:
        connection.execute(_LATEST, list(changed.values()))
