"""The judge: what Slack would refuse of a message, a view or an answer, as Slack says it.

Pure functions. Each returns nothing, or raises Refused with Slack's error code and one detail for
each thing that is wrong. Whether a channel exists and who is in it is the api's business.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from handlers.practice.errors import Refused
from handlers.practice.judge import limits
from handlers.practice.judge.blocks import BLOCKS, IN_MESSAGES, IN_VIEWS
from handlers.practice.judge.elements import ID, OPTION, OPTION_GROUP, plain
from handlers.practice.judge.shape import (
    Check,
    anything,
    boolean,
    by_type,
    items,
    one_of,
    said,
    shape,
    string,
)
from handlers.practice.records import Json

__all__ = ["judge_blocks", "judge_message", "judge_options", "judge_submission", "judge_view"]

_HOME_BLOCKS = items(by_type(BLOCKS, only=IN_VIEWS), limits.VIEW_BLOCKS)
_COMMON: dict[str, Check] = {
    "blocks": _HOME_BLOCKS,
    "type": one_of("modal", "home"),
}
_META: dict[str, Check] = {
    "private_metadata": string(limits.PRIVATE_METADATA, least=0),
    "callback_id": ID,
    "external_id": string(limits.ID, least=0),
}
_VIEWS: dict[str, Check] = {
    "modal": shape(
        {**_COMMON, "title": plain(limits.VIEW_TITLE)},
        {
            **_META,
            "submit": plain(limits.VIEW_TITLE),
            "close": plain(limits.VIEW_TITLE),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": shape(_COMMON, _META),
}


def judge_message(payload: Json, *, text_most: int = limits.MESSAGE_TEXT) -> None:
    """A message as it comes to chat.*, in an ack, or to a response_url."""
    text, blocks = payload.get("text"), payload.get("blocks")
    attachments = payload.get("attachments")
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    if text is not None and not isinstance(text, str):
        raise Refused("invalid_arguments", details=(said("must be a string", "/text"),))
    if text and len(text) > text_most:
        raise Refused("msg_too_long", details=(f"text has {len(text)} of {text_most} characters",))
    if blocks is not None:
        judge_blocks(blocks)
    if attachments is not None:
        _judge_attachments(attachments)
    if payload.get("metadata") is not None:
        _judge_metadata(payload["metadata"])


def judge_blocks(blocks: Any, *, at: str = "/blocks") -> None:
    """The blocks of a message, all together."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format", details=(said("must be an array", at),))
    check = items(by_type(BLOCKS, only=IN_MESSAGES), limits.MESSAGE_BLOCKS, least=0)
    problems = [*check(blocks, at), *_block_ids_differ(blocks, at), *_one_table(blocks, at)]
    if any(block.get("element", {}).get("type") == "file_input" for block in _inputs(blocks)):
        problems.append(said("file_input is not allowed in messages", at))
    if problems:
        raise Refused("invalid_blocks", details=tuple(problems))
    total = text_of(blocks) + limits.BLOCK_COST * max(0, len(blocks) - 1)
    if total > limits.MESSAGE_BLOCKS_TEXT:
        said_total = f"{total} of {limits.MESSAGE_BLOCKS_TEXT} characters in all blocks"
        raise Refused("msg_blocks_too_long", details=(said_total,))


def judge_view(view: Any, *, kind: str) -> None:
    """kind: "modal" for views.open, push and update of one; "home" for views.publish."""
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", details=(said("must be an object", "/view"),))
    if view.get("type") != kind:
        wrong = said(f"must be {kind}", "/view/type")
        raise Refused("invalid_arguments", details=(wrong,))
    problems = list(_VIEWS[kind](view, "/view"))
    blocks = view.get("blocks")
    if isinstance(blocks, list):
        problems += _block_ids_differ(blocks, "/view/blocks")
        problems += _focus_once(blocks, "/view/blocks")
        if kind == "modal" and any(_inputs(blocks)) and "submit" not in view:
            problems.append(said("missing required field: submit", "/view"))
    if problems:
        raise Refused("invalid_arguments", details=tuple(problems))
    if len(json.dumps(view)) > limits.VIEW_BYTES:
        raise Refused("view_too_large")


