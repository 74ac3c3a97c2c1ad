"""What can be done with one quote: a row under it, or one choice for all quotes of a message."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.answers import Hit, enumerated
from handlers.render.blocks import PICK, Block, Message, actions, button, menu
from handlers.render.limits import SELECT_OPTIONS
from handlers.render.quotes import Room, day_fact, quote_block, quote_text
from handlers.render.text import isolated, label

OPTION_TEXT = 75
ROOM = Room(2_400)
_CITE, _OTHERS, _WRONG = "Copy with citation", "Who else on this", "Wrong?"


def about_one(hit: Hit, *, context: bool = True) -> tuple[Block, ...]:
    """The row under a quote. context: whether it may show what stands around it."""
    return actions(
        button("Show context", "context", str(hit.id)) if context else None,
        menu(
            (_CITE, "cite", str(hit.id)),
            (_OTHERS, "others", str(hit.id)),
            (_WRONG, "wrong", str(hit.id)),
        ),
    )


def pick_one(hits: Sequence[Hit], *, first: int = 1) -> tuple[Block, ...]:
    """One choice for quotes that are numbered from `first` on.

    A row under each would take the room of their words.
    """
    return pick_numbered(enumerate(hits, start=first))


def pick_numbered(numbered: Iterable[tuple[int, Hit]]) -> tuple[Block, ...]:
    """One choice for quotes with the numbers they stand under."""
    options = [
        {
            "text": {"type": "plain_text", "text": _option(number, hit), "emoji": False},
            "value": f"picked:{hit.id}",
        }
        for number, hit in islice(numbered, SELECT_OPTIONS)
    ]
    placeholder = {"type": "plain_text", "text": "Context, citation, Wrong?", "emoji": False}
    chooser = {"type": "static_select", "action_id": PICK, "placeholder": placeholder}
    return actions({**chooser, "options": options}) if options else ()


def picked(hit: Hit) -> Message:
    """The quote that was chosen, with its row, for the one who chose it."""
    return Message(quote_text(hit, 200), (quote_block(hit, ROOM), *about_one(hit)))


def numbered(hits: Sequence[Hit], first: int = 1) -> Block:
    """Which quote stands under which number, as a message's metadata has it."""
    return {"shown": " ".join(str(hit.id) for hit in hits), "first": first}


def numbers(event_payload: Block) -> dict[int, int]:
    """Quotes' ids by their numbers, out of what `numbered` wrote."""
    ids = str(event_payload.get("shown") or "").split()
    return {n: int(one) for n, one in enumerate(ids, start=int(event_payload.get("first") or 1))}


def _option(number: int, hit: Hit) -> str:
    first, last = f"{number}. ", f", {day_fact(hit)}"
    room = OPTION_TEXT - len(first) - len(last)
    names = hit.speakers
    if len(names) > room and hit.together:  # both are named, however long the names are
        more = len(hit.together)
        others = hit.together[0] if more == 1 else f"{more} more"
        each = (room - len(" and ")) // 2
        names = enumerated((label(hit.speaker, each), label(others, each)))
    return f"{first}{isolated(label(names, room))}{last}"[:OPTION_TEXT]
