"""The manners of a good bot: in time, once, in order, and never a traceback for the person."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from newsrooms import Newsroom, reply_to
from sqlalchemy import event

from handlers.practice.judge import limits
from handlers.promptly import PATIENCE_S

TYPED = "a secret thing somebody typed"


@contextmanager
def before_every_connection(newsroom: Newsroom, act: Any) -> Iterator[None]:
    """The database does `act` first, whoever takes a connection to it."""

    def first(*_: object) -> None:
        act()

    event.listen(newsroom.engine, "checkout", first)
    try:
        yield
    finally:
        event.remove(newsroom.engine, "checkout", first)


def acks_ms(newsroom: Newsroom) -> list[float]:
    return [
        entry["ms"] for entry in newsroom.world.wire() if entry["name"] == "slash_commands /whosaid"
    ]


def test_a_database_that_hangs_is_acked_in_time_and_answered_when_it_is_back(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    back = threading.Event()
    with before_every_connection(newsroom, lambda: back.wait(10)):
        try:
            assert reporter.types("/whosaid Lind", in_="#newsdesk") is None
            assert PATIENCE_S < acks_ms(newsroom)[0] / 1000 < limits.ACK_S
        finally:
            back.set()
        world.quiet()
    (late,) = reporter.sees("#newsdesk")
    assert late.ephemeral
    assert "5 of 12 quotes" in late.words
    assert world.refusals == []


def test_an_unexpected_error_gives_a_reference_that_is_in_the_log(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    def break_it() -> None:
        raise ZeroDivisionError(TYPED)

    reporter = newsroom.world.user("reporter")
    with before_every_connection(newsroom, break_it), caplog.at_level(logging.ERROR):
        reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    _, _, reference = reply.words.partition("it is written down as ")
    noted = "\n".join(record.getMessage() for record in caplog.records)
    assert f"ref={reference[:8]} type=ZeroDivisionError" in noted
    assert "break_it" in noted  # the traceback
    assert "secret" not in noted


def test_an_error_on_a_button_is_told_to_the_one_who_pressed(newsroom: Newsroom) -> None:
    def break_it() -> None:
        raise ZeroDivisionError

    world, reporter = newsroom.world, newsroom.world.user("reporter")
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    with before_every_connection(newsroom, break_it):
        for button in ("Show context", "Older", "Share to channel"):
            reporter.presses(button, on=reply)
        world.quiet()
    assert (
        sum("Something broke on my side" in each.words for each in reporter.sees("#newsdesk")) == 3
    )
    assert world.messages("#newsdesk") == []


def test_answers_come_inside_the_ack(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    for _ in range(20):
        reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    newsroom.world.quiet()
    late = [each for each in newsroom.world.wire() if each["kind"] == "response_url"]
    assert len(late) < 10, "a busy machine may be late with some; how fast is for tests/bench"


def test_nothing_reaches_slack_before_its_ack(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    for number in range(10):
        said = reporter.says(f"@whosaid Lind about drones {number}", in_="#newsdesk")
        world.answer(said)
        reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
        reporter.presses("Show context", on=reply)
        world.quiet()
    assert (world.refusals, world.early) == ([], [])


def test_being_asked_to_slow_down_loses_nothing_and_holds_up_no_other_channel(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.ratelimit = 1
    slow = reporter.says("@whosaid Lind", in_="#newsdesk")
    world.waits_for(lambda: any(each["error"] == "ratelimited" for each in world.wire()))
    other = reporter.says("@whosaid Lind", in_="#politics")
    world.answer(other)
    assert world.answers(slow) == []  # still waiting as it was told, and the other was not held
    world.answer(slow)
    assert [len(world.answers(each)) for each in (slow, other)] == [1, 1]


def test_a_disconnect_in_the_middle_loses_no_command(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    for number in range(12):
        if number % 4 == 1:
            world.disconnect()
        reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
        assert "5 of 12 quotes" in reply.words
    assert world.refusals == []


def test_redeliveries_and_disconnects_lose_nothing_and_double_nothing(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.redeliver = True
    said = []
    for number in range(20):
        if number % 5 == 2:
            world.disconnect()
        assert "5 of 12" in reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk").words
        if number % 4 == 0:
            said.append(reporter.says("@whosaid Lind", in_="#newsdesk"))
    world.quiet()
    assert [len(world.answers(each)) for each in said] == [1] * 5
    assert world.refusals == []


def test_no_message_text_and_no_token_is_logged(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    with caplog.at_level(logging.INFO):
        world.answer(reporter.says("@whosaid Lind about drones", in_="#newsdesk"))
        reply_to(newsroom, reporter, "/whosaid Lind about secretplans", in_="#newsdesk")
        world.quiet()
    logged = "\n".join(record.getMessage() for record in caplog.records)
    for private in ("drones", "secretplans", world.connection.bot_token, "xapp-"):
        assert private not in logged


def test_without_the_optional_scopes_commands_and_mentions_still_work(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    world.faults.missing_scopes = ["channels:history", "users:read", "files:read"]
    reply = reply_to(newsroom, reporter, "/whosaid Lind", in_="#newsdesk")
    assert "5 of 12 quotes" in reply.words
    assert "5 of 12 quotes" in world.answer(reporter.says("@whosaid Lind", in_="#newsdesk")).words
