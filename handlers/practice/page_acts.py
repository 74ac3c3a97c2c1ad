"""POST /page/act: what a person does at the page, by the word in `do`. The lock is held."""

import base64
import binascii
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, fields
from datetime import timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from handlers.practice import clicks, members, page_shapes, talk
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.methods.files import new_file
from handlers.practice.records import Channel, Faults, File, Json, Message, Person
from handlers.practice.talk import Workspace

# What an act gives: the rest of the answer, or a future whose result `_finished` words
Given: TypeAlias = "Json | Future[Any] | None"


def act(space: Workspace, me: Person, what: Json) -> Given:
    wanted = _ACTS.get(str(what.get("do")))
    if wanted is None:
        raise Refused("unknown_act", f"Nothing here is called “{what.get('do')}”.")
    return wanted(space, me, what)


def finished(result: Any) -> Json:
    """The answer to an act that waited for the app."""
    if isinstance(result, dict):
        return result
    return {} if result is None else {"notice": str(result)}


def _channel(space: Workspace, me: Person, what: Json) -> Channel:
    channel = space.world.channel(str(what.get("channel") or "?"))
    if not space.world.sees(me, channel):
        raise Refused("channel_not_found", "There is no such channel.")
    return channel


def _say(space: Workspace, me: Person, what: Json) -> Given:
    channel, text = _channel(space, me, what), str(what.get("text") or "")
    thread = what.get("thread") or None
    if text.startswith("/"):
        talk.command(space, me, channel, text, thread)
        return None
    return {"ts": talk.say(space, me, channel, text, thread).ts}


def _edit(space: Workspace, me: Person, what: Json) -> Given:
    text = str(what.get("text") or "")
    talk.edit(space, me, _channel(space, me, what), str(what.get("ts")), text)
    return None


def _delete(space: Workspace, me: Person, what: Json) -> Given:
    talk.take_back(space, me, _channel(space, me, what), str(what.get("ts")))
    return None


def _react(space: Workspace, me: Person, what: Json) -> Given:
    name = str(what.get("name") or "eyes").strip(":")
    talk.react(space.world, me, _channel(space, me, what), str(what.get("ts")), name)
    return None


def _place(space: Workspace, me: Person, what: Json) -> clicks.Place:
    block_id, action_id = str(what.get("block_id")), str(what.get("action_id"))
    if not what.get("view"):
        message = page_shapes.message_of(space.world, me, what)
        return clicks.Place(block_id, action_id, message=message)
    view = space.world.views.get(str(what["view"]))
    if view is None or view.person != me.id:
        raise Refused("view_not_found", "This form is not open any more.")
    for block, held in (what.get("values") or {}).items():
        view.values[block] = {**view.values.get(block, {}), **held}
    return clicks.Place(block_id, action_id, view=view)


def _press(space: Workspace, me: Person, what: Json) -> Given:
    return clicks.press(space, me, _place(space, me, what), what.get("value"))


def _options(space: Workspace, me: Person, what: Json) -> Given:
    return clicks.options(space, me, _place(space, me, what), str(what.get("query") or ""))


def _submit(space: Workspace, me: Person, what: Json) -> Given:
    view = space.world.views.get(str(what.get("view")))
    if view is None or view.person != me.id:
        raise Refused("view_not_found", "This form is not open any more.")
    return clicks.submit(space, me, view, what.get("values") or {})


def _close(space: Workspace, me: Person, what: Json) -> Given:
    view = space.world.views.get(str(what.get("view")))
    if view is None or view.person != me.id:
        raise Refused("view_not_found", "This form is not open any more.")
    clicks.close(space, me, view, clear=bool(what.get("clear")))
    return None


def _upload(space: Workspace, me: Person, what: Json) -> Given:
    channel = _channel(space, me, what)
    files = [_file(space, me, each) for each in what.get("files") or [what]]
    message = Message(channel.id, me.id, str(what.get("text") or ""))
    message.thread_ts = what.get("thread") or None
    talk.upload(space, me, files, message)
    return {"ts": message.ts, "file": files[0].id}


