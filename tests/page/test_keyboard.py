"""Everything by keyboard: the whole way of a question, without a pointer."""

from collections.abc import Iterator
from threading import Event

import pytest
from playwright.sync_api import Page, Route, expect
from seeded import newsroom

from handlers.practice.driver import Practice

STOPS = 150  # presses of Tab after which a thing counts as out of reach
FOCUSED = """() => {
    const here = document.activeElement;
    const by = here.getAttribute("aria-labelledby")?.split(" ")
        .map((id) => document.getElementById(id)?.textContent).join(" ");
    const label = here.labels?.[0]?.textContent;
    return `${here.getAttribute("aria-label") ?? by ?? label ?? here.textContent}`.trim();
}"""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    with newsroom(tmp_path_factory.mktemp("newsroom")) as practice:
        yield practice


def walk_to(page: Page, name: str, key: str = "Tab") -> None:
    passed = []
    for _ in range(STOPS):
        page.keyboard.press(key)
        passed.append(page.evaluate(FOCUSED))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"“{name}” is out of reach; on the way were {passed}")


def test_a_question_is_asked_edited_and_shared_by_keyboard_alone(page: Page) -> None:
    keys = page.keyboard
    walk_to(page, "Message #newsdesk")
    keys.type("/whosaid Umerov")
    keys.press("Enter")
    feed = page.get_by_role("feed", name="Messages")
    expect(feed.get_by_text("Only visible to you").first).to_be_visible()
    walk_to(page, "Edit", "Shift+Tab")
    keys.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    walk_to(page, "About")
    keys.type("drones")
    walk_to(page, page.locator("#modal-submit").inner_text())
    keys.press("Enter")
    expect(dialog).to_have_count(0)
    expect(feed.get_by_text("about drones").first).to_be_visible()
    walk_to(page, "Share to channel", "Shift+Tab")
    keys.press("Enter")
    expect(feed.get_by_role("article").filter(has_text="shared by")).to_have_count(1)


def test_the_workspaces_own_switches_are_reached_by_keyboard_alone(page: Page) -> None:
    keys = page.keyboard
    walk_to(page, "Faults")
    keys.press("Enter")
    walk_to(page, "Slow network")
    keys.press("Space")
    expect(page.get_by_role("switch", name="Slow network")).to_be_checked()
    keys.press("Space")
    expect(page.get_by_role("switch", name="Slow network")).not_to_be_checked()
    keys.press("Escape")
    walk_to(page, "You are Olha Bondar")
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("button", name="You are Ines Hartley")).to_be_visible()
    walk_to(page, "whosaid")
    keys.press("Enter")
    expect(page.locator("#home-view", has_text="The archive holds")).to_be_visible()


def test_a_channel_that_comes_late_does_not_take_the_focus_from_who_went_on(page: Page) -> None:
    late: list[Route] = []
    gone_on = Event()

    def hold(route: Route) -> None:
        route.continue_() if gone_on.is_set() else late.append(route)

    page.route("**/page/channel?*", hold)
    page.get_by_role("button", name="politics").focus()
    with page.expect_request("**/page/channel?*"):
        page.keyboard.press("Enter")
    walk_to(page, "Faults", "Shift+Tab")
    gone_on.set()
    for route in late:
        route.continue_()
    expect(page.get_by_text("Nothing has been said in #politics yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Faults")).to_be_focused()


def test_the_first_words_typed_go_into_the_composer(page: Page) -> None:
    page.reload()
    composer = page.get_by_role("textbox", name="Message #newsdesk")
    expect(composer).to_be_focused()
    page.keyboard.type("Good morning")
    expect(composer).to_have_value("Good morning")


def test_an_archived_channel_asks_for_nothing(page: Page) -> None:
    page.get_by_role("button", name="old-desk").click()
    expect(page.get_by_text("This channel is archived")).to_be_visible()
    expect(page.get_by_text("type a command below")).to_have_count(0)
