"""What the app is lent with each interaction: a response_url and a trigger_id."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from handlers.practice import judge, messages
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.judge import limits
from handlers.practice.records import Json, Message
from handlers.practice.world import World

_TIDY_EVERY = 1000  # interactions


@dataclass(slots=True)
class Hook:
    """A response_url. message: the ts the interaction came from, None for a command."""

    person: str
    channel: str
    expires: datetime
    message: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Trigger:
    """A trigger_id: one view may be opened with it, soon. view: the modal it came from."""

    person: str
    expires: datetime
    view: str | None = None
    used: bool = False


class Lent:
    """All response_urls and trigger_ids that are out. The caller holds the world's lock."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._hooks: dict[str, Hook] = {}
        self._triggers: dict[str, Trigger] = {}

    def hook(self, person: str, channel: str, message: str | None = None) -> str:
        key = token_hex(12)
        expires = self._world.now() + timedelta(seconds=limits.RESPONSE_URL_S)
        self._hooks[key] = Hook(person, channel, expires, message)
        if len(self._hooks) % _TIDY_EVERY == 0:
            self._forget_expired()
        return key

    def trigger(self, person: str, view: str | None = None) -> str:
        key = f"{self._world.new_id('1')}.{token_hex(8)}"
        expires = self._world.now() + timedelta(seconds=limits.TRIGGER_S)
        self._triggers[key] = Trigger(person, expires, view)
        return key

    def exchange(self, trigger_id: str) -> Trigger:
        """The trigger, which is used up by this; Refused as views.open is."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._world.now() > trigger.expires:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def _forget_expired(self) -> None:
        """Only what expired long ago: until then the app is told why it no longer works."""
        before = self._world.now() - timedelta(seconds=limits.RESPONSE_URL_S)
        self._hooks = {key: one for key, one in self._hooks.items() if one.expires > before}
        self._triggers = {key: one for key, one in self._triggers.items() if one.expires > before}

    def respond(self, key: str, payload: Json) -> None:
        """What POST to a response_url does; Refused with the status Slack gives."""
        hook = self._hooks.get(key)
        if hook is None:
            raise Refused("invalid_url", status=404)
        if self._world.now() > hook.expires:
            raise Refused("expired_url", status=404)
        if hook.uses >= limits.RESPONSE_URL_USES:
            raise Refused("used_url", status=404)
        hook.uses += 1
        try:
            self._respond(hook, payload)
        except Refused as no:
            raise Refused(no.error, no.text, details=no.details, status=400) from no

    def _respond(self, hook: Hook, payload: Json) -> None:
        source = self._world.messages[hook.channel].get(hook.message or "")
        if payload.get("delete_original") and source:
            messages.delete(self._world, source)
            return
        judge.judge_message(payload)
        if payload.get("replace_original") and source:
            change = {"text": payload.get("text") or "", "blocks": payload.get("blocks") or []}
            messages.update(self._world, source, BOT_USER, change)
            return
        show_answer(self._world, hook.channel, hook.person, payload)


def show_answer(world: World, channel: str, person: str, payload: Json) -> Message:
    """A judged answer as a new message: an ephemeral unless it says in_channel."""
    where = world.channels[channel]
    thread = payload.get("thread_ts")
    if thread:
        messages.thread_parent(world, where, thread)
    kind = payload.get("response_type") or "ephemeral"
    if kind not in ("ephemeral", "in_channel"):
        raise Refused("invalid_response_type")
    answer = Message(channel, BOT_USER, str(payload.get("text") or ""))
    answer.blocks = payload.get("blocks") or []
    answer.thread_ts = thread
    answer.metadata = payload.get("metadata")
    answer.only_for = person if kind == "ephemeral" else None
    return messages.post(world, answer)
