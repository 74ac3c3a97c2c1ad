"""The Web API: what it refuses, and that its answers are what the real client expects."""

from typing import Any

import pytest
from asking import ask
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from handlers.practice.driver import Practice
from handlers.practice.mrkdwn import Token

NEWSDESK, RANDOM, OLD = "C0NEWSDESK", "C0RANDOM", "C0OLDDESK"
HIDDEN, ROOM = "C0INVESTIGATIONS", "C0EDITORSROOM"


@pytest.fixture
def client(bare: Practice) -> WebClient:
    return bare.connection.client()


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": HIDDEN, "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": RANDOM, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": OLD, "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": NEWSDESK}, "no_text"),
        ("chat.postMessage", {"channel": NEWSDESK, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": NEWSDESK, "blocks": "[{"}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": NEWSDESK, "text": "x", "thread_ts": "1.000001"},
            "thread_not_found",
        ),
        (
            "chat.postEphemeral",
            {"channel": NEWSDESK, "text": "x", "user": "U0NOBODY"},
            "user_not_in_channel",
        ),
        ("chat.postEphemeral", {"channel": NEWSDESK, "text": "x"}, "invalid_arguments"),
        ("chat.update", {"channel": NEWSDESK, "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": NEWSDESK, "ts": "1.000001"}, "message_not_found"),
        ("chat.getPermalink", {"channel": NEWSDESK, "message_ts": "1.1"}, "message_not_found"),
        ("conversations.open", {"users": "U0EDITOR"}, "missing_scope"),
        ("conversations.join", {"channel": RANDOM}, "missing_scope"),
        ("conversations.info", {"channel": HIDDEN}, "channel_not_found"),
        ("conversations.history", {"channel": RANDOM}, "not_in_channel"),
        ("conversations.replies", {"channel": NEWSDESK, "ts": "1.1"}, "thread_not_found"),
        ("conversations.list", {"types": "everything"}, "invalid_types"),
        ("conversations.list", {"cursor": "nonsense"}, "invalid_cursor"),
        ("conversations.list", {"limit": "many"}, "invalid_arguments"),
        ("reactions.add", {"channel": NEWSDESK, "timestamp": "1.1", "name": "x"}, "missing_scope"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.1", "view": "{}"}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.1"}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0WHOSAID", "view": "{}"}, "user_not_found"),
        ("views.publish", {"user_id": "U0EDITOR", "view": "{}"}, "invalid_arguments"),
        ("files.info", {"file": "F404"}, "file_not_found"),
        ("files.completeUploadExternal", {"files": '[{"id": "F404"}]'}, "file_not_found"),
        (
            "assistant.threads.setSuggestedPrompts",
            {"channel_id": NEWSDESK},
            "method_not_supported_for_channel_type",
        ),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("chat.shout", {}, "unknown_method"),
    ],
)
def test_what_slack_refuses(
    client: WebClient, method: str, arguments: dict[str, str], error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, params=arguments)
    assert refused.value.response["error"] == error


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
def test_a_token_is_needed(bare: Practice, token: str, error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        WebClient(token=token, base_url=bare.connection.api_url).auth_test()


def test_a_missing_scope_is_named(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.conversations_open(users="U0EDITOR")
    answer = refused.value.response
    assert (answer["needed"], "chat:write" in answer["provided"].split(",")) == ("im:write", True)


def test_a_token_says_who_it_is_and_what_it_may(client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == (
        "U0WHOSAID",
        "B0WHOSAID",
        "T0PRACTICE",
    )
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_refused_blocks_say_where(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=NEWSDESK, text="x", blocks=[{"type": "section"}])
    assert refused.value.response["response_metadata"] == {
        "messages": ["[ERROR] must have text or fields [json-pointer:/blocks/0]"]
    }


def test_a_message_is_posted_updated_and_deleted(bare: Practice, client: WebClient) -> None:
    block = {"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "*a*"}}
    sent = client.chat_postMessage(channel=NEWSDESK, text="a", blocks=[block])
    assert (sent["ok"], sent["channel"], sent["message"]["ts"]) == (True, NEWSDESK, sent["ts"])
    assert (sent["message"]["bot_id"], sent["message"]["blocks"]) == ("B0WHOSAID", [block])

    client.chat_update(channel=NEWSDESK, ts=sent["ts"], text="b")
    message = bare.messages("#newsdesk")[0]
    assert (message.text, message.blocks) == ("b", [block])  # blocks stay unless [] is given
    client.chat_update(channel=NEWSDESK, ts=sent["ts"], text="c", blocks=[])
    assert bare.messages("#newsdesk")[0].blocks == []

    client.chat_delete(channel=NEWSDESK, ts=sent["ts"])
    assert bare.messages("#newsdesk") == []


def test_only_its_own_messages_are_the_apps_to_change(bare: Practice, client: WebClient) -> None:
    said = bare.user("editor").says("mine", in_="#newsdesk")
    with pytest.raises(SlackApiError, match="cant_update_message"):
        client.chat_update(channel=NEWSDESK, ts=said.ts, text="x")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        client.chat_delete(channel=NEWSDESK, ts=said.ts)
    told = client.chat_postEphemeral(channel=NEWSDESK, user="U0EDITOR", text="x")
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=NEWSDESK, ts=told["message_ts"], text="y")


def test_a_message_to_a_person_is_a_message_in_their_conversation(
    bare: Practice, client: WebClient
) -> None:
    sent = client.chat_postMessage(channel="U0EDITOR", text="hello")
    assert sent["channel"] == "D0EDITOR"
    assert [one.text for one in bare.user("editor").sees()] == ["hello"]
    assert bare.user("reporter").sees() == []


def test_threads_hang_under_parents_only(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=NEWSDESK, text="parent")["ts"]
    reply = client.chat_postMessage(channel=NEWSDESK, text="reply", thread_ts=parent)["ts"]
    with pytest.raises(SlackApiError, match="cannot_reply_to_message"):
        client.chat_postMessage(channel=NEWSDESK, text="x", thread_ts=reply)

    thread = client.conversations_replies(channel=NEWSDESK, ts=parent)["messages"]
    assert [(one["text"], one["thread_ts"]) for one in thread] == [
        ("parent", parent),
        ("reply", parent),
    ]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (1, reply)
    history = client.conversations_history(channel=NEWSDESK)["messages"]
    assert [one["text"] for one in history] == ["parent"]
    link = client.chat_getPermalink(channel=NEWSDESK, message_ts=reply)["permalink"]
    assert link.endswith(
        f"/archives/{NEWSDESK}/p{reply.replace('.', '')}?thread_ts={parent}&cid={NEWSDESK}"
    )


def test_metadata_comes_back_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "digest", "event_payload": {"day": "2025-06-28"}}
    client.chat_postMessage(channel=NEWSDESK, text="x", metadata=metadata)
    bare = client.conversations_history(channel=NEWSDESK)["messages"][0]
    full = client.conversations_history(channel=NEWSDESK, include_all_metadata=True)["messages"][0]
    assert ("metadata" in bare, full["metadata"]) == (False, metadata)


def test_history_is_newest_first_and_paged(client: WebClient) -> None:
    sent = [client.chat_postMessage(channel=NEWSDESK, text=str(n))["ts"] for n in range(5)]
    pages = [
        [one["text"] for one in page["messages"]]
        for page in client.conversations_history(channel=NEWSDESK, limit=2)
    ]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    since = client.conversations_history(channel=NEWSDESK, oldest=sent[3])["messages"]
    with_it = client.conversations_history(channel=NEWSDESK, oldest=sent[3], inclusive=True)
    until = client.conversations_history(channel=NEWSDESK, latest=sent[1])["messages"]
    assert [one["text"] for one in since] == ["4"]
    assert [one["text"] for one in with_it["messages"]] == ["4", "3"]
    assert [one["text"] for one in until] == ["0"]


def test_the_app_lists_what_it_may_see(client: WebClient) -> None:
    def listed(**arguments: Any) -> list[str]:
        return [
            channel.get("name", channel.get("user"))
            for page in client.conversations_list(limit=2, **arguments)
            for channel in page["channels"]
        ]

    assert listed() == ["newsdesk", "politics", "random", "with-partner", "old-desk"]
    assert listed(exclude_archived=True) == ["newsdesk", "politics", "random", "with-partner"]
    assert listed(types="private_channel") == ["editors-room"]
    with pytest.raises(SlackApiError, match="missing_scope"):
        listed(types="im")


def test_people_have_zones(client: WebClient) -> None:
    guest = client.users_info(user="U0GUEST")["user"]
    assert (guest["tz"], guest["is_restricted"], guest["is_bot"]) == (
        "America/New_York",
        True,
        False,
    )
    assert {one["id"] for one in client.users_list()["members"]} == {
        "U0REPORTER",
        "U0EDITOR",
        "U0GUEST",
        "U0VISITOR",
        "U0PARTNER",
        "U0WHOSAID",
    }
    assert client.conversations_members(channel=ROOM)["members"] == [
        "U0REPORTER",
        "U0EDITOR",
        "U0WHOSAID",
    ]


def test_the_real_client_uploads_a_file_into_a_thread(bare: Practice, client: WebClient) -> None:
    said = bare.user("reporter").says("the list?", in_="#newsdesk")
    client.files_upload_v2(
        channel=NEWSDESK,
        thread_ts=said.ts,
        filename="quotes.csv",
        title="Quotes",
        content="speaker,quote\n",
        initial_comment="Here.",
    )
    posted = bare.messages("#newsdesk", said)[1]
    file = bare.world.files[posted.message.files[0]]
    assert (posted.text, file.title, file.content) == ("Here.", "Quotes", b"speaker,quote\n")


def test_an_upload_address_takes_bytes_once_and_is_not_guessed(
    bare: Practice, client: WebClient
) -> None:
    given = client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert ask(given["upload_url"], body=b"one")[0] == 200
    assert ask(given["upload_url"], body=b"two")[0] == 404
    assert ask(f"{bare.server.url}/upload/{given['file_id']}", body=b"two")[0] == 404
    assert bare.world.files[given["file_id"]].content == b"one"


def test_only_active_tokens_notify(bare: Practice, client: WebClient) -> None:
    quoted = {"type": "text", "text": "<!channel> he said"}
    block = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [quoted]}],
    }
    client.chat_postMessage(channel=NEWSDESK, text="&lt;!channel&gt; he said", blocks=[block])
    client.chat_postMessage(channel=NEWSDESK, text="<!channel> <@U0EDITOR>")

    inert, loud = bare.messages("#newsdesk")
    assert (inert.active, inert.pings) == ((), [])
    assert loud.active == (Token("broadcast", "channel"), Token("user", "U0EDITOR"))
    assert loud.pings == ["U0REPORTER", "U0EDITOR", "U0GUEST"]


