"""From rows to hits: every word shown is cut out of the stored article, never kept beside it."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Dialect, bindparam, or_, select

from bot.answers import Hit, Mended
from bot.attribution import attribution
from bot.model import Kind, Voice
from store.columns import (
    DAY_BITS,
    cut,
    cut_all,
    cut_flat,
    flat,
    instant,
    microseconds,
    numbered,
    spans,
    written,
)
from store.columns import provenance as told_in
from store.prepared import ByRow, Prepared
from store.roles import Held, date_of, held_by, role_on
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
        people.c.voice.label("person_voice"),
        people.c.quotes.label("person_quotes"),
        roles.c.role,
        versions.c.text,
        versions.c.title,
        versions.c.published,
        articles.c.url,
        outlets.c.name.label("outlet"),
        versions.c.corrected_at,
        quotes.c.corrected,
        quotes.c.copies,
        quotes.c.joint,
        quotes.c.earlier,
        quotes.c.provenance,
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
    person_voice: str
    person_quotes: int
    role: str | None
    text: str
    title: str | None
    published: str | date | None
    url: str | None
    outlet: str | None
    corrected_at: int | None
    corrected: str | None
    copies: int
    joint: int
    earlier: int
    provenance: str | None


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
OF_ROW = ByRow(_HITS)
ANY_ROW = ByRow(_ANY)  # shown or not
OF_ID = Prepared(_HITS.where(quotes.c.id == bindparam("id")))

_own = quotes.alias("own")
_TOGETHER = Prepared(
    select(people.c.name)
    .join(quotes, quotes.c.person_id == people.c.id)
    .join(_own, (_own.c.version_id == quotes.c.version_id) & (_own.c.ordinal == quotes.c.ordinal))
    .where(_own.c.day_row == bindparam("own"), ~quotes.c.refuted)
    .order_by(quotes.c.id)
)

VOICES = {voice.value: voice for voice in Voice}
KINDS = {kind.value: kind for kind in Kind}
_NOTHING_TOLD: tuple[tuple[tuple[str, str], ...], str | None] = (), None

Because = Callable[[Shown], tuple[str | None, str | None]]  # Hit.because, Hit.beside
_FOR_NOTHING = None, None


def hits(
    connection: Connection,
    found: Iterable[tuple[Any, ...]],
    zone: str | None,
    because: Because | None = None,
) -> tuple[Hit, ...]:
    """The hits of rows of one of the statements above.

    zone: the asker's, in which an instant becomes a day; None for the article's own day.
    """
    driver: Any = connection.connection.driver_connection
    return made(driver, connection.dialect, found, zone, because)


def made(
    driver: Any,
    dialect: Dialect,
    found: Iterable[tuple[Any, ...]],
    zone: str | None,
    because: Because | None = None,
) -> tuple[Hit, ...]:
    """As `hits`, on a connection of the driver's own."""
    own_zone = ZoneInfo(zone) if zone else None
    held: dict[int, list[Held]] = {}
    shown = []
    # Rows are taken apart at once, and Hit's values given in its order: read one by one by their
    # names they would take as long again, and this loop is most of what an answer costs.
    for row in found:
        (
            day_row, quote_id, person_id, kind, voice, background, confidence, at, content, cue,
            paragraph, name, latest_role, desk, _, _, role, text, title, published, url, outlet,
            corrected_at, corrected, copies, joint, earlier, provenance,
        ) = row  # fmt: skip
        day = numbered(day_row >> DAY_BITS) if at is None else _day_at(at, own_zone, published)
        if desk or (role is None and latest_role is not None):
            if person_id not in held:
                held[person_id] = held_by(driver, dialect, person_id)
            role = role_on(held[person_id], day, role)
        why, beside = because(Shown._make(row)) if because else _FOR_NOTHING
        pieces, cued, around = cut_all(text, content, cue, paragraph)
        how, told = _told(text, cue, content, provenance) if provenance else _NOTHING_TOLD
        # Not Hit(...), which takes twice as long to hand the same values on.
        hit = tuple.__new__(Hit, (
            quote_id, pieces, name, person_id, VOICES[voice], role, KINDS[kind], background == 1,
            confidence, day,
            written(published) if published.__class__ is str else published,
            title, url, outlet, cued, around, why,
            None if corrected_at is None else instant(corrected_at),
            mended(corrected, own_zone) if corrected else None,
            copies,
            _together(driver, dialect, day_row, name) if joint else (),
            earlier == 1, how, told, beside,
        ))  # fmt: skip
        shown.append(hit)
    return tuple(shown)


def _together(driver: Any, dialect: Dialect, day_row: int, name: str) -> tuple[str, ...]:
    """Who else said it, in the order of the article."""
    names = (row[0] for row in _TOGETHER.run(driver, dialect, {"own": day_row}))
    return tuple(other for other in dict.fromkeys(names) if other != name)


def _told(
    text: str, cue: str, content: str, provenance: str
) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """Hit.provenance and Hit.told."""
    how = told_in(provenance)
    pairs = tuple((name, flat(text[start:end])) for name, (start, end) in how.spans().items())
    line = attribution(text, spans(cue), spans(content), how)
    return pairs, " … ".join(map(flat, line)) or None


def mark_of(at: datetime, name: str) -> str:
    """What quotes.corrected holds: microseconds, and the name of who corrected it."""
    return f"{microseconds(at)} {name}"


def mended(mark: str, zone: ZoneInfo | None) -> Mended:
    """Reads what `mark_of` wrote; the day is in the asker's zone, in UTC without one."""
    at, _, name = mark.partition(" ")
    return Mended(name, instant(int(at)).astimezone(zone or UTC).date())


def words_of(found: tuple[Any, ...]) -> str:
    """The words of a row's quote, as Hit.text will have them."""
    row = Shown._make(found)
    return " ".join(cut_flat(row.text, row.content))


def reason(wanted: Wanted, tags: dict[int, dict[int, str]]) -> Because:
    """What tells of a row which phrase made it match, its words before its topics, and where that
    stands: None for the quote itself."""
    phrases = [(phrase, _spaced(phrase)) for phrase in wanted.phrases]

    def because(row: Shown) -> tuple[str | None, str | None]:
        said = _spaced(" ".join(cut(row.text, row.content)))
        near = _spaced(" ".join(cut(row.text, row.paragraph)))
        places = ((None, said), ("paragraph", near), ("headline", _spaced(row.title or "")))
        for where, place in places:
            for phrase, spaced in phrases:
                if spaced in place:
                    return phrase, where
        tagged = tags.get(row.day_row, {})
        by_topic = next((tagged[one] for one in wanted.topic_ids if one in tagged), None)
        why = by_topic or wanted.about
        spaced = _spaced(why or "")
        otherwise = "topic" if by_topic else None  # its words stand there, one by one
        return why, next((where for where, place in places if spaced in place), otherwise)

    return because


def _spaced(words: str) -> str:
    return f" {' '.join(tokens(words))} "


def _day_at(moment: int, zone: ZoneInfo | None, published: str | date | None) -> date | None:
    """The day of an instant in the asker's zone; the article's own day when there is no asker."""
    if zone is None and published is not None:
        return date_of(published)
    return instant(moment).astimezone(zone or UTC).date()
