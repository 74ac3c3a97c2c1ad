"""What people mend of quotes: at once, over every re-reading of the article, and undone again.

What was read stays beside it (`readings`). A changed article is read as any other; then each quote
that somebody has corrected is found again by its words, and the corrections are put on it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, bindparam, delete, insert, select

from bot.errors import StoreError
from bot.mending import Correction, Mending, kind_of
from bot.model import Span, Voice
from bot.names import fold
from store.columns import day_of
from store.drafts import first_free_row
from store.engine import writing
from store.finding import find, now_known_as
from store.hits import mark_of
from store.people import KnownPerson, new_person, record
from store.showing import hide
from store.tables import (
    changes,
    corrections,
    people,
    quote_topics,
    quotes,
    readings,
    versions,
)
from store.visibility import change_state, see_roles_again

QUOTE = (
    select(quotes, versions.c.text, versions.c.article_id)
    .join(versions, quotes.c.version_id == versions.c.id)
    .where(versions.c.current)
)
_OF_ID = QUOTE.where(quotes.c.id == bindparam("quote_id"))
_AS_READ = (
    select(quotes, versions.c.text, versions.c.article_id, versions.c.current)
    .join(versions, quotes.c.version_id == versions.c.id)
    .where(quotes.c.id == bindparam("quote_id"), quotes.c.version_id == bindparam("version_id"))
)
_IN_FORCE = (
    select(corrections, changes.c.at)
    .join(changes, corrections.c.change_id == changes.c.id)
    .where(corrections.c.quote_id == bindparam("quote_id"), changes.c.undone_at.is_(None))
    .order_by(corrections.c.change_id)
)

_Row = Row[*tuple[Any, ...]]


class Corrections:
    """What people mend of quotes. Raises StoreError when the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def correct(
        self, quote_id: int, correction: Correction, *, by: str, name: str, now: datetime
    ) -> int:
        """Let a quote be as a person says it is, from now on; each part can be undone by itself.

        So it is in every article it ran in, and for all who said it together, but that a speaker
        is one of theirs. Returns in how many articles. name: how answers call whoever corrects it.
        Raises StoreError when no answer shows the quote, its paragraph is another one by now, or
        the speaker is not known.
        """
        with writing(self._engine) as connection:
            row, called = _shown(connection, quote_id), " ".join(name.split()) or by
            mended: dict[int, _Row] = {}
            for kind, value in _parts(connection, row, correction):
                each = _in_each(connection, row, kind, value)
                rows = [one for one, _ in each]
                detail: dict[str, Any] = {"quote": quote_id, "kind": kind.value}
                detail |= {"articles": many} if (many := _articles(rows)) > 1 else {}
                detail |= {"from": row.person_id} if kind is Mending.SPEAKER else {}
                detail |= {"to": value["person_id"]} if kind is Mending.SPEAKER else {}
                detail |= {"day": str(value["day"])} if kind is Mending.DAY else {}
                change_id = record(connection, "quote corrected", detail, by=by, now=now)
                same = {"change_id": change_id, "kind": kind, "by_name": called}
                connection.execute(
                    insert(corrections), [{**same, **own, "quote_id": one.id} for one, own in each]
                )
                mended |= {one.id: one for one in rows}
            for one in sorted(mended):
                _remember(connection, mended[one])
            for one in sorted(mended):
                mend(connection, one, now=now)
            return _articles(mended.values())


def undo(connection: Connection, change_id: int, *, now: datetime) -> None:
    """Let a change that counts no more go out of every quote it was put on."""
    of_change = select(corrections.c.quote_id).where(corrections.c.change_id == change_id)
    for quote_id in connection.scalars(of_change.order_by(corrections.c.quote_id)).all():
        mend(connection, quote_id, now=now)


def _articles(rows: Iterable[_Row]) -> int:
    return len({one.article_id for one in rows})


