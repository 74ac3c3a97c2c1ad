"""What was pressed: a button, or an option of the menu under a quote. Both mean the same."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App

from handlers.promptly import acked
from handlers.render.blocks import MENU

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


def _chosen(action: str) -> Callable[[Body], bool]:
    def chosen(body: Body) -> bool:
        option = body["actions"][0].get("selected_option") or {}
        return str(option.get("value") or "").partition(":")[0] == action

    return chosen
