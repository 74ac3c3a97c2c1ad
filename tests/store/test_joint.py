"""What several said together, how words came out, and that they were said on no day told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Hit, Question
from bot.errors import StoreError
from bot.mending import Correction
from bot.model import Article, Provenance, Speaker, Voice
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.people import People

ADDRESS = "https://example.org/together"
LATER = NOW + timedelta(hours=1)
ROAD = Said("Ann Lee", "The quarzbed road will open in spring", role="Mayor")
GRAIN = Said("Jo Berg", "The grain must leave today")


def together(archive: Archive) -> Article:
    """Lee and Berg say the first, Berg alone the second."""
    one = article(ROAD, GRAIN, url=ADDRESS)
    both = replace(one.quotes[0], together=("Jo Berg",))
    made = replace(one, quotes=(both, one.quotes[1]))
    archive.add(made, now=NOW)
    return made


def hits(archive: Archive, **question: str) -> list[Hit]:
    return list(archive.ask(Question(**question)).hits)  # type: ignore[arg-type]  # a shorthand


def test_a_quote_of_two_names_both_whoever_is_asked_for(archive: Archive, engine: Engine) -> None:
    together(archive)
    [lee] = hits(archive, who="Lee")
    [berg] = hits(archive, who="Berg", about="road")
    [alone] = hits(archive, who="Berg", about="grain")
    shown = [hit.speakers for hit in (lee, berg, alone)]
    assert shown == ["Ann Lee and Jo Berg", "Jo Berg and Ann Lee", "Jo Berg"]
    assert check(engine) == ()


def test_who_is_corrected_is_named_beside_the_other(archive: Archive, engine: Engine) -> None:
    together(archive)
    [lee] = hits(archive, who="Lee")
    [berg] = hits(archive, who="Berg", about="road")
    one = {"by": "U1", "name": "olha", "now": NOW}
    Corrections(engine).correct(lee.id, Correction(speaker="Tom Vell"), **one)  # type: ignore[arg-type]  # a shorthand
    [mended] = hits(archive, who="Vell")
    assert mended.speakers == "Tom Vell and Jo Berg"
    Corrections(engine).correct(berg.id, Correction(no_quote=True), **one)  # type: ignore[arg-type]  # the same
    assert hits(archive, who="Vell") == hits(archive, about="road") == []
    assert archive.verify(ROAD.words).finding is Finding.NOT_FOUND
    assert check(engine) == ()


@pytest.mark.parametrize(("gone", "stays"), [("Lee", "Berg"), ("Berg", "Lee")])
def test_of_words_of_two_nothing_stays_when_one_is_erased(
    archive: Archive, engine: Engine, gone: str, stays: str
) -> None:
    together(archive)
    [person] = People(engine).find(gone)
    Erasure(engine).erase_person(person.id, "asked", by="U1", now=LATER)
    found = archive.ask(Question(about="road")).hits + archive.ask(Question(stays)).hits
    assert not [hit for hit in found if "quarzbed" in hit.text or "█" in hit.text]
    assert archive.ask(Question(phrase="road will open")).total == 0
    with engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT text FROM versions").scalars().all()
    assert not [text for text in kept if "quarzbed" in text]
    assert check(engine) == ()


def test_a_hold_on_one_of_two_keeps_what_both_said(archive: Archive, engine: Engine) -> None:
    together(archive)
    [lee], [berg] = People(engine).find("Lee"), People(engine).find("Berg")
    erasure = Erasure(engine)
    erasure.hold_person(berg.id, "a trial", by="U1", now=NOW, lift=False)
    with pytest.raises(StoreError, match="Jo Berg is under a legal hold"):
        erasure.erase_person(lee.id, "asked", by="U1", now=LATER)
    assert [hit.speakers for hit in hits(archive, who="Lee")] == ["Ann Lee and Jo Berg"]


def test_who_is_quoted_together_with_another_only_is_found_held_and_erased(
    archive: Archive, engine: Engine
) -> None:
    one = article(ROAD, url=ADDRESS)
    berg = Speaker("Jo Berg", Voice.PERSON, "Harbour master")
    both = replace(one.quotes[0], together=("Jo Berg",))
    archive.add(replace(one, quotes=(both,), speakers=(*one.speakers, berg)), now=NOW)
    [lee], [hers] = hits(archive, who="Lee"), hits(archive, who="Jo Berg")
    assert [(hit.speakers, hit.role) for hit in (lee, hers)] == [
        ("Ann Lee and Jo Berg", "Mayor"),
        ("Jo Berg and Ann Lee", "Harbour master"),
    ]
    [person], erasure = People(engine).find("Berg"), Erasure(engine)
    erasure.hold_person(person.id, "a trial", by="U1", now=NOW, lift=False)
    with pytest.raises(StoreError, match="Jo Berg is under a legal hold"):
        erasure.erase_article(ADDRESS, "asked", by="U1", now=LATER)
    erasure.hold_person(person.id, "settled", by="U1", now=NOW, lift=True)
    assert erasure.erase_person(person.id, "asked", by="U1", now=LATER).quotes == 2
    assert archive.ask(Question(phrase="road will open")).total == 0
    with engine.connect() as connection:
        [kept] = connection.exec_driver_sql("SELECT text FROM versions").scalars().all()
    assert "quarzbed" not in kept
    assert check(engine) == ()


def test_how_words_came_out_is_told_in_the_articles_words(archive: Archive) -> None:
    one = article(replace(ROAD, more="It was in Narva."), url=ADDRESS)
    at = one.page.text.index("Narva")
    quote = replace(one.quotes[0], provenance=Provenance(place=(at, at + 5)))
    archive.add(replace(one, quotes=(quote,)), now=NOW)
    [hit] = hits(archive, who="Lee")
    assert (hit.provenance, hit.told) == ((("place", "Narva"),), "said … in Narva")


def test_a_day_that_a_person_gives_is_the_day_and_undone_it_is_not(
    archive: Archive, engine: Engine
) -> None:
    one = article(ROAD, url=ADDRESS)
    archive.add(replace(one, quotes=(replace(one.quotes[0], earlier=True),)), now=NOW)
    [hit] = hits(archive, who="Lee")
    assert (hit.earlier, hit.said, hit.day) == (True, None, date(2025, 6, 27))
    corrected = Correction(day=date(2025, 6, 2))
    Corrections(engine).correct(hit.id, corrected, by="U1", name="olha", now=NOW)
    [mended] = hits(archive, who="Lee")
    assert (mended.earlier, mended.said) == (False, date(2025, 6, 2))
    log = Changes(engine)
    log.undo(log.page(limit=1)[0][0].id, by="U1", now=LATER)
    assert hits(archive, who="Lee") == [hit]


def test_whoever_is_not_asked_for_what_two_said_is_one_quote(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    together(archive)
    window = {"since": NOW - timedelta(days=1), "until": LATER}
    for question in (
        Question(about="road"),
        Question(phrase="road will open"),
        Question(since=date(2025, 6, 1)),
    ):
        answer = archive.ask(question)
        shown = [hit.speakers for hit in answer.hits if "road" in hit.text]
        assert (shown, answer.total) == (["Ann Lee and Jo Berg"], len(answer.hits))
        first = archive.ask(question, limit=1)
        pages = [first, *([archive.ask(question, older=first.older)] if first.older else [])]
        assert [hit for page in pages for hit in page.hits] == list(answer.hits)
    assert [hit.speakers for hit in archive.fresh(None, **window, limit=9)] == [  # type: ignore[arg-type]  # a shorthand
        "Jo Berg",
        "Ann Lee and Jo Berg",
    ]
    [berg] = archive.ask(Question("Ann Lee", about="road", who_else=True)).hits
    assert berg.speakers == "Jo Berg and Ann Lee"
    articles.restrict(ADDRESS, ["C1"], by="U1", now=NOW)
    [hit] = archive.ask(Question(about="road"), place="C1").hits
    assert hit.speakers == "Ann Lee and Jo Berg"
    articles.restrict(ADDRESS, [], by="U1", now=NOW)
    mended = Correction(day=date(2025, 6, 1))
    Corrections(engine).correct(hit.id, mended, by="U1", name="olha", now=NOW)
    days = [(one.speaker, one.day) for one in archive.ask(Question(about="road")).hits]
    assert days == [("Ann Lee", date(2025, 6, 1))]