def test_a_faulty_day(bare: Practice) -> None:
    patient = bare.connection.client(retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)])
    hasty = bare.connection.client()
    bare.faults.ratelimit = 1
    with pytest.raises(SlackApiError) as refused:
        hasty.chat_postMessage(channel=NEWSDESK, text="one")
    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (
        429,
        "1",
    )
    bare.faults.ratelimit = 1
    patient.chat_postMessage(channel=NEWSDESK, text="two")
    bare.faults.missing_scopes = ["chat:write"]
    with pytest.raises(SlackApiError, match="missing_scope"):
        hasty.chat_postMessage(channel=NEWSDESK, text="three")
    bare.faults.revoked = True
    with pytest.raises(SlackApiError, match="token_revoked"):
        hasty.auth_test()
    assert [one.text for one in bare.messages("#newsdesk")] == ["two"]


def test_one_channel_may_be_busy_while_the_others_are_not(
    bare: Practice, client: WebClient
) -> None:
    bare.faults.ratelimit, bare.faults.busy_channel = 1, NEWSDESK
    client.chat_postMessage(channel="C0POLITICS", text="x")
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.chat_postMessage(channel=NEWSDESK, text="x")


def test_links_unfold_unless_told_not_to(bare: Practice, client: WebClient) -> None:
    link = "<https://example.org/a|an article>"
    client.chat_postMessage(channel=NEWSDESK, text=link)
    client.chat_postMessage(channel=NEWSDESK, text=link, unfurl_links=False, unfurl_media=False)
    assert [one.unfurls for one in bare.messages("#newsdesk")] == [True, False]


