"""Save under an answer, and what can be done with what was saved: watch it, ask it, remove it."""

import re
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient

from bot.errors import BadQuestion
from bot.question import line
from bot.watch import Watch
from handlers.desk import Desk
from handlers.home import pressed_on_home
from handlers.posts import post_quotes
from handlers.presses import place_of, tell
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.carry import Asked, unpacked
from handlers.render.plain import sentence
from handlers.render.text import label
from handlers.troubles import as_message, attempted

Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    def save_pressed(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        tell(respond, body, as_message(partial(save, desk, body)))

    def stop_pressed(body: Body, respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        number, user = int(body["actions"][0]["value"]), body["user"]["id"]
        tell(respond, body, as_message(partial(stop_watching, desk, number, user)))

    def watch_chosen(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        action, user = body["actions"][0], body["user"]["id"]
        watch = Watch(action["selected_option"]["value"])
        work = partial(desk.saved.watch, _number(action), user, watch, now=desk.now())
        pressed_on_home(desk, client, user, work)

    def remove_pressed(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        user = body["user"]["id"]
        work = partial(desk.saved.remove, _number(body["actions"][0]), user)
        pressed_on_home(desk, client, user, work)

    def ask_pressed(body: Body, client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        user = body["user"]["id"]
        answer = as_message(partial(ask, desk, _number(body["actions"][0]), user))
        attempted(partial(post_quotes, desk, client, user, answer))

    app.action("save")(ack=acked, lazy=[save_pressed])
    app.action("watch_stop")(ack=acked, lazy=[stop_pressed])
    app.action(re.compile(r"^saved_watch:\d+$"))(ack=acked, lazy=[watch_chosen])
    app.action(re.compile(r"^saved_remove:\d+$"))(ack=acked, lazy=[remove_pressed])
    app.action(re.compile(r"^saved_ask:\d+$"))(ack=acked, lazy=[ask_pressed])


def save(desk: Desk, body: Body) -> Message:
    """Save the question of an answer for who pressed. Raises BadQuestion when they have many."""
    asked = unpacked(body["actions"][0]["value"])
    answer = desk.look_up(asked, place=place_of(body))
    person = answer.person.id if answer.person else None
    kept = desk.saved.add(body["user"]["id"], answer.understood, person=person, now=desk.now())
    shown = label(line(answer.understood), 200)
    if kept is None:
        return sentence(f"You have saved this already: {shown}.")
    return sentence(
        f"Saved: {shown}. It is on my Home tab, where I can be told to send you what is new on it."
    )


def stop_watching(desk: Desk, number: int, user: str) -> Message:
    desk.saved.watch(number, user, Watch.OFF, now=desk.now())
    return sentence("I tell you no more of this. It is still saved on my Home tab.")


def ask(desk: Desk, number: int, user: str) -> Message:
    """The answer to something saved, for its owner's DM. Raises BadQuestion when it is gone."""
    kept = desk.saved.one(number, user)
    if kept is None:
        raise BadQuestion("That is not saved any more.", "Open my Home tab again.")
    return desk.reply(Asked(kept.question, person=kept.person))[1]


def _number(action: dict[str, Any]) -> int:
    return int(str(action["action_id"]).partition(":")[2])
