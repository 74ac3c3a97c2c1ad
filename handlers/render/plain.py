"""One sentence as a message: an error, a confirmation, a short notice."""

import re
from collections.abc import Sequence

from handlers.render.blocks import Block, Message, actions, line, person, rich, words
from handlers.render.text import cut, escaped

SENTENCE_LENGTH = 780  # five times as much when every character of it has to be escaped


def still(kept: Sequence[tuple[str, str]]) -> Message:
    """What another person is still asked with, and the words that drop each."""
    told = "; ".join(f"{what} (“{drops}” drops it)" for what, drops in kept)
    return sentence(f"As before: {told}.")


def sentence(
    text: str, *buttons: Block | None, channel: str | None = None, user: str | None = None
) -> Message:
    """Words of ours, which may repeat what a person typed; with buttons under them.

    channel, user: an id, where the text names it as <#ID> or <@ID>, to be shown as a link to it.
    Words that only look so are not.
    """
    shown, was_cut = cut(text.strip() or "–", SENTENCE_LENGTH)
    shown += "…" if was_cut else ""
    marks: dict[str, Block] = {}
    if channel is not None:
        marks[f"<#{channel}>"] = {"type": "channel", "channel_id": channel}
    if user is not None:
        marks[f"<@{user}>"] = person(user)
    if not marks:
        return Message(escaped(shown), (rich(line(words(shown))), *actions(*buttons)))
    pieces = [piece for piece in re.split(f"({'|'.join(map(re.escape, marks))})", shown) if piece]
    runs = [marks.get(piece) or words(piece) for piece in pieces]
    text = "".join(piece if piece in marks else escaped(piece) for piece in pieces)
    return Message(text, (rich(line(*runs)), *actions(*buttons)))
