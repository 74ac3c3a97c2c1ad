"""Wire notices that an earlier story is killed or withdrawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notices import Notice, notice_in

AT = "https://news.example/bridge-12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"KILL: Bridge 12\n{AT}", Notice(True, (AT,), ("Bridge 12",))),
        (
            f"Editors: MANDATORY KILL\nThe story “Bridge 12” ({AT}) is wrong.",
            Notice(True, (AT,), ("Bridge 12",)),
        ),
        (
            "Withdrawal notice: Bridge 12\nAda Reed did not say “we go”.",
            Notice(False, (), ("we go", "Bridge 12")),
        ),
        (
            "EDITORS: WITHDRAWN\nBridge 12 has Ada Reed say “we go”, which she did not.",
            Notice(False, (), ("we go",)),
        ),
        (
            "KILL: Bridge 12\nAda Reed did not say “we go”.",
            Notice(True, (), ("we go", "Bridge 12")),
        ),
        ("Kill notice: Bridge 12", Notice(True, (), ("Bridge 12",))),
        ("WITHDRAWN: Bridge 12", Notice(False, (), ("Bridge 12",))),
        ("WITHDRAWN — “Bridge 12”", Notice(False, (), ("Bridge 12", "“Bridge 12”"))),
        (
            "KILL\nThe story headlined “Bridge 12” is wrong.",
            Notice(True, (), ("Bridge 12",)),
        ),
        (
            "Withdrawal notice - Bridge 12",
            Notice(False, (), ("Bridge 12",)),
        ),
        ("Please disregard our story “Bridge 12”.", Notice(False, (), ("Bridge 12",))),
        (
            f"ADVISORY\nPlease withdraw the story at {AT}.",
            Notice(False, (AT,), ()),
        ),
        ("CANCELLATION: urn:wire:41", Notice(False,
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
        "Please disregard the report on grain, I meant drones since June",
        "Please disregard the report “Grain”, I meant drones",
        "Please disregard the story, I meant drones since June",
        "WITHDRAWAL - The troops leave Norland\nVESTHAVEN. Ada Reed said “we go”.",
        "WITHDRAWAL: The troops leave Norland\nVESTHAVEN. Ada Reed said “we go”.",
        "KILLED: Three miners\n\n“They were brave,” said Ada Reed.",
        "URGENT - WITHDRAWAL: The troops leave Norland\nAda Reed said “we go”.",
        "CANCELED: Flight 22",
        "CANCELLED — Flight 22\nNobody flies, said Ada Reed.",
    ],
)
def test_what_is_no_notice(text: str) -> None:
    assert notice_in(text) is None


@given(st.text())
def test_any_text_is_a_notice_or_none(text: str) -> None:
    found = notice_in(text)
    assert found is None or all(each in text for each in found.addresses)
