"""Quotes of restricted articles: for the eyes of some channels, and in no index at all.

No statement that answers can come upon them, because they are not marked as shown. Only a question
asked in one of their channels looks through them, one by one, beside the indexes. Few articles are
restricted, and to few channels: a question asked elsewhere takes no longer for them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Row, bindparam, select

from bot.fingerprints import fingerprints
from bot.model import Voice
from store.columns import microseconds
from store.documents import TAGS, Document, document
from store.hits import ANY_ROW, OF_ID, OF_ROW
from store.prepared import Prepared
from store.tables import article_places, articles, people, quotes, versions
from store.wanted import HIGHEST, Wanted, index_words

_ANY_HERE = Prepared(
    select(article_places.c.article_id)
    .where(article_places.c.channel == bindparam("channel"))
    .limit(1)
)
_HERE = select(article_places.c.article_id).where(article_places.c.channel == bindparam("channel"))
_VERSIONS = (
    select(versions.c.id, versions.c.text, versions.c.title, articles.c.id.label("article_id"))
    .add_columns(articles.c.outlet_id)
    .join(articles)
    .where(versions.c.current, articles.c.restricted, articles.c.id.in_(_HERE))
)
_QUOTES = (
    select(quotes, people.c.desk, people.c.quotes.label("quoted"))
    .join(people, quotes.c.person_id == people.c.id)
    .where(quotes.c.reserved, quotes.c.version_id.in_(bindparam("versions", expanding=True)))
    .order_by(quotes.c.day_row.desc())
)


@dataclass(frozen=True, slots=True)
class Reserved:
    """One quote. at, kept_at: microseconds, as in its row."""

    id: int
    document: Document
    kind: str
    voice: str
    outlet_id: int | None
    article_id: int
    topic_ids: frozenset[int]
    at: int | None
    kept_at: int
    new_face: bool  # nothing else in the archive names its speaker

    @property
    def day_row(self) -> int:
        return self.document.day_row

    @property
    def person_id(self) -> int:
        return self.document.person_id


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, with the quotes that are reserved for it, the newest first."""

    channel: str
    quotes: tuple[Reserved, ...]

    @property
    def by_person(self) -> Counter[int]:
        """How many there are by each speaker."""
        return Counter(one.person_id for one in self.quotes)

    @property
    def articles(self) -> int:
        """How many articles they are from."""
        return len({one.article_id for one in self.quotes})

    @property
    def counts(self) -> dict[str, int]:
        """How many articles, quotes, and people whom nothing else names."""
        faces = {one.person_id for one in self.quotes if one.new_face}
        return {"articles": self.articles, "quotes": len(self.quotes), "people": len(faces)}

    def said_between(self, low: int, high: int) -> Counter[int]:
        """How many there are by each speaker with a name, from a row up to another one."""
        return Counter(
            one.person_id
            for one in self.quotes
            if low <= one.day_row < high and one.voice != Voice.ANONYMOUS
        )

    def newest(self, wanted: Wanted, below: int = HIGHEST) -> list[int]:
        """The rows that match, newest first; of an exact phrase, those with the same words."""
        high = min(wanted.period.high, below)
        return [
            one.day_row
            for one in self.quotes
            if wanted.period.low <= one.day_row < high
            and _in_period(one, wanted)
            and _matches(one, wanted)
        ]

    def kept_between(self, since: int, until: int) -> set[int]:
        """The rows first kept from an instant up to another, in microseconds."""
        return {one.day_row for one in self.quotes if since <= one.kept_at < until}

    def sharing(self, words: str) -> list[int]:
        """The rows that may hold a sentence: by its fingerprints, else by its words."""
        prints, typed = fingerprints(words), set(index_words(words))
        ranked = []
        for one in self.quotes:
            alike = len(prints & fingerprints(one.document.said))
            same = len(typed & set(index_words(one.document.said)))
            if alike or 2 * same >= len(typed):
                ranked.append((alike, same, one.day_row))
        return [day_row for _, _, day_row in sorted(ranked, reverse=True)]


def anything_for(driver: Any, dialect: Dialect, channel: str | None) -> bool:
    """Whether articles are restricted to a channel: nearly never, and quick to tell."""
    return channel is not None and bool(_ANY_HERE.run(driver, dialect, {"channel": channel}))


