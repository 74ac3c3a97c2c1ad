"""Messages with quotes that were posted by somebody who died before remembering them."""

import logging
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import Desk
from handlers.posts import POSTING, TOKEN, Posting, parts_as_posted
from handlers.traces import posted_with
from handlers.troubles import code

log = logging.getLogger(__name__)

SOONEST = timedelta(minutes=1)  # until then whoever posts it may be at work still
LATEST = timedelta(minutes=10)  # what is not there by then was never posted
AGAIN = frozenset({"ratelimited", "internal_error", "fatal_error", "service_unavailable"})


def find_lost(desk: Desk, client: WebClient, now: datetime) -> None:
    """Remember what stands in Slack and not in the store, so that it is amended like the rest."""
    for key, at in desk.deliveries.unfinished(POSTING, before=now - SOONEST):
        lost = Posting.read(key)
        try:
            found = posted_with(client, lost.channel, lost.thread, (TOKEN, lost.token), at)
        except SlackApiError as error:
            log.warning("lost message not looked for error=%s", code(error))
            if code(error) in AGAIN:
                return
            found = None  # Slack does not let us look there
        if found is not None:
            parts = parts_as_posted(found)
            desk.posts.remember(
                lost.channel, found["ts"], parts, thread=lost.thread, now=now, found=True
            )
            log.info("lost message found quotes=%d", sum(len(each.quotes) for each in parts))
        if found is not None or now - at > LATEST:
            desk.deliveries.take_back(key)
