"""Words that a line of the article breaks are shown on one line, and kept as they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Question
from store.archive import Archive
from store.check import check
from store.columns import cut_all, cut_flat, flat

BROKEN = article(
    Said("Pelle Strand", "It was my \nfault, not yours", cue="told the\r\ncouncil"),
)


def test_a_broken_line_is_no_line_of_an_answer(archive: Archive, engine: Engine) -> None:
    archive.add(BROKEN, now=NOW)
    [hit] = archive.ask(Question("Strand")).hits
    assert (hit.pieces, hit.cue) == (
        ("It was my fault, not yours",),
        "told the council",
    )
    assert check(engine) == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("two\xa0tons", "two\xa0tons"),
        ("“two\xa0tons \r\n\n  of it”", "“two\xa0tons of it”"),
        ("it\n", "it "),
        ("\x85it", " it"),
        ("\n", " "),
    ],
)
def test_only_where_a_line_ends_its_spaces_are_one(words: str, shown: str) -> None:
    assert flat(words) == shown
    assert shown in flat(f"“{words}”, he said\nof it.")


_spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: "{}-{}".format(*ends))


@given(
    text=st.text(st.sampled_from("ab ”\n\x85\u2028"), max_size=60),
    content=st.lists(_spans, min_size=1, max_size=2).map(" ".join),
    cue=st.lists(_spans, max_size=2).map(" ".join),
    paragraph=_spans,
    before=st.sampled_from((0, 9_990, 20_000)),
)
def test_what_is_cut_in_one_go_is_cut_as_one_by_one(
    text: str, content: str, cue: str, paragraph: str, before: int
) -> None:
    text = "a" * before + text
    content, cue, paragraph = (
        " ".join(
            f"{int(start) + before}-{int(end) + before}"
            for start, end in (span.split("-") for span in each.split())
        )
        for each in (content, cue, paragraph)
    )
    [around] = cut_flat(text, paragraph)
    one_by_one = cut_flat(text, content), " … ".join(cut_flat(text, cue)) or None, around
    pieces, cued, context = cut_all(text, content, cue, paragraph)
    assert (pieces, cued or None, context) == one_by_one
