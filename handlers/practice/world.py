"""The state of the practice workspace, safe to touch from any thread.

Everything that reads or changes it holds `world.lock`; whoever waits for something to happen
waits on `world.changed`, so that nobody ever sleeps. What people do is in `acts`, what the app
may call is in `api`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from secrets import token_hex
from threading import Condition, RLock
from time import monotonic
from typing import Any

from handlers.practice import newsroom
from handlers.practice.clock import Clock
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER, SLACKBOT, Installed
from handlers.practice.judge import limits
from handlers.practice.records import IM, PUBLIC, Channel, Faults, File, Json, Message, Person, View
from handlers.practice.wire import Wire

Ear = Callable[[str | None, Json], None]


def may_join(person: Person, channel: Channel) -> bool:
    """Without being invited: a public channel of one's own workspace, and no guest at all."""
    return channel.kind == PUBLIC and not person.is_guest and not person.partner


class World:
    """app: as it is installed. ack_timeout_s: only a test makes it shorter than Slack's."""

    def __init__(
        self,
        *,
        app: Installed | None = None,
        start: datetime | None = None,
        ack_timeout_s: float = limits.ACK_S,
    ) -> None:
        self.app = app or Installed()
        self.clock = Clock(start)
        self.ack_timeout_s = ack_timeout_s
        self.lock = RLock()
        self.changed = Condition(self.lock)
        self.faults = Faults()
        self.bot_token = f"xoxb-practice-{token_hex(12)}"
        self.app_token = f"xapp-practice-{token_hex(12)}"
        self.signing_secret = token_hex(16)
        self.wire = Wire(self.tell)
        self.refusals: list[tuple[str, str]] = []  # (method or surface, Slack's error)
        self.early: list[tuple[str, str]] = []  # (method or response_url, what was not acked yet)
        self.unacked: dict[
            str, tuple[str, frozenset[str]]
        ] = {}  # envelope → (name, what it is about)
        self.people: dict[str, Person] = {}
        self.groups: dict[str, list[str]] = {}  # user group → ids of its members
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.files: dict[str, File] = {}
        self.uploads: dict[str, str] = {}  # ticket of an upload address → file, until it is used
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}  # person → ids of open modals, topmost last
        self.homes: dict[str, View] = {}
        self.base_url = ""  # of the server, once it runs: "http://127.0.0.1:8030"
        self.offers: dict[str, list[Json]] = {}  # person → options of external selects
        self.prompts: dict[str, Json] = {}  # im → {"title", "prompts"}
        self.connected = 0  # the app's Socket Mode connections
        self.busy = 0  # envelopes not acked and API calls not answered
        self.number = 0  # of the last id given out
        self._ears: list[Ear] = []
        created = int(self.clock.now().timestamp())
        self.people = {person.id: person for person in newsroom.people(self.app)}
        for channel in newsroom.channels(created):
            self.add_channel(channel)
        own = [person for person in self.people.values() if not person.partner]
        for person in [person for person in own if not person.is_bot]:
            self.add_channel(newsroom.app_dm(person, created))

    def now(self) -> datetime:
        return self.clock.now()

    def new_id(self, letter: str) -> str:
        """Slack's sort of id: a letter and figures."""
        with self.lock:
            self.number += 1
            return f"{letter}{self.number:08d}"

    # ---- who and where

    def person(self, who: str) -> Person:
        """By id, nick ("reporter"), or name, with or without @; Refused user_not_found."""
        wanted = who.removeprefix("@")
        for person in self.people.values():
            if wanted in (person.id, person.nick, person.name):
                return person
        raise Refused("user_not_found", f"Nobody here is called “{wanted}”.")

    def channel(self, where: str) -> Channel:
        """By id or name, with or without #; Refused channel_not_found."""
        if where in self.channels:
            return self.channels[where]
        wanted = where.removeprefix("#")
        for channel in self.channels.values():
            if channel.name == wanted and wanted:
                return channel
        raise Refused("channel_not_found", f"There is no channel “{wanted}”.")

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})
        return channel

    def im(self, person: str, other: str = BOT_USER) -> Channel:
        """The conversation of two people (the second is the app unless said), made when new."""
        for channel in self.channels.values():
            if channel.kind == IM and sorted(channel.members) == sorted([person, other]):
                return channel
        created = int(self.now().timestamp())
        made = Channel(self.new_id("D"), "", IM, [person, other], person, created)
        return self.add_channel(made)

    def sees(self, person: Person, channel: Channel) -> bool:
        return person.id in channel.members or may_join(person, channel)

    def message(self, channel: str, ts: str) -> Message:
        found = self.messages.get(channel, {}).get(ts)
        if found is None:
            raise Refused("message_not_found", "This message is not there any more.")
        return found

    def shown_to(self, person: str, channel: str) -> Iterator[Message]:
        """The messages of a channel that a person sees, oldest first, replies among them."""
        for message in self.messages[channel].values():
            if message.only_for in (None, person):
                yield message

    def top_view(self, person: str) -> View | None:
        stack = self.stacks.get(person)
        return self.views[stack[-1]] if stack else None

    def names(self) -> dict[str, str]:
        """id → shown name, of people and channels."""
        shown = {person.id: person.name for person in self.people.values()}
        shown[SLACKBOT] = "Slackbot"
        return shown | {channel.id: channel.name for channel in self.channels.values()}

    # ---- telling and waiting

    def listen(self, ear: Ear) -> Callable[[], None]:
        """Be told of every change: ear(person it is for or None for all, event). Returns unlisten.

        The ear is called with the lock held: it must hand the event on and return at once.
        """
        self._ears.append(ear)
        return lambda: self._ears.remove(ear)

    def tell(self, event: Json, person: str | None = None) -> None:
        with self.changed:
            for ear in list(self._ears):
                ear(person, event)
            self.changed.notify_all()

    def waits_for(self, happened: Callable[[], Any], timeout_s: float = 10.0) -> Any:
        """Wait until `happened()` is true and return what it returned; TimeoutError otherwise."""
        give_up = monotonic() + timeout_s
        with self.changed:
            while not (answer := happened()):
                left = give_up - monotonic()
                if left <= 0 or not self.changed.wait(left):
                    answer = happened()
                    if answer:
                        break
                    raise TimeoutError(f"nothing of the kind within {timeout_s} s")
            return answer

    def acked(self, envelope: str) -> None:
        """The app has acked; with it, whatever else tells of the same thing may be answered too.

        A mention comes as two events, and an answer to one of them is no answer to the other.
        """
        with self.lock:
            _, about = self.unacked.pop(envelope, ("", frozenset()))
            for other, (name, named) in self.unacked.items():
                self.unacked[other] = (name, named - about)

    def answers(self, what: str, about: str) -> None:
        """Remember an answer that comes before the ack of what it answers.

        Slack shows it before the ack then, which people read as two answers in the wrong order.
        """
        for name, named in self.unacked.values():
            if about in named:
                self.early.append((what, name))

    def refuse(self, what: str, error: str) -> None:
        """Remember what Slack would have refused, so that a test can say: nothing."""
        with self.changed:
            self.refusals.append((what, error))
