"""The Home tab."""

from collections.abc import Mapping, Sequence

from bot.model import Person
from handlers.guide import Entry
from handlers.render.blocks import Block, actions, button, line, rich, says, words
from handlers.render.guide import guide_block
from handlers.render.limits import VIEW_BLOCKS
from handlers.render.text import count, isolated, label


def home_view(
    guide: Sequence[Entry],
    tries: Sequence[str],
    most_quoted: Sequence[Person],
    digests: Sequence[tuple[str, str]],
    counts: Mapping[str, int],
) -> Block:
    """tries: examples that run when pressed. digests: each channel with a sentence about it."""
    blocks: list[Block] = [_heading("Who said what"), says(_holdings(counts))]
    blocks += actions(*(button(each, f"try:{n}", each) for n, each in enumerate(tries)))
    if most_quoted:
        blocks += [_heading("Most quoted this week"), *(_ranked(each) for each in most_quoted)]
    if digests:
        blocks.append(_heading("Your digests"))
        blocks += [
            rich(line({"type": "channel", "channel_id": channel}, words(f" {about}")))
            for channel, about in digests
        ]
    blocks.append(_heading("What I do"))
    blocks += [guide_block(entry) for entry in guide]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}


def _heading(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _holdings(counts: Mapping[str, int]) -> str:
    held = [count(counts.get(what, 0), what.removesuffix("s")) for what in ("articles", "quotes")]
    return f"The archive holds {held[0]} with {held[1]}. Press one of these to see an answer:"


def _ranked(person: Person) -> Block:
    role = f", {isolated(label(person.role, 100))}" if person.role else ""
    name = words(isolated(label(person.name, 100)), bold=True)
    return rich(line(name, words(f"{role}: {count(person.quotes, 'quote')}")))
