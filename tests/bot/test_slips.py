"""What is proposed for a name that nobody has."""

import pytest

from bot.slips import instead


@pytest.mark.parametrize(
    ("who", "proposed"),
    [
        ("Umerov drones", "Umerov about drones"),
        ("umerov drones", "umerov about drones"),
        ("Umerov, drones", "Umerov about drones"),
        ("Rustem Umerov drone deal", "Rustem Umerov about drone deal"),
        ("Umerov June", "Umerov in June"),
        ("Umerov Monday", "Umerov on Monday"),
        ("Umerov 2024", "Umerov in 2024"),
        ("Umerov mid June", "Umerov in mid June"),
        ("Umerov and Yermak", "Umerov"),
        ("Umerov & Yermak", "Umerov"),
        ("Rustem Umerov", None),
        ("Umerov", None),
        ("", None),
    ],
)
def test_another_question_is_proposed_for_words_that_are_no_name(
    who: str, proposed: str | None
) -> None:
    assert instead(who) == proposed
