"""Periods, at 09:00 in Kyiv on Saturday, 28 June 2025. Every row was worked out by hand."""

import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.when import Period, bare_period, local_day, misspelt_date, period_line, take_period, warm

TODAY = date(2025, 6, 28)

# What is typed after a name: the first and the last day, empty where that side is open.
PERIODS = """
since June                                     2025-06-01/
since May                                      2025-05-01/
since July                                     2024-07-01/
since December                                 2024-12-01/
since 1 June                                   2025-06-01/
since 1 July                                   2024-07-01/
since June 1                                   2025-06-01/
since 1st June                                 2025-06-01/
since the 1st of June                          2025-06-01/
since 28 June                                  2025-06-28/
since 29 June                                  2024-06-29/
since June 2024                                2024-06-01/
since 1 June 2024                              2024-06-01/
since June 1, 2024                             2024-06-01/
since Jun 1                                    2025-06-01/
since Sept. 5                                  2024-09-05/
since 2024                                     2024-01-01/
since 2025-06-01                               2025-06-01/
since 2025-05                                  2025-05-01/
since 01/06/2025                               2025-06-01/
since 1/6                                      2025-06-01/
since 13/06/2025                               2025-06-13/
since 1.6.2025                                 2025-06-01/
since 5.12                                     2024-12-05/
since June '24                                 2024-06-01/
since Monday                                   2025-06-23/
since Saturday                                 2025-06-28/
since Sunday                                   2025-06-22/
since mon                                      2025-06-23/
since last Monday                              2025-06-23/
since last Saturday                            2025-06-21/
since yesterday                                2025-06-27/
since today                                    2025-06-28/
since the day before yesterday                 2025-06-26/
since last week                                2025-06-16/
since last month                               2025-05-01/
since last year                                2024-01-01/
since last June                                2024-06-01/
since this week                                2025-06-23/
since this month                               2025-06-01/
since this year                                2025-01-01/
since this morning                             2025-06-28/
since last night                               2025-06-27/
since 3 days ago                               2025-06-25/
since two weeks ago                            2025-06-14/
since a week ago                               2025-06-21/
since a month ago                              2025-05-28/
since 2 months ago                             2025-04-28/
since a year ago                               2024-06-28/
since 36 hours ago                             2025-06-26/
since 7d                                       2025-06-21/
since 2w                                       2025-06-14/
since mid-June                                 2025-06-11/
since mid June                                 2025-06-11/
since early May                                2025-05-01/
since late May                                 2025-05-21/
since the start of the year                    2025-01-01/
since the beginning of June                    2025-06-01/
since the end of May                           2025-05-31/
since the middle of May                        2025-05-11/
since Q1                                       2025-01-01/
since Q3 2024                                  2024-07-01/
since the weekend                              2025-06-28/
since the 5th                                  2025-05-01/
since 29 Feb                                   2024-02-29/
since June onwards                             2025-06-01/
since 1 June until 10 June                     2025-06-01/2025-06-10
since May till 10 June                         2025-05-01/2025-06-10
since Tuesday, 3 June                          2025-06-03/
before June                                    /2025-05-31
before 1 June                                  /2025-05-31
before 2025                                    /2024-12-31
before last week                               /2025-06-15
before yesterday                               /2025-06-26
before March 2024                              /2024-02-29
before the end of June                         /2025-06-29
before the weekend                             /2025-06-27
before 3 days ago                              /2025-06-24
after June 2024                                2024-07-01/
after May                                      2025-06-01/
after 1 June                                   2025-06-02/
after 10 June 2025                             2025-06-11/
after last week                                2025-06-23/
after 1 June and before 10 June                2025-06-02/2025-06-09
after May before 20 June                       2025-06-01/2025-06-19
until June                                     /2025-06-30
until 27 June                                  /2025-06-27
until yesterday                                /2025-06-27
until the end of May                           /2025-05-31
till May                                       /2025-05-31
until 2024                                     /2024-12-31
until last month                               /2025-05-31
until tomorrow                                 /2025-06-29
between 1 and 27 June                          2025-06-01/2025-06-27
between 1 June and 27 June                     2025-06-01/2025-06-27
between 27 May and 3 June                      2025-05-27/2025-06-03
between June 1 and June 27                     2025-06-01/2025-06-27
between June 1 and 27                          2025-06-01/2025-06-27
between Monday and Wednesday                   2025-06-23/2025-06-25
between May and June                           2025-05-01/2025-06-30
between 2023 and 2024                          2023-01-01/2024-12-31
between 2025-06-01 and 2025-06-27              2025-06-01/2025-06-27
between 1 and 27 June 2024                     2024-06-01/2024-06-27
between the 1st and the 5th                    2025-05-01/2025-05-31
between 5 and 8 of June                        2025-06-05/2025-06-08
between yesterday and today                    2025-06-27/2025-06-28
between October and January                    2024-10-01/2025-01-31
between 01/06/2025 and 27/06/2025              2025-06-01/2025-06-27
from 1 to 27 June                              2025-06-01/2025-06-27
from 1 June to 27 June                         2025-06-01/2025-06-27
from 1 June until yesterday                    2025-06-01/2025-06-27
from June 1 to 5                               2025-06-01/2025-06-05
from May to June                               2025-05-01/2025-06-30
from October to January                        2024-10-01/2025-01-31
from March to June 2024                        2024-03-01/2024-06-30
from June 2024 to March                        2024-06-01/2025-03-31
from 1 June                                    2025-06-01/
from 1 June on                                 2025-06-01/
from May onwards                               2025-05-01/
from Monday to Wednesday                       2025-06-23/2025-06-25
from 1–27 June                                 2025-06-01/2025-06-27
from 28 to 3 June                              2025-05-28/2025-06-03
from last Monday to today                      2025-06-23/2025-06-28
from 2025-06-01 to 2025-06-27                  2025-06-01/2025-06-27
from last week                                 2025-06-16/
from 30 Dec to 2 January                       2024-12-30/2025-01-02
in June                                        2025-06-01/2025-06-30
in May                                         2025-05-01/2025-05-31
in July                                        2024-07-01/2024-07-31
in June 2024                                   2024-06-01/2024-06-30
in jan                                         2025-01-01/2025-01-31
in 2024                                        2024-01-01/2024-12-31
in 2025                                        2025-01-01/2025-12-31
in Q1                                          2025-01-01/2025-03-31
in Q2 2024                                     2024-04-01/2024-06-30
in the first quarter of 2025                   2025-01-01/2025-03-31
in the second quarter                          2025-04-01/2025-06-30
in the last quarter of 2024                    2024-10-01/2024-12-31
in 2024 Q4                                     2024-10-01/2024-12-31
in H1 2024                                     2024-01-01/2024-06-30
in the second half of 2024                     2024-07-01/2024-12-31
in mid-June                                    2025-06-11/2025-06-20
in early June                                  2025-06-01/2025-06-10
in late May                                    2025-05-21/2025-05-31
in mid-2024                                    2024-05-01/2024-08-31
in early 2025                                  2025-01-01/2025-04-30
in the last week                               2025-06-21/2025-06-28
in the last 3 days                             2025-06-25/2025-06-28
in the past month                              2025-05-28/2025-06-28
in the past two weeks                          2025-06-14/2025-06-28
in the week of 3 June                          2025-06-02/2025-06-08
in May–June                                    2025-05-01/2025-06-30
in 2023–2024                                   2023-01-01/2024-12-31
in 1–27 June                                   2025-06-01/2025-06-27
during May                                     2025-05-01/2025-05-31
during the last quarter                        2025-03-28/2025-06-28
during 2024                                    2024-01-01/2024-12-31
throughout May                                 2025-05-01/2025-05-31
during last week                               2025-06-16/2025-06-22
in the last few days                           2025-06-25/2025-06-28
in the last couple of weeks                    2025-06-14/2025-06-28
on Monday                                      2025-06-23/2025-06-23
on Sunday                                      2025-06-22/2025-06-22
on Saturday                                    2025-06-28/2025-06-28
on last Monday                                 2025-06-23/2025-06-23
on 1 June                                      2025-06-01/2025-06-01
on 27 June 2024                                2024-06-27/2024-06-27
on June 27                                     2025-06-27/2025-06-27
on Tuesday 3 June                              2025-06-03/2025-06-03
on 2025-06-03                                  2025-06-03/2025-06-03
on 03/06/2025                                  2025-06-03/2025-06-03
on the 5th                                     2025-05-01/2025-05-31
on the 5th of June                             2025-06-05/2025-06-05
on the weekend                                 2025-06-28/2025-06-29
on 1–2 June                                    2025-06-01/2025-06-02
on yesterday                                   2025-06-27/2025-06-27
in Q1 of last year                             2024-01-01/2024-03-31
in the last half of 2024                       2024-07-01/2024-12-31
in the middle of 2024                          2024-05-01/2024-08-31
last day                                       2025-06-27/2025-06-28
previous weekend                               2025-06-21/2025-06-22
from June 2 2024 to 5                          2024-06-02/2024-06-05
since the start of last week                   2025-06-16/
until the end of the week                      /2025-06-29
last week                                      2025-06-16/2025-06-22
last month                                     2025-05-01/2025-05-31
last year                                      2024-01-01/2024-12-31
last quarter                                   2025-01-01/2025-03-31
last weekend                                   2025-06-21/2025-06-22
last Monday                                    2025-06-23/2025-06-23
last Saturday                                  2025-06-21/2025-06-21
last June                                      2024-06-01/2024-06-30
last December                                  2024-12-01/2024-12-31
last 3 days                                    2025-06-25/2025-06-28
last 7d                                        2025-06-21/2025-06-28
last fortnight                                 2025-06-14/2025-06-28
the last week                                  2025-06-21/2025-06-28
the last month                                 2025-05-28/2025-06-28
last two weeks                                 2025-06-14/2025-06-28
last 12 months                                 2024-06-28/2025-06-28
last 24 hours                                  2025-06-27/2025-06-28
past week                                      2025-06-21/2025-06-28
past month                                     2025-05-28/2025-06-28
past year                                      2024-06-28/2025-06-28
past 3 days                                    2025-06-25/2025-06-28
past 7d                                        2025-06-21/2025-06-28
past two weeks                                 2025-06-14/2025-06-28
past 24 hours                                  2025-06-27/2025-06-28
the past year                                  2024-06-28/2025-06-28
this week                                      2025-06-23/2025-06-29
this month                                     2025-06-01/2025-06-30
this year                                      2025-01-01/2025-12-31
this quarter                                   2025-04-01/2025-06-30
this weekend                                   2025-06-28/2025-06-29
this Monday                                    2025-06-23/2025-06-23
this June                                      2025-06-01/2025-06-30
this past week                                 2025-06-21/2025-06-28
this past weekend                              2025-06-21/2025-06-22
previous month                                 2025-05-01/2025-05-31
current month                                  2025-06-01/2025-06-30
over the last month                            2025-05-28/2025-06-28
over the last year                             2024-06-28/2025-06-28
over the past 3 days                           2025-06-25/2025-06-28
over the weekend                               2025-06-28/2025-06-29
over the last two weeks                        2025-06-14/2025-06-28
over last week                                 2025-06-16/2025-06-22
for the last 3 days                            2025-06-25/2025-06-28
for the past month                             2025-05-28/2025-06-28
within the last week                           2025-06-21/2025-06-28
within the past 10 days                        2025-06-18/2025-06-28
at the weekend                                 2025-06-28/2025-06-29
yesterday                                      2025-06-27/2025-06-27
today                                          2025-06-28/2025-06-28
3 days ago                                     2025-06-25/2025-06-25
a week ago                                     2025-06-16/2025-06-22
two months ago                                 2025-04-01/2025-04-30
7d                                             2025-06-21/2025-06-28
2w                                             2025-06-14/2025-06-28
1–27 June                                      2025-06-01/2025-06-27
1-27 June 2024                                 2024-06-01/2024-06-27
1–5 Jun                                        2025-06-01/2025-06-05
June 1–5                                       2025-06-01/2025-06-05
2025-06-01..2025-06-27                         2025-06-01/2025-06-27
the day before yesterday                       2025-06-26/2025-06-26
""".strip().splitlines()

