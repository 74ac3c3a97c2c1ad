"""Writing quotes down: their rows, ids, roles and topics, and what the indexes hold of them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.changes import Wording
from bot.errors import StoreError
from bot.fingerprints import fingerprints
from bot.model import Article, Quote, Topic, Voice
from store.bulk import insert_rows
from store.columns import (
    DAY_BITS,
    UNDATED,
    first_row,
    microseconds,
    provenance_text,
    spans_text,
)
from store.documents import document, said
from store.doubting import ARCHIVE_LINE
from store.doubting import put as put_doubtful
from store.entries import Entry, utterance
from store.people import count
from store.prepared import Prepared
from store.showing import show
from store.speakers import Somebody
from store.tables import quote_topics, quotes, topics
from store.topics import put_topic
from store.wanted import sayable
from store.worded import Held, keep_roles

_LAST_ROW = Prepared(
    select(func.max(quotes.c.day_row)).where(
        quotes.c.day_row >= bindparam("low"), quotes.c.day_row < bindparam("high")
    )
)


@dataclass(slots=True)
class _Draft:
    """A quote on its way in. kept_at: microseconds."""

    entry: Entry
    quote: Quote
    ordinal: int
    speaker: Somebody | None
    day: date | None
    kept_at: int
    shown: bool
    reserved: bool
    unsure: bool  # everybody may see its article, and nobody is sure who said it
    joint: bool
    id: int = 0
    day_row: int = 0


def _drafts(one: Entry, kept_at: int) -> Iterator[_Draft]:
    """The quotes of an article."""
    for_all, for_some = one.for_all, one.restricted and not one.hidden
    if one.again and one.before is not None:  # read again: no news
        kept_at = microseconds(one.before.seen_at)
    for ordinal, every in enumerate(one.article.quotes):
        each = list(_of_each(one.article, every)) if every.together else [every]
        for quote in each:
            clear = quote.voice is not Voice.UNCLEAR
            speaker = one.speakers.get(quote.speaker or "") if clear else None
            seen = speaker is not None and quote.confidence >= ARCHIVE_LINE
            yield _Draft(
                entry=one,
                quote=quote,
                ordinal=ordinal,
                speaker=speaker,
                day=_day(one.article, quote),
                kept_at=kept_at,
                shown=seen and for_all,
                reserved=seen and for_some,
                unsure=not seen and for_all,
                joint=len(each) > 1,
            )


def _of_each(article: Article, quote: Quote) -> Iterator[Quote]:
    """The quote, and once more for everybody who said it together with its speaker."""
    yield quote
    for speaker in article.speakers if quote.together else ():
        if speaker.name in quote.together:
            yield replace(quote, speaker=speaker.name, voice=speaker.voice, role=speaker.role)


def _day(article: Article, quote: Quote) -> date | None:
    """The day a row is filed under: said, else published; in UTC where the instant is known."""
    if quote.said_on is not None or article.page.published_at is None:
        return quote.said_on or article.published
    return article.page.published_at.astimezone(UTC).date()


def _number(connection: Connection, drafts: Sequence[_Draft]) -> None:
    """Give every quote its row, its id, and the instant it was first kept."""
    free = {
        day: first_free_row(connection, day, many)
        for day, many in Counter(draft.day for draft in drafts).items()
    }
    fresh = []
    for draft in drafts:
        draft.day_row = free[draft.day]
        free[draft.day] += 1
        person_id = draft.speaker.id if draft.speaker else None
        old = draft.entry.old_quotes
        same = old.pop(utterance(draft.quote.text, person_id), None) if old else None
        if same is None:
            draft.entry.new += 1
            fresh.append(draft)
        else:
            draft.entry.known += 1
            draft.id, draft.kept_at = same.id, microseconds(same.kept_at)
    last = count(connection, "quote_id", len(fresh))
    for at, draft in enumerate(fresh, start=last - len(fresh) + 1):
        draft.id = at
        if draft.entry.before:
            name = draft.quote.speaker if draft.speaker else None
            draft.entry.came.append(Wording(at, name, sayable(draft.quote.text)))


def first_free_row(connection: Connection, day: date | None, many: int) -> int:
    """Where so many quotes of a day can go. Raises StoreError when the day is full."""
    low = first_row(day) if day else UNDATED
    high = first_row(day + timedelta(days=1)) if day else UNDATED // 2
    [(last,)] = _LAST_ROW.rows(connection, {"low": low, "high": high})
    free = low if last is None else int(last) + 1
    if free + many > high:
        raise StoreError(
            f"{day} already holds {1 << DAY_BITS:,} quotes.",
            "Check the dates of the articles: a day cannot hold more.",
        )
    return free


def put_quotes(connection: Connection, entries: Sequence[Entry], *, now: datetime) -> None:
    """Keep the quotes of articles that have their ids, and let answers show those they may."""
    drafts = [draft for one in entries for draft in _drafts(one, microseconds(now))]
    if not drafts:
        return
    _number(connection, drafts)
    role_ids = keep_roles(
        connection,
        [
            Held(draft.speaker, sayable(draft.quote.role), draft.day, draft.shown)
            for draft in drafts
            if draft.speaker and draft.quote.role
        ],
    )
    rows = sorted(_row(draft, role_ids) for draft in drafts)
    insert_rows(connection, quotes, _COLUMNS, rows)
    put_doubtful(
        connection,
        [
            (one, draft.day_row)
            for draft in drafts
            if draft.unsure
            for one in fingerprints(said(draft.entry.text, draft.quote.content))
        ],
    )
    tagged = _put_tags(connection, drafts)
    shown = sorted((draft for draft in drafts if draft.shown), key=lambda draft: draft.day_row)
    show(
        connection,
        [
            document(
                draft.day_row,
                text=draft.entry.text,
                title=draft.entry.title,
                content=draft.quote.content,
                paragraph=draft.quote.paragraph,
                person_id=draft.speaker.id,
                outlet_id=draft.entry.outlet_id,
                topic_ids=tagged.get(draft.day_row, ()),
                kind=draft.quote.kind,
            )
            for draft in shown
            if draft.speaker
        ],
    )


_COLUMNS = (
    "day_row",
    "id",
    "version_id",
    "ordinal",
    "person_id",
    "role_id",
    "kind",
    "voice",
    "shown",
    "reserved",
    "background",
    "confidence",
    "at",
    "kept_at",
    "content",
    "source",
    "cue",
    "paragraph",
    "candidates",
    "joint",
    "earlier",
    "provenance",
)


def _row(draft: _Draft, role_ids: Mapping[tuple[int, str], int]) -> tuple[Any, ...]:
    """The values of _COLUMNS, as a driver takes them."""
    quote, speaker = draft.quote, draft.speaker
    moment = draft.entry.article.page.published_at
    candidates = [sayable(name) for name in quote.candidates]
    return (
        draft.day_row,
        draft.id,
        draft.entry.version_id,
        draft.ordinal,
        speaker.id if speaker else None,
        role_ids[speaker.id, sayable(quote.role)] if speaker and quote.role else None,
        quote.kind.value,
        quote.voice.value,
        draft.shown,
        draft.reserved,
        quote.background,
        quote.confidence,
        microseconds(moment) if moment and quote.said_on is None else None,
        draft.kept_at,
        spans_text(quote.content),
        spans_text(quote.source),
        spans_text(quote.cue),
        spans_text((quote.paragraph,)),
        json.dumps(candidates, ensure_ascii=False) if candidates else None,
        draft.joint,
        quote.earlier,
        provenance_text(quote.provenance),
    )


def _put_tags(connection: Connection, drafts: Sequence[_Draft]) -> dict[int, list[int]]:
    """Keep the topics of quotes; return the topics' ids by row."""
    if not any(draft.quote.topics for draft in drafts):
        return {}
    ids: dict[str, int] = {
        row.name: row.id for row in connection.execute(select(topics.c.name, topics.c.id))
    }
    rows = []
    tagged: dict[int, list[int]] = {}
    for draft in drafts:
        for tag in {tag.topic: tag for tag in reversed(draft.quote.topics)}.values():
            if (name := sayable(tag.topic)) not in ids:
                ids[name] = put_topic(connection, Topic(name, ()))
            tagged.setdefault(draft.day_row, []).append(ids[name])
            at = spans_text((tag.at,))
            rows.append((draft.day_row, ids[name], sayable(tag.phrase), at))
    insert_rows(connection, quote_topics, ("day_row", "topic_id", "phrase", "at"), rows)
    return tagged
