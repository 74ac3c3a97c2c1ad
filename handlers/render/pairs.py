"""People who may be one, a pair under another, with what speaks for it."""

import json
from collections.abc import Sequence

from bot.answers import Person
from handlers.render.blocks import Block, Message, actions, button, line, rich, says, words
from handlers.render.text import count, escaped, isolated, label
from store.pairs import Pair

PAGE = 10
ALONE = "alone"  # marks a pair that was asked about by itself, not in the list
NONE = "Nobody waits to be told apart: no two people look like one."


def pairs_message(pairs: Sequence[Pair], *, done: str | None = None) -> Message:
    """Pairs to decide, for the eyes of an editor. done: what was decided just now."""
    blocks: list[Block] = [says(done)] if done else []
    if not pairs:
        return Message(escaped(done or NONE), (*blocks, says(NONE)))
    for pair in pairs[:PAGE]:
        blocks.append(_pair(pair))
        goes = pair.other if pair.stays is pair.one else pair.one
        carried = json.dumps({"person": goes.id, "to": pair.stays.id})
        blocks += actions(
            button("Same person", "same_person", carried, style="primary"),
            button("Keep apart", "keep_apart", carried),
        )
    if len(pairs) > PAGE:
        blocks.append(says("There are more; they come up as these are decided.", italic=True))
    text = "\n".join(f"{_who(pair.one)} / {_who(pair.other)}" for pair in pairs[:PAGE])
    return Message(escaped(text), tuple(blocks))


def whether_one(goes: Person, stays: Person) -> Message:
    """Ask before two people become one: all that the first has said goes to the other."""
    all_of = "1 quote" if goes.quotes == 1 else f"all {goes.quotes:,} quotes"
    told = (
        f"{_who(goes)} and {_who(stays)}: are they one person? Then {all_of} of the first would"
        " stand under the second in every answer, for everybody."
    )
    carried = json.dumps({"person": goes.id, "to": stays.id, ALONE: True})
    pressed = actions(
        button("Same person", "same_person", carried, style="danger"),
        button("Keep apart", "keep_apart", carried),
        button("Cancel", "leave_pair", ""),
    )
    return Message(escaped(told), (says(told), *pressed))


def _pair(pair: Pair) -> Block:
    return rich(
        line(
            words("Same person? ", bold=True),
            words(f"{_who(pair.one)} and {_who(pair.other)}"),
        ),
        line(words(f"Why: {', '.join(pair.why)}.", italic=True)),
    )


def _who(person: Person) -> str:
    role = f", {isolated(label(person.role, 80))}" if person.role else ""
    return f"{isolated(label(person.name, 80))}{role} ({count(person.quotes, 'quote')})"
