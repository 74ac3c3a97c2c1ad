"""A notice that stories are killed or withdrawn: what it would take back, each with a button."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import Added
from handlers.render.articles import by_whom
from handlers.render.blocks import (
    Block,
    Message,
    actions,
    asking_first,
    button,
    first_that_fits,
    says,
)
from handlers.render.text import count, escaped, isolated, label

TITLE_LENGTH = 150
MOST = 5
TEXT_LENGTH = 700  # five times as much when every character of it has to be escaped


@dataclass(frozen=True, slots=True)
class Recall:
    """A notice that came in. found: the stories it means, by address, that are shown here.

    unseen: how many addresses in it are of none that is shown here, kept or not.
    """

    name: str
    kill: bool
    found: Sequence[tuple[str, Added]]
    unseen: int = 0


def what_it_is(*, kill: bool) -> str:
    """What a notice is called, also as the reason on record: its own words would be the story's."""
    return "a kill notice" if kill else "a notice of withdrawal"


def recall_message(recalls: Sequence[Recall]) -> Message:
    """Nothing is taken back by a notice alone: anybody can write one."""
    drafts = [partial(_drawn, recalls, most) for most in (10, 3, 1)]
    told = f"{count(len(recalls), 'notice')} came in: send them one by one."
    return first_that_fits(drafts, Message(told, (says(told),)))


def _drawn(recalls: Sequence[Recall], most: int) -> Message:
    texts, blocks = list[str](), list[Block]()
    for recall in recalls[:most]:
        more = _one(recall)
        texts += [told for told, _ in more]
        for place, (told, pressed) in enumerate(more):
            head = {"bold": True} if place == 0 and recall.found else {}
            blocks += [says(told, **head), *actions(pressed)]
    if len(recalls) > most:
        texts.append(f"And {count(len(recalls) - most, 'more notice')}: send them one by one.")
        blocks.append(says(texts[-1]))
    return Message(escaped("\n".join(texts)[:TEXT_LENGTH]), tuple(blocks))


def _one(recall: Recall) -> list[tuple[str, Block | None]]:
    """What is said of a notice, a line each with the button under it."""
    head = f"{isolated(label(recall.name, TITLE_LENGTH))} reads as {what_it_is(kill=recall.kill)}"
    command = f"whosaid {'kill' if recall.kill else 'withdraw'} URL"
    # It must be the same for one that is hidden and one that was never kept.
    hidden = f"If it is withdrawn, under embargo or for other channels, run {command}."
    if not recall.found:
        told = f"{head}, but names no story that is shown here. Nothing changed. {hidden}"
        return [(f"{told} Else send the notice with the address of the story.", None)]
    lines: list[tuple[str, Block | None]] = [
        (f"{head}. Nothing is taken back until an editor says so.", None)
    ]
    for url, story in recall.found[:MOST]:
        told = f"{isolated(label(story.title or url, TITLE_LENGTH))}: {by_whom(story)}"
        pressed = _button(recall, url)
        if pressed is None:
            told += f" Its address is too long for a button: run {command}."
        lines.append((told, pressed))
    if (more := len(recall.found) - MOST) > 0:
        lines.append((f"And {more} more: send the notice with the address.", None))
    if recall.unseen:
        addresses = "1 address" if recall.unseen == 1 else f"{recall.unseen} addresses"
        lines.append((f"No story that is shown here is at {addresses} of it. {hidden}", None))
    return lines


def done_message(story: str, by: str, *, kill: bool, hidden: int) -> str:
    """What was done, in a sentence that names who did it."""
    what = "Killed" if kill else "Withdrawn"
    quotes = f"{hidden} quote{'' if hidden == 1 else 's'}"
    return (
        f"{what} by {by}: {label(story, TITLE_LENGTH)}. {quotes} no longer shown; what I posted"
        " with them is struck within a minute."
    )


def _button(recall: Recall, url: str) -> Block | None:
    """None for an address that is longer than a button can carry."""
    carried = json.dumps({"url": url, "kill": recall.kill}, ensure_ascii=False)
    text = "Kill it everywhere" if recall.kill else "Withdraw it everywhere"
    return asking_first(
        button(text, "recall", carried, style="danger"),
        f"{text}?",
        "Its quotes vanish from every answer, and are struck in every channel where I posted them.",
    )
