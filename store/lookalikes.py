"""Two people who may be one: found when somebody new is kept, and left for a person to decide.

Likeness only ever asks. What is listed: the same name where the roles differ, the same name in
another spelling, an initial or a bare surname that a full name fits, and one surname in one role.
A he and a she are never listed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from bot import names
from bot.model import Voice
from bot.namesakes import ages_apart, differ
from bot.roles import same_role
from store.finding import all_who_are
from store.tables import lookalikes, people, surname_keys

MOST_OF_A_SURNAME = 40  # the most quoted; a bare surname that so many bear says nothing

_SKELETONS = select(surname_keys.c.key, surname_keys.c.surname).where(
    surname_keys.c.key.in_(bindparam("keys", expanding=True))
)
_COLUMNS = people.c["id", "folded", "surname", "gender", "role", "born"]
_OF_ONE_NAME = (
    select(*_COLUMNS)
    .where(people.c.folded.in_(bindparam("names", expanding=True)), people.c.voice == Voice.PERSON)
    .order_by(people.c.quotes.desc(), people.c.id)
    .limit(2_000)
)
_BEARERS = (
    select(*_COLUMNS)
    .where(
        people.c.surname.in_(bindparam("surnames", expanding=True)),
        people.c.voice == Voice.PERSON,
    )
    .order_by(people.c.quotes.desc(), people.c.id)
    .limit(2_000)
)

_Person = Mapping[str, Any]


def suspect(connection: Connection, new: Sequence[_Person], *, again: bool = False) -> int:
    """List whom those who were just kept may be: columns of `people`. Returns how many pairs.

    again: they were kept before, and some of their pairs may be listed or decided already.
    """
    fresh = [one for one in new if one["voice"] == Voice.PERSON and one["surname"]]
    if not fresh:
        return 0
    alike = _spelled_alike(connection, {one["surname"] for one in fresh})
    surnames = sorted({each for one in fresh for each in alike[one["surname"]]})
    called: dict[str, list[_Person]] = defaultdict(list)
    for row in connection.execute(
        _OF_ONE_NAME, {"names": sorted({one["folded"] for one in fresh})}
    ):
        if len(called[row.folded]) < MOST_OF_A_SURNAME:
            called[row.folded].append(row._asdict())
    bearers: dict[str, list[_Person]] = defaultdict(list)
    for row in connection.execute(_BEARERS, {"surnames": surnames}):
        if len(bearers[row.surname]) < MOST_OF_A_SURNAME:
            bearers[row.surname].append(row._asdict())
    pairs: dict[tuple[int, int], list[str]] = {}
    for one in fresh:
        # Those of the very surname first, and no more than MOST_OF_A_SURNAME in all: but all of
        # the very name, however many bear its surname.
        spelled = sorted(alike[one["surname"]], key=lambda each: each != one["surname"])
        near = (known for surname in spelled for known in bearers[surname])
        for known in (*called[one["folded"]], *islice(near, MOST_OF_A_SURNAME)):
            if known["id"] != one["id"] and (why := evidence(one, known)):
                pairs[min(one["id"], known["id"]), max(one["id"], known["id"])] = why
    if pairs and again:
        ids = sorted({one for one, _ in pairs})
        listed = select(lookalikes.c.one, lookalikes.c.other).where(lookalikes.c.one.in_(ids))
        for row in connection.execute(listed):
            pairs.pop((row.one, row.other), None)
    if pairs:
        rows = [{"one": one, "other": other, "why": why} for (one, other), why in pairs.items()]
        connection.execute(insert(lookalikes), rows)
    return len(pairs)


def _spelled_alike(connection: Connection, surnames: set[str]) -> dict[str, set[str]]:
    """For each surname itself, and those with the same consonants."""
    skeletons = {surname: f"#{names.skeleton(surname)}" for surname in surnames}
    by_key: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_SKELETONS, {"keys": sorted(set(skeletons.values()) - {"#"})}):
        by_key[row.key].add(row.surname)
    return {surname: {surname} | by_key[skeletons[surname]] for surname in surnames}


def evidence(one: _Person, other: _Person) -> list[str]:
    """What speaks for two being one, in words; nothing where it is too little."""
    if one["gender"] and other["gender"] and one["gender"] != other["gender"]:
        return []
    found = _by_name(one, other)
    if not found and one["surname"] != other["surname"]:
        return []
    same = bool(one["role"] and other["role"] and same_role(one["role"], other["role"]))
    if not (found or same):
        return []
    told = [*(found or ["the same surname"]), *(["the same role"] if same else [])]
    apart = differ(one["role"], other["role"])
    aged = "another age" if ages_apart(one["born"], other["born"]) else None
    return [*told, *(f"but {each}" for each in (apart, aged) if each)]


def _by_name(one: _Person, other: _Person) -> list[str]:
    if one["folded"] == other["folded"]:
        return ["the same name"]
    first, second = one["folded"].split(), other["folded"].split()
    if one["surname"] == other["surname"]:
        if len(first) == 1 or len(second) == 1:
            return ["one is called by the surname only"]
        if names.fits(tuple(first), other["folded"]) or names.fits(tuple(second), one["folded"]):
            return ["the initials or part of the name fit"]
    if len(first) > 1 and len(second) > 1 and _alike(first[0], second[0]):
        return ["the same name in another spelling"]
    return []


def _alike(one: str, other: str) -> bool:
    return names.skeleton(one) == names.skeleton(other) != ""


def decide(connection: Connection, one: int, other: int, decided: str | None) -> None:
    """Write down what a person said of two; None takes it back."""
    pair = {"one": min(one, other), "other": max(one, other)}
    of_pair = (lookalikes.c.one == pair["one"]) & (lookalikes.c.other == pair["other"])
    if decided is None:  # without a likeness there is nothing to ask about again
        known = connection.scalar(select(lookalikes.c.why).where(of_pair))
        if not known:
            connection.execute(delete(lookalikes).where(of_pair))
            return
    changed = connection.execute(lookalikes.update().where(of_pair).values(decided=decided))
    if not changed.rowcount:
        connection.execute(insert(lookalikes), pair | {"why": [], "decided": decided})


def kept_apart(connection: Connection, one: int, other: int) -> bool:
    """Whether a person has said that these are two, or that some who were merged into them are."""
    ones, others = all_who_are(connection, {one}), all_who_are(connection, {other})
    pairs = lookalikes.c["one", "other"]
    apart = select(lookalikes.c.one).where(
        lookalikes.c.decided == "apart",
        or_(
            *(
                first.in_(ones) & second.in_(others)
                for first, second in (pairs, reversed(list(pairs)))
            )
        ),
    )
    return connection.execute(apart).first() is not None


_SECOND = people.alias("second")
PAIRS = (
    select(
        lookalikes.c.why,
        *(people.c[name] for name in ("id", "name", "voice", "role", "quotes")),
        *(
            _SECOND.c[name].label(f"other_{name}")
            for name in ("id", "name", "voice", "role", "quotes")
        ),
    )
    .join(people, lookalikes.c.one == people.c.id)
    .join(_SECOND, lookalikes.c.other == _SECOND.c.id)
    .where(
        lookalikes.c.decided.is_(None),
        people.c.merged_into.is_(None),
        _SECOND.c.merged_into.is_(None),
        # Somebody whom only hidden articles name is not named here either.
        or_(people.c.desk, people.c.quotes > 0),
        or_(_SECOND.c.desk, _SECOND.c.quotes > 0),
    )
    .order_by((people.c.quotes + _SECOND.c.quotes).desc(), lookalikes.c.one, lookalikes.c.other)
)
