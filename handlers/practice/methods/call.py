"""One call of the Web API: its arguments, read as Slack reads them, and the table of methods."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.records import PRIVATE, PUBLIC, Channel, Json
from handlers.practice.talk import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """arguments: as they came, strings from a form, any JSON from a JSON body."""

    space: Workspace
    name: str
    arguments: Json
    scopes: frozenset[str]

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.arguments.get(key)
        if value in (None, ""):
            if required:
                raise Refused("invalid_arguments", details=(f"missing required field: {key}",))
            return ""
        return str(value)

    def flag(self, key: str) -> bool | None:
        value = self.arguments.get(key)
        if value in (None, ""):
            return None
        return str(value).lower() in ("1", "true")

    def whole(self, key: str, default: int, most: int) -> int:
        try:
            return max(1, min(int(self.arguments.get(key) or default), most))
        except (TypeError, ValueError):
            raise Refused("invalid_arguments", details=(f"{key} must be an integer",)) from None

    def structure(self, key: str, error: str) -> Any:
        """A JSON value, or its JSON text; None when it is missing; `error` when it is neither."""
        value = self.arguments.get(key)
        if value in (None, ""):
            return None
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise Refused(error, details=(f"{key} is not JSON",)) from None
        return value

    def need(self, *scopes: str) -> None:
        """Refused missing_scope unless the app has one of these."""
        if not self.scopes.intersection(scopes):
            provided = ",".join(sorted(self.scopes))
            raise Refused("missing_scope", extra={"needed": scopes[0], "provided": provided})

    def channel(self, key: str = "channel", *, at: str = "") -> Channel:
        """The channel meant, as far as the app can know of it; the app need not be in it.

        at: its id, where the call names several.
        """
        world = self.space.world
        wanted = at or self.text(key)
        if wanted.startswith(("U", "W")) and wanted in world.people:
            return world.im(wanted)
        found = world.channels.get(wanted) or next(
            (one for one in world.channels.values() if one.name and f"#{one.name}" == wanted), None
        )
        if found is None or (found.kind != PUBLIC and BOT_USER not in found.members):
            raise Refused("channel_not_found")
        return found

    def open_channel(self, key: str = "channel", *, at: str = "") -> Channel:
        """A channel the app may write in: it is a member, and it is not archived."""
        channel = self.channel(key, at=at)
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        if channel.archived:
            raise Refused("is_archived")
        return channel

    def page(self, items: list[Json], default: int, most: int) -> tuple[list[Json], Json]:
        """The part of a list that limit and cursor ask for, and its response_metadata."""
        limit = self.whole("limit", default, most)
        cursor = self.text("cursor")
        if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
            raise Refused("invalid_cursor")
        start = int(cursor[5:]) if cursor else 0
        more = start + limit < len(items)
        follows = f"next:{start + limit}" if more else ""
        return items[start : start + limit], {"next_cursor": follows}


def history_scope(channel: Channel) -> str:
    return {"channel": "channels", "group": "groups", "im": "im"}[channel.event_kind] + ":history"


def read_scope(channel: Channel) -> str:
    if channel.kind == PUBLIC:
        return "channels:read"
    return "groups:read" if channel.kind == PRIVATE else "im:read"


@dataclass(frozen=True, slots=True)
class Method:
    """scopes: any one of them will do; none for those that need only a token.

    app_level: takes the app-level token, not the bot's.
    """

    run: Callable[[Call], Json]
    scopes: tuple[str, ...]
    app_level: bool = False


METHODS: dict[str, Method] = {}


def method(
    name: str, *scopes: str, app_level: bool = False
) -> Callable[[Callable[[Call], Json]], Callable[[Call], Json]]:
    """Enter a function into the table; it runs with the world's lock held."""

    def enter(run: Callable[[Call], Json]) -> Callable[[Call], Json]:
        METHODS[name] = Method(run, scopes, app_level)
        return run

    return enter
