"""What people do with a click: buttons, menus, shortcuts, modals, Home.

Every function is called with the world's lock held. The future of an interaction gives what the
person sees of it: None when all went well, Slack's warning otherwise.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from handlers.practice import filled, judge, messages, modals
from handlers.practice.courier import INTERACTIVE, Envelope, Outcome
from handlers.practice.errors import Refused
from handlers.practice.installed import APP_ID, TEAM_DOMAIN, TEAM_ID
from handlers.practice.records import IM, PUBLIC, Channel, Json, Message, Person, View
from handlers.practice.talk import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element is: in a message (or ephemeral), or in a view."""

    block_id: str
    action_id: str
    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        if self.message is not None:
            return self.message.blocks
        assert self.view is not None  # noqa: S101  one of the two is always given
        blocks: list[Json] = self.view.payload["blocks"]
        return blocks


def press(space: Workspace, person: Person, place: Place, value: Any = None) -> "Future[Any]":
    """Press a button, or choose `value` in a menu: a block_actions payload."""
    world = space.world
    block, element = filled.find(place.blocks, place.block_id, place.action_id)
    if block["type"] == "input" and not block.get("dispatch_action"):
        raise Refused("not_dispatched", "This field is sent with the form.")
    action: Json = {"action_id": element["action_id"], "block_id": block["block_id"]}
    action["action_ts"] = world.clock.ts()
    values = dict(place.view.values) if place.view else filled.initial(place.blocks)
    known = modals.offered(world, person.id)
    if element["type"] == "button":
        action |= {"type": "button", "text": element["text"]}
        action |= {key: element[key] for key in ("value", "url", "style") if key in element}
    else:
        action |= filled.for_app(element, value, known)
        held = {**values.get(block["block_id"], {}), element["action_id"]: value}
        values[block["block_id"]] = held
        if place.view:
            place.view.values = values
    payload = _interaction(space, "block_actions", person, view=place.view)
    payload |= {"actions": [action], "state": filled.state(place.blocks, values, known)}
    if place.message:
        payload |= _from_message(space, person, place.message)
    else:
        payload["container"] = {"type": "view", "view_id": payload["view"]["id"]}
    return _send(space, person, f"block_actions {element['action_id']}", payload)


def options(space: Workspace, person: Person, place: Place, query: str) -> "Future[Any]":
    """What an external_select offers for the letters typed; the future gives the app's answer."""
    world = space.world
    block, element = filled.find(place.blocks, place.block_id, place.action_id)
    if len(query) < element.get("min_query_length", 3):
        done: Future[Any] = Future()
        done.set_result({"options": []})
        return done
    payload = _interaction(space, "block_suggestion", person, view=place.view)
    payload |= {"block_id": block["block_id"], "action_id": element["action_id"], "value": query}
    payload.pop("trigger_id")
    if place.message:
        payload |= _from_message(space, person, place.message)
        payload.pop("response_url")
    else:
        payload["container"] = {"type": "view", "view_id": payload["view"]["id"]}

    def settle(outcome: Outcome) -> Json:
        try:
            judge.judge_options(outcome.answer or {"options": []})
        except Refused as no:
            world.refuse("block_suggestion", str(no))
            return {"options": [], "error": no.error}
        answer = outcome.answer or {"options": []}
        modals.offer(world, person.id, answer)
        return answer

    name = f"block_suggestion {element['action_id']}"
    return space.courier.send(
        Envelope(world.new_id("e"), INTERACTIVE, name, payload, settle, answers=True)
    )


def shortcut(
    space: Workspace, person: Person, callback_id: str, message: Message | None = None
) -> "Future[Any]":
    """A message shortcut when a message is given, else a global one."""
    wanted = ("message" if message else "global", callback_id)
    installed = {(one.type, one.callback_id) for one in space.world.app.shortcuts}
    if wanted not in installed or person.partner:  # not where the app is not installed
        raise Refused("shortcut_not_found", f"The app has no {wanted[0]} shortcut of this name.")
    kind = "message_action" if message else "shortcut"
    payload = _interaction(space, kind, person)
    payload |= {"callback_id": callback_id, "action_ts": space.world.clock.ts()}
    if message:
        about = _from_message(space, person, message)
        payload |= {key: about[key] for key in ("channel", "message", "response_url")}
        payload["message_ts"] = message.ts
    return _send(space, person, f"{kind} {callback_id}", payload)


