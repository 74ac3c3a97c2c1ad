"""Which quotes answers may show: the mark on the row, the counts, and the text index, together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from bot.model import Span
from store import search_sqlite as search
from store.people import count
from store.search_sqlite import Document
from store.tables import articles, people, quote_topics, quotes, versions

ARCHIVE_LINE = 0.5  # quotes read with less confidence are kept, and shown in no answer

_SHOWN_OF_VERSION = (
    select(quotes, versions.c.text, versions.c.title, articles.c.outlet_id)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles)
    .where(quotes.c.version_id == bindparam("version"), quotes.c.shown)
    .order_by(quotes.c.day_row)
)
_COUNT_PERSON = (
    people.update()
    .where(people.c.id == bindparam("person"))
    .values(quotes=people.c.quotes + bindparam("more"))
)
_TAGS = select(quote_topics.c.day_row, quote_topics.c.topic_id).where(
    quote_topics.c.day_row.in_(bindparam("day_rows", expanding=True))
)


def show(connection: Connection, version_id: int) -> None:
    """Let a version's quotes into answers, counts and the text index, those that may be."""
    may = (
        quotes.c.person_id.is_not(None)
        & (quotes.c.confidence >= ARCHIVE_LINE)
        & ~quotes.c.shown
        & (quotes.c.version_id == version_id)
    )
    connection.execute(quotes.update().where(may).values(shown=True))
    documents = _documents(connection, version_id)
    search.put(connection, [document for _, document in documents])
    _add_to_counts(connection, Counter(person_id for person_id, _ in documents))


def hide(connection: Connection, version_id: int) -> None:
    """Take a version's quotes out of answers, counts and the text index."""
    documents = _documents(connection, version_id)
    search.drop(connection, [document for _, document in documents])
    connection.execute(quotes.update().where(quotes.c.version_id == version_id).values(shown=False))
    gone = Counter(person_id for person_id, _ in documents)
    _add_to_counts(connection, {person_id: -many for person_id, many in gone.items()})


def said(text: str, content: Iterable[Span]) -> str:
    """A quote's words, cut out of its article."""
    return " ".join(text[start:end] for start, end in content)


def _documents(connection: Connection, version_id: int) -> list[tuple[int, Document]]:
    """What the index holds, or should hold, of a version's shown quotes, with their speakers."""
    shown = _SHOWN_OF_VERSION, {"version": version_id}
    rows = connection.execute(*shown).all()
    if not rows:
        return []
    tags: dict[int, list[int]] = {}
    for tag in connection.execute(_TAGS, {"day_rows": [row.day_row for row in rows]}):
        tags.setdefault(tag.day_row, []).append(tag.topic_id)
    documents = []
    for row in rows:
        marks = [
            f"s{row.person_id}",
            f"k{row.kind}",
            *(f"t{one}" for one in tags.get(row.day_row, ())),
        ]
        if row.outlet_id is not None:
            marks.append(f"o{row.outlet_id}")
        words = said(row.text, row.content)
        around = f"{_without(row.text, row.paragraph, row.content)} {row.title or ''}"
        documents.append((row.person_id, Document(row.day_row, words, around, " ".join(marks))))
    return documents


def _without(text: str, paragraph: Sequence[Span], content: Iterable[Span]) -> str:
    """The paragraph but for the quote's own words, which have a column of their own."""
    [(at, end)] = paragraph
    parts = []
    for start, stop in content:
        parts.append(text[at:start])
        at = max(at, stop)
    parts.append(text[at:end])
    return " ".join(parts)


def _add_to_counts(connection: Connection, by_person: Mapping[int, int]) -> None:
    more = [{"person": person_id, "more": many} for person_id, many in by_person.items() if many]
    if more:
        connection.execute(_COUNT_PERSON, more)
        count(connection, "quotes", sum(by_person.values()))
