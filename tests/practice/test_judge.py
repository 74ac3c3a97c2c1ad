"""The judge refuses what Slack refuses: every limit at its edge and a step beyond, odd keys."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.practice.errors import Refused
from handlers.practice.judge import (
    judge_blocks,
    judge_message,
    judge_options,
    judge_submission,
    judge_view,
    limits,
)


def plain(length=5):
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length=5):
    return {"type": "mrkdwn", "text": "x" * length}


def section(**parts):
    text = {} if {"text", "fields"} & set(parts) else {"text": mrkdwn()}
    return {"type": "section", **text, **parts}


def button(**parts):
    return {"type": "button", "action_id": "go", "text": plain(), **parts}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def many(element, count):
    return [{**element, "action_id": f"a{number}"} for number in range(count)]


def option(text=5, value=5, **parts):
    return {"text": plain(text), "value": "v" * value, **parts}


def select(**parts):
    return {"type": "static_select", "action_id": "s", "options": [option()], **parts}


def accessory(element):
    return section(text=mrkdwn(), accessory=element)


def context(*elements):
    return {"type": "context", "elements": list(elements)}


def header(text):
    return {"type": "header", "text": text}


def table(rows=1, columns=1, **parts):
    cell = {"type": "raw_text", "text": "x"}
    return {"type": "table", "rows": [[cell] * columns for _ in range(rows)], **parts}


def rich(*runs, kind="rich_text_section"):
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(runs)}]}


def image(**parts):
    return {"type": "image", "alt_text": "a", "image_url": "https://example.org/a.png", **parts}


def field(element, **parts):
    return {"type": "input", "block_id": "f", "label": plain(), "element": element, **parts}


TYPED = {"type": "plain_text_input", "action_id": "t"}
CONFIRM = {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)}
TEXT_RUN = {"type": "text", "text": "x"}

ALLOWED = [
    [section(text=mrkdwn(limits.TEXT))],
    [section(fields=[mrkdwn(limits.FIELD_TEXT)] * 6)],
    [section(fields=[mrkdwn(1)] * limits.SECTION_FIELDS)],
    [header(plain(limits.HEADER_TEXT))],
    [actions(*many(button(), limits.ACTIONS_ELEMENTS))],
    [actions(button(text=plain(limits.BUTTON_TEXT), value="v" * limits.BUTTON_VALUE))],
    [actions(button(url="https://example.org/", style="danger", confirm=CONFIRM))],
    [actions({"type": "overflow", "action_id": "o", "options": [option()] * 5})],
    [actions(select(options=[option()] * limits.SELECT_OPTIONS))],
    [accessory(select(options=[option(limits.OPTION_TEXT, limits.OPTION_VALUE)]))],
    [accessory(select(initial_option=option(), placeholder=plain(limits.PLACEHOLDER)))],
    [accessory(image())],
    [context(*[mrkdwn()] * limits.CONTEXT_ELEMENTS)],
    [context(image(), plain())],
    [table(limits.TABLE_ROWS, limits.TABLE_COLUMNS)],
    [table(column_settings=[None, {"align": "right", "is_wrapped": True}])],
    [rich(TEXT_RUN, {"type": "link", "url": "https://example.org/", "style": {"bold": True}})],
    [rich(TEXT_RUN, kind="rich_text_quote")],
    [image(title=plain())],
    [{"type": "divider"}],
    [{"type": "markdown", "text": "**bold**"}],
    [section(block_id="a"), section(block_id="b")],
    [section()] * limits.MESSAGE_BLOCKS,
    [section(text=mrkdwn(2540))] * 5,
    [field(TYPED, dispatch_action=True)],
]

REFUSED = [
    ([section(text=mrkdwn(limits.TEXT + 1))], "must be less than 3001 characters"),
    ([section(text=mrkdwn(0))], "must be more than 0 characters"),
    ([section(text={"type": "mrkdwn", "text": None})], "must be a string"),
    ([section(text="bare")], "must be an object"),
    ([section(text=None)], "must be an object"),
    ([{"type": "section"}], "must have text or fields"),
    ([section(fields=[mrkdwn(limits.FIELD_TEXT + 1)])], "must be less than 2001 characters"),
    ([section(fields=[mrkdwn()] * 11)], "no more than 10 items allowed"),
    ([section(text={"type": "markdown", "text": "x"})], "unsupported type: markdown"),
    ([section(text={**mrkdwn(), "emoji": True})], "invalid additional property: emoji"),
    ([section(text={**plain(), "verbatim": True})], "invalid additional property: verbatim"),
    ([header(plain(151))], "must be less than 151 characters"),
    ([header(mrkdwn())], "unsupported type: mrkdwn"),
    ([actions(*many(button(), 26))], "no more than 25 items allowed"),
    ([actions()], "no fewer than 1 items allowed"),
    ([actions(button(), button())], "action_id go already exists"),
    ([actions(button(text=plain(76)))], "must be less than 76 characters"),
    ([actions(button(text=mrkdwn()))], "unsupported type: mrkdwn"),
    ([actions(button(value="v" * 2001))], "must be less than 2001 characters"),
    ([actions(button(value=""))], "must be more than 0 characters"),
    ([actions(button(style="default"))], "must be one of: primary, danger"),
    ([actions(button(colour="red"))], "invalid additional property: colour"),
    ([actions(button(action_id="a" * 256))], "must be less than 256 characters"),
    ([actions(button(url="example.org"))], "must be a valid url"),
    ([actions({"type": "overflow", "options": [option()] * 6})], "no more than 5 items allowed"),
    ([actions(select(options=[option()] * 101))], "no more than 100 items allowed"),
    ([actions(select(options=[]))], "no fewer than 1 items allowed"),
    ([actions(select(options=[option(76)]))], "must be less than 76 characters"),
    ([actions(select(options=[option(value=151)]))], "must be less than 151 characters"),
    ([actions(select(options=[option(url="https://a.org")]))], "invalid additional property: url"),
    ([actions(select(option_groups=[]))], "must have exactly one of"),
    ([actions(select(initial_option=option(4)))], "initial option is not among the options"),
    ([actions(select(placeholder=plain(151)))], "must be less than 151 characters"),
    ([actions({**select(), "type": "multi_static_select"})], "type not allowed here"),
    ([actions(TYPED)], "type not allowed here: plain_text_input"),
    ([accessory(TYPED)], "type not allowed here: plain_text_input"),
    ([actions({"type": "workflow_button"})], "unsupported type: workflow_button"),
    ([actions(button(confirm={**CONFIRM, "title": plain(101)}))], "must be less than 101"),
    ([context(*[mrkdwn()] * 11)], "no more than 10 items allowed"),
    ([context(button())], "unsupported type: button"),
    ([table(101)], "no more than 100 items allowed"),
    ([table(1, 21)], "no more than 20 items allowed"),
    ([table(), table()], "only_one_table_allowed"),
    ([{"type": "table", "rows": [[mrkdwn()]]}], "unsupported type: mrkdwn"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}], "more than 0 characters"),
    ([rich({"type": "text", "text": ""})], "must be more than 0 characters"),
    ([rich({"type": "blink", "text": "x"})], "unsupported type: blink"),
    ([rich({"type": "broadcast", "range": "all"})], "must be one of: here, channel, everyone"),
    ([image(image_url="ftp://example.org/a.png")], "must be a valid http(s) url"),
    ([{"type": "image", "alt_text": "a"}], "must have exactly one of: image_url, slack_file"),
    ([image(slack_file={"id": "F1"})], "must have exactly one of: image_url, slack_file"),
    ([{"type": "image", "image_url": "https://example.org/"}], "missing required field: alt_text"),
    ([section(block_id="a"), section(block_id="a")], "block_id a already exists"),
    ([section(block_id="a" * 256)], "must be less than 256 characters"),
    ([section(block_id="")], "must be more than 0 characters"),
    ([section()] * 51, "no more than 50 items allowed"),
    ([{"type": "sektion"}], "unsupported type: sektion"),
    ([{"text": plain()}], "unsupported type: None"),
    (["x"], "must be an object"),
    ([{"type": "divider", "text": plain()}], "invalid additional property: text"),
    ([field({"type": "file_input"})], "file_input is not allowed in messages"),
    ([{"type": "input", "element": TYPED}], "missing required field: label"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters"),
]


@pytest.mark.parametrize("blocks", ALLOWED)
def test_what_is_within_the_limits_passes(blocks) -> None:
    judge_blocks(blocks)


@pytest.mark.parametrize(("blocks", "why"), REFUSED)
def test_what_slack_refuses_is_refused_with_its_place(blocks, why: str) -> None:
    with pytest.raises(Refused) as refused:
        judge_blocks(blocks)
    assert refused.value.error == "invalid_blocks"
    assert any(why in one and "[json-pointer:/blocks" in one for one in refused.value.details)


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "", "blocks": []}, "no_text"),
        ({"text": 5}, "invalid_arguments"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "blocks": "[]"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [section(text=mrkdwn(2541))] * 5}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": [section(text=mrkdwn(145))] * 50}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": [table(50, 20), table(50, 20)]}, "invalid_blocks"),
        ({"text": "x", "attachments": {}}, "invalid_attachments"),
        ({"text": "x", "attachments": [{"blocks": [{"type": "x"}]}]}, "invalid_blocks"),
        ({"text": "x", "metadata": {"event_type": "e"}}, "invalid_metadata_format"),
        (
            {"text": "x", "metadata": {"event_type": "e", "event_payload": []}},
            "invalid_metadata_format",
        ),
        (
            {"text": "x", "metadata": {"event_type": "e", "event_payload": {"a": "x" * 8000}}},
            "metadata_too_large",
        ),
    ],
)
def test_a_message_as_a_whole(payload, error: str) -> None:
    with pytest.raises(Refused) as refused:
        judge_message(payload)
    assert refused.value.error == error


def test_an_update_may_have_less_text_than_a_message() -> None:
    judge_message({"text": "x" * 40_000})
    judge_message({"text": "x" * 4_000}, text_most=limits.UPDATE_TEXT)
    with pytest.raises(Refused, match="msg_too_long"):
        judge_message({"text": "x" * 4_001}, text_most=limits.UPDATE_TEXT)


def modal(**parts):
    return {"type": "modal", "title": plain(), "blocks": [section()], **parts}


@pytest.mark.parametrize(
    "view",
    [
        modal(title=plain(24), close=plain(24), private_metadata="x" * 3000, callback_id="c" * 255),
        modal(blocks=[section()] * 100),
        modal(blocks=[field(TYPED)], submit=plain(24)),
        modal(blocks=[field({"type": "file_input"})], submit=plain()),
    ],
)
def test_a_modal_within_the_limits_passes(view) -> None:
    judge_view(view, kind="modal")


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (modal(title=plain(25)), "must be less than 25 characters"),
        (modal(title=mrkdwn()), "unsupported type: mrkdwn"),
        (modal(submit=plain(25)), "must be less than 25 characters"),
        (modal(close=plain(25)), "must be less than 25 characters"),
        (modal(blocks=[section()] * 101), "no more than 100 items allowed"),
        (modal(blocks=[]), "no fewer than 1 items allowed"),
        (modal(blocks=[field(TYPED)]), "missing required field: submit"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(blocks=[table()]), "type not allowed here: table"),
        (modal(blocks=[{"type": "markdown", "text": "x"}]), "type not allowed here: markdown"),
        (modal(blocks=[section(block_id="a"), section(block_id="a")]), "block_id a already exists"),
        (modal(hash="1"), "invalid additional property: hash"),
        ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
        ({"type": "home", "blocks": [section()]}, "must be modal"),
        (
            modal(
                submit=plain(),
                blocks=[
                    field({**TYPED, "focus_on_load": True}),
                    field({**TYPED, "focus_on_load": True}, block_id="g"),
                ],
            ),
            "only one element may have focus_on_load",
        ),
        ("view", "must be an object"),
    ],
)
def test_a_modal_slack_refuses(view, why: str) -> None:
    with pytest.raises(Refused) as refused:
        judge_view(view, kind="modal")
    assert refused.value.error == "invalid_arguments"
    assert any(why in one for one in refused.value.details)


def test_a_home_has_neither_title_nor_submit() -> None:
    judge_view({"type": "home", "blocks": [section()] * 100}, kind="home")
    with pytest.raises(Refused, match="invalid additional property: title"):
        judge_view({"type": "home", "title": plain(), "blocks": [section()]}, kind="home")


def test_a_view_of_many_letters_is_too_large() -> None:
    blocks = [section(text=mrkdwn(2900)) for _ in range(90)]
    with pytest.raises(Refused, match="view_too_large"):
        judge_view(modal(blocks=blocks), kind="modal")


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [option()] * 101},
        {"options": [option(76)]},
        {"options": [], "option_groups": []},
        {},
        "x",
    ],
)
def test_offers_that_slack_refuses(answer) -> None:
    judge_options({"options": [option()] * 100})
    with pytest.raises(Refused, match="invalid_options"):
        judge_options(answer)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"response_action": "errors", "errors": {"other": "No."}}, "invalid_response"),
        ({"response_action": "errors", "errors": {"f": ""}}, "invalid_response"),
        ({"response_action": "errors", "errors": {}}, "invalid_response"),
        ({"response_action": "errors"}, "invalid_response"),
        ({"response_action": "close"}, "invalid_response"),
        ({"response_action": "update", "view": {"type": "modal"}}, "invalid_arguments"),
        ({"response_action": "update"}, "invalid_response"),
        ({"text": "thanks"}, "invalid_response"),
        ([], "invalid_response"),
    ],
)
def test_answers_to_a_form_that_slack_refuses(answer, error: str) -> None:
    form = [field(TYPED)]
    judge_submission({"response_action": "errors", "errors": {"f": "Too long."}}, form)
    judge_submission({"response_action": "update", "view": modal()}, form)
    judge_submission({"response_action": "clear"}, form)
    with pytest.raises(Refused) as refused:
        judge_submission(answer, form)
    assert refused.value.error == error


@pytest.mark.parametrize("blocks", ALLOWED)
def test_what_passes_here_passes_slacks_own_models(blocks) -> None:
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()


def test_a_modal_that_passes_here_passes_slacks_own_model() -> None:
    View(**modal(blocks=[field(TYPED)], submit=plain(24))).to_dict()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "block_id", "fields", "rows", "value"])
            | st.text(max_size=3),
            inner | st.sampled_from(["section", "actions", "mrkdwn", "button", "table"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=3))
def test_any_json_is_judged_without_falling_over(blocks) -> None:
    with suppress(Refused):
        judge_blocks(blocks)
