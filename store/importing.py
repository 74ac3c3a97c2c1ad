"""People that came from a table, and what of that is taken back when it is undone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from store.finding import now_known_as
from store.people import count
from store.tables import aliases, people, quotes, roles
from store.unmaking import forget_people
from store.visibility import see_roles_again


def take_back(connection: Connection, detail: Mapping[str, Any]) -> None:
    """Take back what a table brought, but for what people have changed of it since.

    Somebody whom only the table named is gone; whom articles quote stays, as they name them.
    """
    for one in detail.get("did", ()):
        _one_back(connection, one)


def _one_back(connection: Connection, did: Mapping[str, Any]) -> None:
    connection.execute(delete(aliases).where(aliases.c.id.in_(did["aliases"])))
    in_use = select(quotes.c.role_id).where(quotes.c.role_id.in_(did["roles"]))
    unused = roles.c.id.in_(did["roles"]) & roles.c.id.not_in(in_use)
    connection.execute(delete(roles).where(unused))
    person_id = now_known_as(connection, did["person"])
    row = connection.execute(select(people).where(people.c.id == person_id)).first()
    if row is None:  # erased since
        return
    if person_id == did["person"]:
        before, brought = did["before"], did["brought"]
        values = {name: before[name] for name in before if getattr(row, name) == brought[name]}
        if values:
            connection.execute(people.update().where(people.c.id == person_id).values(values))
    if did["named"] and unname(connection, person_id) and did["new"]:
        forget_people(connection, {person_id})
        return
    see_roles_again(connection, person_id)


def unname(connection: Connection, person_id: int) -> bool:
    """Let nobody at the desk have named somebody; False when they still do, or never did."""
    row = connection.execute(select(people).where(people.c.id == person_id)).first()
    if row is None or not row.desk or row.wikidata or row.notes or _named(connection, person_id):
        return False
    connection.execute(people.update().where(people.c.id == person_id).values(desk=False))
    if not row.quotes:
        count(connection, "people", -1)
    return True


def _named(connection: Connection, person_id: int) -> bool:
    """Whether people have given somebody an alias or a role, or merged another into them."""
    spelled = select(aliases.c.id).where(
        aliases.c.person_id == person_id, aliases.c.by.is_not(None)
    )
    held = select(roles.c.id).where(roles.c.person_id == person_id, roles.c.by.is_not(None))
    merged = select(people.c.id).where(people.c.merged_into == person_id)
    return any(connection.execute(one.limit(1)).first() for one in (spelled, held, merged))
