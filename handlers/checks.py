"""Were these words said? /whosaid verify, the shortcut on a message, and a whole draft."""

import re
from dataclasses import replace
from functools import partial
from operator import itemgetter
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient

from bot.errors import BadQuestion, WhosaidError
from bot.model import Kind, Page, Quote, Voice
from bot.question import LONGEST_CLAIM, Claim
from bot.verdict import Verification, by_a_stranger
from handlers.desk import Desk
from handlers.formats.pulled import with_usable
from handlers.heard import Heard, typed
from handlers.intake import page_from_text
from handlers.links import Arrival, arrivals, is_pasted
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.plain import sentence
from handlers.render.verdicts import Checked, checked_draft, verified_message
from handlers.troubles import as_message

SHORTCUTS = ("check_quote", "who_said")  # one answer to both: the verdict, and who said it
AT_ONCE = 5  # quotations of one message
_QUOTED = re.compile(r"[“„«\"](?=[^“”„«»\"]*\w)([^“”„«»\"]{2,}?)[”“»\"]")
# Whatever follows the word is a draft: to keep one by mistake would make its errors the archive's.
_CHECK = re.compile(
    r"[\s,:;>*_~`]*(?:(?:please|can you|could you)[\s,]+)*check(?![\w’'-])[*_~`]*"
    r"(?:(?: (?:this|the|my|our|these|draft|text|quotes|please))*\s*(?:[:\n]|$))?[\s:*_~]*",
    re.I,
)


def register(app: App, desk: Desk) -> None:
    def chosen(body: dict[str, Any], respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        text, place = body["message"].get("text") or "", body["channel"]["id"]
        message = as_message(partial(check_message, desk, text, place=place))
        thread = body["message"].get("thread_ts")
        respond(replace_original=False, thread_ts=thread, **message.private())

    for shortcut in SHORTCUTS:
        app.shortcut(shortcut)(ack=acked, lazy=[chosen])


def verify(desk: Desk, asked: Claim, *, place: str | None = None) -> Message:
    """The verdict on one sentence, for a channel.

    Raises BadQuestion when nobody is called as its speaker is.
    """
    return verified_message([desk.archive.verify(asked.sentence, who=asked.who, place=place)])


def check_message(desk: Desk, text: str, *, place: str | None = None) -> Message:
    """The first quotations of a message, AT_ONCE at most, or, without one, all of its words."""
    plain = typed(text)
    found = [each.strip() for each in _QUOTED.findall(plain)][:AT_ONCE]
    if not found:
        return verified_message([held(desk, plain, place=place)])
    said_by = _quotes_in(desk, plain)
    every = []
    for each in found:
        bare = each.strip(" ,.;")  # a comma before the closing mark is no part of the quote
        quote = next((one for one in said_by if bare in one.text), None)
        every.append(
            _held_against(desk, each, quote, place) if quote else held(desk, each, place=place)
        )
    return verified_message(every)


def _quotes_in(desk: Desk, plain: str) -> tuple[Quote, ...]:
    """Whom a message has its quotations from; none where it reads as no text."""
    try:
        return desk.reader.read(page_from_text(plain, "The message")).quotes
    except WhosaidError:
        return ()


def held(desk: Desk, words: str, *, place: str | None = None) -> Verification:
    """Words held against what anybody said. Raises BadQuestion when they are too many."""
    if len(words) > LONGEST_CLAIM:
        raise BadQuestion(
            f"That has {len(words):,} characters.",
            f"Verify at most {LONGEST_CLAIM:,} at once, or send me a draft with the word check.",
        )
    return desk.archive.verify(words, place=place)


def draft_in(words: str) -> str | None:
    """What follows the word check ("check …", "check this draft:"); None when it is not there."""
    asked = _CHECK.match(words)
    return words[asked.end() :].strip() if asked else None


def draft_meant(message: Heard, *, addressed: bool) -> str | None:
    """The draft in a message, "" for one that lies beside the word; None where none is meant.

    addressed: the bot is. Where people only go on in its thread, the word alone is talk.
    """
    draft = draft_in(message.words)
    if draft is None or addressed or message.files or message.links:
        return draft
    return draft if is_pasted(draft) or _QUOTED.search(draft) else None


def drafts_sent(desk: Desk, client: WebClient, message: Heard, draft: str) -> list[Arrival]:
    """What came with the word check: its files, else the text behind it, else its links.

    A few words around a link that quote nothing are no text: the page behind it is the draft.
    """
    around_link = message.links and not (is_pasted(draft) or _QUOTED.search(draft))
    if message.files or not draft or around_link:
        return arrivals(desk, client, replace(message, words=""))
    return [Arrival("the draft", lambda: [page_from_text(draft, "The draft")])]


def no_draft() -> Message:
    """What to say to the word alone."""
    return sentence(
        "Send the draft with it: check, then its text, on the same line or below, or a file"
        " beside the word. I keep nothing of it."
    )


def check_draft(desk: Desk, draft: Arrival, *, place: str | None = None) -> Message:
    """Every quotation of a draft. Reads it, and keeps nothing of it."""
    pages = with_usable(draft.pages)
    return checked_draft(
        draft.name, [each for page in pages for each in _checked(desk, page, place)]
    )


def _checked(desk: Desk, page: Page, place: str | None) -> list[Checked]:
    """What its quotes have in quotation marks, and what else stands in such marks, in its order."""
    article = desk.reader.read(page)
    text, rows = article.page.text, list[tuple[int, Checked]]()
    taken = [span for quote in article.quotes for span in quote.content]
    for quote in article.quotes:
        for words in _in_marks(quote):
            held = _held_against(desk, words, quote, place)
            rows.append((quote.content[0][0], Checked(quote.speaker, held)))
    for found in _QUOTED.finditer(text):
        start, end = found.span(1)
        if not any(low < end and start < high for low, high in taken):
            held = desk.archive.verify(found[1][:LONGEST_CLAIM], place=place)
            rows.append((start, Checked(None, held)))
    return [row for _, row in sorted(rows, key=itemgetter(0))]


def _in_marks(quote: Quote) -> list[str]:
    """All of a direct quote; of a mixed one the parts between its quotation marks."""
    return [quote.text] if quote.kind is Kind.DIRECT else _QUOTED.findall(quote.text)


def _held_against(desk: Desk, words: str, quote: Quote, place: str | None) -> Verification:
    """Against what its speaker said; when the archive knows no such person, all is by others."""
    words, who = words[:LONGEST_CLAIM], quote.speaker
    if who is None or quote.voice not in {Voice.PERSON, Voice.BODY}:
        return desk.archive.verify(words, place=place)
    try:
        return desk.archive.verify(words, who=who, place=place)
    except BadQuestion:
        return by_a_stranger(desk.archive.verify(words, place=place))
