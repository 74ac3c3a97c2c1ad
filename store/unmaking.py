"""The words of quotes taken out of every row: deleted, or covered where their article stays."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)

from bot.model import Span
from store.finding import all_who_are
from store.people import count
from store.striking import OWN_WORDS
from store.tables import (
    aliases,
    articles,
    changes,
    corrections,
    lookalikes,
    metadata,
    people,
    quotes,
    readings,
    roles,
    surname_keys,
    versions,
)
from store.visibility import change_state, see_roles_again

FILLER = "█"  # stands for every letter that was erased out of an article that stays
_CALLED = ("alias", "dropped")  # what changes.detail holds names in
_OF_OTHERS = (
    select(quotes.c.version_id, quotes.c.content)
    .join(versions, quotes.c.version_id == versions.c.id)
    .where(versions.c.article_id == bindparam("article"), quotes.c.person_id.is_not(None))
)
TELLING_WORDS = 3  # so many words in a row are a person's own, wherever else they stand


def take_out(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> set[int]:
    """Delete quotes and what hangs on them; return who said them."""
    day_rows = [row.day_row for row in rows]
    ids = {row.id for row in rows}
    _delete_hanging(connection, "quotes.day_row", day_rows)
    for table in metadata.sorted_tables:
        if "quote_id" in table.c and table.name != "post_quotes":
            connection.execute(delete(table).where(table.c.quote_id.in_(ids)))
    _silence(connection, ids)
    connection.execute(delete(quotes).where(quotes.c.day_row.in_(day_rows)))
    return {row.person_id for row in rows if row.person_id is not None}


def _silence(connection: Connection, quote_ids: Collection[int]) -> None:
    """Take the words out of what people have changed of these quotes; that they did, stays."""
    for row in connection.execute(select(changes.c.id, changes.c.detail)).all():
        about = row.detail.get("quote")
        if about in quote_ids:
            kept = {name: value for name, value in row.detail.items() if isinstance(value, int)}
            connection.execute(changes.update().where(changes.c.id == row.id).values(detail=kept))


def delete_article(connection: Connection, article_id: int) -> None:
    of_article = select(versions.c.id).where(versions.c.article_id == article_id)
    version_ids = connection.scalars(of_article).all()
    _forget_known_by(connection, article_id)
    _delete_hanging(connection, "versions.id", version_ids)
    _delete_hanging(connection, "articles.id", [article_id])
    connection.execute(delete(articles).where(articles.c.id == article_id))


def _forget_known_by(connection: Connection, article_id: int) -> None:
    """Forget those who are known by one article only, but for whom people found in others."""
    known_by = select(people.c.id).where(people.c.article_id == article_id)
    for person_id in connection.scalars(known_by).all():
        everybody = all_who_are(connection, {person_id})
        if other := _found_in_another(connection, everybody, article_id):
            one = people.update().where(people.c.id == person_id)
            connection.execute(one.values(article_id=other))
    only_here = select(people.c.id).where(people.c.article_id == article_id)
    ids = sorted(all_who_are(connection, connection.scalars(only_here).all()))
    named = select(func.count()).select_from(people).where(people.c.id.in_(ids), people.c.desk)
    count(connection, "people", -(connection.scalar(named) or 0))
    _unname(connection, ids)
    _delete_hanging(connection, "people.id", ids)
    connection.execute(delete(people).where(people.c.id.in_(ids)))


def _found_in_another(
    connection: Connection, person_ids: Collection[int], article_id: int
) -> int | None:
    """Another article that quotes one of these, or did before or after people corrected it."""
    quoted = select(func.min(versions.c.article_id)).join(
        quotes, quotes.c.version_id == versions.c.id
    )
    read = select(func.min(readings.c.article_id))
    named = read.join(corrections, corrections.c.quote_id == readings.c.quote_id)
    for found, who, of in (
        (quoted, quotes.c.person_id, versions.c.article_id),
        (read, readings.c.person_id, readings.c.article_id),
        (named, corrections.c.person_id, readings.c.article_id),
    ):
        if other := connection.scalar(found.where(who.in_(person_ids), of != article_id)):
            return int(other)
    return None


def _delete_hanging(connection: Connection, column: str, ids: Sequence[int]) -> None:
    """Delete the rows of every table that point at these, and those that point at them."""
    if not ids:
        return
    for table in reversed(metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.target_fullname != column:
                continue
            of_ids = key.parent.in_(ids)
            if len(table.primary_key) == 1 and not key.parent.primary_key:
                [own] = table.primary_key
                hanging = connection.scalars(select(own).where(of_ids)).all()
                _delete_hanging(connection, f"{table.name}.{own.name}", hanging)
            connection.execute(delete(table).where(of_ids))


def redact(
    connection: Connection, article_id: int, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime
) -> None:
    """Erase somebody's words from an article that stays, wherever they stand in it.

    What it has others say in the same words stays theirs, see `without`.
    """
    here = [row for row in rows if row.article_id == article_id]
    before = connection.execute(select(articles).where(articles.c.id == article_id)).one()
    # Out of the indexes first: a document is taken out to the letter as it was put in.
    change_state(connection, article_id, {"withdrawn": "erasing"}, now=now)
    pieces = {row.text[start:end] for row in here for start, end in row.content}
    spans: dict[int, list[Span]] = {}
    for row in here:
        spans.setdefault(row.version_id, []).extend(row.content)
    take_out(connection, here)
    others: dict[int, list[Span]] = {}
    for row in connection.execute(_OF_OTHERS, {"article": article_id}):
        others.setdefault(row.version_id, []).extend(row.content)
    for version in connection.execute(
        select(versions).where(versions.c.article_id == article_id)
    ).all():
        text = covered(version.text, spans.get(version.id, ()))
        values = {
            "text": without(text, pieces, others.get(version.id, ())),
            "title": version.title and without(version.title, pieces),
        }
        connection.execute(versions.update().where(versions.c.id == version.id).values(values))
    state = {"withdrawn": before.withdrawn, "redacted": True}
    change_state(connection, article_id, state, now=now)


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text with FILLER for each letter in the spans: every offset stays right."""
    for start, end in spans:
        text = f"{text[:start]}{_filled(text[start:end])}{text[end:]}"
    return text


