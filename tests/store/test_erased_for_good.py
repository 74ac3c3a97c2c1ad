"""What somebody asked to have erased never comes back, whichever way an article comes in again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, delete, select, update

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from bot.model import Voice
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.copying import backup, copy
from store.corrections import Corrections
from store.engine import open_store
from store.erasing import Erasure
from store.pairs import Pairs
from store.people import KnownPerson, People
from store.restoring import restore
from store.tables import erased, quotes, tombstones

A, B, C = (f"https://example.org/{name}" for name in "abc")
LATER = NOW + timedelta(hours=1)
WANDA = "Wanda Xylocope"
SAID = Said(WANDA, "The yarrowfen vault holds seventy quarzbeds of salt")
ALSO = Said(WANDA, "Nobody was ever shown the yarrowfen ledgers at all")
SHORT = Said(WANDA, "Never again")
GRAIN = Said("Mira Dolan", "The grain must leave today", role="Mayor")


@pytest.fixture
def erasure(engine: Engine) -> Erasure:
    return Erasure(engine)


def erase_wanda(erasure: Erasure, name: str = WANDA) -> None:
    [wanda] = erasure.called(name)
    erasure.erase_person(wanda.id, "She asked", by="U1", now=LATER)


def is_gone(archive: Archive, engine: Engine, *said: Said) -> None:
    assert archive.ask(Question(WANDA)).hits == ()
    for one in said:
        assert archive.verify(one.words).finding is Finding.NOT_FOUND
    assert check(engine) == ()


def test_an_article_is_not_allowed_when_whom_it_quoted_was_erased_since(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    archive.add(article(ALSO, url=B), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erase_wanda(erasure)
    with pytest.raises(StoreError, match="had words of somebody who was erased"):
        erasure.allow_article(A, "The order was lifted", by="U2", now=LATER)
    assert archive.add(article(SAID, GRAIN, url=A), now=LATER).erased == NOW
    is_gone(archive, engine, SAID, ALSO)


def test_an_article_that_was_allowed_stays_out_when_whom_it_quoted_is_erased_before_it_comes(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    archive.add(article(ALSO, url=B), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erasure.allow_article(A, "The order was lifted", by="U2", now=NOW)
    erase_wanda(erasure)
    assert archive.add(article(SAID, GRAIN, url=A), now=LATER).erased == NOW
    is_gone(archive, engine, SAID, ALSO)


def test_another_spelling_or_alias_of_whom_it_quoted_counts_too(
    archive: Archive, erasure: Erasure, people: People
) -> None:
    archive.add(article(Said("Ванда Ксилокоп", SAID.words), GRAIN, url=A), now=NOW)
    archive.add(article(ALSO, url=B), now=NOW)
    [wanda] = people.find(WANDA)
    people.add_alias(wanda.id, "Ванда Ксилокоп", by="U1", now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erase_wanda(erasure)
    with pytest.raises(StoreError, match="had words of somebody who was erased"):
        erasure.allow_article(A, "The order was lifted", by="U2", now=LATER)


def test_an_article_is_allowed_when_only_somebody_else_was_erased(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(GRAIN, url=A), now=NOW)
    archive.add(article(SAID, url=B), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erase_wanda(erasure)
    erasure.allow_article(A, "The order was lifted", by="U2", now=LATER)
    assert archive.add(article(GRAIN, url=A), now=LATER).new == 1
    erasure.erase_article(A, "Another order", by="U1", now=LATER)
    assert archive.add(article(GRAIN, url=A), now=LATER).erased == LATER
    assert check(engine) == ()


@pytest.mark.parametrize("said", [SAID, SHORT])
def test_erased_words_that_come_in_with_another_article_are_covered_in_it(
    archive: Archive, erasure: Erasure, engine: Engine, said: Said
) -> None:
    archive.add(article(said, url=A), now=NOW)
    erase_wanda(erasure)
    came = archive.add(
        article(said, GRAIN, title=f"Again: {said.words}", url=C, outlet="Other"), now=LATER
    )
    assert (came.erased, came.covered, came.new) == (None, 1, 1)
    is_gone(archive, engine, said)
    [hit] = archive.ask(Question("Dolan")).hits
    assert (hit.text, said.words in (hit.title or "")) == (GRAIN.words, said is SHORT)
    again = archive.add(
        article(said, GRAIN, title=f"Again: {said.words}", url=C, outlet="Other"), now=LATER
    )
    assert (again.unchanged, again.covered) == (True, 0)
    is_gone(archive, engine, said)


def test_few_words_that_somebody_else_says_are_their_own(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SHORT, url=A), now=NOW)
    erase_wanda(erasure)
    came = archive.add(article(Said("Mira Dolan", SHORT.words), url=C), now=LATER)
    assert (came.covered, came.new) == (0, 1)
    assert [hit.text for hit in archive.ask(Question("Dolan")).hits] == [SHORT.words]
    new = archive.add(article(ALSO, url=B), now=LATER)
    assert (new.covered, new.new) == (0, 1)  # said later, elsewhere: not what was erased
    assert check(engine) == ()


def test_a_new_version_that_brings_erased_words_has_them_covered(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SAID, url=A), now=NOW)
    archive.add(article(GRAIN, url=B), now=NOW)
    erase_wanda(erasure)
    came = archive.add(article(GRAIN, SAID, url=B), now=LATER)
    assert (came.version, came.covered, came.erased) == (2, 1, None)
    assert archive.add(article(GRAIN, SAID, ALSO, url=B), now=LATER).erased == LATER
    is_gone(archive, engine, SAID)


def test_the_quotes_of_a_withdrawn_article_do_not_come_back_with_it(
    archive: Archive, articles: Articles, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    articles.withdraw(A, "A hoax", by="U1", now=NOW)
    erase_wanda(erasure)
    articles.reinstate(A, by="U1", now=LATER)
    is_gone(archive, engine, SAID)
    articles.withdraw(A, "A hoax", by="U1", now=LATER)
    [change], _ = Changes(engine).page(limit=1)
    Changes(engine).undo(change.id, by="U1", now=LATER)
    is_gone(archive, engine, SAID)
    assert len(archive.ask(Question("Dolan")).hits) == 1


def test_undoing_a_correction_gives_nobody_back_their_erased_quote(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    archive.add(article(ALSO, url=B), now=NOW)
    [dolan] = archive.ask(Question("Dolan")).hits
    [also, said] = archive.ask(Question(WANDA)).hits
    mended = Corrections(engine)
    mended.correct(said.id, Correction(speaker=dolan.person_id), by="U1", name="Ed", now=NOW)
    mended.correct(dolan.id, Correction(speaker=also.person_id), by="U1", name="Ed", now=NOW)
    mended.correct(dolan.id, Correction(speaker=dolan.person_id), by="U1", name="Ed", now=NOW)
    erase_wanda(erasure)
    log = Changes(engine)
    for change in log.page(limit=9)[0]:
        if change.what == "quote corrected" and change.undoable:
            log.undo(change.id, by="U1", now=LATER)
    assert archive.ask(Question(WANDA)).hits == ()
    assert archive.ask(Question(WANDA)).person is None
    assert len(archive.ask(Question("Dolan")).hits) == 2
    assert check(engine) == ()


def test_undoing_a_merge_and_importing_people_bring_no_quote_back(
    archive: Archive, erasure: Erasure, engine: Engine, people: People
) -> None:
    archive.add(article(SAID, url=A), now=NOW)
    people.load([KnownPerson("W. Salt")])
    [salt], [wanda] = people.find("W. Salt"), people.find(WANDA)
    Pairs(engine).merge(wanda.id, salt.id, by="U1", now=NOW)
    erase_wanda(erasure, "W. Salt")
    [change] = [one for one in Changes(engine).page(limit=9)[0] if one.what == "people merged"]
    Changes(engine).undo(change.id, by="U1", now=LATER)
    people.take_in([KnownPerson(WANDA)], by="U1", now=LATER)
    archive.add(article(SAID, url=A), now=LATER)
    is_gone(archive, engine, SAID)


def test_somebody_whom_only_hidden_articles_quote_can_be_erased(
    archive: Archive, articles: Articles, erasure: Erasure, people: People
) -> None:
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    articles.embargo(A, LATER, by="U1", now=NOW)
    assert people.find(WANDA) == ()
    erase_wanda(erasure)
    assert erasure.called(WANDA) == ()


def test_before_it_was_kept_whom_an_erased_article_quoted_any_erased_person_forbids_it(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    archive.add(article(GRAIN, url=A), now=NOW)
    archive.add(article(SAID, url=B), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    with engine.begin() as connection:  # as 0022 left it
        connection.execute(update(tombstones).values(listed=False))
    erase_wanda(erasure)
    with pytest.raises(StoreError, match="may have had words"):
        erasure.allow_article(A, "The order was lifted", by="U2", now=LATER)
    with engine.begin() as connection:
        assert connection.scalar(select(quotes.c.id)) is None


def test_a_backup_that_is_restored_holds_nothing_that_was_erased_since(tmp_path: Path) -> None:
    url, saved = f"sqlite:///{tmp_path}/a.db", tmp_path / "saved.db"
    engine = open_store(url)
    archive, erasure = Archive(engine), Erasure(engine)
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    archive.add(article(SHORT, GRAIN, url=B), now=NOW)
    archive.add(article(Said("Ada Quill", "The ferries are late again"), url=C), now=NOW)
    backup(url, saved)
    erase_wanda(erasure)
    erasure.erase_article(C, "A court order", by="U1", now=LATER)
    assert restore(saved, url, now=LATER) == 2
    is_gone(archive, engine, SAID)
    assert len(archive.ask(Question("Dolan")).hits) == 2
    assert archive.add(article(SAID, url=C), now=LATER).erased == LATER
    held = (tmp_path / "a.db").read_bytes()
    assert [word for word in (b"quarzbeds", b"ferries", b"Never again") if word in held] == []
    assert [(one.what, one.swept) for one in erasure.tombstones()] == [
        ("article", True),
        ("person", True),
    ]
    assert restore(saved, url, now=LATER) == 2
    engine.dispose()
    assert list(tmp_path.glob("*.restoring*")) == []


def test_a_backup_is_refused_when_nothing_tells_what_was_erased_since(tmp_path: Path) -> None:
    url, saved = f"sqlite:///{tmp_path}/a.db", tmp_path / "saved.db"
    engine = open_store(url)
    archive, erasure = Archive(engine), Erasure(engine)
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    backup(url, saved)
    erase_wanda(erasure)
    with engine.begin() as connection:  # as 0022 left it
        connection.execute(delete(erased))
    with pytest.raises(StoreError, match="This backup would bring them back"):
        restore(saved, url, now=LATER)
    is_gone(archive, engine, SAID)
    engine.dispose()


def test_a_copy_of_the_database_knows_what_was_erased(engine: Engine, tmp_path: Path) -> None:
    archive, erasure = Archive(engine), Erasure(engine)
    archive.add(article(SAID, GRAIN, url=A), now=NOW)
    archive.add(article(ALSO, url=B), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erase_wanda(erasure)
    target = open_store(f"sqlite:///{tmp_path}/copy.db")
    copy(engine, target, progress=lambda *_: None)
    with pytest.raises(StoreError, match="had words of somebody who was erased"):
        Erasure(target).allow_article(A, "The order was lifted", by="U2", now=LATER)
    assert Archive(target).add(article(ALSO, GRAIN, url=C), now=LATER).covered == 1
    is_gone(Archive(target), target, SAID, ALSO)
    target.dispose()


def test_of_two_erased_copies_each_is_allowed_for_itself(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    for url in (A, "https://other.example/b"):
        archive.add(article(GRAIN, url=url), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erasure.erase_article("https://other.example/b", "Another order", by="U1", now=LATER)
    erasure.allow_article("https://other.example/b", "It was lifted", by="U2", now=LATER)
    assert archive.add(article(GRAIN, url=A), now=LATER).erased == NOW
    assert archive.add(article(GRAIN, url=C, outlet="Third"), now=LATER).erased == NOW
    assert archive.add(article(GRAIN, url="https://other.example/b"), now=LATER).new == 1
    assert check(engine) == ()


def test_to_allow_one_of_two_erased_copies_lets_the_other_in_nowhere(
    archive: Archive, erasure: Erasure
) -> None:
    for url in (A, "https://other.example/b"):
        archive.add(article(GRAIN, url=url), now=NOW)
    erasure.erase_article(A, "A court order", by="U1", now=NOW)
    erasure.erase_article("https://other.example/b", "Another order", by="U1", now=LATER)
    erasure.allow_article(A, "It was lifted", by="U2", now=LATER)
    moved = article(GRAIN, url="https://other.example/moved")
    assert archive.add(moved, now=LATER).erased == LATER
    assert archive.add(article(GRAIN, url=A), now=LATER).new == 1


def test_an_article_that_was_erased_by_its_number_stays_out_at_its_address(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    kept = archive.add(article(SAID, url=A), now=NOW)
    erasure.erase_article(f"article:{kept.article_id}", "A court order", by="U1", now=LATER)
    again = archive.add(article(SAID, GRAIN, title="Changed", url=A), now=LATER)
    assert again.erased is not None
    is_gone(archive, engine, SAID, GRAIN)
    erasure.allow_article(A, "Settled", by="U1", now=LATER)
    archive.add(article(GRAIN, title="Changed", url=A), now=LATER)
    assert archive.verify(GRAIN.words).finding is Finding.EXACT


def test_an_address_that_reads_as_a_number_is_none(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    first = archive.add(article(GRAIN, url=A), now=NOW)
    archive.add(article(SAID, title="B", url=f"article:{first.article_id}"), now=NOW)
    articles.withdraw(f"article:{first.article_id}", "A hoax", by="U1", now=NOW)
    assert archive.verify(GRAIN.words).finding is Finding.NOT_FOUND
    [hit] = archive.ask(Question(WANDA)).hits
    assert hit.url is None
    assert check(engine) == ()


def test_who_was_erased_is_not_named_for_words_that_are_nobodys(
    archive: Archive, erasure: Erasure
) -> None:
    unclear = Said(None, GRAIN.words, voice=Voice.UNCLEAR, candidates=(WANDA, "Mira Dolan"))
    archive.add(article(unclear, SAID, url=A), now=NOW)
    erase_wanda(erasure)
    where = archive.verify(GRAIN.words).unattributed
    assert where is not None
    assert where.perhaps == ("Mira Dolan",)


def test_a_backup_that_is_restored_holds_no_half_of_what_two_said(tmp_path: Path) -> None:
    url, saved = f"sqlite:///{tmp_path}/a.db", tmp_path / "saved.db"
    engine = open_store(url)
    archive, erasure = Archive(engine), Erasure(engine)
    one = article(SHORT, GRAIN, url=A)
    both = replace(one.quotes[0], together=("Mira Dolan",))
    archive.add(replace(one, quotes=(both, one.quotes[1])), now=NOW)
    archive.add(article(Said("Ada Quill", "The ferries are late again"), url=B), now=NOW)
    backup(url, saved)
    [ada] = People(engine).find("Ada Quill")
    [joint] = [hit for hit in archive.ask(Question("Dolan")).hits if hit.text == SHORT.words]
    other = Correction(speaker=ada.id)
    Corrections(engine).correct(joint.id, other, by="U1", name="olha", now=NOW)
    erase_wanda(erasure)
    assert restore(saved, url, now=LATER) == 1
    assert check(engine) == ()
    assert [hit.text for hit in archive.ask(Question("Dolan")).hits] == [GRAIN.words]
    engine.dispose()


@pytest.mark.parametrize("words", ["No more roads", "We will not leave the valley to them"])
def test_what_another_person_said_in_the_same_words_stays_theirs(
    archive: Archive, erasure: Erasure, engine: Engine, words: str
) -> None:
    mine, theirs = Said(WANDA, words), Said("Mira Dolan", words)
    archive.add(article(mine, theirs, title=f"“{words}”", url=A), now=NOW)
    erase_wanda(erasure)
    [hit] = archive.ask(Question("Dolan")).hits
    assert (hit.text, words in (hit.title or "")) == (words, False)
    assert archive.ask(Question(WANDA)).hits == ()
    came = archive.add(article(mine, theirs, title="Again", url=B, outlet="Other"), now=LATER)
    assert (came.covered, came.known + came.new) == (1, 1)
    assert {one.text for one in archive.ask(Question("Dolan")).hits} == {words}
    assert archive.ask(Question(WANDA)).hits == ()
    assert check(engine) == ()


def test_of_what_another_person_repeats_the_erased_words_go_when_they_are_many(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    few, many = Said(WANDA, "No more roads"), Said(WANDA, "The vault holds seventy beds of salt")
    told = "She said no, and No more roads, and The vault holds seventy beds of salt"
    archive.add(article(few, many, Said("Mira Dolan", told), url=A), now=NOW)
    erase_wanda(erasure)
    [hit] = archive.ask(Question("Dolan")).hits
    assert hit.text == "She said no, and No more roads, and ███ █████ █████ ███████ ████ ██ ████"
    assert check(engine) == ()


def test_words_that_reach_into_what_another_said_go_around_it(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    long = Said(WANDA, "The roads are bad and so are the bridges of the whole valley")
    short = Said("Mira Dolan", "so are the bridges", more=f"In her words: {long.words}.")
    archive.add(article(long, short, url=A), now=NOW)
    erase_wanda(erasure)
    [hit] = archive.ask(Question("Dolan")).hits
    assert (hit.text, "bridges of" in hit.context) == ("so are the bridges", False)
    assert check(engine) == ()
