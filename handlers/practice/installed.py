"""The app as it is installed in the workspace: what its manifest asks for, and was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from handlers.practice.judge.manifest import judge_manifest

BOT_USER, BOT_ID, APP_ID, TEAM_ID = "U0WHOSAID", "B0WHOSAID", "A0WHOSAID", "T0PRACTICE"
TEAM_NAME, TEAM_DOMAIN = "Practice newsroom", "practice"
PARTNER_ID, PARTNER_NAME = "T0PARTNER", "Coast Herald"  # a workspace that channels are shared with
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """type: "message" or "global"."""

    type: str
    name: str
    callback_id: str


SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "links:read",
        "users:read",
    }
)
EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "channel_unarchive",
        "group_unarchive",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
    }
)


@dataclass(frozen=True, slots=True)
class Installed:
    """name: of the app and its bot user. home, interactive: those features are switched on."""

    name: str = "whosaid"
    scopes: frozenset[str] = SCOPES
    events: frozenset[str] = EVENTS
    commands: tuple[Command, ...] = (
        Command("/whosaid", "Who said what, and when", "Umerov about drones since June"),
        Command("/digest", "A daily digest for this channel", "on 08:00"),
    )
    shortcuts: tuple[Shortcut, ...] = field(default=())


def from_manifest(text: str) -> Installed:
    """Install an app from its manifest (YAML): it may do and hears what that says, no more.

    Refused when Slack would refuse it.
    """
    told: dict[str, Any] = yaml.safe_load(text)
    judge_manifest(told)
    features: Mapping[str, Any] = told["features"]
    settings: Mapping[str, Any] = told["settings"]
    commands = tuple(
        Command(one["command"], one.get("description", ""), one.get("usage_hint", ""))
        for one in features.get("slash_commands", ())
    )
    shortcuts = tuple(
        Shortcut(one["type"], one["name"], one["callback_id"])
        for one in features.get("shortcuts", ())
    )
    return Installed(
        name=features["bot_user"]["display_name"],
        scopes=frozenset(told["oauth_config"]["scopes"]["bot"]),
        events=frozenset(settings["event_subscriptions"]["bot_events"]),
        commands=commands,
        shortcuts=shortcuts,
    )