def place_of(connection: Connection, channel: str | None) -> Place | None:
    """What is reserved for a channel; None when nothing is."""
    driver = connection.connection.driver_connection
    if channel is None or not anything_for(driver, connection.dialect, channel):
        return None
    texts = {row.id: row for row in connection.execute(_VERSIONS, {"channel": channel})}
    if not texts:
        return None
    rows = connection.execute(_QUOTES, {"versions": list(texts)}).all()
    tags: dict[int, list[int]] = {}
    if rows:
        for tag in connection.execute(TAGS, {"day_rows": [row.day_row for row in rows]}):
            tags.setdefault(tag.day_row, []).append(tag.topic_id)
    found = tuple(_reserved(row, texts[row.version_id], tags.get(row.day_row, ())) for row in rows)
    return Place(channel, found) if found else None


def rows_of(
    connection: Connection, day_rows: Iterable[int], place: Place | None
) -> list[tuple[Any, ...]]:
    """The rows of quotes that may be shown in a place, as store.hits takes them."""
    wanted = list(day_rows)
    if not place:
        return OF_ROW.rows(connection, wanted)
    here = {one.day_row for one in place.quotes}.intersection(wanted)
    rows = OF_ROW.rows(connection, [one for one in wanted if one not in here])
    rows += ANY_ROW.rows(connection, [one for one in wanted if one in here])
    return sorted(rows, key=lambda row: wanted.index(row[0]))


def row_of(connection: Connection, quote_id: int, channel: str | None) -> list[tuple[Any, ...]]:
    """The row of a quote by its id; empty when it may not be shown in the channel."""
    rows = OF_ID.rows(connection, {"id": quote_id})
    if not rows:  # a copy by now of one that leads
        lead = select(quotes.c.lead).where(quotes.c.id == quote_id, quotes.c.lead.is_not(None))
        rows = OF_ID.rows(connection, {"id": connection.scalar(lead)})
    place = None if rows else place_of(connection, channel)
    here = [one.day_row for one in place.quotes if one.id == quote_id] if place else []
    return rows or rows_of(connection, here, place)


def more_quotes(place: Place | None) -> Mapping[int, int]:
    """How many quotes of each person a place has beyond those that everybody may see."""
    return place.by_person if place else {}


def _reserved(
    row: Row[*tuple[Any, ...]], version: Row[*tuple[Any, ...]], topic_ids: Sequence[int]
) -> Reserved:
    made = document(
        row.day_row,
        text=version.text,
        title=version.title,
        content=row.content,
        paragraph=row.paragraph[0],
        person_id=row.person_id,
        outlet_id=version.outlet_id,
        topic_ids=topic_ids,
        kind=row.kind,
    )
    return Reserved(
        id=row.id,
        document=made,
        kind=row.kind,
        voice=row.voice,
        outlet_id=version.outlet_id,
        article_id=version.article_id,
        topic_ids=frozenset(topic_ids),
        at=row.at,
        kept_at=microseconds(row.kept_at),
        new_face=not (row.desk or row.quoted),
    )


def _in_period(one: Reserved, wanted: Wanted) -> bool:
    period = wanted.period
    if period.inner_low <= one.day_row < period.inner_high:
        return True
    if one.at is None:
        return period.day_low <= one.day_row < period.day_high
    return period.start <= one.at < period.end


def _matches(one: Reserved, wanted: Wanted) -> bool:
    if wanted.person_id not in (None, one.person_id) or wanted.not_person_id == one.person_id:
        return False
    if wanted.outlet_ids and one.outlet_id not in wanted.outlet_ids:
        return False
    if wanted.kind and one.kind != wanted.kind:
        return False
    if wanted.exact and not _holds(_spaced(one.document.said), wanted.exact):
        return False
    return not wanted.about or _is_about(one, wanted)


def _is_about(one: Reserved, wanted: Wanted) -> bool:
    if not one.topic_ids.isdisjoint(wanted.topic_ids):
        return True
    texts = _spaced(one.document.said), _spaced(one.document.around)
    if any(_holds(text, phrase) for phrase in wanted.phrases for text in texts):
        return True
    each = [word for word in (wanted.about or "").split() if index_words(word)]
    return len(each) > 1 and all(any(_holds(text, word) for text in texts) for word in each)


def _spaced(words: str) -> str:
    return f" {' '.join(index_words(words))} "


def _holds(text: str, phrase: str) -> bool:
    spaced = _spaced(phrase)
    return bool(spaced.strip()) and spaced in text
