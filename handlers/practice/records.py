"""What a workspace holds, as Slack holds it: people, channels, messages, views, files."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

PUBLIC, PRIVATE, IM = "public", "private", "im"


@dataclass(slots=True)
class Person:
    """Somebody with an account. zone: IANA. nick: what tests call them ("reporter").

    partner: the other workspace whose account it is: they are met in shared channels only.
    is_single_channel: a guest of the narrower sort (is_ultra_restricted).
    """

    id: str
    nick: str
    name: str
    real_name: str
    zone: str
    is_guest: bool = False
    is_single_channel: bool = False
    partner: str | None = None
    is_bot: bool = False
    color: str = "4a7c59"


@dataclass(slots=True)
class Channel:
    """kind: public, private or im. members: ids of people, the app's among them.

    shared_with: the other workspace it is shared with (Slack Connect), None for most.
    """

    id: str
    name: str
    kind: str
    members: list[str]
    creator: str
    created: int
    topic: str = ""
    archived: bool = False
    shared_with: str | None = None
    read: dict[str, str] = field(default_factory=dict)  # person → ts of the last message seen

    @property
    def event_kind(self) -> str:
        """What `channel_type` says in events: channel, group or im."""
        return {PUBLIC: "channel", PRIVATE: "group", IM: "im"}[self.kind]


@dataclass(slots=True)
class Message:
    """A message, or an ephemeral when `only_for` names the one person who sees it.

    slackbot: Slack itself says it. thread_ts: the parent's ts, also on the parent itself.
    pings: ids of the people whom an active mention notified. by_app: the app wrote it.
    ts: given when it is posted.
    """

    channel: str
    user: str
    text: str
    ts: str = ""
    blocks: list[Json] = field(default_factory=list)
    by_app: bool = False
    thread_ts: str | None = None
    only_for: str | None = None
    slackbot: bool = False
    subtype: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    pings: list[str] = field(default_factory=list)
    broadcast: bool = False
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None
    client_msg_id: str | None = None


@dataclass(slots=True)
class View:
    """A modal or a Home tab. payload: what the app sent. values: what is filled in, as VALUE."""

    id: str
    person: str
    payload: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """awaited: bytes that the app said it would upload."""

    id: str
    name: str
    title: str
    mimetype: str
    filetype: str
    user: str
    created: int
    content: bytes = b""
    alt_txt: str | None = None
    awaited: int = 0
    shared_in: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Faults:
    """What goes wrong, by switch; everything off is a Slack on a good day.

    slow_ms: added to every answer of the Web API. ratelimit: so many next calls of chat.* are
    answered 429 (only those to busy_channel, an id, when it is set). redeliver: every event comes
    4 times. disconnect_every_s: 0 is never. revoked: the app's token. missing_scopes: taken away.
    """

    slow_ms: int = 0
    ratelimit: int = 0
    busy_channel: str = ""
    redeliver: bool = False
    disconnect_every_s: float = 0
    revoked: bool = False
    missing_scopes: list[str] = field(default_factory=list)
