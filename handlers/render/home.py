"""The Home tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model import Person
from handlers.guide import Entry
from handlers.render.blocks import Block, actions, button, line, rich, says, words
from handlers.render.guide import guide_block
from handlers.render.limits import VIEW_BLOCKS
from handlers.render.text import count


@dataclass(frozen=True, slots=True)
class Front:
    """What the Home tab shows to one person.

    tries: examples that run when pressed. digests: each channel with a sentence about it.
    """

    command: str
    guide: Sequence[Entry]
    tries: Sequence[str]
    most_quoted: Sequence[Person]
    digests: Sequence[tuple[str, str]]
    counts: Mapping[str, int]


def home_view(front: Front) -> Block:
    blocks: list[Block] = [_heading("Who said what"), says(_holdings(front.counts))]
    blocks += actions(*(button(each, f"try:{n}", each) for n, each in enumerate(front.tries)))
    if front.most_quoted:
        ranked = actions(*_ranked(front.most_quoted, front.command))
        blocks += [_heading("Most quoted this week"), *ranked]
    if front.digests:
        blocks.append(_heading("Your digests"))
        blocks += [
            rich(line({"type": "channel", "channel_id": channel}, words(f" {about}")))
            for channel, about in front.digests
        ]
    blocks.append(_heading("What I do"))
    blocks += [guide_block(entry) for entry in front.guide]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}


def _heading(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": False}}


def _holdings(counts: Mapping[str, int]) -> str:
    held = [count(counts.get(what, 0), what.removesuffix("s")) for what in ("articles", "quotes")]
    tries = "Press one of these, and the answer comes under Messages:"
    return f"The archive holds {held[0]} with {held[1]}. {tries}"


def _ranked(people: Sequence[Person], command: str) -> list[Block | None]:
    """A button for each: what they said, in the DM."""
    return [
        button(
            f"{each.name}{f', {each.role}' if each.role else ''} ({each.quotes})",
            f"try:quoted-{place}",
            f"{command} {each.name}",
        )
        for place, each in enumerate(people)
    ]
