"""The form in which a person says what is wrong with a quote."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from bot.answers import Context, Hit, Person
from bot.mending import Correction, between, clauses
from bot.model import Span
from handlers.render.blocks import Block, Message
from handlers.render.editing import FormError, field, picked, plain_text, typed_field
from handlers.render.plain import sentence
from handlers.render.quotes import Room, quote_block, quote_text
from handlers.render.text import ELLIPSIS, label

FORM = "correct_quote"
SEARCH = "known_person"  # the action of every field that searches among people
OPTIONS = 100
OPTION_TEXT = 75
QUOTE_ROOM = 1_000
_NO_QUOTE = "no_quote"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form remembers. place: the channel where the quote stands, thread: in it, if any.

    respond: where its answer goes. seen: see `seen`.
    """

    quote_id: int
    place: str | None
    thread: str | None
    respond: str
    seen: str


def correction_form(
    context: Context, place: str | None, thread: str | None, response_url: str
) -> Block:
    """The modal, filled in with the quote as it is; see Asked for the rest."""
    hit = context.hit
    starts, ends = edges(context)
    remembered = asdict(Asked(hit.id, place, thread, response_url, seen(context)))
    begins, stops = context.marked[0][0], context.marked[-1][1]
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps(remembered),
        "title": plain_text("What is wrong?"),
        "submit": plain_text("Correct"),
        "close": plain_text("Cancel"),
        "blocks": [
            {**quote_block(hit, Room(QUOTE_ROOM, links=False)), "block_id": "quote"},
            field("speaker", "Somebody else said it", _search()),
            field(
                "new_name",
                "Or somebody who is not in the list",
                typed_field(None),
                "The full name, as print has it",
            ),
            field("same_as", f"{label(hit.speaker, 60)} is the same person as", _search()),
            field("said_on", "It was said on", picked(hit.day)),
            field("starts", "The words begin with", _select(context, starts, begins, first=True)),
            field("ends", "The words end with", _select(context, ends, stops, first=False)),
            field(
                _NO_QUOTE,
                "Or",
                {
                    "type": "checkboxes",
                    "options": [
                        {"text": plain_text("This is not a quote at all"), "value": _NO_QUOTE},
                    ],
                },
            ),
        ],
    }


def seen(context: Context) -> str:
    """Tells whether a quote is still as it was when the form was opened."""
    told = f"{context.paragraph}\n{context.marked}\n{context.hit.person_id}\n{context.hit.day}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def remembered(view: Mapping[str, Any]) -> Asked:
    return Asked(**json.loads(view["private_metadata"]))


def corrected(view: Mapping[str, Any], context: Context, today: date) -> Correction:
    """What the form says. Raises FormError with a sentence for the field at fault."""
    values = {block: next(iter(of.values())) for block, of in view["state"]["values"].items()}
    if remembered(view).seen != seen(context):
        raise FormError("starts", "The quote has changed since. Cancel, and press Wrong? again.")
    speaker, day = _speaker(values, context.hit), _day(values, context.hit, today)
    content = _content(values, context)
    no_quote = bool(values[_NO_QUOTE].get("selected_options"))
    some = speaker is not None or day is not None or content is not None
    if same_as(view) is not None:
        if no_quote or some:
            raise FormError("same_as", "Say this by itself: it is about all their quotes.")
        if same_as(view) == context.hit.person_id:
            raise FormError("same_as", "That is this person.")
        return Correction()
    if no_quote and some:
        raise FormError(_NO_QUOTE, "What is not a quote has nothing else to correct.")
    if not (no_quote or some):
        raise FormError("speaker", "Nothing is changed yet. Change it here or below, or cancel.")
    return Correction(speaker, day, content, context.paragraph, no_quote)


def same_as(view: Mapping[str, Any]) -> int | None:
    """Whom the speaker is said to be one with: a person's id."""
    chosen = view["state"]["values"]["same_as"][SEARCH].get("selected_option")
    return int(chosen["value"]) if chosen else None


