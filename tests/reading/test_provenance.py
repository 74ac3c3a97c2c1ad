"""Where words were said, to whom, and through what, as their own sentence tells it."""

import pytest

from bot.reading import Reader


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Mira Talvik told reporters in Narrowick on Monday that the road was safe.",
            {"place": "Narrowick", "to": "reporters", "when": "Monday"},
        ),
        (
            "In an interview with the Gazette, Joren Aldous said the milk was sour.",
            {"to": "the Gazette", "through": "an interview"},
        ),
        (
            "“The road is open,” Dita Rusk wrote on Telegram on Sunday.",
            {"through": "Telegram", "when": "Sunday"},
        ),
        (
            "Oskar Hjelm said in a letter to the council that the mine would reopen.",
            {"to": "the council", "through": "a letter"},
        ),
        (
            "“We need more men,” Gen. Tomas Verlo said through an interpreter.",
            {"translated": "an interpreter"},
        ),
        (
            "According to Petra Lindqvist, Mira Talvik said the road was safe.",
            {"through": "Petra Lindqvist"},
        ),
        (
            "Through his lawyer, Joren Aldous denied that he had sold the milk.",
            {"through": "his lawyer"},
        ),
        (
            "Speaking at a news conference in Narrowick, Mira Talvik said the road was safe.",
            {"place": "Narrowick", "through": "a news conference"},
        ),
        (
            "“I am not going,” Ilse Marn told the Gazette’s Petra Lindqvist.",
            {"to": "the Gazette’s Petra Lindqvist"},
        ),
        ("“We are late,” said Dita Rusk at a meeting of the harbour board in June.",
         {"place": "a meeting of the harbour board", "when": "in June"}),
        ("According to a statement from the Dairy Union, the milk is sour.",
         {"through": "a statement"}),
        # What is part of the words tells nothing of how they were said.
        ("Mira Talvik said the talks in Narrowick would go on.", {}),
    ],
)  # fmt: skip
def test_a_quote_keeps_how_it_was_said(reader: Reader, text: str, told: dict[str, str]) -> None:
    (quote,) = reader.quotes(text)
    found = {name: text[s:e] for name, (s, e) in quote.provenance.spans().items()}
    assert found == told
