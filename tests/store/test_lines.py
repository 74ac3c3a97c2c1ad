"""Words that a line of the article breaks are shown on one line, and kept as they stand."""

from press import NOW
from sqlalchemy import Engine

from bot.answers import Question
from bot.model import Page
from bot.reading import Reader
from store.archive import Archive
from store.check import check

TEXT = (
    "The harbour master wrote in May. “It was my \nfault, not yours,” Pelle Strand told the\r\n"
    "council."
)


def test_a_broken_line_is_no_line_of_an_answer(archive: Archive, engine: Engine) -> None:
    archive.add(Reader().read(Page(TEXT)), now=NOW)
    [hit] = archive.ask(Question("Strand")).hits
    assert (hit.pieces, hit.cue) == (
        ("It was my fault, not yours",),
        "told the council",
    )
    assert check(engine) == ()
