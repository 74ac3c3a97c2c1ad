"""The few Block Kit shapes the bot uses, and the message they make together.

Words of articles go into rich text only: there they are data, and no mark-up in them can act.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from handlers.render.limits import (
    ACTIONS_ELEMENTS,
    BLOCK_ID,
    BUTTON_TEXT,
    BUTTON_VALUE,
    MESSAGE_BLOCKS,
    MESSAGE_TEXT,
    MESSAGE_TOTAL,
    SECTION_TEXT,
)
from handlers.render.text import label

Block = dict[str, Any]

MENU = "menu"  # the action of every ⋯; its options say what is meant
PICK = "pick"  # the action of a choice among the quotes of a message

_MARK = BLOCK_ID - 4  # characters: `told_apart` may add some
_HOLDS, _NUMBERED = "quote-", "-n"
_HELD = re.compile(rf"{_HOLDS}(\d+(?:_\d+)*)(?:{_NUMBERED}(\d+))?(?:\.\d+)?$")
_SHORT = "quotes-"  # of many: the lowest id, and how far each is from the one before, in base 36
_HELD_SHORT = re.compile(rf"{_SHORT}([\da-z]+(?:_[\da-z]+)*)(?:\.\d+)?$")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Message:
    """What the bot says: blocks, the same in one escaped text, and what it must remember."""

    text: str
    blocks: tuple[Block, ...] = ()
    metadata: Block | None = None

    def private(self) -> dict[str, Any]:
        """For an ack or a response_url: only the person who asked sees it."""
        return {
            "response_type": "ephemeral",
            "text": self.text,
            "blocks": told_apart(self.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
        }

    def posted(self) -> dict[str, Any]:
        """For chat.postMessage."""
        said: dict[str, Any] = {"text": self.text, "blocks": told_apart(self.blocks)}
        if self.metadata is not None:
            said["metadata"] = self.metadata
        return {**said, "unfurl_links": False, "unfurl_media": False}


def words(text: str, **style: bool) -> Block:
    """A run of rich text; style is bold=True, italic=True. Slack refuses an empty run."""
    run: Block = {"type": "text", "text": text or "–"}
    return {**run, "style": style} if style else run


def anchor(url: str, text: str) -> Block:
    return {"type": "link", "url": url, "text": text or url}


def person(user: str) -> Block:
    return {"type": "user", "user_id": user}


def line(*runs: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(runs)}


def quotation(*runs: Block) -> Block:
    return {"type": "rich_text_quote", "elements": list(runs)}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def says(text: str, **style: bool) -> Block:
    """One plain paragraph."""
    return rich(line(words(text, **style)))


def beside(text: str, element: Block) -> Block:
    """One plain paragraph with a button at its end. It is no mark-up: no word in it can act."""
    words_of_it = {"type": "plain_text", "text": label(text, SECTION_TEXT), "emoji": False}
    return {"type": "section", "text": words_of_it, "accessory": element}


def button(text: str, action: str, value: str, *, style: str | None = None) -> Block | None:
    """A button; None when what it would have to carry is more than Slack lets it carry."""
    if len(value) > BUTTON_VALUE:
        return None
    made: Block = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": label(text, BUTTON_TEXT), "emoji": False},
        "value": value or "-",
    }
    return {**made, "style": style} if style else made


def asking_first(pressed: Block | None, title: str, text: str) -> Block | None:
    """A button that Slack asks about before it counts as pressed."""
    if pressed is None:
        return None
    told = {"title": title, "text": text, "confirm": "Yes", "deny": "Cancel"}
    plain = {
        name: {"type": "plain_text", "text": each, "emoji": False} for name, each in told.items()
    }
    return {**pressed, "confirm": {**plain, "style": "danger"}}


def holding(block: Block, *quote_ids: int, number: int | None = None) -> Block:
    """The block, marked as one with words of these quotes; see `held`.

    It stays without a mark where that has no room for all: what could not be amended is not to be
    shown then.
    """
    ids = "_".join(map(str, quote_ids))
    mark = f"{_HOLDS}{ids}" if number is None else f"{_HOLDS}{ids}{_NUMBERED}{number}"
    if len(mark) > _MARK and number is None:
        mark = _SHORT + _steps(quote_ids)
    return {**block, "block_id": mark} if len(mark) <= _MARK else block


def held(block: Block) -> tuple[tuple[int, ...], int | None]:
    """Whose words a block has, and the number it was shown under; empty for all other blocks."""
    mark = str(block.get("block_id") or "")
    if short := _HELD_SHORT.match(mark):
        return tuple(accumulate(int(one, 36) for one in short[1].split("_"))), None
    found = _HELD.match(mark)
    if found is None:
        return (), None
    ids = tuple(int(one) for one in found[1].split("_"))
    return ids, int(found[2]) if found[2] else None


def _steps(quote_ids: Iterable[int]) -> str:
    ids = sorted(set(quote_ids))
    return "_".join(map(_in_base_36, [ids[0], *(two - one for one, two in pairwise(ids))]))


def _in_base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, one = divmod(number, 36)
        digits = _DIGITS[one] + digits
    return digits


def told_apart(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks; Slack refuses two of one id, so those that come again get another."""
    made: list[Block] = []
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        mark = block.get("block_id")
        again = mark is not None and mark in seen
        made.append({**block, "block_id": f"{mark}.{place}"} if again else block)
        seen |= {mark} if mark else set()
    return made


def menu(*options: tuple[str, str, str]) -> Block:
    """The ⋯ under a quote. options: the text, the action it stands for, and what it carries."""
    return {
        "type": "overflow",
        "action_id": MENU,
        "options": [
            {
                "text": {"type": "plain_text", "text": label(text, BUTTON_TEXT), "emoji": False},
                "value": f"{action}:{value}",
            }
            for text, action, value in options
        ],
    }


def actions(*elements: Block | None) -> tuple[Block, ...]:
    """A row of buttons; nothing when there is none to show."""
    shown = [element for element in elements if element is not None][:ACTIONS_ELEMENTS]
    return ({"type": "actions", "elements": shown},) if shown else ()


def size(part: object) -> int:
    """How much of Slack's total a block takes: every string and every key, however nested."""
    if isinstance(part, str):
        return len(part) + 2
    if isinstance(part, dict):
        return sum(len(key) + 4 + size(value) for key, value in part.items())
    if isinstance(part, (list, tuple)):
        return 2 + sum(1 + size(each) for each in part)
    return 5


def fits(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= MESSAGE_BLOCKS and size(blocks) <= MESSAGE_TOTAL


def joined(messages: Sequence[Message]) -> Message:
    """Several messages as one, in their order; the last one's blocks where all are too many."""
    text = "\n".join(each.text for each in messages)[:MESSAGE_TEXT]
    metadata = next((each.metadata for each in messages if each.metadata), None)
    blocks = tuple(block for each in messages for block in each.blocks)
    shown = Message(text, blocks, metadata)
    return first_that_fits([lambda: shown], Message(text, messages[-1].blocks, metadata))


def first_that_fits(drafts: Iterable[Callable[[], Message]], last: Message) -> Message:
    """The first draft that Slack takes whole; `last`, which always fits, when none does.

    The drafts come roomiest first, so that no more is cut than has to be.
    """
    for draft in drafts:
        message = draft()
        if fits(message.blocks) and len(message.text) <= MESSAGE_TEXT:
            return message
    return last
