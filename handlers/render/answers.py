"""An Answer as a message: what was understood, the quotes, and what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.answers import Answer, Holder, Person
from bot.slips import instead
from bot.when import period_line
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    beside,
    button,
    first_that_fits,
    line,
    person,
    rich,
    says,
    words,
)
from handlers.render.carry import Asked, packed, payload
from handlers.render.people import person_label
from handlers.render.picking import about_one, numbered
from handlers.render.quotes import Room, quote_block, quote_text
from handlers.render.text import count, day_words, escaped, label

ANSWER_EVENT = "whosaid_answer"
UNDERSTOOD_LENGTH = 300
CHOICES = 10
# Characters of each quote, roomiest first: the first draft that Slack takes is shown.
ROOM = (2_400, 1_600, 1_000, 600, 300, 150, 80)
TEXT_ROOM = (300, 150, 80, 40, 15)
TEXT_LENGTH = 3_000  # of the fallback: it is read aloud and shown in notifications


@dataclass(frozen=True, slots=True)
class Instead:
    """A question to ask instead. offer: it in a few words. total, at_least: as in its answer.

    lately: it is somebody who is quoted much, for want of anything closer.
    """

    offer: str
    asked: Asked
    total: int
    at_least: bool = False
    lately: bool = False


@dataclass(frozen=True, slots=True)
class _Telling:
    answer: Answer
    asked: Asked
    understood: str
    shared_by: str | None


def answered(
    answer: Answer,
    asked: Asked,
    understood: str,
    *,
    shared_by: str | None = None,
    instead: Sequence[Instead] = (),
) -> Message:
    """The answer for the one who asked, or, `shared_by` somebody, for the channel.

    understood: the question in words. asked: carries what the buttons need; with `once` set it
    can be shared. instead: what to ask when there are no quotes.
    """
    if not answer.hits:
        return nothing(answer, asked, understood, instead)
    telling = _Telling(answer, asked, understood, shared_by)
    drafts = [
        partial(_with_hits, telling, Room(room, links)) for links in (True, False) for room in ROOM
    ]
    shown = f"{label(understood, 100)}: {count(answer.total, 'quote')}"
    last = Message(escaped(shown), (says(shown),), _metadata(answer, asked))
    return first_that_fits(drafts, last)


def nothing(answer: Answer, asked: Asked, understood: str, instead: Sequence[Instead]) -> Message:
    """No quotes, and why: several people meant, nobody meant, none in the period, none at all."""
    head = label(understood, UNDERSTOOD_LENGTH)

    def offering(most: int) -> Message:
        sentence, buttons = _why_nothing(answer, asked, most)
        if instead and most:
            ways = (
                "Quoted most in the last weeks:"
                if instead[0].lately
                else "You can ask more widely:"
            )
            sentence += f" {ways}" if not buttons else ""
            buttons += [_wider(number, each) for number, each in enumerate(instead)]
        edit = _edit(asked) if most else None
        told: tuple[Block, ...] = (rich(line(words(head, bold=True)), line(words(sentence))),)
        if edit is not None:
            told = (beside(head, edit), says(sentence))
        blocks = (*told, *actions(*buttons))
        return Message(escaped(f"{head}\n{sentence}"), blocks, _metadata(answer, asked))

    drafts = [partial(offering, most) for most in (CHOICES, CHOICES // 2, 1)]
    return first_that_fits(drafts, offering(0))


def _wider(number: int, instead: Instead) -> Block | None:
    more = "more than " if instead.at_least else ""
    offer = f"{label(instead.offer, 50)} ({more}{instead.total:,})"
    return button(offer, f"ask:{number}", packed(instead.asked))


def _with_hits(telling: _Telling, room: Room) -> Message:
    answer = telling.answer
    blocks = [_head(telling)]
    asked_for = answer.person
    for number, hit in enumerate(answer.hits, start=telling.asked.first):
        # What others hold now is not known here: theirs is shown as their article words it.
        today = asked_for.role if asked_for and asked_for.id == hit.person_id else None
        blocks.append(quote_block(hit, room, number=number, today=today))
        blocks += about_one(hit)
    blocks += actions(*_ways_on(telling))
    return Message(_text(telling), tuple(blocks), _metadata(answer, telling.asked))


def _head(telling: _Telling) -> Block:
    understood = label(telling.understood, UNDERSTOOD_LENGTH)
    how_many = f" · {_how_many(telling)}"
    edit = _edit(telling.asked) if telling.shared_by is None else None
    if edit is not None:
        return beside(f"{understood}{how_many}", edit)
    first = line(words(understood, bold=True), words(how_many))
    if telling.shared_by is None:
        return rich(first)
    return rich(first, line(words("shared by ", italic=True), person(telling.shared_by)))


def _edit(asked: Asked) -> Block | None:
    """The button that changes the question, for its asker alone."""
    if asked.once is None:
        return None
    return button("Edit", "edit", packed(replace(asked, older=None)))


def _how_many(telling: _Telling) -> str:
    """12 quotes; 5 of 12 quotes; 6–10 of 12 quotes, on a page that is not the first."""
    answer, first = telling.answer, telling.asked.first
    held = f"{'more than ' if answer.at_least else ''}{count(answer.total, 'quote')}"
    if first - 1 + len(answer.hits) > answer.total:  # some of the pages before are not shown now
        return f"{len(answer.hits)} of {held}" if len(answer.hits) < answer.total else held
    if first > 1:
        last = first + len(answer.hits) - 1
        return f"{first}–{last} of {held}" if last > first else f"{first} of {held}"
    return held if answer.total <= len(answer.hits) else f"{len(answer.hits)} of {held}"


def _ways_on(telling: _Telling) -> list[Block | None]:
    answer, asked = telling.answer, telling.asked
    ways: list[Block | None] = []
    if telling.shared_by is None and asked.once is not None:
        ways.append(button("Share to channel", "share", packed(asked), style="primary"))
    if telling.shared_by is None and asked.once is not None and asked.newer is not None:
        ways.append(button("Newer", "newer", packed(asked.newer)))
    if answer.older is not None:
        ways.append(button("Older", "older", packed(asked.after(answer))))
    question = asked.question
    if answer.total > 1:
        ordered = replace(asked, older=None, once=None)
        ways.append(button("Timeline", "timeline", packed(ordered)))
    if question.who and question.about and not question.who_else:
        others = replace(asked, question=question._replace(who_else=True), older=None, person=None)
        ways.append(button("Who else", "who_else", packed(others)))
    if question.since is None and question.until is None:  # a period would never have news
        ways.append(button("Save", "save", packed(replace(asked, older=None, once=None))))
    return ways


def _text(telling: _Telling) -> str:
    head = escaped(f"{label(telling.understood, 150)} · {_how_many(telling)}")
    for room in TEXT_ROOM:
        text = "\n".join([head, *(quote_text(hit, room) for hit in telling.answer.hits)])
        if len(text) <= TEXT_LENGTH:
            return text
    return head


def _metadata(answer: Answer, asked: Asked) -> Block:
    """What the thread under this message goes on from, and the quotes by their numbers."""
    on = Asked(answer.understood, person=answer.person.id if answer.person else None)
    after = replace(on, older=asked.older, before=asked.before).after(answer)
    fields = payload(after) | numbered(answer.hits, asked.first)
    return {"event_type": ANSWER_EVENT, "event_payload": fields}


def _why_nothing(answer: Answer, asked: Asked, most: int) -> tuple[str, list[Block | None]]:
    """The sentence and its buttons, at most `most` of them."""
    who = label(answer.understood.who, 100) if answer.understood.who else None
    if answer.choices:
        return "Several people are called that. Who is meant?" + _and_more(
            len(answer.choices) - most
        ), _people(answer.choices[:most], asked)
    if answer.holders:
        return _worded_so(answer.holders[: max(most, 1)], who), _people(
            [one.person for one in answer.holders[:most]], asked
        )
    if answer.near:
        named = (
            f"The archive knows nobody named {who}"
            if answer.understood.mentioned
            else (f"Nobody named {who} is quoted in the archive")
        )
        return (
            f"{named}. Did you mean one of these?",
            _people(answer.near[:most], asked),
        )
    if answer.nearest:
        day = day_words(answer.nearest)
        then = asked.question._replace(since=answer.nearest, until=answer.nearest)
        there = replace(asked, question=then, older=None)
        return (
            f"No quotes in that period. The nearest is of {day}.",
            [button(f"Show {day}", "period", packed(there))][:most],
        )
    return _none_at_all(answer, who), []


def _worded_so(holders: Sequence[Holder], who: str | None) -> str:
    """With the days: the role as it was worded then, which may not be the one they have now."""
    each = [
        ", ".join(
            (
                label(one.person.name, 80),
                label(one.role, 80),
                *([period_line(one.since, one.until)] if one.since or one.until else []),
            )
        )
        for one in holders
    ]
    return f"Nobody named {who} is quoted in the archive. Worded so: {'; '.join(each)}."


def _none_at_all(answer: Answer, who: str | None) -> str:
    if who is None:
        return "Nothing in the archive matches this."
    if answer.person and answer.understood.who_else:
        return f"Nobody but {who} is quoted on this, if anybody is."
    if answer.person and answer.understood.mentioned:
        return f"Nobody is quoted with words that name {who}."
    if answer.person and answer.person.quotes:
        held = count(answer.person.quotes, "quote")
        return f"The archive holds {held} by {who}, but none that match this."
    if answer.understood.mentioned:
        return f"The archive knows nobody named {who}."
    meant = instead(answer.understood.who or "")
    try_it = f" Try: {label(meant, 120)}." if meant else ""
    return f"Nobody named {who} is quoted in the archive.{try_it}"


def _and_more(number: int) -> str:
    return f" And {number} more: type a fuller name." if number > 0 else ""


def _people(people: Sequence[Person], asked: Asked) -> list[Block | None]:
    return [
        button(
            person_label(each),
            f"person:{number}",
            packed(replace(asked, older=None, person=each.id)),
        )
        for number, each in enumerate(people)
    ]
