"""What whoever quotes words claims: who said them, or that they were not said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims import Claim, claim, not_said, not_yet_said
from bot.errors import BadQuestion


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("verify “It will stand.”", Claim("It will stand.")),
        ('Verify: "It  will stand"', Claim("It  will stand")),
        ("verify It will stand", Claim("It will stand")),
        ("verify „It will stand“ by Ida Holm", Claim("It will stand", "Ida Holm")),
        ("verify “It will stand” – Holm", Claim("It will stand", "Holm")),
        ("verify Ida Holm: «It will stand»", Claim("It will stand", "Ida Holm")),
        ("verify did Ida Holm really say “It will stand”?", Claim("It will stand", "Ida Holm")),
        ("verify Ida Holm said that “It “will” stand”", Claim("It “will” stand", "Ida Holm")),
        ("verify it's old", Claim("it's old")),
        ("verify 'It's old', by Ida Holm", Claim("It's old", "Ida Holm")),
        ("verify ‘It will stand’ – Holm", Claim("It will stand", "Holm")),
        ("verify ‘It will stand’", Claim("It will stand")),
        ("Umerov about drones", None),
        ("verification", None),
    ],
)  # fmt: skip
def test_a_sentence_to_verify_is_left_to_the_letter(typed: str, meant: Claim | None) -> None:
    assert claim(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("verify", "The sentence to verify is missing."),
        ("verify “…”", "The sentence to verify is missing."),
        ("verify " + "a" * 3001, "That sentence has 3,001 characters; I hold up to 3,000 against"
         " the archive."),
    ],
)  # fmt: skip
def test_a_claim_without_a_sentence_is_said(typed: str, said: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        claim(typed)
    assert caught.value.seen == said


@pytest.mark.parametrize(
    ("around", "who", "unsaid"),
    [
        ("Holm said “…”", "Holm", None),
        ("“…” said Ida Holm", "Ida Holm", None),
        ("was “…” said by Holm?", "Holm", None),
        ("“…” is what Holm told us", "Holm", None),
        ("what Holm said was “…”", "Holm", None),
        ("Holm told reporters that “…”", "Holm", None),
        ("not only did Holm say “…”", "Holm", None),
        ("who said “…”?", None, None),
        ("Holm never said “…”", "Holm", "never said"),
        ("holm didn’t say “…”", "holm", "didn’t say"),
        ("Holm has never claimed that “…”", "Holm", "has never claimed"),
        ("it was not Holm who said “…”", "Holm", "was not Holm who said"),
        ("“…” was never said by Holm", "Holm", "was never said"),
        ("“…” is not what Holm told us", "Holm", "is not what Holm told"),
        ("“…” are not Holm’s words", "Holm", "are not"),
        ("“…” is wrongly attributed to Holm", "Holm", "wrongly attributed"),
        ("“…”, a fabricated quote of Holm", "Holm", "fabricated quote"),
        ("Holm denied “…”", "Holm", "denied"),
        ("Holm denied saying “…”", "Holm", "denied saying"),
        ("Holm never denied saying “…”", "Holm", None),
        ("Holm refused to say “…”", "Holm", "refused to say"),
        ("Holm stopped short of saying “…”", "Holm", "stopped short of saying"),
        ("nobody said “…”", None, "nobody said"),
        ("no one has ever said “…”", None, "no one has ever said"),
    ],
)
def test_what_is_claimed_of_the_words_is_read_around_them(
    around: str, who: str | None, unsaid: str | None
) -> None:
    assert claim(f"verify {around.replace('…', 'It will stand')}") == Claim(
        "It will stand", who, unsaid
    )


@pytest.mark.parametrize(
    ("around", "who", "on"),
    [
        ("“…” by Ida Holm on 3 June 2025", "Ida Holm", date(2025, 6, 3)),
        ("On June 3, 2025 Holm said “…”", "Holm", date(2025, 6, 3)),
        ("Holm said on June 3, 2025: “…”", "Holm", date(2025, 6, 3)),
        ("Holm said on Tuesday, 3 June 2025, “…”", "Holm", date(2025, 6, 3)),
        ("“…” by Holm on 2025-06-03", "Holm", date(2025, 6, 3)),
        ("“…” by Holm on 3 June", "Holm on 3 June", None),
        ("“…” by Holm on 30 Feb 2025", "Holm on 30 Feb 2025", None),
    ],
)
def test_a_day_in_full_is_when_the_words_are_said_to_be_of(
    around: str, who: str | None, on: date | None
) -> None:
    assert claim(f"verify {around.replace('…', 'It will stand')}") == Claim(
        "It will stand", who, None, on
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("If Holm had said ", ", we would know.", "If Holm had said"),
        ("Did Holm say ", "?", "Did Holm say"),
        ("Nobody asked whether she would say ", "", "whether she would say"),
        ("Holm might have said ", "", "might have said"),
        ("", " is what Holm may say", "may say"),
        ("Holm said ", "", None),
        ("Holm had said ", "", None),
    ],
)
def test_words_that_are_only_supposed_are_not_said_yet(
    before: str, after: str, told: str | None
) -> None:
    assert not_yet_said(before, after) == told
    assert not_said("Holm said ", after) is None


_PIECES = """
verify never not said Umerov denied saying who by is what told us “ ” " '
wrongly attributed to no one
"""
_WORDS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(_PIECES.split()), max_size=40).map(" ".join)
)


@given(_WORDS)
def test_no_claim_raises_anything_but_a_bad_question(words: str) -> None:
    try:
        found = claim(f"verify {words}")
    except BadQuestion:
        return
    assert found is not None
    assert found.sentence in words
