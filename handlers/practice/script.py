"""A conversation at the page, written down so that a test can hold it again.

    {"app": ["/whosaid", …], "steps": [{"as": "reporter", "do": "say", "channel": "#newsdesk",
     "text": "/whosaid Umerov", "answers": ["the words of what the app said then", …]}, …]}

Ids differ from run to run, so a script names things by their place: a channel by its name ("app"
is the conversation with the app), a message by its number since the script began, a form as
"modal" or "home", a block by its number in its message or form where the app gave it no id.
"""

import re
from typing import Any

from handlers.practice import mrkdwn, page_acts
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.records import IM, Json, Message, Person
from handlers.practice.talk import Workspace
from handlers.practice.world import World

_OURS = re.compile(r"[ba]\d{8}")  # a block_id or action_id that the workspace filled in
_LOOKED_AT = ("as", "do", "channel", "ts", "thread", "view", "block_id", "action_id")


class Script:
    """Written while people are at work. The caller holds the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.begin()

    def begin(self) -> None:
        """Start anew: what was said before is not part of it."""
        self._steps: list[tuple[str, Json]] = []
        self._began = self._world.clock.ts()

    def note(self, me: Person, what: Json) -> None:
        """Write down what is about to be done."""
        step: Json = {"as": me.nick, "do": what.get("do")}
        step |= {key: value for key, value in what.items() if key not in _LOOKED_AT}
        if what.get("channel"):
            step["channel"] = _channel_name(self._world, me, str(what["channel"]))
        for key in ("ts", "thread"):
            if what.get(key):
                step[key] = self._number(str(what[key]))
        if what.get("view"):
            step["view"] = "home" if self._is_home(me, str(what["view"])) else "modal"
        if what.get("block_id"):
            step |= _address(_blocks(self._world, me, what), what)
        self._steps.append((self._world.clock.ts(), step))

    def to_json(self) -> Json:
        ends = [at for at, _ in self._steps[1:]] + ["9"]
        steps = [
            {**step, "answers": answers(self._world, at, end)}
            for (at, step), end in zip(self._steps, ends, strict=False)
        ]
        return {"app": [one.command for one in self._world.app.commands], "steps": steps}

    def _number(self, ts: str) -> int:
        numbers = {one.ts: number for number, one in enumerate(said(self._world, self._began))}
        return numbers.get(ts, -1)  # -1: from before, and not there when it is held again

    def _is_home(self, me: Person, view: str) -> bool:
        home = self._world.homes.get(me.id)
        return home is not None and home.id == view


def said(world: World, since: str) -> list[Message]:
    """All messages since a ts, of every channel and for everybody, oldest first."""
    found = [
        one
        for in_channel in world.messages.values()
        for one in in_channel.values()
        if one.ts > since
    ]
    return sorted(found, key=lambda one: one.ts)


def answers(world: World, since: str, until: str) -> list[str]:
    """What the app (or Slack itself, to a person) said in a while, as it reads."""
    names = world.names()
    return [
        mrkdwn.words(one.text, one.blocks, names)
        for one in said(world, since)
        if one.ts < until and (one.by_app or one.slackbot)
    ]


def act_of(space: Workspace, began: str, step: Json) -> tuple[Person, Json]:
    """A step as the page would ask for it in this world."""
    world = space.world
    me = world.person(step["as"])
    what = {key: value for key, value in step.items() if key not in ("as", "answers", "block")}
    if "channel" in what:
        named = what["channel"]
        what["channel"] = world.im(me.id).id if named == "app" else world.channel(named).id
    there = said(world, began)
    for key in ("ts", "thread"):
        if key in what:
            what[key] = _nth(there, what[key]).ts
    if "view" in what:
        view = world.homes.get(me.id) if what["view"] == "home" else world.top_view(me.id)
        if view is None:
            raise Refused("view_not_found", f"No {what['view']} is open for {me.nick}.")
        what["view"] = view.id
    if "block" in step:
        block = _blocks(world, me, what)[step["block"]]
        what["block_id"] = block["block_id"]
    return me, what


def hold(space: Workspace, step: Json, began: str) -> Any:
    """Do a step; what page_acts.act gives. The caller holds the lock."""
    me, what = act_of(space, began, step)
    return page_acts.act(space, me, what)


def _nth(there: list[Message], number: int) -> Message:
    if not 0 <= number < len(there):
        raise Refused("message_not_found", f"There is no message number {number}.")
    return there[number]


def _channel_name(world: World, me: Person, given: str) -> str:
    channel = world.channel(given)
    if channel.kind == IM:
        return "app" if BOT_USER in channel.members and me.id in channel.members else channel.id
    return f"#{channel.name}"


def _blocks(world: World, me: Person, what: Json) -> list[Json]:
    if what.get("view"):
        view = world.views.get(str(what["view"]))
        blocks: list[Json] = view.payload["blocks"] if view and view.person == me.id else []
        return blocks
    found = world.messages.get(str(what.get("channel")), {}).get(str(what.get("ts")))
    return found.blocks if found else []


def _address(blocks: list[Json], what: Json) -> Json:
    """Which element is meant: ids of the app's as they are, the workspace's by number."""
    address: Json = {"action_id": what.get("action_id")}
    if not _OURS.fullmatch(str(what["block_id"])):
        return {**address, "block_id": what["block_id"]}
    numbers = [number for number, one in enumerate(blocks) if one["block_id"] == what["block_id"]]
    return {**address, "block": numbers[0] if numbers else -1}
