"""The shapes of the page API, made from the world: PERSON, CHANNEL, MESSAGE, FILE, the whole state.

They are described in `page_api`. The caller holds the world's lock.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.practice import messages
from handlers.practice.installed import BOT_ID, BOT_USER, PARTNER_NAME, TEAM_ID, TEAM_NAME
from handlers.practice.records import Channel, Json, Message, Person
from handlers.practice.world import World

PREVIEW = 300  # characters of a text file shown with it
MOST = 200  # messages of a channel at once


def state(world: World, me: Person) -> Json:
    installed = world.app
    return {
        "me": person(me),
        "bot": person(world.people[BOT_USER]),
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "people": [person(one) for one in world.people.values()],
        "channels": [channel(world, me, one) for one in _seen(world, me)],
        "clock": clock(world, me),
        "faults": asdict(world.faults),
        "scopes": sorted(installed.scopes - set(world.faults.missing_scopes)),
        "app_connected": world.connected > 0,
        "commands": [asdict(one) for one in installed.commands if not me.partner],
        "shortcuts": [asdict(one) for one in installed.shortcuts if not me.partner],
        "home_channel": world.im(me.id).id if not me.partner else None,
    }


def person(one: Person) -> Json:
    return {**asdict(one), "from": PARTNER_NAME if one.partner else None}


def clock(world: World, me: Person) -> Json:
    local = world.now().astimezone(ZoneInfo(me.zone))
    return {
        "now": instant(world.now()),
        "zone": me.zone,
        "local": local.replace(tzinfo=None).isoformat(timespec="seconds"),
        "tomorrow": (local.date() + timedelta(days=1)).isoformat(),
    }


def instant(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _seen(world: World, me: Person) -> list[Channel]:
    return [one for one in world.channels.values() if world.sees(me, one)]


def channel(world: World, me: Person, one: Channel) -> Json:
    last_read = one.read.get(me.id, "")
    fresh = [
        message
        for message in world.shown_to(me.id, one.id)
        if message.ts > last_read and message.user != me.id and not message.slackbot
    ]
    shown: Json = {
        "id": one.id,
        "name": one.name,
        "type": one.kind,
        "is_archived": one.archived,
        "shared_with": PARTNER_NAME if one.shared_with else None,
        "is_member": me.id in one.members,
        "bot_is_member": BOT_USER in one.members,
        "topic": one.topic,
        "unread": len(fresh),
        "mentions": sum(me.id in message.pings for message in fresh),
    }
    if one.kind == "im":
        shown["with"] = next((other for other in one.members if other != me.id), me.id)
        shown["name"] = world.people[shown["with"]].real_name
    return shown


def of_channel(world: World, me: Person, one: Channel, before: str | None) -> Json:
    """GET /page/channel; reading it marks it as read."""
    top = [
        message
        for message in world.shown_to(me.id, one.id)
        if (message.thread_ts in (None, message.ts) or message.broadcast)
        and (before is None or message.ts < before)
    ]
    if world.messages[one.id] and before is None:
        one.read[me.id] = max(world.messages[one.id])
    return {
        "channel": channel(world, me, one),
        "messages": [message_json(world, me, message) for message in top[-MOST:]],
        "has_more": len(top) > MOST,
    }


def of_thread(world: World, me: Person, one: Channel, ts: str) -> Json:
    world.message(one.id, ts)
    thread = [
        message
        for message in world.shown_to(me.id, one.id)
        if ts in (message.ts, message.thread_ts)
    ]
    shown = [message_json(world, me, message) for message in thread]
    return {"channel": channel(world, me, one), "messages": shown}


def message_json(world: World, me: Person, one: Message) -> Json:
    shown: Json = {"ts": one.ts, "channel": one.channel, "user": one.user, "text": one.text}
    if one.blocks:
        shown["blocks"] = one.blocks
    if one.by_app:
        shown["bot_id"] = BOT_ID
    for key in ("subtype", "edited", "thread_ts"):
        if getattr(one, key):
            shown[key] = getattr(one, key)
    if one.only_for:
        shown["ephemeral"] = True
    if one.slackbot:
        shown["slackbot"] = True
    if me.id in one.pings:
        shown["pings_me"] = True
    if one.files:
        shown["files"] = [_file(world, me, file_id) for file_id in one.files]
    if one.reactions:
        shown["reactions"] = [{"name": n, "users": users} for n, users in one.reactions.items()]
    if one.thread_ts == one.ts:
        under = messages.replies(world, one.channel, one.ts)
        shown["reply_count"] = len(under)
        if under:
            shown["reply_users"] = list(dict.fromkeys(reply.user for reply in under))
            shown["latest_reply"] = under[-1].ts
    return shown


def _file(world: World, me: Person, file_id: str) -> Json:
    file = world.files[file_id]
    shown: Json = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "size": len(file.content),
        "user": file.user,
        "url": f"/page/file/{file.id}?as={me.id}",
    }
    if file.mimetype.startswith("text/"):
        shown["preview"] = file.content[: PREVIEW * 4].decode("utf-8", "replace")[:PREVIEW]
    if file.alt_txt:
        shown["alt_txt"] = file.alt_txt
    return shown


def parsed_local(text: str, me: Person) -> datetime:
    """An instant as a person types it: with an offset, or in their own zone. ValueError."""
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=ZoneInfo(me.zone))


def message_of(world: World, me: Person, what: dict[str, Any]) -> Message:
    """The message that a request names by channel and ts, if this person sees it."""
    message = world.message(str(what.get("channel", "")), str(what.get("ts", "")))
    if message.only_for not in (None, me.id):
        return world.message(message.channel, "")
    return message
