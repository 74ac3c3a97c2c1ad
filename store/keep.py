"""Writing an article down: its version, its quotes, and what the index holds of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from bot import names
from bot.errors import StoreError
from bot.model import Article, Quote, Topic, Voice
from store.addresses import normalised, site
from store.people import count
from store.showing import hide, said, show
from store.speakers import joined, role_on_record
from store.tables import (
    DAY_BITS,
    UNDATED,
    articles,
    first_row,
    microseconds,
    outlets,
    people,
    quote_topics,
    quotes,
    topics,
    versions,
)
from store.topics import put_topic
from store.wanted import sayable

_LAST_ROW = select(func.max(quotes.c.day_row)).where(
    quotes.c.day_row >= bindparam("low"), quotes.c.day_row < bindparam("high")
)

_CURRENT = (
    select(
        versions.c.id, versions.c.article_id, versions.c.digest, versions.c.number, versions.c.text
    )
    .select_from(versions.join(articles).join(outlets, isouter=True))
    .where(versions.c.current)
    .order_by(versions.c.id)
)
_SAME_ADDRESS = _CURRENT.where(articles.c.address == bindparam("address"))
_SAME_WORDS = _CURRENT.where(versions.c.digest == bindparam("digest"))
# The same words at an address of another outlet are that outlet's copy: an article of its own.
_SAME_SITE = _SAME_WORDS.where(
    articles.c.address.is_(None) | (outlets.c.folded == bindparam("outlet"))
)


def digest(article: Article) -> str:
    """What tells two states of an article apart: its words (not its spaces), title and day."""
    said = "\n".join(
        (" ".join(article.page.text.split()), article.title or "", str(article.published or ""))
    )
    return hashlib.sha256(sayable(said).encode()).hexdigest()


def known_version(connection: Connection, article: Article) -> Row[int, int, str, int, str] | None:
    """The current version of the same article: by address, else by words and outlet."""
    words = {"digest": digest(article)}
    url = article.page.url
    if not url:
        return connection.execute(_SAME_WORDS, words).first()
    address = {"address": sayable(normalised(url))}
    outlet = {"outlet": names.fold(_outlet_name(article) or "")}
    return (
        connection.execute(_SAME_ADDRESS, address).first()
        or connection.execute(_SAME_SITE, words | outlet).first()
    )


def new_article(connection: Connection, article: Article, *, now: datetime) -> int:
    """Keep an article that was never seen; return its id."""
    url = article.page.url
    row = {
        "address": sayable(normalised(url)) if url else None,
        "url": sayable(url) if url else None,
        "outlet_id": _outlet(connection, _outlet_name(article)),
        "first_seen": now,
    }
    count(connection, "articles", 1)
    return int(connection.execute(insert(articles).returning(articles.c.id), row).scalar_one())


def new_version(
    connection: Connection,
    article_id: int,
    article: Article,
    *,
    before: Row[int, int, str, int, str] | None,
    now: datetime,
) -> tuple[int, int, int]:
    """Keep a version and its quotes; they replace those of the version before in answers.

    A quote of the same words by the same speaker is the same quote and keeps its id and the
    instant it was first kept. Return the version's id, how many quotes
    are new, and how many were known.
    """
    old = retire(connection, before) if before else Retired({}, {})
    version_id = _put_version(connection, article_id, article, before, now)
    person_ids = joined(connection, article_id, article, old.person_ids)
    rows = _quote_rows(connection, article, person_ids, version_id)
    fresh = []
    for row, quote in zip(rows, article.quotes, strict=True):
        same = old.quotes.pop(_utterance(quote.text, row["person_id"]), None)
        if same is None:
            fresh.append(row)
        else:
            row["id"], row["kept_at"] = same
    last_id = count(connection, "quote_id", len(fresh))
    for at, row in enumerate(fresh, start=1):
        row["id"], row["kept_at"] = last_id - len(fresh) + at, now
    if rows:
        connection.execute(insert(quotes), rows)
        _put_tags(connection, article, [row["day_row"] for row in rows])
        show(connection, version_id)
    return version_id, len(fresh), len(rows) - len(fresh)


@dataclass(frozen=True, slots=True)
class Retired:
    """What a version that is no longer current leaves to the next.

    quotes: words and speaker → public id and the instant first kept. person_ids: by the names
    the version gave its speakers.
    """

    quotes: dict[tuple[str, int | None], tuple[int, datetime]]
    person_ids: dict[str, int]


def retire(connection: Connection, version: Row[int, int, str, int, str]) -> Retired:
    """Take a version's quotes out of every answer; they stay on record."""
    hide(connection, version.id)
    connection.execute(versions.update().where(versions.c.id == version.id).values(current=False))
    named = select(quotes, people.c.name).join(people, isouter=True)
    rows = connection.execute(named.where(quotes.c.version_id == version.id)).all()
    return Retired(
        {
            _utterance(said(version.text, row.content), row.person_id): (row.id, row.kept_at)
            for row in rows
        },
        {row.name: row.person_id for row in rows if row.person_id is not None},
    )


