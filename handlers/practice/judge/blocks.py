"""Which blocks there are, what each may hold, and where it may stand."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handlers.practice.judge import limits
from handlers.practice.judge.elements import (
    ACCESSORIES,
    ACTIONS,
    ELEMENTS,
    ID,
    IMAGE_SOURCE,
    INPUTS,
    plain,
    text,
)
from handlers.practice.judge.shape import (
    Check,
    anything,
    boolean,
    both,
    by_type,
    exactly_one,
    integer,
    items,
    one_of,
    said,
    shape,
    string,
)

_MANY = 10_000  # where Slack names no bound of its own
_STYLE = shape(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean),
)


def _run(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {"style": _STYLE, **(optional or {})})


_RUNS = by_type(
    {
        "text": _run({"text": string()}),
        "link": _run({"url": string(limits.URL)}, {"text": string(), "unsafe": boolean}),
        "user": _run({"user_id": string()}),
        "channel": _run({"channel_id": string()}),
        "usergroup": _run({"usergroup_id": string()}),
        "broadcast": _run({"range": one_of("here", "channel", "everyone")}),
        "emoji": _run({"name": string()}, {"unicode": string(), "skin_tone": integer(1, 6)}),
        "date": _run(
            {"timestamp": integer(0, 10**11), "format": string()},
            {"url": string(limits.URL), "fallback": string()},
        ),
        "color": _run({"value": string()}),
    }
)
_BORDER: dict[str, Check] = {"border": integer(0, 1)}
_SECTION = shape({"type": anything, "elements": items(_RUNS, _MANY, least=0)})
_RICH = {
    "rich_text_section": _SECTION,
    "rich_text_quote": shape({"type": anything, "elements": items(_RUNS, _MANY)}, _BORDER),
    "rich_text_preformatted": shape(
        {"type": anything, "elements": items(_RUNS, _MANY)}, {**_BORDER, "language": string()}
    ),
    "rich_text_list": shape(
        {
            "type": anything,
            "style": one_of("bullet", "ordered"),
            "elements": items(by_type({"rich_text_section": _SECTION}), _MANY),
        },
        {"indent": integer(0, limits.LIST_INDENT), "offset": integer(0, _MANY), **_BORDER},
    ),
}


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {"block_id": ID, **(optional or {})})


def _has_text_or_fields(value: Any, at: str) -> Iterator[str]:
    if not value.get("text") and not value.get("fields"):
        yield said("must have text or fields", at)


def _action_ids_differ(value: Any, at: str) -> Iterator[str]:
    elements = value.get("elements")
    if not isinstance(elements, list):
        return
    given = [one.get("action_id") for one in elements if isinstance(one, dict)]
    for action_id, times in Counter(one for one in given if one is not None).items():
        if times > 1:
            yield said(f"action_id {action_id} already exists", f"{at}/elements")


_RICH_TEXT = _block({"elements": items(by_type(_RICH), _MANY)})
_CELL = by_type(
    {
        "raw_text": shape({"type": anything, "text": string()}),
        "raw_number": shape({"type": anything, "value": anything, "text": string()}),
        "rich_text": _RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, at: str) -> Iterator[str]:
    """null stands for a column without settings."""
    return iter(()) if value is None else _COLUMN(value, at)


_CONTEXT = by_type(
    {
        "image": ELEMENTS["image"],
        "plain_text": plain(limits.TEXT),
        "mrkdwn": text(limits.TEXT),
    }
)

BLOCKS: dict[str, Check] = {
    "section": both(
        _block(
            {},
            {
                "text": text(limits.TEXT),
                "fields": items(text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
                "accessory": by_type(ELEMENTS, only=ACCESSORIES),
                "expand": boolean,
            },
        ),
        _has_text_or_fields,
    ),
    "divider": _block({}),
    "header": _block({"text": plain(limits.HEADER_TEXT)}),
    "context": _block({"elements": items(_CONTEXT, limits.CONTEXT_ELEMENTS)}),
    "actions": both(
        _block({"elements": items(by_type(ELEMENTS, only=ACTIONS), limits.ACTIONS_ELEMENTS)}),
        _action_ids_differ,
    ),
    "image": both(
        _block(
            {"alt_text": string(limits.ALT_TEXT)},
            {**IMAGE_SOURCE, "title": plain(limits.IMAGE_TITLE)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain(limits.LABEL), "element": by_type(ELEMENTS, only=INPUTS)},
        {"hint": plain(limits.LABEL), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": _RICH_TEXT,
    "markdown": _block({"text": string(limits.MARKDOWN_TEXT)}),
    "table": _block(
        {"rows": items(items(_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS)},
        {"column_settings": items(_column, limits.TABLE_COLUMNS)},
    ),
}
IN_MESSAGES = frozenset(BLOCKS)
IN_VIEWS = frozenset(BLOCKS) - {"table", "markdown"}
