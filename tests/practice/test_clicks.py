"""Buttons, menus, shortcuts, forms and Home: what the app gets, and what people see of it."""

from datetime import timedelta

import pytest
from bots import Seen, form, section
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from handlers.practice.driver import Practice
from handlers.practice.errors import Refused
from handlers.practice.judge import limits
from handlers.practice.reply import Reply


def asked(world: Practice) -> Reply:
    reply = world.user("reporter").types("/whosaid Umerov", in_="#newsdesk")
    assert reply is not None
    return reply


def test_a_button_of_an_ephemeral_does_not_tell_its_words(world: Practice, seen: Seen) -> None:
    reply = asked(world)
    assert world.user("reporter").presses("Share", on=reply) is None
    world.quiet()

    body = seen.all("share")[0]
    assert body["container"] == {
        "type": "message",
        "message_ts": reply.ts,
        "channel_id": "C0NEWSDESK",
        "is_ephemeral": True,
    }
    assert "message" not in body
    assert (body["actions"][0]["value"], body["actions"][0]["action_id"]) == ("17", "share")
    assert body["channel"] == {"id": "C0NEWSDESK", "name": "newsdesk"}
    assert [one.text for one in world.messages("#newsdesk")] == ["shared"]


def test_a_button_of_a_message_tells_it(world: Practice, seen: Seen) -> None:
    client = world.connection.client()
    blocks = [{"type": "actions", "elements": [_share()]}]
    client.chat_postMessage(channel="C0NEWSDESK", text="press me", blocks=blocks)
    message = world.messages("#newsdesk")[0]
    world.user("editor").presses("share", on=message)

    body = seen.all("share")[0]
    assert (body["message"]["text"], body["message"]["ts"]) == ("press me", message.ts)
    assert body["user"]["id"] == "U0EDITOR"


def _share() -> dict[str, object]:
    return {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "S"}}


def test_a_menu_sends_its_option_and_its_message_can_be_replaced(
    world: Practice, seen: Seen
) -> None:
    reply = asked(world)
    world.user("reporter").selects("Wrong?", on=reply, menu="menu")
    world.waits_for(lambda: world.again(reply).text == "replaced")

    action = seen.all("menu")[0]["actions"][0]
    assert action["selected_option"] == {
        "text": {"type": "plain_text", "text": "Wrong?"},
        "value": "wrong",
    }
    assert len(world.user("reporter").sees("#newsdesk")) == 1


def test_a_choice_that_is_not_offered_cannot_be_made(world: Practice) -> None:
    with pytest.raises(Refused, match="option_not_found"):
        world.user("reporter").selects("Nothing", on=asked(world), menu="menu")


