"""Citations as they are pasted. The people are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Hit
from bot.cite import Citations, citations
from bot.model import Kind, Voice

QUOTE = Hit(
    id=7,
    pieces=("We will build the bridge.", "By spring."),
    speaker="Vera Lind",
    person_id=3,
    voice=Voice.PERSON,
    role="transport minister",
    kind=Kind.DIRECT,
    background=False,
    confidence=0.9,
    day=date(2025, 9, 2),
    published=date(2025, 9, 2),
    title="A bridge",
    url="https://news.example/bridge",
    outlet="Harbour News",
    cue="said",
    context="",
)


def test_a_direct_quote_in_four_forms() -> None:
    assert citations(QUOTE) == Citations(
        ap="“We will build the bridge.” … “By spring.” — Vera Lind, transport minister,"
        " Sept. 2, 2025, Harbour News",
        house="Vera Lind, transport minister: “We will build the bridge.” … “By spring.”"
        " (Harbour News, 2 September 2025)",
        markdown="> “We will build the bridge.” … “By spring.”\n>\n> — Vera Lind, transport"
        " minister, [A bridge](https://news.example/bridge), Harbour News, 2 September 2025",
        footnote="Vera Lind, transport minister, in: A bridge. Harbour News, 2 September 2025."
        " https://news.example/bridge",
    )


@pytest.mark.parametrize(
    ("changed", "ap"),
    [
        ({"together": ("Jo Berg",)}, "Vera Lind, transport minister, and Jo Berg, Sept. 2, 2025"),
        ({"together": ("Jo Berg",), "role": None}, "Vera Lind and Jo Berg, Sept. 2, 2025"),
        (
            {"together": ("Jo Berg", "Ida Holm"), "role": None},
            "Vera Lind, Jo Berg and Ida Holm, Sept. 2, 2025",
        ),
        ({"role": None, "earlier": True}, "Vera Lind, published Sept. 2, 2025, said earlier"),
        ({"role": None, "earlier": True, "day": None}, "Vera Lind"),
    ],
)
def test_who_said_it_together_and_that_it_was_said_earlier_is_cited(
    changed: dict[str, object], ap: str
) -> None:
    _, _, cited = citations(QUOTE._replace(**changed)).ap.partition(" — ")
    assert cited == f"{ap}, Harbour News"


@pytest.mark.parametrize(
    ("changed", "house"),
    [
        (
            {"kind": Kind.INDIRECT, "pieces": ("that it would be built",)},
            "Vera Lind, transport minister: that it would be built (reported)"
            " (Harbour News, 2 September 2025)",
        ),
        (
            {"day": None, "outlet": None, "role": None, "pieces": ("Yes.",)},
            "Vera Lind: “Yes.”",
        ),
        (
            {"voice": Voice.ANONYMOUS, "speaker": "a senior official", "pieces": ("Yes.",)},
            "a senior official (not named): “Yes.” (Harbour News, 2 September 2025)",
        ),
    ],
)
def test_what_is_not_known_is_left_out(changed: dict[str, object], house: str) -> None:
    assert citations(QUOTE._replace(**changed)).house == house  # type: ignore[arg-type]  # a test's shorthand


def test_markdown_of_an_article_does_nothing() -> None:
    hostile = QUOTE._replace(pieces=("*b* [x](y) <i>",), title="a]b", speaker="V_L")
    assert citations(hostile).markdown == (
        "> “\\*b\\* \\[x\\](y) \\<i\\>”\n>\n> — V\\_L, transport minister,"
        " [a\\]b](https://news.example/bridge), Harbour News, 2 September 2025"
    )


def test_what_stands_around_a_quote_ends_no_link_and_begins_none() -> None:
    hostile = QUOTE._replace(
        pieces=("Yes.",),
        title="a\n\n# b",
        outlet="[x](https://evil.example)",
        url="https://news.example/a)[c](https://evil.example",
    )
    assert citations(hostile).markdown == (
        "> “Yes.”\n>\n> — Vera Lind, transport minister,"
        " [a \\# b](https://news.example/a%29%5Bc%5D%28https://evil.example),"
        " \\[x\\](https://evil.example), 2 September 2025"
    )
    assert "javascript" not in citations(QUOTE._replace(url="javascript:alert(1)")).markdown


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_every_piece_stands_in_the_citation_to_the_letter(pieces: list[str]) -> None:
    cited = citations(QUOTE._replace(pieces=tuple(pieces)))
    for piece in pieces:
        assert f"“{piece}”" in cited.ap
        assert f"“{piece}”" in cited.house
