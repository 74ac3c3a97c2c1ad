"""What the app is told of, and when: only what its scopes, events and memberships allow."""

from typing import Any

from handlers.practice import messages, mrkdwn
from handlers.practice.courier import EVENTS, Courier, Envelope, Outcome
from handlers.practice.installed import APP_ID, BOT_USER, TEAM_ID
from handlers.practice.records import IM, PUBLIC, Channel, File, Json, Message
from handlers.practice.world import World

_HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
_SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Events:
    """Sends events to the app. Every method is called with the world's lock held."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world = world
        self._courier = courier

    def posted(self, message: Message) -> None:
        """A message is there: `message`, and `app_mention` too when it names the app."""
        channel = self._world.channels[message.channel]
        if message.only_for or not self._hears(channel):
            return
        event = messages.to_slack(self._world, message)
        event |= {"channel": channel.id, "channel_type": channel.event_kind}
        event["event_ts"] = message.ts
        if message.files:
            event["files"] = [file_json(self._world, self._world.files[f]) for f in message.files]
            event["upload"] = False
        self._message(channel, event)
        mentions = {one.target for one in mrkdwn.active(message.text) if one.kind == "user"}
        if BOT_USER in mentions and channel.kind != IM and message.user != BOT_USER:
            mention = {key: value for key, value in event.items() if key != "channel_type"}
            mention["type"] = "app_mention"
            self._send("app_mention", "app_mentions:read", mention)

    def changed(self, message: Message, before: Json) -> None:
        """A message was edited; before: as it was."""
        self._hidden(
            message,
            {
                "subtype": "message_changed",
                "message": messages.to_slack(self._world, message),
                "previous_message": before,
            },
        )

    def deleted(self, message: Message) -> None:
        before = messages.to_slack(self._world, message)
        self._hidden(
            message,
            {
                "subtype": "message_deleted",
                "deleted_ts": message.ts,
                "previous_message": before,
            },
        )

    def _hidden(self, message: Message, what: Json) -> None:
        channel = self._world.channels[message.channel]
        if message.only_for or not self._hears(channel):
            return
        ts = self._world.clock.ts()
        event: Json = {"type": "message", "hidden": True, "channel": channel.id, "ts": ts, **what}
        event |= {"event_ts": ts, "channel_type": channel.event_kind}
        self._message(channel, event)

    def joined(self, channel: Channel, person: str, inviter: str | None) -> None:
        """Somebody joined, perhaps the app itself."""
        if channel.kind == IM or not self._hears(channel):
            return
        event: Json = {
            "type": "member_joined_channel",
            "user": person,
            "channel": channel.id,
            "channel_type": "C" if channel.kind == PUBLIC else "G",
            "team": self._world.people[person].partner or TEAM_ID,
            "event_ts": self._world.clock.ts(),
        }
        if inviter:
            event["inviter"] = inviter
        scope = "channels:read" if channel.kind == PUBLIC else "groups:read"
        self._send("member_joined_channel", scope, event)

    def unarchived(self, channel: Channel, person: str) -> None:
        """A channel is open again; its members are told, the app among them."""
        if channel.kind == IM or not self._hears(channel):
            return
        kind = "channel" if channel.kind == PUBLIC else "group"
        event: Json = {
            "type": f"{kind}_unarchive",
            "channel": channel.id,
            "user": person,
            "event_ts": self._world.clock.ts(),
        }
        self._send(f"{kind}_unarchive", f"{kind}s:read", event)

    def home_opened(self, person: str, tab: str) -> None:
        channel = self._world.im(person)
        event: Json = {
            "type": "app_home_opened",
            "user": person,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self._world.clock.ts(),
        }
        home = self._world.homes.get(person)
        if home and tab == "home":
            event["view"] = view_json(home.id, home.payload, home.hash)
        self._send("app_home_opened", None, event)

    def _is_shared(self, event: Json) -> bool:
        channel = self._world.channels.get(str(event.get("channel")))
        return channel is not None and channel.shared_with is not None

    def _hears(self, channel: Channel) -> bool:
        return BOT_USER in channel.members and not channel.archived

    def _message(self, channel: Channel, event: Json) -> None:
        sort = channel.event_kind
        self._send(_SUBSCRIPTION[sort], _HISTORY[sort], event)

    def _send(self, subscription: str, scope: str | None, event: Json) -> None:
        about = frozenset(str(event[key]) for key in ("ts", "thread_ts") if key in event)
        world = self._world
        granted = world.app.scopes - set(world.faults.missing_scopes)
        if subscription not in world.app.events or (scope and scope not in granted):
            return
        if world.faults.revoked:
            return
        event_id = world.new_id("Ev")
        payload: Json = {
            "token": "practice",
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(world.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM_ID,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": self._is_shared(event),
            "event_context": f"4-{event_id}",
        }
        name = event["type"] + (f" {event['subtype']}" if event.get("subtype") else "")
        self._courier.send(
            Envelope(
                world.new_id("e"),
                EVENTS,
                f"event {name}",
                payload,
                _nothing_to_show,
                about=about,
            )
        )


def _nothing_to_show(_outcome: Outcome) -> Any:
    """An event's ack says nothing; a missing one brings it again, which the courier sees to."""


def view_json(view_id: str, payload: Json, view_hash: str) -> Json:
    """What every view holds for the app, before its state and place in a stack."""
    return {
        "id": view_id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": "B0WHOSAID",
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        **payload,
        "hash": view_hash,
    }


def _shares(world: World, file: File) -> Json:
    """Where a file stands: {"public" or "private": {channel: [{"ts", …}]}}."""
    shares: Json = {}
    for channel_id in file.shared_in:
        channel = world.channels[channel_id]
        kind = "public" if channel.kind == PUBLIC else "private"
        for message in world.messages[channel_id].values():
            if file.id in message.files:
                share = {"ts": message.ts, "channel_name": channel.name, "team_id": TEAM_ID}
                if message.thread_ts:
                    share["thread_ts"] = message.thread_ts
                shares.setdefault(kind, {}).setdefault(channel_id, []).append(share)
    return shares


def file_json(world: World, file: File) -> Json:
    """A file object. Its address needs the app's token."""
    address = f"{world.base_url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.user,
        "user_team": TEAM_ID,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": True,
        "url_private": address,
        "url_private_download": f"{address}?download=1",
        "permalink": f"{world.base_url}/files/{file.user}/{file.id}/{file.name}",
        "channels": list(file.shared_in),
        "shares": _shares(world, file),
        "alt_txt": file.alt_txt,
        "file_access": "visible",
    }
