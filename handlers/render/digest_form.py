"""The form that changes a digest: its hour, and the question that narrows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from bot.answers import Question, Subscription
from handlers.render.blocks import Block
from handlers.render.editing import (
    FormError,
    field,
    plain_text,
    question_fields,
    question_in,
    values_of,
)

FORM = "edit_digest"


def digest_form(subscription: Subscription) -> Block:
    """The modal, filled in. Its private_metadata is the channel."""
    at: Block = {"type": "timepicker", "initial_time": f"{subscription.at:%H:%M}"}
    question = subscription.question or Question(zone=subscription.zone)
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": subscription.channel,
        "title": plain_text("Change the digest"),
        "submit": plain_text("Save"),
        "close": plain_text("Cancel"),
        "blocks": [
            {**field("at", "Every day at", at, f"in {subscription.zone}"), "optional": False},
            *question_fields(question),
        ],
    }


def changed(view: Mapping[str, Any], subscription: Subscription) -> Subscription:
    """The digest as the form has it; without any words it holds everything.

    Raises FormError with a sentence for the field at fault.
    """
    values = values_of(view)
    at = values["at"].get("selected_time")
    if not at:
        raise FormError("at", "Give the hour.")
    question = question_in(values, zone=subscription.zone)
    narrowed = question._replace(zone="UTC") != Question()
    return replace(subscription, at=time.fromisoformat(at), question=question if narrowed else None)