def open_home(space: Workspace, person: Person, tab: str = "home") -> None:
    if person.partner:
        raise Refused("app_not_installed", "The app is not installed in their workspace.")
    if tab not in ("home", "messages"):
        raise Refused("invalid_tab", "The app has the tabs home and messages.")
    space.events.home_opened(person.id, tab)


def submit(space: Workspace, person: Person, view: View, values: filled.Values) -> "Future[Any]":
    """Send a form. The future gives {"outcome": …} as the page API words it."""
    world = space.world
    if world.top_view(person.id) is not view:
        raise Refused("view_not_found", "This form is not open any more.")
    blocks = view.payload["blocks"]
    for block_id, held in values.items():
        view.values[block_id] = {**view.values.get(block_id, {}), **held}
    if wrong := filled.mistakes(blocks, view.values):
        done: Future[Any] = Future()
        done.set_result({"outcome": "errors", "errors": wrong})
        return done
    payload = _interaction(space, "view_submission", person, view=view)
    payload["response_urls"] = []

    def settle(outcome: Outcome) -> Json:
        return modals.answered(world, person.id, view, outcome)

    name = f"view_submission {view.payload.get('callback_id', '')}"
    return space.courier.send(
        Envelope(world.new_id("e"), INTERACTIVE, name, payload, settle, answers=True)
    )


def close(space: Workspace, person: Person, view: View, *, clear: bool = False) -> None:
    """Close the topmost modal, or all of them; the app is told where it asked for that."""
    closed = modals.take_away(space.world, person.id, view, clear=clear)
    for one in closed:
        if one.payload.get("notify_on_close"):
            payload = _interaction(space, "view_closed", person, view=one)
            payload["is_cleared"] = clear
            payload.pop("trigger_id")
            _send(space, person, f"view_closed {one.payload.get('callback_id', '')}", payload)


def _interaction(space: Workspace, kind: str, person: Person, view: View | None = None) -> Json:
    payload: Json = {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.partner or TEAM_ID,
        },
        "api_app_id": APP_ID,
        "token": "practice",
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": space.lent.trigger(person.id, view.id if view else None),
    }
    if view:
        payload["view"] = modals.for_app(space.world, view)
    return payload


def _from_message(space: Workspace, person: Person, message: Message) -> Json:
    """What an interaction says of the message it came from; an ephemeral's words are not told."""
    world = space.world
    channel = world.channels[message.channel]
    hook = space.lent.hook(person.id, channel.id, message.ts)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    about: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "response_url": f"{world.base_url}/actions/{hook}",
    }
    if message.only_for is None:
        about["message"] = messages.to_slack(world, message)
    return about


def _channel_name(channel: Channel) -> str:
    return {PUBLIC: channel.name, IM: "directmessage"}.get(channel.kind, "privategroup")


def _send(space: Workspace, person: Person, name: str, payload: Json) -> "Future[Any]":
    """An interaction whose ack carries nothing; the future gives Slack's warning, or None."""
    world = space.world

    def settle(outcome: Outcome) -> str | None:
        if outcome.error is None:
            return None
        told = f"{world.app.name} did not answer in time."
        if outcome.error != "timeout":
            told = f"{world.app.name} could not be reached ({outcome.error})."
        world.tell({"type": "notice", "text": told}, person.id)
        return told

    hook = str(payload.get("response_url", "")).rpartition("/")[2]
    return space.courier.send(
        Envelope(world.new_id("e"), INTERACTIVE, name, payload, settle, about=frozenset({hook}))
    )