def without(text: str, pieces: Iterable[str], others: Collection[Span] = ()) -> str:
    """The same for words that are repeated elsewhere, as a headline does; "No" may be anybody's.

    others: what other people are quoted with. Two may say the same: what is all that somebody is
    quoted with stays, and of longer quotes what is less than OWN_WORDS.
    """
    for piece in sorted(pieces, key=len, reverse=True):
        if (many := len(piece.split())) >= TELLING_WORDS:
            for found in re.finditer(re.escape(piece), text):
                at, end = found.span()
                spared = [
                    (max(at, first), min(end, last))
                    for first, last in others
                    if first < end and at < last
                    if many < OWN_WORDS or (at <= first and last <= end)
                ]
                for span in _beside(at, end, spared):
                    text = covered(text, [span])
    return text


def _beside(at: int, end: int, spared: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span without some others."""
    for first, last in sorted(spared):
        if at < first:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def _filled(words: str) -> str:
    return "".join(FILLER if one.isalnum() else one for one in words)


def _unname(connection: Connection, ids: Collection[int]) -> None:
    """Take what people were called out of what was changed of them; that it was, stays."""
    for row in connection.execute(select(changes.c.id, changes.c.detail)).all():
        kept = row.detail
        if row.detail.get("person") in ids or row.detail.get("to") in ids:
            kept = {name: value for name, value in row.detail.items() if name not in _CALLED}
        if any(one["person"] in ids for one in row.detail.get("did", ())):
            left = [one for one in row.detail["did"] if one["person"] not in ids]
            kept = {**kept, "did": left}
        if kept != row.detail:
            connection.execute(changes.update().where(changes.c.id == row.id).values(detail=kept))


def _pointing_at(table: Table, but: Collection[Table] = ()) -> list[ColumnElement[bool]]:
    """The conditions that a row of some other table points at one of this table."""
    return [
        exists().where(key.parent == table.c.id)
        for other in metadata.sorted_tables
        for key in other.foreign_keys
        if key.target_fullname == f"{table.name}.id" and other not in but
    ]


def forget_people(connection: Connection, ids: Collection[int]) -> None:
    """Forget those whom nothing names any more and roles nothing has; set the others right."""
    unused = ~or_(*_pointing_at(roles))
    connection.execute(
        delete(roles).where(roles.c.person_id.in_(ids), roles.c.by.is_(None), unused)
    )
    for person_id in sorted(ids):
        see_roles_again(connection, person_id)
    # A pair that looks alike names nobody, nor does a spelling that was merged into another.
    named = or_(people.c.desk, *_pointing_at(people, but=(roles, lookalikes, aliases)))
    gone = connection.execute(
        select(people.c.id, people.c.surname).where(people.c.id.in_(ids), ~named)
    ).all()
    gone_ids = sorted(all_who_are(connection, [row.id for row in gone]))
    _unname(connection, gone_ids)
    _delete_hanging(connection, "people.id", gone_ids)
    connection.execute(delete(people).where(people.c.id.in_(gone_ids)))
    for surname in {row.surname for row in gone}:
        others = [
            select(table.c.id).where(table.c.surname == bindparam("surname")).limit(1)
            for table in (people, aliases)
        ]
        if not any(connection.execute(one, {"surname": surname}).first() for one in others):
            connection.execute(delete(surname_keys).where(surname_keys.c.surname == surname))