# Words that look like dates and hold none.
TRAPS = """
Theresa May on Brexit
Theresa May
Sun Yang
April Ryan
Trump on March for Life
Trump on March
Corbyn on May
Bush on 9/11
Orwell on 1984
Jan Smith
June Osborne
August Wilson
Mark Sunday
Robinson Crusoe on Man Friday
Biden about Trump's last week
Kim about her last year
editors about events of last year
readers about USA Today
analysts about Russia Today
Umerov about plans for 2027
Umerov about aid until 2050
Guterres about climate in 2050
Smith about a letter from May
Umerov about talks between Ukraine and Russia
Umerov about life after war
Umerov about reform since independence
Umerov about life before politics
Umerov about Resolution 1325
Scholz about Agenda 2010
Fauci about Covid-19
Ivanov about Minsk-2
Bono on Sunday Bloody Sunday
Stone on Born on the Fourth of July
Umerov about the last day
Umerov about Kyiv in 3 days
Hawking about the last three minutes
Murdoch on Sun
Umerov about power from sun
Umerov about this
Umerov about Ukraine's past
Johnson about a call for May
Umerov about support on 24/7
the Fifth Estate on Second Sunday
Umerov about 5G
Umerov about support over 2025
Nolan on Channel 4
Apple on version 16.4
Umerov about the future in space
the March sisters
Friday Osei
Umerov about Black Friday
fans about the Last of Us
Umerov about in 24 hours
Umerov about every year
Umerov about each week
""".strip().splitlines()


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
