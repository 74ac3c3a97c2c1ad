"""Words held against what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fingerprints import fingerprints
from bot.verify import Change, Finding, compare

SAID = "We will open the grain port by May. Nobody should doubt that, “not even” the harbour-master"


@pytest.mark.parametrize(
    ("typed", "finding", "changes", "left_out"),
    [
        ("We will open the grain port by May.", "exact", [], ("", "")),
        ("“We will open the grain port by May”", "exact", [], ("", "")),
        (SAID, "exact", [], ("", "")),
        ("we will open the grain port, by May", "punctuation", [], ("", "")),
        (
            "Nobody should doubt that – 'not even' the harbour–master",
            "punctuation",
            [],
            ("", ""),
        ),
        (
            "will open the grain port",
            "cut",
            [],
            ("We", "by May."),
        ),
        (
            "We will open … by May",
            "cut",
            [("", "the grain port")],
            ("", ""),
        ),
        (
            "We will open the [old] grain port by May",
            "punctuation",
            [],
            ("", ""),
        ),
        (
            "We will [not] open the grain port by May",
            "altered",
            [("not", "")],
            ("", ""),
        ),
        (
            "We will open the coal port by May",
            "altered",
            [("coal", "grain")],
            ("", ""),
        ),
        (
            "We will never open the grain port by May",
            "altered",
            [("never", "")],
            ("", ""),
        ),
    ],
)
def test_a_sentence_is_told_what_became_of_it(
    typed: str, finding: str, changes: list[tuple[str, str]], left_out: tuple[str, str]
) -> None:
    found = compare(typed, SAID)
    assert found is not None
    assert (found.finding, found.changes) == (
        Finding(finding),
        tuple(Change(*change) for change in changes),
    )
    assert (found.before, found.after) == left_out


@pytest.mark.parametrize(
    ("typed", "said", "finding"),
    [
        ("We can cross the bay tonight", "We can’t cross the bay tonight", "altered"),
        ("We don't cross the bay", "We don’t cross the bay", "punctuation"),
        ("It will cost us €5 million", "It will cost us $5 million", "altered"),
        ("It will cost us 5 million", "It will cost us $5 million", "cut"),
        ("5 million is a fair price", "$5 million is a fair price", "cut"),
        ("Three in ten, 30, will leave", "Three in ten, 30%, will leave", "cut"),
        ("It took 60,000 men to dig it", "It took 6,000 men to dig it", "altered"),
        ("It took 6000 men to dig it", "It took 6,000 men to dig it", "punctuation"),
        ("It took 3.5 years to dig it", "It took 3.7 years to dig it", "altered"),
        ("We will cross the bay.", "We will cross the bay?", "punctuation"),
        ("We will cross the bay", "We will cross the bay,", "exact"),
    ],
)
def test_a_sign_that_changes_the_meaning_is_no_mere_mark(
    typed: str, said: str, finding: str
) -> None:
    found = compare(typed, said)
    assert found is not None
    assert found.finding is Finding(finding)


@pytest.mark.parametrize(
    ("typed", "said", "denial"),
    [
        ("We will sell the ferry", "We will not sell the ferry", "not"),
        ("we will sell the ferry", "I don’t believe that we will sell the ferry", "don't"),
        ("We will sell the ferry", "We will sell the ferry to nobody", "nobody"),
        ("We will not sell", "We will not sell the ferry", None),
        ("We will never sell the ferry", "We will not sell the ferry", None),
    ],
)
def test_a_not_that_was_left_out_is_noticed(typed: str, said: str, denial: str | None) -> None:
    found = compare(typed, said)
    assert found is not None
    assert found.denial == denial


@pytest.mark.parametrize("typed", ["", "…", "“”", "[only this]", "Bread is baked at night"])
def test_what_has_little_in_common_is_not_compared(typed: str) -> None:
    assert compare(typed, SAID) is None


@pytest.mark.parametrize(
    "typed",
    [
        "a",
        "the",
        "by May",
        "It all starts by May, the port",
        "This stays in the room",
        "They demolished we will open the lighthouses",
    ],
)
def test_words_that_stand_in_many_a_quote_are_not_taken_for_this_one(typed: str) -> None:
    said = f"{SAID}. Whoever comes with a key in the room sits down"
    assert compare(typed, said) is None


def test_a_part_of_a_quote_of_few_words_needs_letters_enough() -> None:
    found = compare("harbour-master", SAID)
    assert found is not None
    assert found.finding is Finding.CUT


@given(st.text(), st.text())
def test_comparing_takes_anything_and_shows_slices(typed: str, said: str) -> None:
    found = compare(typed, said)
    if found is not None:
        assert 0 < found.covered <= 1
        assert all(change.typed in typed and change.said in said for change in found.changes)
        assert found.before in said
        assert found.after in said


@given(st.lists(st.sampled_from(["grain", "port", "May", "open", "a", "we"]), min_size=1))
def test_words_as_they_were_said_are_exact_in_every_order(words: list[str]) -> None:
    said = " ".join(words)
    found = compare(said, said)
    assert found is not None
    assert found.finding is Finding.EXACT


@given(st.lists(st.text("abcde", min_size=1), min_size=7, max_size=40), st.data())
def test_seven_words_in_a_row_share_a_fingerprint(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 7))
    part = " ".join(words[at : at + 7])
    assert fingerprints(" ".join(words).upper()) & fingerprints(part)


def test_nothing_has_no_fingerprint() -> None:
    assert fingerprints("…") == set()


def test_a_number_below_zero_is_not_the_same_above() -> None:
    found = compare("It fell to -5 degrees here", "It fell to 5 degrees here")
    assert found is not None
    assert (found.finding, [(one.typed, one.said) for one in found.changes]) == (
        Finding.ALTERED,
        [("-5", "5")],
    )
    same = compare("It fell to −5 degrees here", "It fell to -5 degrees here")
    assert same is not None
    assert same.finding is Finding.PUNCTUATION


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("Tides … turn … slowly", [("", "always"), ("", "very")]),
        ("Tides turn slowly", [("", "always"), ("", "very")]),
        ("Tides [do not] always turn very slowly", [("not", "")]),
    ],
)
def test_a_lone_word_near_the_others_is_one_of_them(
    typed: str, changes: list[tuple[str, str]]
) -> None:
    found = compare(typed, "Tides always turn very slowly")
    assert found is not None
    assert [(each.typed, each.said) for each in found.changes] == changes


def test_words_scattered_over_a_long_quote_are_not_an_altered_one() -> None:
    said = "The question is not whether we need a ferry. We do. What counts is what we pay for it."
    assert compare("So do we", said) is None


@pytest.mark.parametrize(
    ("typed", "said", "denial", "turned"),
    [
        ("There is a letter", "There is no letter", "no", None),
        ("There is no letter", "There is a letter", None, "no"),
        ("We do not sell it", "We never sell it", None, None),
        ("Tides do not turn slowly", "Tides turn slowly", None, "not"),
        ("the sale was legal", "Nobody said the sale was legal", "nobody", None),
    ],
)
def test_a_not_that_was_lost_or_put_in_is_named(
    typed: str, said: str, denial: str | None, turned: str | None
) -> None:
    found = compare(typed, said)
    assert found is not None
    assert (found.denial, found.turned) == (denial, turned)
