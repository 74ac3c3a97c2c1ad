"""The guide as a message, as blocks of the Home tab, and as a page of docs/."""

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


def guide_page(guide: Sequence[Entry]) -> str:
    """The guide as Markdown: docs/help.md, which a test holds to it and `make guide` renews."""
    parts = ["# What can be asked", "What `/whosaid help` says, a part for each subject."]
    for entry in guide:
        parts += [f"## {entry.topic}", f"`{entry.usage}`", entry.what]
        if entry.examples:
            parts.append("\n".join(f"- `{example}`" for example in entry.examples))
    return "\n\n".join(parts) + "\n"