def test_a_slow_network_is_slow(bare: Practice, client: WebClient) -> None:
    bare.faults.slow_ms = 80
    client.auth_test()
    assert bare.wire()[-1]["ms"] >= 80


def test_a_dropped_file_is_had_with_the_apps_token_only(bare: Practice) -> None:
    said = bare.user("reporter").uploads("draft.txt", b"He said so.", in_="#newsdesk")
    token = bare.connection.bot_token
    client = bare.connection.client()
    file = client.files_info(file=said.message.files[0])["file"]
    url = file["url_private_download"]

    status, text, _ = ask(url, headers={"Authorization": f"Bearer {token}"})
    assert (status, text, file["size"]) == (200, "He said so.", 11)
    # Slack answers 200 with a page to sign in, not with an error
    for headers in ({}, {"Authorization": "Bearer other"}):
        status, text, got = ask(url, headers=headers)
        assert (status, got["Content-Type"].split(";")[0]) == (200, "text/html")
        assert "He said so." not in text
    assert ask(bare.server.url + "/files-pri/F404/x.txt")[0] == 404


def test_a_reply_that_is_sent_to_the_channel_too_says_so(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=NEWSDESK, text="parent")["ts"]
    client.chat_postMessage(channel=NEWSDESK, text="loud", thread_ts=parent, reply_broadcast=True)
    history = client.conversations_history(channel=NEWSDESK)["messages"]
    assert [(one["text"], one.get("subtype")) for one in history] == [
        ("loud", "thread_broadcast"),
        ("parent", None),
    ]
