"""What became of an article that was sent in: what was kept, by whom; what was known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.model import Added, Question
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
from handlers.render.carry import Asked, packed
from handlers.render.text import count, day_words, escaped, isolated, label

SPEAKERS = 6
ARTICLES = 10
TITLE_LENGTH = 150


@dataclass(frozen=True, slots=True)
class NotKept:
    """An article that could not be had or read. why: a sentence for the person who sent it."""

    name: str
    why: str


def taken_in(outcomes: Sequence[Added | NotKept], zone: str) -> Message:
    """One message for everything that came in with one message. Days are in `zone`."""
    drafts = [
        partial(_drawn, outcomes[:most], len(outcomes), zone, most) for most in (ARTICLES, 4, 1)
    ]
    kept = sum(isinstance(each, Added) for each in outcomes)
    last = f"{count(kept, 'article')} of {len(outcomes)} kept."
    return first_that_fits(drafts, Message(last, (says(last),)))


def _drawn(outcomes: Sequence[Added | NotKept], total: int, zone: str, most: int) -> Message:
    told = [_told(each, zone) for each in outcomes]
    blocks: list[Block] = [
        rich(line(words(head, bold=True)), line(words(rest))) for head, rest in told
    ]
    if len(outcomes) < total:
        blocks.append(says(f"And {total - most} more."))
    blocks += actions(*_speakers(outcomes, zone))
    text = "\n".join(f"{head}: {rest}" for head, rest in told)
    return Message(escaped(text), tuple(blocks))


def _told(outcome: Added | NotKept, zone: str) -> tuple[str, str]:
    if isinstance(outcome, NotKept):
        return isolated(label(outcome.name, TITLE_LENGTH)), f"Not kept. {label(outcome.why, 500)}"
    head = isolated(label(outcome.title or "Untitled", TITLE_LENGTH))
    return head, f"{_what_happened(outcome, zone)} {_hidden(outcome, zone) or _by_whom(outcome)}"


def _what_happened(added: Added, zone: str) -> str:
    if added.unchanged:
        return f"Known since {_day(added.first_seen, zone)}:"
    if added.version > 1:
        return f"A new version (number {added.version}), with {count(added.new, 'new quote')}:"
    return "Kept:"


def _hidden(added: Added, zone: str) -> str | None:
    """Why its quotes are not told of here; None when they are."""
    if added.embargo is not None:
        local = added.embargo.astimezone(ZoneInfo(zone))
        return f"hidden until {day_words(local.date())}, {local:%H:%M} {zone}."
    if added.restricted and not added.by_speaker:
        return "for some channels only."
    return None


def _by_whom(added: Added) -> str:
    """6 quotes by Rustem Umerov, 1 by Donald Trump."""
    if not added.by_speaker:
        return "no quotes in it."
    parts = []
    for place, (name, number) in enumerate(added.by_speaker[:SPEAKERS]):
        noun = count(number, "quote") if place == 0 else f"{number}"
        by = f"by {isolated(label(name, 80))}" if name else "whose speaker is unclear"
        parts.append(f"{noun} {by}")
    rest = sum(number for _, number in added.by_speaker[SPEAKERS:])
    if rest:
        parts.append(f"{rest} by others")
    return ", ".join(parts) + "."


def _speakers(outcomes: Sequence[Added | NotKept], zone: str) -> list[Block | None]:
    """A button for each speaker: what else they said."""
    names = dict.fromkeys(
        name for each in outcomes if isinstance(each, Added) for name, _ in each.by_speaker if name
    )
    return [
        button(name, f"ask:{place}", packed(Asked(Question(who=name, zone=zone))))
        for place, name in enumerate(list(names)[:SPEAKERS])
    ]


def _day(instant: datetime, zone: str) -> str:
    return day_words(instant.astimezone(ZoneInfo(zone)).date())
