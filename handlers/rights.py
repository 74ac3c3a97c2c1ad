"""Who may change what others set up."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.desk import Desk


def may_change(desk: Desk, client: WebClient, owner: str, user: str) -> bool:
    """Whether somebody may change what `owner` set up: its owner, or who looks after the bot."""
    return user == owner or looks_after(desk, client, user)


def looks_after(desk: Desk, client: WebClient, user: str) -> bool:
    """Whether somebody is a named editor, or an owner or admin; no when Slack does not say."""
    try:
        if desk.editors.named(client, user):
            return True
        found = client.users_info(user=user)["user"]
    except (SlackApiError, SlackClientError, OSError):
        return False
    return bool(found.get("is_admin") or found.get("is_owner"))
