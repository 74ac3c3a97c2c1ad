"""/whosaid export: quotes as a file, sent to the DM of who asks."""

import re
from dataclasses import dataclass
from functools import partial

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.answers import Hit
from bot.errors import BadQuestion
from bot.question import line
from handlers.desk import Desk
from handlers.exports import CSV, FORMS, exported, no_such_form
from handlers.posts import post
from handlers.promptly import wait_for_ack
from handlers.render.blocks import Message, joined
from handlers.render.carry import Asked
from handlers.render.plain import sentence
from handlers.render.text import count, label
from handlers.troubles import attempted
from handlers.uploads import Upload, hand_over

WORD = "export"
MOST_QUOTES, AT_ONCE = 1_000, 250
_AS = re.compile(r"\s+as\s+(?P<form>[\w.-]+)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Order:
    """A file for `user`: the quotes that answer a question, in one of the FORMS."""

    asked: Asked
    form: str
    user: str


def wanted(words: str) -> tuple[str, str] | None:
    """What is to be exported, and in which form; None for words that do not begin with "export".

    Words that name only a form, or nothing, are an empty question. Raises BadQuestion for a form
    that there is not.
    """
    first, _, rest = words.partition(" ")
    if first.casefold() != WORD:
        return None
    named = _AS.search(f" {rest}")
    form = named["form"].casefold() if named else CSV
    if form not in FORMS:
        raise no_such_form(form)
    rest = rest[: max(named.start() - 1, 0)] if named else rest
    return rest.strip(), form


def of_whom() -> BadQuestion:
    """What to say to an order that names nobody, where nothing was asked before."""
    return BadQuestion("Export whose quotes?", "Type: export NAME about WORDS as csv.")


def export(
    desk: Desk, client: WebClient, order: Order, context: BoltContext | None = None
) -> Message:
    """Say what comes, and send it: quotes that everybody may see.

    context: of the request whose ack says what comes; None when nothing waits for an ack.
    """
    if not desk.look_up(order.asked).hits:
        return desk.reply(order.asked)[1]

    def send() -> None:
        if context is not None:
            wait_for_ack(context)
        _, problem = attempted(partial(send_file, desk, client, order))
        if problem is not None:
            post(
                client,
                order.user,
                joined([sentence("The file with quotes did not come."), problem]),
            )

    desk.readings.submit(attempted, send)
    return sentence(
        f"The file with these quotes, {FORMS[order.form].what}, comes in your DM with me."
    )


def send_file(desk: Desk, client: WebClient, order: Order) -> None:
    """The newest quotes, MOST_QUOTES at most, as a file in somebody's DM."""
    asked, form = order.asked, order.form
    hits, understood_as, older = list[Hit](), "", asked.older
    while len(hits) < MOST_QUOTES:
        page = desk.look_up(Asked(asked.question, older, asked.person), limit=AT_ONCE)
        hits += page.hits
        understood_as, older = line(page.understood), page.older
        if older is None:
            break
    text = exported(hits, form, desk.archive.context)
    title = f"{label(understood_as, 100)}: {count(len(hits), 'quote')}"
    more = f", the newest {len(hits):,}" if older is not None else ""
    file = Upload(f"quotes.{FORMS[form].suffix}", title, text.encode("utf-8", "replace"))
    hand_over(client, file, order.user, sentence(f"{title}{more}, as {FORMS[form].what}:"))
