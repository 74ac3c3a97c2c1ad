"""chat.* and reactions.*"""

from handlers.practice import judge, messages
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.judge import limits
from handlers.practice.methods.call import Call, method
from handlers.practice.records import Channel, Json, Message
from handlers.practice.world import World


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> Json:
    world = call.space.world
    channel = call.open_channel()
    payload = message_of(call)
    judge.judge_message(payload)
    message = _draft(world, channel, payload)
    message.metadata = payload.get("metadata") or None
    message.broadcast = bool(message.thread_ts and call.flag("reply_broadcast"))
    message.unfurl_links = call.flag("unfurl_links")
    message.unfurl_media = call.flag("unfurl_media")
    world.answers(call.name, message.thread_ts or "-")
    messages.post(world, message)
    call.space.events.posted(message)
    return {"channel": channel.id, "ts": message.ts, "message": _shown(world, message)}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> Json:
    world = call.space.world
    channel = call.open_channel()
    person = call.text("user", required=True)
    if person not in channel.members:
        raise Refused("user_not_in_channel")
    payload = message_of(call)
    judge.judge_message(payload)
    message = _draft(world, channel, payload)
    message.only_for = person
    world.answers(call.name, message.thread_ts or "-")
    return {"message_ts": messages.post(world, message).ts}


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    world = call.space.world
    channel = call.open_channel()
    message = _own(call, channel)
    payload = message_of(call)
    judge.judge_message(payload, text_most=limits.UPDATE_TEXT)
    before = messages.to_slack(world, message)
    messages.update(world, message, BOT_USER, payload)
    call.space.events.changed(message, before)
    shown = _shown(world, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    channel = call.channel()
    try:
        message = _own(call, channel)
    except Refused as no:
        swapped = {"cant_update_message": "cant_delete_message"}
        raise Refused(swapped.get(no.error, no.error)) from no
    messages.delete(call.space.world, message)
    call.space.events.deleted(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.space.world.message(channel.id, call.text("message_ts", required=True))
    base = call.space.world.base_url
    link = f"{base}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


@method("reactions.add", "reactions:write")
def add_reaction(call: Call) -> Json:
    channel = call.open_channel()
    message = call.space.world.message(channel.id, call.text("timestamp", required=True))
    name = call.text("name", required=True).strip(":")
    users = message.reactions.setdefault(name, [])
    if BOT_USER in users:
        raise Refused("already_reacted")
    users.append(BOT_USER)
    messages.tell(call.space.world, message)
    return {}


@method("reactions.remove", "reactions:write")
def remove_reaction(call: Call) -> Json:
    channel = call.open_channel()
    message = call.space.world.message(channel.id, call.text("timestamp", required=True))
    name = call.text("name", required=True).strip(":")
    if BOT_USER not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    message.reactions[name].remove(BOT_USER)
    if not message.reactions[name]:
        del message.reactions[name]
    messages.tell(call.space.world, message)
    return {}


def message_of(call: Call) -> Json:
    """The arguments that make a message; those that were not given are not there."""
    payload: Json = {
        "blocks": call.structure("blocks", "invalid_blocks_format"),
        "attachments": call.structure("attachments", "invalid_attachments"),
        "metadata": call.structure("metadata", "invalid_metadata_format"),
        "thread_ts": call.text("thread_ts") or None,
        "text": call.arguments.get("text"),
    }
    return {key: value for key, value in payload.items() if value is not None}


def _draft(world: World, channel: Channel, payload: Json) -> Message:
    message = Message(channel.id, BOT_USER, payload.get("text") or "")
    message.blocks = payload.get("blocks") or []
    if thread_ts := payload.get("thread_ts"):
        message.thread_ts = messages.thread_parent(world, channel, thread_ts).ts
    return message


def _own(call: Call, channel: Channel) -> Message:
    message = call.space.world.message(channel.id, call.text("ts", required=True))
    if message.only_for is not None:
        raise Refused("message_not_found")
    if not message.by_app:
        raise Refused("cant_update_message")
    return message


def _shown(world: World, message: Message) -> Json:
    shown = messages.to_slack(world, message)
    if message.metadata:
        shown["metadata"] = message.metadata
    return shown
