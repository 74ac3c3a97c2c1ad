"""From rows to hits: every word shown is cut out of the stored article, never kept beside it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, or_, select

from bot.model import Context, Hit, Kind, Voice
from store.columns import day_of, instant, spans
from store.prepared import Prepared
from store.tables import articles, outlets, people, quotes, roles, versions
from store.wanted import Wanted, tokens

_ANY = (
    select(
        quotes.c.day_row,
        quotes.c.id,
        quotes.c.person_id,
        quotes.c.kind,
        quotes.c.voice,
        quotes.c.background,
        quotes.c.confidence,
        quotes.c.at,
        quotes.c.content,
        quotes.c.cue,
        quotes.c.paragraph,
        people.c.name,
        people.c.role.label("latest_role"),
        people.c.desk,
        roles.c.role,
        versions.c.text,
        versions.c.title,
        versions.c.published,
        articles.c.url,
        outlets.c.name.label("outlet"),
    )
    .join(people, quotes.c.person_id == people.c.id)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .join(outlets, articles.c.outlet_id == outlets.c.id, isouter=True)
    .join(roles, quotes.c.role_id == roles.c.id, isouter=True)
)
_HITS = _ANY.where(quotes.c.shown)


class Shown(NamedTuple):
    """A row of the statements below, as the driver gives it."""

    day_row: int
    id: int
    person_id: int
    kind: str
    voice: str
    background: int
    confidence: float
    at: int | None
    content: str
    cue: str
    paragraph: str
    name: str
    latest_role: str | None
    desk: int
    role: str | None
    text: str
    title: str | None
    published: str | date | None
    url: str | None
    outlet: str | None


IN_PERIOD = or_(
    quotes.c.day_row.between(bindparam("inner_low"), bindparam("inner_high") - 1),
    quotes.c.at.is_(None)
    & (quotes.c.day_row >= bindparam("day_low"))
    & (quotes.c.day_row < bindparam("day_high")),
    (quotes.c.at >= bindparam("start")) & (quotes.c.at < bindparam("end")),
)
_NEWEST = (
    _HITS.where(quotes.c.day_row >= bindparam("low"), quotes.c.day_row < bindparam("high"))
    .order_by(quotes.c.day_row.desc())
    .limit(bindparam("limit"))
)
OF_PERSON = Prepared(_NEWEST.where(quotes.c.person_id == bindparam("person")))
OF_ROW = Prepared(_HITS.where(quotes.c.day_row == bindparam("day_row")))
ANY_ROW = Prepared(_ANY.where(quotes.c.day_row == bindparam("day_row")))  # shown or not
OF_ID = Prepared(_HITS.where(quotes.c.id == bindparam("id")))

_VOICES = {voice.value: voice for voice in Voice}
_KINDS = {kind.value: kind for kind in Kind}

_ROLES = (
    select(roles.c.person_id, roles.c.role, roles.c.since, roles.c.until, roles.c.by)
    .where(
        roles.c.person_id.in_(bindparam("ids", expanding=True)),
        roles.c.by.is_not(None) | roles.c.since.is_not(None),  # read, but of no known day
    )
    .order_by(func.coalesce(roles.c.since, date.min))
)

Because = Callable[[Shown], str | None]


def hits(
    connection: Connection,
    found: Iterable[tuple[Any, ...]],
    zone: str | None,
    because: Because | None = None,
) -> tuple[Hit, ...]:
    """The hits of rows of one of the statements above.

    zone: the asker's, in which an instant becomes a day; None for the article's own day.
    """
    rows = [Shown._make(row) for row in found]
    own_zone = ZoneInfo(zone) if zone else None
    without = {
        row.person_id
        for row in rows
        if row.desk or (row.role is None and row.latest_role is not None)
    }
    held = _held(connection, without) if without else {}
    made = []
    for row in rows:
        text, day = row.text, _day(row, own_zone)
        [(start, end)] = spans(row.paragraph)
        made.append(
            Hit(
                id=row.id,
                pieces=tuple([text[at:stop] for at, stop in spans(row.content)]),
                speaker=row.name,
                person_id=row.person_id,
                voice=_VOICES[row.voice],
                role=_role_on(held.get(row.person_id, ()), day, row.role),
                kind=_KINDS[row.kind],
                background=bool(row.background),
                confidence=row.confidence,
                day=day,
                published=_date(row.published),
                title=row.title,
                url=row.url,
                outlet=row.outlet,
                cue=" … ".join([text[at:stop] for at, stop in spans(row.cue)]) or None,
                context=text[start:end],
                because=because(row) if because else None,
            )
        )
    return tuple(made)


def context(found: tuple[Any, ...], hit: Hit) -> Context:
    """A hit with the paragraphs before and after its own."""
    row = Shown._make(found)
    [(start, end)] = spans(row.paragraph)
    before = [part for part in row.text[:start].splitlines() if part.strip()]
    after = [part for part in row.text[end:].splitlines() if part.strip()]
    return Context(
        hit=hit,
        before=before[-1] if before else None,
        paragraph=row.text[start:end],
        marked=tuple((at - start, stop - start) for at, stop in spans(row.content)),
        after=after[0] if after else None,
    )


def reason(wanted: Wanted, tags: dict[int, dict[int, str]]) -> Because:
    """What tells of a row which phrase made it match: its words first, then its topics."""
    phrases = [(phrase, _spaced(phrase)) for phrase in wanted.phrases]

    def because(row: Shown) -> str | None:
        said = _spaced(" ".join(row.text[start:end] for start, end in spans(row.content)))
        around = _spaced(f"{row.text[slice(*spans(row.paragraph)[0])]} {row.title or ''}")
        for place in (said, around):
            for phrase, spaced in phrases:
                if spaced in place:
                    return phrase
        tagged = tags.get(row.day_row, {})
        return next((tagged[one] for one in wanted.topic_ids if one in tagged), wanted.about)

    return because


def _date(value: str | date | None) -> date | None:
    # PostgreSQL's driver makes a date of it, SQLite has none.
    return date.fromisoformat(value) if isinstance(value, str) else value


def _spaced(words: str) -> str:
    return f" {' '.join(tokens(words))} "


def _day(row: Shown, zone: ZoneInfo | None) -> date | None:
    if row.at is None:
        return day_of(row.day_row)
    if zone is None:
        return _date(row.published) or day_of(row.day_row)
    return instant(row.at).astimezone(zone).date()


_Held = tuple[str, date | None, date | None, bool]  # a role, since, until, by the desk


def _held(connection: Connection, ids: Iterable[int]) -> dict[int, list[_Held]]:
    held: dict[int, list[_Held]] = {}
    for row in connection.execute(_ROLES, {"ids": sorted(ids)}):
        one = row.role, row.since, row.until, row.by is not None
        held.setdefault(row.person_id, []).append(one)
    return held


def _role_on(held: Iterable[_Held], day: date | None, worded: str | None) -> str | None:
    """The role held on a day: what the desk says, else the article's wording, else what others say.

    Of several it is the latest to begin.
    """
    holding = [
        (by_desk, role)
        for role, since, until, by_desk in held
        if day and (since is None or since <= day) and (until is None or day <= until)
    ]
    desk = [role for by_desk, role in holding if by_desk]
    read = [role for by_desk, role in holding if not by_desk]
    return desk[-1] if desk else worded or (read[-1] if read else None)
