"""What people changed is undone where that works, and nowhere else is it offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from store.archive import Archive
from store.articles import Articles
from store.changes import Change, Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.pairs import Pairs
from store.people import KnownPerson, People, Role
from store.tables import articles as kept_articles
from store.tables import changes

URL = "https://example.org/a"
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=1)
SUM = Said("Mira Dolan", "The harbour costs nine million", role="Mayor")


@pytest.fixture
def log(engine: Engine, archive: Archive) -> Changes:
    archive.add(article(SUM, url=URL), now=NOW)
    return Changes(engine)


def offered(log: Changes) -> list[str]:
    """What may be undone, the newest first; nothing else can be, and each of these can."""
    page, _ = log.page(limit=50)
    for change in page:
        if not change.undoable:
            with pytest.raises(StoreError):
                log.undo(change.id, by="U2", now=LATER)
    return [change.what for change in page if change.undoable]


def undo(log: Changes, what: str) -> Change:
    last = next(one for one in log.page(limit=50)[0] if one.what == what and one.undoable)
    return log.undo(last.id, by="U2", now=SOON)


def test_of_what_hid_an_article_only_the_last_is_offered(
    log: Changes, articles: Articles, engine: Engine
) -> None:
    articles.withdraw(URL, "A hoax", by="U1", now=NOW)
    articles.reinstate(URL, by="U1", now=NOW)
    assert offered(log) == ["article reinstated"]
    articles.withdraw(URL, "A hoax after all", by="U1", now=NOW)
    articles.withdraw(URL, "A libel", by="U1", now=NOW, kill=True)
    assert offered(log) == ["article killed"]
    done = undo(log, "article killed")
    assert (done.undone_by, done.undone_at, done.undoable) == ("U2", SOON, False)
    assert offered(log) == ["article withdrawn"]
    undo(log, "article withdrawn")
    assert offered(log) == ["article reinstated"]
    assert check(engine) == ()


def test_an_embargo_is_undone_back_to_the_one_before(
    log: Changes, articles: Articles, archive: Archive, engine: Engine
) -> None:
    articles.embargo(URL, LATER, by="U1", now=NOW)
    articles.embargo(URL, LATER + timedelta(days=1), by="U1", now=NOW)
    assert offered(log) == ["article under embargo"]
    undo(log, "article under embargo")
    with engine.connect() as connection:
        assert connection.scalar(select(kept_articles.c.embargo)) == LATER
    assert archive.ask(Question("Dolan")).hits == ()
    undo(log, "article under embargo")
    assert [hit.text for hit in archive.ask(Question("Dolan")).hits] == [SUM.words]
    window = {"since": SOON, "until": SOON + timedelta(minutes=1)}
    assert len(archive.fresh(None, **window, limit=9)) == 1  # type: ignore[arg-type]  # a shorthand
    assert offered(log) == []
    assert check(engine) == ()


def test_the_end_of_an_embargo_is_undone_while_it_would_still_hold(
    log: Changes, articles: Articles, archive: Archive, engine: Engine
) -> None:
    articles.embargo(URL, LATER, by="U1", now=NOW)
    articles.embargo(URL, NOW, by="U1", now=NOW)
    assert archive.ask(Question("Dolan")).total == 1
    assert offered(log) == ["article under embargo"]
    undo(log, "article under embargo")
    assert archive.ask(Question("Dolan")).hits == ()
    articles.lift_embargoes(LATER)
    assert offered(log) == []
    assert check(engine) == ()


def test_a_restriction_is_undone_back_to_the_channels_before(
    log: Changes, articles: Articles, archive: Archive, engine: Engine
) -> None:
    def seen() -> list[bool]:
        return [bool(archive.ask(Question("Dolan"), place=one).hits) for one in (None, "C1", "C2")]

    articles.restrict(URL, ["C1"], by="U1", now=NOW)
    articles.restrict(URL, ["C2"], by="U1", now=NOW)
    assert offered(log) == ["article restricted"]
    undo(log, "article restricted")
    assert seen() == [False, True, False]
    undo(log, "article restricted")
    assert seen() == [True, True, True]
    assert offered(log) == []
    assert check(engine) == ()


def test_what_no_channel_may_see_is_undone_to_that_and_not_to_everybody(
    log: Changes, articles: Articles, archive: Archive, engine: Engine
) -> None:
    again = article(SUM, url=URL)
    for channel in ("C1", "C2"):
        page = replace(again.page, places=(channel,))
        archive.add(replace(again, page=page), now=NOW)
    articles.restrict(URL, ["C3"], by="U1", now=NOW)
    undo(log, "article restricted")
    assert archive.counts()["quotes"] == 0
    assert not archive.ask(Question("Dolan"), place="C3").hits
    assert check(engine) == ()


def test_what_an_older_version_did_not_keep_is_not_offered(
    log: Changes, articles: Articles, engine: Engine
) -> None:
    articles.withdraw(URL, "A hoax", by="U1", now=NOW)
    articles.embargo(URL, LATER, by="U1", now=NOW)
    articles.restrict(URL, ["C1"], by="U1", now=NOW)
    articles.correct(URL, "The sum was wrong", by="U1", now=NOW)
    articles.reinstate(URL, by="U1", now=NOW)
    People(engine).take_in([KnownPerson("Ada Quill")], by="U1", now=NOW)
    with engine.begin() as connection:
        connection.execute(changes.delete().where(changes.c.what == "article withdrawn"))
        for row in connection.execute(select(changes)).all():
            kept = {key: row.detail[key] for key in row.detail.keys() - {"before", "did"}}
            connection.execute(changes.update().where(changes.c.id == row.id).values(detail=kept))
    assert offered(log) == []


def test_an_import_of_people_is_undone_but_for_what_came_since(
    log: Changes, archive: Archive, engine: Engine
) -> None:
    people = People(engine)
    counted = archive.counts()
    people.load([KnownPerson("Pavel Reus", wikidata="Q1", notes="Bakes")])
    before = people.named_by_desk()
    table = [
        KnownPerson("Mira Dolan", ("The Grain Lady",), "Q5", (Role("Mayor", date(2020, 1, 1)),)),
        KnownPerson("Pavel Reus", ("P. Reus",), "Q2", notes="Bakes bread"),
        KnownPerson("Ada Quill", ("The Spy",)),
        KnownPerson("Ida Holm", ("The Judge",)),
    ]
    people.take_in(table, by="U1", now=NOW)
    [quill] = people.find("Ada Quill")
    people.add_alias(quill.id, "A. Q.", by="U1", now=NOW)
    undo(log, "people imported")
    assert people.named_by_desk() == (KnownPerson("Ada Quill", ("A. Q.",)), *before)
    assert [people.find(name) for name in ("Holm", "The Judge", "The Spy", "Grain Lady")] == [
        ()
    ] * 4
    [dolan] = people.find("Dolan")
    assert (dolan.role, dolan.quotes) == ("Mayor", 1)
    assert archive.counts()["people"] == counted["people"] + 2
    assert offered(log) == ["alias added"]
    people.take_in(table, by="U1", now=NOW)
    assert [one.name for one in people.named_by_desk()] == [
        "Ada Quill",
        "Ida Holm",
        "Mira Dolan",
        "Pavel Reus",
    ]
    assert check(engine) == ()


def test_what_is_gone_is_not_offered(log: Changes, archive: Archive, engine: Engine) -> None:
    people, pairs = People(engine), Pairs(engine)
    archive.add(article(Said("M. Dolan", "No"), Said("Mia Dolan", "Never"), title="N"), now=NOW)
    [hit] = archive.ask(Question("Mira Dolan")).hits
    mended = Correction(day=date(2025, 6, 1))
    Corrections(engine).correct(hit.id, mended, by="U1", name="olha", now=NOW)
    people.add_alias(hit.person_id, "The Lady", by="U1", now=NOW)
    [short] = people.find("M. Dolan")[:1]
    pairs.keep_apart(hit.person_id, short.id + 1, by="U1", now=NOW)
    pairs.merge(short.id, hit.person_id, by="U1", now=NOW)
    assert offered(log) == ["people merged", "people kept apart", "alias added", "quote corrected"]
    Erasure(engine).erase_person(hit.person_id, "Asked", by="U1", now=NOW)
    assert offered(log) == ["people merged", "people kept apart", "alias added"]
    undo(log, "people merged")
    assert offered(log) == ["people kept apart", "alias added"]
    assert check(engine) == ()


def test_a_wire_cancels_nothing_that_is_newer(articles: Articles, archive: Archive) -> None:
    one = article(SUM, url=URL)
    archive.add(replace(one, page=replace(one.page, version=4)), now=NOW)
    told = [articles.newer(URL, version) for version in (3, 4, 5, None)]
    assert told == [4, None, None, None]
    assert articles.newer(f"{URL}/other", 1) is None
