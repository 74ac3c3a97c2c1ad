"""What tells two people of one name apart, and what does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.countries import country
from bot.namesakes import Held, _beside, against, ages_apart, born_by, differ, worlds

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


def test_what_is_said_on_no_day_may_have_been_said_then() -> None:
    told = "another line of work at the same time"
    assert against("striker", None, [Held("bishop", MAY, MAY)]) == told
    assert against("striker", None, [Held("bishop", None, None)]) is None


@pytest.mark.parametrize(
    ("role", "there"),
    [
        ("Councillor", {"council"}),
        ("convicted burglar", {"accused"}),
        ("law professor at Vell", {"academic"}),
        ("chief of police", {"police"}),
        ("police chief of Vell", {"police"}),
        ("Secretary of State for Health", {"state"}),
        ("Ukraine’s Minister of Defence", {"state"}),
        ("US Senator from Ohio", {"state"}),
        ("Sen.", {"state"}),
        ("shadow minister", {"state"}),
        ("minister without portfolio", {"state"}),
        ("Methodist minister", {"church"}),
        ("footballer and actor", {"sport", "stage"}),
        ("footballer, who plays in Vell", {"sport"}),
        ("the bishop’s brother", set()),
        ("spokesman for the striker", set()),
        ("retired fisherman", set()),
        ("former striker", set()),
        ("president of the football club", set()),
        ("secretary", set()),
        ("", set()),
    ],
)
def test_a_role_puts_somebody_in_a_world_where_its_last_words_do(
    role: str, there: set[str]
) -> None:
    assert worlds(role) == there


def test_every_world_is_named_as_it_is_listed() -> None:
    assert {each for beside in _beside().values() for each in beside} <= set(_beside())


@pytest.mark.parametrize(
    ("role", "other", "told"),
    [
        ("Councillor", "footballer", "another line of work"),
        ("Councillor", "plumber", None),
        ("senator", "sheriff", None),
        ("senator", "law professor", None),
        ("defendant", "law professor", "another line of work"),
        ("defendant", "plumber", None),
        ("suspect", "victim", "another line of work"),
        ("witness", "police chief", "another line of work"),
        ("witness", "docker", None),
        ("surgeon", "fisherwoman", "another line of work"),
        ("surgeon", "professor of medicine", None),
        ("union leader", "footballer", "another line of work"),
        ("union leader", "nurse", None),
        ("Danish striker", "Polish striker", "another country"),
        ("striker", None, None),
    ],
)
def test_two_roles_differ_as_lives_do(role: str, other: str | None, told: str | None) -> None:
    assert differ(role, other) == told


def test_whoever_stood_before_a_court_is_not_in_office_years_later() -> None:
    years_ago = date(2015, 1, 1)
    told = "another line of work at the same time"
    assert against("senator", MAY, [Held("convicted thief", years_ago, years_ago)]) == told
    assert against("bishop", MAY, [Held("striker", years_ago, years_ago)]) is None


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 40_000),
    st.integers(0, 40_000),
)
def test_the_ages_of_one_person_are_never_apart(birth: date, first: int, second: int) -> None:
    seen = [birth + timedelta(days=each) for each in (first, second)]
    ages = [
        day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day)) for day in seen
    ]
    one, other = (born_by(age, day) for age, day in zip(ages, seen, strict=True))
    assert not ages_apart(one, other)


def test_ages_that_are_years_apart_are_two_peoples() -> None:
    assert ages_apart(born_by(19, MAY), born_by(80, MAY))
    assert ages_apart(born_by(33, MAY), born_by(37, MAY))
    assert not ages_apart(born_by(33, MAY), born_by(34, MAY))
    assert not ages_apart(born_by(33, MAY), None)
    assert born_by(19, date(2024, 2, 29)) == date(2005, 2, 28)
    assert born_by(3000, MAY).year == 1


@given(st.text(), st.text())
def test_nobody_is_against_themselves(role: str, other: str) -> None:
    assert against(role, MAY, [Held(role, MAY, MAY), Held(other, MAY, MAY)]) is None
