"""The page for everybody: names and roles for screen readers, keys instead of a mouse, contrast."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handlers.practice.driver import Practice, workspace

FLAWS = (Path(__file__).parent / "flaws.js").read_text()


def button(text: str, **more: Any) -> dict[str, Any]:
    words = {"type": "plain_text", "text": text}
    return {"type": "button", "action_id": text.lower(), "text": words, **more}


def rich(text: str) -> dict[str, Any]:
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}
    link = {"type": "link", "url": "https://example.org/", "text": "the article"}
    line = {"type": "rich_text_section", "elements": [link]}
    return {"type": "rich_text", "block_id": "quote", "elements": [quote, line]}


BLOCKS = [
    rich("“Ask the pilots before you ask me.”"),
    {
        "type": "context",
        "block_id": "source",
        "elements": [
            {"type": "mrkdwn", "text": "*Halyna Tereshko* · `cue` · _said_ · <@U0REPORTER>"}
        ],
    },
    {
        "type": "actions",
        "block_id": "ways",
        "elements": [
            button("Share", style="primary"),
            button("Stop", style="danger"),
            button("Older"),
        ],
    },
]


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with workspace() as practice:
        editor = practice.user("editor")
        first = editor.says("Who has the list? @reporter", in_="#newsdesk")
        editor.says("It is in #politics.", in_="#newsdesk", thread=first)
        editor.uploads("notes.txt", b"Some notes.", in_="#newsdesk")
        editor.says("Unread here, @reporter", in_="#politics")
        client = practice.connection.client()
        client.chat_postMessage(channel="C0NEWSDESK", text="An answer", blocks=BLOCKS)
        client.chat_postEphemeral(
            channel="C0NEWSDESK", user="U0REPORTER", text="An answer", blocks=BLOCKS
        )
        client.views_publish(user_id="U0REPORTER", view={"type": "home", "blocks": BLOCKS})
        yield practice


@pytest.fixture(params=["light", "dark"])
def page(chromium: Browser, practice: Practice, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = chromium.new_page(
        locale="en-GB", color_scheme=request.param, viewport={"width": 1280, "height": 860}
    )
    page.goto(practice.server.url)
    expect(page.get_by_role("article")).to_have_count(4)
    yield page
    page.close()


def test_the_page_has_its_landmarks_and_one_heading_of_the_first_rank(page: Page) -> None:
    for role in ("banner", "main", "navigation"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]  a role's name
    expect(page.get_by_role("heading", level=1)).to_have_text("newsdesk")
    expect(page.get_by_role("banner")).to_contain_text("This is not Slack.")
    expect(page.get_by_role("feed", name="Messages")).to_be_visible()


def test_everything_is_named_and_readable(page: Page) -> None:
    def flawless() -> None:
        assert page.evaluate(FLAWS) == []

    flawless()
    page.get_by_role("button", name="1 reply").click()
    expect(page.get_by_role("complementary").get_by_role("article")).to_have_count(2)
    flawless()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Wire").click()
    flawless()
    page.keyboard.press("Escape")
    for name in ("The workspace", "Faults"):
        page.get_by_role("banner").get_by_role("button", name=name).click()
        flawless()
        page.keyboard.press("Escape")
    page.get_by_role("button", name="You are Olha Bondar").click()
    flawless()
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Message #newsdesk").fill("/")
    flawless()
    page.get_by_role("navigation").get_by_role("button", name="whosaid").click()
    expect(page.locator("#home-view").get_by_role("button", name="Share")).to_be_visible()
    flawless()


def test_messages_are_walked_with_the_arrows_and_acted_on_with_keys(page: Page) -> None:
    feed = page.get_by_role("feed", name="Messages")
    page.get_by_role("textbox", name="Message #newsdesk").focus()
    # Backwards out of the composer: its frame holds no stop before the text.
    page.keyboard.press("Shift+Tab")
    expect(feed.get_by_role("article").nth(3).get_by_role("button", name="Older")).to_be_focused()
    feed.get_by_role("article").nth(3).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    first = feed.get_by_role("article").first
    expect(first).to_be_focused()
    first.get_by_role("button", name="Reply in thread").press("Enter")
    expect(page.get_by_role("textbox", name="Reply in the thread")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary")).to_have_count(0)
    expect(first).to_be_focused()
    first.get_by_role("button", name="More actions").press("Enter")
    page.keyboard.press("Escape")
    expect(first.get_by_role("button", name="More actions")).to_be_focused()


def test_a_new_message_is_read_out(page: Page, practice: Practice) -> None:
    page.get_by_role("navigation").get_by_role("button", name="politics").click()
    expect(page.get_by_role("article").first).to_contain_text("Unread here")
    practice.user("editor").says("Deadline is at six", in_="#politics")
    expect(page.get_by_role("status").filter(has_text="Ines Hartley: Deadline")).to_have_count(1)


def test_the_colours_are_the_persons_choice_and_kept(page: Page) -> None:
    theme = page.locator("html").get_attribute("data-theme")
    other = "dark" if theme == "light" else "light"
    page.get_by_role("button", name=f"Switch to {other} colours").press("Enter")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", other)


def test_nothing_is_asked_of_another_machine(chromium: Browser, practice: Practice) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(practice.server.url)
    expect(page.get_by_role("article").first).to_be_visible()
    page.close()
    assert [url for url in asked if not url.startswith(practice.server.url)] == []


def test_the_window_may_change_its_size_while_a_menu_is_open(page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.get_by_role("button", name="You are Olha Bondar").click()
    expect(page.get_by_role("menu")).to_be_visible()
    page.set_viewport_size({"width": 800, "height": 700})
    expect(page.get_by_role("menu")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    assert thrown == []
