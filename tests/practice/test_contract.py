"""What the workspace sends has the shapes that Slack's own libraries take."""

import json
from typing import Any

import pytest
from bots import Seen, form
from slack_bolt.request.payload_utils import (
    is_app_home_opened_event,
    is_block_actions,
    is_block_suggestion,
    is_event,
    is_global_shortcut,
    is_im_message_event,
    is_message_event,
    is_message_shortcut,
    is_slash_command,
    is_view_closed,
    is_view_submission,
)
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.practice.driver import Practice

Body = dict[str, Any]


def everything(world: Practice) -> None:
    """One of each thing that can reach the app."""
    editor = world.user("editor")
    reply = editor.types("/whosaid Umerov", in_="#newsdesk")
    assert reply is not None
    said = editor.says("@whosaid hello", in_="#newsdesk")
    editor.says("hello", in_="")
    editor.opens_home()
    editor.shortcut("check", on=said)
    editor.shortcut("ask")
    editor.searches("reva", on=editor.modal(), menu="person")
    editor.submits(editor.modal(), {"who": {"who": "nobody"}})
    editor.closes(editor.modal())
    editor.presses("Share", on=reply)
    editor.types("/invite @whosaid", in_="#random")
    world.quiet()


@pytest.mark.parametrize(
    ("what", "knows"),
    [
        ("command", is_slash_command),
        ("share", is_block_actions),
        ("check", is_message_shortcut),
        ("ask", is_global_shortcut),
        ("options", is_block_suggestion),
        ("form", is_view_submission),
        ("closed", is_view_closed),
        ("app_home_opened", is_app_home_opened_event),
        ("app_mention", is_event),
        ("member_joined_channel", is_event),
        ("message", is_message_event),
    ],
)
def test_bolt_knows_each_payload_for_what_it_is(
    world: Practice, seen: Seen, what: str, knows: Any
) -> None:
    everything(world)
    assert seen.all(what)
    assert all(knows(body) for body in seen.all(what))


def test_a_direct_message_is_one_to_bolt(world: Practice, seen: Seen) -> None:
    everything(world)
    assert [is_im_message_event(body) for body in seen.all("message")].count(True) == 1


def test_every_payload_is_json_and_an_envelope_to_the_client(world: Practice, seen: Seen) -> None:
    everything(world)
    for _, body in seen.bodies:
        assert json.loads(json.dumps(body)) == body
        made = SocketModeRequest.from_dict(
            {"type": "events_api", "envelope_id": "e", "payload": body}
        )
        assert made is not None
        assert made.payload == body


def test_every_event_carries_what_bolt_authorizes_by(world: Practice, seen: Seen) -> None:
    everything(world)
    events = [body for _, body in seen.bodies if body.get("type") == "event_callback"]
    assert len({body["event_id"] for body in events}) == len(events)
    for body in events:
        assert body["event"]["event_ts"]
        assert body["authorizations"][0]["user_id"] == "U0WHOSAID"
        assert (body["team_id"], body["api_app_id"]) == ("T0PRACTICE", "A0WHOSAID")


def test_views_and_blocks_come_back_as_the_models_take_them(world: Practice, seen: Seen) -> None:
    everything(world)
    client = world.connection.client()
    reply = world.user("editor").types("/whosaid x", in_="#newsdesk")
    assert reply is not None
    trigger = seen.all("command")[-1]["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=form())["view"]
    model = View(**opened)
    model.validate_json()
    assert (model.id, model.root_view_id, model.previous_view_id) == (
        opened["id"],
        opened["id"],
        None,
    )
    assert model.state is not None
    for block in reply.blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()


def test_an_answer_to_every_method_says_ok(world: Practice) -> None:
    everything(world)
    client = world.connection.client()
    sent = client.chat_postMessage(channel="C0NEWSDESK", text="x")
    answers = [
        client.auth_test(),
        sent,
        client.chat_postEphemeral(channel="C0NEWSDESK", user="U0EDITOR", text="x"),
        client.chat_update(channel="C0NEWSDESK", ts=sent["ts"], text="y"),
        client.chat_getPermalink(channel="C0NEWSDESK", message_ts=sent["ts"]),
        client.conversations_info(channel="C0NEWSDESK", include_num_members=True),
        client.conversations_list(),
        client.conversations_members(channel="C0NEWSDESK"),
        client.conversations_history(channel="C0NEWSDESK"),
        client.conversations_replies(channel="C0NEWSDESK", ts=sent["ts"]),
        client.users_info(user="U0EDITOR"),
        client.users_list(),
        client.views_publish(user_id="U0EDITOR", view={"type": "home", "blocks": [_divider()]}),
        client.chat_delete(channel="C0NEWSDESK", ts=sent["ts"]),
    ]
    assert all(answer["ok"] is True for answer in answers)


def _divider() -> Body:
    return {"type": "divider"}
