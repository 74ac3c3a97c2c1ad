"""Modals and shortcuts of an app, filled in at the page: a small Bolt app stands in for any."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.practice.driver import Connection, Practice, bolt, workspace
from handlers.practice.installed import Command, Installed, Shortcut

Body = dict[str, Any]
APP = Installed(
    commands=(Command("/correct", "Correct a quote", ""),),
    shortcuts=(Shortcut("message", "Check this quote", "check"),),
)


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def field(block: str, label: str, kind: str, optional: bool = False, **element: Any) -> Body:
    inside = {"type": kind, "action_id": block, **element}
    known = {"block_id": block, "label": plain(label), "optional": optional}
    return {"type": "input", "element": inside, **known}


def form(title: str, *blocks: Body) -> Body:
    return {
        "type": "modal",
        "callback_id": "correct",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
    }


SPEAKER = field("who", "Speaker", "external_select", min_query_length=1)
WORDS = field("words", "Words", "plain_text_input", multiline=True)
DAY = field("day", "Said on", "datepicker", optional=True)
ROW = {"type": "actions", "block_id": "row", "elements": []}
FULLER = {**ROW, "elements": [{"type": "button", "action_id": "fuller", "text": plain("More")}]}
CORRECT = form("Correct a quote", SPEAKER, WORDS, FULLER)


def desk(connection: Connection, pool: ThreadPoolExecutor) -> App:
    app = App(client=connection.client(), signing_secret="-", listener_executor=pool)

    @app.command("/correct")
    def correct(ack: Ack, client: WebClient, body: Body) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=CORRECT)
        ack()

    @app.options("who")
    def names(ack: Ack, payload: Body) -> None:
        known = ("Ivo Brandt", "Iva Brandt", "Halyna Tereshko")
        found = [name for name in known if payload["value"].lower() in name.lower()]
        ack(options=[{"text": plain(name), "value": name} for name in found])

    @app.action("fuller")
    def fuller(ack: Ack, client: WebClient, body: Body) -> None:
        client.views_update(view_id=body["view"]["id"], view={**CORRECT, "blocks": [WORDS, DAY]})
        ack()

    @app.view("correct")
    def save(ack: Ack, client: WebClient, view: Body) -> None:
        values = view["state"]["values"]
        words = values["words"]["words"]["value"]
        if words == "nothing":
            ack(response_action="errors", errors={"words": "These words are in no article."})
        elif words == "again":
            ack(response_action="push", view=form("Are you sure?", DAY))
        else:
            said = values.get("who", {}).get("who", {}).get("selected_option", {}).get("value")
            client.chat_postMessage(channel="C0NEWSDESK", text=f"{said}: {words}")
            ack()

    @app.shortcut("check")
    def check(ack: Ack, client: WebClient, shortcut: Body) -> None:
        shown = field(
            "words", "Words", "plain_text_input", initial_value=shortcut["message"]["text"]
        )
        client.views_open(trigger_id=shortcut["trigger_id"], view=form("Check this quote", shown))
        ack()

    return app


@pytest.fixture(scope="module")
def practice() -> Iterator[Practice]:
    with workspace(bolt(desk), app=APP) as practice:
        yield practice


def composer(page: Page) -> Any:
    return page.get_by_role("textbox", name="Message #newsdesk")


def opened(page: Page) -> Any:
    composer(page).fill("/correct")
    composer(page).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Correct a quote")
    return dialog


def test_a_form_is_filled_in_and_saved_with_the_keyboard_alone(page: Page) -> None:
    dialog = opened(page)
    expect(dialog.get_by_role("combobox", name="Speaker")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("halyna")
    expect(dialog.get_by_role("option")).to_have_text(["Halyna Tereshko"])
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("combobox", name="Speaker")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("before the leaves fall")
    for stop in ("More", "Cancel", "Save"):
        page.keyboard.press("Tab")
        expect(dialog.get_by_role("button", name=stop, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    said = page.get_by_role("feed").get_by_text("Halyna Tereshko: before the leaves fall")
    expect(said).to_be_visible()
    expect(composer(page)).to_be_focused()


def test_an_error_stands_at_its_field_and_takes_the_focus(page: Page) -> None:
    dialog = opened(page)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("combobox", name="Speaker")).to_be_focused()
    dialog.get_by_role("combobox", name="Speaker").click()
    page.keyboard.type("ivo")
    dialog.get_by_role("option", name="Ivo Brandt").click()
    words = dialog.get_by_role("textbox", name="Words")
    words.fill("nothing")
    dialog.get_by_role("button", name="Save").click()
    expect(words).to_be_focused()
    expect(words).to_have_attribute("aria-invalid", "true")
    expect(words).to_have_accessible_description("These words are in no article.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_form_on_a_form_leads_back_with_what_was_filled_in(page: Page) -> None:
    dialog = opened(page)
    dialog.get_by_role("combobox", name="Speaker").click()
    page.keyboard.type("ivo")
    dialog.get_by_role("option", name="Ivo Brandt").click()
    dialog.get_by_role("textbox", name="Words").fill("again")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_accessible_name("Are you sure?")
    dialog.get_by_role("button", name="Back").click()
    expect(dialog).to_have_accessible_name("Correct a quote")
    expect(dialog.get_by_role("combobox", name="Speaker")).to_have_text("Ivo Brandt")
    expect(dialog.get_by_role("textbox", name="Words")).to_have_value("again")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def test_what_was_typed_stays_when_the_app_redraws_the_form(page: Page) -> None:
    dialog = opened(page)
    dialog.get_by_role("textbox", name="Words").fill("half a sentence")
    dialog.get_by_role("button", name="More").click()
    expect(dialog.get_by_label("Said on")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Words")).to_have_value("half a sentence")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_shortcut_takes_a_message_to_the_app(page: Page, practice: Practice) -> None:
    practice.user("editor").says("Ask the pilots before you ask me", in_="#newsdesk")
    message = page.get_by_role("article").filter(has_text="Ask the pilots")
    message.focus()
    message.get_by_role("button", name="More actions").press("Enter")
    page.get_by_role("menuitem", name="Check this quote").press("Enter")
    dialog = page.get_by_role("dialog", name="Check this quote")
    expect(dialog.get_by_role("textbox", name="Words")).to_have_value(
        "Ask the pilots before you ask me"
    )
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
