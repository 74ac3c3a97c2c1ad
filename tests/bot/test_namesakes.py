"""What tells two people of one name apart, and what does not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.countries import country
from bot.namesakes import Held, against

MAY = date(2025, 5, 1)


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("Polish striker", "poland"),
        ("the former Ukrainian defence minister", "ukraine"),
        ("Ukraine’s Minister of Defence", "ukraine"),
        ("Minister of Defence of Ukraine", "ukraine"),
        ("U.S. Secretary of State", None),
        ("U.S. President", "us"),
        ("President of the United States", "us"),
        ("American economist", "us"),
        ("South Korean prime minister", "southkorea"),
        ("Korean chef", None),
        ("French Open champion", None),
        ("French Open winner", None),
        ("former English Premier League striker", None),
        ("Irish Times reporter", None),
        ("British Airways chief executive", None),
        ("American Airlines pilot", None),
        ("Britain’s Royal Ballet dancer", None),
        ("English professor", None),
        ("Norwegian editor", None),
        ("British champion", None),
        ("Polish Deputy Prime Minister", "poland"),
        ("Britain’s Foreign Secretary", "uk"),
        ("South Korean Prime Minister", "southkorea"),
        ("North Korea’s leader", "northkorea"),
        ("U.K. Prime Minister", "uk"),
        ("British MP", "uk"),
        ("England captain", "uk"),
        ("Scottish first minister", "uk"),
        ("the Netherlands’ foreign minister", "netherlands"),
        ("British ambassador to Poland", "uk"),
        ("ambassador to Poland", None),
        ("England coach", None),
        ("German correspondent", None),
        ("Russia expert", None),
        ("French teacher", None),
        ("Ukraine-based engineer", None),
        ("Russian-installed governor", None),
        ("German-born economist", None),
        ("governor of the Bank of England", None),
        ("Georgia’s secretary of state", None),
        ("Georgian president", "georgia"),
        ("one of us", None),
        ("engineer", None),
        ("", None),
    ],
)
def test_a_role_says_its_country_only_where_there_is_no_doubt(role: str, where: str | None) -> None:
    assert country(role) == where


@pytest.mark.parametrize(
    ("role", "held", "told"),
    [
        ("Polish striker", [Held("Danish striker", MAY, MAY)], "another country"),
        ("Polish striker", [Held("Danish striker", None, None)], "another country"),
        ("Polish striker", [Held("Danish coach", MAY, MAY)], None),
        ("Polish striker", [Held("striker", MAY, MAY)], None),
        ("Polish striker", [Held("Danish baker", MAY, MAY), Held("Polish baker", MAY, MAY)], None),
        ("striker", [Held("bishop", MAY, MAY)], "another line of work at the same time"),
        ("striker", [Held("bishop", date(2023, 1, 1), date(2023, 9, 9))], None),
        ("striker", [Held("bishop", date(2023, 1, 1), date(2025, 9, 9))],
         "another line of work at the same time"),
        ("striker", [Held("bishop", None, None)], None),
        ("former striker", [Held("senator", MAY, MAY)], None),
        ("senator", [Held("defence minister", MAY, MAY)], None),
        ("secretary of the council", [Held("defence minister", MAY, MAY)], None),
        ("comedian", [Held("prime minister", MAY, MAY)], None),
        ("striker", [Held("bishop", MAY, MAY), Held("striker", MAY, MAY)], None),
        ("the bishop’s brother", [Held("senator", MAY, MAY)], None),
        ("engineer", [Held("teacher", MAY, MAY)], None),
        (None, [Held("Danish striker", MAY, MAY)], None),
        ("Polish striker", [], None),
    ],
)  # fmt: skip
def test_a_career_is_nothing_against_and_two_lives_at_once_are(
    role: str | None, held: list[Held], told: str | None
) -> None:
    assert against(role, date(2025, 6, 27), held) == told


def test_on_no_day_no_two_lives_meet() -> None:
    assert against("striker", None, [Held("bishop", MAY, MAY)]) is None


@given(st.text(), st.text())
def test_nobody_is_against_themselves(role: str, other: str) -> None:
    assert against(role, MAY, [Held(role, MAY, MAY), Held(other, MAY, MAY)]) is None
