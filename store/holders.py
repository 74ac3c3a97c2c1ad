"""Who is, or was, what somebody typed as if it were a name: “President of Ukraine”.

Roles are kept as articles and the desk word them. All of them are read through, for no index knows
their words: only where nobody is called so.
"""

import re
from datetime import date

from sqlalchemy import Connection, bindparam, func, select

from bot.answers import Holder, Person
from bot.model import Voice
from bot.roles import same_role
from store.finding import CHOICES, More
from store.tables import people, roles
from store.wanted import sayable

_MOST = 5_000  # roles that are held against the words
_BEGINS = 5  # letters: “defence” and “defense”, “Ukraine” and “Ukrainian” begin alike
_WORDED = (
    select(
        *people.c["id", "name", "voice", "quotes"],
        people.c.role.label("latest"),
        *roles.c["role", "since", "until", "by"],
    )
    .join(people, roles.c.person_id == people.c.id)
    .where(
        func.lower(roles.c.role).contains(bindparam("some")),
        roles.c.by.is_not(None) | roles.c.since.is_not(None),  # where everybody may see it
        people.c.desk | (people.c.quotes > 0),
    )
    .limit(_MOST)
)


def holders_of(connection: Connection, typed: str, more: More) -> tuple[Holder, ...]:
    """Whom everybody may see with a role of these words, the latest to hold it first.

    more: quotes of people beyond those that everybody may see.
    """
    letters = [word for word in re.findall(r"[^\W\d_]+", sayable(typed).lower()) if len(word) > 2]
    if not letters:
        return ()
    longest = max(letters, key=len)
    rows = connection.execute(_WORDED, {"some": longest[:_BEGINS]}).all()
    found = [
        Holder(
            Person(
                row.id,
                row.name,
                Voice(row.voice),
                row.latest,
                row.quotes + more.get(row.id, 0),
            ),
            row.role,
            row.since,
            row.until,
        )
        for row in rows
        if same_role(typed, row.role)
    ]
    latest: dict[int, Holder] = {}
    for one in sorted(found, key=_last, reverse=True):
        latest.setdefault(one.person.id, one)
    return tuple(latest.values())[:CHOICES]


def _last(one: Holder) -> tuple[date, date, int]:
    return one.until or date.max, one.since or date.min, one.person.quotes
