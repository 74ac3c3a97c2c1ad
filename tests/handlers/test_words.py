"""Words for Slack: cut at a word, shut in, escaped, linked; and what a message meant."""

import html
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.heard import Heard, heard, links_in, typed, unformatted
from handlers.render.text import count, cut, escaped, isolated, label, link

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f"


@given(st.text(max_size=300), st.integers(0, 320))
def test_a_cut_is_a_prefix_within_its_limit_that_ends_with_a_word(text: str, limit: int) -> None:
    shown, was_cut = cut(text, limit)
    assert text.startswith(shown)
    assert len(shown) <= limit
    assert was_cut == (len(text) > limit)
    rest = text[len(shown) :]
    one_long_word = not any(char.isspace() for char in text[:limit].strip())
    assert not was_cut or one_long_word or not rest or rest[0].isspace() or not shown.strip()


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("one two three", 7, "one two"),
        ("one two three", 8, "one two"),
        ("one two three", 6, "one"),
        ("endless", 4, "endl"),
        ("one", 0, ""),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == (shown, True)


@given(st.text())
def test_nothing_in_escaped_words_can_act(text: str) -> None:
    shown = escaped(text)
    assert "<" not in shown
    assert ">" not in shown
    assert html.unescape(shown.replace("&amp;", "&")) == html.unescape(text)


@given(st.text(st.one_of(st.sampled_from(TURNS), st.characters()), max_size=40))
def test_marks_that_turn_the_writing_end_with_the_words(text: str) -> None:
    shown = isolated(text)
    assert text in shown
    assert (shown == text) or any(turn in text for turn in TURNS + "\u200e\u061c")
    if shown != text:
        assert _depth_at_the_end(shown) == 0
        assert all(_depth_at_the_end(shown[:at]) > 0 for at in range(1, len(text) + 1))


def _depth_at_the_end(text: str) -> int:
    depth = 0
    for char in text:
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069" and depth > 0)
    return depth


@given(st.text(), st.integers(2, 80))
def test_a_label_fits_and_is_never_empty(text: str, limit: int) -> None:
    shown = label(text, limit)
    assert 0 < len(shown) <= limit
    assert shown == " ".join(shown.split()) or shown.endswith("…")


@pytest.mark.parametrize(
    ("url", "words", "shown"),
    [
        (None, "words", None),
        ("https://a.example/x", "", "https://a.example/x"),
        (
            "https://a.example/x",
            "one-two, three",
            "https://a.example/x#:~:text=one%2Dtwo%2C%20three",
        ),
        ("https://a.example/x#top", "one", "https://a.example/x#top:~:text=one"),
        (
            "https://a.example/x",
            "a b c d e f g h i j k",
            "https://a.example/x#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k",
        ),
        ("javascript:alert(1)", "one", None),
        ("https://a.example/x y", "one", None),
        ("https://[broken", "one", None),
        (f"https://a.example/{'x' * 1_490}", "one", None),
        (f"https://a.example/{'x' * 1_450}", "one " * 9, f"https://a.example/{'x' * 1_450}"),
    ],
)
def test_a_link_points_at_the_words(url: str | None, words: str, shown: str | None) -> None:
    assert link(url, words) == shown


@given(st.text(max_size=80))
def test_a_link_carries_the_words_it_points_at(words: str) -> None:
    shown = link("https://a.example/x", words) or ""
    pointed = shown.partition(":~:text=")[2]
    each = words.encode("utf-8", "replace").decode().split()
    wanted = [" ".join(each)] if len(each) <= 10 else [" ".join(each[:5]), " ".join(each[-5:])]
    assert [unquote(part) for part in pointed.split(",")] == wanted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 quotes"), (1, "1 quote"), (1_200, "1,200 quotes")]
)
def test_numbers_are_counted_in_english(number: int, said: str) -> None:
    assert count(number, "quote") == said


EVENT = {"channel": "C1", "ts": "5.0", "user": "U1", "text": "Lind"}


@pytest.mark.parametrize(
    "changed",
    [
        {"subtype": "message_changed"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"user": None},
        {"user": "UBOT"},
        {"user": "USLACKBOT"},
        {"edited": {"user": "U1", "ts": "6.0"}},
        {"hidden": True},
    ],
)
def test_what_no_person_has_just_said_is_not_heard(changed: dict[str, object]) -> None:
    assert heard({**EVENT, **changed}, "UBOT") is None


def test_a_mention_in_a_thread_is_heard_without_the_mention() -> None:
    event = {
        **EVENT,
        "text": "<@UBOT|whosaid> Lind &amp; <#C2|city> <https://a.example/?a=1&amp;b=2|the link>",
        "thread_ts": "4.0",
        "parent_user_id": "UBOT",
        "subtype": "thread_broadcast",
    }
    assert heard(event, "UBOT") == Heard(
        channel="C1",
        ts="5.0",
        thread="4.0",
        user="U1",
        words="Lind & #city the link",
        links=("https://a.example/?a=1&b=2",),
        direct=False,
        mentioned=True,
        under="UBOT",
        files=(),
    )


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("ask<@UBOT>Lind", "ask Lind"),
        ("ask <@UBOT> Lind", "ask Lind"),
        ("Lind<@UBOT|whosaid>", "Lind"),
        ("<@UBOT>Lind", "Lind"),
    ],
)
def test_a_mention_within_words_leaves_them_apart(sent: str, words: str) -> None:
    message = heard({**EVENT, "text": sent}, "UBOT")
    assert message is not None
    assert message.words == words


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<@U1|ed> <@U2> <!here> <!subteam^S1|@desk>", "@ed @U2 @here @desk"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<https://a.example>", "https://a.example"),
    ],
)
def test_slacks_mark_up_is_undone(sent: str, meant: str) -> None:
    assert typed(sent) == meant


def test_each_web_address_counts_once_and_others_not_at_all() -> None:
    text = "<https://a.example> <https://a.example|again> <mailto:x@y.example> <@U1>"
    assert links_in(text) == ("https://a.example",)


@pytest.mark.parametrize(
    ("formatted", "asked"),
    [
        ("Umerov *about* drones", "Umerov about drones"),
        ("*_Umerov_* about `drones`", "Umerov about drones"),
        ("_*Umerov*_, ~since June~", "Umerov, since June"),
        ("```Umerov about drones```", "Umerov about drones"),
        ("*Umerov about drones*", "Umerov about drones"),
        ("*verify* “_a million_ drones”", "verify “a million drones”"),
        ("> Umerov", "Umerov"),
        ("Umerov\u00a0about\u202fdrones", "Umerov about drones"),
        ("\u200bhelp\ufeff", "help"),
        ("** Umerov", "Umerov"),
        ("5 * 3 * 2, a_b_c and b*c*d", "5 * 3 * 2, a_b_c and b*c*d"),
    ],
)
def test_a_question_is_read_without_its_formatting(formatted: str, asked: str) -> None:
    assert unformatted(formatted) == asked


@given(st.text(st.sampled_from("*_~` >ab\n\u00a0"), max_size=30))
def test_no_formatting_takes_a_letter_away(formatted: str) -> None:
    asked = unformatted(formatted)
    assert [one for one in asked if one in "ab"] == [one for one in formatted if one in "ab"]
