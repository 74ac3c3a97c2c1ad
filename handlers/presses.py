"""What was pressed, a button or an option of a menu, and where its answer stands."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, Respond

from handlers.promptly import acked
from handlers.render.blocks import MENU, Message
from handlers.troubles import attempted

Body = dict[str, Any]


def on_press(app: App, action: str, listener: Callable[..., None]) -> None:
    """Run a lazy listener when a button of this action is pressed, or its option chosen."""
    app.action(action)(ack=acked, lazy=[listener])
    app.action(MENU, matchers=[_chosen(action)])(ack=acked, lazy=[listener])


def value_of(body: Body) -> str:
    """What the button or the option carries."""
    action = body["actions"][0]
    if "selected_option" in action:
        return str(action["selected_option"]["value"]).partition(":")[2]
    return str(action["value"])


def tell(respond: Respond, body: Body, message: Message) -> None:
    """Say it to the one who pressed, beside the button: see `seen_in`."""
    respond(replace_original=False, thread_ts=seen_in(body), **message.private())


def turn(respond: Respond, body: Body, work: Callable[[], Message]) -> None:
    """Put what `work` says in the place of the message pressed; what went wrong, under it."""
    turned, problem = attempted(work)
    if turned is not None:
        respond(replace_original=True, **turned.private())
    elif problem is not None:
        tell(respond, body, problem)


def thread_of(body: Body) -> str | None:
    """The thread in which what was pressed stands or which it begins; None for a private answer."""
    container = body.get("container", {})
    thread: str | None = container.get("thread_ts")
    if thread is None and not is_private(body):
        thread = container.get("message_ts")
    return thread


def seen_in(body: Body) -> str | None:
    """The thread in which somebody has what was pressed before them; None for a channel.

    What a message in a channel begins is no such thread: it may be closed, and nobody would see
    there what they alone are told.
    """
    container = body.get("container", {})
    thread: str | None = container.get("thread_ts")
    return None if thread == container.get("message_ts") else thread


def place_of(body: Body) -> str | None:
    """The channel in which what was pressed stands, and its answer will."""
    channel: str | None = body.get("container", {}).get("channel_id")
    return channel


def is_private(body: Body) -> bool:
    """Whether what was pressed is shown to the one who pressed it alone."""
    return bool(body.get("container", {}).get("is_ephemeral"))


def _chosen(action: str) -> Callable[[Body], bool]:
    def chosen(body: Body) -> bool:
        option = body["actions"][0].get("selected_option") or {}
        return str(option.get("value") or "").partition(":")[0] == action

    return chosen
