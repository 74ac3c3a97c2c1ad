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
            "bracketed",
            [("[old]", "")],
            ("", ""),
        ),
        (
            "We will [not] open the grain port by May",
            "altered",
            [("not", "")],
            ("", ""),
        ),
        ("[W]e will open the grain port by May", "punctuation", [], ("", "")),
        ("we will open[ed] the grain port by May", "bracketed", [("open[ed]", "open")], ("", "")),
        (
            "[The council] will open the grain port by May",
            "bracketed",
            [("[The council]", "We")],
            ("", ""),
        ),
        (
            "will open the grain port by [spring]",
            "cut",
            [("[spring]", "May")],
            ("We", ""),
        ),
        ("We will open the grain port by June", "altered", [("June", "May")], ("", "")),
        ("They will open the grain port by May", "altered", [("They", "We")], ("", "")),
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


@pytest.mark.parametrize(
    ("typed", "said", "supposed"),
    [
        ("the bridge is safe", "I would go if I had said ‘the bridge is safe’ to you", "if"),
        ("we will lose the harvest", "If it rains, we will lose the harvest", "If"),
        ("the mill is haunted", "They say that the mill is haunted, and I laugh", "They say"),
        ("the mill is haunted", "She came to us and sang ‘the mill is haunted’", ""),
        ("the mill is haunted", "As you know, the mill is haunted", None),
        ("If it rains, we will lose", "If it rains, we will lose the harvest", None),
    ],
)
def test_an_if_that_stood_before_the_words_is_noticed(
    typed: str, said: str, supposed: str | None
) -> None:
    found = compare(typed, said)
    assert found is not None
    assert found.supposed == supposed


@pytest.mark.parametrize(
    ("typed", "said", "numbers"),
    [
        ("We lost 40 boats in 2024", "We lost 40 boats in 2019", ("2024", "2019")),
        ("We lost 1,400 boats there", "We lost 1,040 boats there", ("1,400", "1,040")),
        ("It will cost us €5 million", "It will cost us $5 million", ("€", "$")),
        ("We lost three boats there", "We lost four boats there", ("three", "four")),
        ("It is worth a million to us", "It is worth a billion to us", ("million", "billion")),
        ("We lost many boats there", "We lost four boats there", None),
        ("We lost 1,400 boats there", "We lost 1400 boats there", None),
        ("We lost [40] boats there", "We lost 12 boats there", None),
    ],
)
def test_another_number_is_the_gravest_change(
    typed: str, said: str, numbers: tuple[str, str] | None
) -> None:
    found = compare(typed, said)
    assert found is not None
    assert found.miscounted == numbers


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


@pytest.mark.parametrize(
    ("typed", "said", "finding"),
    [
        ("So do we", "So do we", "exact"),
        ("So do we", "They want a ferry, and so do we, mostly", "cut"),
        ("So do we", "So they do, and we shall see to it", None),
        ("So do we", "So why do you think we came", None),
        ("So what do we pay?", "So do we", None),
        ("So do they", "So do we", None),
        ("So did we", "So do we", None),
        ("So shall we", "So shall they", "altered"),
        ("We need it", "The question is whether we need a ferry", None),
        ("We … need … ferry", "We all of us need one more winter ferry", "cut"),
        ("We will sell", "We will not sell", "cut"),
        ("We will not sell", "We will sell the ferry", "altered"),
        ("Nothing won't change", "Nothing will change", "altered"),
        ("[a] crooked bridge stands", "A crooked bridge stands", "punctuation"),
    ],
)
def test_few_words_are_a_quotes_only_where_they_are_alike(
    typed: str, said: str, finding: str | None
) -> None:
    found = compare(typed, said)
    assert (found and found.finding) == (finding and Finding(finding))


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
