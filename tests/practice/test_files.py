"""Files that the app hands out: as slack_sdk's files_upload_v2 sends them, and who sees them."""

from typing import Any

import pytest
from asking import ask
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.practice.driver import Practice

NEWSDESK, ROOM = "C0NEWSDESK", "C0EDITORSROOM"
# One grey point, the smallest PNG there is
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c636868680000030401817b4b2b4f0000000049454e44ae426082"
)


@pytest.fixture
def client(bare: Practice) -> WebClient:
    return bare.connection.client()


def test_a_picture_with_its_words_goes_into_a_thread(bare: Practice, client: WebClient) -> None:
    said = bare.user("reporter").says("a chart?", in_="#newsdesk")
    answer = client.files_upload_v2(
        channel=NEWSDESK,
        thread_ts=said.ts,
        filename="weeks.png",
        title="Quotes by week",
        content=PNG,
        alt_txt="Quotes by week: 2, 0, 5",
        initial_comment="Here it is.",
    )
    (posted,) = bare.answers(said)
    told = client.files_info(file=answer["file"]["id"])["file"]
    assert (posted.text, posted.message.files) == ("Here it is.", [answer["file"]["id"]])
    assert {key: told[key] for key in ("title", "mimetype", "size", "alt_txt", "shares")} == {
        "title": "Quotes by week",
        "mimetype": "image/png",
        "size": len(PNG),
        "alt_txt": "Quotes by week: 2, 0, 5",
        "shares": {
            "public": {
                NEWSDESK: [
                    {
                        "ts": posted.ts,
                        "channel_name": "newsdesk",
                        "team_id": "T0PRACTICE",
                        "thread_ts": said.ts,
                    }
                ]
            }
        },
    }


def test_several_files_are_one_message_and_several_channels_get_one_each(
    bare: Practice, client: WebClient
) -> None:
    files: Any = [{"content": "a", "filename": "a.txt"}, {"content": "b", "filename": "b.txt"}]
    answer = client.files_upload_v2(channels=[NEWSDESK, ROOM], file_uploads=files)
    ids = [one["id"] for one in answer["files"]]
    shown = [bare.messages("#newsdesk"), bare.messages("#editors-room")]
    assert [[one.message.files for one in each] for each in shown] == [[ids], [ids]]


def test_a_file_that_was_not_shared_is_seen_by_nobody(bare: Practice, client: WebClient) -> None:
    client.files_upload_v2(filename="a.txt", content="a")
    assert bare.messages("#newsdesk") == []


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0RANDOM", "not_in_channel"),
        ("C0INVESTIGATIONS", "channel_not_found"),
        ("C0OLDDESK", "is_archived"),
        ("U0REPORTER", "invalid_arguments"),  # unlike chat.postMessage, which opens the DM
    ],
)
def test_files_go_only_where_the_app_may_write(client: WebClient, channel: str, error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        client.files_upload_v2(channel=channel, filename="a.txt", content="a")


def test_what_was_not_uploaded_whole_is_no_file(client: WebClient) -> None:
    given = client.files_getUploadURLExternal(filename="a.txt", length=3)
    with pytest.raises(SlackApiError, match="file_not_found"):
        client.files_completeUploadExternal(files=[{"id": given["file_id"]}])
    assert ask(given["upload_url"], body=b"ab")[0] == 200
    with pytest.raises(SlackApiError, match="file_update_failed"):
        client.files_completeUploadExternal(files=[{"id": given["file_id"]}])


def test_without_the_scope_nothing_is_uploaded(bare: Practice, client: WebClient) -> None:
    bare.faults.missing_scopes = ["files:write"]
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.files_upload_v2(channel=NEWSDESK, filename="a.txt", content="a")


def test_a_deleted_file_is_gone_from_its_message(bare: Practice, client: WebClient) -> None:
    answer = client.files_upload_v2(channel=NEWSDESK, filename="a.txt", content="a")
    theirs = bare.user("editor").uploads("b.txt", b"b", in_="#newsdesk").message.files[0]
    client.files_delete(file=answer["file"]["id"])
    with pytest.raises(SlackApiError, match="cant_delete_file"):
        client.files_delete(file=theirs)
    assert [one.message.files for one in bare.messages("#newsdesk")] == [[], [theirs]]
