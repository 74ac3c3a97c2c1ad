"""Watches: who saved a question is told in one DM when somebody says something new on it."""

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.question import line
from bot.watch import Saved, Watch, tell_until
from handlers.desk import Desk
from handlers.posts import post_quotes
from handlers.render.watches import New, news_message
from handlers.troubles import code, noted

log = logging.getLogger(__name__)

MOST_QUOTES = 50  # looked at for one saved question; the message shows fewer, and counts these
NOBODY = frozenset({"user_not_found", "user_disabled", "account_inactive", "cannot_dm_bot"})

Due = list[tuple[Saved, datetime]]  # each with the instant up to which it is to be told of


def tell_watchers(desk: Desk, client: WebClient, now: datetime) -> None:
    """Send everybody who is to be told something one message. One that fails stops no other."""
    for user, theirs in groupby(desk.saved.watched(), key=lambda one: one.user):
        due = due_of(desk, list(theirs), now)
        if not due:
            continue
        try:
            tell(desk, client, user, due, now)
        except Exception as error:
            noted(error)


def due_of(desk: Desk, theirs: Sequence[Saved], now: datetime) -> Due:
    """Those of somebody's watches of which they are to be told now."""
    due = []
    for one in theirs:
        until = tell_until(one, desk.archive.kept_between(one.covered, now), now)
        if until is not None:
            due.append((one, until))
    return due


def tell(desk: Desk, client: WebClient, user: str, due: Due, now: datetime) -> None:
    """Tell what is new, each quote once, and nothing when nothing is."""
    mine = {one.id for one in desk.saved.take([one for one, _ in due], now=now)}
    due = [(one, until) for one, until in due if one.id in mine]
    news = fresh(desk, due)
    if news:
        try:
            post_quotes(desk, client, user, news_message(news))
        except SlackApiError as error:
            log.warning("watcher not told error=%s", code(error))
            if code(error) not in NOBODY:
                return  # it stays taken, and is tried again in ten minutes
            for one, _ in due:
                desk.saved.watch(one.id, user, Watch.OFF, now=now)
            return
        except (SlackClientError, OSError) as error:
            log.warning("watcher not told error=%s", type(error).__name__)
            return
        log.info("watcher told questions=%d", len(news))
    desk.saved.told(due)


def fresh(desk: Desk, due: Due) -> list[New]:
    """What is new for each question; a quote that matches several stands under the first."""
    news, shown = list[New](), set[int]()
    for one, until in due:
        hits = desk.archive.fresh(
            one.question,
            since=one.covered,
            until=until,
            limit=MOST_QUOTES + 1,
            phrases=desk.phrases(one.question),
            person_id=one.person,
        )
        at_least = len(hits) > MOST_QUOTES
        hits = tuple(hit for hit in hits[:MOST_QUOTES] if hit.id not in shown)
        shown |= {hit.id for hit in hits}
        if hits:
            news.append(New(one, line(one.question), hits, at_least))
    return news
