"""A quote with what stands around it in the article, the quote marked."""

import re
from collections.abc import Sequence
from functools import partial

from bot.answers import Context, Copy
from bot.model import Span
from bot.verify import Finding, compare
from handlers.render.blocks import (
    Block,
    Message,
    first_that_fits,
    held,
    holding,
    line,
    quotation,
    rich,
    words,
)
from handlers.render.picking import about_one
from handlers.render.quotes import OUTLET_LENGTH, Room, caveat_runs, quote_block, quote_text
from handlers.render.text import (
    ELLIPSIS,
    count,
    cut,
    day_words,
    escaped,
    isolated,
    label,
)

COPIES = 10  # of those a quote ran in, as many are named
ROOM = (8_000, 4_000, 2_000, 1_000, 400)


def in_context(context: Context) -> Message:
    """The paragraph before, the quote's own with the quote in bold, and the one after."""
    drafts = [partial(_drawn, context, room, links) for links in (True, False) for room in ROOM]
    return first_that_fits(drafts, _drawn(context, 100, False))


def _drawn(context: Context, room: int, links: bool) -> Message:
    hit = context.hit
    head = quote_block(hit, Room(0, links))
    # The quote itself is in the paragraph below, so only who said it and where is kept above.
    said_where = [part for part in head["elements"] if part["type"] == "rich_text_section"]
    last = -2 if hit.corrected else -1
    ran = [rich(*_ran(context, room))] if context.copies else []
    told = [*_paragraphs(context, room), *(holding(part, hit.id) for part in ran)]
    row = about_one(hit, context=False)
    blocks = (rich(said_where[0], *said_where[last:]), *told, *row)
    return Message(quote_text(hit, 100), blocks)


def _paragraphs(context: Context, room: int) -> list[Block]:
    """A block for each, marked as one with the words of all who are quoted in it.

    Of a paragraph of more quotes than a mark has room for (about a hundred) nothing is shown but
    the quote itself: nothing could amend it.
    """
    hit, (ids_before, ids_own, ids_after) = context.hit, context.beside
    announced = [line(*runs)] if (runs := caveat_runs(hit)) else []
    on_one_line = re.sub(r"\s", " ", context.paragraph)  # as long, so that the marks fit
    own = quotation(*marked_runs(on_one_line, context.marked, room))
    alone = rich(*announced, quotation(words(cut(hit.text, room)[0], bold=True)))
    blocks = [holding(rich(*announced, own), hit.id, *ids_own)]
    blocks = blocks if held(blocks[0])[0] else [holding(alone, hit.id)]
    if context.before:
        before = line(words(_tail(context.before, room // 4)))
        blocks.insert(0, holding(rich(before), hit.id, *ids_before))
    if context.after:
        shown, was_cut = cut(context.after, room // 4)
        after = line(words(isolated(shown) + (f" {ELLIPSIS}" if was_cut else "")))
        blocks.append(holding(rich(after), hit.id, *ids_after))
    return [block for block in blocks if held(block)[0]]


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


def _ran(context: Context, room: int) -> list[Block]:
    """Where the quote ran, and the words in which the others differ from it."""
    first_seen = context.first_seen or context.copies[0].first_seen
    places = [(first_seen, context.hit.outlet), *((c.first_seen, c.outlet) for c in context.copies)]
    at, where = min(places, key=lambda place: place[0])
    many = len({outlet for _, outlet in places})
    outlets = count(many, "outlet") if many > 1 else count(len(places), "article")
    head = f"Ran in {outlets}, first seen {day_words(at.date())} {at:%H:%M} UTC"
    head += f" in {isolated(label(where, OUTLET_LENGTH))}." if where else "."
    lines = [line(words(head))]
    for copy in context.copies[:COPIES]:
        name = isolated(label(copy.outlet or "another article", OUTLET_LENGTH))
        lines.append(line(words(f"{name}: ", bold=True), words(_difference(copy, context, room))))
    if len(context.copies) > COPIES:
        lines.append(line(words(f"And {len(context.copies) - COPIES} more.")))
    return lines


def _difference(copy: Copy, context: Context, room: int) -> str:
    held = compare(copy.text, context.hit.text)
    if held is None or held.finding is Finding.EXACT:
        return "the same words."
    told = [
        f"{isolated(label(each.typed, 80))} for {isolated(label(each.said, 80))}"
        if each.typed and each.said
        else f"{isolated(label(each.typed, 80))} added"
        if each.typed
        else f"without {isolated(label(each.said, 80))}"
        for each in held.changes
    ]
    told += [f"without {isolated(label(each, 80))}" for each in (held.before, held.after) if each]
    return cut("; ".join(told) or "only marks differ.", room)[0]


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
