"""What drops a condition, what stays when the person changes, and what would leave words out."""

import pickle
from datetime import UTC, date, datetime

import pytest

from bot.answers import Question
from bot.model import Kind
from bot.question import refine
from bot.widening import LeavesOut, left_out, ways_back

NOW = datetime(2025, 6, 28, 6, 0, tzinfo=UTC)
LIND = Question("Lind", "drones", kind=Kind.DIRECT, zone="Europe/Kyiv")


def follows(words: str, before: Question = LIND) -> Question:
    return refine(before, words, now=NOW, zone="Europe/Kyiv")


@pytest.mark.parametrize(
    "words", ["all quotes", "any kind", "not only direct", "indirect too", "direct and reported"]
)
def test_a_kind_is_dropped_in_many_words(words: str) -> None:
    assert follows(words) == LIND._replace(kind=None)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("without drones", "drones"),
        ("and without the drones?", "drones"),
        ("but not about drones", "drones"),
        ("Nothing about grain", "grain"),
        ("except grain", "grain"),
        ("excluding *", "*"),
    ],
)
def test_words_that_would_leave_some_out_are_told_what_to_type(words: str, left: str) -> None:
    with pytest.raises(LeavesOut) as told:
        follows(words)
    assert str(told.value) == (
        f"I cannot leave “{left}” out: a question takes words in. Try “about WORDS” for another"
        " subject, “any topic” for all of them, or “who else?”."
    )
    again = pickle.loads(pickle.dumps(told.value))  # noqa: S301  our own bytes
    assert (str(again), again.words) == (str(told.value), left)


@pytest.mark.parametrize(
    "words", ["except Berg", "not by Berg", "Everybody but Berg?", "anyone except Berg"]
)
def test_everybody_but_somebody_is_asked_for(words: str) -> None:
    assert follows(words) == LIND._replace(who="Berg", who_else=True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Lind without drones", "Try “Lind about WORDS” with what it should be about."),
        ("Lind not about drones", "Try “Lind about WORDS” with what it should be about."),
        ("without drones", "Try “NAME about WORDS” with what it should be about."),
        ("about grain not by Lind", "Try “everybody but Lind about grain”."),
        ("not from Lind", "Try “everybody but Lind about WORDS”."),
        ("Lind about drones", None),
        ("Reporters", None),
    ],
)
def test_a_question_that_leaves_words_out_is_told_the_same(words: str, told: str | None) -> None:
    found = left_out(words, follows=False)
    assert (found and found.remedy) == told


def test_long_talk_leaves_nothing_out() -> None:
    assert left_out("without drones we would all be in the dark here", follows=True) is None
    assert left_out("we cannot do it without drones", follows=True) is None


JUNE = LIND._replace(outlet="Harbour News", since=date(2025, 6, 1))


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        (JUNE, ()),
        (
            JUNE._replace(who="Berg"),
            (
                ("direct quotes only", "all quotes"),
                ("in Harbour News", "any outlet"),
                ("the same period", "any time"),
            ),
        ),
        (Question("Berg", "drones"), ()),
        (JUNE._replace(who="Berg", kind=Kind.INDIRECT, outlet=None, since=None), ()),
    ],
)
def test_what_another_person_is_still_asked_with(
    question: Question, kept: tuple[tuple[str, str], ...]
) -> None:
    assert ways_back(JUNE, question) == kept
