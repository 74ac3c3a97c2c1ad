"""What a person does at the page, with the real bot and the news of seeds/, by hand and key."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from seeded import newsroom

from handlers.practice.driver import Practice

BUILD = Path(__file__).parents[2] / "build"
PATIENCE_MS = 60_000  # for the first article, with which the reading process starts
ARTICLE = """Harbour crane to stand idle

VESSEN, 27 July 2025 — The large crane at the grain quay will stand idle until September, \
Petra Ahlgren, who runs the quay, said on Sunday.

“We have the parts but not the people to fit them,” Ahlgren told reporters.
"""
DROP = """([area, name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    for (const kind of ["dragenter", "dragover", "drop"])
        area.dispatchEvent(new DragEvent(kind, {dataTransfer: files, bubbles: true}));
}"""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with newsroom(tmp_path_factory.mktemp("newsroom")) as practice:
        yield practice


def types(page: Page, text: str, into: str = "Message #newsdesk") -> None:
    box = page.get_by_role("textbox", name=into)
    box.fill(text)
    box.press("Enter")


def said(page: Page) -> Locator:
    return page.get_by_role("feed", name="Messages").get_by_role("article")


def replies(page: Page) -> Locator:
    return page.get_by_role("feed", name="Replies").get_by_role("article")


def place(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name=name).click()


def test_a_question_is_answered_shared_and_followed_up_in_its_thread(
    page: Page, practice: Practice
) -> None:
    types(page, "/whosaid Umerov")
    answer = said(page).last
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("Rustem Umerov")
    expect(answer.locator("blockquote").first).to_be_visible()
    answer.get_by_role("button", name="Show context").first.click()
    expect(said(page)).to_have_count(2)

    said(page).first.get_by_role("button", name="Share to channel").click()
    shared = said(page).last
    expect(shared).to_contain_text("shared by @Olha Bondar")
    expect(shared).not_to_contain_text("Only visible to you")
    expect(page.get_by_role("button", name="Share to channel")).to_have_count(0)

    shared.hover()
    shared.get_by_role("button", name="Reply in thread").click()
    for number, words in enumerate(["about drones", "since June", "@whosaid who else?"], start=1):
        types(page, words, into="Reply in the thread")
        expect(replies(page)).to_have_count(1 + 2 * number)
        expect(replies(page).last).to_contain_text("quotes")
    expect(replies(page).last).to_contain_text("since 1 June 2025")
    expect(page.get_by_role("button", name=re.compile("6 replies"))).to_be_visible()
    BUILD.mkdir(exist_ok=True)
    page.screenshot(path=BUILD / "journey.png")

    types(page, "/whosaid Umerov", into="Reply in the thread")
    expect(replies(page).last).to_contain_text("/whosaid is not supported in threads")

    page.get_by_role("button", name="Wire").click()
    log = page.get_by_role("region", name="Log")
    row = log.get_by_role("row").filter(has_text="slash_commands /whosaid").first
    expect(row).to_contain_text(re.compile(r"\d ms"))
    assert practice.refusals == []


def test_a_shortcut_checks_the_words_of_a_message(page: Page) -> None:
    types(page, "Bohdan Shchurenko said: “Ministers change slower than batteries”")
    message = said(page).last
    expect(message).to_contain_text("Ministers change slower")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Check this quote").click()
    expect(said(page).last).to_contain_text("Only visible to you", timeout=PATIENCE_MS)
    expect(said(page).last).to_contain_text("Ministers change faster than batteries")


def test_another_person_sees_what_was_shared_and_nothing_else(page: Page) -> None:
    types(page, "/whosaid Umerov since July")
    page.get_by_role("button", name="Share to channel").last.click()
    expect(said(page).last).to_contain_text("shared by @Olha Bondar")
    types(page, "/whosaid help")
    expect(said(page).last).to_contain_text("Only visible to you")
    page.get_by_role("button", name="You are Olha Bondar").click()
    page.get_by_role("menuitemradio", name="Ines Hartley").click()
    expect(page.get_by_role("button", name="You are Ines Hartley")).to_be_visible()
    expect(said(page).last).to_contain_text("shared by @Olha Bondar")
    expect(page.get_by_text("Only visible to you")).to_have_count(0)


def test_a_dropped_file_is_read_and_a_digest_brings_its_quotes_the_next_morning(
    page: Page, practice: Practice
) -> None:
    place(page, "whosaid")
    page.get_by_role("navigation", name="whosaid").get_by_role("button", name="Messages").click()
    expect(page.get_by_role("textbox", name="Message whosaid")).to_be_focused()
    area = page.get_by_role("region", name="whosaid")
    text = base64.b64encode(ARTICLE.encode()).decode()
    page.evaluate(DROP, [area.element_handle(), "crane.txt", text])
    expect(page.get_by_role("list", name="Files to be sent")).to_contain_text("crane.txt")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="1 reply").click(timeout=PATIENCE_MS)
    expect(replies(page).last).to_contain_text("Petra Ahlgren")

    place(page, "politics")
    types(page, "/digest on 08:00", into="Message #politics")
    said(page).last.get_by_role("button", name="Start this digest").click()
    expect(said(page).last).to_contain_text("It is on.")
    page.get_by_role("button", name="The workspace's clock").click()
    page.get_by_role("button", name="Jump to 08:00 tomorrow").click()
    digest = said(page).filter(has_text="We have the parts but not the people")
    expect(digest).to_have_count(1)
    expect(page.get_by_role("button", name="The workspace's clock")).to_contain_text(
        "Tue 29 Jul, 08:00"
    )
    page.get_by_role("button", name="The workspace's clock").click()
    page.get_by_role("button", name="One hour on").click()
    practice.quiet()
    expect(digest).to_have_count(1)
    assert practice.refusals == []


def test_a_question_is_changed_in_a_form(page: Page) -> None:
    types(page, "/whosaid Umerov")
    said(page).last.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Change the question")
    expect(form.get_by_role("textbox", name="Who")).to_have_value("Umerov")
    form.get_by_label("From this day").fill("2025-07-10")
    form.get_by_label("To this day").fill("2025-07-01")
    form.get_by_role("button", name="Ask").click()
    expect(form.get_by_label("To this day")).to_be_focused()
    expect(form.get_by_text("This day lies before the first one.")).to_be_visible()
    form.get_by_label("To this day").fill("")
    form.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Reported").click()
    form.get_by_role("button", name="Ask").click()
    expect(form).to_have_count(0)
    expect(said(page).last).to_contain_text("since 10 July 2025")


def test_home_is_drawn_and_its_examples_run(page: Page) -> None:
    place(page, "whosaid")
    home = page.get_by_role("region", name="Home")
    expect(home.get_by_role("heading", name="Who said what")).to_be_visible()
    home.get_by_role("button", name="/whosaid Umerov", exact=True).click()
    page.get_by_role("navigation", name="whosaid").get_by_role("button", name="Messages").click()
    expect(said(page).last).to_contain_text("Rustem Umerov")


def test_a_mistake_is_one_sentence(page: Page) -> None:
    types(page, "/whosaid Umerov on 30 Feb")
    expect(said(page).last).to_contain_text("30 Feb")
    expect(said(page).last.locator("blockquote")).to_have_count(0)
