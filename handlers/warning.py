"""Who sees a quote that falls in an answer of their own is told so."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from handlers.desk import Desk
from handlers.glimpses import Glimpses, Noting
from handlers.posts import answer_at
from handlers.presses import place_of, seen_in
from handlers.render.amended import STANDS, noticed

log = logging.getLogger(__name__)


def register(app: App, glimpses: Glimpses) -> None:
    """Have every answer by a response_url, and in an ack, noted with its quotes."""

    def noting(context: BoltContext, body: dict[str, Any], next: Callable[[], None]) -> None:
        if context.response_url:
            where = place_of(body) or context.channel_id
            context["respond"] = Noting(glimpses, context, where, seen_in(body))
        next()

    app.middleware(noting)


def warn_of_fallen(desk: Desk, _client: WebClient, _now: datetime) -> None:
    """Tell whoever sees a fallen quote in an answer of their own, once, as far as Slack lets us."""
    for seen in desk.glimpses.take(desk.posts.fallen):
        standings = desk.archive.standings(sorted(seen.quotes), place=seen.channel)
        changed = [each for each in standings.values() if each.fate not in STANDS]
        if changed:
            said = noticed(changed, {}, "")
            told = answer_at(seen.response_url, said, replaces=False, thread=seen.thread)
            log.info("reader warned quotes=%d told=%s", len(changed), told)
