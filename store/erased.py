"""By what erased things are known again: hashes of addresses, of words and of names, no text.

An article is known by its address and the words of each version; what somebody said, by its words;
whom an erased article quoted, by their names. Words that come in again are covered.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from bot import names
from bot.model import Quote
from store.documents import said
from store.entries import Entry, mark_of
from store.finding import all_who_are
from store.striking import OWN_WORDS
from store.tables import (
    aliases,
    erased,
    erased_speakers,
    people,
    quotes,
    tombstones,
    versions,
)
from store.unmaking import covered, without
from store.wanted import sayable, tokens
from store.whose import QUOTED

_AT_ONCE = 5_000

_Row = Row[*tuple[Any, ...]]

_ANY_TOMBSTONE = select(tombstones.c.id).limit(1)
_KNOWN = (
    select(erased.c.mark, *tombstones.c["id", "at", "what", "allowed", "redacted"])
    .join(tombstones)
    .where(erased.c.mark.in_(bindparam("marks", expanding=True)))
    .order_by(tombstones.c.id)
)
_LAST_ERASED = select(func.max(tombstones.c.at)).where(tombstones.c.what == "person")


def find_erased(connection: Connection, entries: Sequence[Entry]) -> None:
    """Mark those of the articles that were erased, and cover erased words in the others."""
    if connection.execute(_ANY_TOMBSTONE).first() is None:
        return
    marks = sorted(set().union(*(one.marks for one in entries)))
    known: dict[str, list[_Row]] = {}
    for row in connection.execute(_KNOWN, {"marks": marks}):
        known.setdefault(row.mark, []).append(row)
    for one in entries:
        if one.unchanged:  # what stands here has nothing of it
            continue
        one.erased = _erased_at(one, known)
        if one.before is not None and one.before.redacted:
            one.erased = connection.scalar(_LAST_ERASED)
    cover(connection, [one for one in entries if not one.unchanged])


def _erased_at(one: Entry, known: Mapping[str, Sequence[_Row]]) -> datetime | None:
    """When an article was erased; None when it was not, or may come in again.

    Another may have been erased with the very same words: they come in where they were allowed.
    """
    here = known.get(mark_of(one.address), ()) if one.address else ()
    words = known.get(one.digest, ())
    allowed = {row.id for row in here}.intersection(row.id for row in words)
    counts = [row for row in here if row.allowed is None or row.redacted]
    counts += [row for row in words if row.redacted or (row.allowed is None and not allowed)]
    return counts[0].at if counts else None


def cover(connection: Connection, entries: Sequence[Entry]) -> None:
    """Take quotes that were erased out of articles, and their letters out of the text."""
    marks = {id(quote): said_marks(quote) for one in entries for quote in one.article.quotes}
    wanted = sorted(set().union(*marks.values()))
    known: set[str] = set()
    for at in range(0, len(wanted), _AT_ONCE):
        rows = connection.execute(_KNOWN, {"marks": wanted[at : at + _AT_ONCE]})
        known |= {row.mark for row in rows if row.what == "person"}
    for one in entries if known else ():
        gone = [quote for quote in one.article.quotes if not known.isdisjoint(marks[id(quote)])]
        if gone:
            _take_out(one, gone)


def _take_out(one: Entry, gone: Sequence[Quote]) -> None:
    page, spans = one.article.page, [span for quote in gone for span in quote.content]
    pieces = {one.text[start:end] for start, end in spans}
    left = tuple(quote for quote in one.article.quotes if quote not in gone)
    others = [span for quote in left if quote.speaker for span in quote.content]
    one.text = without(covered(one.text, spans), pieces, others)
    one.title = one.title and without(one.title, pieces)
    one.article = replace(
        one.article,
        page=replace(page, text=one.text, title=page.title and without(page.title, pieces)),
        title=one.article.title and without(one.article.title, pieces),
        quotes=left,
    )
    one.covered = len(gone)


def said_marks(quote: Quote) -> set[str]:
    """What a quote on its way in would be known by, had it been erased."""
    by = [quote.speaker or "", *quote.together]
    return _said_marks(sayable(quote.text), map(names.fold, by))


def _said_marks(words: str, called: Iterable[str]) -> set[str]:
    """By what words may be known: with each name, and enough of them without one."""
    each = tokens(words)
    every = {_hash("said", " ".join(each), folded) for folded in called}
    return every | ({_hash("said", " ".join(each), "")} if len(each) >= OWN_WORDS else set())


def _name_mark(folded: str) -> str:
    return _hash("name", folded)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def remember_article(
    connection: Connection,
    stone_id: int,
    article: _Row,
    speakers: Collection[int | None],
) -> None:
    """Keep by what an article is known again, and whom it quotes."""
    digests = select(versions.c.digest).where(versions.c.article_id == article.id)
    addresses = {mark_of(article.address)} if article.address else set[str]()
    remember(connection, stone_id, addresses.union(connection.scalars(digests)))
    of_stone = tombstones.update().where(tombstones.c.id == stone_id)
    connection.execute(of_stone.values(redacted=article.redacted, listed=True))
    called = _called(connection, [one for one in speakers if one is not None])
    marks = {_name_mark(folded) for each in called.values() for folded in each}
    if marks:
        rows = [{"tombstone_id": stone_id, "mark": mark} for mark in sorted(marks)]
        connection.execute(insert(erased_speakers), rows)


def remember_person(
    connection: Connection, stone_id: int, person_id: int, rows: Iterable[_Row]
) -> None:
    """Keep by what somebody's quotes are known again; what was erased with them stays out."""
    rows = list(rows)
    called = _called(connection, [person_id, *(row.person_id for row in rows)])
    shared = _said_by_others(connection, rows)
    marks: set[str] = set()
    for row in rows:
        words = tokens(said(row.text, row.content))
        # Few words may be anybody's, and so may those that somebody else was heard to say too.
        anybody = len(words) < OWN_WORDS or words in shared
        marks |= {
            _hash("said", " ".join(words), folded if anybody else "")
            for folded in called.get(row.person_id, ())
        }
    remember(connection, stone_id, marks)
    theirs = {_name_mark(folded) for folded in called.get(person_id, ())}
    quoting = select(erased_speakers.c.tombstone_id).where(erased_speakers.c.mark.in_(theirs))
    may_quote = tombstones.c.id.in_(quoting) | ~tombstones.c.listed
    stays_out = tombstones.update().where(tombstones.c.what == "article", may_quote)
    connection.execute(stays_out.values(redacted=True))


