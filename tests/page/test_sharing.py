"""Pictures of the app, and people of another workspace, as the page shows them."""

import struct
import zlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.practice.driver import Practice, workspace
from handlers.practice.installed import Command, Installed

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c636868680000030401817b4b2b4f0000000049454e44ae426082"
)
DRAWN = "image => image.complete && image.naturalWidth === 1"


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with workspace(app=Installed(commands=(Command("/whosaid"),))) as practice:
        yield practice


def opened(chromium: Browser, practice: Practice, who: str) -> Page:
    page = chromium.new_page(locale="en-GB")
    page.goto(f"{practice.server.url}/?as={who}#C0WITHPARTNER")
    expect(page.get_by_role("textbox", name="Message #with-partner")).to_be_visible()
    return page


@pytest.fixture
def page(chromium: Browser, practice: Practice) -> Iterator[Page]:
    page = opened(chromium, practice, "reporter")
    yield page
    page.close()


def test_a_picture_is_seen_and_its_words_are_read_out(page: Page, practice: Practice) -> None:
    client = practice.connection.client()
    sent = client.files_upload_v2(
        channel="C0WITHPARTNER", filename="weeks.png", content=PNG, alt_txt="2 quotes, then 5"
    )
    shown = page.get_by_role("img", name="2 quotes, then 5")
    expect(shown).to_be_visible()
    page.wait_for_function(DRAWN, arg=shown.element_handle())
    block = {
        "type": "image",
        "slack_file": {"id": sent["file"]["id"]},
        "alt_text": "The same, as a block",
    }
    client.chat_postMessage(channel="C0WITHPARTNER", text="x", blocks=[block])
    again = page.get_by_role("img", name="The same, as a block")
    expect(again).to_be_visible()
    page.wait_for_function(DRAWN, arg=again.element_handle())


def tall_png() -> bytes:
    """Five points wide, 400 tall, grey."""
    head = struct.pack(">IIBBBBB", 5, 400, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 5) * 400)
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")):
        out += struct.pack(">I", len(data)) + kind + data
        out += struct.pack(">I", zlib.crc32(kind + data))
    return out


def test_the_end_of_a_list_stays_in_sight_when_a_picture_has_loaded(
    page: Page, practice: Practice
) -> None:
    for number in range(30):
        practice.user("editor").says(f"Line {number}", in_="#with-partner")
    page.reload()
    expect(page.get_by_role("article").filter(has_text="Line 29")).to_be_in_viewport()
    client = practice.connection.client()
    client.files_upload_v2(
        channel="C0WITHPARTNER", filename="tall.png", content=tall_png(), alt_txt="Tall"
    )
    shown = page.get_by_role("img", name="Tall")
    expect(shown).to_be_visible()
    page.wait_for_function("image => image.complete", arg=shown.element_handle())
    page.wait_for_function(
        "() => { const list = document.querySelector('#messages');"
        " return list.scrollHeight - list.scrollTop - list.clientHeight < 60; }"
    )


def test_who_is_of_another_workspace_is_seen_to_be(page: Page, practice: Practice) -> None:
    practice.user("partner").says("Good morning from the coast", in_="#with-partner")
    said = page.get_by_role("article").filter(has_text="Good morning from the coast")
    expect(said).to_contain_text("Coast Herald")
    expect(page.get_by_role("button", name="with-partner shared")).to_be_visible()


def test_a_partner_has_the_shared_channel_and_no_app(chromium: Browser, practice: Practice) -> None:
    page = opened(chromium, practice, "partner")
    sidebar = page.locator("#sidebar")
    expect(sidebar.locator("#channel-list").get_by_role("button")).to_have_count(1)
    expect(sidebar.locator("#app-list").get_by_role("button")).to_have_count(0)
    page.close()


def test_a_channel_is_renamed_by_typing(page: Page, practice: Practice) -> None:
    box = page.get_by_role("textbox", name="Message #with-partner")
    box.fill("/rename with-the-coast")
    box.press("Enter")
    expect(page.get_by_role("button", name="with-the-coast")).to_be_visible()
    practice.user("reporter").types("/rename with-partner", in_="#with-the-coast")
