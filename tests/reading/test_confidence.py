"""Confidence moves with the evidence: what speaks for a quote, and what speaks against it."""

import pytest

from bot.reading import Reader


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("“We will wait,” said Mira Talvik.", "“We will wait,” mocked Mira Talvik."),
        ("“We will wait,” said Mira Talvik.", "“We will wait,” said the owner of the shop."),
        ("Mira Talvik said that the road was open.", "Mira Talvik hinted that the road was open."),
        ("Mira Talvik said that the road was open.", "Mira Talvik promised to open the road soon."),
        (
            "Mira Talvik said that the road was open.",
            "A clerk who said that the road was open has left.",
        ),
        (
            "Mira Talvik said that the road was open.",
            "Mira Talvik, who has been the mayor of this town since June, said that the road was "
            "open to everybody who wished to go up to the mine and to the old quarry behind it, "
            "whatever the weather and whatever the engineers of the ministry had written of it.",
        ),
        ("Mira Talvik said that the road was open.", "He said that the road was open."),
    ],
)
def test_evidence_moves_confidence(reader: Reader, surer: str, less_sure: str) -> None:
    (more,) = reader.quotes(surer)
    (less,) = reader.quotes(less_sure)
    assert more.confidence > less.confidence
    assert more.confidence >= 0.9


def test_he_is_no_surer_than_a_surname_that_two_bear(reader: Reader) -> None:
    text = (
        "Tor Holm runs the port. His brother Erik Holm runs the yard.\n\nHolm said that the road "
        "was shut. He said that the bridge was open."
    )
    named, pronoun = reader.quotes(text)
    assert pronoun.speaker == named.speaker
    assert pronoun.candidates == named.candidates == ("Erik Holm",)
    assert pronoun.confidence <= named.confidence
