"""What an element holds: as the page and tests say it (a VALUE), and as Slack tells the app."""

from collections.abc import Iterator
from typing import Any

from handlers.practice.errors import Refused
from handlers.practice.records import Json

Values = dict[str, dict[str, Any]]

_ONE = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_SOME = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
_WRITTEN = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
# element type → (key in the app's payload, key of the initial value)
_PLAIN = {
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    **dict.fromkeys(_WRITTEN, ("value", "initial_value")),
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in reading order."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
        for element in inside:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    for block, element in elements(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return block, element
    raise Refused("action_not_found", "This button is not there any more.")


def options_of(element: Json) -> list[Json]:
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    return [option for group in groups for option in group["options"]]


def initial(blocks: list[Json], before: Values | None = None) -> Values:
    """What is filled in when a view opens; what was typed before stays where the ids stay."""
    filled: Values = {}
    for block, element in elements(blocks):
        if element["type"] in ("button", "overflow"):
            continue
        value = _initial(element)
        old = (before or {}).get(block["block_id"], {})
        if block["type"] == "input" and element["action_id"] in old:
            value = old[element["action_id"]]
        filled.setdefault(block["block_id"], {})[element["action_id"]] = value
    return filled


def _initial(element: Json) -> Any:
    kind = element["type"]
    if kind in _ONE:
        option = element.get("initial_option")
        return option["value"] if option else None
    if kind in _SOME:
        return [option["value"] for option in element.get("initial_options") or []]
    return element.get(_PLAIN[kind][1]) if kind in _PLAIN else None


def for_app(element: Json, value: Any, known: list[Json] | None = None) -> Json:
    """A VALUE as view.state and actions hold it. known: options an external_select was given.

    Refused when an option is chosen that is not there.
    """
    kind = element["type"]
    if kind in _PLAIN:
        empty: Any = [] if kind.startswith("multi_") else None
        return {"type": kind, _PLAIN[kind][0]: value if value not in ("", []) else empty}
    if kind in _ONE:
        chosen = None if value in (None, "") else _option(element, value, known)
        return {"type": kind, "selected_option": chosen}
    if kind in _SOME:
        return {
            "type": kind,
            "selected_options": [_option(element, one, known) for one in value or []],
        }
    return {"type": kind}


def _option(element: Json, value: Any, known: list[Json] | None) -> Json:
    first = [element["initial_option"]] if element.get("initial_option") else []
    there = [*options_of(element), *(known or []), *first, *(element.get("initial_options") or [])]
    for option in there:
        if option["value"] == value:
            return {key: part for key, part in option.items() if key != "url"}
    raise Refused("option_not_found", f"There is no choice “{value}”.")


def state(blocks: list[Json], values: Values, known: list[Json] | None = None) -> Json:
    """state.values of a payload."""
    shown: dict[str, Json] = {}
    for block, element in elements(blocks):
        held = values.get(block["block_id"], {})
        if element["action_id"] in held and element["type"] not in ("button", "overflow"):
            part = for_app(element, held[element["action_id"]], known)
            shown.setdefault(block["block_id"], {})[element["action_id"]] = part
    return {"values": shown}


def mistakes(blocks: list[Json], values: Values) -> dict[str, str]:
    """What Slack's own window says to a form before the app sees it: block_id → sentence."""
    found: dict[str, str] = {}
    for block, element in elements(blocks):
        if block["type"] != "input":
            continue
        value = values.get(block["block_id"], {}).get(element["action_id"])
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
        elif sentence := _mistake(element, value):
            found[block["block_id"]] = sentence
    return found


def _mistake(element: Json, value: Any) -> str | None:
    kind = element["type"]
    if kind == "plain_text_input":
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if len(value) < least:
            return f"Please enter at least {least} characters."
        if len(value) > most:
            return f"Please enter at most {most} characters."
    elif kind == "email_text_input" and ("@" not in value or " " in value):
        return "Please enter a valid email address."
    elif kind == "url_text_input" and not value.startswith(("http://", "https://")):
        return "Please enter a valid URL."
    elif kind == "number_input":
        return _not_that_number(element, value)
    return None


def _not_that_number(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != int(number):
        return "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and number < float(low):
        return f"Please enter {low} or more."
    if high is not None and number > float(high):
        return f"Please enter {high} or less."
    return None
