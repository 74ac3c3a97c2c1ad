"""What the indexes hold of a quote, made from its row and its article."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, select

from bot.model import Span
from store.tables import articles, quote_topics, quotes, versions
from store.wanted import tokens

FOR_ALL = and_(
    articles.c.withdrawn.is_(None), articles.c.embargo.is_(None), articles.c.restricted.is_(False)
)

_SHOWN = (
    select(quotes, versions.c.text, versions.c.title, articles.c.outlet_id)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles)
    .where(quotes.c.shown)
    .order_by(quotes.c.day_row)
)
_SHOWN_OF_VERSION = _SHOWN.where(quotes.c.version_id == bindparam("version"))
_SHOWN_AMONG = _SHOWN.where(quotes.c.day_row.in_(bindparam("day_rows", expanding=True)))
_RAN_IN = (
    select(quotes.c.lead, articles.c.outlet_id)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .where(quotes.c.lead.in_(bindparam("ids", expanding=True)), articles.c.outlet_id.is_not(None))
)
TAGS = select(quote_topics.c.day_row, quote_topics.c.topic_id).where(
    quote_topics.c.day_row.in_(bindparam("day_rows", expanding=True))
)


class Document(NamedTuple):
    """What the indexes hold of one quote."""

    day_row: int
    person_id: int
    said: str
    around: str
    meta: str
    words: tuple[str, ...]  # of `said`, as the indexes tell them apart


def document(  # noqa: PLR0913  a quote's columns
    day_row: int,
    *,
    text: str,
    title: str | None,
    content: Sequence[Span],
    paragraph: Span,
    person_id: int,
    outlet_id: int | None,
    topic_ids: Iterable[int],
    kind: str,
    more_outlets: Iterable[int] = (),
) -> Document:
    """The same columns always give the same document: taking it out again relies on that."""
    marks = f"s{person_id} k{kind}"
    for topic_id in sorted(topic_ids):
        marks += f" t{topic_id}"
    own = {outlet_id} if outlet_id is not None else set()
    for each in sorted({*more_outlets, *own}):
        marks += f" o{each}"
    around = f"{_without(text, paragraph, content)} {title or ''}"
    words = said(text, content)
    return Document(day_row, person_id, words, around, marks, tokens(words))


def documents_of(connection: Connection, version_id: int) -> list[Document]:
    """What the indexes hold, or should hold, of a version's shown quotes."""
    return _documents(connection, connection.execute(_SHOWN_OF_VERSION, {"version": version_id}))


def documents_among(connection: Connection, day_rows: Sequence[int]) -> list[Document]:
    """What the indexes hold, or should hold, of those of the rows that are shown."""
    return _documents(connection, connection.execute(_SHOWN_AMONG, {"day_rows": day_rows}))


def _documents(connection: Connection, found: Iterable[Row[*tuple[Any, ...]]]) -> list[Document]:
    rows = list(found)
    if not rows:
        return []
    tags: dict[int, list[int]] = {}
    for tag in connection.execute(TAGS, {"day_rows": [row.day_row for row in rows]}):
        tags.setdefault(tag.day_row, []).append(tag.topic_id)
    leading = [row.id for row in rows if row.copies]
    ran: dict[int, list[int]] = {}
    for copy in connection.execute(_RAN_IN, {"ids": leading}) if leading else ():
        ran.setdefault(copy.lead, []).append(copy.outlet_id)
    return [
        document(
            row.day_row,
            text=row.text,
            title=row.title,
            content=row.content,
            paragraph=row.paragraph[0],
            person_id=row.person_id,
            outlet_id=row.outlet_id,
            topic_ids=tags.get(row.day_row, ()),
            kind=row.kind,
            more_outlets=ran.get(row.id, ()),
        )
        for row in rows
    ]


def said(text: str, content: Iterable[Span]) -> str:
    """A quote's words, cut out of its article."""
    return " ".join([text[start:end] for start, end in content])


def _without(text: str, paragraph: Span, content: Iterable[Span]) -> str:
    """The paragraph but for the quote's own words, which have a column of their own."""
    at, end = paragraph
    parts = []
    for start, stop in content:
        parts.append(text[at:start])
        at = max(at, stop)
    parts.append(text[at:end])
    return " ".join(parts)
