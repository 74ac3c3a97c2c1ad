"""What people do with words: say, edit, take back, upload, and type commands.

Every function is called with the world's lock held, and refuses what Slack's own window would.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from handlers.practice import hooks, judge, members, messages, mrkdwn
from handlers.practice.courier import COMMANDS, Courier, Envelope, Outcome
from handlers.practice.errors import Refused
from handlers.practice.events import Events
from handlers.practice.hooks import Lent
from handlers.practice.installed import APP_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID
from handlers.practice.records import IM, PUBLIC, Channel, File, Message, Person
from handlers.practice.world import World, may_join

FILE_BYTES = 20_000_000  # what a person may drop here; Slack takes a gigabyte


@dataclass(frozen=True, slots=True)
class Workspace:
    """The world with the ways out of it."""

    world: World
    lent: Lent
    courier: Courier
    events: Events
    ticket: Callable[[], str]  # for one Socket Mode connection


def say(
    space: Workspace, person: Person, channel: Channel, text: str, thread: str | None = None
) -> Message:
    """Post what somebody typed; the app hears of it where it may."""
    world = space.world
    _may_write(person, channel)
    if not text.strip():
        raise Refused("no_text", "There is nothing to send.")
    if thread:
        thread = messages.thread_parent(world, channel, thread).ts
    kept = mrkdwn.typed(text, finder(world), labelled=False)
    message = Message(channel.id, person.id, kept, thread_ts=thread)
    message.client_msg_id = world.new_id("m")
    messages.post(world, message)
    space.events.posted(message)
    app_named = any(one.target == BOT_USER for one in mrkdwn.active(kept))
    if app_named and channel.kind != IM and BOT_USER not in channel.members:
        name = world.app.name
        told = f"You mentioned <@{BOT_USER}>, but they’re not in this channel."
        told += f" Type `/invite @{name}` to add them."
        messages.slackbot(world, channel, person.id, told, thread)
    return message


def edit(space: Workspace, person: Person, channel: Channel, ts: str, text: str) -> None:
    message = _own(space.world, person, channel, ts)
    before = messages.to_slack(space.world, message)
    kept = mrkdwn.typed(text, finder(space.world), labelled=False)
    messages.update(space.world, message, person.id, {"text": kept})
    space.events.changed(message, before)


def take_back(space: Workspace, person: Person, channel: Channel, ts: str) -> None:
    message = _own(space.world, person, channel, ts)
    messages.delete(space.world, message)
    space.events.deleted(message)


def upload(space: Workspace, person: Person, files: Sequence[File], message: Message) -> Message:
    """Share files: one message (its channel, words and thread given) of subtype file_share."""
    world = space.world
    channel = world.channels[message.channel]
    _may_write(person, channel)
    if any(len(file.content) > FILE_BYTES for file in files):
        raise Refused("file_too_large", f"A file may have {FILE_BYTES // 1_000_000} MB here.")
    if message.thread_ts:
        messages.thread_parent(world, channel, message.thread_ts)
    for file in files:
        world.files[file.id] = file
        file.shared_in.append(channel.id)
    message.text = mrkdwn.typed(message.text, finder(world), labelled=False)
    message.subtype, message.files = "file_share", [file.id for file in files]
    messages.post(world, message)
    space.events.posted(message)
    return message


def react(world: World, person: Person, channel: Channel, ts: str, name: str) -> None:
    message = world.message(channel.id, ts)
    users = message.reactions.setdefault(name, [])
    if person.id in users:
        users.remove(person.id)
    else:
        users.append(person.id)
    if not users:
        del message.reactions[name]
    messages.tell(world, message)


def command(
    space: Workspace, person: Person, channel: Channel, typed: str, thread: str | None = None
) -> "Future[Any] | None":
    """A text that starts with "/": Slack's own command, or the app's.

    The future (of the app's) gives the message that the ack brought, None for an empty ack.
    """
    world = space.world
    name, _, words = typed.strip().partition(" ")
    if name in members.COMMANDS:
        members.COMMANDS[name](world, space.events, person, channel, words.strip())
        return None
    installed = {one.command for one in world.app.commands}
    if name not in installed or person.partner:  # not where the app is not installed
        told = f"{name} is not a valid command. In Slack, all messages that start with"
        told += " the “/” character are interpreted as commands."
        messages.slackbot(world, channel, person.id, mrkdwn.escape(told), thread)
        return None
    if thread:
        told = f"{name} is not supported in threads. Sorry!"
        messages.slackbot(world, channel, person.id, told, thread)
        return None
    _may_write(person, channel)
    names = {PUBLIC: channel.name, IM: "directmessage"}
    hook = space.lent.hook(person.id, channel.id)
    payload = {
        "token": "practice",
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": names.get(channel.kind, "privategroup"),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": mrkdwn.typed(words.strip(), finder(world), labelled=True),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": f"{world.base_url}/commands/{hook}",
        "trigger_id": space.lent.trigger(person.id),
    }

    def settle(outcome: Outcome) -> Message | None:
        return _acked(world, person, channel, typed, outcome)

    envelope_id, shown = world.new_id("e"), f"{COMMANDS} {name}"
    return space.courier.send(
        Envelope(
            envelope_id, COMMANDS, shown, payload, settle, answers=True, about=frozenset({hook})
        )
    )


def _acked(
    world: World, person: Person, channel: Channel, typed: str, outcome: Outcome
) -> Message | None:
    name = typed.strip().partition(" ")[0]
    error = outcome.error
    if error == "timeout":
        error = "operation_timeout"
    if not error and outcome.answer and any(outcome.answer.values()):
        try:
            judge.judge_message(outcome.answer)
            if outcome.answer.get("response_type") == "in_channel":
                # In the channel everybody reads the question too
                messages.post(world, Message(channel.id, person.id, mrkdwn.escape(typed)))
            return hooks.show_answer(world, channel.id, person.id, outcome.answer)
        except Refused as no:
            world.refuse(f"ack of {name}", str(no))
            error = no.error
    if not error:
        return None
    told = f"{name} failed with the error “{error}”"
    return messages.slackbot(world, channel, person.id, told)


def finder(world: World) -> mrkdwn.Finder:
    """Who or what a typed @name or #name means."""

    def find(sign: str, name: str) -> tuple[str, str] | None:
        if sign == "@":
            for person in world.people.values():
                if name in (person.name, person.nick):
                    return person.id, person.name
            return None
        for channel in world.channels.values():
            if channel.name == name and name:
                return channel.id, channel.name
        return None

    return find


def _may_write(person: Person, channel: Channel) -> None:
    if person.id not in channel.members:
        if not may_join(person, channel):
            raise Refused("channel_not_found", "There is no such channel.")
        raise Refused("not_in_channel", f"Join #{channel.name} first: /join #{channel.name}")
    if channel.archived:
        raise Refused("is_archived", f"#{channel.name} is archived: nobody can write there.")


def _own(world: World, person: Person, channel: Channel, ts: str) -> Message:
    message = world.message(channel.id, ts)
    if message.user != person.id:
        raise Refused("cant_update_message", "Only your own messages.")
    return message
