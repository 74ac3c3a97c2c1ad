"""A digest: one message for the channel, the rest for its thread; and what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.answers import Digest, Hit, Subscription
from bot.digest import MOST_QUOTES
from bot.question import line as question_line
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    button,
    first_that_fits,
    line,
    rich,
    says,
    words,
)
from handlers.render.picking import numbered, pick_one
from handlers.render.quotes import Room, quote_block, quote_text
from handlers.render.text import count, day_words, escaped, label
from store.asked import to_json

DIGEST_EVENT = "whosaid_digest"
PART_EVENT = "whosaid_digest_part"
IN_A_PART = 10
ROOM = (700, 400, 250, 150, 80)
TEXT_LENGTH = 3_000
IN_FULL = "the choice below has it in full"


def posted_digest(digest: Digest) -> Message:
    """The message for the channel, at most 10 quotes, marked so that it is known again."""
    subscription = digest.subscription
    some = count(min(digest.total, MOST_QUOTES), "new quote")
    new = f"more than {some}" if digest.total > MOST_QUOTES else some
    head = f"{_subject(subscription)}: {new}"
    head += f" until {day_words(digest.day)}, {clock_words(subscription)}"
    mark = identity(subscription, digest.day.isoformat())
    if subscription.question is not None:
        mark["question"] = to_json(subscription.question)
    more = f"{count(len(digest.more), 'more quote')} in the thread." if digest.more else ""
    metadata = {"event_type": DIGEST_EVENT, "event_payload": mark | numbered(digest.hits)}
    return _Listing(head, digest.hits, more, metadata, 1).fitted()


def posted_parts(digest: Digest) -> list[Message]:
    """The rest, ten to a message, each marked with its number."""
    parts = []
    for number, start in enumerate(range(0, len(digest.more), IN_A_PART), start=1):
        mark = identity(digest.subscription, digest.day.isoformat()) | {"part": number}
        hits = digest.more[start : start + IN_A_PART]
        first = len(digest.hits) + start + 1
        metadata = {"event_type": PART_EVENT, "event_payload": mark | numbered(hits, first)}
        parts.append(_Listing("", hits, "", metadata, first).fitted())
    return parts


def identity(subscription: Subscription, day: str) -> Block:
    """What tells one digest from every other, in its metadata."""
    return {"subscription": subscription.id, "day": day}


def clock_words(subscription: Subscription) -> str:
    """08:00 Europe/Kyiv."""
    return f"{subscription.at:%H:%M} {subscription.zone}"


def about_digest(subscription: Subscription, next_due: datetime) -> str:
    """Every day at 08:00 Europe/Kyiv, on …; next on Saturday, 28 June 2025 at 08:00."""
    local = next_due.astimezone(ZoneInfo(subscription.zone))
    when = format_datetime(local, "EEEE, d MMMM yyyy 'at' HH:mm", locale="en_GB")
    return (
        f"{_subject(subscription)}: every day at {clock_words(subscription)}, when there is"
        f" something new. Next on {when}."
    )


def asked_to_confirm(
    subscription: Subscription,
    next_due: datetime,
    carried: str,
    before: Subscription | None = None,
    doubt: str | None = None,
) -> Message:
    """before: the digest that the channel has, which this one would replace. doubt: said of it."""
    text = about_digest(subscription, next_due)
    if doubt:
        text += f" {doubt}"
    if before is not None:
        text += f" It takes the place of: {_subject(before)}, at {clock_words(before)}."
    start = "Replace the digest" if before else "Start this digest"
    row = actions(
        button(start, "digest_start", carried, style="primary"),
        button("Cancel", "digest_cancel", "-"),
    )
    return Message(escaped(text), (says(text), *row))


def _subject(subscription: Subscription) -> str:
    if subscription.question is None:
        return "Daily digest"
    return f"Daily digest, {label(question_line(subscription.question), 200)}"


@dataclass(frozen=True, slots=True)
class _Listing:
    head: str
    hits: Sequence[Hit]
    more: str
    metadata: Block
    first: int  # the number of its first quote

    def fitted(self) -> Message:
        drafts = [
            partial(self.drawn, Room(room, links, IN_FULL))
            for links in (True, False)
            for room in ROOM
        ]
        text = self.head or count(len(self.hits), "quote")
        return first_that_fits(drafts, Message(escaped(text), (says(text),), self.metadata))

    def drawn(self, room: Room) -> Message:
        blocks: list[Block] = [rich(line(words(self.head, bold=True)))] if self.head else []
        blocks += [
            quote_block(hit, room, number=number)
            for number, hit in enumerate(self.hits, start=self.first)
        ]
        blocks += pick_one(self.hits, first=self.first)
        blocks += [says(self.more, italic=True)] if self.more else []
        return Message(self.text(), tuple(blocks), self.metadata)

    def text(self) -> str:
        for room in (200, 100, 50, 20):
            lines = [escaped(self.head), *(quote_text(hit, room) for hit in self.hits)]
            text = "\n".join(lines).strip()
            if len(text) <= TEXT_LENGTH:
                return text
        return escaped(self.head) or count(len(self.hits), "quote")
