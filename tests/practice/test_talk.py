"""What people say and type, and what of it reaches the app."""

import pytest
from bots import Seen

from handlers.practice.driver import Practice
from handlers.practice.errors import Refused


def test_a_command_is_answered_inside_its_ack_and_seen_by_its_author_only(
    world: Practice,
) -> None:
    reply = world.user("reporter").types("/whosaid Umerov", in_="#newsdesk")

    assert (reply.ephemeral, reply.text, reply.words.splitlines()[0]) == (
        True,
        "You asked: Umerov",
        "Umerov",
    )
    assert [one.ts for one in world.user("reporter").sees("#newsdesk")] == [reply.ts]
    assert world.user("editor").sees("#newsdesk") == []


def test_a_command_arrives_as_slack_sends_it(world: Practice, seen: Seen) -> None:
    world.user("reporter").types(
        "/whosaid  @editor in #politics, R&D <b> https://example.org/a?b=1&c ", in_="#newsdesk"
    )

    body = seen.all("command")[0]
    assert body["text"] == (
        "<@U0EDITOR|editor> in <#C0POLITICS|politics>, R&amp;D &lt;b&gt;"
        " <https://example.org/a?b=1&amp;c>"
    )
    assert sorted(body) == [
        "api_app_id",
        "channel_id",
        "channel_name",
        "command",
        "is_enterprise_install",
        "response_url",
        "team_domain",
        "team_id",
        "text",
        "token",
        "trigger_id",
        "user_id",
        "user_name",
    ]
    assert (body["channel_name"], body["user_id"]) == ("newsdesk", "U0REPORTER")


@pytest.mark.parametrize(
    ("where", "named"),
    [("#newsdesk", "newsdesk"), ("#editors-room", "privategroup"), ("", "directmessage")],
)
def test_a_command_says_what_sort_of_channel_it_was_typed_in(
    world: Practice, seen: Seen, where: str, named: str
) -> None:
    world.user("reporter").types("/whosaid x", in_=where)
    assert seen.all("command")[0]["channel_name"] == named


def test_an_empty_ack_shows_nothing(world: Practice) -> None:
    assert world.user("reporter").types("/whosaid nothing", in_="#newsdesk") is None


def test_an_answer_for_everybody_comes_with_the_question(world: Practice) -> None:
    reply = world.user("reporter").types("/whosaid everybody", in_="#newsdesk")

    assert not reply.ephemeral
    assert [one.text for one in world.messages("#newsdesk")] == [
        "/whosaid everybody",
        "For everybody",
    ]


def test_an_answer_that_slack_would_refuse_is_an_error_to_the_person(world: Practice) -> None:
    reply = world.user("reporter").types("/whosaid too much", in_="#newsdesk")

    assert (reply.slackbot, reply.text) == (True, "/whosaid failed with the error “invalid_blocks”")
    assert [what for what, _ in world.refusals] == ["ack of /whosaid"]


def test_commands_cannot_be_used_in_threads(world: Practice, seen: Seen) -> None:
    reporter = world.user("reporter")
    parent = reporter.says("a message", in_="#newsdesk")
    reply = reporter.types("/whosaid Umerov", in_="#newsdesk", thread=parent)

    assert (reply.text, reply.thread_ts) == (
        "/whosaid is not supported in threads. Sorry!",
        parent.ts,
    )
    assert seen.all("command") == []


def test_a_command_nobody_has_is_told_so(bare: Practice) -> None:
    reply = bare.user("reporter").types("/whatsaid x", in_="#newsdesk")
    assert reply.text.startswith("/whatsaid is not a valid command.")


def test_without_an_app_a_command_fails_at_once(bare: Practice) -> None:
    reply = bare.user("reporter").types("/whosaid x", in_="#newsdesk")
    assert reply.text == "/whosaid failed with the error “dispatch_failed”"


@pytest.mark.parametrize(
    ("who", "where", "error"),
    [
        ("reporter", "#old-desk", "is_archived"),
        ("guest", "#politics", "channel_not_found"),
        ("guest", "#investigations", "channel_not_found"),
        ("reporter", "#nowhere", "channel_not_found"),
    ],
)
def test_people_write_only_where_they_may(bare: Practice, who: str, where: str, error: str) -> None:
    with pytest.raises(Refused) as refused:
        bare.user(who).says("hello", in_=where)
    assert refused.value.error == error


def test_words_are_kept_as_slack_keeps_them(bare: Practice) -> None:
    said = bare.user("reporter").says(
        "@editor see #politics & <b>, (https://example.org/x). @channel!", in_="#newsdesk"
    )
    assert said.text == (
        "<@U0EDITOR> see <#C0POLITICS|> &amp; &lt;b&gt;, (<https://example.org/x>). <!channel>!"
    )
    assert said.words == "@editor see #politics & <b>, (https://example.org/x). @channel!"
    assert said.pings == ["U0EDITOR", "U0GUEST"]


