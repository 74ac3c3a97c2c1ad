"""What went wrong, in a sentence for the person who can act. Bugs keep their traceback, logged."""

import logging
import secrets
import traceback
from collections.abc import Callable
from typing import TypeVar, cast

from slack_sdk.errors import SlackApiError

from bot.errors import WhosaidError
from handlers.render.blocks import Message
from handlers.render.plain import sentence

log = logging.getLogger(__name__)
T = TypeVar("T")

# What Slack answers when the channel, and not the bot, has to change. {invite} is typed there.
CHANNEL_TROUBLE = {
    "not_in_channel": "I am not in {channel}. Type {invite} there.",
    "channel_not_found": "I cannot see {channel}: it is private and I am not in it, or it is gone."
    " If it is still there, type {invite} in it.",
    "is_archived": "{channel} is archived. Unarchive it in its settings; if I am not in it then,"
    " type {invite} there.",
    "restricted_action": "The settings of {channel} do not let me post. Ask a workspace admin to"
    " allow apps to post there.",
}
TROUBLE = {
    "ratelimited": "Slack asks me to slow down. Try again in a minute.",
    "invalid_blocks": "Slack refused the layout of my message. Tell whoever runs me.",
    "msg_too_long": "My answer was too long for Slack. Ask for a shorter period.",
    "msg_blocks_too_long": "My answer was too long for Slack. Ask for a shorter period.",
    "account_inactive": "My account is switched off. A workspace admin can install me again.",
    "token_revoked": "My access was revoked. A workspace admin can install me again.",
    "invalid_auth": "My access is not valid. Whoever runs me must set SLACK_BOT_TOKEN anew.",
    "expired_trigger_id": "Slack waited too long for me. Press it again.",
    "no_such_subteam": "The user group in WHOSAID_EDITORS is not there. Tell whoever runs me.",
    "user_not_found": "I cannot find that person.",
}


def code(error: SlackApiError) -> str:
    """Slack's word for the error; "" when the answer has none."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def said(error: SlackApiError, *, channel: str = "this channel", bot: str = "whosaid") -> str:
    """The sentence. channel: how it is called where the sentence is read. bot: its handle."""
    name = code(error)
    if name in CHANNEL_TROUBLE:
        told = CHANNEL_TROUBLE[name].format(channel=channel, invite=f"/invite @{bot}")
        return told[0].upper() + told[1:]
    if name == "missing_scope":
        needed = error.response.get("needed", "a scope")
        return (
            f"I lack the scope {needed}. Whoever runs me can add it under OAuth & Permissions"
            " and install me again."
        )
    return TROUBLE.get(name, f"Slack refused with {name or 'no reason'}. Tell whoever runs me.")


def as_message(work: Callable[[], T]) -> T | Message:
    """What `work` says, or what went wrong with it. Never raises."""
    done, problem = attempted(work)
    return problem or cast("T", done)


def attempted(work: Callable[[], T]) -> tuple[T | None, Message | None]:
    """What `work` gives, and None; or None, and what went wrong with it. Never raises."""
    try:
        return work(), None
    except WhosaidError as error:
        return None, sentence(str(error))
    except SlackApiError as error:
        log.warning("slack refused error=%s", code(error))
        return None, sentence(said(error))
    except Exception as error:
        return None, sentence(broken(error))


def broken(error: Exception) -> str:
    """The sentence for a bug, which is written down."""
    return (
        f"Something broke on my side, and it is written down as {noted(error)}."
        " Tell whoever runs me that reference."
    )


def noted(error: BaseException) -> str:
    """Writes the traceback to the log and returns the reference it stands under.

    The error's own words stay out of the log: they can hold what somebody typed.
    """
    reference = secrets.token_hex(4)
    frames = "".join(traceback.format_tb(error.__traceback__))
    cause = error.__cause__ or error.__context__
    if cause is not None:
        frames += f"caused by {type(cause).__qualname__}\n"
        frames += "".join(traceback.format_tb(cause.__traceback__))
    log.error("unexpected error ref=%s type=%s\n%s", reference, type(error).__qualname__, frames)
    return reference