def _utterance(words: str, person_id: int | None) -> tuple[str, int | None]:
    return " ".join(words.split()), person_id


def _put_version(
    connection: Connection,
    article_id: int,
    article: Article,
    before: Row[int, int, str, int, str] | None,
    now: datetime,
) -> int:
    page = article.page
    row = {
        "article_id": article_id,
        "number": before.number + 1 if before else 1,
        "current": True,
        "text": sayable(page.text),
        "digest": digest(article),
        "title": sayable(article.title) if article.title else None,
        "byline": sayable(page.byline) if page.byline else None,
        "published": article.published,
        "published_at": page.published_at,
        "seen_at": now,
    }
    return int(connection.execute(insert(versions).returning(versions.c.id), row).scalar_one())


def _quote_rows(
    connection: Connection, article: Article, person_ids: Mapping[str, int], version_id: int
) -> list[dict[str, Any]]:
    """The quotes as rows of the table, but for their ids."""
    days = [_day(article, quote) for quote in article.quotes]
    free = {day: _first_free_row(connection, day, days.count(day)) for day in dict.fromkeys(days)}
    moment = article.page.published_at
    rows = []
    for ordinal, (quote, day) in enumerate(zip(article.quotes, days, strict=True)):
        clear = quote.speaker is not None and quote.voice is not Voice.UNCLEAR
        person_id = person_ids[quote.speaker] if clear and quote.speaker else None
        rows.append(
            {
                "day_row": free[day],
                "version_id": version_id,
                "ordinal": ordinal,
                "person_id": person_id,
                "role_id": person_id and role_on_record(connection, person_id, quote, day),
                "kind": quote.kind,
                "voice": quote.voice,
                "shown": False,
                "background": quote.background,
                "confidence": quote.confidence,
                "at": microseconds(moment) if moment and quote.said_on is None else None,
                "content": quote.content,
                "source": quote.source,
                "cue": quote.cue,
                "paragraph": (quote.paragraph,),
                "candidates": [sayable(name) for name in quote.candidates] or None,
            }
        )
        free[day] += 1
    return rows


def _day(article: Article, quote: Quote) -> date | None:
    """The day a row is filed under: said, else published; in UTC where the instant is known."""
    if quote.said_on is not None or article.page.published_at is None:
        return quote.said_on or article.published
    return article.page.published_at.astimezone(UTC).date()


def _first_free_row(connection: Connection, day: date | None, many: int) -> int:
    low = first_row(day) if day else UNDATED
    high = first_row(day + timedelta(days=1)) if day else UNDATED // 2
    last = connection.scalar(_LAST_ROW, {"low": low, "high": high})
    free = low if last is None else int(last) + 1
    if free + many > high:
        raise StoreError(
            f"{day} already holds {1 << DAY_BITS:,} quotes.",
            "Check the dates of the articles: a day cannot hold more.",
        )
    return free


def _put_tags(connection: Connection, article: Article, day_rows: Sequence[int]) -> None:
    ids: dict[str, int] = {
        row.name: row.id for row in connection.execute(select(topics.c.name, topics.c.id))
    }
    rows = []
    for day_row, quote in zip(day_rows, article.quotes, strict=True):
        for tag in {tag.topic: tag for tag in reversed(quote.topics)}.values():
            if (name := sayable(tag.topic)) not in ids:
                ids[name] = put_topic(connection, Topic(name, ()))
            rows.append(
                {
                    "day_row": day_row,
                    "topic_id": ids[name],
                    "phrase": tag.phrase,
                    "at": (tag.at,),
                }
            )
    if rows:
        connection.execute(insert(quote_topics), rows)


def _outlet_name(article: Article) -> str | None:
    """The outlet the page gives, else its site."""
    page = article.page
    return sayable(page.outlet or (site(page.url) if page.url else None) or "") or None


def _outlet(connection: Connection, name: str | None) -> int | None:
    folded = names.fold(name or "")
    if not name or not folded:
        return None
    known = connection.scalar(select(outlets.c.id).where(outlets.c.folded == folded))
    row = {"name": name, "folded": folded}
    return known or int(
        connection.execute(insert(outlets).returning(outlets.c.id), row).scalar_one()
    )
