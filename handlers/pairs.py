"""/whosaid people: who may be one person, for an editor to decide."""

import json

from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.render.blocks import Message
from handlers.render.pairs import ALONE, PAGE, pairs_message
from handlers.render.plain import sentence

SAME = "same_person"


def waiting(desk: Desk, client: WebClient, user: str, *, done: str | None = None) -> Message:
    """The pairs that wait. Raises NotAllowed for those who may not correct."""
    desk.editors.need(client, user)
    return pairs_message(desk.pairs.waiting(limit=PAGE + 1), done=done)


def decide(desk: Desk, client: WebClient, user: str, action: str, carried: str) -> Message:
    """Merge two people or keep them apart; then, in their list, what still waits.

    Raises WhosaidError.
    """
    desk.editors.need(client, user)
    pair = json.loads(carried)
    if action == SAME:
        desk.pairs.merge(pair["person"], pair["to"], by=user, now=desk.now())
        done = "They are one person now."
    else:
        desk.pairs.keep_apart(pair["person"], pair["to"], by=user, now=desk.now())
        done = "They are kept apart, for good."
    undo = f"{desk.settings.command} log has it, and can undo it."
    if pair.get(ALONE):
        return sentence(f"{done} {undo}")
    return waiting(desk, client, user, done=f"{done} {undo}")
