"""What holds for every text, however broken."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.model import Quote
from bot.reading import Reader

_PIECES = st.sampled_from(
    [
        "“", "”", '"', "''", "„", "«", "»", "‘", "’", "'", ",", ".", "?", ":", "—", "\n", "\n\n",
        " ", "said", "Mira Talvik", "he", "according to", "The ministry", "that the road is open",
        "We will wait", "told reporters", "\u00a0", "\u200b", "\ud800", "\x00", "…", "•", "İ",
        "Q:", "A:", "never said", "quoting", "on Monday", "three days earlier", "the mayor", "who",
        "added", "As a reminder", "Photo:", "Mr.", "(", ")", "claim", "Ann Lee's", "2025-06-27",
    ]
)  # fmt: skip


def assert_slices(quotes: tuple[Quote, ...], text: str) -> None:
    for quote in quotes:
        assert quote.text == " ".join(text[s:e] for s, e in quote.content)
        assert all(0 <= s < e <= len(text) for s, e in quote.content)
        assert list(quote.content) == sorted(quote.content)
        for spans in (quote.source, quote.cue, quote.provenance.spans().values()):
            assert all(0 <= s < e <= len(text) for s, e in spans)
        start, end = quote.paragraph
        assert start <= quote.content[0][0] < quote.content[-1][1] <= end
        assert 0 <= quote.confidence <= 1


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=300))
def test_no_text_raises_and_every_quote_is_a_slice(reader: Reader, text: str) -> None:
    assert_slices(reader.quotes(text), text)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(_PIECES, max_size=40), spaced=st.booleans())
@example(pieces=["three days earlier", "‘", "Q:", "«", "on Monday", "he", "'"], spaced=True)
@example(
    pieces=[
        "“ Mr. in a letter to added ' and \n Mira Talvik '' ’ „ ” added '' who who in a letter to"
    ],
    spaced=False,
)
@example(pieces=["claim", "”", "according to", "”", "“", "‘", " ", "‘"], spaced=True)
def test_no_shuffled_article_raises_and_every_quote_is_a_slice(
    reader: Reader, pieces: list[str], spaced: bool
) -> None:
    text = (" " if spaced else "").join(pieces)
    assert_slices(reader.quotes(text), text)
