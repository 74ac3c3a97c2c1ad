"""Periods, at 09:00 in Kyiv on Saturday, 28 June 2025. Every row was checked by hand."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import misspelt_date
from bot.errors import BadQuestion
from bot.when import Period, bare_period, local_day, period_line, take_period, warm

TODAY = date(2025, 6, 28)
_HERE = Path(__file__).parent

# What is typed after a name: the first and the last day, empty where that side is open.
PERIODS = _HERE.joinpath("periods.txt").read_text("utf-8").splitlines()

# Words that look like dates and hold none.
TRAPS = _HERE.joinpath("no_periods.txt").read_text("utf-8").splitlines()


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: str(row).rsplit(maxsplit=1)[0])
def test_a_period_is_read_off_the_end(row: str) -> None:
    typed, expected = row.rsplit(maxsplit=1)
    since, until = expected.split("/")
    assert take_period(f"Umerov {typed}", TODAY) == ("Umerov", Period(_day(since), _day(until)))


@pytest.mark.parametrize("words", TRAPS)
def test_words_that_only_look_like_a_date_hold_none(words: str) -> None:
    assert take_period(words, TODAY) == (words, None)


def test_the_table_is_as_long_as_was_asked() -> None:
    assert len(PERIODS) >= 150
    assert len(TRAPS) >= 40


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("since 30 Feb", "“30 Feb” is not a day of the calendar."),
        ("on 31 June", "“31 June” is not a day of the calendar."),
        ("since 32 June", "“32 June” is not a day of the calendar."),
        ("on 29 Feb 2023", "“29 Feb 2023” is not a day of the calendar."),
        ("since 2025-02-30", "“2025-02-30” is not a day of the calendar."),
        ("since 13/13", "“13/13” is not a day of the calendar."),
        ("since 0/6/2025", "“0/6/2025” is not a day of the calendar."),
        ("between 0 and 5 June", "“0” is not a day of that month."),
        ("from 31 to 1 March", "“31” is not a day of that month."),
        (
            "from 5 June 2025 to 1 June 2025",
            "That period ends on 2025-06-01, before it begins on 2025-06-05.",
        ),
        (
            "after 10 June 2025 and before 11 June 2025",
            "That period ends on 2025-06-10, before it begins on 2025-06-11.",
        ),
    ],
)
def test_a_day_or_period_that_cannot_be_is_said(typed: str, said: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        take_period(f"Umerov {typed}", TODAY)
    assert caught.value.seen == said


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("3/4/2025", date(2025, 3, 4)),
        ("13/4/2025", date(2025, 4, 13)),
        ("3.4.2025", date(2025, 4, 3)),
    ],
)
def test_a_workspace_may_put_the_month_first(typed: str, since: date) -> None:
    assert take_period(f"X since {typed}", TODAY, day_first=False) == ("X", Period(since))


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("June", Period(date(2025, 6, 1), date(2025, 6, 30))),
        ("2024", Period(date(2024, 1, 1), date(2024, 12, 31))),
        ("May–June", Period(date(2025, 5, 1), date(2025, 6, 30))),
        ("before March", Period(None, date(2025, 2, 28))),
        ("drones", None),
        ("1050", None),
    ],
)
def test_where_only_a_period_can_stand_it_needs_no_leading_word(
    typed: str, period: Period | None
) -> None:
    assert bare_period(typed, TODAY) == period


@pytest.mark.parametrize(
    ("today", "typed", "period"),
    [
        (date(2025, 6, 30), "last weekend", Period(date(2025, 6, 28), date(2025, 6, 29))),
        (date(2025, 6, 30), "over the weekend", Period(date(2025, 6, 28), date(2025, 6, 29))),
        (date(2025, 1, 1), "last quarter", Period(date(2024, 10, 1), date(2024, 12, 31))),
        (date(2025, 3, 31), "since a month ago", Period(date(2025, 2, 28))),
        (date(2024, 2, 29), "since a year ago", Period(date(2023, 2, 28))),
        (date(2025, 1, 1), "last month", Period(date(2024, 12, 1), date(2024, 12, 31))),
        (date(2025, 1, 1), "on 31 December", Period(date(2024, 12, 31), date(2024, 12, 31))),
    ],
)
def test_the_turn_of_a_month_week_or_year(today: date, typed: str, period: Period) -> None:
    assert take_period(f"X {typed}", today) == ("X", period)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Kyiv", date(2025, 6, 28)),
        ("UTC", date(2025, 6, 27)),
        ("Asia/Tokyo", date(2025, 6, 28)),
    ],
)
def test_today_is_the_askers(zone: str, day: date) -> None:
    assert local_day(datetime(2025, 6, 27, 22, 30, tzinfo=UTC), zone) == day


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "/etc/passwd", "a\0b"])
def test_an_unknown_zone_is_said(zone: str) -> None:
    with pytest.raises(BadQuestion, match="is not a time zone"):
        local_day(datetime(2025, 6, 27, tzinfo=UTC), zone)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, "any date"),
        (date(2025, 6, 1), None, "since 1 June 2025"),
        (None, date(2025, 6, 1), "until 1 June 2025"),
        (date(2025, 6, 1), date(2025, 6, 1), "1 June 2025"),
        (date(2025, 6, 1), date(2025, 6, 27), "1–27 June 2025"),
        (date(2025, 5, 27), date(2025, 6, 3), "27 May – 3 June 2025"),
        (date(2024, 12, 30), date(2025, 1, 2), "30 December 2024 – 2 January 2025"),
    ],
)
def test_a_period_is_said_in_days(since: date | None, until: date | None, said: str) -> None:
    assert period_line(since, until) == said


def test_warming_up_leaves_the_first_asker_nothing_to_wait_for() -> None:
    warm()
    assert "dateparser" in sys.modules


def test_words_too_long_for_a_period_are_none() -> None:
    assert bare_period("since " + "the end of " * 9 + "June", TODAY) is None
    assert bare_period("since 9999 years ago", TODAY) is None
    assert take_period("X since 999 years ago", date(500, 1, 1)) == ("X since 999 years ago", None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jnue", "June"),
        ("1 Febuary", "1 February"),
        ("Wendesday", "Wednesday"),
        ("June", None),
        ("Brexit", None),
        ("", None),
    ],
)
def test_a_slip_in_a_month_is_noticed(typed: str, meant: str | None) -> None:
    assert misspelt_date(typed) == meant


_PIECES = """
since before after until between from in on last past this the of and to – - 0 1 5 27 30 31 32 99
999 June Feb may sun monday mid-June week weeks month year quarter weekend ago 7d 0w Q1 H2 2025
1900 2099 1/6 31/2 '24 2025-06-01 2025-13-01 end start a few couple first half
"""


@given(
    st.lists(st.sampled_from(_PIECES.split()), max_size=16).map(" ".join),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_no_words_of_time_raise_anything_but_a_bad_question(words: str, today: date) -> None:
    try:
        rest, period = take_period(words, today)
    except BadQuestion:
        return
    assert words.startswith(rest)
    if period is not None and period.since and period.until:
        assert period.since <= period.until
