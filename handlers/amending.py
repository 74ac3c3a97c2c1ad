"""Messages amended: what was posted with a quote that does not stand any more says so."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.standing import Fate, Standing
from handlers.desk import Desk
from handlers.posts import post, rewrite
from handlers.promptly import acked, wait_for_ack
from handlers.render.amended import AMENDED_EVENT, amended, noticed
from handlers.traces import in_thread, mark
from handlers.troubles import attempted, code, noted
from store.posts import Post

log = logging.getLogger(__name__)

# The message is not there any more, or nobody may ever change it again.
NEVER = frozenset({"message_not_found", "cant_update_message", "edit_window_closed",
                   "thread_not_found"})  # fmt: skip
STANDS_THERE = NEVER - {"message_not_found", "thread_not_found"}  # its words can be read still
# The bot is not in the channel, or nobody is: both may end, and the words still stand there.
SHUT_OUT = frozenset({"not_in_channel", "is_archived", "channel_not_found"})
SOONEST, LATEST = timedelta(minutes=1), timedelta(days=1)  # until it is tried again there


def register(app: App, desk: Desk) -> None:
    def let_in(event: dict[str, Any], context: BoltContext) -> None:
        wait_for_ack(context)
        if event.get("user") == desk.bot_user or event["type"] != "member_joined_channel":
            attempted(partial(desk.posts.call_up, event["channel"]))

    for name in ("member_joined_channel", "channel_unarchive", "group_unarchive"):
        app.event(name)(ack=acked, lazy=[let_in])


def amend_due(desk: Desk, client: WebClient, now: datetime) -> None:
    """Amend every message that is due. One that fails does not stop the others."""
    busy, shut = set[str](), set[str]()
    for message in desk.posts.take_due(now=now):
        if message.channel in shut:  # put off with the others there
            continue
        if message.channel in busy:  # Slack asked us to wait there: a later tick goes on
            desk.posts.put_back(message)
            continue
        try:
            amend(desk, client, message)
        except SlackApiError as error:
            if code(error) in NEVER:
                if code(error) in STANDS_THERE:
                    attempted(partial(say_there, desk, client, message))
                desk.posts.forget(message.channel, message.ts)
            elif code(error) in SHUT_OUT:
                shut.add(message.channel)
                desk.posts.put_off(message.channel, until=now + _wait(message, now))
            else:
                busy.add(message.channel)
                desk.posts.put_back(message)
            log.warning("message not amended error=%s", code(error))
        except (SlackClientError, OSError) as error:
            desk.posts.put_back(message)
            log.warning("message not amended error=%s", type(error).__name__)
        except Exception as error:
            desk.posts.put_back(message)
            noted(error)


def _wait(message: Post, now: datetime) -> timedelta:
    """As long again as it is due already."""
    return min(max(now - (message.due or now), SOONEST), LATEST)


def amend(desk: Desk, client: WebClient, message: Post) -> None:
    """Write the message anew, and say in its thread, once, what has changed of it.

    Doing it again changes nothing. Raises SlackApiError as Slack gives it.
    """
    standings = desk.archive.standings(message.quote_ids, place=message.channel)
    rewrite(client, message.channel, message.ts, amended(message.parts, standings))
    changed = _say(desk, client, message, standings)
    told = {quote_id: each.fate.value for quote_id, each in standings.items()}
    desk.posts.amended(message, told)
    log.info("message amended quotes=%d changed=%d", len(standings), changed)


def say_there(desk: Desk, client: WebClient, message: Post) -> None:
    """Say in the thread what has changed of a message that nobody can change any more."""
    standings = desk.archive.standings(message.quote_ids, place=message.channel)
    _say(desk, client, message, standings)


def _say(desk: Desk, client: WebClient, message: Post, standings: Mapping[int, Standing]) -> int:
    """Say in its thread what has changed of a message; how many quotes that was about."""
    changed = _to_be_told(desk, message, _changed(message, standings))
    if changed:
        _tell(desk, client, message, changed)
    return len(changed)


def _changed(message: Post, standings: Mapping[int, Standing]) -> list[Standing]:
    """What people were not told yet. That a quote stands is news only after it did not."""
    return [
        each
        for quote_id, each in standings.items()
        if each.fate.value != message.told.get(quote_id, Fate.SHOWN.value)
    ]


def _to_be_told(desk: Desk, message: Post, changed: list[Standing]) -> list[Standing]:
    """Those that this message tells of: in a thread the first one with a quote does, for all."""
    ids = [each.quote_id for each in changed]
    first = desk.posts.first_with(message.channel, message.thread or message.ts, ids)
    return [each for each in changed if first.get(each.quote_id, message.ts) == message.ts]


def _tell(desk: Desk, client: WebClient, message: Post, changed: list[Standing]) -> None:
    told = " ".join(f"{each.quote_id}={each.fate.value}" for each in changed)
    known = f"{message.channel}:{message.ts}:{message.due}:{told}"
    key = sha256(known.encode()).hexdigest()[:16]
    root = message.thread or message.ts
    first = desk.deliveries.first_time(f"amended:{key}", now=desk.now())
    if first or not _told_already(client, message.channel, root, key):
        post(client, message.channel, noticed(changed, message.told, key), thread=root)


def _told_already(client: WebClient, channel: str, root: str, key: str) -> bool:
    """Whether somebody who died before writing it down has told it; True where Slack hides it."""
    try:
        return any(
            mark(each, AMENDED_EVENT).get("key") == key for each in in_thread(client, channel, root)
        )
    except SlackApiError as error:
        log.info("thread not looked at error=%s", code(error))
        return True