def judge_options(answer: Any) -> None:
    """What the app answers when a person types into an external_select."""
    check = shape(
        {},
        {
            "options": items(OPTION, limits.SELECT_OPTIONS, least=0),
            "option_groups": items(OPTION_GROUP, limits.OPTION_GROUPS, least=0),
        },
    )
    problems = list(check(answer, ""))
    if isinstance(answer, dict) and ("options" in answer) == ("option_groups" in answer):
        problems.append(said("must have exactly one of: options, option_groups", ""))
    if problems:
        raise Refused("invalid_options", details=tuple(problems))


def judge_submission(answer: Any, blocks: Iterable[Json]) -> None:
    """What the app answers to a submitted modal with these blocks: nothing, or an action."""
    table: dict[str, Check] = {
        "errors": shape({"response_action": anything, "errors": anything}),
        "update": shape({"response_action": anything, "view": anything}),
        "push": shape({"response_action": anything, "view": anything}),
        "clear": shape({"response_action": anything}),
    }
    if not isinstance(answer, dict):
        raise Refused("invalid_response", details=(said("must be an object", ""),))
    action = answer.get("response_action")
    if not isinstance(action, str) or action not in table:
        raise Refused("invalid_response", details=(said("unknown response_action", ""),))
    problems = list(table[action](answer, ""))
    if action == "errors" and not problems:
        problems += _errors_name_inputs(answer["errors"], blocks)
    if problems:
        raise Refused("invalid_response", details=tuple(problems))
    if action in ("update", "push"):
        judge_view(answer["view"], kind="modal")


def text_of(value: Any) -> int:
    """How many characters of text the blocks hold together, in every text, label and cell."""
    if isinstance(value, list):
        return sum(text_of(item) for item in value)
    if not isinstance(value, dict):
        return 0
    own = sum(len(value[key]) for key in ("text", "alt_text") if isinstance(value.get(key), str))
    return own + sum(text_of(part) for part in value.values())


def _inputs(blocks: Iterable[Any]) -> Iterator[Json]:
    return (one for one in blocks if isinstance(one, dict) and one.get("type") == "input")


def _block_ids_differ(blocks: list[Any], at: str) -> Iterator[str]:
    given = [one.get("block_id") for one in blocks if isinstance(one, dict)]
    for block_id, times in Counter(one for one in given if isinstance(one, str)).items():
        if times > 1:
            yield said(f"block_id {block_id} already exists", at)


def _one_table(blocks: list[Any], at: str) -> Iterator[str]:
    tables = [one for one in blocks if isinstance(one, dict) and one.get("type") == "table"]
    if len(tables) > limits.TABLES:
        yield said("only_one_table_allowed", at)
    if (total := text_of(tables)) > limits.TABLE_TEXT:
        yield said(f"{total} of {limits.TABLE_TEXT} characters in a table", at)


def _focus_once(blocks: list[Any], at: str) -> Iterator[str]:
    if json.dumps(blocks).count('"focus_on_load": true') > 1:
        yield said("only one element may have focus_on_load", at)


def _errors_name_inputs(errors: Any, blocks: Iterable[Json]) -> Iterator[str]:
    if not isinstance(errors, dict) or not errors:
        yield said("must be an object with an error for a block", "/errors")
        return
    fields = {block.get("block_id") for block in _inputs(blocks)}
    for block_id, sentence in errors.items():
        if block_id not in fields:
            yield said(f"there is no input block {block_id}", "/errors")
        if not isinstance(sentence, str) or not sentence:
            yield said("must be a string", f"/errors/{block_id}")


def _judge_attachments(attachments: Any) -> None:
    if not isinstance(attachments, list) or len(attachments) > limits.ATTACHMENTS:
        raise Refused("invalid_attachments")
    for number, one in enumerate(attachments):
        if not isinstance(one, dict):
            raise Refused("invalid_attachments")
        if "blocks" in one:
            judge_blocks(one["blocks"], at=f"/attachments/{number}/blocks")


def _judge_metadata(metadata: Any) -> None:
    if metadata == {}:
        return
    check = shape({"event_type": string(), "event_payload": anything}, {"entities": anything})
    problems = list(check(metadata, "/metadata"))
    if not problems and not isinstance(metadata["event_payload"], dict):
        problems.append(said("must be an object", "/metadata/event_payload"))
    if problems:
        raise Refused("invalid_metadata_format", details=tuple(problems))
    if len(json.dumps(metadata["event_payload"]).encode()) > limits.METADATA_BYTES:
        raise Refused("metadata_too_large")
