"""When who watches is told: together, not at every article, and never twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers import Question
from bot.digest import LATE
from bot.watch import Saved, Watch, daily_due, looked_from, tell_until

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)  # 09:00 in Kyiv
MINUTE = timedelta(minutes=1)
AT_ONCE = Saved(1, "U1", Question("Lind", zone="Europe/Kyiv"), None, Watch.AT_ONCE, NOW)
DAILY = replace(AT_ONCE, watch=Watch.DAILY)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0, 0, None),  # more may be coming
        (-1, -0.5, None),
        (-1, -1, -1),
        (-10, -2, -2),
        (-14, 0, None),
        (-15, 0, -1),  # it goes on and on: the first have waited long enough
    ],
)
def test_a_batch_is_told_of_when_it_has_come(first: float, last: float, told: float | None) -> None:
    until = tell_until(AT_ONCE, (NOW + first * MINUTE, NOW + last * MINUTE), NOW)
    if told is None:
        assert until is None
    else:
        assert until is not None
        assert until - (NOW + told * MINUTE) <= timedelta(microseconds=1)


def test_nothing_new_or_no_wish_to_know_is_no_reason() -> None:
    kept = (NOW - MINUTE, NOW - MINUTE)
    assert tell_until(AT_ONCE, None, NOW) is None
    assert tell_until(replace(AT_ONCE, watch=Watch.OFF), kept, NOW) is None


def test_a_daily_watch_is_told_at_eight_in_the_zone_of_its_question() -> None:
    due = datetime(2025, 6, 28, 5, 0, tzinfo=UTC)
    assert daily_due(DAILY, NOW) == due
    yesterday = replace(DAILY, covered=due - timedelta(hours=20))
    before, after = (due - MINUTE, due), (due + MINUTE, due + MINUTE)
    assert tell_until(yesterday, before, NOW) == due
    assert tell_until(yesterday, after, NOW) is None
    assert tell_until(replace(DAILY, covered=due), before, NOW) is None


def test_a_daily_watch_that_told_looks_back_for_what_was_on_its_way() -> None:
    due = datetime(2025, 6, 28, 5, 0, tzinfo=UTC)
    began, told = replace(DAILY, covered=due + MINUTE), replace(DAILY, covered=due)
    assert looked_from(began) == began.covered
    assert looked_from(told) == due - LATE
    assert looked_from(replace(told, watch=Watch.AT_ONCE)) == due
