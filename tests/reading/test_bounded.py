"""Texts made to be slow: what is done before the parse costs no more a character when long.

CPU time, not the clock: the machine may be busy. Each took more than 15 s when its cost grew with
the square of the length.
"""

import time
from collections.abc import Sequence

import pytest

from bot.model import Span, Tag, Topic
from bot.reading import Reader
from bot.reading.marks import stretches
from bot.reading.sentences import sentences
from bot.topics import Lexicon

LENGTH = 1_000_000
MOST_CPU_S = 10


def test_a_million_characters_of_marks_that_close_nothing_are_looked_at_once() -> None:
    text = "'a " * (LENGTH // 3)
    started = time.process_time()
    assert stretches(text, 0, len(text)) == []
    assert time.process_time() - started < MOST_CPU_S


def test_a_million_characters_of_short_quotations_are_cut_in_one_pass() -> None:
    said = "“We go,” they said. "
    text = (said * (LENGTH // len(said))).rstrip()
    started = time.process_time()
    marks = stretches(text, 0, len(text))
    found = sentences(text, (0, len(text)), marks, 0)
    assert (len(marks), len(found)) == (LENGTH // len(said), LENGTH // len(said))
    assert time.process_time() - started < MOST_CPU_S


def test_topics_of_a_paragraph_are_looked_for_once_however_many_quotes_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    tags = Lexicon.tags

    def counted(self: Lexicon, text: str, spans: Sequence[Span]) -> tuple[Tag, ...]:
        nonlocal looked
        looked += sum(end - start for start, end in spans)
        return tags(self, text, spans)

    monkeypatch.setattr(Lexicon, "tags", counted)
    text = "“The ferry is late again,” said Mira Talvik. " * 40
    found = Reader((Topic("Shipping", ("ferry",)),)).quotes(text)
    assert len(found) == 40
    assert {tag.topic for q in found for tag in q.topics} == {"Shipping"}
    assert looked <= 2 * len(text)
