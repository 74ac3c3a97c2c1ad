"""Two who may be one are listed and never joined; a person joins them or keeps them apart."""

from dataclasses import replace

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from bot.model import Gender, Voice
from store.archive import Archive
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.pairs import Pairs
from store.people import KnownPerson, People
from store.posts import Part, Posts
from store.tables import people as rows

FULL = Said("Oleksandr Syrskyi", "The bridge will hold", role="General")
OTHER = Said("Alexander Sirsky", "The road will not", role="Colonel")


@pytest.fixture
def pairs(engine: Engine) -> Pairs:
    return Pairs(engine)


@pytest.fixture
def log(engine: Engine) -> Changes:
    return Changes(engine)


def kept(archive: Archive, *said: Said) -> None:
    for one in said:
        archive.add(article(one, title=f"{one.by} {one.words}"), now=NOW)


def listed(pairs: Pairs) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(pair.one.name, pair.other.name, pair.why) for pair in pairs.waiting(limit=9)]


def ids(archive: Archive, *words: str) -> list[int]:
    return [archive.ask(Question(phrase=one)).hits[0].person_id for one in words]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Said("Ann Berg", "One"), Said("A. Berg", "Two"), "the initials or part of the name fit"),
        (Said("Ann Berg", "One"), Said("Berg", "Two"), "one is called by the surname only"),
        (
            Said("Oleksandr Syrskyi", "One"),
            Said("Oleksander Sirskiy", "Two"),
            "the same name in another spelling",
        ),
        (
            Said("Ann Berg", "One", role="harbour engineer"),
            Said("Rosa Berg", "Two", role="harbour engineer"),
            "the same surname · the same role",
        ),
        (Said("Ann Berg", "One"), Said("Rosa Berg", "Two"), None),
        (Said("Volodymyr Zelensky", "One"), Said("Olena Zelenska", "Two"), None),
        (
            Said("Alex Smith", "One", gender=Gender.HE),
            Said("Alex Smith", "Two", gender=Gender.SHE),
            None,
        ),
        (Said("police", "One", voice=Voice.BODY), Said("police", "Two", voice=Voice.BODY), None),
    ],
)
def test_who_may_be_one_is_listed_with_what_speaks_for_it(
    archive: Archive, pairs: Pairs, one: Said, other: Said, why: str | None
) -> None:
    kept(archive, one, other)
    assert [" · ".join(found) for _, _, found in listed(pairs)] == ([why] if why else [])
    first, second = ids(archive, "One", "Two")
    assert first != second


def test_the_fuller_name_stays_else_the_more_quoted(archive: Archive, pairs: Pairs) -> None:
    kept(archive, Said("Berg", "One"), Said("Ann Berg", "Two"), Said("A. Berg", "Three"))
    kept(archive, Said("A. Berg", "Four"))
    stays = {pair.stays.name for pair in pairs.waiting(limit=9)}
    assert stays == {"Ann Berg", "A. Berg"}


def test_merged_people_are_one_in_everything(
    archive: Archive, people: People, pairs: Pairs, engine: Engine
) -> None:
    people.load([KnownPerson("Alexander Sirsky", ("The General",), wikidata="Q7")])
    kept(archive, FULL, OTHER)
    full, other = ids(archive, "bridge", "road")
    shown = archive.ask(Question("Alexander Sirsky", about="road")).hits[0].id
    posts = Posts(engine)
    posts.remember("C1", "1.1", [Part((shown,), number=1)], thread=None, now=NOW)
    pairs.merge(other, full, by="U1", now=NOW)
    for name in ("Oleksandr Syrskyi", "Alexander Sirsky", "The General", "Sirsky"):
        assert [(one.id, one.quotes) for one in people.find(name)] == [(full, 2)]
    assert archive.ask_person(other, Question()).total == 2
    assert archive.ask(Question("Oleksandr Syrskyi", about="road")).total == 1
    assert archive.verify("The road will not", who="Syrskyi").hits[0].person_id == full
    assert archive.counts()["people"] == 1
    assert listed(pairs) == []
    assert len(posts.take_due(now=NOW)) == 1
    kept(archive, replace(OTHER, words="The road is gone"))
    assert ids(archive, "gone") == [full]
    assert check(engine) == ()


def test_a_merge_is_undone_and_what_came_since_stays(
    archive: Archive, people: People, pairs: Pairs, log: Changes, engine: Engine
) -> None:
    people.load([KnownPerson("Alexander Sirsky", ("The General",), wikidata="Q7")])
    people.load([KnownPerson("Oleksandr Syrskyi", ("The General",))])
    kept(archive, FULL, OTHER)
    full, other = ids(archive, "bridge", "road")
    before = {name: people.find(name) for name in ("Syrskyi", "Alexander Sirsky", "The General")}
    pairs.merge(other, full, by="U1", now=NOW)
    kept(archive, replace(OTHER, words="The road is gone"))
    [change], _ = log.page(limit=1)
    assert (change.what, change.names) == (
        "people merged",
        {other: "Alexander Sirsky", full: "Oleksandr Syrskyi"},
    )
    undone = log.undo(change.id, by="U2", now=NOW)
    assert (undone.undone_by, undone.undoable) == ("U2", False)
    assert ids(archive, "bridge", "road will not", "gone") == [full, other, full]
    assert people.find("Alexander Sirsky") == before["Alexander Sirsky"]
    assert {one.id for one in people.find("The General")} == {full, other}
    assert archive.ask_person(other, Question()).total == 1
    assert archive.ask(Question("Oleksandr Syrskyi", about="road")).total == 1
    assert check(engine) == ()


