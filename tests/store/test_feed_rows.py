"""Feeds: kept, given to one caller at a time, and each item taken once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from press import NOW
from sqlalchemy import Engine, select

from bot.errors import StoreError
from bot.feeds import Feed, after_failure
from store.addresses import same_site
from store.feeds import Feeds
from store.tables import changes, feed_items

RSS = "https://gauge.example/rss"
MINUTE = timedelta(minutes=1)


def test_a_feed_is_added_paused_resumed_and_removed_by_somebody(engine: Engine) -> None:
    feeds = Feeds(engine)
    added = feeds.add(RSS, owner="U1", by="ada", now=NOW)
    assert added == Feed(1, RSS, "U1", NOW)
    with pytest.raises(StoreError, match="is read already"):
        feeds.add(RSS, owner=None, by="ada", now=NOW)
    feeds.pause(RSS, True, by="ada", now=NOW)
    assert feeds.all() == (replace(added, paused=True),)
    assert feeds.take_due(now=NOW) == ()
    feeds.pause(RSS, False, by="ada", now=NOW)
    feeds.remove(RSS, by="bob", now=NOW)
    assert feeds.all() == ()
    for act in (feeds.remove, lambda url, **more: feeds.pause(url, True, **more)):
        with pytest.raises(StoreError, match="is no feed that is read"):
            act(RSS, by="ada", now=NOW)
    with engine.connect() as connection:
        told = connection.execute(select(changes.c.by, changes.c.what)).all()
    assert [tuple(row) for row in told] == [
        ("ada", "feed added"),
        ("ada", "feed paused"),
        ("ada", "feed resumed"),
        ("bob", "feed removed"),
    ]


def test_what_is_due_is_given_to_one_caller_who_says_how_it_fared(engine: Engine) -> None:
    feeds = Feeds(engine)
    added = feeds.add(RSS, owner=None, by="ada", now=NOW)
    assert feeds.take_due(now=NOW - MINUTE) == ()
    assert feeds.take_due(now=NOW) == (added,)
    assert feeds.take_due(now=NOW + 14 * MINUTE) == ()
    assert len(feeds.take_due(now=NOW + 15 * MINUTE)) == 1, "whoever took it has died"
    failed = after_failure(added, NOW, "It answered 500.")
    feeds.save(failed)
    assert feeds.all() == (failed,)


def test_an_item_is_taken_once_and_forgotten_long_after_it_left_the_feed(engine: Engine) -> None:
    feeds = Feeds(engine)
    feed = feeds.add(RSS, owner=None, by="ada", now=NOW)
    assert feeds.unseen(feed.id, ["a", "b", "a"]) == ("a", "b")
    feeds.seen(feed.id, ["a", "a"], now=NOW)
    assert feeds.unseen(feed.id, ["a", "b"]) == ("b",)
    feeds.seen(feed.id, ["b"], now=NOW + timedelta(days=61))
    assert feeds.unseen(feed.id, ["a", "b"]) == ("a",)
    feeds.remove(RSS, by="ada", now=NOW)
    feeds.seen(feed.id, ["c"], now=NOW)
    with engine.connect() as connection:
        assert connection.execute(select(feed_items)).all() == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.gauge.example/rss", "http://gauge.example/a", True),
        ("https://feeds.gauge.example/rss", "https://www.gauge.example/a", True),
        ("https://gauge.example/rss", "https://blog.gauge.example/a", True),
        ("https://gauge.example/rss", "https://notgauge.example/a", False),
        ("https://gauge.example/rss", "https://herald.example/a", False),
        ("https://example/rss", "https://gauge.example/a", False),
        ("https://gauge.example/rss", "mailto:ada", False),
        ("http://[", "https://gauge.example/a", False),
    ],
)
def test_a_site_is_a_host_with_its_subdomains(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same
