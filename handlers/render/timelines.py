"""A timeline as a message: dated, in order, a line or two each; and its chart in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.answers import Hit
from bot.model import Kind
from bot.timeline import Week
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    anchor,
    button,
    first_that_fits,
    holding,
    line,
    rich,
    says,
    words,
)
from handlers.render.carry import Asked, packed
from handlers.render.picking import numbered, pick_one
from handlers.render.quotes import day_fact, everybody, quote_text, quoted_runs
from handlers.render.text import count, day_words, escaped, isolated, label, link

TIMELINE_EVENT = "whosaid_timeline"
UNDERSTOOD_LENGTH = 300
OUTLET_LENGTH = 60
ROOM = (220, 120, 60)
ALT_LENGTH = 900  # Slack takes 1,000
TEXT_LENGTH = 3_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a timeline. hits: the oldest first. earlier: how many quotes come before them.

    asked: its question; `older` in it leads to the part before, None where there is none.
    at_least: there are more than were counted. chart_in_dm: its chart is sent there.
    """

    understood: str
    hits: Sequence[Hit]
    earlier: int
    asked: Asked
    at_least: bool = False
    chart_in_dm: bool = False


def timeline_message(stretch: Stretch) -> Message:
    """The quotes with their days. Where words are cut, *Show context* in an answer has them all."""
    drafts = [partial(_drawn, stretch, room, links) for links in (True, False) for room in ROOM]
    return first_that_fits(drafts, Message(escaped(_head(stretch)), (says(_head(stretch)),)))


def _head(stretch: Stretch) -> str:
    first, last = stretch.hits[0].day, stretch.hits[-1].day
    between = day_words(first) if first else ""
    if first != last and last is not None:
        between += f" to {day_words(last)}"
    shown = label(stretch.understood, UNDERSTOOD_LENGTH)
    return f"Timeline, {shown}: {count(len(stretch.hits), 'quote')}, {between}"


def _drawn(stretch: Stretch, room: int, links: bool) -> Message:
    head = _head(stretch)
    blocks: list[Block] = [says(head, bold=True)]
    if stretch.earlier:
        more = "more than " if stretch.at_least else ""
        blocks.append(says(f"{more}{count(stretch.earlier, 'quote')} before these", italic=True))
    blocks += [_entry(hit, n, room, links) for n, hit in enumerate(stretch.hits, start=1)]
    if stretch.chart_in_dm:
        blocks.append(says("A chart of quotes by week comes in your DM with me.", italic=True))
    blocks += pick_one(stretch.hits)
    before = stretch.asked.older is not None
    blocks += actions(button("Earlier", "timeline", packed(stretch.asked)) if before else None)
    metadata = {"event_type": TIMELINE_EVENT, "event_payload": numbered(stretch.hits)}
    return Message(_text(head, stretch.hits), tuple(blocks), metadata)


def _entry(hit: Hit, number: int, room: int, links: bool) -> Block:
    runs, _ = quoted_runs(hit, room)
    facts = [day_fact(hit)]
    if hit.kind is not Kind.DIRECT:
        facts.append("reported" if hit.kind is Kind.INDIRECT else "reported, partly quoted")
    if hit.background:
        facts.append("background")
    outlet = isolated(label(hit.outlet or hit.title or "the article", OUTLET_LENGTH))
    address = link(hit.url, hit.pieces[0] if links and hit.pieces else "")
    where = anchor(address, outlet) if address else words(outlet)
    said = [words(f"{number}. {everybody(hit)}: ")]
    source = [words(" · ".join(facts), bold=True), words(" · "), where]
    return holding(rich(line(*source), line(*said, *runs)), hit.id)


def _text(head: str, hits: Sequence[Hit]) -> str:
    for room in (150, 60, 20):
        text = "\n".join([escaped(head), *(quote_text(hit, room) for hit in hits)])
        if len(text) <= TEXT_LENGTH:
            return text
    return escaped(head)


def chart_words(understood: str, weeks: Sequence[Week]) -> str:
    """What the chart shows, for who cannot see it: each week that has quotes, with their number."""
    told = [f"{day_words(week.monday)}: {week.quotes}" for week in weeks if week.quotes]
    head = f"Bar chart of quotes by week, {label(understood, 150)}. Weeks beginning on "
    whole = head + "; ".join(told) + "."
    if len(whole) <= ALT_LENGTH:
        return whole
    most = max(weeks, key=lambda week: week.quotes)
    return (
        f"{head}{day_words(weeks[0].monday)} to {day_words(weeks[-1].monday)};"
        f" {count(sum(week.quotes for week in weeks), 'quote')}, at most {most.quotes} in the week"
        f" of {day_words(most.monday)}."
    )


def with_older(asked: Asked, older: int | None) -> Asked:
    """The question of a timeline's part before this one."""
    return replace(asked, older=older, once=None)
