"""Logs: one event a line, without secrets."""

import io
import logging
from collections.abc import Iterator

import pytest

from handlers.log import set_up


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    set_up("INFO", stream)
    yield stream
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("connected as xoxb-12-AbC", "connected as …"),
        ("XAPP-1-A0-b refused", "… refused"),
        ("postgresql+psycopg://me:pw@host/db", "postgresql+psycopg://…@host/db"),
        ("wss://x/?ticket=abc-123&a=1", "wss://x/?ticket=…&a=1"),
        ("Authorization: Bearer a.b-c", "Authorization: Bearer …"),
        ("two\nlines\r", "two\\nlines"),
    ],
)
def test_an_event_is_one_line_without_secrets(stream: io.StringIO, said: str, logged: str) -> None:
    logging.getLogger("handlers.x").info("%s", said)
    (line,) = stream.getvalue().splitlines()
    assert line.endswith(f"INFO handlers.x {logged}")


def test_a_traceback_stays_on_the_line_without_the_words_of_its_errors(
    stream: io.StringIO,
) -> None:
    words = " ".join(("what", "somebody", "typed"))
    try:
        try:
            raise ValueError(words)
        except ValueError as error:
            raise OSError("xoxb-1") from error
    except OSError:
        logging.getLogger("slack_bolt").exception("failed")
    (line,) = stream.getvalue().splitlines()
    assert line.endswith("ValueError")
    assert "OSError\\ncaused by" in line
    assert "test_log.py" in line
    assert "somebody typed" not in line


def test_libraries_that_log_what_people_write_are_quiet(stream: io.StringIO) -> None:
    logging.getLogger("slack_sdk.web").info("payload")
    logging.getLogger("slack_bolt").warning("trouble")
    assert [line.split(" ", 2)[2] for line in stream.getvalue().splitlines()] == [
        "WARNING slack_bolt trouble"
    ]
