"""An article is read again, and what people corrected of it stands on the version that was read.

Each quote that somebody has corrected is found again by its words; where a version does not have
them, the corrections wait for one that does.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot import names
from bot.changes import Wording
from bot.mending import Mending
from bot.model import Article, Span, Voice
from store.corrections import QUOTE, mend, reading_of, words_in
from store.documents import said
from store.doubting import ARCHIVE_LINE
from store.entries import Entry, OldQuote, Version, utterance
from store.finding import all_who_are, now_known_as
from store.tables import aliases, corrections, people, quotes, readings, versions

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

_FOUND = select(*quotes.c["id", "content", "kind", "confidence", "person_id"]).where(
    quotes.c.version_id == bindparam("of_version")
)
_FIRST_READ = select(*readings.c["quote_id", "content", "kind", "confidence", "person_id"]).where(
    readings.c.version_id == bindparam("read_of")
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


def reads_otherwise(connection: Connection, version_id: int, article: Article) -> bool:
    """Whether a reading finds other words in a stored version than were found in it before, says
    them otherwise, or has them from somebody else. What people corrected counts as it was read.
    """
    found = connection.execute(_FOUND, {"of_version": version_id}).all()
    read = {row.quote_id: row for row in connection.execute(_FIRST_READ, {"read_of": version_id})}
    rows = [read.get(row.id, row) for row in found]
    called = _called(connection, {row.person_id for row in rows if row.person_id})
    left = [(row.content, row.kind, row.confidence, row.person_id) for row in rows]
    for quote in article.quotes:
        unclear = quote.voice is Voice.UNCLEAR
        for name in (quote.speaker, *quote.together):
            folded = None if unclear or name is None else names.fold(name)
            same = quote.content, quote.kind.value, quote.confidence >= ARCHIVE_LINE
            fits = (
                one
                for one in left
                if (one[0], one[1], one[2] >= ARCHIVE_LINE) == same
                and _is_called(called.get(one[3]), folded)
            )
            there = next(fits, None)
            if there is None:
                return True
            left.remove(there)
    return bool(left)


def _called(connection: Connection, ids: set[int]) -> dict[int, set[str]]:
    """How these people are called, in folded spellings, with those who were merged into them."""
    called: dict[int, set[str]] = {}
    for person_id in ids:
        everybody = all_who_are(connection, {person_id})
        spelled = select(people.c.name).where(people.c.id.in_(everybody))
        more = select(aliases.c.alias).where(aliases.c.person_id.in_(everybody))
        each = [*connection.scalars(spelled), *connection.scalars(more)]
        called[person_id] = {names.fold(name) for name in each}
    return called


def _is_called(spelled: set[str] | None, folded: str | None) -> bool:
    """Whether a name that is read may be that of whom it was taken for; None for nobody."""
    if spelled is None or folded is None:
        return spelled is None and folded is None
    last = names.surname(folded)
    return folded in spelled or any(names.surname(one) == last for one in spelled)


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
