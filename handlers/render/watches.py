"""What is new on saved questions, as one DM, marked with what it tells of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.answers import Hit
from bot.watch import Saved
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    button,
    first_that_fits,
    says,
)
from handlers.render.carry import Asked, packed
from handlers.render.picking import pick_one
from handlers.render.quotes import Room, quote_block, quote_text
from handlers.render.text import count, escaped, label

NEWS_EVENT = "whosaid_news"
ROOM = ((5, 700), (5, 300), (3, 200), (1, 150))  # quotes of each question, characters of each
MOST_QUESTIONS = 8
LINE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class New:
    """The new quotes of one saved question, the newest first. understood: it in words.

    at_least: there are more than these.
    """

    saved: Saved
    understood: str
    hits: Sequence[Hit]
    at_least: bool = False


def news_message(news: Sequence[New], due: Iterable[tuple[Saved, datetime]]) -> Message:
    """due: everything it tells of, each up to which instant, also that there is nothing new."""
    told = {_told_of(one): until.isoformat() for one, until in due}
    metadata = {"event_type": NEWS_EVENT, "event_payload": told}
    return replace(_shown(news), metadata=metadata)


def told_until(payload: Mapping[str, Any], one: Saved) -> datetime | None:
    """The instant up to which a message told of a saved question; None when it did not."""
    until = payload.get(_told_of(one))
    return datetime.fromisoformat(until) if until else None


def _told_of(one: Saved) -> str:
    return f"{one.id} from {one.covered.isoformat()}"


def _shown(news: Sequence[New]) -> Message:
    drafts = [
        partial(_drawn, news[:MOST_QUESTIONS], len(news), most, Room(room, links))
        for links in (True, False)
        for most, room in ROOM
    ]
    head = _head(news)
    return first_that_fits(drafts, Message(escaped(head), (says(head),)))


def _head(news: Sequence[New]) -> str:
    more = "More than " if any(each.at_least for each in news) else ""
    return f"{more}{count(sum(len(each.hits) for each in news), 'new quote')} on what you watch"


def _drawn(news: Sequence[New], total: int, most: int, room: Room) -> Message:
    blocks: list[Block] = []
    lines = [escaped(_head(news))]
    first = 1  # the quotes of all questions are numbered on, so that a number means one of them
    for each in news:
        shown = each.hits[:most]
        blocks.append(says(f"New: {label(each.understood, LINE_LENGTH)}", bold=True))
        blocks += [quote_block(hit, room, number=n) for n, hit in enumerate(shown, start=first)]
        if len(each.hits) > most:
            left = f"{'more than ' if each.at_least else ''}{len(each.hits) - most}"
            blocks.append(says(f"and {left} more", italic=True))
        blocks += pick_one(shown, first=first)
        first += len(shown)
        asked = Asked(each.saved.question, person=each.saved.person)
        blocks += actions(
            button("Show all", f"ask:{each.saved.id}", packed(asked)),
            button("Stop watching", "watch_stop", str(each.saved.id)),
        )
        lines += [quote_text(hit, 80) for hit in each.hits[:1]]
    if total > len(news):
        blocks.append(says(f"and {count(total - len(news), 'question')} more", italic=True))
    return Message("\n".join(lines)[:3_000], tuple(blocks))