def test_a_response_url_serves_five_times(world: Practice, seen: Seen) -> None:
    asked(world)
    hook = WebhookClient(seen.all("command")[0]["response_url"])
    answers = [hook.send(text=f"later {number}") for number in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert '"used_url"' in answers[5].body
    assert len(world.user("reporter").sees("#newsdesk")) == 6


def test_a_response_url_serves_for_half_an_hour(world: Practice, seen: Seen) -> None:
    asked(world)
    hook = WebhookClient(seen.all("command")[0]["response_url"])
    world.clock.advance(timedelta(seconds=limits.RESPONSE_URL_S - 60))
    assert hook.send(text="in time").status_code == 200
    world.clock.advance(timedelta(seconds=61))
    late = hook.send(text="too late")
    assert (late.status_code, '"expired_url"' in late.body) == (404, True)


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x", "blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
        ({"text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
def test_a_response_that_slack_refuses(
    world: Practice, seen: Seen, payload: dict[str, object], error: str
) -> None:
    asked(world)
    answer = WebhookClient(seen.all("command")[0]["response_url"]).send_dict(payload)
    assert (answer.status_code, f'"{error}"' in answer.body) == (400, True)


def test_an_ephemeral_can_be_taken_away(world: Practice, seen: Seen) -> None:
    reply = asked(world)
    world.user("reporter").presses("Share", on=reply)
    hook = WebhookClient(seen.all("share")[0]["response_url"])
    assert hook.send(delete_original=True).status_code == 200
    assert reply.ts not in [one.ts for one in world.user("reporter").sees("#newsdesk")]


def test_shortcuts(world: Practice, seen: Seen) -> None:
    editor = world.user("editor")
    said = editor.says("He said so.", in_="#newsdesk")
    assert editor.shortcut("check", on=said) is None
    assert editor.shortcut("ask") is None

    body = seen.all("check")[0]
    assert (body["type"], body["message"]["text"], body["message_ts"]) == (
        "message_action",
        "He said so.",
        said.ts,
    )
    assert (seen.all("ask")[0]["type"], editor.modal().payload["callback_id"]) == (
        "shortcut",
        "form",
    )
    with pytest.raises(Refused, match="shortcut_not_found"):
        editor.shortcut("nothing", on=said)


def test_a_trigger_opens_one_view_and_soon(world: Practice, seen: Seen) -> None:
    asked(world)
    client = world.connection.client()
    first = seen.all("command")[0]["trigger_id"]
    client.views_open(trigger_id=first, view=form())
    asked(world)
    second = seen.all("command")[1]["trigger_id"]
    world.clock.advance(timedelta(seconds=4))

    for trigger, error in [
        (first, "exchanged_trigger_id"),
        (second, "expired_trigger_id"),
        ("1.2", "invalid_trigger_id"),
    ]:
        with pytest.raises(SlackApiError, match=error):
            client.views_open(trigger_id=trigger, view=form())


def opened(world: Practice) -> None:
    world.user("reporter").presses("Edit", on=asked(world))


def test_a_form_is_sent_with_its_state_and_closes(world: Practice, seen: Seen) -> None:
    reporter = world.user("reporter")
    opened(world)
    offered = reporter.searches("reva", on=reporter.modal(), menu="person")
    done = reporter.submits(reporter.modal(), {"who": {"who": "Olha"}, "person": {"person": "1"}})

    assert (offered, done) == (["Olha Reva", "Ivo Reva"], {"outcome": "closed"})
    body = seen.all("form")[0]
    assert body["view"]["state"]["values"] == {
        "who": {"who": {"type": "plain_text_input", "value": "Olha"}},
        "person": {
            "person": {
                "type": "external_select",
                "selected_option": {
                    "text": {"type": "plain_text", "text": "Ivo Reva"},
                    "value": "1",
                },
            }
        },
    }
    assert world.world.top_view(reporter.id) is None


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", {"outcome": "errors", "errors": {"who": "Please complete this required field."}}),
        ("x" * 41, {"outcome": "errors", "errors": {"who": "Please enter at most 40 characters."}}),
        ("nobody", {"outcome": "errors", "errors": {"who": "Nobody of this name."}}),
        ("next", {"outcome": "pushed"}),
        ("again", {"outcome": "updated"}),
        ("all", {"outcome": "cleared"}),
    ],
)
def test_what_becomes_of_a_form(world: Practice, typed: str, outcome: dict[str, object]) -> None:
    reporter = world.user("reporter")
    opened(world)
    assert reporter.submits(reporter.modal(), {"who": {"who": typed}}) == outcome


def test_an_updated_form_keeps_what_was_typed(world: Practice) -> None:
    reporter = world.user("reporter")
    opened(world)
    reporter.submits(reporter.modal(), {"who": {"who": "again"}})
    view = reporter.modal()
    assert (view.payload["title"]["text"], view.values["who"]["who"]) == ("Changed", "again")


def test_forms_stack_three_deep(world: Practice) -> None:
    reporter = world.user("reporter")
    opened(world)
    outcomes = [reporter.submits(reporter.modal(), {"who": {"who": "next"}}) for _ in range(3)]

    assert outcomes == [
        {"outcome": "pushed"},
        {"outcome": "pushed"},
        {"outcome": "timeout", "error": "push_limit_reached"},
    ]
    reporter.closes(reporter.modal())
    reporter.closes(reporter.modal())
    assert reporter.modal().payload["title"]["text"] == "Ask"


def test_a_closed_form_is_told_where_the_app_asked_for_it(world: Practice, seen: Seen) -> None:
    editor = world.user("editor")
    editor.shortcut("ask")
    view = editor.modal()
    editor.closes(view)
    world.quiet()
    closed = seen.all("closed")[0]
    assert (closed["type"], closed["is_cleared"], closed["view"]["id"]) == (
        "view_closed",
        False,
        view.id,
    )


def test_views_are_updated_by_whoever_saw_their_latest_state(world: Practice) -> None:
    client = world.connection.client()
    opened(world)
    view = world.user("reporter").modal()
    client.views_update(view_id=view.id, view=form("Newer"), hash=view.hash)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=view.id, view=form("Older"), hash="1.1")
    with pytest.raises(SlackApiError, match="not_found"):
        client.views_update(view_id="V404", view=form())
    assert world.user("reporter").modal().payload["title"]["text"] == "Newer"


def test_home_is_published_when_it_is_opened(world: Practice, seen: Seen) -> None:
    guest = world.user("guest")
    view = guest.opens_home()
    again = guest.opens_home()

    events = [body["event"] for body in seen.all("app_home_opened")]
    assert view is not None
    assert again is not None
    assert view.payload["blocks"][0]["text"] == section("Welcome")["text"]
    assert [event["tab"] for event in events] == ["home", "home"]
    assert ["view" in event for event in events] == [False, True]
    assert again.id == view.id
    assert again.payload["blocks"] == view.payload["blocks"]  # with their ids: they stayed the same
