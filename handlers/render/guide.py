"""The guide as a message, and as blocks of the Home tab."""

from collections.abc import Sequence

from handlers.guide import Entry
from handlers.render.blocks import Block, Message, line, rich, words
from handlers.render.text import escaped


def guide_message(guide: Sequence[Entry]) -> Message:
    text = "\n".join(f"{entry.usage}: {entry.what}" for entry in guide)
    return Message(escaped(text), tuple(guide_block(entry) for entry in guide))


def guide_block(entry: Entry) -> Block:
    parts = [line(words(entry.usage, code=True)), line(words(entry.what))]
    if entry.examples:
        shown = [words("For example: ")]
        for number, example in enumerate(entry.examples):
            shown += [words(", ")] if number else []
            shown.append(words(example, code=True))
        parts.append(line(*shown))
    return rich(*parts)
