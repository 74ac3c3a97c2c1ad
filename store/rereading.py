"""An article is read again, and what people corrected of it stands on the version that was read.

Each quote that somebody has corrected is found again by its words; where a version does not have
them, the corrections wait for one that does.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot.changes import Wording
from bot.mending import Mending
from bot.model import Span
from store.corrections import QUOTE, mend, reading_of, words_in
from store.documents import said
from store.entries import Entry, OldQuote, Version, utterance
from store.finding import now_known_as
from store.tables import corrections, people, quotes, readings, versions

_OF_VERSION = QUOTE.where(quotes.c.version_id == bindparam("of_version"))
_READ = (
    select(readings, versions.c.text, quotes.c.kept_at, people.c.name)
    .add_columns(quotes.c.content.label("mended"))
    .join(versions, readings.c.version_id == versions.c.id)
    .join(
        quotes,
        (quotes.c.id == readings.c.quote_id) & (quotes.c.version_id == readings.c.version_id),
    )
    .join(people, readings.c.person_id == people.c.id, isouter=True)
    .where(readings.c.article_id == bindparam("article"))
)

_Row = Row[*tuple[Any, ...]]


def as_read(connection: Connection, version: Version) -> dict[tuple[str, int | None], OldQuote]:
    """The corrected quotes of an article's last version, by what they were read as."""
    rows = connection.execute(_READ, {"article": version.article_id})
    return {
        utterance(words, row.person_id and now_known_as(connection, row.person_id)): OldQuote(
            row.quote_id, row.kept_at, Wording(row.quote_id, row.name, words)
        )
        for row in rows
        if row.version_id == version.id
        for words in [said(row.text, row.content)]
    }


def mend_again(connection: Connection, one: Entry, *, now: datetime) -> None:
    """Put what people corrected of an article on the version of it that was just kept."""
    read = connection.execute(_READ, {"article": one.article_id}).all()
    if not read:
        return
    rows = connection.execute(_OF_VERSION, {"of_version": one.version_id}).all()
    there = {row.id: row for row in rows}
    corrected = {each.quote_id for each in read}
    found = {
        each.quote_id: there.get(each.quote_id) or _same_words(each, rows, corrected)
        for each in read
    }
    claimed = Counter(row.day_row for row in found.values() if row is not None)
    for each in read:
        row = found[each.quote_id]
        if row is None or claimed[row.day_row] > 1:  # which of the corrected it is, is not known
            continue
        if row.id != each.quote_id:
            _is(connection, row, each)
            one.new, one.known = one.new - 1, one.known + 1
            one.came = [told for told in one.came if told.quote_id != row.id]
        _carry_words(connection, each, row)
        fresh = reading_of(row) | {"quote_id": each.quote_id}
        of_quote = readings.update().where(readings.c.quote_id == each.quote_id)
        connection.execute(of_quote.values(fresh))
        mend(connection, each.quote_id, now=now)


def _same_words(read: _Row, rows: Sequence[_Row], corrected: set[int]) -> _Row | None:
    """The one quote with the words that were read, or those that a person chose instead."""
    wanted = {_plain(read.text, read.content), _plain(read.text, read.mended)}
    found = [
        row for row in rows if row.id not in corrected and _plain(row.text, row.content) in wanted
    ]
    return found[0] if len(found) == 1 else None


def _plain(text: str, content: tuple[Span, ...]) -> str:
    return utterance(said(text, content), None)[0]


def _is(connection: Connection, row: _Row, read: _Row) -> None:
    """A quote read otherwise this time is the one that was corrected."""
    same = {"id": read.quote_id, "kept_at": read.kept_at}
    connection.execute(quotes.update().where(quotes.c.day_row == row.day_row).values(same))


def _carry_words(connection: Connection, read: _Row, row: _Row) -> None:
    """Find the words that people chose in the new text; where they are not, they wait."""
    chosen = select(corrections, versions.c.text).join(
        versions, corrections.c.version_id == versions.c.id
    )
    for one in connection.execute(
        chosen.where(corrections.c.quote_id == read.quote_id, corrections.c.kind == Mending.WORDS)
    ).all():
        pieces = [one.text[start:stop] for start, stop in one.content]
        content = words_in(row.text, row.paragraph[0], pieces)
        if content:
            same = corrections.c.change_id == one.change_id, corrections.c.quote_id == one.quote_id
            carried = corrections.update().where(*same)
            connection.execute(carried.values(content=content, version_id=row.version_id))
