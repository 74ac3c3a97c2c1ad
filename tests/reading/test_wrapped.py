"""Lines that were broken at a width are read as the paragraphs they belong to."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Quote
from bot.reading import Reader
from bot.reading.wrapped import unwrapped

STORY = """\
Net mender Edda Fjell learned of the closing from the wireless on Sunday. “I had my hands in the \
tar,” she said. “I thought the whole harbour had gone mad at once.”

The harbour master, Pelle Strand, told the council that the crane would go to the next town in \
April, and that “nobody who lives here will have to pay for it”.

“It was my fault,” Strand repeated on the quay. “I should have asked the fishermen first.”

A neighbour, Wilma Oster, wrote to the council: “We built that crane with our own money, and we \
want it back.” She moored her boat below it."""


def told(quote: Quote) -> tuple[str, str | None, str]:
    return quote.kind.value, quote.speaker, " ".join(quote.text.split())


@pytest.mark.parametrize("width", [44, 52, 60, 66, 72, 80])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", " \n \n"])
def test_a_text_broken_at_any_width_holds_the_quotes_of_the_text_that_was_not(
    reader: Reader, width: int, gap: str
) -> None:
    broken = gap.join(
        gap[: len(gap) // 2].join(textwrap.wrap(paragraph, width))
        for paragraph in STORY.split("\n\n")
    )
    quotes = reader.quotes(broken)
    assert [told(q) for q in quotes] == [told(q) for q in reader.quotes(STORY)]
    assert [q.text for q in quotes] == [" ".join(broken[s:e] for s, e in q.content) for q in quotes]


def test_lines_stay_paragraphs_where_nobody_broke_them() -> None:
    text = (
        "Ferry row: mayor says “we are not a museum”\n"
        "By Edda Fjell\n"
        "outlet: The Gazette of Skarven, for everybody on the coast\n"
        "url: https://gazette.example/ferry-row-and-more-of-the-kind\n"
        "date 2025-07-29\n"
        "SKARVEN, July 29 —\n"
        "The mayor spoke on the quay.\n"
        "“We are not a museum,” she said.\n"
        "- nets, ropes and tar\n"
        "- boats of every size that the harbour has room for\n"
        "Oh the tar, the tar and the rope,\n"
        "And the gull on the mast above it,\n"
    )
    assert unwrapped(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        # A quotation that the next line closes goes on, in a text of two lines too.
        ("Fjell sighed. “It was\nBerta,” she said.", "Fjell sighed. “It was Berta,” she said."),
        ('Fjell sighed. "It was\nBerta," she said.', 'Fjell sighed. "It was Berta," she said.'),
        # One that opens again is a paragraph of its own.
        ("“It was cold,” he said. “We had no\n“We had no roof.”", None),
        ("Fjell said “the road is open.\nBerta said the milk was sour.”", None),
        # A sentence broken off goes on in small letters.
        (
            "The harbour master told everybody on\nthe quay that it was over.",
            "The harbour master told everybody on the quay that it was over.",
        ),
        ("The town has three cranes:\nthe old one and two new ones.", None),
        ("nets\nropes\ntar", None),
    ],
)
def test_a_line_goes_on_where_it_breaks_something_off(text: str, read: str | None) -> None:
    assert unwrapped(text) == (text if read is None else read)


@given(st.text(alphabet='ab B.”“"\n\r \u2028\x85\t-:', max_size=300))
def test_only_white_space_changes_and_no_offset_does(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, read, strict=True))
    assert read.split() == text.split()


def test_words_without_their_opening_mark_are_never_sure(reader: Reader) -> None:
    text = "“The tar ran out.\n\nWe had no rope,” Edda Fjell said."
    assert [(told(q), q.confidence) for q in reader.quotes(text)] == [
        (("direct", "Edda Fjell", "The tar ran out. We had no rope"), 0.4)
    ]


def test_a_line_that_ends_before_a_channel_keeps_it(reader: Reader) -> None:
    text = "The bridge is shut. Ann Rao,\nquoting Edda Fjell, said that the road was open."
    (quote,) = reader.quotes(text)
    assert quote.speaker == "Edda Fjell"
    assert [text[s:e] for s, e in quote.cue] == ["Ann Rao,\nquoting", "said"]


def test_a_name_broken_at_its_own_hyphen_is_one_name(reader: Reader) -> None:
    story = (
        "The bridge is shut for the winter and the ferry will not run before March, but Ann "
        "Solheim-Marsh said that the road to the upper villages was open for now, and safe for "
        "cars, and that the ferry would be run by the navy."
    )
    broken = textwrap.fill(story, 47)
    assert "Solheim-\nMarsh" in broken
    (quote,) = reader.quotes(broken)
    assert quote.speaker == "Ann Solheim-Marsh"
