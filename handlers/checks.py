"""Were these words said? /whosaid verify, the shortcut on a message, and a whole draft."""

import re
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext, Respond
from slack_sdk import WebClient

from bot.claims import LONGEST_CLAIM, Claim
from bot.errors import BadQuestion, WhosaidError
from bot.model import Article, Page
from bot.reading.drafted import Quotation, quotations
from bot.verdict import Verification, by_a_stranger
from handlers.desk import Desk
from handlers.formats.pulled import with_usable
from handlers.heard import Heard, typed
from handlers.intake import page_from_text
from handlers.links import Arrival, arrivals, is_pasted
from handlers.promptly import acked, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.drafts import Checked, checked_draft
from handlers.render.plain import sentence
from handlers.render.quotes import with_then
from handlers.render.verdicts import verified_message
from handlers.troubles import as_message

SHORTCUTS = ("check_quote", "who_said")  # one answer to both: the verdict, and who said it
NO_NAME = "no name, so held against everybody's words"
AT_ONCE = 5  # quotations of one message
QUOTED = re.compile(r"[“„«\"](?=[^“”„«»\"]*\w)([^“”„«»\"]{2,}?)[”“»\"]")
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
    found = _verdict(desk, asked.sentence, who=asked.who, place=place)
    return verified_message([replace(found, by=asked.who, unsaid=asked.unsaid, on=asked.on)])


def check_message(desk: Desk, text: str, *, place: str | None = None) -> Message:
    """The first quotations of a message, AT_ONCE at most, or, without one, all of its words."""
    plain = typed(text)
    found = quotations(_read(desk, plain))[:AT_ONCE]
    if not found:
        return verified_message([held(desk, plain, place=place)])
    return verified_message([_held_against(desk, each, place) for each in found])


def _read(desk: Desk, plain: str) -> Article:
    """A message with its quotes; without any where it reads as no text."""
    try:
        return desk.reader.read(page_from_text(plain, "The message"))
    except WhosaidError:
        return Article(Page(plain), None, None, (), ())


def held(desk: Desk, words: str, *, place: str | None = None) -> Verification:
    """Words held against what anybody said. Raises BadQuestion when they are too many."""
    if len(words) > LONGEST_CLAIM:
        raise BadQuestion(
            f"That has {len(words):,} characters.",
            f"Verify at most {LONGEST_CLAIM:,} at once, or send me a draft with the word check.",
        )
    return _verdict(desk, words, place=place)


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
    return draft if is_pasted(draft) or QUOTED.search(draft) else None


def drafts_sent(desk: Desk, client: WebClient, message: Heard, draft: str) -> list[Arrival]:
    """What came with the word check: its files, else the text behind it, else its links.

    A few words around a link that quote nothing are no text: the page behind it is the draft.
    """
    around_link = message.links and not (is_pasted(draft) or QUOTED.search(draft))
    if message.files or not draft or around_link:
        return arrivals(desk, client, replace(message, words=""))
    return [Arrival("The draft", lambda: [page_from_text(draft, "The draft")])]


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
    found = quotations(desk.reader.read(page))
    return [Checked(each.speaker, _held_against(desk, each, place)) for each in found]


def _verdict(
    desk: Desk, words: str, *, who: str | None = None, place: str | None = None
) -> Verification:
    """The archive's, with the role that each speaker held then."""
    found = desk.archive.verify(words, who=who, place=place)
    now = desk.archive.standings([hit.id for hit in found.hits], place=place)
    return replace(found, hits=tuple(with_then(hit, now[hit.id].today) for hit in found.hits))


def _held_against(desk: Desk, one: Quotation, place: str | None) -> Verification:
    """Against what its speaker said; when the archive knows no such person, all is by others."""
    words = one.words[:LONGEST_CLAIM]
    try:
        found = _verdict(desk, words, who=one.speaker if one.named else None, place=place)
    except BadQuestion:
        found = by_a_stranger(_verdict(desk, words, place=place))
    by = one.speaker if one.named or not one.speaker else f"{one.speaker} ({NO_NAME})"
    return replace(found, by=by, unsaid=one.unsaid, on=one.day)
