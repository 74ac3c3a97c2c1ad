"""A person at work in the workspace, for tests: types, says, presses, submits."""

from typing import TYPE_CHECKING, Any

from handlers.practice import clicks, filled, members, talk
from handlers.practice.errors import Refused
from handlers.practice.installed import BOT_USER
from handlers.practice.methods.files import new_file
from handlers.practice.records import Channel, Json, Message, Person, View
from handlers.practice.reply import Reply

if TYPE_CHECKING:
    from handlers.practice.driver import Practice

WAIT_S = 30.0  # a busy machine takes half of it to load a reading process


class User:
    """A person at work in the workspace."""

    def __init__(self, world: "Practice", person: Person) -> None:
        self._practice = world
        self._world = world.world
        self._space = world.server.space
        self.person = person

    @property
    def id(self) -> str:
        return self.person.id

    def types(self, text: str, in_: str = "", thread: "Reply | str | None" = None) -> Reply | None:
        """Type a command; the message its ack brought (or Slack's own line), None for none."""
        with self._world.lock:
            channel, before = self._where(in_), set(self._mine(self._where(in_)))
            sent = talk.command(self._space, self.person, channel, text, _ts(thread))
        if sent is not None:
            message = sent.result(WAIT_S)
        else:
            with self._world.lock:
                new = [ts for ts in self._mine(channel) if ts not in before]
                message = self._world.messages[channel.id][new[-1]] if new else None
        return self._practice.reply(message) if message else None

    def says(self, text: str, in_: str = "", thread: "Reply | str | None" = None) -> Reply:
        """Post a message; events for it are on their way when this returns."""
        with self._world.lock:
            message = talk.say(self._space, self.person, self._where(in_), text, _ts(thread))
        return self._practice.reply(message)

    def edits(self, message: Reply, text: str) -> None:
        with self._world.lock:
            channel = self._world.channels[message.message.channel]
            talk.edit(self._space, self.person, channel, message.ts, text)

    def deletes(self, message: Reply) -> None:
        with self._world.lock:
            channel = self._world.channels[message.message.channel]
            talk.take_back(self._space, self.person, channel, message.ts)

    def uploads(
        self,
        name: str,
        content: bytes,
        in_: str = "",
        thread: "Reply | str | None" = None,
        beside: str = "",
    ) -> Reply:
        """Share a file, with the words `beside` it in the same message."""
        with self._world.lock:
            file = new_file(self._world.new_id("F"), name, self.id, 0)
            file.content = content
            message = Message(self._where(in_).id, self.id, beside, thread_ts=_ts(thread))
            talk.upload(self._space, self.person, [file], message)
        return self._practice.reply(message)

    def presses(self, button: str, on: "Reply | View", nth: int = 0) -> str | None:
        """Press the button with this text or action_id; Slack's warning, or None.

        An option of a ⋯ menu is pressed by its text too.
        """
        return self._clicks(on, button, nth, button)

    def selects(self, value: Any, on: "Reply | View", menu: str, nth: int = 0) -> str | None:
        """Choose in the menu with this action_id: an option's text or value, or a VALUE."""
        return self._clicks(on, menu, nth, value)

    def _clicks(self, on: "Reply | View", wanted: str, nth: int, value: Any) -> str | None:
        with self._world.lock:
            place, element = self._place(on, wanted, nth)
            if element["type"] == "button":
                value = None
            for option in filled.options_of(element):
                if option["text"]["text"] == value:
                    value = option["value"]
            sent = clicks.press(self._space, self.person, place, value)
        told: str | None = sent.result(WAIT_S)
        return told

    def searches(self, query: str, on: "Reply | View", menu: str) -> list[str]:
        """Type into an external_select; the texts of the options offered."""
        with self._world.lock:
            place, _ = self._place(on, menu, 0)
            sent = clicks.options(self._space, self.person, place, query)
        return [one["text"]["text"] for one in filled.options_of(sent.result(WAIT_S))]

    def submits(self, view: View, values: filled.Values | None = None) -> Json:
        """Send the form; {"outcome": …, "errors"?: …}. values: {block_id: {action_id: VALUE}}."""
        with self._world.lock:
            sent = clicks.submit(self._space, self.person, self._live(view), values or {})
        answer: Json = sent.result(WAIT_S)
        return answer

    def closes(self, view: View) -> None:
        with self._world.lock:
            clicks.close(self._space, self.person, self._live(view))

    def modal(self, timeout_s: float = WAIT_S) -> View:
        """The topmost open modal, waited for."""
        view = self._practice.waits_for(lambda: self._world.top_view(self.id), timeout_s)
        assert isinstance(view, View)  # noqa: S101  what top_view gives
        return view

    def shortcut(self, callback_id: str, on: Reply | None = None) -> str | None:
        with self._world.lock:
            message = self._practice.live(on) if on else None
            sent = clicks.shortcut(self._space, self.person, callback_id, message)
        told: str | None = sent.result(WAIT_S)
        return told

    def opens_home(self, tab: str = "home") -> View | None:
        """Open the app's Home and wait until the app is quiet; the view it published."""
        with self._world.lock:
            clicks.open_home(self._space, self.person, tab)
        self._practice.quiet()
        return self._world.homes.get(self.id)

    def invites_app(self, to: str) -> None:
        with self._world.lock:
            channel = self._world.channel(to)
            members.join(self._world, self._space.events, channel, BOT_USER, self.id)

    def sees(self, in_: str = "", thread: "Reply | str | None" = None) -> list[Reply]:
        """What this person sees: of a channel without its threads, or of one thread."""
        parent = _ts(thread)
        with self._world.lock:
            shown = list(self._world.shown_to(self.id, self._where(in_).id))
            if parent:
                shown = [one for one in shown if parent in (one.ts, one.thread_ts)]
            else:
                shown = [one for one in shown if one.thread_ts in (None, one.ts)]
            return [self._practice.reply(one) for one in shown]

    def _where(self, in_: str) -> Channel:
        """A channel by name; without one, the conversation with the app."""
        return self._world.channel(in_) if in_ else self._world.im(self.id)

    def _mine(self, channel: Channel) -> list[str]:
        return [one.ts for one in self._world.shown_to(self.id, channel.id) if one.only_for]

    def _live(self, view: View) -> View:
        found = self._world.views.get(view.id)
        if found is None:
            raise Refused("view_not_found", "This form is not open any more.")
        return found

    def _place(self, on: "Reply | View", wanted: str, nth: int) -> tuple[clicks.Place, Json]:
        if isinstance(on, View):
            view, message = self._live(on), None
            blocks = view.payload["blocks"]
        else:
            view, message = None, self._practice.live(on)
            blocks = message.blocks
        there = list(filled.elements(blocks))
        hits = [
            (block, one)
            for block, one in there
            if wanted in (one["action_id"], one.get("text", {}).get("text"), *_offers(one))
        ]
        if nth >= len(hits):
            offered = [one.get("text", {}).get("text") or one["action_id"] for _, one in there]
            raise AssertionError(f"nothing to press called “{wanted}”; there is {offered}")
        block, element = hits[nth]
        place = clicks.Place(block["block_id"], element["action_id"], message=message, view=view)
        return place, element


def _offers(element: Json) -> list[str]:
    """What can be pressed in a ⋯ menu."""
    if element["type"] != "overflow":
        return []
    return [option["text"]["text"] for option in filled.options_of(element)]


def _ts(thread: "Reply | str | None") -> str | None:
    """The parent's ts: of a reply in a thread its thread's, of any other message its own."""
    if isinstance(thread, Reply):
        return thread.thread_ts or thread.ts
    return thread
