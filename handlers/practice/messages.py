"""Messages: posted, changed, deleted, and who is notified. The caller holds the world's lock."""

from collections.abc import Iterable
from typing import Any

from handlers.practice import mrkdwn
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_ID, BOT_USER, SLACKBOT, TEAM_ID
from handlers.practice.records import Channel, Json, Message
from handlers.practice.world import World


def post(world: World, message: Message) -> Message:
    """Write a message; its thread_ts must be a parent's.

    The parent learns of its thread, an active mention notifies, everybody who looks is told.
    """
    channel = world.channels[message.channel]
    message.ts = world.clock.ts()
    message.by_app = message.user == BOT_USER
    message.blocks = with_ids(world, message.blocks)
    if message.only_for is None and not message.slackbot:
        message.pings = _pinged(world, channel, message)
    world.messages[channel.id][message.ts] = message
    if message.thread_ts and message.only_for is None:
        parent = world.messages[channel.id].get(message.thread_ts)
        if parent:
            parent.thread_ts = parent.ts
    tell(world, message)
    return message


def slackbot(
    world: World, channel: Channel, person: str, text: str, thread_ts: str | None = None
) -> Message:
    """Slack's own line to one person."""
    said = Message(channel.id, SLACKBOT, text, thread_ts=thread_ts, only_for=person, slackbot=True)
    return post(world, said)


def thread_parent(world: World, channel: Channel, thread_ts: str) -> Message:
    """The message a reply to `thread_ts` hangs under, as strictly as threads break in Slack."""
    parent = world.messages[channel.id].get(thread_ts)
    if parent is None or parent.only_for is not None:
        raise Refused("thread_not_found", "This message is not there any more.")
    if parent.thread_ts not in (None, parent.ts):
        raise Refused("cannot_reply_to_message", "A reply cannot have a thread of its own.")
    return parent


def update(world: World, message: Message, editor: str, change: Json) -> None:
    """change: text, blocks, metadata; what it does not name stays as it was, as in Slack."""
    if "text" in change:
        message.text = str(change["text"])
    if "blocks" in change:
        message.blocks = with_ids(world, change["blocks"], message.blocks)
    if "metadata" in change:
        message.metadata = change["metadata"] or None
    message.edited = {"user": editor, "ts": world.clock.ts()}
    tell(world, message)


def delete(world: World, message: Message) -> None:
    del world.messages[message.channel][message.ts]
    tell(world, message)


def tell(world: World, message: Message) -> None:
    event = {"type": "changed", "channel": message.channel, "thread": message.thread_ts}
    world.tell(event, message.only_for)


def replies(world: World, channel: str, parent_ts: str) -> list[Message]:
    """What everybody sees under a parent, oldest first."""
    return [
        message
        for message in world.messages[channel].values()
        if message.thread_ts == parent_ts and message.ts != parent_ts and not message.only_for
    ]


def with_ids(world: World, blocks: Iterable[Json], before: Iterable[Json] = ()) -> list[Json]:
    """The blocks with every block_id and action_id filled in, as Slack gives them back.

    before: what they take the place of. A block that stays as it was keeps the ids it was given,
    so that a button pressed while its message or view is written anew is still there.
    """
    free = list(before)
    return [_kept(block, free) or _with_ids(world, block) for block in blocks]


def _kept(block: Json, free: list[Json]) -> Json | None:
    """The one of `free` that is `block` with ids, taken out of it."""
    for at, old in enumerate(free):
        if _same_but_for_ids(block, old):
            return free.pop(at)
    return None


def _same_but_for_ids(given: Any, filled: Any) -> bool:
    if isinstance(given, dict) and isinstance(filled, dict):
        added = filled.keys() - given.keys()
        return (
            added <= {"block_id", "action_id"}
            and given.keys() <= filled.keys()
            and all(_same_but_for_ids(part, filled[key]) for key, part in given.items())
        )
    if isinstance(given, list) and isinstance(filled, list):
        return len(given) == len(filled) and all(map(_same_but_for_ids, given, filled))
    return bool(given == filled)


def _with_ids(world: World, block: Json) -> Json:
    filled = dict(block)
    filled.setdefault("block_id", world.new_id("b"))
    if filled.get("type") in ("section", "input"):
        for part in ("accessory", "element"):
            if isinstance(filled.get(part), dict):
                filled[part] = _with_action_id(world, filled[part])
    elif filled.get("type") == "actions":
        filled["elements"] = [_with_action_id(world, one) for one in filled["elements"]]
    return filled


def _with_action_id(world: World, element: Json) -> Json:
    if element.get("type") == "image" or "action_id" in element:
        return element
    return {**element, "action_id": world.new_id("a")}


def _pinged(world: World, channel: Channel, message: Message) -> list[str]:
    pinged: list[str] = []
    for token in mrkdwn.tokens(message.text, message.blocks):
        if token.kind == "broadcast":
            pinged += channel.members
        elif token.kind == "user" and token.target in channel.members:
            pinged.append(token.target)
    people = world.people
    return [
        one
        for one in dict.fromkeys(pinged)
        if one != message.user and one in people and not people[one].is_bot
    ]


def to_slack(world: World, message: Message) -> Json:
    """The message as the Web API and events show it to the app."""
    shown: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    if message.by_app:
        shown |= {"bot_id": BOT_ID, "app_id": "A0WHOSAID", "blocks": message.blocks}
        if not message.blocks:
            shown["blocks"] = [mrkdwn.rich_text(message.text)]
    elif message.subtype is None or message.subtype == "file_share":
        shown["blocks"] = message.blocks or [mrkdwn.rich_text(message.text)]
    writer = world.people.get(message.user)
    shown["team"] = (writer and writer.partner) or TEAM_ID
    if world.channels[message.channel].shared_with and not message.by_app:
        shown |= {"user_team": shown["team"], "source_team": shown["team"]}
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
        if message.thread_ts == message.ts:
            shown |= _thread_summary(world, message)
        elif parent := world.messages[message.channel].get(message.thread_ts):
            shown["parent_user_id"] = parent.user
    for key in ("edited", "client_msg_id", "subtype"):
        if getattr(message, key):
            shown[key] = getattr(message, key)
    if message.broadcast:
        shown["subtype"] = "thread_broadcast"
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return shown


def _thread_summary(world: World, parent: Message) -> Json:
    under = replies(world, parent.channel, parent.ts)
    if not under:
        return {}
    return {
        "reply_count": len(under),
        "reply_users": list(dict.fromkeys(reply.user for reply in under)),
        "reply_users_count": len({reply.user for reply in under}),
        "latest_reply": under[-1].ts,
    }
