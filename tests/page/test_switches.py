"""The workspace's own switches at the page: clock, zones, faults, channels, a lost connection."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from handlers.practice.driver import Practice, workspace
from handlers.practice.installed import Installed, Shortcut

SATURDAY = datetime(2025, 10, 25, 9, 30, tzinfo=UTC)  # the night before the clocks go back
APP = Installed(shortcuts=(Shortcut("global", "Ask a question", "ask"),))


@pytest.fixture
def practice() -> Iterator[Practice]:
    with workspace(start=SATURDAY, app=APP, ack_timeout_s=0.2) as practice:
        yield practice


def clock(page: Page) -> Page:
    page.get_by_role("button", name="The workspace's clock").click()
    return page


def test_the_clock_jumps_to_the_morning_in_the_persons_own_zone(
    page: Page, practice: Practice
) -> None:
    clock(page).get_by_role("button", name="Jump to 08:00 tomorrow").click()
    face = page.get_by_role("button", name="The workspace's clock: Sun 26 Oct, 08:00 in Kyiv")
    expect(face).to_be_focused()
    morning = datetime(2025, 10, 26, 6, 0, tzinfo=UTC)  # winter time has begun in Kyiv
    assert 0 <= (practice.world.now() - morning).total_seconds() < 60


def test_the_clock_goes_to_any_later_time_and_never_back(page: Page, practice: Practice) -> None:
    when = clock(page).get_by_label("Day and time to move to")
    when.fill("2025-10-01T08:00")
    page.get_by_role("button", name="Move there").click()
    expect(page.get_by_text("The clock only goes forward: choose a later time.")).to_be_visible()
    when.fill("2025-12-24T18:30")
    page.get_by_role("button", name="Move there").click()
    expect(
        page.get_by_role("dialog").get_by_text("Wednesday 24 December 2025, 18:30")
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="The workspace's clock")).to_be_focused()
    christmas_eve = datetime(2025, 12, 24, 16, 30, tzinfo=UTC)
    assert 0 <= (practice.world.now() - christmas_eve).total_seconds() < 60


def test_times_follow_the_person_to_another_zone(page: Page, practice: Practice) -> None:
    practice.user("editor").says("Good morning", in_="#newsdesk")
    stamp = page.get_by_role("article").get_by_role("time").first
    expect(stamp).to_have_text("12:30")
    page.get_by_role("button", name="You are Olha Bondar").click()
    page.get_by_role("menuitemradio", name=re.compile("^New York")).click()
    expect(page.get_by_role("article").get_by_text("05:30")).to_be_visible()
    expect(page.get_by_role("button", name="The workspace's clock")).to_contain_text("05:3")


def test_a_fault_is_switched_on_and_off(page: Page, practice: Practice) -> None:
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("switch", name="Redelivery").check()
    practice.waits_for(lambda: practice.faults.redeliver)
    page.get_by_role("checkbox", name="chat:write").uncheck()
    practice.waits_for(lambda: practice.faults.missing_scopes == ["chat:write"])
    expect(page.get_by_role("button", name="Faults, 2 switched on")).to_be_visible()
    page.get_by_role("switch", name="Redelivery").uncheck()
    page.get_by_role("checkbox", name="chat:write").check()
    practice.waits_for(lambda: not practice.faults.redeliver and not practice.faults.missing_scopes)
    expect(page.get_by_role("button", name="Faults", exact=True)).to_be_visible()


def test_every_fault_has_its_switch(page: Page, practice: Practice) -> None:
    well = replace(practice.faults)
    page.get_by_role("button", name="Faults").click()
    for name in ("Slow network", "Rate limit", "Redelivery", "Disconnects", "Token revoked"):
        switch = page.get_by_role("switch", name=name)
        switch.check()
        practice.waits_for(lambda: practice.faults != well)
        switch.uncheck()
        practice.waits_for(lambda: practice.faults == well)


def test_what_was_done_is_saved_as_a_script(page: Page) -> None:
    page.get_by_role("button", name="Wire").click()
    page.get_by_role("button", name="Begin a script").click()
    expect(page.get_by_text("What is done from now on is written down.")).to_be_visible()
    box = page.get_by_role("textbox", name="Message #newsdesk")
    box.fill("Good morning")
    box.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Good morning")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the script").click()
    steps = json.loads(saving.value.path().read_text())["steps"]
    assert steps == [
        {
            "as": "reporter",
            "do": "say",
            "channel": "#newsdesk",
            "text": "Good morning",
            "answers": [],
        }
    ]


def test_a_channel_is_left_joined_and_shared_with_the_app(page: Page, practice: Practice) -> None:
    random = practice.world.channel("#random")
    page.get_by_role("navigation").get_by_role("button", name="random").click()
    page.get_by_role("button", name="whosaid is not here").click()
    page.get_by_role("menuitem", name="Invite whosaid").click()
    expect(page.get_by_role("button", name="whosaid is here")).to_be_visible()
    assert "U0WHOSAID" in random.members
    page.get_by_role("button", name="whosaid is here").click()
    page.get_by_role("menuitem", name="Leave this channel").click()
    page.get_by_role("button", name="Join channel").click()
    expect(page.get_by_role("textbox", name="Message #random")).to_be_visible()


def test_an_archived_channel_takes_no_words(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="old-desk").click()
    expect(page.get_by_text("This channel is archived")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_a_guest_sees_only_the_channels_the_guest_is_in(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("button", name="politics").click()
    page.get_by_role("button", name="You are Olha Bondar").click()
    page.get_by_role("menuitemradio", name="Sam Okoro").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("newsdesk")
    channels = page.get_by_role("list", name="Channels").get_by_role("button")
    expect(channels).to_have_text(["newsdesk"])


def test_commands_people_channels_and_shortcuts_are_offered_while_typing(
    page: Page, practice: Practice
) -> None:
    box = page.get_by_role("textbox", name="Message #newsdesk")
    box.press_sequentially("/who")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Tab")
    expect(box).to_have_value("/whosaid ")
    box.fill("")
    box.press_sequentially("ask @edi")
    box.press("Enter")
    expect(box).to_have_value("ask @editor ")
    box.press_sequentially("in #pol")
    box.press("Tab")
    expect(box).to_have_value("ask @editor in #politics ")
    box.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("ask @Ines Hartley in #politics")
    box.press_sequentially("/ask")
    page.get_by_role("option", name="Ask a question").click()
    practice.waits_for(lambda: any("shortcut ask" in each["name"] for each in practice.wire()))


def test_what_the_app_fails_to_acknowledge_is_said(page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #newsdesk")
    box.fill("/whosaid Umerov")
    box.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("/whosaid failed with the error")


def test_what_could_not_be_sent_is_still_there_on_coming_back(page: Page) -> None:
    def fails(route: Route) -> None:
        if route.request.post_data_json["do"] == "say":
            route.abort()
        else:
            route.continue_()

    page.route("**/page/act", fails)
    box = page.get_by_role("textbox", name="Message #newsdesk")
    box.fill("Who has the list?")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="did not answer")).to_be_visible()
    expect(box).to_have_value("Who has the list?")
    for channel in ("politics", "newsdesk"):
        page.get_by_role("navigation").get_by_role("button", name=channel).click()
        expect(page.get_by_role("textbox", name=f"Message #{channel}")).to_be_visible()
    expect(box).to_have_value("Who has the list?")


def test_a_draft_belongs_to_one_person(page: Page) -> None:
    page.get_by_role("textbox", name="Message #newsdesk").fill("Not for your eyes")
    page.get_by_role("button", name="You are Olha Bondar").click()
    page.get_by_role("menuitemradio", name="Ines Hartley").click()
    expect(page.get_by_role("button", name="You are Ines Hartley")).to_be_visible()
    expect(page.get_by_role("textbox", name="Message #newsdesk")).to_have_value("")


def test_older_messages_are_fetched_on_demand(page: Page, practice: Practice) -> None:
    for number in range(203):
        practice.user("editor").says(f"Line {number}", in_="#politics")
    page.get_by_role("navigation").get_by_role("button", name="politics").click()
    expect(page.get_by_role("article")).to_have_count(200)
    page.get_by_role("button", name="Earlier messages").click()
    expect(page.get_by_role("article")).to_have_count(203)
    expect(page.get_by_role("button", name="Earlier messages")).to_have_count(0)
    expect(page.get_by_role("article").first).to_contain_text("Line 0")


def test_a_pasted_article_is_folded_until_somebody_wants_it(page: Page, practice: Practice) -> None:
    article = "\n\n".join(f"Paragraph {number} of the harbour story." for number in range(80))
    practice.user("editor").says(article, in_="#newsdesk")
    message = page.get_by_role("article")
    words = message.locator(".text")
    folded = words.bounding_box()
    message.get_by_role("button", name="Show all of it").press("Enter")
    whole = words.bounding_box()
    assert folded
    assert whole
    assert folded["height"] < 200 < whole["height"]
    expect(message).to_be_focused()


def test_own_words_are_edited_and_taken_back(page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #newsdesk")
    box.fill("Thre is a typo")
    box.press("Enter")
    message = page.get_by_role("article")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Edit message").click()
    page.get_by_role("textbox", name="Edit the message").fill("There is none")
    page.keyboard.press("Enter")
    expect(message).to_contain_text("There is none(edited)")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete message").click()
    expect(message).to_have_count(0)


def test_a_lost_connection_is_said_and_made_up_for(chromium: Browser, practice: Practice) -> None:
    page, links, works = chromium.new_page(), list[WebSocketRoute](), Event()
    works.set()

    def connect(link: WebSocketRoute) -> None:
        if works.is_set():
            link.connect_to_server()
            links.append(link)
        else:
            link.close()

    page.route_web_socket("**/page/live**", connect)
    page.goto(practice.server.url)
    expect(page.get_by_role("textbox", name="Message #newsdesk")).to_be_visible()
    works.clear()
    links[0].close()
    expect(page.get_by_text("Connection lost, trying again")).to_be_visible()
    practice.user("editor").says("Said meanwhile", in_="#newsdesk")
    works.set()
    expect(page.get_by_text("Said meanwhile")).to_be_visible()
    expect(page.get_by_text("Connection lost, trying again")).to_be_hidden()
    page.close()


def test_the_id_of_a_channel_is_found_in_its_menu(page: Page) -> None:
    page.get_by_role("button", name="whosaid is here").click()
    page.get_by_role("menuitem", name="Copy channel id C0NEWSDESK").click()
    expect(page.get_by_text(re.compile("(Copied|it is) C0NEWSDESK"))).to_be_visible()


def test_a_guest_of_one_channel_asks_in_it_and_sees_no_other(page: Page) -> None:
    page.get_by_role("button", name="You are Olha Bondar").click()
    page.get_by_role("menuitemradio", name="Tomas Brink").click()
    expect(
        page.get_by_role("button", name="You are Tomas Brink, Guest of one channel")
    ).to_be_visible()
    channels = page.get_by_role("navigation")
    expect(channels.get_by_role("button", name="politics")).to_be_visible()
    expect(channels.get_by_role("button", name="newsdesk")).to_have_count(0)
    expect(channels.get_by_role("button", name="random")).to_have_count(0)


def test_on_a_narrow_page_prompts_take_one_line(page: Page) -> None:
    page.set_viewport_size({"width": 420, "height": 800})
    page.evaluate(
        "document.getElementById('prompts').append(...[1, 2, 3, 4, 5, 6].map(() => {"
        " const chip = document.createElement('button'); chip.className = 'chip';"
        " chip.textContent = 'Umerov about drones since June'; return chip; }))"
    )
    box = page.locator("#prompts").bounding_box()
    assert box is not None
    assert box["height"] < 60
