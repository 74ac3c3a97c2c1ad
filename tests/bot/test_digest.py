"""When digests are due, across clock changes, and what goes into them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Digest, Hit, Subscription
from bot.digest import (
    MOST_QUOTES,
    compose,
    covers_since,
    due_on,
    is_due,
    last_due,
    local_day,
    next_due,
    take_time,
)
from bot.errors import BadQuestion
from bot.model import Kind, Voice
from handlers.render.digests import posted_digest

ZONES = ["Europe/Kyiv", "Europe/London", "America/New_York", "Asia/Kathmandu", "UTC"]


def subscription(at: time = time(8), zone: str = "Europe/Kyiv", **more: object) -> Subscription:
    return Subscription("C1", "T1", "U1", at, zone, **more)  # type: ignore[arg-type]  a test's shorthand


def hit(number: int) -> Hit:
    return Hit(
        id=number,
        pieces=(f"words {number}",),
        speaker="Vera Lind",
        person_id=1,
        voice=Voice.PERSON,
        role=None,
        kind=Kind.DIRECT,
        background=False,
        confidence=1.0,
        day=date(2025, 6, 27),
        published=date(2025, 6, 27),
        title=None,
        url=f"https://harbour.example/{number}",
        outlet=None,
        cue=None,
        context="",
    )


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2025-06-28T07:59:59+03:00", "2025-06-27T08:00+03:00"),
        ("2025-06-28T08:00:00+03:00", "2025-06-28T08:00+03:00"),
        ("2025-06-28T23:00:00+03:00", "2025-06-28T08:00+03:00"),
        ("2025-06-29T00:30:00+03:00", "2025-06-28T08:00+03:00"),
    ],
)
def test_a_digest_is_due_at_its_local_time(now: str, due: str) -> None:
    found = last_due(subscription(), datetime.fromisoformat(now))
    assert (found, found.tzinfo) == (datetime.fromisoformat(due), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("zone", "at", "day", "due"),
    [
        # The clocks of London skip 01:00 to 02:00 on 30 March 2025, and repeat it on 26 October.
        ("Europe/London", time(1, 30), date(2025, 3, 30), "2025-03-30T02:30+01:00"),
        ("Europe/London", time(1, 30), date(2025, 10, 26), "2025-10-26T01:30+01:00"),
        ("America/New_York", time(2, 30), date(2025, 3, 9), "2025-03-09T03:30-04:00"),
    ],
)
def test_a_clock_change_neither_loses_nor_doubles_a_digest(
    zone: str, at: time, day: date, due: str
) -> None:
    daily = subscription(at, zone)
    instant = datetime.fromisoformat(due)
    assert due_on(daily, day) == instant
    assert last_due(daily, instant + timedelta(hours=3)) == instant


@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  made aware below
)
def test_every_instant_lies_between_two_due_ones_of_two_days(
    zone: str, at: time, now: datetime
) -> None:
    daily, instant = subscription(at, zone), now.replace(tzinfo=UTC)
    last, following = last_due(daily, instant), next_due(daily, instant)
    assert last <= instant < following
    assert timedelta(hours=22) < following - last < timedelta(hours=26)
    assert local_day(daily, last) < local_day(daily, following)
    assert last_due(daily, following) == following


def test_what_was_due_before_the_subscription_is_not_due() -> None:
    made = datetime(2025, 6, 27, 9, tzinfo=UTC)
    daily = subscription(created=made)
    assert not is_due(daily, made + timedelta(hours=1))
    assert is_due(daily, datetime(2025, 6, 28, 5, tzinfo=UTC))
    assert is_due(subscription(), made)


def test_a_digest_begins_where_the_last_posted_one_ended() -> None:
    daily = subscription()
    due = due_on(daily, date(2025, 6, 28))
    assert covers_since(daily, due, None) == due - timedelta(days=1)
    assert covers_since(daily, due, due - timedelta(days=3)) == due - timedelta(days=3)
    assert covers_since(daily, due, due + timedelta(hours=2)) == due


def test_the_first_digest_loses_no_day_however_late_it_can_be_posted() -> None:
    daily = subscription(created=datetime(2025, 6, 25, 12, tzinfo=UTC))
    due = due_on(daily, date(2025, 6, 28))
    assert covers_since(daily, due, None) == due_on(daily, date(2025, 6, 25))


@pytest.mark.parametrize("hour", [6, 8, 20, 22])
def test_a_digest_moved_to_another_hour_goes_on_where_the_earlier_one_ended(hour: int) -> None:
    covered = due_on(subscription(time(20)), date(2025, 6, 27))
    moved = subscription(time(hour))
    assert covers_since(moved, due_on(moved, date(2025, 6, 28)), covered) == covered


@pytest.mark.parametrize("number", [0, 1, 10, 11, 57])
def test_ten_go_into_the_channel_and_the_rest_under_them(number: int) -> None:
    hits, daily, day = [hit(n) for n in range(number)], subscription(), date(2025, 6, 28)
    assert compose(daily, day, hits) == Digest(
        daily, day, tuple(hits[:10]), tuple(hits[10:]), number
    )


def test_a_flood_is_cut_to_what_a_thread_can_hold_and_says_so() -> None:
    hits, daily, day = [hit(n) for n in range(MOST_QUOTES + 1)], subscription(), date(2025, 6, 28)
    flood = compose(daily, day, hits)
    assert flood == Digest(
        daily, day, tuple(hits[:10]), tuple(hits[10:MOST_QUOTES]), MOST_QUOTES + 1
    )
    assert "more than 200 new quotes until" in posted_digest(flood).text


def test_the_quotes_of_an_article_stand_in_its_order() -> None:
    daily, day = subscription(), date(2025, 6, 28)
    newest = [hit(3), hit(2)._replace(url=None), hit(1)._replace(url=None), hit(0)]
    assert [each.id for each in compose(daily, day, newest).hits] == [3, 1, 2, 0]


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("08:00", (time(8), "")),
        ("8.30", (time(8, 30), "")),
        ("0800", (time(8), "")),
        ("8", (time(8), "")),
        ("8 am", (time(8), "")),
        ("12am", (time(0), "")),
        ("12 p.m.", (time(12), "")),
        (" 5:30pm Umerov about drones ", (time(17, 30), "Umerov about drones")),
        ("23:59 about grain", (time(23, 59), "about grain")),
    ],
)
def test_a_time_of_day_is_read(words: str, taken: tuple[time, str]) -> None:
    assert take_time(words) == taken


@pytest.mark.parametrize("words", ["", "soon", "24:00", "08:60", "13 pm", "0 am", "8:0", "108:00"])
def test_what_is_no_time_of_day_is_named(words: str) -> None:
    with pytest.raises(BadQuestion, match=r"time of day( is missing)?\. Type the hour"):
        take_time(words)
