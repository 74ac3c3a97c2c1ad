"""Texts made to be slow: what is done before the parse costs no more a character when long.

CPU time, not the clock: the machine may be busy; and against a tenth of the same text, as it may be
slow. With costs that grew with the square of the length each took more than 15 s.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from bot.model import Span, Tag, Topic, Voice
from bot.reading import Reader
from bot.reading.attention import Attention
from bot.reading.marks import stretches
from bot.reading.names import Name
from bot.reading.offices import holders
from bot.reading.people import cast
from bot.reading.sentences import sentences
from bot.reading.someone import Someone
from bot.reading.structure import Role, paragraphs
from bot.topics import Lexicon

LENGTH = 1_000_000
WHOLE_TO_TENTH = 25  # 10 as the length; 30 and more as its square
MOST_CPU_S = 10


def cost(work: Callable[[str], None], text: str) -> float:
    """Seconds of CPU time."""
    started = time.process_time()
    work(text)
    return time.process_time() - started


def test_a_million_characters_of_marks_that_close_nothing_are_looked_at_once() -> None:
    text = "'a " * (LENGTH // 3)

    def looked(text: str) -> None:
        assert stretches(text, 0, len(text)) == []

    assert cost(looked, text) < WHOLE_TO_TENTH * cost(looked, text[: len(text) // 10])


def test_a_million_characters_of_short_quotations_are_cut_in_one_pass() -> None:
    said = "“We go,” they said. "
    text = (said * (LENGTH // len(said))).rstrip()

    def cut(text: str) -> None:
        marks = stretches(text, 0, len(text))
        found = sentences(text, (0, len(text)), marks, 0)
        assert len(marks) == len(found) == round(len(text) / len(said))

    assert cost(cut, text) < WHOLE_TO_TENTH * cost(cut, text[: len(text) // 10])


def test_a_million_stops_in_a_row_end_sentences_in_one_pass() -> None:
    text = "." * LENGTH
    started = time.process_time()
    assert sum(len(s.masked) for s in sentences(text, (0, len(text)), [], 0)) == LENGTH
    assert time.process_time() - started < MOST_CPU_S


def test_a_line_of_one_long_word_is_no_headline() -> None:
    long = "渡轮走了" * 100
    found = [p.role for p in paragraphs(f"{long}\n\nThe ferry left.", None)]
    assert found == [Role.BODY, Role.BODY]


def test_a_quotation_of_very_many_paragraphs_comes_in_several_quotes(reader: Reader) -> None:
    found = reader.quotes("“The ferry left the harbour.\n\n" * 1_200)
    assert [len(q.content) for q in found] == [500, 500, 200]


def test_the_word_before_a_stop_is_looked_for_near_it_only() -> None:
    text = "M. " * (LENGTH // 3)
    started = time.process_time()
    assert len(sentences(text, (0, len(text)), [], 0)) == 836  # of 1,197 characters
    assert time.process_time() - started < MOST_CPU_S


class Looked(list[Any]):
    """A list that counts how many of its items are looked at from its end."""

    times = 0

    def __reversed__(self) -> Iterator[Any]:
        for item in super().__reversed__():
            self.times += 1
            yield item


def test_a_run_of_he_costs_no_more_than_its_length() -> None:
    text = "Jonas Berg met Otto Lee on Monday. Then " + "he, " * 3_000 + "left."
    everybody = cast(text, paragraphs(text, None))
    attention = Attention(text, everybody, sentences(text, (0, len(text)), [], 0), ())
    looked = attention._events = Looked()
    attention.read_to(len(text))
    assert len(looked) > 3_000
    assert looked.times <= 160 * len(looked)


def test_somebody_of_many_roles_is_called_by_each_in_no_time() -> None:
    who = Someone(("Mira", "Talvik"), Voice.PERSON)
    started = time.process_time()
    for number in range(20_000):
        who.described(f"mayor of Narva {number}")
        who.mentioned(Name(number, number + 1, ("Talvik",), f"Mayor {number}", body=False))
        assert holders("the mayor", [who]) == [who]
    assert who.role == "mayor of Narva 0"
    assert time.process_time() - started < MOST_CPU_S


def test_topics_of_a_paragraph_are_looked_for_once_however_many_quotes_it_holds(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = 0
    tags = Lexicon.tags

    def counted(self: Lexicon, text: str, spans: Sequence[Span]) -> tuple[Tag, ...]:
        nonlocal looked
        looked += sum(end - start for start, end in spans)
        return tags(self, text, spans)

    monkeypatch.setattr(Lexicon, "tags", counted)
    text = "“The ferry is late again,” said Mira Talvik. " * 40
    reader.follow([Topic("Shipping", ("ferry",))])
    found = reader.quotes(text)
    reader.follow([])
    assert len(found) == 40
    assert {tag.topic for q in found for tag in q.topics} == {"Shipping"}
    assert looked <= 2 * len(text)


def test_a_role_that_is_cut_anywhere_is_held_by_nobody_else() -> None:
    who = Someone(("Mira", "Talvik"), Voice.PERSON)
    who.described("minister of Tarn")
    for shown in (", and mayor of Vale", "the minister and deputy chair of Vale"):
        assert holders(shown, [who]) == []
    assert holders("the minister", [who]) == [who]
