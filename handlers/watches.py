"""Watches: who saved a question is told in one DM when somebody says something new on it."""

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers import Hit
from bot.question import line
from bot.watch import Saved, Watch, looked_from, tell_until
from handlers.desk import Desk
from handlers.posts import parts_as_posted, post_quotes_to_person
from handlers.render.watches import New, news_message
from handlers.traces import posted_news
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
        until = tell_until(one, desk.archive.kept_between(looked_from(one), now), now)
        if until is not None:
            due.append((one, until))
    return due


def tell(desk: Desk, client: WebClient, user: str, due: Due, now: datetime) -> None:
    """Tell what is new, each quote once, and nothing when nothing is."""
    mine = {one.id for one in desk.saved.take([one for one, _ in due], now=now)}
    due = [(one, until) for one, until in due if one.id in mine]
    if already := told_before(desk, client, [one for one, _ in due]):
        desk.saved.told(already)
        due = [each for each in due if each[0] not in {one for one, _ in already}]
    news = fresh(desk, due)
    if news:
        try:
            dm = post_quotes_to_person(desk, client, user, news_message(news, due))
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
        desk.saved.reached(user, dm)  # where to look after a crash
    desk.saved.told(due)


def told_before(desk: Desk, client: WebClient, mine: Sequence[Saved]) -> Due:
    """Those that stand in their owner's DM already: whoever posted it died before writing it down.

    Where Slack does not let us look, none: better told twice than never.
    """
    found = []
    for one in mine:
        if one.taken is None or one.dm is None:
            continue
        try:
            message, until = posted_news(client, one, one.dm)
        except (SlackApiError, SlackClientError, OSError) as error:
            log.warning("dm not looked at error=%s", type(error).__name__)
            continue
        if message is not None and until is not None:
            parts = parts_as_posted(message)
            desk.posts.remember(
                one.dm, message["ts"], parts, thread=None, now=desk.now(), found=True
            )
            found.append((one, until))
    return found


def fresh(desk: Desk, due: Due) -> list[New]:
    """What is new for each question; a quote that matches several stands under the first.

    What may have come too late for the news before is in it unless it was told there.
    """
    news, shown = list[New](), set[int]()
    for one, until in due:
        hits = _kept(desk, one, one.covered, until)
        if (since := looked_from(one)) < one.covered:
            late = _kept(desk, one, since, one.covered)
            told = desk.posts.posted_in(one.dm or "", [hit.id for hit in late])
            hits += tuple(hit for hit in late if hit.id not in told)
        at_least = len(hits) > MOST_QUOTES
        hits = tuple(hit for hit in hits[:MOST_QUOTES] if hit.id not in shown)
        shown |= {hit.id for hit in hits}
        if hits:
            news.append(New(one, line(one.question), hits, at_least))
    return news


def _kept(desk: Desk, one: Saved, since: datetime, until: datetime) -> tuple[Hit, ...]:
    return desk.archive.fresh(
        one.question,
        since=since,
        until=until,
        limit=MOST_QUOTES + 1,
        phrases=desk.phrases(one.question),
        person_id=one.person,
    )
