"""Quotes in which others mention somebody."""

from datetime import UTC, datetime

import pytest
from press import NOW, Said, article

from bot.answers import Question
from bot.errors import BadQuestion
from bot.question import line, parse, refine
from store.archive import Archive
from store.asked import from_json, to_json
from store.people import KnownPerson, People

ASKED_AT = datetime(2025, 6, 28, 9, tzinfo=UTC)


def asked(words: str) -> Question:
    return parse(words, now=ASKED_AT, zone="UTC")


def test_others_who_mention_somebody_are_found_by_name_alias_and_surname(
    archive: Archive, people: People
) -> None:
    people.load([KnownPerson("Mira Dolan", ("The Grain Lady",))])
    said = [
        Said("Mira Dolan", "Nobody but Dolan knows"),
        Said("Ida Holm", "Dolan knows the port"),
        Said("Ann Berg", "The Grain Lady said no"),
        Said("Ann Berg", "Mira Dolan said yes"),
        Said("Ann Berg", "Somebody said maybe"),
    ]
    archive.add(article(*said), now=NOW)
    answer = archive.ask(asked("about-person Dolan"))
    assert {hit.text: hit.because for hit in answer.hits} == {
        "Dolan knows the port": "Dolan",
        "The Grain Lady said no": "The Grain Lady",
        "Mira Dolan said yes": "Mira Dolan",
    }
    assert answer.total == 3
    assert line(answer.understood) == "Others who mention Mira Dolan"
    assert archive.ask(asked("about-person Dolan until 2 June 2025")).hits == ()
    assert [one.name for one in archive.ask(asked("about-person Dolam")).near] == ["Mira Dolan"]


def test_the_question_is_kept_and_refined() -> None:
    question = asked("mentions of Dolan since 1 June")
    assert from_json(to_json(question)) == question
    narrowed = refine(question, "only direct", now=ASKED_AT, zone="UTC")
    assert line(narrowed) == (
        "Others who mention Dolan · direct quotes only · since 1 June 2025, UTC"
    )
    about = refine(question, "and about grain?", now=ASKED_AT, zone="UTC")
    assert line(about) == "Everybody but Dolan · about grain · since 1 June 2025, UTC"


@pytest.mark.parametrize("words", ["about-person", "about-person Dolan about grain"])
def test_it_takes_one_name(words: str) -> None:
    with pytest.raises(BadQuestion, match="one name"):
        asked(words)