def _in_each(
    connection: Connection, row: _Row, kind: Mending, value: Mapping[str, Any]
) -> list[tuple[_Row, Mapping[str, Any]]]:
    """What a correction is in each of the quotes that are one: where it ran, and who said it too.

    An article that has other words than those that were chosen is left as it is.
    """
    found = {row.id: row}
    waiting = [row]
    while waiting:
        one = waiting.pop()
        lead = one.lead or one.id
        same = (quotes.c.id == lead) | (quotes.c.lead == lead)
        if one.joint and kind is not Mending.SPEAKER:
            with_it = quotes.c.version_id == one.version_id, quotes.c.ordinal == one.ordinal
            same |= and_(quotes.c.joint, *with_it)
        more = [each for each in connection.execute(QUOTE.where(same)) if each.id not in found]
        found |= {each.id: each for each in more}
        waiting += more
    if kind is not Mending.WORDS:
        return [(one, value) for one in found.values()]
    pieces = [row.text[start:end] for start, end in value["content"]]
    each = {one.id: words_in(one.text, one.paragraph[0], pieces) for one in found.values()}
    each[row.id] = value["content"]
    return [
        (one, {**value, "content": content, "version_id": one.version_id})
        for one in found.values()
        if (content := each[one.id])
    ]


def words_in(text: str, paragraph: Span, pieces: Iterable[str]) -> tuple[Span, ...] | None:
    """Where words stand in a paragraph, piece after piece; None when it does not have them."""
    (at, end), content = paragraph, list[Span]()
    for words in pieces:
        at = text.find(words, at, end)
        if at < 0:
            return None
        content.append((at, at + len(words)))
        at += len(words)
    return tuple(content)


def _shown(connection: Connection, quote_id: int) -> _Row:
    row = connection.execute(_OF_ID, {"quote_id": quote_id}).first()
    if row is None or not (row.shown or row.reserved or row.lead is not None):
        raise StoreError("This quote is not in the archive any more.", "Ask again for what is.")
    return row


def _parts(
    connection: Connection, row: _Row, correction: Correction
) -> list[tuple[Mending, dict[str, Any]]]:
    """What is to be corrected, part by part, as columns of `corrections`."""
    nothing = {"person_id": None, "day": None, "content": None, "version_id": None}
    parts: list[tuple[Mending, dict[str, Any]]] = []
    if correction.speaker is not None:
        person_id = _speaker(connection, correction.speaker)
        parts.append((Mending.SPEAKER, nothing | {"person_id": person_id}))
    if correction.day is not None:
        parts.append((Mending.DAY, nothing | {"day": correction.day}))
    if correction.content:
        content = _in_text(row, correction)
        parts.append((Mending.WORDS, nothing | {"content": content, "version_id": row.version_id}))
    if correction.no_quote:
        parts.append((Mending.NO_QUOTE, nothing))
    return parts


def _speaker(connection: Connection, speaker: int | str) -> int:
    if isinstance(speaker, int):
        known = select(people.c.id).where(people.c.id == speaker, people.c.voice != Voice.ANONYMOUS)
        if connection.scalar(known) is None:
            raise StoreError("That person is not in the archive.", "Pick one that is.")
        return speaker
    name = " ".join(speaker.split())
    same = [one for one in find(connection, name) if fold(one.name) == fold(name)]
    if same:
        raise StoreError(f"{same[0].name} is in the archive already.", "Pick them from the list.")
    return new_person(connection, KnownPerson(name))


def _in_text(row: _Row, correction: Correction) -> tuple[Span, ...]:
    [(start, end)] = row.paragraph
    content = tuple((start + first, start + last) for first, last in correction.content or ())
    inside = all(start <= first < last <= end for first, last in content)
    if row.text[start:end] != correction.paragraph or not inside:
        raise StoreError(
            "The article has changed since you looked at it.", "Ask again, and correct that."
        )
    return content


