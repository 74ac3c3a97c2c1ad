"""Feeds: those that are due are asked, their new items read and kept, their failures told once."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import BadArticle, StoreError, WhosaidError
from bot.feeds import Feed, after_failure, after_success, to_tell
from bot.model import Page
from handlers.desk import Desk
from handlers.feedfile import Item
from handlers.links import kept
from handlers.posts import post
from handlers.render.plain import sentence
from handlers.render.text import day_words
from handlers.troubles import code, noted
from handlers.visit import NotNow

log = logging.getLogger(__name__)

MOST_ITEMS = 100  # of one feed at once, the newest; feeds seldom hold more


def poll_due(desk: Desk, client: WebClient) -> None:
    """Ask every feed that is due, one after the other. Never raises."""
    try:
        due = desk.feeds.take_due(now=desk.now())
    except StoreError as error:
        noted(error)
        return
    for feed in due:
        try:
            poll(desk, client, feed)
        except Exception as error:  # the next one is asked all the same
            noted(error)


def poll(desk: Desk, client: WebClient, feed: Feed) -> None:
    """Ask one feed, keep what is new in it, write down how it fared, tell its owner if need be."""
    try:
        served = desk.fetcher.feed(feed.url, etag=feed.etag, modified=feed.modified)
        all_taken = served.items is None or take(desk, feed, served.items)
    except BadArticle as error:
        wait = error.wait if isinstance(error, NotNow) else timedelta(0)
        fared = after_failure(feed, desk.now(), str(error), wait=wait)
        log.info("feed failed id=%d failures=%d", feed.id, fared.failures)
    else:
        # With an item left, the feed is asked for as a whole next time.
        etag, modified = (served.etag, served.modified) if all_taken else (None, None)
        fared = after_success(feed, desk.now(), etag=etag, modified=modified)
    if to_tell(fared, desk.now()):
        fared = replace(fared, told=tell_owner(client, fared, desk.now()))
    desk.feeds.save(fared)


def take(desk: Desk, feed: Feed, items: Sequence[Item]) -> bool:
    """Read and keep the items not taken before, the oldest first; False when one has to wait."""
    newest = items[:MOST_ITEMS]
    unseen = set(desk.feeds.unseen(feed.id, [item.mark for item in newest]))
    waiting: set[str] = set()
    for item in reversed(newest):
        if item.mark not in unseen:
            continue
        page = page_of(desk, item)
        if page is None:
            waiting.add(item.mark)
            continue
        keep(desk, page)
        desk.feeds.seen(feed.id, [item.mark], now=desk.now())
    taken = [item.mark for item in newest if item.mark not in waiting]
    desk.feeds.seen(feed.id, taken, now=desk.now())
    if unseen:
        log.info("feed read id=%d items=%d waiting=%d", feed.id, len(unseen), len(waiting))
    return not waiting


def keep(desk: Desk, page: Page) -> None:
    """Read and keep a page. One that cannot be read will not be on a second try either."""
    try:
        kept(desk, page)
    except StoreError:
        raise
    except WhosaidError as error:
        log.info("feed item not kept error=%s", type(error).__name__)


def page_of(desk: Desk, item: Item) -> Page | None:
    """The article of an item: the feed's own words, or what stands at its address.

    The address is asked where the feed gives a summary only, and where it is of another site. None
    when that cannot be had now and the feed has nothing that may stand in its place.
    """
    own = item.page
    if item.link is None or item.whole:
        return own
    try:
        page = desk.fetcher.fetch(item.link)
    except BadArticle:
        return own if own.url is not None and own.text else None
    return replace(
        page,
        title=page.title or own.title,
        published=own.published or page.published,
        published_at=own.published_at or page.published_at,
        outlet=page.outlet or (own.outlet if own.url is not None else None),
        byline=page.byline or own.byline,
    )


def tell_owner(client: WebClient, feed: Feed, now: datetime) -> bool:
    """Tell who set a feed up that it has failed for a day; True when they were told."""
    since = day_words((feed.failing_since or now).date())
    text = (
        f"I have not been able to read the feed {feed.url} since {since}. {feed.last_error}"
        " I go on trying; whosaid feeds pause ends that."
    )
    try:
        post(client, str(feed.owner), sentence(text))
    except SlackApiError as error:
        log.warning("feed owner not told id=%d error=%s", feed.id, code(error))
        return False
    except (SlackClientError, OSError) as error:
        log.warning("feed owner not told id=%d error=%s", feed.id, type(error).__name__)
        return False
    return True
