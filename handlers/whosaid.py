"""/whosaid: a question answered inside its ack, for the eyes of the one who asked."""

import re
import secrets
from dataclasses import replace
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process
from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.answers import Question
from bot.claims import claim
from bot.errors import BadQuestion, NotAllowed
from bot.question import parse
from bot.widening import left_out
from handlers import exporting, timeline
from handlers.changes import log
from handlers.checks import verify
from handlers.desk import Desk
from handlers.editors import is_member
from handlers.guide import chosen, entries
from handlers.heard import typed, unformatted
from handlers.pairs import waiting
from handlers.promptly import Promptly, wait_for_ack
from handlers.render.blocks import Message
from handlers.render.carry import Asked
from handlers.render.guide import guide_message
from handlers.render.plain import sentence
from handlers.troubles import attempted

# A longer question does not fit into the buttons that carry it.
QUESTION_LENGTH = 500
ORDERS = ("export", "timeline", "verify")
_MEMBER = re.compile(r"(?<!\w)(?:<@|@)([UW][A-Z0-9]{5,})(?!\w)(?:\|[^<>]*)?>?")
ALIKE = 70  # of 100: how close a mistyped word is to the one that is meant


def register(app: App, desk: Desk, promptly: Promptly) -> None:
    @app.command(desk.settings.command)
    def whosaid(
        ack: Ack, respond: Respond, context: BoltContext, client: WebClient, command: dict[str, Any]
    ) -> None:
        promptly(ack, respond, context, partial(answer_command, desk, client, command, context))


def answer_command(
    desk: Desk, client: WebClient, command: dict[str, Any], context: BoltContext
) -> Message:
    """Help, a switch, a timeline or a question. Raises WhosaidError with what to type instead."""
    words = unformatted(typed(with_names(client, command.get("text") or "")))
    if (kept := about_the_bot(desk, client, words, command)) is not None:
        return kept
    if (claimed := claim(words)) is not None:
        return verify(desk, claimed, place=command["channel_id"])
    if (ordering := timeline.wanted(words)) is not None:
        return ordered(desk, client, ordering, command, context)
    if (of := exporting.wanted(words)) is not None:
        if not of[0]:
            raise exporting.of_whom()
        asked = Asked(understood(desk, client, of[0], command["user_id"], place=None))
        order = exporting.Order(asked, of[1], command["user_id"])
        return exporting.export(desk, client, order, context)
    place = command["channel_id"]
    question = understood(desk, client, words, command["user_id"], place=place)
    answer, message = desk.reply(shareable(Asked(question)), place=place)
    if not answer.hits and (first := order_first(words)):
        raise BadQuestion(f"“{words}” finds nothing.", f"Type: {desk.settings.command} {first}.")
    if not answer.hits and (told := left_out(words, follows=False)) is not None:
        raise told
    found = answer.hits or answer.choices or answer.near or answer.holders
    if not found and (meant := meant_word(words)):
        name = desk.settings.command
        raise BadQuestion(f"Nobody is called “{words}”.", f"Did you mean {name} {meant}?")
    return message


def about_the_bot(
    desk: Desk, client: WebClient, words: str, command: dict[str, Any]
) -> Message | None:
    """Help, a channel's switch, or what people changed; None for words that ask the archive."""
    first, _, rest = words.partition(" ")
    if not words or first.casefold() == "help":
        return help_on(desk, rest)
    if first.casefold() == "links" and rest.strip().casefold() in ("", "on", "off"):
        if rest.strip() and not is_member(client, command["user_id"]):
            raise NotAllowed("A guest cannot switch this.", "Ask a member of this workspace.")
        return switch_links(desk, command["channel_id"], command["user_id"], rest)
    if words.casefold() == "log":
        return log(desk, client, command["user_id"], place=command["channel_id"])
    if words.casefold() == "people":
        return waiting(desk, client, command["user_id"])
    return None


def ordered(
    desk: Desk, client: WebClient, words: str, command: dict[str, Any], context: BoltContext
) -> Message:
    """A timeline for its asker alone; its chart follows in their DM."""
    if not words:
        raise BadQuestion("A timeline of whom?", "Type: timeline NAME about WORDS.")
    user, place = command["user_id"], command["channel_id"]
    asked = Asked(understood(desk, client, words, user, place=place))
    message = timeline.timeline(desk, asked, place=place, chart_in_dm=True)

    def chart() -> None:
        wait_for_ack(context)
        timeline.send_chart(desk, client, asked, timeline.Where(user))

    desk.readings.submit(attempted, chart)
    return message


def order_first(words: str) -> str | None:
    """What to type for words that end with the order they should begin with."""
    rest, _, last = words.rstrip(" .!?").rpartition(" ")
    return f"{last.lower()} {rest}" if rest and last.casefold() in ORDERS else None


def meant_word(words: str) -> str | None:
    """The word of the command that somebody has mistyped as the first of `words`."""
    known = ("export", "help", "links", "log", "people", "timeline", "verify")
    found = process.extractOne(words.partition(" ")[0].casefold(), known, scorer=fuzz.ratio)
    return str(found[0]) if found and found[1] >= ALIKE else None


def help_on(desk: Desk, subject: str) -> Message:
    guide = entries(desk.settings.command, desk.settings.digest_command)
    return guide_message(chosen(guide, subject))


def understood(
    desk: Desk, client: WebClient, words: str, user: str, *, place: str | None = None
) -> Question:
    """The words as a question, dates in the asker's own zone. Raises BadQuestion.

    place: the channel where it will be answered, whose outlets it may name.
    """
    if len(words) > QUESTION_LENGTH:
        raise BadQuestion(
            f"That question has {len(words):,} characters.",
            f"Ask with at most {QUESTION_LENGTH}; to have an article read, send it to me in a DM.",
        )
    return parse(
        words,
        now=desk.now(),
        zone=desk.zones.of(client, user),
        day_first=desk.settings.day_first,
        outlets=desk.archive.outlets(place=place),
    )


def with_names(client: WebClient, words: str) -> str:
    """The words with people of the workspace by their names: <@U1> and @U1 are Olha Bondar."""

    def name(found: re.Match[str]) -> str:
        try:
            told = client.users_info(user=found[1])["user"]
        except (SlackClientError, OSError):  # it stays as it is, and names nobody
            return found[0]
        return str(told.get("real_name") or told.get("name") or found[0])

    return _MEMBER.sub(name, words)


def shareable(asked: Asked) -> Asked:
    """With a fresh mark, so that it is shared once however often the button is pressed."""
    return replace(asked, once=secrets.token_hex(6))


def switch_links(desk: Desk, channel: str, user: str, state: str) -> Message:
    wanted = state.strip().casefold()
    if wanted:
        desk.channels.set_links(channel, wanted == "on", by=user, now=desk.now())
    if desk.channels.links_on(channel):
        return sentence(
            f"I read every link to an article that is posted here, and say in its thread what I"
            f" kept. I must be a member: type /invite @{desk.bot_name} if I am not."
            f" {desk.settings.command} links off ends it."
        )
    return sentence(
        f"I do not read links posted here unless you mention me."
        f" {desk.settings.command} links on changes that."
    )