def _remember(connection: Connection, row: _Row) -> None:
    """Keep what was read, unless that was kept already."""
    known = select(readings.c.quote_id).where(readings.c.quote_id == row.id)
    if connection.scalar(known) is None:
        connection.execute(insert(readings), reading_of(row))


def reading_of(row: _Row) -> dict[str, Any]:
    """The columns of `readings` for a row of QUOTE that no correction is on."""
    same = ("article_id", "version_id", "person_id", "role_id", "voice", "kind", "confidence")
    kept = {name: getattr(row, name) for name in (*same, "at", "content", "earlier")}
    return kept | {"quote_id": row.id, "day": day_of(row.day_row)}


def in_force(connection: Connection, quote_id: int) -> dict[str, _Row]:
    """The corrections of a quote that count, by their kind."""
    return {row.kind: row for row in connection.execute(_IN_FORCE, {"quote_id": quote_id})}


def mend(connection: Connection, quote_id: int, *, now: datetime) -> None:
    """Make a quote what was read of it, with the corrections that are in force.

    Also in a version that is current no more: erasing goes by whose words it says they are.
    """
    read = connection.execute(select(readings).where(readings.c.quote_id == quote_id)).first()
    if read is None:
        return
    asked = {"quote_id": quote_id, "version_id": read.version_id}
    row = connection.execute(_AS_READ, asked).one()
    force = in_force(connection, quote_id)
    values = _values(connection, row, read, force)
    if row.current:
        hide(connection, row.version_id)
    _move(connection, row.day_row, values)
    if not force:
        connection.execute(delete(readings).where(readings.c.quote_id == quote_id))
    if row.current:
        change_state(connection, row.article_id, {}, now=now)
        see_roles_again(connection, row.person_id)


def _values(
    connection: Connection, row: _Row, read: _Row, force: Mapping[str, _Row]
) -> dict[str, Any]:
    """The columns of a quote: as read, but for what is corrected."""
    same = ("person_id", "role_id", "voice", "kind", "confidence", "at", "content", "earlier")
    values: dict[str, Any] = {name: getattr(read, name) for name in same}
    values |= {"day": read.day, "refuted": Mending.NO_QUOTE in force, "corrected": None}
    if read.person_id is not None:
        values["person_id"] = now_known_as(connection, read.person_id)
    if speaker := force.get(Mending.SPEAKER):
        said_by = now_known_as(connection, speaker.person_id)
        voice = connection.scalar(select(people.c.voice).where(people.c.id == said_by))
        values |= {"person_id": said_by, "voice": voice, "confidence": 1.0}
        if said_by != read.person_id:
            values["role_id"] = None  # the article words the role of somebody else
    if day := force.get(Mending.DAY):
        values |= {"day": day.day, "at": None, "earlier": False}
    words = force.get(Mending.WORDS)
    if words and words.version_id == row.version_id:
        [(start, end)] = row.paragraph
        content = [(first - start, last - start) for first, last in words.content]
        values |= {"content": words.content, "kind": kind_of(row.text[start:end], content)}
    if force:
        last = max(force.values(), key=lambda one: int(one.change_id))
        values["corrected"] = mark_of(last.at, last.by_name)
    return values


def _move(connection: Connection, day_row: int, values: dict[str, Any]) -> None:
    """Write a quote's columns; with another day it gets another row, its topics with it."""
    day: date | None = values.pop("day")
    of_row = quotes.update().where(quotes.c.day_row == day_row)
    if day == day_of(day_row):
        connection.execute(of_row.values(values))
        return
    tags = connection.execute(select(quote_topics).where(quote_topics.c.day_row == day_row)).all()
    connection.execute(delete(quote_topics).where(quote_topics.c.day_row == day_row))
    new_row = first_free_row(connection, day, 1)
    connection.execute(of_row.values(values | {"day_row": new_row}))
    if tags:
        moved = [tag._asdict() | {"day_row": new_row} for tag in tags]
        connection.execute(insert(quote_topics), moved)
