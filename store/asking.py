"""How a question is answered, once it is known who is meant."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, bindparam, select

from bot import names
from bot.answers import Answer, Hit, Person, Question
from store.columns import microseconds
from store.finding import called
from store.hits import OF_PERSON, VOICES, Shown, hits, made, reason
from store.matching import exact, narrowed, nearest, newest, once
from store.reserved import Place, rows_of
from store.search import index_of
from store.tables import outlets, quote_topics, quotes, versions
from store.topics import meant_by
from store.wanted import COUNT_LIMIT, HIGHEST, LOWEST, Wanted, period_of, sayable

# A version is seen no earlier than its quotes were first kept, and its instant has the index.
_KEPT = (
    select(quotes.c.day_row)
    .join(versions, quotes.c.version_id == versions.c.id)
    .where(
        quotes.c.shown,
        versions.c.seen_at >= bindparam("kept_since"),
        quotes.c.kept_at >= bindparam("kept_since"),
        quotes.c.kept_at < bindparam("kept_until"),
        quotes.c.day_row >= bindparam("low"),
        quotes.c.day_row < bindparam("high"),
    )
    .order_by(quotes.c.day_row.desc())
)
_TAGGED = select(quote_topics).where(
    quote_topics.c.day_row.in_(bindparam("day_rows", expanding=True)),
    quote_topics.c.topic_id.in_(bindparam("topic_ids", expanding=True)),
)

# All that a question may ask beside whom; the zone says only which day an instant falls on.
_beside_who = itemgetter(
    *(at for at, name in enumerate(Question._fields) if name not in {"who", "zone"})
)
_NOTHING = _beside_who(Question())
_speaker_of = itemgetter(
    *map(Shown._fields.index, ("name", "latest_role", "person_voice", "person_quotes"))
)


def answer(  # noqa: PLR0913, PLR0917  a question's parts
    connection: Connection,
    question: Question,
    person: Person | None,
    limit: int,
    older: int | None,
    phrases: Sequence[str],
    place: Place | None,
) -> Answer:
    """The answer to a question about one known person, or about nobody in particular."""
    understood = question._replace(who=person.name) if person else question
    if person and bare(question) and place is None:
        driver: Any = connection.connection.driver_connection
        found = latest(driver, connection.dialect, person.id, question, limit, older)
        return found or Answer(understood, total=person.quotes, person=person)
    wanted = _wanted(connection, question, person, phrases, place)
    below = HIGHEST if older is None else older
    if wanted.hopeless:
        return Answer(understood, person=person)
    if person and bare(question):
        return _latest_here(connection, understood, person, limit, below, wanted)
    counted = newest(connection, wanted, HIGHEST, COUNT_LIMIT + 1)
    at_least = len(counted) > COUNT_LIMIT
    page = [day_row for day_row in counted if day_row < below]
    if len(page) <= limit and at_least:  # older than what was counted
        page = newest(connection, wanted, below, limit + 1)
    shown = _hits(connection, wanted, page[:limit], question.zone)
    return Answer(
        understood,
        hits=shown,
        total=min(len(counted), COUNT_LIMIT),
        at_least=at_least,
        person=person,
        older=page[limit - 1] if len(page) > limit else None,
        nearest=None if counted else nearest(connection, wanted),
    )


def bare(question: Question) -> bool:
    """True when it asks for nothing but a person: `latest` answers it."""
    return bool(_beside_who(question) == _NOTHING)


def latest(  # noqa: PLR0913, PLR0917  a question's parts
    driver: Any,
    dialect: Dialect,
    person_id: int,
    question: Question,
    limit: int,
    older: int | None,
) -> Answer | None:
    """The newest of somebody: one statement, and the count they carry; None when none is shown."""
    below = HIGHEST if older is None else older
    bounds = {"person": person_id, "low": LOWEST, "high": below, "limit": limit + 1}
    rows = OF_PERSON.run(driver, dialect, bounds)
    if not rows:
        return None
    more = len(rows) > limit
    if more:
        del rows[limit:]
    name, role, voice, many = _speaker_of(rows[0])
    return Answer(
        Question(name, zone=question.zone),
        made(driver, dialect, rows, question.zone),
        many,
        Person(person_id, name, VOICES[voice], role, many),
        older=rows[-1][0] if more else None,
    )


def fresh(  # noqa: PLR0913, PLR0917  a question's parts
    connection: Connection,
    question: Question,
    person: Person | None,
    kept: tuple[datetime, datetime],
    limit: int,
    phrases: Sequence[str],
    place: Place | None,
) -> tuple[Hit, ...]:
    """The matching quotes that were first kept from an instant up to another."""
    wanted = _wanted(connection, question, person, phrases, place)
    if wanted.hopeless:
        return ()
    statement, bounds = narrowed(_KEPT, wanted, HIGHEST)
    bounds |= {"kept_since": kept[0], "kept_until": kept[1]}
    found = list(connection.scalars(statement, bounds))
    if not wanted.plain:
        found = index_of(connection).among(connection, wanted, found)
    if place:
        new = place.kept_between(microseconds(kept[0]), microseconds(kept[1]))
        found = sorted([*found, *(row for row in place.newest(wanted) if row in new)], reverse=True)
    if wanted.exact:
        found = exact(connection, wanted.exact, found)
    if wanted.person_id is None:
        found = once(connection, wanted, found)
    return _hits(connection, wanted, found[:limit], question.zone)


def _wanted(
    connection: Connection,
    question: Question,
    person: Person | None,
    phrases: Sequence[str],
    place: Place | None,
) -> Wanted:
    ids: tuple[int, ...] = ()
    if question.outlet:
        typed = set(names.fold(question.outlet).split())
        rows = connection.execute(select(outlets.c.id, outlets.c.folded))
        ids = tuple(row.id for row in rows if typed and typed <= set(row.folded.split()))
    by_others = question.who_else or question.mentioned
    about = question.about
    if question.mentioned and person:
        about, phrases = person.name, called(connection, person)
    return Wanted(
        period=period_of(question),
        about=sayable(about) if about else None,
        phrases=tuple(map(sayable, phrases)) or ((about,) if about else ()),
        topic_ids=meant_by(connection, question.about) if question.about else (),
        exact=sayable(question.phrase) if question.phrase else None,
        person_id=person.id if person and not by_others else None,
        not_person_id=person.id if person and by_others else None,
        outlet_ids=ids,
        kind=question.kind,
        hopeless=bool(question.outlet) and not ids,
        place=place,
    )


def _latest_here(  # noqa: PLR0913, PLR0917  a question's parts
    connection: Connection,
    understood: Question,
    person: Person,
    limit: int,
    below: int,
    wanted: Wanted,
) -> Answer:
    """As `latest`, where something is reserved for the place; `person` has it counted."""
    page = newest(connection, wanted, below, limit + 1)
    return Answer(
        understood,
        hits=_hits(connection, wanted, page[:limit], understood.zone),
        total=person.quotes,
        person=person,
        older=page[limit - 1] if len(page) > limit else None,
    )


def _hits(
    connection: Connection, wanted: Wanted, day_rows: Sequence[int], zone: str
) -> tuple[Hit, ...]:
    if not day_rows:
        return ()
    rows = rows_of(connection, day_rows, wanted.place)
    if not wanted.about:
        return hits(connection, rows, zone)
    tags: dict[int, dict[int, str]] = {}
    if wanted.topic_ids:
        asked = {"day_rows": day_rows, "topic_ids": wanted.topic_ids}
        for tag in connection.execute(_TAGGED, asked):
            tags.setdefault(tag.day_row, {})[tag.topic_id] = tag.phrase
    return hits(connection, rows, zone, reason(wanted, tags))
