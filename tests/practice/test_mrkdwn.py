"""What is active in a text, what a reader sees, and what Slack makes of typed words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.practice.mrkdwn import Token, active, escape, plain, rich_text, tokens, typed, words


def nobody(_sign: str, _name: str) -> None:
    return None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<@U1> and <@U2|olha>", [Token("user", "U1"), Token("user", "U2", "olha")]),
        ("<#C1|politics>", [Token("channel", "C1", "politics")]),
        (
            "<!channel> <!here|here>",
            [Token("broadcast", "channel"), Token("broadcast", "here", "here")],
        ),
        ("<!subteam^S1>", [Token("usergroup", "S1")]),
        ("<!date^1^{date}|then>", [Token("date", "1^{date}", "then")]),
        (
            "<https://example.org/?a=1&amp;b=2|here &amp; now>",
            [Token("link", "https://example.org/?a=1&b=2", "here & now")],
        ),
        ("<mailto:a@example.org>", [Token("link", "mailto:a@example.org")]),
        ("&lt;!channel&gt; &lt;@U1&gt;", []),
        ("a < b > c, <b>, <!nobody>, <>", []),
        ("<@>", []),
    ],
)
def test_what_slack_acts_on(text: str, found: list[Token]) -> None:
    assert list(active(text)) == found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@U1> in <#C1|old> &amp; <!here>", "@olha in #politics & @here"),
        ("<https://example.org|the page> &lt;b&gt;", "the page <b>"),
        ("&amp;lt;", "&lt;"),
        ("<https://example.org|&amp;lt;>", "&lt;"),
        ("<!date^1^{date}|1 June>", "1 June"),
        ("<b>", "<b>"),
    ],
)
def test_what_a_reader_sees(text: str, read: str) -> None:
    assert plain(text, {"U1": "olha", "C1": "politics"}) == read


@given(st.text())
def test_escaped_text_is_inert_and_reads_as_it_was(text: str) -> None:
    assert active(escape(text)) == ()
    assert plain(escape(text)) == text


@given(st.text())
def test_typed_text_names_nobody_but_whom_slack_finds(text: str) -> None:
    kinds = {token.kind for token in active(typed(text, nobody, labelled=True))}
    assert kinds <= {"link"}


def test_every_place_of_a_message_where_something_may_be_active() -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1>"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "<@U2>"}]},
        {"type": "context", "elements": [{"type": "plain_text", "text": "<@U3>"}]},
        {"type": "header", "text": {"type": "plain_text", "text": "<!channel>"}},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_quote",
                    "elements": [
                        {"type": "text", "text": "<!channel>"},
                        {"type": "user", "user_id": "U4"},
                        {"type": "link", "url": "https://example.org", "text": "here"},
                    ],
                }
            ],
        },
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "x"},
                    "url": "https://a.org",
                }
            ],
        },
    ]
    assert tokens("<!here>", blocks) == (
        Token("broadcast", "here"),
        Token("user", "U1"),
        Token("user", "U2"),
        Token("user", "U4"),
        Token("link", "https://example.org", "here"),
        Token("link", "https://a.org"),
    )
    assert words("fallback", blocks).splitlines() == [
        "@U1",
        "@U2",
        "<@U3>",
        "<!channel>",
        "<!channel>@U4here",
        "x",
    ]


def test_what_a_person_writes_goes_out_as_rich_text_too() -> None:
    assert rich_text("see <@U1> &amp; <https://example.org>!")["elements"][0]["elements"] == [
        {"type": "text", "text": "see "},
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " & "},
        {"type": "link", "url": "https://example.org"},
        {"type": "text", "text": "!"},
    ]
