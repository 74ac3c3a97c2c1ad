"""Answers to what people wrote: posted into the thread of their message."""

import logging
from collections.abc import Callable
from functools import partial

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import Desk
from handlers.heard import Heard
from handlers.posts import post, post_quotes
from handlers.render.blocks import Message
from handlers.render.plain import sentence
from handlers.troubles import as_message, attempted, code, said

log = logging.getLogger(__name__)


def answer_with(
    desk: Desk, client: WebClient, message: Heard, work: Callable[[], Message | None]
) -> None:
    """Post what `work` says into the message's thread; what forbids that is told in a DM."""
    answer = as_message(work)
    if answer is None:
        return
    try:
        post_quotes(desk, client, message.channel, answer, thread=message.root)
    except SlackApiError as error:
        log.warning("answer refused error=%s", code(error))
        text = said(error, channel=f"<#{message.channel}>", bot=desk.bot_name)
        attempted(partial(post, client, message.user, sentence(text, channel=message.channel)))