def _speaker(values: Mapping[str, Any], hit: Hit) -> int | str | None:
    chosen = values["speaker"].get("selected_option")
    name = " ".join((values["new_name"].get("value") or "").split())
    if chosen and name:
        raise FormError("new_name", "Pick somebody above or name somebody new, not both.")
    if name and not any(letter.isalpha() for letter in name):
        raise FormError("new_name", "There is no letter in this name.")
    if chosen and int(chosen["value"]) == hit.person_id:
        raise FormError("speaker", f"That is who it is by: {hit.speaker}.")
    return int(chosen["value"]) if chosen else name or None


def _day(values: Mapping[str, Any], hit: Hit, today: date) -> date | None:
    chosen = values["said_on"].get("selected_date")
    day = date.fromisoformat(chosen) if chosen else None
    if day and day > today:
        raise FormError("said_on", "That day is still to come.")
    return None if day == hit.day else day


def _content(values: Mapping[str, Any], context: Context) -> tuple[Span, ...] | None:
    begins, stops = context.marked[0][0], context.marked[-1][1]
    start, end = (
        int((values[name].get("selected_option") or {"value": now})["value"])
        for name, now in (("starts", begins), ("ends", stops))
    )
    if (start, end) == (begins, stops):
        return None
    if start >= end:
        raise FormError("ends", "The words end before they begin.")
    return between(context.marked, start, end)


def edges(context: Context) -> tuple[list[int], list[int]]:
    """Where the words may begin and where they may end, in order, those of now among them."""
    parts = clauses(context.paragraph)
    begins, stops = context.marked[0][0], context.marked[-1][1]
    return (
        _nearest({begins, *(start for start, _ in parts)}, begins),
        _nearest({stops, *(end for _, end in parts)}, stops),
    )


def _nearest(places: set[int], now: int) -> list[int]:
    return sorted(sorted(places, key=lambda at: abs(at - now))[:OPTIONS])


def _select(context: Context, places: Sequence[int], now: int, *, first: bool) -> Block:
    options = [_option(context.paragraph, at, first=first) for at in places]
    return {
        "type": "static_select",
        "options": options,
        "initial_option": options[places.index(now)],
    }


def _option(paragraph: str, at: int, *, first: bool) -> Block:
    if first:
        shown = label(paragraph[at : at + OPTION_TEXT * 2], OPTION_TEXT)
    else:
        tail = " ".join(paragraph[max(0, at - OPTION_TEXT + 2) : at].split())
        cut = at > OPTION_TEXT - 2
        shown = f"{ELLIPSIS}{tail.partition(' ')[2] or tail}" if cut else label(tail, OPTION_TEXT)
    return {"text": plain_text(shown), "value": str(at)}


def _search() -> Block:
    return {
        "type": "external_select",
        "action_id": SEARCH,
        "placeholder": plain_text("Type a name"),
        "min_query_length": 1,
    }


def people_options(people: Sequence[Person]) -> list[Block]:
    """People to choose from, with their role and how many quotes they have."""
    return [
        {
            "text": plain_text(
                label(
                    f"{one.name} ({one.quotes:,}){f', {one.role}' if one.role else ''}",
                    OPTION_TEXT,
                )
            ),
            "value": str(one.id),
        }
        for one in people[:OPTIONS]
    ]


def mended_notice(hit: Hit | None, articles: int, command: str) -> Message:
    """What whoever corrected a quote is told, without any word of it.

    hit: None for no quote. articles: how many it ran in, and was corrected in.
    """
    undo = f"{command} log has it, and can undo it."
    in_each = f" in all {articles} articles it ran in" if articles > 1 else ""
    told = f"Corrected{in_each}." if hit else f"Taken out{in_each}: it is in no answer any more."
    return sentence(f"{told} What I posted with it says so within a minute. {undo}")


def mended_message(hit: Hit | None, articles: int, command: str) -> Message:
    """The same, with the quote as it is now."""
    notice = mended_notice(hit, articles, command)
    if hit is None:
        return notice
    text = f"{notice.text}\n{quote_text(hit, 200)}"
    return Message(text, (*notice.blocks, quote_block(hit, Room(QUOTE_ROOM))))
