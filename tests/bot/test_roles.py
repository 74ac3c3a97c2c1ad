"""One role in two wordings is one role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roles import same_role


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Minister of Defence of Ukraine", "Ukraine's Minister of Defence", True),
        ("defence minister", "Minister of Defense of Ukraine", True),
        ("President", "Ukraine’s President", True),
        ("the Ukrainian president", "President of Ukraine", True),
        ("Minister of Defence", "Secretary of the Security Council", False),
        ("minister", "deputy minister", False),
        ("prime minister", "former prime minister", False),
        ("mayor of Orle", "mayor of Lind", False),
        ("", "mayor", False),
        ("", "", True),
    ],
)
def test_two_wordings_of_a_role(one: str, other: str, same: bool) -> None:
    assert same_role(one, other) is same
    assert same_role(other, one) is same


@given(st.text(max_size=60))
def test_a_role_is_the_same_as_itself(role: str) -> None:
    assert same_role(role, role)
