"""Who is in which channel, and Slack's own commands for it. The caller holds the world's lock."""

from collections.abc import Callable

from handlers.practice import messages, mrkdwn
from handlers.practice.errors import Refused
from handlers.practice.events import Events
from handlers.practice.records import IM, Channel, Message, Person
from handlers.practice.world import World, may_join


def join(
    world: World, events: Events, channel: Channel, person: str, inviter: str | None = None
) -> None:
    """Let somebody in (or the app); nothing happens when they are in already."""
    if channel.kind == IM:
        raise Refused("method_not_supported_for_channel_type", "This is a direct message.")
    if channel.archived:
        raise Refused("is_archived", f"#{channel.name} is archived.")
    if person in channel.members:
        return
    if world.people[person].partner not in (None, channel.shared_with):
        told = "The channel is not shared with their workspace."
        raise Refused("user_is_from_other_workspace", told)
    channel.members.append(person)
    told = f"<@{person}> has joined the channel"
    if inviter:
        told = f"<@{person}> was added to the channel by <@{inviter}>"
    events.posted(messages.post(world, Message(channel.id, person, told, subtype="channel_join")))
    events.joined(channel, person, inviter)
    world.tell({"type": "state"})


def leave(
    world: World, events: Events, channel: Channel, person: str, removed_by: str | None = None
) -> None:
    """Somebody goes, or is removed (perhaps the app, which then hears no more of the channel)."""
    if person not in channel.members or channel.kind == IM:
        raise Refused("not_in_channel", "Not a member of this channel.")
    told = f"<@{person}> has left the channel"
    if removed_by:
        told = f"<@{person}> was removed from the channel by <@{removed_by}>"
    message = messages.post(world, Message(channel.id, person, told, subtype="channel_leave"))
    channel.members.remove(person)
    events.posted(message)
    world.tell({"type": "state"})


def archive(world: World, events: Events, channel: Channel, person: str, *, archived: bool) -> None:
    if channel.kind == IM:
        raise Refused("method_not_supported_for_channel_type", "This is a direct message.")
    reopened = channel.archived and not archived
    channel.archived = archived
    if reopened:
        events.unarchived(channel, person)
    world.tell({"type": "state"})


def rename(world: World, channel: Channel, name: str) -> None:
    wanted = name.strip().removeprefix("#").lower().replace(" ", "-")
    if not wanted or channel.kind == IM:
        raise Refused("invalid_name", "A channel needs a name.")
    if any(other.name == wanted and other is not channel for other in world.channels.values()):
        raise Refused("name_taken", f"There is a channel #{wanted} already.")
    channel.name = wanted
    world.tell({"type": "state"})


def _invite(world: World, events: Events, person: Person, channel: Channel, words: str) -> None:
    if person.id not in channel.members:
        raise Refused("not_in_channel", "Join the channel first.")
    invited = world.person(words or "?")
    join(world, events, channel, invited.id, person.id)


def _remove(world: World, events: Events, person: Person, channel: Channel, words: str) -> None:
    if person.id not in channel.members:
        raise Refused("not_in_channel", "Join the channel first.")
    leave(world, events, channel, world.person(words or "?").id, person.id)


def _leave(world: World, events: Events, person: Person, channel: Channel, _words: str) -> None:
    leave(world, events, channel, person.id)


def _join(world: World, events: Events, person: Person, channel: Channel, words: str) -> None:
    wanted = world.channel(words) if words else channel
    if not may_join(person, wanted):
        raise Refused("channel_not_found", "There is no such channel for you.")
    join(world, events, wanted, person.id)


def _rename(world: World, _events: Events, person: Person, channel: Channel, words: str) -> None:
    if person.id not in channel.members:
        raise Refused("not_in_channel", "Join the channel first.")
    rename(world, channel, words)


def _topic(world: World, events: Events, person: Person, channel: Channel, words: str) -> None:
    if person.id not in channel.members:
        raise Refused("not_in_channel", "Join the channel first.")
    channel.topic = words
    told = f"<@{person.id}> set the channel topic: {mrkdwn.escape(words)}"
    message = messages.post(world, Message(channel.id, person.id, told, subtype="channel_topic"))
    events.posted(message)
    world.tell({"type": "state"})


COMMANDS: dict[str, Callable[[World, Events, Person, Channel, str], None]] = {
    "/invite": _invite,
    "/remove": _remove,
    "/kick": _remove,
    "/leave": _leave,
    "/join": _join,
    "/rename": _rename,
    "/topic": _topic,
}
