"""The Home tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.answers import Person, Subscription
from bot.feeds import Feed
from bot.question import line as question_line
from bot.watch import DAILY_AT, MOST_SAVED, Saved, Watch
from handlers.guide import Entry
from handlers.render.blocks import Block, actions, button, line, rich, says, words
from handlers.render.guide import guide_block
from handlers.render.limits import VIEW_BLOCKS
from handlers.render.text import count, label

DIGESTS = 8
FEEDS = 30
LINE_LENGTH = 200
_WHEN = {
    Watch.OFF: "Do not tell me",
    Watch.DAILY: f"Tell me of news at {DAILY_AT:%H:%M}",
    Watch.AT_ONCE: "Tell me of news at once",
}


@dataclass(frozen=True, slots=True)
class Front:
    """What the Home tab shows to one person.

    tries: examples that run when pressed. digests: each with a sentence about it. feeds: for those
    who look after them. zone: of who looks.
    """

    command: str
    guide: Sequence[Entry]
    tries: Sequence[str]
    most_quoted: Sequence[Person]
    saved: Sequence[Saved]
    digests: Sequence[tuple[Subscription, str]]
    feeds: Sequence[Feed]
    counts: Mapping[str, int]
    zone: str


def home_view(front: Front) -> Block:
    blocks: list[Block] = [_heading("Who said what"), says(_holdings(front.counts))]
    blocks += actions(*(button(each, f"try:{n}", each) for n, each in enumerate(front.tries)))
    blocks += _saved(front.saved)
    blocks += _digests(front.digests)
    if front.most_quoted:
        ranked = actions(*_ranked(front.most_quoted, front.command))
        blocks += [_heading("Most quoted this week"), *ranked]
    blocks += _feeds(front.feeds, front.zone)
    blocks.append(_heading("What I do"))
    blocks += [guide_block(entry) for entry in front.guide]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}


def _heading(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _holdings(counts: Mapping[str, int]) -> str:
    held = [count(counts.get(what, 0), what.removesuffix("s")) for what in ("articles", "quotes")]
    tries = "Press one of these, and the answer comes under Messages:"
    return f"The archive holds {held[0]} with {held[1]}. {tries}"


def _saved(every: Sequence[Saved]) -> list[Block]:
    blocks = [_heading("Saved")]
    if not every:
        return [*blocks, says("Press Save under an answer, and its question stands here.")]
    for one in every[:MOST_SAVED]:
        blocks.append(says(label(question_line(one.question), LINE_LENGTH), bold=True))
        blocks += actions(
            button("Ask", f"saved_ask:{one.id}", "-"),
            _watching(one),
            button("Remove", f"saved_remove:{one.id}", "-"),
        )
    return blocks


def _watching(one: Saved) -> Block:
    options = [
        {"text": {"type": "plain_text", "text": text, "emoji": False}, "value": watch.value}
        for watch, text in _WHEN.items()
    ]
    chosen = next(option for option in options if option["value"] == one.watch.value)
    return {
        "type": "static_select",
        "action_id": f"saved_watch:{one.id}",
        "options": options,
        "initial_option": chosen,
    }


def _digests(every: Sequence[tuple[Subscription, str]]) -> list[Block]:
    if not every:
        return []
    blocks = [_heading("Your digests")]
    for digest, about in every[:DIGESTS]:
        channel = {"type": "channel", "channel_id": digest.channel}
        blocks.append(rich(line(channel, words(f" {about}"))))
        blocks += actions(
            button("Edit", "digest_edit", digest.channel),
            button("Stop", "digest_end", digest.channel),
        )
    if len(every) > DIGESTS:
        blocks.append(says(f"and {len(every) - DIGESTS} more"))
    return blocks


def _feeds(every: Sequence[Feed], zone: str) -> list[Block]:
    if not every:
        return []
    worst = sorted(every, key=lambda feed: (feed.paused, -feed.failures, feed.url))
    lines = [
        line(words(f"{label(feed.url, 120)}\n", code=True), words(f"{_health(feed, zone)}\n"))
        for feed in worst[:FEEDS]
    ]
    if len(every) > FEEDS:
        lines.append(line(words(f"and {len(every) - FEEDS} more")))
    return [_heading("Feeds"), rich(*lines)]


def _health(feed: Feed, zone: str) -> str:
    if feed.paused:
        return "paused"
    success = "not read yet"
    if feed.last_success:
        success = f"last read {_instant(feed.last_success, zone)}"
    if not feed.failures:
        return success
    failures = f"failed {'once' if feed.failures == 1 else f'{feed.failures} times'}"
    error = label(feed.last_error or "", LINE_LENGTH)
    return f"{failures}: {error} {success}; next try {_instant(feed.next_try, zone)}"


def _instant(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return format_datetime(local, "d MMMM 'at' HH:mm", locale="en_GB")


def _ranked(people: Sequence[Person], command: str) -> list[Block | None]:
    """A button for each: what they said, in the DM."""
    return [
        button(
            f"{label(each.name, 60)} ({each.quotes:,})",
            f"try:quoted-{place}",
            f"{command} {each.name}",
        )
        for place, each in enumerate(people)
    ]
