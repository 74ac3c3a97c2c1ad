"""Timelines and files ordered in a message: of what its thread stands at, or of whom it names."""

from functools import partial

from slack_sdk import WebClient

from bot.errors import BadQuestion
from handlers import exporting
from handlers.desk import Desk
from handlers.exporting import Order
from handlers.exports import CSV
from handlers.heard import Heard
from handlers.render.carry import Asked
from handlers.replies import answer_with
from handlers.timeline import Where, chart_later, timeline
from handlers.timeline import wanted as timeline_wanted
from handlers.troubles import attempted
from handlers.whosaid import understood
from store.threads import Standing


def ordered(desk: Desk, client: WebClient, message: Heard, stands_at: Standing | None) -> bool:
    """Do what the first word of a message orders; False for a message that orders nothing."""
    if (of := timeline_wanted(message.asked)) is not None:
        timeline_ordered(desk, client, message, stands_at, of)
        return True
    if message.asked.partition(" ")[0].casefold() == exporting.WORD:
        file_ordered(desk, client, message, stands_at)
        return True
    return False


def timeline_ordered(
    desk: Desk, client: WebClient, message: Heard, stands_at: Standing | None, words: str
) -> None:
    """The timeline of what the thread stands at, or of what follows the word; then its chart."""
    asked, problem = attempted(partial(_in_order, desk, client, message, stands_at, words))
    if asked is None:
        # Talk that begins with the word is none of the bot's business, unless it is spoken to.
        if problem is not None and (message.mentioned or message.direct):
            answer_with(desk, client, message, lambda: problem)
        return
    answer_with(desk, client, message, partial(timeline, desk, asked, place=message.channel))
    chart_later(desk, client, asked, Where(message.channel, message.root))


def _in_order(
    desk: Desk, client: WebClient, message: Heard, stands_at: Standing | None, words: str
) -> Asked | None:
    """The question of a timeline, at which its thread stands from now on."""
    if not words:
        if stands_at is None:
            raise BadQuestion("A timeline of whom?", "Type: timeline NAME about WORDS.")
        return Asked(stands_at.question)
    asked = Asked(understood(desk, client, words, message.user, place=message.channel))
    answer = desk.look_up(asked, place=message.channel)
    if not (answer.hits or message.mentioned or message.direct):
        return None
    started = message.thread is None or message.under == desk.bot_user
    after = asked.after(answer)
    standing = Standing(answer.understood, after.older, started, after.before)
    desk.threads.remember(message.channel, message.root, standing, now=desk.now())
    return asked


def file_ordered(desk: Desk, client: WebClient, message: Heard, stands_at: Standing | None) -> None:
    """Say that the file comes, and send it to the DM of who ordered it."""
    order, problem = attempted(partial(_order, desk, client, message, stands_at))
    if order is not None:
        answer_with(desk, client, message, partial(exporting.export, desk, client, order))
    elif problem is not None and (message.mentioned or message.direct):
        answer_with(desk, client, message, lambda: problem)


def _order(
    desk: Desk, client: WebClient, message: Heard, stands_at: Standing | None
) -> Order | None:
    """None for talk that only begins with the word. Raises BadQuestion."""
    of, form = exporting.wanted(message.asked) or ("", CSV)
    if not of:
        if stands_at is None:
            raise exporting.of_whom()
        return Order(Asked(stands_at.question), form, message.user)
    asked = Asked(understood(desk, client, of, message.user))
    if not (message.mentioned or message.direct or desk.look_up(asked).hits):
        return None
    return Order(asked, form, message.user)
