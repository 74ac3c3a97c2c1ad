"""Which elements Block Kit has, and what each may hold."""

from collections.abc import Iterator
from typing import Any

from handlers.practice.judge import limits
from handlers.practice.judge.shape import (
    Check,
    anything,
    boolean,
    both,
    by_type,
    exactly_one,
    integer,
    items,
    like,
    one_of,
    said,
    shape,
    string,
)

_MOST = 10**12  # where Slack names no bound of its own


def plain(most: int) -> Check:
    return by_type(
        {"plain_text": shape({"type": anything, "text": string(most)}, {"emoji": boolean})}
    )


def text(most: int) -> Check:
    """A text object of either sort."""
    return by_type(
        {
            "plain_text": shape({"type": anything, "text": string(most)}, {"emoji": boolean}),
            "mrkdwn": shape({"type": anything, "text": string(most)}, {"verbatim": boolean}),
        }
    )


ID = string(limits.ID)
_URL = both(string(limits.URL), like(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S*", "a valid url"))
_WEB = both(string(limits.URL), like(r"https?://\S+", "a valid http(s) url"))
_DATE = like(r"\d{4}-\d{2}-\d{2}", "a date, YYYY-MM-DD")
_TIME = like(r"([01]\d|2[0-3]):[0-5]\d", "a time, HH:mm")
_DECIMAL = like(r"-?\d+(\.\d+)?", "a number in a string")
_USER, _CHANNEL = like(r"[UW][A-Z0-9]+", "a user id"), like(r"[CDG][A-Z0-9]+", "a channel id")

CONFIRM = shape(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": text(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)


def option(label: Check, *, url: bool = False) -> Check:
    return shape(
        {"text": label, "value": string(limits.OPTION_VALUE)},
        {"description": plain(limits.OPTION_DESCRIPTION), **({"url": _URL} if url else {})},
    )


OPTION = option(plain(limits.OPTION_TEXT))
OPTION_GROUP = shape(
    {"label": plain(limits.GROUP_LABEL), "options": items(OPTION, limits.SELECT_OPTIONS)}
)
_CHOICE = option(text(limits.OPTION_TEXT))


def _initial_is_an_option(value: Any, at: str) -> Iterator[str]:
    """initial_option and initial_options name options that are there, word for word."""
    groups = value.get("option_groups") or [{"options": value.get("options") or []}]
    there = [one for group in groups for one in group.get("options") or []]
    chosen = [value["initial_option"]] if "initial_option" in value else []
    for one in [*chosen, *(value.get("initial_options") or [])]:
        if one not in there:
            yield said("initial option is not among the options", at)


def _element(
    required: dict[str, Check] | None = None, optional: dict[str, Check] | None = None
) -> Check:
    return shape(
        {"type": anything, **(required or {})},
        {"action_id": ID, "focus_on_load": boolean, **(optional or {})},
    )


_MENU: dict[str, Check] = {"placeholder": plain(limits.PLACEHOLDER), "confirm": CONFIRM}
_LISTED: dict[str, Check] = {
    "options": items(OPTION, limits.SELECT_OPTIONS),
    "option_groups": items(OPTION_GROUP, limits.OPTION_GROUPS),
}
_MANY: dict[str, Check] = {"max_selected_items": integer(1, _MOST)}
_FILTER = shape(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_WRITTEN: dict[str, Check] = {
    "placeholder": plain(limits.PLACEHOLDER),
    "dispatch_action_config": shape(
        {}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_BUTTON = shape(
    {"type": anything, "text": plain(limits.BUTTON_TEXT)},
    {
        "action_id": ID,
        "url": _URL,
        "value": string(limits.BUTTON_VALUE),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(limits.BUTTON_TEXT),
    },
)
IMAGE_SOURCE: dict[str, Check] = {
    "image_url": _WEB,
    "slack_file": both(shape({}, {"id": string(), "url": _WEB}), exactly_one("id", "url")),
}
_IMAGE = both(
    shape({"type": anything, "alt_text": string(limits.ALT_TEXT)}, IMAGE_SOURCE),
    exactly_one("image_url", "slack_file"),
)


def _listed(optional: dict[str, Check]) -> Check:
    return both(
        _element(None, {**_MENU, **_LISTED, **optional}),
        exactly_one("options", "option_groups"),
        _initial_is_an_option,
    )


ELEMENTS: dict[str, Check] = {
    "button": _BUTTON,
    "image": _IMAGE,
    "overflow": shape(
        {
            "type": anything,
            "options": items(option(plain(limits.OPTION_TEXT), url=True), limits.OVERFLOW_OPTIONS),
        },
        {"action_id": ID, "confirm": CONFIRM},
    ),
    "static_select": _listed({"initial_option": OPTION}),
    "multi_static_select": _listed(
        {"initial_options": items(OPTION, limits.SELECT_OPTIONS), **_MANY}
    ),
    "external_select": _element(
        None, {**_MENU, "initial_option": OPTION, "min_query_length": integer(0, 100)}
    ),
    "multi_external_select": _element(
        None,
        {
            **_MENU,
            **_MANY,
            "initial_options": items(OPTION, limits.SELECT_OPTIONS),
            "min_query_length": integer(0, 100),
        },
    ),
    "users_select": _element(None, {**_MENU, "initial_user": _USER}),
    "multi_users_select": _element(
        None, {**_MENU, **_MANY, "initial_users": items(_USER, limits.SELECT_OPTIONS)}
    ),
    "conversations_select": _element(
        None,
        {
            **_MENU,
            "initial_conversation": _CHANNEL,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": _FILTER,
        },
    ),
    "multi_conversations_select": _element(
        None,
        {
            **_MENU,
            **_MANY,
            "initial_conversations": items(_CHANNEL, limits.SELECT_OPTIONS),
            "default_to_current_conversation": boolean,
            "filter": _FILTER,
        },
    ),
    "channels_select": _element(
        None, {**_MENU, "initial_channel": _CHANNEL, "response_url_enabled": boolean}
    ),
    "multi_channels_select": _element(
        None, {**_MENU, **_MANY, "initial_channels": items(_CHANNEL, limits.SELECT_OPTIONS)}
    ),
    "datepicker": _element(None, {**_MENU, "initial_date": _DATE}),
    "timepicker": _element(None, {**_MENU, "initial_time": _TIME, "timezone": string()}),
    "datetimepicker": _element(
        None, {"confirm": CONFIRM, "initial_date_time": integer(10**9, 10**10 - 1)}
    ),
    "radio_buttons": both(
        _element(
            {"options": items(_CHOICE, limits.CHOICES)},
            {"initial_option": _CHOICE, "confirm": CONFIRM},
        ),
        _initial_is_an_option,
    ),
    "checkboxes": both(
        _element(
            {"options": items(_CHOICE, limits.CHOICES)},
            {"initial_options": items(_CHOICE, limits.CHOICES), "confirm": CONFIRM},
        ),
        _initial_is_an_option,
    ),
    "plain_text_input": _element(
        None,
        {
            **_WRITTEN,
            "initial_value": string(limits.INPUT_TEXT),
            "multiline": boolean,
            "min_length": integer(0, limits.INPUT_TEXT),
            "max_length": integer(1, limits.INPUT_TEXT),
        },
    ),
    "email_text_input": _element(None, {**_WRITTEN, "initial_value": string()}),
    "url_text_input": _element(None, {**_WRITTEN, "initial_value": string()}),
    "number_input": _element(
        {"is_decimal_allowed": boolean},
        {**_WRITTEN, "initial_value": _DECIMAL, "min_value": _DECIMAL, "max_value": _DECIMAL},
    ),
    "file_input": shape(
        {"type": anything},
        {"action_id": ID, "filetypes": items(string(), 100), "max_files": integer(1, 10)},
    ),
}

_MENUS = frozenset(
    {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
)
_MULTI = frozenset(f"multi_{name}" for name in _MENUS)
_PICKED = frozenset({"datepicker", "timepicker", "radio_buttons", "checkboxes"})
ACCESSORIES = _MENUS | _MULTI | _PICKED | {"button", "overflow", "image"}
ACTIONS = _MENUS | _PICKED | {"button", "overflow", "datetimepicker"}
INPUTS = (
    _MENUS
    | _MULTI
    | _PICKED
    | {"datetimepicker", "plain_text_input", "email_text_input", "url_text_input"}
    | {"number_input", "file_input"}
)
