"""Saved questions: each person's own, watched as they wish, told of by one caller."""

from dataclasses import replace
from datetime import timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Question
from bot.errors import BadQuestion
from bot.watch import MOST_SAVED, Saved, Watch
from store.archive import Archive
from store.engine import writing
from store.saved import SavedQuestions

LIND, GRAIN = Question("Lind", zone="UTC"), Question(about="grain", zone="UTC")
LATER = NOW + timedelta(minutes=1)


def test_a_question_is_saved_once_and_only_its_owner_touches_it(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    first = saved.add("U1", LIND, person=None, now=NOW)
    assert first == Saved(1, "U1", LIND, None, Watch.OFF, NOW)
    assert saved.add("U1", LIND, person=None, now=LATER) is None
    other = saved.add("U1", LIND, person=7, now=NOW)
    assert saved.of("U1") == (first, other)
    assert (saved.of("U2"), saved.one(1, "U2")) == ((), None)
    saved.remove(1, "U2")
    saved.watch(1, "U2", Watch.DAILY, now=NOW)
    assert saved.one(1, "U1") == first
    saved.remove(1, "U1")
    assert saved.of("U1") == (other,)


def test_nobody_saves_more_than_their_home_tab_holds(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    for number in range(MOST_SAVED):
        saved.add("U1", Question(f"Lind {number}"), person=None, now=NOW)
    with pytest.raises(BadQuestion, match="Remove one on my Home tab"):
        saved.add("U1", LIND, person=None, now=NOW)
    assert saved.add("U2", LIND, person=None, now=NOW) is not None


def test_a_watch_begins_when_it_is_switched_on(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    saved.add("U1", LIND, person=None, now=NOW)
    assert saved.watched() == ()
    saved.watch(1, "U1", Watch.AT_ONCE, now=LATER)
    (one,) = saved.watched()
    assert (one.watch, one.covered) == (Watch.AT_ONCE, LATER)
    saved.watch(1, "U1", Watch.DAILY, now=LATER + timedelta(hours=1))
    assert saved.watched() == (replace(one, watch=Watch.DAILY),), "nothing is left out"
    saved.watch(1, "U1", Watch.OFF, now=LATER)
    assert saved.watched() == ()


def test_it_is_told_of_by_one_caller_who_says_how_far(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    for question in (LIND, GRAIN):
        saved.add("U1", question, person=None, now=NOW)
    for number in (1, 2):
        saved.watch(number, "U1", Watch.AT_ONCE, now=NOW)
    both = saved.watched()
    assert saved.take(both, now=LATER) == both
    assert saved.take(both, now=LATER) == ()
    assert [one.taken for one in saved.watched()] == [LATER, LATER]
    assert saved.take(both[:1], now=LATER + timedelta(minutes=10)) == both[:1], "it has died"
    saved.told((one, LATER) for one in both)
    assert [one.covered for one in saved.watched()] == [LATER, LATER]
    assert saved.take(both, now=LATER) == (), "that was told of already"


def test_where_somebody_is_told_is_written_down_for_all_they_saved(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    for user, question in (("U1", LIND), ("U1", GRAIN), ("U2", LIND)):
        saved.add(user, question, person=None, now=NOW)
    for dm in ("D1", "D1", "D2"):
        saved.reached("U1", dm)
    assert [one.dm for one in (*saved.of("U1"), *saved.of("U2"))] == ["D2", "D2", None]
    added = [saved.add(user, GRAIN, person=7, now=LATER) for user in ("U1", "U2")]
    assert [one and one.dm for one in added] == ["D2", None], "it is known for a new one too"


def test_the_archive_says_when_articles_came_and_who_was_picked(engine: Engine) -> None:
    archive = Archive(engine)
    assert archive.kept_between(NOW, LATER) is None
    for number, name in enumerate(("Vera Lind", "Olga Lind")):
        told = article(Said(name, f"Number {number}"), url=f"https://example.org/{number}")
        archive.add(told, now=NOW + timedelta(minutes=number))
    assert archive.kept_between(NOW, LATER) == (NOW, LATER)
    assert archive.kept_between(LATER, LATER) == (LATER, LATER)
    assert archive.kept_between(LATER + timedelta(seconds=1), LATER + timedelta(days=1)) is None
    assert archive.kept_between(NOW, NOW) == (NOW, NOW), "the later one is not there yet"
    (olga,) = [one for one in archive.ask(LIND).choices if one.name == "Olga Lind"]
    window = {"since": NOW, "until": LATER + timedelta(seconds=1), "limit": 5}
    assert archive.fresh(LIND, **window) == ()
    assert [hit.text for hit in archive.fresh(LIND, **window, person_id=olga.id)] == ["Number 1"]
    assert archive.fresh(LIND, **window, person_id=99) == ()


def test_where_somebody_reads_is_known_without_waiting_for_a_writer(engine: Engine) -> None:
    saved = SavedQuestions(engine)
    saved.add("U1", LIND, person=None, now=NOW)
    saved.reached("U1", "D1")
    with writing(engine):  # a batch of articles
        saved.reached("U1", "D1")
        saved.reached("U2", "D2")  # who has saved nothing
    saved.reached("U1", "D3")
    assert [one.dm for one in saved.of("U1")] == ["D3"]
