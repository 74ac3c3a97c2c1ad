"""auth.*, users.*, team.*, apps.* and assistant.*"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from handlers.practice.judge import limits
from handlers.practice.methods.call import Call, method
from handlers.practice.records import IM, Json, Person
from handlers.practice.world import World


@method("auth.test")
def auth_test(call: Call) -> Json:
    world = call.space.world
    return {
        "url": f"{world.base_url}/",
        "team": TEAM_NAME,
        "user": world.people[BOT_USER].name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", "connections:write", app_level=True)
def open_connection(call: Call) -> Json:
    address = call.space.world.base_url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link/?ticket={call.space.ticket()}&app_id=A0WHOSAID"}


@method("users.info", "users:read")
def users_info(call: Call) -> Json:
    person = call.space.world.people.get(call.text("user", required=True))
    if person is None:
        raise Refused("user_not_found")
    return {"user": to_json(call.space.world, person)}


@method("users.list", "users:read")
def users_list(call: Call) -> Json:
    world = call.space.world
    # Those of another workspace only where a channel brings them here
    there = [one for one in world.people.values() if not is_stranger(world, one)]
    listed = [to_json(world, person) for person in there]
    part, cursor = call.page(listed, 200, 1000)
    stamp = int(world.now().timestamp())
    return {"members": part, "cache_ts": stamp, "response_metadata": cursor}


@method("usergroups.users.list", "usergroups:read")
def usergroup_members(call: Call) -> Json:
    group = call.space.world.groups.get(call.text("usergroup", required=True))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group)}


@method("team.info", "team:read")
def team_info(_call: Call) -> Json:
    return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN}}


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
def set_suggested_prompts(call: Call) -> Json:
    channel = call.channel("channel_id")
    if channel.kind != IM:
        raise Refused("method_not_supported_for_channel_type")
    prompts = call.structure("prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= limits.SUGGESTED_PROMPTS:
        details = (f"prompts must have 1 to {limits.SUGGESTED_PROMPTS} items",)
        raise Refused("invalid_arguments", details=details)
    for prompt in prompts:
        if not isinstance(prompt, dict) or set(prompt) != {"title", "message"}:
            raise Refused("invalid_arguments", details=("a prompt has a title and a message",))
    world = call.space.world
    world.prompts[channel.id] = {"title": call.text("title") or None, "prompts": prompts}
    world.tell({"type": "home"}, next(one for one in channel.members if one != BOT_USER))
    return {}


@method("assistant.threads.setStatus", "assistant:write", "chat:write")
def set_status(call: Call) -> Json:
    call.channel("channel_id")
    call.text("thread_ts", required=True)
    return {}


def is_stranger(world: World, person: Person) -> bool:
    """Of another workspace, and in no channel that the app is in."""
    meet = (one for one in world.channels.values() if BOT_USER in one.members and one.kind != IM)
    return person.partner is not None and not any(person.id in one.members for one in meet)


def to_json(world: World, person: Person) -> Json:
    """A user object. One of another workspace says so by its team_id."""
    local = world.now().astimezone(ZoneInfo(person.zone))
    offset = local.utcoffset() or timedelta(0)
    profile: Json = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "team": person.partner or TEAM_ID,
    }
    if person.is_bot:
        profile |= {"bot_id": BOT_ID, "api_app_id": "A0WHOSAID"}
    return {
        "id": person.id,
        "team_id": person.partner or TEAM_ID,
        "name": person.name,
        "deleted": False,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.zone,
        "tz_label": local.tzname() or person.zone,
        "tz_offset": int(offset.total_seconds()),
        "profile": profile,
        "is_admin": person.nick == "editor",
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.is_single_channel,
        "is_stranger": is_stranger(world, person),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(world.now().timestamp()),
    }
