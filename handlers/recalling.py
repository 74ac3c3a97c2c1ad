"""Notices that stories are killed or withdrawn: told what they would do, done by an editor."""

import json
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient

from bot.model import Page
from bot.notices import notice_in
from handlers.desk import Desk
from handlers.formats.pulled import Pulled
from handlers.posts import post
from handlers.presses import place_of, tell, thread_of, value_of
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.plain import sentence
from handlers.render.recalls import Recall, done_message, what_it_is
from handlers.troubles import attempted

Body = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    def pressed(body: Body, respond: Respond, context: BoltContext, client: WebClient) -> None:
        wait_for_ack(context)
        done, problem = attempted(partial(take_back, desk, client, body))
        if problem is not None:
            tell(respond, body, problem)
        elif done is not None:
            where = str(place_of(body))
            attempted(partial(post, client, where, done, thread=thread_of(body)))

    app.action("recall")(ack=acked, lazy=[pressed])


def take_back(desk: Desk, client: WebClient, body: Body) -> Message:
    """Withdraw or kill a story for an editor. Raises WhosaidError for anybody else."""
    carried, user = json.loads(value_of(body)), body["user"]["id"]
    desk.editors.need(client, user)
    url, kill = carried["url"], carried["kill"]
    known = desk.archive.known(url, place=place_of(body))
    # Not in the notice's own words: the log would name what it hides.
    reason = what_it_is(kill=kill)
    hidden = desk.articles.withdraw(url, reason, by=user, now=desk.now(), kill=kill)
    story = (known.title if known else None) or url
    return sentence(done_message(story, f"<@{user}>", kill=kill, hidden=hidden), user=user)


def recalled_by(desk: Desk, name: str, page: Page, place: str | None) -> Recall | None:
    """What a page would take back; None when it is no notice."""
    notice = notice_in(page.text)
    if notice is None:
        return None
    urls = dict.fromkeys(
        (*((page.url,) if page.url else ()), *notice.addresses,
         *desk.articles.headed(notice.titles, place=place))
    )  # fmt: skip
    return _recall(desk, name, notice.kill, urls, place)


def recalled_item(desk: Desk, name: str, pulled: Pulled, place: str | None) -> Recall:
    """What a wire's own item, marked as canceled or withheld, would take back."""
    urls = {pulled.url: None} if pulled.url else {}
    return _recall(desk, name, False, urls, place)


def _recall(desk: Desk, name: str, kill: bool, urls: dict[str, None], place: str | None) -> Recall:
    known = [(url, desk.archive.known(url, place=place)) for url in urls]
    found = [(url, one) for url, one in known if one is not None]
    return Recall(name, kill, found, len(known) - len(found))
