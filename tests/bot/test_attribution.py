"""The words of an article that attribute a quote, as its answer shows them."""

import pytest

from bot.attribution import attribution
from bot.model import Provenance, Span


@pytest.mark.parametrize(
    ("text", "cue", "content", "told", "shown"),
    [
        ("“No,” Lind told reporters in Narva.", "told reporters", "No", {"to": "reporters",
         "place": "Narva"}, ("told reporters in Narva",)),
        ("“No,” Lind said in a letter to the board.", "said", "No", {"through": "a letter",
         "to": "the board"}, ("said in a letter to the board",)),
        ("In an interview with the Gazette, Lind said no.", "said", "no",
         {"through": "an interview", "to": "the Gazette"},
         ("In an interview with the Gazette", "said")),
        ("“No,” Lind said.", "said", "No", {}, ("said",)),
        ("According to a letter, it is late.", "According to", "it is late",
         {"through": "a letter"}, ("According to a letter",)),
        ("Lind said it is late in Narva.", "said", "it is late in Narva", {"place": "Narva"},
         ("said",)),
    ],
)  # fmt: skip
def test_the_cue_is_shown_with_what_stands_beside_it(
    text: str, cue: str, content: str, told: dict[str, str], shown: tuple[str, ...]
) -> None:
    def span(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    how = Provenance(**{name: span(words) for name, words in told.items()})
    assert attribution(text, [span(cue)], [span(content)], how) == shown
