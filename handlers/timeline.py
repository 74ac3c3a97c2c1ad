"""A timeline of what somebody said: under an answer, by /whosaid timeline, or in a thread.

Its words come at once. Its chart is drawn where articles are waited for, so that the threads that
answer never do, and only for those who ask.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import BadQuestion
from bot.question import line
from bot.timeline import in_order, weeks
from handlers.chart import weekly_png
from handlers.desk import Desk
from handlers.posts import post, post_quotes
from handlers.presses import is_private, place_of, tell, thread_of, turn
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.carry import Asked, unpacked
from handlers.render.plain import sentence
from handlers.render.timelines import Stretch, chart_words, timeline_message, with_older
from handlers.troubles import as_message, attempted, code
from handlers.uploads import Upload, hand_over, share, upload

log = logging.getLogger(__name__)

Body = dict[str, Any]

QUOTES_AT_ONCE = 15
CHARTED_AT_ONCE, CHARTED_PAGES = 100, 5  # the chart counts the latest 500 quotes
_ASKED = re.compile(r"time-?line(?: of)?(?=\s|$)[\s:]*", re.I)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a chart goes: a thread of a channel, or, `channel` being a person, their DM.

    It counts what may be seen there.
    """

    channel: str
    thread: str | None = None


def register(app: App, desk: Desk) -> None:
    def pressed(body: Body, respond: Respond, context: BoltContext, client: WebClient) -> None:
        wait_for_ack(context)
        asked = unpacked(body["actions"][0]["value"])
        if is_private(body):
            where = Where(body["user"]["id"])
            work = partial(timeline, desk, asked, place=place_of(body), chart_in_dm=True)
            if asked.older is None:
                tell(respond, body, as_message(work))
            else:
                turn(respond, body, work)
        else:
            where = Where(body["container"]["channel_id"], thread_of(body))
            problem = as_message(partial(under_message, desk, client, body, where))
            if problem is not None:
                tell(respond, body, problem)
                return
        if asked.older is None:
            chart_later(desk, client, asked, where)

    app.action("timeline")(ack=acked, lazy=[pressed])


def wanted(words: str) -> str | None:
    """What follows "timeline" at the beginning of words; None when they do not begin so."""
    found = _ASKED.match(words)
    return words[found.end() :].strip() if found else None


def timeline(desk: Desk, asked: Asked, *, place: str | None, chart_in_dm: bool = False) -> Message:
    """The latest of it, oldest first; what a question without quotes gets when there are none.

    chart_in_dm: the chart of its first part goes there, which it says where there is one.

    Raises BadQuestion when none of the quotes has a date.
    """
    answer = desk.look_up(asked, place=place, limit=QUOTES_AT_ONCE)
    if not answer.hits:
        return desk.reply(asked, place=place)[1]
    hits = in_order(answer.hits)
    if not hits:
        raise BadQuestion("None of these quotes has a date.", "Ask without the word timeline.")
    earlier = answer.total - len(answer.hits) if asked.older is None else 0
    before = with_older(asked, answer.older)
    told = chart_in_dm and asked.older is None and _charted([hit.day for hit in hits if hit.day])
    return timeline_message(
        Stretch(line(answer.understood), hits, earlier, before, answer.at_least, told)
    )


def _charted(days: Sequence[date]) -> bool:
    """Whether quotes of these days are drawn: those of a single week make no chart."""
    return len(weeks(days)) > 1


def under_message(desk: Desk, client: WebClient, body: Body, where: Where) -> Message | None:
    """Post what a public button asks for into its thread, once; None when it is there."""
    value = str(body["actions"][0]["value"])
    message = timeline(desk, unpacked(value), place=where.channel)
    key = f"timeline:{where.channel}:{body['container']['message_ts']}:{value}"
    if not desk.deliveries.first_time(key, now=desk.now()):
        return sentence("That timeline is in the thread already.")
    try:
        post_quotes(desk, client, where.channel, message, thread=where.thread)
    except SlackApiError:
        desk.deliveries.take_back(key)
        raise
    return None


def chart_later(desk: Desk, client: WebClient, asked: Asked, where: Where) -> None:
    """Have the chart drawn and sent, where nobody waits for it."""
    desk.readings.submit(attempted, partial(send_chart, desk, client, asked, where))


def send_chart(desk: Desk, client: WebClient, asked: Asked, where: Where) -> None:
    """Draw the quotes by week and send the picture; nothing for quotes of a single week.

    What forbids it is told where it would have gone.
    """
    _, problem = attempted(partial(_drawn_and_sent, desk, client, asked, where))
    if problem is not None:
        post(client, where.channel, problem, thread=where.thread)


def _drawn_and_sent(desk: Desk, client: WebClient, asked: Asked, where: Where) -> None:
    asked = replace(asked, older=None)
    days, understood, period = [], "", asked.question
    for _ in range(CHARTED_PAGES):
        answer = desk.look_up(asked, place=where.channel, limit=CHARTED_AT_ONCE)
        understood, period = line(answer.understood), answer.understood
        days += [hit.day for hit in answer.hits if hit.day]
        if answer.older is None:
            break
        asked = replace(asked, older=answer.older)
    if not _charted(days):
        return
    counted = weeks(days, since=period.since, until=period.until)
    told = chart_words(understood, counted)
    picture = Upload("timeline.png", "Quotes by week", weekly_png(counted), told)
    try:
        if where.thread is None:
            head = sentence(f"Quotes by week, {understood}:")
            hand_over(client, picture, where.channel, head)
        else:
            share(client, upload(client, picture), picture, where.channel, thread=where.thread)
    except SlackApiError as error:
        log.info("chart not sent error=%s", code(error))
        if code(error) != "missing_scope":
            raise
        text = "A chart of quotes by week comes with a timeline when I have the scope files:write."
        if desk.deliveries.first_time(f"no chart:{where.channel}", now=desk.now()):
            post(client, where.channel, sentence(text), thread=where.thread)
