"""Each of Slack's errors is a sentence for the person who can act."""

import pytest
from slack_sdk.errors import SlackApiError

from handlers.troubles import CHANNEL_TROUBLE, TROUBLE, as_message, code, noted, said


def refused(error: str, **more: str) -> SlackApiError:
    return SlackApiError("refused", {"ok": False, "error": error, **more})


@pytest.mark.parametrize("error", [*CHANNEL_TROUBLE, *TROUBLE])
def test_every_known_error_is_one_or_two_plain_sentences(error: str) -> None:
    told = said(refused(error), channel="#city", bot="quotes")
    assert told.endswith(".")
    assert error not in told
    assert "{" not in told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (refused("not_in_channel"), "I am not in #city. Type /invite @quotes there."),
        (
            refused("missing_scope", needed="files:read"),
            "I lack the scope files:read. Whoever runs me can add it under OAuth & Permissions"
            " and install me again.",
        ),
        (refused("odd_thing"), "Slack refused with odd_thing. Tell whoever runs me."),
        (SlackApiError("x", None), "Slack refused with no reason. Tell whoever runs me."),
    ],
)
def test_the_sentence_names_the_place_and_the_remedy(error: SlackApiError, told: str) -> None:
    assert said(error, channel="#city", bot="quotes") == told


def test_a_refusal_in_the_middle_of_an_answer_becomes_its_sentence() -> None:
    def work() -> None:
        raise refused("ratelimited")

    message = as_message(work)
    assert message is not None
    assert message.text == "Slack asks me to slow down. Try again in a minute."


def test_a_note_keeps_the_frames_of_the_cause_and_none_of_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    words = "what somebody typed"
    try:
        try:
            raise KeyError(words)
        except KeyError as cause:
            raise ValueError(words) from cause
    except ValueError as error:
        reference = noted(error)
    assert f"ref={reference} type=ValueError" in caplog.text
    assert "caused by KeyError" in caplog.text
    assert words not in caplog.text
    assert code(refused("x")) == "x"