def _file(space: Workspace, me: Person, given: Json) -> File:
    world, name = space.world, str(given.get("name") or "file.txt")
    file = new_file(world.new_id("F"), name, me.id, int(world.now().timestamp()))
    try:
        file.content = base64.b64decode(str(given.get("content") or ""), validate=True)
    except binascii.Error:
        raise Refused("invalid_content", "The file did not arrive whole.") from None
    if given.get("mimetype"):
        file.mimetype = str(given["mimetype"])
    return file


def _home(space: Workspace, me: Person, what: Json) -> Given:
    clicks.open_home(space, me, str(what.get("tab") or "home"))
    return None


def _shortcut(space: Workspace, me: Person, what: Json) -> Given:
    message = page_shapes.message_of(space.world, me, what) if what.get("ts") else None
    return clicks.shortcut(space, me, str(what.get("callback_id")), message)


def _clock(space: Workspace, me: Person, what: Json) -> Given:
    world = space.world
    try:
        if what.get("to"):
            world.clock.jump_to(page_shapes.parsed_local(str(what["to"]), me))
        else:
            world.clock.advance(timedelta(seconds=float(what.get("by_s") or 0)))
    except (ValueError, OverflowError) as wrong:
        raise Refused("invalid_time", f"That is no time to move to: {wrong}.") from wrong
    shown = page_shapes.clock(world, me)
    world.tell({"type": "clock", "now": shown["now"], "local": shown["local"]})
    return {"now": shown["now"]}


def _zone(space: Workspace, me: Person, what: Json) -> Given:
    zone = str(what.get("zone"))
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        raise Refused("invalid_zone", f"“{zone}” is no time zone, try Europe/Kyiv.") from None
    me.zone = zone
    space.world.tell({"type": "state"})
    return None


def _open_dm(space: Workspace, me: Person, what: Json) -> Given:
    channel = space.world.im(me.id, space.world.person(str(what.get("user"))).id)
    space.world.tell({"type": "state"})
    return {"channel": channel.id}


def _membership(space: Workspace, me: Person, what: Json) -> Given:
    world, channel, wanted = space.world, _channel(space, me, what), what.get("what")
    if wanted == "join":
        members.join(world, space.events, channel, me.id)
    elif wanted == "leave":
        members.leave(world, space.events, channel, me.id)
    elif wanted == "invite_app":
        members.join(world, space.events, channel, BOT_USER, me.id)
    elif wanted == "remove_app":
        members.leave(world, space.events, channel, BOT_USER, me.id)
    elif wanted in ("archive", "unarchive"):
        members.archive(world, space.events, channel, me.id, archived=wanted == "archive")
    elif wanted == "rename":
        members.rename(world, channel, str(what.get("name") or ""))
    else:
        raise Refused("unknown_act", f"A channel cannot be told to “{wanted}”.")
    return None


def _fault(space: Workspace, _me: Person, what: Json) -> Given:
    name, value = str(what.get("name")), what.get("value")
    faults = space.world.faults
    if name not in {one.name for one in fields(Faults)}:
        raise Refused("unknown_fault", f"There is no fault called “{name}”.")
    now = getattr(faults, name)
    same = isinstance(value, type(now)) or (
        isinstance(now, int | float) and isinstance(value, int | float)
    )
    if not same or (isinstance(value, int | float) and value < 0):
        raise Refused("invalid_value", f"“{value}” is no value for {name}.")
    setattr(faults, name, value)
    space.world.tell({"type": "state"})
    return {"faults": asdict(faults)}


_ACTS: dict[str, Callable[[Workspace, Person, Json], Given]] = {
    "say": _say,
    "command": _say,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "press": _press,
    "select": _press,
    "options": _options,
    "submit": _submit,
    "close": _close,
    "upload": _upload,
    "home": _home,
    "shortcut": _shortcut,
    "clock": _clock,
    "zone": _zone,
    "open_dm": _open_dm,
    "channel": _membership,
    "fault": _fault,
}
