"""The form that changes a question, filled in with the one that was asked."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.answers import Question
from bot.errors import BadQuestion
from bot.model import Kind
from handlers.render.blocks import Block
from handlers.render.carry import Asked, packed
from handlers.render.limits import PRIVATE_METADATA
from handlers.render.text import label

FORM = "edit_question"
FIELD_LENGTH = 150
_KINDS = {"any": "Any", Kind.DIRECT.value: "Direct quotes", Kind.INDIRECT.value: "Reported"}


def question_form(asked: Asked, response_url: str, place: str | None) -> Block | None:
    """The modal; None when what it has to remember is more than Slack keeps for it."""
    question = asked.question
    kept = {"asked": packed(asked), "respond": response_url, "place": place}
    remembered = json.dumps(kept)
    if len(remembered) > PRIVATE_METADATA:
        return None
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": remembered,
        "title": plain_text("Change the question"),
        "submit": plain_text("Ask"),
        "close": plain_text("Cancel"),
        "blocks": question_fields(question),
    }


def question_fields(question: Question) -> list[Block]:
    """A field for each part of a question, filled in with this one."""
    kind = question.kind.value if question.kind and question.kind.value in _KINDS else "any"
    return [
        field("who", "Who", typed_field(question.who), "a name, or nothing for everybody"),
        field("about", "About", typed_field(question.about), "a subject, such as drones"),
        field("phrase", "Exact words", typed_field(question.phrase), "words that were said"),
        field("since", "From this day", picked(question.since)),
        field("until", "To this day", picked(question.until)),
        field("outlet", "Outlet", typed_field(question.outlet), "as it calls itself"),
        field("kind", "Kind", _chosen(kind)),
    ]


def edited(view: Mapping[str, Any]) -> tuple[Asked, str, str | None]:
    """The question as the form has it, where its answer goes, and the channel where that is.

    Raises FormError with a sentence for the field at fault.
    """
    remembered = json.loads(view["private_metadata"])
    before: dict[str, Any] = json.loads(remembered["asked"])
    values = values_of(view)
    if not any(_words(values, name) for name in ("who", "about", "phrase")):
        raise FormError("who", "Give a name, a subject or exact words.")
    question = question_in(
        values, zone=before.get("zone", "UTC"), who_else=bool(before.get("who_else"))
    )
    mentioned = bool(before.get("mentioned")) and question.who is not None
    if mentioned and not (question.about or question.phrase):
        question = question._replace(mentioned=True)
    asked = Asked(question, once=before.get("once"))
    return asked, str(remembered["respond"]), remembered.get("place")


class FormError(BadQuestion):
    """What is wrong in one field of a form. field: its block_id."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence, "")


def values_of(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """What each field of a form holds, by its block_id."""
    return {block: fields["value"] for block, fields in view["state"]["values"].items()}


def question_in(values: Mapping[str, Any], *, zone: str, who_else: bool = False) -> Question:
    """The question in the fields of `question_fields`. Raises FormError."""
    who = _words(values, "who")
    since, until = _day(values, "since"), _day(values, "until")
    if since and until and until < since:
        raise FormError("until", "This day lies before the first one.")
    chosen = (values["kind"].get("selected_option") or {}).get("value", "any")
    return Question(
        who=who,
        about=_words(values, "about"),
        phrase=_words(values, "phrase"),
        since=since,
        until=until,
        zone=zone,
        outlet=_words(values, "outlet"),
        kind=None if chosen == "any" else Kind(chosen),
        who_else=who_else and who is not None,
    )


def _words(values: Mapping[str, Any], name: str) -> str | None:
    return " ".join((values[name].get("value") or "").split()) or None


def _day(values: Mapping[str, Any], name: str) -> date | None:
    picked = values[name].get("selected_date")
    return date.fromisoformat(picked) if picked else None


def field(name: str, text: str, element: Block, hint: str | None = None) -> Block:
    """A field that may be left empty; its block_id is its name.

    The element's action is "value" unless it has one of its own.
    """
    made: Block = {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": plain_text(text),
        "element": {"action_id": "value", **element},
    }
    return {**made, "hint": plain_text(hint)} if hint else made


def typed_field(value: str | None) -> Block:
    """One line to type in."""
    made: Block = {"type": "plain_text_input", "max_length": FIELD_LENGTH}
    return {**made, "initial_value": value[:FIELD_LENGTH]} if value else made


def picked(day: date | None) -> Block:
    """A day to pick."""
    made: Block = {"type": "datepicker"}
    return {**made, "initial_date": day.isoformat()} if day else made


def _chosen(value: str) -> Block:
    options = [{"text": plain_text(text), "value": name} for name, text in _KINDS.items()]
    initial = next(option for option in options if option["value"] == value)
    return {"type": "static_select", "options": options, "initial_option": initial}


def plain_text(text: str) -> Block:
    """Words of a form."""
    return {"type": "plain_text", "text": label(text, FIELD_LENGTH), "emoji": False}
