"""A quote with what stands around it in its article, and whose words those are."""

from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from bot.answers import Context, Hit
from bot.model import Span
from bot.reading.wrapped import unwrapped
from store.columns import spans
from store.hits import Shown
from store.tables import quotes

_own = quotes.alias("own")
_BESIDE = (
    select(quotes.c.id, quotes.c.content)
    .join(_own, _own.c.version_id == quotes.c.version_id)
    .where(
        _own.c.day_row == bindparam("own"),
        quotes.c.id != _own.c.id,
        or_(quotes.c.shown, quotes.c.reserved, quotes.c.lead.is_not(None)),
    )
    .order_by(quotes.c.id)
)


def context(connection: Connection, found: tuple[Any, ...], hit: Hit) -> Context:
    """A hit with the paragraphs before and after its own."""
    row = Shown._make(found)
    [(start, end)] = spans(row.paragraph)
    lines = unwrapped(row.text)  # as long: a paragraph whose lines were broken is one there
    *_, before = [None, *_paragraphs(lines, 0, start)]
    after = next(iter(_paragraphs(lines, end, len(lines))), None)
    others = connection.execute(_BESIDE, {"own": row.day_row}).all()

    def within(place: Span | None) -> tuple[int, ...]:
        return tuple(
            one.id
            for one in others
            if place and any(at < place[1] and stop > place[0] for at, stop in one.content)
        )

    return Context(
        hit=hit,
        before=lines[slice(*before)] if before else None,
        paragraph=row.text[start:end],
        marked=tuple((at - start, stop - start) for at, stop in spans(row.content)),
        after=lines[slice(*after)] if after else None,
        at=start,
        beside=(within(before), within((start, end)), within(after)),
    )


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Where the lines that hold anything are, in a part of a text."""
    found, at = list[Span](), start
    for one in text[start:end].splitlines(keepends=True):
        [words] = one.splitlines()
        if words.strip():
            found.append((at, at + len(words)))
        at += len(one)
    return found
