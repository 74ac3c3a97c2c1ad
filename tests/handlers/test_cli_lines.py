"""`whosaid read --jsonl`, line by line."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.cli import jsonl
from handlers.intake import MAX_BYTES

IDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "The line is not JSON: Expecting value: line 1 column 1 (char 0)."),
        (b"NaN", "The line is not JSON: NaN is no JSON value."),
        (b'{"id": 1e999, "text": "x"}', "The line is not JSON: Out of range float values"),
        (b"[1]", "The line is not a JSON object."),
        (b"\xff", "The line is not JSON: 'utf-8' codec can't decode byte 0xff"),
        (b"[" * 100_000, "The line is not JSON: maximum recursion depth"),
        (b"9" * 5_000, "The line is not JSON: Exceeds the limit"),
        (b'{"text": null}', "The line has no “text”, or it is not a string."),
        (b" " * (2 * MAX_BYTES + 1), "The line is larger than 20 MB."),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: bytes, said: str) -> None:
    answer = jsonl.asked(line)
    assert answer["id"] is None
    assert answer["error"].startswith(said)


def test_a_line_that_is_too_long_is_not_kept_in_memory() -> None:
    long = b"x" * (5 * MAX_BYTES)
    lines = list(jsonl.lines(io.BytesIO(b"a\n" + long + b"\nb\n" + long)))
    assert [len(line) for line in lines] == [2, 2 * MAX_BYTES + 1, 2, 2 * MAX_BYTES + 1]


@given(IDS, st.text())
def test_what_is_json_comes_back_as_it_was(own: object, text: str) -> None:
    line = json.dumps({"id": own, "text": text})
    answer = jsonl.asked(line.encode())
    if "error" in answer:
        assert any(word in line for word in ("NaN", "Infinity"))
    else:
        assert answer == {"id": own, "text": text}


@given(st.binary())
def test_any_line_gets_an_answer(line: bytes) -> None:
    answer = jsonl.asked(line)
    assert ("error" in answer) != ("text" in answer)