def test_a_mention_is_two_events_with_two_ids(world: Practice, seen: Seen) -> None:
    said = world.user("reporter").says("@whosaid Umerov", in_="#newsdesk")
    world.answer(said)
    world.quiet()

    message = next(one for one in seen.all("message") if one["event"]["ts"] == said.ts)
    mention = seen.all("app_mention")[0]
    assert message["event_id"] != mention["event_id"]
    assert message["event"]["channel_type"] == "channel"
    assert message["event"]["text"] == mention["event"]["text"] == "<@U0WHOSAID> Umerov"
    assert message["event"]["ts"] == mention["event"]["ts"] == said.ts


@pytest.mark.parametrize(
    ("where", "heard"),
    [("#newsdesk", ["channel"]), ("#editors-room", ["group"]), ("", ["im"]), ("#random", [])],
)
def test_the_app_hears_only_where_it_is_a_member(
    world: Practice, seen: Seen, where: str, heard: list[str]
) -> None:
    world.user("reporter").says("hello", in_=where)
    world.quiet()
    assert [body["event"]["channel_type"] for body in seen.all("message")] == heard


def test_naming_the_app_where_it_is_not_gets_slacks_own_hint(world: Practice, seen: Seen) -> None:
    reporter = world.user("reporter")
    reporter.says("@whosaid Umerov", in_="#random")
    world.quiet()

    hint = reporter.sees("#random")[-1]
    assert (hint.slackbot, "/invite @whosaid" in hint.text) == (True, True)
    assert seen.bodies == []


def test_an_invited_app_hears_of_it_and_of_what_follows(world: Practice, seen: Seen) -> None:
    reporter = world.user("reporter")
    reporter.types("/invite @whosaid", in_="#random")
    reporter.says("hello", in_="#random")
    reporter.types("/topic news", in_="#random")
    world.quiet()

    joined = seen.all("member_joined_channel")[0]["event"]
    assert (joined["user"], joined["inviter"]) == ("U0WHOSAID", "U0REPORTER")
    heard = {one["event"]["text"]: one["event"].get("subtype") for one in seen.all("message")}
    assert heard == {
        "hello": None,
        "<@U0REPORTER> set the channel topic: news": "channel_topic",
    }


def test_replies_carry_their_thread_and_its_author(world: Practice, seen: Seen) -> None:
    parent = world.user("editor").says("parent", in_="#newsdesk")
    world.user("reporter").says("reply", in_="#newsdesk", thread=parent)
    world.quiet()

    reply = next(one["event"] for one in seen.all("message") if one["event"]["text"] == "reply")
    assert (reply["thread_ts"], reply["parent_user_id"]) == (parent.ts, "U0EDITOR")
    assert [one.text for one in world.messages("#newsdesk")] == ["parent"]
    assert [one.text for one in world.messages("#newsdesk", parent)] == ["parent", "reply"]


def test_edits_and_deletions_are_hidden_events(world: Practice, seen: Seen) -> None:
    reporter = world.user("reporter")
    said = reporter.says("first", in_="#newsdesk")
    world.quiet()  # events may overtake each other on their way, as Slack's may
    reporter.edits(said, "second")
    world.quiet()
    reporter.deletes(said)
    world.quiet()

    events = [body["event"] for body in seen.all("message")]
    assert [event.get("subtype") for event in events] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    assert events[1]["message"]["text"] == "second"
    assert events[1]["previous_message"]["text"] == "first"
    assert events[2]["deleted_ts"] == said.ts


def test_a_dropped_file_is_a_message_with_an_address_that_needs_the_token(
    world: Practice, seen: Seen
) -> None:
    world.user("reporter").uploads("draft.txt", b"He said so.", in_="")
    world.quiet()

    event = seen.all("message")[0]["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "draft.txt")
    assert event["files"][0]["mimetype"] == "text/plain"


def test_slacks_own_commands(bare: Practice) -> None:
    editor = bare.user("editor")
    editor.types("/topic R&D <b>", in_="#random")
    editor.types("/leave", in_="#random")
    editor.types("/join #random", in_="#newsdesk")
    editor.types("/remove @olha", in_="#random")

    assert [one.words for one in bare.messages("#random")] == [
        "@editor set the channel topic: R&D <b>",
        "@editor has left the channel",
        "@editor has joined the channel",
        "@olha was removed from the channel by @editor",
    ]
    assert bare.messages("#random")[0].active[0].target == "U0EDITOR"
    assert bare.world.channel("#random").members == ["U0EDITOR"]
    for typed, error in [
        ("/remove @sam", "not_in_channel"),
        ("/invite @nobody", "user_not_found"),
        ("/join #investigations", "channel_not_found"),
    ]:
        with pytest.raises(Refused, match=error):
            editor.types(typed, in_="#random")
