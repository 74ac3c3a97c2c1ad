"""The metronome: at each tick the database says which digests are due, and they are posted once."""

import logging
from concurrent.futures import Future
from datetime import UTC, date, datetime, timedelta
from functools import partial

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.answers import Digest, Hit, Question, Subscription
from bot.digest import LATE, MOST_QUOTES, compose, covers_since, is_due, last_due, local_day
from handlers.amending import amend_due
from handlers.desk import Desk
from handlers.feeds import poll_due
from handlers.lost import find_lost
from handlers.posts import parts_as_posted, post, post_quotes
from handlers.render.digests import posted_digest, posted_parts
from handlers.render.plain import sentence
from handlers.traces import posted_already
from handlers.troubles import code, noted, said
from handlers.warning import warn_of_fallen
from handlers.watches import tell_watchers
from store.threads import Standing

log = logging.getLogger(__name__)

TICK_S = 20
RETRY = timedelta(minutes=10)
EVENTS_KEPT = timedelta(days=30)
FORGET_EVERY = timedelta(hours=1)
TIDY_EVERY = timedelta(days=1)


class Clock:
    """Ticks in the background from start() to stop(); tick() may also be called by hand.

    client: one that does not send a request again after a server error, because a digest that
    was posted after all would stand there twice.
    """

    def __init__(self, desk: Desk, client: WebClient) -> None:
        self._desk = desk
        self._client = client
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._forgot = self._tidied = datetime.min.replace(tzinfo=UTC)
        self._untidy = False
        self._polling: Future[None] | None = None

    def start(self) -> None:
        self._scheduler.add_job(
            lambda: self.tick(self._desk.now()),
            "interval",
            seconds=TICK_S,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Waits for the tick in hand."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def tick(self, now: datetime) -> None:
        """Post every digest that is due at `now` (aware) and was not posted. Never raises.

        Embargoes that are over are lifted before it, messages whose quotes have changed since they
        were posted are amended, those who watch are told, and feeds that are due are asked beside.
        """
        try:
            self._desk.articles.lift_embargoes(now)
            self._desk.erasure.sweep(now=now)
            due = [each for each in self._desk.subscriptions.all() if is_due(each, now)]
            if now - self._forgot > FORGET_EVERY:
                self._desk.deliveries.forget_events(now - EVENTS_KEPT)
                self._forgot = now
        except Exception as error:
            noted(error)
            return
        for subscription in due:
            try:
                deliver_once(self._desk, self._client, subscription, now)
            except Exception as error:
                noted(error)
        for work in (find_lost, amend_due, warn_of_fallen, tell_watchers):
            try:
                work(self._desk, self._client, now)
            except Exception as error:
                noted(error)
        try:
            self._tidy(now)
        except Exception as error:
            noted(error)
        if self._polling is None or self._polling.done():
            self._polling = self._desk.readings.submit(poll_due, self._desk, self._client)

    def _tidy(self, now: datetime) -> None:
        """Once a day, and then a little at each tick until all is done."""
        begin = now - self._tidied > TIDY_EVERY
        if begin or self._untidy:
            self._untidy = self._desk.archive.tidy(begin=begin)
            self._tidied = now if begin else self._tidied


def deliver_once(desk: Desk, client: WebClient, subscription: Subscription, now: datetime) -> None:
    """Claim the day and post its digest; take up a claim that was left without a post."""
    due = last_due(subscription, now)
    day = local_day(subscription, due)
    key = _id(subscription)
    if desk.deliveries.done(key, day):
        return
    taken_up = False
    if not desk.deliveries.claim(key, day, now=now):
        if not may_try_again(desk, subscription, day, now):
            return
        if not desk.deliveries.reclaim(key, day, now=now):
            return
        taken_up = True
    digest = due_digest(desk, subscription, due, day)
    try:
        ts = deliver(desk, client, digest, taken_up)
    except SlackApiError as error:
        refused(desk, client, digest, error)
    except (SlackClientError, OSError) as error:
        # Nobody knows whether it was posted: the claim stays, and is taken up with a look first.
        log.warning("digest unanswered subscription=%d error=%s", key, type(error).__name__)
    else:
        if ts is None:
            desk.deliveries.empty(key, day, until=due)
            log.info("digest empty subscription=%d", key)
            return
        desk.deliveries.posted(key, day, ts, until=due)
        log.info("digest posted subscription=%d quotes=%d", key, digest.total)


def may_try_again(desk: Desk, subscription: Subscription, day: date, now: datetime) -> bool:
    """Whether a claimed day is looked at again: once every ten minutes."""
    slot = int(now.timestamp() // RETRY.total_seconds())
    return desk.deliveries.first_time(f"retry:{_id(subscription)}:{day}:{slot}", now=now)


def due_digest(desk: Desk, subscription: Subscription, due: datetime, day: date) -> Digest:
    """What was kept since the digest before, and before this one was due.

    An article that was being kept while the one before was posted may have come too late for it:
    what is of its last minutes and stands nowhere in the channel is in this one.
    """
    covered = desk.deliveries.covered(_id(subscription))
    since = covers_since(subscription, due, covered)
    hits = _kept(desk, subscription, since, due)
    if covered is not None:
        late = _kept(desk, subscription, since - LATE, since)
        posted = desk.posts.posted_in(subscription.channel, [hit.id for hit in late])
        hits += tuple(hit for hit in late if hit.id not in posted)
    return compose(subscription, day, hits[: MOST_QUOTES + 1])


def _kept(
    desk: Desk, subscription: Subscription, since: datetime, until: datetime
) -> tuple[Hit, ...]:
    question = subscription.question
    return desk.archive.fresh(
        question,
        since=since,
        until=until,
        limit=MOST_QUOTES + 1,
        phrases=desk.phrases(question) if question else (),
        place=subscription.channel,
    )


def deliver(desk: Desk, client: WebClient, digest: Digest, taken_up: bool) -> str | None:
    """Post the digest and its parts; return the ts of its message, None when there is nothing.

    taken_up: somebody may have posted it, or some of it: what stands there is not posted again.
    Raises SlackApiError, also when Slack does not let us look for what there is to post.
    """
    channel = digest.subscription.channel
    try:
        found, parts = posted_already(client, digest) if taken_up else (None, {})
    except SlackApiError:
        if digest.total:
            raise
        return None
    if found is None and not digest.total:
        return None
    if found is None:
        ts = post_quotes(desk, client, channel, posted_digest(digest))
    else:  # whoever posted it may have died before it was remembered
        ts = str(found["ts"])
        remember = partial(desk.posts.remember, channel, now=desk.now(), found=True)
        remember(ts, parts_as_posted(found), thread=None)
        for part in parts.values():
            remember(str(part["ts"]), parts_as_posted(part), thread=ts)
    for number, message in enumerate(posted_parts(digest), start=1):
        if number not in parts:
            post_quotes(desk, client, channel, message, thread=ts)
    question = digest.subscription.question or Question(zone=digest.subscription.zone)
    stands_at = Standing(question, older=None, started=True)
    desk.threads.remember(channel, ts, stands_at, now=desk.now())
    return ts


def refused(desk: Desk, client: WebClient, digest: Digest, error: SlackApiError) -> None:
    """Write down why, and tell the owner, once a day, what to do about it."""
    subscription, reason = digest.subscription, code(error)
    key = _id(subscription)
    desk.deliveries.failed(key, digest.day, reason)
    log.warning("digest refused subscription=%d error=%s", key, reason)
    if not desk.deliveries.first_time(f"told:{key}:{digest.day}:{reason}", now=desk.now()):
        return
    where = f"<#{subscription.channel}>"
    text = (
        f"I could not post the digest for {where}."
        f" {said(error, channel=where, bot=desk.bot_name)}"
        " I try again every ten minutes; the next digest holds what this one would have held."
    )
    try:
        post(client, subscription.owner, sentence(text, channel=subscription.channel))
    except SlackApiError as unheard:
        log.warning("owner not told subscription=%d error=%s", key, code(unheard))


def _id(subscription: Subscription) -> int:
    if subscription.id is None:
        raise ValueError("only a subscription that was kept can be delivered")
    return subscription.id
