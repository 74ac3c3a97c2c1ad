"""What became of an article that was sent in: what was kept, by whom; what was known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.answers import Added, Question
from bot.changes import Change
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    button,
    first_that_fits,
    holding,
    line,
    rich,
    says,
    words,
)
from handlers.render.carry import Asked, packed
from handlers.render.text import ELLIPSIS, count, cut, day_words, escaped, isolated, label

SPEAKERS = 6
ARTICLES = 10
TITLE_LENGTH = 150
CHANGES = 8  # of a version's quotes, the reworded ones first
ROOM = (400, 150, 60)  # characters of each


@dataclass(frozen=True, slots=True)
class NotKept:
    """An article that could not be had or read. why: a sentence for the person who sent it.

    unreached: its site did not give it, so that nobody knows whether it is one.
    """

    name: str
    why: str
    unreached: bool = False


def taken_in(outcomes: Sequence[Added | NotKept], zone: str) -> Message:
    """One message for everything that came in with one message. Days are in `zone`."""
    drafts = [
        partial(_drawn, outcomes[:most], len(outcomes), zone, most, room)
        for most in (ARTICLES, 4, 1)
        for room in ROOM
    ]
    kept = sum(isinstance(each, Added) for each in outcomes)
    last = f"{count(kept, 'article')} of {len(outcomes)} kept."
    return first_that_fits(drafts, Message(last, (says(last),)))


def _drawn(
    outcomes: Sequence[Added | NotKept], total: int, zone: str, most: int, room: int
) -> Message:
    told = [_told(each, zone) for each in outcomes]
    blocks: list[Block] = [
        rich(line(words(head, bold=True)), line(words(rest))) for head, rest in told
    ]
    for each in outcomes:
        blocks += _changes(each, room)
    if len(outcomes) < total:
        blocks.append(says(f"And {total - most} more."))
    blocks += actions(*_speakers(outcomes, zone))
    text = "\n".join(f"{head}: {rest}" for head, rest in told)
    return Message(escaped(text), tuple(blocks))


def _told(outcome: Added | NotKept, zone: str) -> tuple[str, str]:
    if isinstance(outcome, NotKept):
        return isolated(label(outcome.name, TITLE_LENGTH)), f"Not kept. {label(outcome.why, 500)}"
    withdrawn = outcome.withdrawn is not None and outcome.erased is None
    name = "An article" if withdrawn else outcome.title or "Untitled"
    told = f"{_what_happened(outcome, zone)} {_hidden(outcome, zone) or by_whom(outcome)}"
    if outcome.covered:
        told += f" {count(outcome.covered, 'quote')} of somebody who was erased stayed out."
    return isolated(label(name, TITLE_LENGTH)), told


def _what_happened(added: Added, zone: str) -> str:
    if added.erased is not None:
        return "Not kept:"
    if added.late:
        came, stands = added.late
        return f"Not taken: version {came} came after version {stands}, which stands:"
    if added.unchanged:
        return f"Known since {_day(added.first_seen, zone)}:"
    if added.version > 1:
        # What it changed is not known of one that is not shown here.
        changed = "" if _hidden(added, zone) else f", {changes_told(added.changes)}"
        return f"A new version (number {added.version}){changed}:"
    return "Kept:"


def changes_told(changes: Sequence[Change]) -> str:
    """1 quote reworded, 2 gone, 1 new; "with the same quotes" when nothing is otherwise."""
    many = {
        "reworded": sum(bool(each.before and each.after) for each in changes),
        "gone": sum(each.after is None for each in changes),
        "new": sum(each.before is None for each in changes),
    }
    told = [f"{number} {what}" for what, number in many.items() if number]
    return f"quotes: {', '.join(told)}" if told else "with the same quotes"


def _changes(outcome: Added | NotKept, room: int) -> list[Block]:
    """Which quotes are otherwise in a new version; every word between marks is of an article."""
    if not isinstance(outcome, Added) or not outcome.changes:
        return []
    shown = outcome.changes[:CHANGES]
    lines = [_change_line(each, room) for each in shown]
    if len(shown) < len(outcome.changes):
        lines.append(line(words(f"And {len(outcome.changes) - len(shown)} more.")))
    ids = [one.quote_id for each in shown for one in (each.before, each.after) if one]
    return [holding(rich(*lines), *ids)]


def _change_line(change: Change, room: int) -> Block:
    one = change.after or change.before
    by = isolated(label(one.speaker, 80)) if one and one.speaker else "speaker unclear"
    runs = [words(f"{by}: ", bold=True)]
    if change.before:
        runs.append(words(_cut(change.before.words, room), strike=True))
    if change.before and change.after:
        runs.append(words(" now: "))
    if change.after:
        runs.append(words(_cut(change.after.words, room)))
    return line(*runs)


def _cut(text: str, room: int) -> str:
    shown, was_cut = cut(text, room)
    return isolated(shown) + (f" {ELLIPSIS}" if was_cut else "")


def _hidden(added: Added, zone: str) -> str | None:
    """Why its quotes are not told of here; None when they are."""
    if added.erased is not None:
        return f"it, or words in it, were erased on {_day(added.erased, zone)}, so it is not kept."
    if added.withdrawn is not None:
        return "withdrawn, and not shown before it is reinstated."
    if added.embargo is not None:
        local = added.embargo.astimezone(ZoneInfo(zone))
        whole = ", with its versions before" if added.version > 1 else ""
        return f"hidden until {day_words(local.date())}, {local:%H:%M} {zone}{whole}."
    if added.nowhere:
        return "for no channel any more: this version and the one before have none in common."
    if added.restricted and not added.by_speaker:
        return "for some channels only."
    return None


def by_whom(added: Added) -> str:
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
