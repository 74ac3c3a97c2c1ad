"""Words that a line of the article breaks are shown on one line, and kept as they stand."""

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Question
from store.archive import Archive
from store.check import check
from store.columns import flat

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
