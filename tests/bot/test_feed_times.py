"""When a feed is asked again, and when its owner is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds import Feed, after_failure, after_success, to_tell

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)
NEW = Feed(1, "https://gauge.example/rss", "U1", NOW)


def test_what_went_well_is_asked_again_in_a_quarter_of_an_hour() -> None:
    failed = after_failure(NEW, NOW, "It answered 500.")
    assert after_success(replace(failed, told=True), NOW, etag='"1"') == replace(
        NEW, etag='"1"', last_success=NOW, next_try=NOW + timedelta(minutes=15)
    )


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 15), (1, 30), (2, 60), (4, 240), (5, 360), (5_000, 360)]
)
def test_each_failure_makes_the_wait_longer_up_to_six_hours(failures: int, minutes: int) -> None:
    failed = after_failure(replace(NEW, failures=failures), NOW, "It answered 500.")
    assert failed.next_try == NOW + timedelta(minutes=minutes)
    assert (failed.failures, failed.last_error) == (failures + 1, "It answered 500.")


def test_a_site_that_asks_us_to_wait_is_left_alone_so_long() -> None:
    failed = after_failure(NEW, NOW, "Later.", wait=timedelta(hours=2))
    assert failed.next_try == NOW + timedelta(hours=2)
    forever = after_failure(NEW, NOW, "Later.", wait=timedelta(days=30))
    assert forever.next_try == NOW + timedelta(hours=6)


def test_the_owner_is_told_once_after_a_day_of_failures() -> None:
    failed = after_failure(after_failure(NEW, NOW, "No."), NOW + timedelta(hours=5), "No.")
    assert failed.failing_since == NOW
    assert not to_tell(failed, NOW + timedelta(hours=23))
    assert to_tell(failed, NOW + timedelta(hours=24))
    assert not to_tell(replace(failed, told=True), NOW + timedelta(days=2))
    assert not to_tell(replace(failed, owner=None), NOW + timedelta(days=2))
    assert not to_tell(NEW, NOW + timedelta(days=2))
