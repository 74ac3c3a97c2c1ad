"""Wire notices that an earlier story is killed or withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices import Notice, notice_in

AT = "https://news.example/bridge-12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"KILL: Bridge 12\n{AT}", Notice(True, "KILL: Bridge 12", (AT,), ("Bridge 12",))),
        (
            f"Editors: MANDATORY KILL\nThe story “Bridge 12” ({AT}) is wrong.",
            Notice(True, "Editors: MANDATORY KILL", (AT,), ("Bridge 12",)),
        ),
        ("Kill notice: Bridge 12", Notice(True, "Kill notice: Bridge 12", (), ("Bridge 12",))),
        ("WITHDRAWN — Bridge 12", Notice(False, "WITHDRAWN — Bridge 12", (), ("Bridge 12",))),
        (
            f"ADVISORY\nPlease withdraw the story at {AT}.",
            Notice(False, "ADVISORY", (AT,), ()),
        ),
        ("CANCELLATION: urn:wire:41", Notice(False, "CANCELLATION: urn:wire:41",
                                             ("urn:wire:41",), ("urn:wire:41",))),
    ],
)  # fmt: skip
def test_what_a_notice_means(text: str, meant: Notice) -> None:
    assert notice_in(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Killed in the line of duty\n\n“He was brave,” said Ada Reed.",
        "Kill the bill, says Ada Reed.",
        "Withdrawal from the treaty is near, the minister said.",
        "KILL THE BRIDGE, shouted the crowd.",
        "Minister withdraws: “We go,” said Ada Reed.",
        "KILL: Bridge 12\n" + "and more was said " * 100,
        "The killing of a story is rare.",
    ],
)
def test_what_is_no_notice(text: str) -> None:
    assert notice_in(text) is None


@given(st.text())
def test_any_text_is_a_notice_or_none(text: str) -> None:
    found = notice_in(text)
    assert found is None or all(each in text for each in (*found.addresses, found.says))
