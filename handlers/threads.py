"""Mentions, DMs and the threads that follow: answered in their thread, once each."""

import logging
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.answers import Added, Question
from bot.claims import claim
from bot.errors import BadQuestion
from bot.question import refine
from bot.widening import LeavesOut, left_out, ways_back
from handlers.buttons import show_context
from handlers.checks import QUOTED, check_draft, draft_meant, drafts_sent, no_draft, verify
from handlers.desk import Desk
from handlers.heard import Heard, heard
from handlers.links import Arrival, arrivals, take_in, tell_poster
from handlers.orders import ordered
from handlers.posts import post
from handlers.promptly import acked, wait_for_ack
from handlers.recall import ended, numbered_above, recalled
from handlers.render.articles import NotKept, taken_in
from handlers.render.blocks import Message, joined
from handlers.render.carry import Asked
from handlers.render.plain import sentence, still
from handlers.render.recalls import Recall, recall_message
from handlers.replies import answer_with
from handlers.troubles import attempted
from handlers.whosaid import help_on, order_first, understood, with_names
from store.threads import Standing

log = logging.getLogger(__name__)

GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|how are you)"
    r"(?:[\s,]+(?:there|all|everybody|everyone|how are you|how is it going))*[\s.,!?]*$",
    re.I,
)
ENDS = ("stop", "thanks", "thank you", "thx")
MORE = ("more", "older", "next")


def register(app: App, desk: Desk) -> None:
    def message_came(event: dict[str, Any], client: WebClient, context: BoltContext) -> None:
        wait_for_ack(context)
        message = heard(event, desk.bot_user)
        if message is None:
            return
        _, problem = attempted(partial(listen, desk, client, message))
        if problem is not None and (message.direct or message.mentioned):
            post(client, message.channel, problem, thread=message.root)

    app.event("message")(ack=acked, lazy=[message_came])
    app.event("app_mention")(ack=acked, lazy=[message_came])


def listen(desk: Desk, client: WebClient, message: Heard) -> None:
    """Answer in the message's thread if it is meant for the bot, and only the first time."""
    addressed = message.direct or message.mentioned
    stands_at = recalled(desk, client, message) if message.thread else None
    # Among people who talk in a thread of their own, only what names the bot is meant for it.
    goes_on = stands_at is not None and stands_at.started and not among_people(message)
    draft = draft_meant(message, addressed=addressed) if addressed or goes_on else None
    arriving = []
    if draft is not None:
        arriving = drafts_sent(desk, client, message, draft)
    elif addressed or (message.links and desk.channels.links_on(message.channel)):
        arriving = arrivals(desk, client, message)
    if not (addressed or goes_on or arriving):
        return
    if not desk.deliveries.first_time(message.key, now=desk.now()):
        return
    if draft is None and not arriving and ordered(desk, client, message, stands_at):
        return
    work: Callable[[], Message | None]
    if draft is not None:
        desk.readings.submit(attempted, partial(check_each, desk, client, message, arriving))
        return
    if arriving:
        work = partial(read, desk, client, message, arriving)
    elif stands_at:
        work = partial(follow_up, desk, client, message, stands_at)
    else:
        work = partial(ask, desk, client, message)
    if arriving:
        # Nobody waits for its end, so that an error has to be written down in there.
        desk.readings.submit(attempted, partial(answer_with, desk, client, message, work))
    else:
        answer_with(desk, client, message, work)


def among_people(message: Heard) -> bool:
    """Whether words that could be a follow-up are talk: "about time!", "verify that, please"."""
    words = message.asked.casefold()
    if words.startswith("verify ") and not QUOTED.search(words):
        return True
    return words.endswith("!") and words.strip(" .!?") not in ENDS


def check_each(desk: Desk, client: WebClient, message: Heard, arriving: list[Arrival]) -> None:
    """A table for every draft in a message: Slack takes one to a message."""
    if not arriving:
        answer_with(desk, client, message, no_draft)
    for draft in arriving:
        work = partial(check_draft, desk, draft, place=message.channel)
        answer_with(desk, client, message, work)


def ask(desk: Desk, client: WebClient, message: Heard) -> Message:
    """A question of its own: its thread begins, or begins anew."""
    words = with_names(client, message.asked)
    if (helped := help_for(desk, message)) is not None:
        return helped
    if (asked := claim(words)) is not None:
        return verify(desk, asked, place=message.channel)
    question = understood(desk, client, words, message.user, place=message.channel)
    meant = order_first(words)
    if meant and not desk.look_up(Asked(question), place=message.channel).hits:
        raise BadQuestion(f"“{words}” finds nothing.", f"Type: {meant}.")
    told = left_out(words, follows=False)
    if told and not desk.look_up(Asked(question), place=message.channel).hits:
        raise told
    return answer_in_thread(desk, message, Asked(question))


