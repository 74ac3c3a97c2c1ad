"""One sentence as a message: an error, a confirmation, a short notice."""

from handlers.render.blocks import Block, Message, actions, line, rich, words
from handlers.render.text import cut, escaped

SENTENCE_LENGTH = 780  # five times as much when every character of it has to be escaped


def sentence(text: str, *buttons: Block | None, channel: str | None = None) -> Message:
    """Words of ours, which may repeat what a person typed; with buttons under them.

    channel: its id, where the text names it as <#ID>, to be shown as a link to it.
    """
    shown, was_cut = cut(text.strip() or "–", SENTENCE_LENGTH)
    shown += "…" if was_cut else ""
    if channel is None:
        return Message(escaped(shown), (rich(line(words(shown))), *actions(*buttons)))
    mark = f"<#{channel}>"
    pieces = shown.split(mark)
    runs: list[Block] = [words(pieces[0])] if pieces[0] else []
    for piece in pieces[1:]:
        runs.append({"type": "channel", "channel_id": channel})
        runs += [words(piece)] if piece else []
    text = mark.join(escaped(piece) for piece in pieces)
    return Message(text, (rich(line(*runs)), *actions(*buttons)))