def _said_by_others(connection: Connection, rows: Collection[_Row]) -> set[tuple[str, ...]]:
    """What others are quoted with in the articles of these quotes, word by word."""
    own = {row.day_row for row in rows}
    beside = QUOTED.where(
        versions.c.article_id.in_({row.article_id for row in rows}),
        quotes.c.person_id.is_not(None),
    )
    return {
        tokens(said(row.text, row.content))
        for row in connection.execute(beside)
        if row.day_row not in own
    }


def known_again(connection: Connection, rows: Iterable[_Row], marks: Collection[str]) -> list[_Row]:
    """Those of the quotes, rows of store.whose.QUOTED, that were erased under these marks."""
    called: dict[int, set[str]] = {}
    found = []
    for row in rows:
        if row.person_id is not None and row.person_id not in called:
            called |= _called(connection, [row.person_id])
        if not _marks_of(row, called.get(row.person_id, {""})).isdisjoint(marks):
            found.append(row)
    return found


def _marks_of(row: _Row, called: Iterable[str]) -> set[str]:
    return _said_marks(said(row.text, row.content), called)


def _called(connection: Connection, ids: Collection[int]) -> Mapping[int, set[str]]:
    """How people, and those who were merged into them, are called in folded spellings."""
    called: dict[int, set[str]] = {}
    for person_id in set(ids):
        everybody = all_who_are(connection, {person_id})
        own = select(people.c.name).where(people.c.id.in_(everybody))
        more = select(aliases.c.alias).where(aliases.c.person_id.in_(everybody))
        spelled = [*connection.scalars(own), *connection.scalars(more)]
        called[person_id] = set(filter(None, map(names.fold, spelled)))
    return called


def forget_perhaps(connection: Connection, person_id: int) -> None:
    """Name somebody no more among those who may have said what is nobody's."""
    called = _called(connection, {person_id})[person_id]
    unsure = select(quotes.c.day_row, quotes.c.candidates).where(quotes.c.candidates.is_not(None))
    for row in connection.execute(unsure).all():
        left = [name for name in row.candidates if names.fold(name) not in called]
        if len(left) < len(row.candidates):
            one = quotes.update().where(quotes.c.day_row == row.day_row)
            connection.execute(one.values(candidates=left or None))


def remember(connection: Connection, stone_id: int, marks: Collection[str]) -> None:
    """Keep the marks of an erasure; another may have some of them too."""
    ordered = sorted(marks)
    for at in range(0, len(ordered), _AT_ONCE):
        rows = [{"mark": mark, "tombstone_id": stone_id} for mark in ordered[at : at + _AT_ONCE]]
        connection.execute(insert(erased), rows)
