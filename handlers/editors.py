"""Who may correct what the archive says: the workspace's members, a user group, or those named."""

import re
import time
from threading import Lock

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import NotAllowed

EVERYONE = "everyone"
GROUP = re.compile(r"S[A-Z0-9]{2,}")
USER = re.compile(r"[UW][A-Z0-9]{2,}")
GROUP_KEPT_S = 60.0


class Editors:
    """The setting WHOSAID_EDITORS; a user group is asked of Slack and remembered for a minute."""

    def __init__(self, setting: str) -> None:
        self._everyone = setting == EVERYONE
        self._group = setting if GROUP.fullmatch(setting) else None
        self._named = frozenset(USER.findall(setting)) if self._group is None else frozenset()
        self._asked_at = float("-inf")
        self._lock = Lock()

    def need(self, client: WebClient, user: str) -> None:
        """Raises NotAllowed for anybody else, and SlackApiError when Slack tells no group.

        Everyone is everyone of this workspace: a guest, or somebody of another one, is not.
        """
        may = is_member(client, user) if self._everyone else user in self._members(client)
        if not may:
            raise NotAllowed(
                "Only editors may correct the archive.", "Ask one of them, or whoever runs me."
            )

    def named(self, client: WebClient, user: str) -> bool:
        """Whether the setting names somebody, which is more than that everybody may correct.

        Raises SlackApiError when Slack tells no group.
        """
        return user in self._members(client)

    def _members(self, client: WebClient) -> frozenset[str]:
        if self._group is None:
            return self._named
        with self._lock:
            if time.monotonic() - self._asked_at < GROUP_KEPT_S:
                return self._named
        members = frozenset(client.usergroups_users_list(usergroup=self._group)["users"])
        with self._lock:
            self._named, self._asked_at = members, time.monotonic()
        return members


def is_member(client: WebClient, user: str) -> bool:
    """Whether Slack knows somebody as more than a guest; True where it does not say."""
    try:
        told = client.users_info(user=user)["user"]
    except SlackApiError:  # such as a scope that is not given
        return True
    return not any(
        told.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger")
    )
