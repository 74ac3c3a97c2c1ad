"""Texts made to be slow: what is done before the parse costs no more a character when long.

CPU time, not the clock: the machine may be busy. Each took more than 15 s when its cost grew with
the square of the length.
"""

import time

from bot.reading.marks import stretches
from bot.reading.sentences import sentences

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