def test_a_bare_surname_that_was_merged_reaches_nobody_elses_articles(
    archive: Archive, pairs: Pairs, engine: Engine
) -> None:
    kept(archive, Said("Ann Berg", "One"))
    url = "https://example.org/a"
    archive.add(article(Said("Berg", "Two"), url=url), now=NOW)
    full, bare = ids(archive, "One", "Two")
    pairs.merge(bare, full, by="U1", now=NOW)
    archive.add(article(Said("Berg", "Two"), Said("Berg", "Three"), url=url, title="x"), now=NOW)
    kept(archive, Said("Berg", "Four"))
    two, three, four = ids(archive, "Two", "Three", "Four")
    assert (two, three) == (full, full)
    assert four != full
    assert check(engine) == ()


def test_a_correction_follows_whom_its_speaker_was_merged_into(
    archive: Archive, pairs: Pairs, engine: Engine
) -> None:
    url = "https://example.org/a"
    said = Said("Ida Holm", "The bread is late")
    kept(archive, FULL, OTHER)
    archive.add(article(said, url=url), now=NOW)
    full, other = ids(archive, "bridge", "road")
    quote = archive.ask(Question("Holm")).hits[0].id
    Corrections(engine).correct(quote, Correction(speaker=other), by="U1", name="o", now=NOW)
    pairs.merge(other, full, by="U1", now=NOW)
    archive.add(article(said, url=url, title="Again"), now=NOW)
    assert archive.ask(Question("Holm")).hits == ()
    assert archive.ask(Question("Syrskyi", about="bread")).hits[0].id == quote
    assert check(engine) == ()


def test_those_kept_apart_are_not_asked_about_again_and_never_merged(
    archive: Archive, pairs: Pairs, log: Changes
) -> None:
    kept(archive, Said("Ann Berg", "One"), Said("A. Berg", "Two"))
    one, other = ids(archive, "One", "Two")
    pairs.keep_apart(one, other, by="U1", now=NOW)
    assert listed(pairs) == []
    with pytest.raises(StoreError, match="were kept apart"):
        pairs.merge(other, one, by="U1", now=NOW)
    [change], _ = log.page(limit=1)
    assert change.what == "people kept apart"
    log.undo(change.id, by="U1", now=NOW)
    assert len(listed(pairs)) == 1
    pairs.merge(other, one, by="U1", now=NOW)


def test_what_cannot_be_one_is_refused(
    archive: Archive, people: People, pairs: Pairs, log: Changes
) -> None:
    people.load([KnownPerson("The Ministry", voice=Voice.BODY)])
    kept(archive, FULL, OTHER, Said("a spy", "Nothing", voice=Voice.ANONYMOUS))
    full, other, spy = ids(archive, "bridge", "road", "Nothing")
    for one, two, refused in (
        (full, full, "one person already"),
        (full, 1, "a person and a body"),
        (spy, full, "never merged"),
        (full, 99, "not in the archive"),
    ):
        with pytest.raises(StoreError, match=refused):
            pairs.merge(one, two, by="U1", now=NOW)
    with pytest.raises(StoreError, match="not two people"):
        pairs.keep_apart(full, full, by="U1", now=NOW)
    pairs.merge(other, full, by="U1", now=NOW)
    people.load([KnownPerson("Ida Holm")])
    [holm] = people.find("Ida Holm")
    pairs.merge(full, holm.id, by="U1", now=NOW)
    assert archive.ask_person(other, Question()).total == 2
    _, first = log.page(limit=2)[0]
    with pytest.raises(StoreError, match="taken for somebody else since"):
        log.undo(first.id, by="U1", now=NOW)
    assert people.find("Ida Holm")[0].quotes == 2


def test_who_was_merged_is_forgotten_with_the_one_they_were(
    archive: Archive, people: People, pairs: Pairs, engine: Engine
) -> None:
    kept(archive, FULL, OTHER, Said("A. Sirsky", "The ferry sails"))
    full, other = ids(archive, "bridge", "road")
    pairs.merge(other, full, by="U1", now=NOW)
    Erasure(engine).erase_person(other, "Asked", by="U1", now=NOW)
    assert [one.name for one in people.find("Sirsky")] == ["A. Sirsky"]
    with engine.connect() as connection:
        assert connection.scalars(select(rows.c.name)).all() == ["A. Sirsky"]
    assert check(engine) == ()


def test_notes_on_somebody_who_was_merged_are_given_out_with_the_one_they_are(
    people: People, pairs: Pairs, log: Changes
) -> None:
    people.load([KnownPerson("V. Lind", notes="Calls back"), KnownPerson("Vera Lind", notes="x")])
    pairs.merge(1, 2, by="U1", now=NOW)
    [known] = people.named_by_desk()
    assert (known.name, known.notes) == ("Vera Lind", "x; Calls back")
    [change], _ = log.page(limit=1)
    log.undo(change.id, by="U1", now=NOW)
    assert [one.notes for one in people.named_by_desk()] == ["Calls back", "x"]
