"""A quote with what stands around it in the article, the quote marked."""

from collections.abc import Sequence
from functools import partial

from bot.model import Context, Span
from handlers.render.blocks import (
    Block,
    Message,
    first_that_fits,
    holding,
    line,
    quotation,
    rich,
    words,
)
from handlers.render.quotes import Room, quote_block, quote_text
from handlers.render.text import ELLIPSIS, count, cut, escaped, isolated

ROOM = (8_000, 4_000, 2_000, 1_000, 400)


def in_context(context: Context) -> Message:
    """The paragraph before, the quote's own with the quote in bold, and the one after."""
    drafts = [partial(_drawn, context, room, links) for links in (True, False) for room in ROOM]
    return first_that_fits(drafts, _drawn(context, 100, False))


def _drawn(context: Context, room: int, links: bool) -> Message:
    hit = context.hit
    around = room // 4
    parts = []
    if context.before:
        parts.append(line(words(_tail(context.before, around))))
    parts.append(quotation(*marked_runs(context.paragraph, context.marked, room)))
    if context.after:
        after, was_cut = cut(context.after, around)
        parts.append(line(words(isolated(after) + (f" {ELLIPSIS}" if was_cut else ""))))
    head = quote_block(hit, Room(0, links))
    # The quote itself is in the paragraph below, so only who said it and where is kept above.
    said_where = [part for part in head["elements"] if part["type"] == "rich_text_section"]
    last = -2 if hit.corrected else -1
    blocks = (rich(said_where[0], *said_where[last:]), holding(rich(*parts), hit.id))
    return Message(quote_text(hit, 100), blocks)


def marked_runs(paragraph: str, marked: Sequence[Span], room: int) -> list[Block]:
    """The paragraph from its beginning as far as `room` goes, marked spans in bold."""
    shown, was_cut = cut(paragraph, room)
    runs: list[Block] = []
    at = 0
    for start, end in sorted(marked):
        first, last = max(at, min(start, len(shown))), min(end, len(shown))
        if first > at:
            runs.append(words(shown[at:first]))
        if last > first:
            runs.append(words(shown[first:last], bold=True))
            at = last
        else:
            at = max(at, first)
    if at < len(shown):
        runs.append(words(shown[at:]))
    if was_cut:
        left = count(len(paragraph) - len(shown), "character")
        runs.append(words(f" {ELLIPSIS} ({left} more in the article)", italic=True))
    return runs or [words(paragraph)]


def _tail(text: str, room: int) -> str:
    """The end of a paragraph, from a word's beginning."""
    if len(text) <= room:
        return isolated(text)
    tail = text[-room:] if room else ""
    _, space, rest = tail.partition(" ")
    return f"{ELLIPSIS} {isolated(rest if space else tail)}"


def gone() -> Message:
    """For a quote that the archive no longer shows."""
    text = "This quote is no longer in the archive: its article was withdrawn or corrected."
    return Message(escaped(text), (rich(line(words(text))),))