def help_for(desk: Desk, message: Heard) -> Message | None:
    """The help, for who asks for it, only mentions the bot or greets it; None for other words.

    In a channel it is two sentences unless it was asked for: all of it would be a wall in
    everybody's thread.
    """
    words = message.asked
    first, _, rest = words.partition(" ")
    if first.casefold().strip(".!?") == "help":
        return help_on(desk, rest)
    if not (message.mentioned or message.direct) or (words and not GREETING.match(words)):
        return None
    if message.direct:
        return help_on(desk, "")
    return sentence(
        f"Ask me who said what: @{desk.bot_name} NAME about WORDS since WHEN."
        f" @{desk.bot_name} help has the rest."
    )


def follow_up(desk: Desk, client: WebClient, message: Heard, stands_at: Standing) -> Message | None:
    """What a message makes of the thread's question; None, which is silence, for talk."""
    question = stands_at.question
    words = message.asked.casefold().strip(" .!?")
    first, _, rest = words.partition(" ")
    if words in ENDS:
        ended(desk, message.channel, message.root)
        return sentence("I am silent in this thread now. Mention me with a question to begin anew.")
    if words in MORE:
        return next_page(desk, message, stands_at)
    if first == "context" and rest.isdecimal():
        return numbered_context(desk, client, message, int(rest))
    if (helped := help_for(desk, message)) is not None:
        return helped
    if (asked := claim(message.asked)) is not None:
        return verify(desk, asked, place=message.channel)
    return refined_answer(desk, client, message, question)


def refined_answer(
    desk: Desk, client: WebClient, message: Heard, question: Question
) -> Message | None:
    """The answer to the question as the words change it.

    None for words that are no follow-up, or that name nobody the archive knows, unless the bot
    is addressed: then BadQuestion says what was not understood. Words that would leave something
    out are told so where there is something that would go.
    """
    addressed = message.mentioned or message.direct
    try:
        refined = refined_by(desk, client, message, question)
    except LeavesOut as told:
        without = Asked(question._replace(about=told.words, phrase=None))
        if addressed or desk.look_up(without, place=message.channel).hits:
            raise
        return None
    except BadQuestion:
        if addressed:
            raise
        return None
    if not addressed and refined.who != question.who:
        answer = desk.look_up(Asked(refined), place=message.channel)
        if not (answer.person or answer.hits or answer.choices):
            return None
    shown = answer_in_thread(desk, message, Asked(refined))
    kept = ways_back(question, refined)
    return joined([shown, still(kept)]) if kept else shown


def refined_by(desk: Desk, client: WebClient, message: Heard, question: Question) -> Question:
    """The follow-up, or, where the bot is mentioned, a question of its own. Raises BadQuestion."""
    words = with_names(client, message.asked)
    try:
        return refine(
            question,
            words,
            now=desk.now(),
            zone=desk.zones.of(client, message.user),
            day_first=desk.settings.day_first,
            outlets=desk.archive.outlets(place=message.channel),
        )
    except LeavesOut:
        raise
    except BadQuestion:
        if not message.mentioned:
            raise
        return understood(desk, client, words, message.user, place=message.channel)


def answer_in_thread(desk: Desk, message: Heard, asked: Asked) -> Message:
    """The answer, with the thread standing at its question from now on."""
    answer, shown = desk.reply(asked, place=message.channel)
    started = message.thread is None or message.under == desk.bot_user
    after = asked.after(answer)
    stands_at = Standing(answer.understood, after.older, started, after.before)
    desk.threads.remember(message.channel, message.root, stands_at, now=desk.now())
    return shown


def next_page(desk: Desk, message: Heard, stands_at: Standing) -> Message:
    if stands_at.older is None:
        return sentence("That was all of it.")
    asked = Asked(stands_at.question, stands_at.older, before=stands_at.before)
    return answer_in_thread(desk, message, asked)


def numbered_context(desk: Desk, client: WebClient, message: Heard, number: int) -> Message:
    """The context of a quote by the number under which it stands above."""
    shown = numbered_above(desk, client, message)
    if not shown:
        return sentence("No quote above has a number.")
    if number not in shown:
        return sentence(
            f"No quote above has the number {number}: they go from {min(shown)} to {max(shown)}."
        )
    return show_context(desk, shown[number], message.channel)


def read(desk: Desk, client: WebClient, message: Heard, arriving: list[Arrival]) -> Message | None:
    """Read what came and tell what was kept.

    Where links are read unasked, one that is no article or quotes nobody stays unanswered, and of
    one that its site did not give only the poster is told.
    """
    outcomes = list(take_in(desk, arriving, place=message.channel))
    if not (message.direct or message.mentioned):
        if lost := [each for each in outcomes if isinstance(each, NotKept) and each.unreached]:
            tell_poster(desk, client, message, lost)
        outcomes = [each for each in outcomes if isinstance(each, Added) and each.by_speaker]
    if not outcomes:
        return None
    recalls = [each for each in outcomes if isinstance(each, Recall)]
    others = [each for each in outcomes if not isinstance(each, Recall)]
    told = [taken_in(others, desk.zones.of(client, message.user))] if others else []
    return joined([*told, recall_message(recalls)] if recalls else told)
