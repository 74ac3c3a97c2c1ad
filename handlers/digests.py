"""/digest: a channel's daily message is set up, confirmed, told of and stopped."""

import json
from datetime import time
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process
from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import Question, Subscription, enumerated
from bot.digest import next_due, take_time
from bot.errors import BadQuestion, NotAllowed
from handlers.desk import Desk
from handlers.editors import is_member
from handlers.heard import typed, unformatted
from handlers.posts import post
from handlers.promptly import Promptly, acked, wait_for_ack
from handlers.render.blocks import Message, button
from handlers.render.carry import Asked
from handlers.render.digests import about_digest, asked_to_confirm
from handlers.render.plain import sentence
from handlers.render.text import day_words, label
from handlers.rights import may_change
from handlers.troubles import as_message, attempted, said
from handlers.whosaid import help_on, understood
from store.asked import from_json, to_json

Body = dict[str, Any]


def register(app: App, desk: Desk, promptly: Promptly) -> None:
    @app.command(desk.settings.digest_command)
    def digest(
        ack: Ack, respond: Respond, context: BoltContext, client: WebClient, command: Body
    ) -> None:
        promptly(ack, respond, context, partial(answer_command, desk, client, command))

    def pressed(body: Body, respond: Respond, context: BoltContext, client: WebClient) -> None:
        wait_for_ack(context)
        if body["actions"][0]["action_id"] == "digest_start":
            proposed, user = body["actions"][0]["value"], body["user"]["id"]
            message = as_message(partial(start, desk, client, proposed, user))
        else:
            channel, user = body["container"]["channel_id"], body["user"]["id"]
            message = as_message(partial(stop, desk, client, channel, user))
        respond(replace_original=True, **message.private())

    def cancelled(respond: Respond, context: BoltContext) -> None:
        wait_for_ack(context)
        respond(delete_original=True)

    app.action("digest_start")(ack=acked, lazy=[pressed])
    app.action("digest_stop")(ack=acked, lazy=[pressed])
    app.action("digest_cancel")(ack=acked, lazy=[cancelled])


def answer_command(desk: Desk, client: WebClient, command: Body) -> Message:
    """on HH:MM [QUESTION], off, status, help. Raises WhosaidError for anything else."""
    words = unformatted(typed(command.get("text") or ""))
    first, _, rest = words.partition(" ")
    match first.casefold():
        case "on":
            return propose(desk, client, command, rest)
        case "off":
            return ask_to_stop(desk, client, command)
        case "status" | "":
            return status(desk, command["channel_id"])
        case "help":
            return help_on(desk, "digest")
    name = desk.settings.digest_command
    near = process.extractOne(first.casefold(), ("on 08:00", "off", "status"), scorer=fuzz.WRatio)
    raise BadQuestion(
        f"{name} does not know “{first}”.",
        f"Type {name} {near[0]}. {name} help has the rest.",
    )


def propose(desk: Desk, client: WebClient, command: Body, words: str) -> Message:
    """The digest as it would be, with a button that starts it. The zone is the asker's."""
    at, about = take_time(words)
    user = command["user_id"]
    if refusal := not_theirs(desk, client, command["channel_id"], user):
        return refusal
    if not is_member(client, user):
        raise NotAllowed("A guest cannot set up a digest.", "Ask a member of this workspace.")
    question = understood(desk, client, about, user) if about else None
    if problem := cannot_post(desk, client, command["channel_id"]):
        return sentence(problem)
    doubt = doubt_whom(desk, question, command["channel_id"]) if question else None
    wanted = Subscription(
        channel=command["channel_id"],
        team=command.get("team_id") or "",
        owner=user,
        at=at,
        zone=desk.zones.of(client, user),
        question=question,
    )
    return confirm(desk, wanted, doubt)


def confirm(desk: Desk, wanted: Subscription, doubt: str | None = None) -> Message:
    """Ask whether a digest is meant so; its button holds for the digest that it would replace."""
    before = desk.subscriptions.for_channel(wanted.channel)
    carried = _packed(wanted, before)
    return asked_to_confirm(wanted, next_due(wanted, desk.now()), carried, before, doubt)


def doubt_whom(desk: Desk, question: Question, channel: str) -> str | None:
    """What to say of a name that nobody has here: it may be a slip, or somebody not quoted yet.

    Raises BadQuestion for a name of several people: a digest cannot ask who is meant.
    """
    answer = desk.look_up(Asked(question), place=channel, limit=1)
    if answer.choices:
        names = enumerated([label(each.name, 80) for each in answer.choices[:5]])
        raise BadQuestion(
            f"Several people are called {label(question.who or '', 80)}.",
            f"Type a fuller name, such as {names}.",
        )
    if question.who is None or answer.person is not None:
        return None
    near = [label(each.name, 80) for each in answer.near[:3]]
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"Nobody named {label(question.who, 80)} is quoted here so far.{meant}"


