"""The buttons of the log (older changes, Undo) and of people who may be one."""

import json
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient

from handlers.changes import log
from handlers.desk import Desk
from handlers.pairs import SAME, decide
from handlers.presses import place_of, turn
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message

Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    def turned(body: Body, respond: Respond, context: BoltContext, client: WebClient) -> None:
        wait_for_ack(context)
        turn(respond, body, partial(page, desk, client, body))

    def decided(body: Body, respond: Respond, context: BoltContext, client: WebClient) -> None:
        wait_for_ack(context)
        pressed, user = body["actions"][0], body["user"]["id"]
        work = partial(decide, desk, client, user, pressed["action_id"], pressed["value"])
        turn(respond, body, work)

    def left(respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        respond(delete_original=True)

    app.action(SAME)(ack=acked, lazy=[decided])
    app.action("keep_apart")(ack=acked, lazy=[decided])
    app.action("leave_pair")(ack=acked, lazy=[left])
    app.action("log")(ack=acked, lazy=[turned])
    app.action("undo")(ack=acked, lazy=[turned])


def page(desk: Desk, client: WebClient, body: Body) -> Message:
    """The page a button asks for, after undoing what it undoes. Raises WhosaidError."""
    carried, user = json.loads(body["actions"][0]["value"]), body["user"]["id"]
    desk.editors.need(client, user)
    if "undo" in carried:
        desk.changes.undo(carried["undo"], by=user, now=desk.now())
    return log(desk, client, user, place=place_of(body), before=carried["before"])
