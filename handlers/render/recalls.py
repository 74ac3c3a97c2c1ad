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
    button,
    first_that_fits,
    says,
)
from handlers.render.text import count, escaped, isolated, label

TITLE_LENGTH = 150
REASON_LENGTH = 200
ADDRESS_LENGTH = 1_500  # what a button can carry beside the reason
MOST = 5
TEXT_LENGTH = 700  # five times as much when every character of it has to be escaped


@dataclass(frozen=True, slots=True)
class Recall:
    """A notice that came in. found: the stories it means that are in the archive, by address."""

    name: str
    kill: bool
    reason: str
    found: Sequence[tuple[str, Added]]


def recall_message(recalls: Sequence[Recall]) -> Message:
    """Nothing is taken back by a notice alone: anybody can write one."""
    drafts = [partial(_drawn, recalls[:most]) for most in (10, 3, 1)]
    told = f"{count(len(recalls), 'notice')} came in: send them one by one."
    return first_that_fits(drafts, Message(told, (says(told),)))


def _drawn(recalls: Sequence[Recall]) -> Message:
    texts, blocks = list[str](), list[Block]()
    for recall in recalls:
        notice = "a kill notice" if recall.kill else "a notice of withdrawal"
        name = isolated(label(recall.name, TITLE_LENGTH))
        if not recall.found:
            told = f"{name} reads as {notice}, but I hold no story that it names. Nothing changed."
            texts.append(f"{told} Send it with the address of the story.")
            blocks.append(says(texts[-1]))
            continue
        texts.append(f"{name} reads as {notice}. Nothing is taken back until an editor says so.")
        blocks.append(says(texts[-1], bold=True))
        for url, story in recall.found[:MOST]:
            told = f"{isolated(label(story.title or url, TITLE_LENGTH))}: {by_whom(story)}"
            texts.append(told)
            blocks += [says(told), *actions(_button(recall, url))]
    return Message(escaped("\n".join(texts)[:TEXT_LENGTH]), tuple(blocks))


def done_message(story: str, by: str, *, kill: bool, hidden: int) -> str:
    """What was done, in a sentence that names who did it."""
    what = "Killed" if kill else "Withdrawn"
    quotes = f"{hidden} quote{'' if hidden == 1 else 's'}"
    return (
        f"{what} by {by}: {label(story, TITLE_LENGTH)}. {quotes} no longer shown; what I posted"
        " with them is struck within a minute."
    )


def _button(recall: Recall, url: str) -> Block | None:
    reason = label(recall.reason, REASON_LENGTH)
    carried = {"url": url, "kill": recall.kill, "reason": reason}
    if len(url) > ADDRESS_LENGTH:
        return None
    text = "Kill it everywhere" if recall.kill else "Withdraw it everywhere"
    return button(text, "recall", json.dumps(carried, ensure_ascii=False), style="danger")