def cannot_post(desk: Desk, client: WebClient, channel: str) -> str | None:
    """Why the bot could not post in a channel, with what to type; None when it can."""
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return said(error, bot=desk.bot_name)
    if found.get("is_im"):
        return None
    if found.get("is_archived"):
        return "This channel is archived: unarchive it first, then ask me again."
    if not found.get("is_member"):
        return f"I am not in this channel. Type /invite @{desk.bot_name}, then ask me again."
    return None


def not_theirs(desk: Desk, client: WebClient, channel: str, user: str) -> Message | None:
    """Why somebody may not change a channel's digest; None when they may, or there is none."""
    found = desk.subscriptions.for_channel(channel)
    if found is None or may_change(desk, client, found.owner, user):
        return None
    return sentence(
        f"<@{found.owner}> set the digest of <#{channel}> up. Only they can change it, or an"
        " editor or admin.",
        channel=channel,
        user=found.owner,
    )


def start(desk: Desk, client: WebClient, proposed: str, user: str) -> Message:
    """Start what a proposal has; where another digest was set up since, it is proposed anew."""
    wanted = _unpacked(proposed)
    if refusal := not_theirs(desk, client, wanted.channel, user):
        return refusal
    before = desk.subscriptions.for_channel(wanted.channel)
    if before is not None and before.id != json.loads(proposed).get("before"):
        return confirm(desk, wanted)
    kept = desk.subscriptions.save(wanted, by=user, now=desk.now())
    if before is not None:
        tell_owner(client, before, user, "is set up anew by a colleague, and theirs now")
    off = f"{desk.settings.digest_command} off ends it."
    return sentence(f"It is on. {about_digest(kept, next_due(kept, desk.now()))} {off}")


def ask_to_stop(desk: Desk, client: WebClient, command: Body) -> Message:
    """Whoever set it up stops it at once; an editor is asked whether they mean it."""
    found = desk.subscriptions.for_channel(command["channel_id"])
    if found is None:
        return status(desk, command["channel_id"])
    if found.owner == command["user_id"]:
        desk.subscriptions.stop(found.channel, by=found.owner, now=desk.now())
        return sentence("The digest of this channel is off.")
    if refusal := not_theirs(desk, client, found.channel, command["user_id"]):
        return refusal
    return sentence(
        "Somebody else set this digest up, and will be told. Stop it for everybody here?",
        button("Stop it", "digest_stop", "-", style="danger"),
        button("Cancel", "digest_cancel", "-"),
    )


def stop(desk: Desk, client: WebClient, channel: str, user: str) -> Message:
    if refusal := not_theirs(desk, client, channel, user):
        return refusal
    found = desk.subscriptions.stop(channel, by=user, now=desk.now())
    if found is not None:
        tell_owner(client, found, user, "was stopped by a colleague")
    return sentence("The digest of this channel is off.")


def tell_owner(client: WebClient, digest: Subscription, user: str, what: str) -> None:
    """Tell who set a digest up what `user` has done with it, unless that is themselves."""
    if digest.owner != user:
        text = f"The digest that you set up in <#{digest.channel}> {what}."
        notice = sentence(text, channel=digest.channel)
        attempted(partial(post, client, digest.owner, notice))  # it is done, told or not


def status(desk: Desk, channel: str) -> Message:
    found = desk.subscriptions.for_channel(channel)
    name = desk.settings.digest_command
    if found is None:
        return sentence(f"This channel has no digest. Type {name} on 08:00 to set one up.")
    text = about_digest(found, next_due(found, desk.now()))
    last = desk.deliveries.last(found.id) if found.id is not None else None
    posted = f" Last posted for {day_words(last)}." if last else ""
    return sentence(f"{text}{posted} {name} off ends it.")


def _packed(wanted: Subscription, before: Subscription | None) -> str:
    return json.dumps(
        {
            "before": before.id if before else None,
            "channel": wanted.channel,
            "team": wanted.team,
            "owner": wanted.owner,
            "at": wanted.at.isoformat(),
            "zone": wanted.zone,
            "question": to_json(wanted.question) if wanted.question else None,
        },
        ensure_ascii=False,
    )


def _unpacked(value: str) -> Subscription:
    fields = json.loads(value)
    question: Question | None = from_json(fields["question"]) if fields["question"] else None
    at = time.fromisoformat(fields["at"])
    return Subscription(
        fields["channel"], fields["team"], fields["owner"], at, fields["zone"], question
    )
