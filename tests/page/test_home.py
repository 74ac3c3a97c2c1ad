"""Home while the app publishes it anew: what stays as it was stays where it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handlers.practice import modals
from handlers.practice.driver import Practice, workspace


@pytest.fixture
def practice() -> Iterator[Practice]:
    with workspace() as practice:
        yield practice


def publish(practice: Practice, holdings: str, *choices: str) -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "plain_text", "text": holdings}},
        {"type": "actions", "elements": [_button(choice) for choice in choices]},
    ]
    with practice.world.lock:
        modals.publish(practice.world, "U0REPORTER", {"type": "home", "blocks": blocks})


def _button(text: str) -> dict[str, Any]:
    return {"type": "button", "action_id": text, "text": {"type": "plain_text", "text": text}}


def test_a_button_that_stays_is_not_taken_from_under_the_finger(
    page: Page, practice: Practice
) -> None:
    publish(practice, "One article", "Ask")
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name="whosaid").click()
    ask = page.get_by_role("button", name="Ask")
    ask.focus()
    pressed = ask.element_handle()
    publish(practice, "Two articles", "Ask")
    expect(page.get_by_role("region", name="Home")).to_contain_text("Two articles")
    assert pressed.evaluate("node => node.isConnected")
    expect(ask).to_be_focused()
    publish(practice, "Two articles", "Ask", "Tell")
    expect(page.get_by_role("button", name="Tell")).to_be_visible()
    expect(ask).to_be_focused()
