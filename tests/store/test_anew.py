"""What was kept is read again: what is read otherwise is so from then on, and is no news."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Question
from bot.mending import Correction
from bot.model import Article
from bot.standing import Fate
from store.anew import Anew
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.people import People

URL = "https://example.org/a"
LATER = NOW + timedelta(days=1)
ROAD = Said("Ann Lee", "The road will open in spring", role="Mayor")
GRAIN = Said("Jo Berg", "The grain must leave today")


@pytest.fixture
def anew(engine: Engine) -> Anew:
    return Anew(engine)


@pytest.fixture
def kept(archive: Archive, articles: Articles) -> Article:
    one = article(ROAD, GRAIN, url=URL, outlet="The Gauge")
    archive.add(one, now=NOW)
    articles.correct(URL, "A date was wrong", by="U1", now=NOW)
    return one


def together(one: Article) -> Article:
    """As a newer reading has it: Berg said the first too."""
    both = replace(one.quotes[0], together=("Jo Berg",))
    return replace(one, quotes=(both, *one.quotes[1:]))


def test_who_is_read_as_well_is_found_and_is_no_news(
    archive: Archive, anew: Anew, engine: Engine, kept: Article
) -> None:
    [(version_id, page)] = anew.pages(0, anew.last(), limit=9)
    assert (page.text, page.title, page.url) == (kept.page.text, "News", URL)
    [lee] = archive.ask(Question("Lee")).hits
    mended = Correction(day=date(2025, 6, 20))
    Corrections(engine).correct(lee.id, mended, by="U1", name="olha", now=NOW)
    assert anew.keep([(version_id, kept)], now=LATER) == 0
    assert anew.keep([(version_id, together(kept))], now=LATER) == 1
    [again] = archive.ask(Question("Lee")).hits
    assert (again.id, again.day, again.together) == (lee.id, date(2025, 6, 20), ("Jo Berg",))
    assert again.article_corrected == NOW
    [berg] = archive.ask(Question("Jo Berg", about="road")).hits
    assert berg.speakers == "Jo Berg and Ann Lee"
    assert archive.fresh(None, since=NOW + timedelta(hours=1), until=LATER, limit=9) == ()
    assert archive.kept_between(NOW + timedelta(hours=1), LATER) is None
    [(second, _)] = anew.pages(0, anew.last(), limit=9)
    assert anew.keep([(version_id, kept), (second, together(kept))], now=LATER) == 0
    assert archive.add(kept, now=LATER).unchanged
    assert check(engine) == ()


def test_what_is_hidden_stays_hidden_and_what_was_erased_stays_out(
    archive: Archive, articles: Articles, anew: Anew, engine: Engine, kept: Article
) -> None:
    elsewhere = "https://example.org/b"
    archive.add(article(ROAD, url=elsewhere), now=NOW)
    articles.withdraw(URL, "A hoax", by="U1", now=NOW)
    [(first, _), _] = anew.pages(0, anew.last(), limit=9)
    assert anew.keep([(first, together(kept))], now=LATER) == 1
    assert archive.ask(Question("Berg")).person is None
    [lee] = People(engine).find("Lee")
    Erasure(engine).erase_person(lee.id, "Asked", by="U1", now=LATER)
    assert anew.pages(0, anew.last(), limit=9) == []
    assert anew.keep([(first + 2, kept)], now=LATER) == 0
    anew.record(2, 1, by="U1", now=LATER)
    [change], _ = Changes(engine).page(limit=1)
    assert (change.what, change.detail) == ("articles read again", {"articles": 2, "changed": 1})
    assert check(engine) == ()


def test_another_speaker_is_another_reading_and_another_spelling_is_not(
    archive: Archive, anew: Anew, engine: Engine, kept: Article
) -> None:
    def read(name: str) -> Article:
        speakers = tuple(
            replace(one, name=name) if one.name == "Jo Berg" else one for one in kept.speakers
        )
        second = replace(kept.quotes[1], speaker=name)
        return replace(kept, speakers=speakers, quotes=(kept.quotes[0], second))

    version_id = anew.last()
    assert anew.keep([(version_id, read("J. Berg"))], now=LATER) == 0
    assert anew.keep([(version_id, read("Tom Vell"))], now=LATER) == 1
    assert [hit.text for hit in archive.ask(Question("Vell")).hits] == [GRAIN.words]
    assert archive.ask(Question("Berg")).hits == ()
    assert check(engine) == ()


def test_what_a_newer_reading_has_not_is_not_said_of_the_outlet(
    archive: Archive, anew: Anew, kept: Article
) -> None:
    [(version_id, _)] = anew.pages(0, anew.last(), limit=9)
    [lee] = archive.ask(Question("Lee")).hits
    anew.keep([(version_id, replace(kept, quotes=kept.quotes[1:]))], now=LATER)
    assert archive.standings([lee.id])[lee.id].fate is Fate.REREAD
