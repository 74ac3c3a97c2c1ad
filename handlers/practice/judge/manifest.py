"""What Slack would refuse of an app's manifest, and what of it would not work once installed."""

from collections.abc import Iterator
from typing import Any

from handlers.practice.errors import Refused
from handlers.practice.judge.shape import (
    Check,
    anything,
    boolean,
    items,
    like,
    one_of,
    said,
    shape,
    string,
)

NAME = 35
DESCRIPTION = 140
BOT_NAME = 80
COMMANDS = 50
COMMAND_DESCRIPTION = 2_000
USAGE_HINT = 1_000
SHORTCUTS = 10
SHORTCUT_NAME = 24
SHORTCUT_DESCRIPTION = 150
CALLBACK_ID = 255
AGENT_DESCRIPTION = 300
PROMPTS = 4

# An event is sent only to an app that has one of its scopes; with none of them it is never heard
EVENT_SCOPES: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "channel_unarchive": "channels:read",
    "group_unarchive": "groups:read",
    "link_shared": "links:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}

_COMMAND = shape(
    {"command": like(r"/\S{1,31}", "a slash command"), "description": string(COMMAND_DESCRIPTION)},
    {"usage_hint": string(USAGE_HINT), "should_escape": boolean, "url": string()},
)
_SHORTCUT = shape(
    {
        "name": string(SHORTCUT_NAME),
        "type": one_of("message", "global"),
        "callback_id": string(CALLBACK_ID),
        "description": string(SHORTCUT_DESCRIPTION),
    }
)
_FEATURES = shape(
    {"bot_user": shape({"display_name": string(BOT_NAME)}, {"always_online": boolean})},
    {
        "app_home": shape(
            {},
            {
                "home_tab_enabled": boolean,
                "messages_tab_enabled": boolean,
                "messages_tab_read_only_enabled": boolean,
            },
        ),
        "agent_view": shape(
            {},
            {
                "agent_description": string(AGENT_DESCRIPTION),
                "suggested_prompts": items(
                    shape({"title": string(), "message": string()}), PROMPTS
                ),
            },
        ),
        "shortcuts": items(_SHORTCUT, SHORTCUTS),
        "slash_commands": items(_COMMAND, COMMANDS),
    },
)
_SETTINGS: Check = shape(
    {},
    {
        "event_subscriptions": shape(
            {}, {"bot_events": items(one_of(*EVENT_SCOPES), 100), "request_url": string()}
        ),
        "interactivity": shape({"is_enabled": boolean}, {"request_url": string()}),
        "org_deploy_enabled": boolean,
        "socket_mode_enabled": boolean,
        "token_rotation_enabled": boolean,
    },
)
_MANIFEST = shape(
    {
        "display_information": shape(
            {"name": string(NAME)},
            {
                "description": string(DESCRIPTION),
                "background_color": like(r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?", "a hex colour"),
            },
        ),
        "features": _FEATURES,
        "oauth_config": shape(
            {"scopes": shape({"bot": items(like(r"[a-z_]+(:[a-z._]+)?", "a scope"), 100)})}
        ),
        "settings": _SETTINGS,
    },
    {"_metadata": anything},
)


def judge_manifest(manifest: Any) -> None:
    """Refused invalid_manifest with all that is wrong with it."""
    problems = list(_MANIFEST(manifest, "")) or list(_unheard(manifest))
    if problems:
        raise Refused("invalid_manifest", details=tuple(problems))


def _unheard(manifest: Any) -> Iterator[str]:
    """Slack takes an event without its scope, and then never sends it."""
    granted = set(manifest["oauth_config"]["scopes"]["bot"])
    settings, features = manifest["settings"], manifest["features"]
    for event in settings.get("event_subscriptions", {}).get("bot_events", ()):
        scope = EVENT_SCOPES[event]
        if scope and scope not in granted:
            yield said(f"{event} needs the scope {scope}", "/settings/event_subscriptions")
    if features.get("slash_commands") and "commands" not in granted:
        yield said("slash commands need the scope commands", "/features/slash_commands")
    if features.get("shortcuts") and "commands" not in granted:
        yield said("shortcuts need the scope commands", "/features/shortcuts")
    if "agent_view" in features and "assistant:write" not in granted:
        yield said("agent_view needs the scope assistant:write", "/features/agent_view")
    interactive = settings.get("interactivity", {}).get("is_enabled", False)
    if features.get("shortcuts") and not interactive:
        yield said("shortcuts need interactivity", "/settings/interactivity")
