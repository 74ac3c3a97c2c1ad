"""Weeks and order: nothing left out, nothing counted twice."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.timeline import Week, monday_of, weeks

DAYS = st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=60)


def test_weeks_without_quotes_are_there_too() -> None:
    days = [date(2025, 6, 1), date(2025, 6, 2), date(2025, 6, 8), date(2025, 6, 16)]
    assert weeks(days) == (
        Week(date(2025, 5, 26), 1),
        Week(date(2025, 6, 2), 2),
        Week(date(2025, 6, 9), 0),
        Week(date(2025, 6, 16), 1),
    )
    assert weeks([]) == ()


@given(DAYS)
def test_every_day_is_counted_once_in_its_own_week(days: list[date]) -> None:
    counted = weeks(days)
    assert sum(week.quotes for week in counted) == len(days)
    assert {week.monday: week.quotes for week in counted if week.quotes} == Counter(
        map(monday_of, days)
    )
    gaps = {after.monday - week.monday for week, after in pairwise(counted)}
    assert gaps <= {timedelta(days=7)}


def test_the_weeks_go_on_to_the_ends_of_the_period_that_was_asked_for() -> None:
    days = [date(2025, 6, 10), date(2025, 6, 30)]
    asked_for = weeks(days, since=date(2025, 6, 1), until=date(2025, 7, 20))
    mondays = [week.monday for week in asked_for]
    assert (mondays[0], mondays[-1]) == (date(2025, 5, 26), date(2025, 7, 14))
    assert sum(week.quotes for week in asked_for) == 2
    assert weeks(days, since=date(1990, 1, 1), until=date(2030, 1, 1)) == weeks(days)
