"""Guests, and people of another workspace in a shared channel: what the app is told of them."""

from typing import Any

import pytest
from bots import Seen
from slack_sdk import WebClient

from handlers.practice.driver import Practice
from handlers.practice.errors import Refused

SHARED = "C0WITHPARTNER"


@pytest.fixture
def client(world: Practice) -> WebClient:
    return world.connection.client()


def told(client: WebClient, who: str) -> dict[str, Any]:
    user: dict[str, Any] = client.users_info(user=who)["user"]
    keys = ("team_id", "is_restricted", "is_ultra_restricted", "is_stranger")
    return {key: user[key] for key in keys}


@pytest.mark.parametrize(
    ("who", "team", "restricted"),
    [
        ("U0REPORTER", "T0PRACTICE", False),
        ("U0GUEST", "T0PRACTICE", True),
        ("U0PARTNER", "T0PARTNER", False),
    ],
)
def test_the_app_is_told_who_is_a_guest_and_who_of_another_workspace(
    client: WebClient, who: str, team: str, restricted: bool
) -> None:
    assert told(client, who) == {
        "team_id": team,
        "is_restricted": restricted,
        "is_ultra_restricted": False,
        "is_stranger": False,
    }


def test_a_guest_of_one_channel_is_said_to_be_one(world: Practice, client: WebClient) -> None:
    world.user("guest").person.is_single_channel = True
    shown = told(client, "U0GUEST")
    assert (shown["is_restricted"], shown["is_ultra_restricted"]) == (True, True)


def test_who_shares_no_channel_with_the_app_is_a_stranger(
    world: Practice, client: WebClient
) -> None:
    world.user("editor").types("/remove @whosaid", in_="#with-partner")
    assert told(client, "U0PARTNER")["is_stranger"] is True


@pytest.mark.parametrize(
    ("channel", "shared", "teams"),
    [
        ("C0NEWSDESK", False, ["T0PRACTICE"]),
        (SHARED, True, ["T0PRACTICE", "T0PARTNER"]),
    ],
)
def test_a_shared_channel_says_so(
    client: WebClient, channel: str, shared: bool, teams: list[str]
) -> None:
    info = client.conversations_info(channel=channel)["channel"]
    assert (info["is_ext_shared"], info["is_shared"], info["shared_team_ids"]) == (
        shared,
        shared,
        teams,
    )


def test_what_a_partner_says_reaches_the_app_with_their_workspace(
    world: Practice, seen: Seen
) -> None:
    world.user("partner").says("@whosaid hello", in_="#with-partner")
    world.quiet()
    (body,) = seen.all("app_mention")
    event = body["event"]
    assert (body["team_id"], body["is_ext_shared_channel"]) == ("T0PRACTICE", True)
    assert (event["team"], event["user_team"]) == ("T0PARTNER", "T0PARTNER")


def test_in_a_channel_of_our_own_nothing_is_shared(world: Practice, seen: Seen) -> None:
    world.user("guest").says("@whosaid hello", in_="#newsdesk")
    world.quiet()
    (body,) = seen.all("app_mention")
    assert (body["is_ext_shared_channel"], "user_team" in body["event"]) == (False, False)


def test_a_partner_presses_buttons_but_has_neither_commands_nor_shortcuts_nor_home(
    world: Practice, seen: Seen
) -> None:
    partner = world.user("partner")
    said = partner.says("hello", in_="#with-partner")
    typed = partner.types("/whosaid Umerov", in_="#with-partner")
    assert typed is not None
    assert typed.text.startswith("/whosaid is not a valid command.")
    for attempt in (lambda: partner.shortcut("check", on=said), partner.opens_home):
        with pytest.raises(Refused):
            attempt()
    button = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Go"}}
    world.connection.client().chat_postMessage(
        channel=SHARED, text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    partner.presses("Go", on=world.messages("#with-partner")[-1])
    world.quiet()
    assert seen.all("share")[0]["user"]["team_id"] == "T0PARTNER"


def test_a_partner_is_in_shared_channels_only(world: Practice) -> None:
    with pytest.raises(Refused, match="channel_not_found"):
        world.user("partner").says("hello", in_="#politics")
    with pytest.raises(Refused, match="not shared with their workspace"):
        world.user("editor").types("/invite @mara", in_="#newsdesk")
