"""conversations.*: what the app may know of channels, and read in them."""

from handlers.practice import members, messages
from handlers.practice.errors import Refused
from handlers.practice.events import file_json
from handlers.practice.installed import BOT_USER, TEAM_ID
from handlers.practice.methods.call import Call, history_scope, method, read_scope
from handlers.practice.records import IM, PRIVATE, PUBLIC, Channel, Json, Message
from handlers.practice.world import World

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


@method("conversations.info", *_READ)
def info(call: Call) -> Json:
    channel = call.channel()
    call.need(read_scope(channel))
    shown = to_json(channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@method("conversations.list", *_READ)
def list_(call: Call) -> Json:
    wanted = set((call.text("types") or "public_channel").split(","))
    kinds = {"public_channel": PUBLIC, "private_channel": PRIVATE, "im": IM}
    unknown = wanted - kinds.keys() - {"mpim"}
    if unknown:
        raise Refused("invalid_types")
    found = []
    for channel in call.space.world.channels.values():
        if channel.kind not in {kinds.get(one) for one in wanted}:
            continue
        call.need(read_scope(channel))
        if channel.kind != PUBLIC and BOT_USER not in channel.members:
            continue
        if channel.archived and call.flag("exclude_archived"):
            continue
        found.append(to_json(channel))
    part, cursor = call.page(found, 100, 1000)
    return {"channels": part, "response_metadata": cursor}


@method("conversations.members", *_READ)
def members_(call: Call) -> Json:
    channel = call.channel()
    call.need(read_scope(channel))
    listed = [{"id": one} for one in channel.members]
    part, cursor = call.page(listed, 100, 1000)
    return {"members": [one["id"] for one in part], "response_metadata": cursor}


@method("conversations.open", "im:write", "mpim:write")
def open_(call: Call) -> Json:
    world = call.space.world
    users = call.text("users")
    if not users and call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    if "," in users:
        raise Refused("method_not_supported_for_channel_type")
    if users not in world.people or users == BOT_USER:
        raise Refused("user_not_found")
    return {"channel": {"id": world.im(users).id}}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != PUBLIC:
        raise Refused("method_not_supported_for_channel_type")
    members.join(call.space.world, call.space.events, channel, BOT_USER)
    return {"channel": to_json(channel)}


@method("conversations.history", *_HISTORY)
def history(call: Call) -> Json:
    world, channel = call.space.world, _readable(call)
    top = [
        one
        for one in world.messages[channel.id].values()
        if one.only_for is None
        and (one.thread_ts in (None, one.ts) or one.broadcast)
        and _in_window(call, one)
    ]
    shown = [_shown(call, one) for one in reversed(top)]
    part, cursor = call.page(shown, 100, 999)
    more = bool(cursor["next_cursor"])
    return {"messages": part, "has_more": more, "pin_count": 0, "response_metadata": cursor}


@method("conversations.replies", *_HISTORY)
def replies(call: Call) -> Json:
    world, channel = call.space.world, _readable(call)
    asked = world.messages[channel.id].get(call.text("ts", required=True))
    if asked is None or asked.only_for is not None:
        raise Refused("thread_not_found")
    parent = world.messages[channel.id].get(asked.thread_ts or asked.ts, asked)
    under = [one for one in messages.replies(world, channel.id, parent.ts) if _in_window(call, one)]
    part, cursor = call.page([_shown(call, one) for one in [parent, *under]], 1000, 1000)
    return {
        "messages": part,
        "has_more": bool(cursor["next_cursor"]),
        "response_metadata": cursor,
    }


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need(history_scope(channel))
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _in_window(call: Call, message: Message) -> bool:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")
    at = _seconds(message.ts)
    after = not oldest or at > _seconds(oldest) or bool(inclusive and at == _seconds(oldest))
    before = not latest or at < _seconds(latest) or bool(inclusive and at == _seconds(latest))
    return after and before


def _seconds(ts: str) -> tuple[int, int]:
    """A ts as numbers: as a float it would lose its last figures."""
    whole, _, rest = ts.partition(".")
    try:
        return int(whole or 0), int((rest + "000000")[:6])
    except ValueError:
        raise Refused("invalid_ts_oldest") from None


def _shown(call: Call, message: Message) -> Json:
    world: World = call.space.world
    shown = messages.to_slack(world, message)
    if message.files:
        shown["files"] = [file_json(world, world.files[one]) for one in message.files]
    if message.metadata and call.flag("include_all_metadata"):
        shown["metadata"] = message.metadata
    return shown


def to_json(channel: Channel) -> Json:
    """A conversation object."""
    shown: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == IM,
        "is_org_shared": False,
        "context_team_id": TEAM_ID,
    }
    if channel.kind == IM:
        other = next((one for one in channel.members if one != BOT_USER), BOT_USER)
        return {**shown, "user": other, "is_user_deleted": False, "priority": 0}
    return {
        **shown,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == PUBLIC,
        "is_group": channel.kind == PRIVATE,
        "is_mpim": False,
        "is_private": channel.kind == PRIVATE,
        "is_general": False,
        "is_shared": channel.shared_with is not None,
        "is_ext_shared": channel.shared_with is not None,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": [TEAM_ID, *([channel.shared_with] if channel.shared_with else [])],
        "internal_team_ids": [],
        "is_member": BOT_USER in channel.members,
        "creator": channel.creator,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
