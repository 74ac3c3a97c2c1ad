"""The app is installed from its manifest, and Slack would take that manifest."""

from typing import Any

import pytest
import yaml

from handlers.manifest import manifest
from handlers.practice.errors import Refused
from handlers.practice.installed import Command, Shortcut, from_manifest
from handlers.settings import Settings


def small(**changed: Any) -> str:
    told = {
        "display_information": {"name": "small"},
        "features": {
            "bot_user": {"display_name": "small"},
            "slash_commands": [{"command": "/small", "description": "Small"}],
            "shortcuts": [
                {"name": "Check", "type": "message", "callback_id": "c", "description": "Checks"}
            ],
        },
        "oauth_config": {"scopes": {"bot": ["commands", "app_mentions:read"]}},
        "settings": {
            "event_subscriptions": {"bot_events": ["app_mention"]},
            "interactivity": {"is_enabled": True},
        },
    }
    return yaml.safe_dump({**told, **changed})


def test_the_app_may_do_what_its_manifest_says() -> None:
    app = from_manifest(small())
    assert (app.name, app.scopes, app.events, app.commands, app.shortcuts) == (
        "small",
        {"commands", "app_mentions:read"},
        {"app_mention"},
        (Command("/small", "Small"),),
        (Shortcut("message", "Check", "c"),),
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"display_information": {"name": "x" * 36}}, "must be less than 36 characters"),
        ({"display_information": {"name": "x", "colour": "red"}}, "invalid additional property"),
        ({"features": {}}, "missing required field: bot_user"),
        ({"settings": {"event_subscriptions": {"bot_events": ["message.im"]}}}, "im:history"),
        ({"settings": {"event_subscriptions": {"bot_events": ["typing"]}}}, "must be one of"),
        ({"settings": {}}, "shortcuts need interactivity"),
        ({"oauth_config": {"scopes": {"bot": ["app_mentions:read"]}}}, "need the scope commands"),
        ({"oauth_config": {"scopes": {"bot": ["Everything!"]}}}, "must be a scope"),
        (
            {"features": {"bot_user": {"display_name": "x"}, "agent_view": {}}},
            "agent_view needs the scope assistant:write",
        ),
    ],
)
def test_a_manifest_that_slack_refuses_or_that_would_not_work(
    changed: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        from_manifest(small(**changed))
    assert any(why in one for one in refused.value.details)


def test_the_manifest_of_the_bot_is_taken() -> None:
    app = from_manifest(manifest(Settings(_env_file=None)))
    assert [one.command for one in app.commands] == ["/whosaid", "/digest"]
    assert "assistant:write" in app.scopes  # without it there are no suggested prompts
