"""What a person decided of people and quotes holds, whatever happens to them afterwards."""

from dataclasses import replace

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.pairs import Pairs
from store.people import KnownPerson, People, new_person, put_alias
from store.posts import Part, Posts
from store.tables import quotes

FULL = Said("Oleksandr Syrskyi", "The bridge will hold", role="General")
OTHER = Said("Alexander Sirsky", "The road will not", role="Colonel")
LONG = "The harbour will open in spring with nine new cranes and a rail line"
ADDRESS = "https://example.org/a"


@pytest.fixture
def pairs(engine: Engine) -> Pairs:
    return Pairs(engine)


@pytest.fixture
def log(engine: Engine) -> Changes:
    return Changes(engine)


def kept(archive: Archive, *said: Said) -> None:
    for one in said:
        archive.add(article(one, title=f"{one.by} {one.words}"), now=NOW)


def by(archive: Archive, words: str) -> int:
    [hit] = archive.ask(Question(phrase=words)).hits
    return hit.person_id


def quote(archive: Archive, words: str) -> int:
    [hit] = archive.ask(Question(phrase=words)).hits
    return hit.id


def correct(engine: Engine, quote_id: int, speaker: int | str) -> None:
    one = Correction(speaker=speaker)
    Corrections(engine).correct(quote_id, one, by="U1", name="olha", now=NOW)


def undo(log: Changes, what: str) -> None:
    found, _ = log.page(limit=9)
    [change] = [one for one in found if one.what == what and one.undoable]
    log.undo(change.id, by="U2", now=NOW)


def test_a_hold_on_who_was_merged_keeps_all_quotes_of_the_one_they_are_now(
    archive: Archive, pairs: Pairs, engine: Engine
) -> None:
    kept(archive, FULL, OTHER)
    full, other = by(archive, "bridge"), by(archive, "road")
    erasure = Erasure(engine)
    erasure.hold_person(other, "Case 7", by="U1", now=NOW, lift=False)
    pairs.merge(other, full, by="U1", now=NOW)
    with pytest.raises(StoreError, match="Case 7"):
        erasure.erase_person(full, "Asked", by="U1", now=NOW)
    erasure.hold_person(other, "Settled", by="U1", now=NOW, lift=True)
    erasure.hold_person(other, "Case 8", by="U1", now=NOW, lift=False)
    with pytest.raises(StoreError, match="Case 8"):
        erasure.erase_person(full, "Asked", by="U1", now=NOW)


def test_two_kept_apart_are_not_made_one_by_way_of_a_third(archive: Archive, pairs: Pairs) -> None:
    kept(archive, Said("Ann Berg", "One"), Said("A. Berg", "Two"), Said("Anna Berg", "Three"))
    ann, short, anna = by(archive, "One"), by(archive, "Two"), by(archive, "Three")
    pairs.keep_apart(ann, short, by="U1", now=NOW)
    pairs.merge(short, anna, by="U1", now=NOW)
    with pytest.raises(StoreError, match="kept apart"):
        pairs.merge(ann, anna, by="U1", now=NOW)
    with pytest.raises(StoreError, match="kept apart"):
        pairs.merge(anna, ann, by="U1", now=NOW)


def test_a_speaker_corrected_while_two_were_one_stays_when_they_are_two_again(
    archive: Archive, pairs: Pairs, log: Changes, engine: Engine
) -> None:
    kept(archive, FULL, OTHER)
    full, other = by(archive, "bridge"), by(archive, "road")
    pairs.merge(other, full, by="U1", now=NOW)
    correct(engine, quote(archive, "road"), full)
    undo(log, "people merged")
    assert by(archive, "road") == full
    undo(log, "quote corrected")
    assert by(archive, "road") == other
    assert check(engine) == ()


def test_an_article_that_changes_gives_nobody_the_quotes_of_a_namesake(
    archive: Archive, people: People, engine: Engine
) -> None:
    first, second = Said("Alex Smith", "The bridge will hold"), Said("Alex Smith", "The road too")
    archive.add(article(first, second, url=ADDRESS), now=NOW)
    smith = by(archive, "bridge")
    namesake = Said("Alex Smith", "Elsewhere", role="Baker")
    with engine.begin() as connection:  # as two who differ in gender have
        other = new_person(connection, KnownPerson(namesake.by or ""))
    correct(engine, quote(archive, "road"), other)
    third = Said("Alex Smith", "The ferry as well")
    archive.add(article(first, second, third, url=ADDRESS, title="Again"), now=NOW)
    assert [by(archive, one) for one in ("bridge", "road", "ferry")] == [smith, other, smith]
    assert people.find("Alex Smith")[0].id == smith
    assert check(engine) == ()


def test_copies_that_follow_somebody_who_is_another_again_lead_for_themselves(
    archive: Archive, articles: Articles, pairs: Pairs, log: Changes, engine: Engine
) -> None:
    one, two = replace(FULL, words=LONG), replace(OTHER, words=LONG)
    archive.add(article(one, url=ADDRESS), now=NOW)
    archive.add(article(two, url="https://example.org/b"), now=NOW)
    full, other = (hit.person_id for hit in reversed(archive.ask(Question(about="cranes")).hits))
    pairs.merge(other, full, by="U1", now=NOW)
    articles.withdraw("https://example.org/b", "Oops", by="U1", now=NOW)
    articles.reinstate("https://example.org/b", by="U1", now=NOW)
    [hit] = archive.ask(Question(about="cranes")).hits
    assert (hit.person_id, hit.copies) == (full, 1)
    undo(log, "people merged")
    hits = archive.ask(Question(about="cranes")).hits
    assert sorted((hit.person_id, hit.copies) for hit in hits) == sorted([(full, 0), (other, 0)])
    assert check(engine) == ()


def test_an_article_is_erased_and_others_keep_what_they_have_of_its_people(
    archive: Archive, engine: Engine
) -> None:
    archive.add(article(Said("Okafor", "Nothing new"), url=ADDRESS), now=NOW)
    kept(archive, FULL)
    correct(engine, quote(archive, "bridge"), by(archive, "Nothing new"))
    Erasure(engine).erase_article(ADDRESS, "A court order", by="U1", now=NOW)
    [hit] = archive.ask(Question(phrase="bridge")).hits
    assert (hit.speaker, hit.corrected is not None) == ("Okafor", True)
    assert archive.ask(Question(phrase="Nothing new")).hits == ()
    assert check(engine) == ()
    kept(archive, Said("Okafor", "Of somebody else"))
    assert by(archive, "somebody else") != hit.person_id


def test_an_alias_of_somebody_who_was_merged_is_of_the_one_they_are_now(
    archive: Archive, people: People, pairs: Pairs, engine: Engine
) -> None:
    kept(archive, FULL, OTHER)
    full, other = by(archive, "bridge"), by(archive, "road")
    pairs.merge(other, full, by="U1", now=NOW)
    people.add_alias(other, "The Lion", by="U1", now=NOW)
    assert [one.id for one in people.find("The Lion")] == [full]
    assert check(engine) == ()


def test_the_desk_names_nobody_an_article_left_without_a_name(
    archive: Archive, people: People, engine: Engine
) -> None:
    kept(archive, Said("Okafor", "Nothing new"))
    bare = by(archive, "Nothing new")
    people.load([KnownPerson("Okafor", ("Ben Okafor",))])
    assert [one.id for one in people.find("Ben Okafor")] != [bare]
    with engine.connect() as connection:
        assert connection.scalars(select(quotes.c.person_id)).all() == [bare]


def test_words_erased_with_their_speaker_are_gone_from_versions_read_otherwise(
    archive: Archive, engine: Engine
) -> None:
    archive.add(article(Said("Ida Holm", "Never"), FULL, url=ADDRESS), now=NOW)
    archive.add(article(Said("Ida Holm", "Never"), FULL, url=ADDRESS, title="Two"), now=NOW)
    correct(engine, quote(archive, "Never"), "Ann Berg")
    Erasure(engine).erase_person(by(archive, "Never"), "Asked", by="U1", now=NOW)
    with engine.connect() as connection:
        assert len(connection.scalars(select(quotes.c.id)).all()) == 2
    assert check(engine) == ()


def test_what_people_have_said_is_anothers_stays_when_who_was_read_is_erased(
    archive: Archive, engine: Engine
) -> None:
    said = Said("Ida Holm", "The bread is late again")
    archive.add(article(said, url=ADDRESS), now=NOW)
    archive.add(article(said, Said("Ida Holm", "Never"), url=ADDRESS, title="Two"), now=NOW)
    holm, bread = by(archive, "bread"), quote(archive, "bread")
    correct(engine, bread, "Ann Berg")
    stone = Erasure(engine).erase_person(holm, "Asked", by="U1", now=NOW)
    [hit] = archive.ask(Question(phrase="bread")).hits
    assert (hit.id, hit.speaker, hit.text) == (bread, "Ann Berg", said.words)
    assert (stone.quotes, archive.ask(Question("Ida Holm")).hits) == (1, ())
    assert check(engine) == ()


def test_a_quote_that_is_not_as_it_was_corrected_is_told(archive: Archive, engine: Engine) -> None:
    kept(archive, FULL)
    bridge = quote(archive, "bridge")
    Corrections(engine).correct(bridge, Correction(no_quote=True), by="U1", name="olha", now=NOW)
    assert check(engine) == ()
    with engine.begin() as connection:
        connection.execute(quotes.update().values(refuted=False))
    assert check(engine) == (f"Quote {bridge} is not as a person has corrected it.",)


def test_of_two_corrected_quotes_with_one_wording_neither_is_taken_for_a_third(
    archive: Archive, engine: Engine
) -> None:
    one, two = Said("Ida Holm", "Never"), Said("Pavel Reus", "Never")
    archive.add(article(one, two, url=ADDRESS), now=NOW)
    for hit in archive.ask(Question(phrase="Never")).hits:
        correct(engine, hit.id, f"Ann {hit.speaker}")
    archive.add(article(Said("Mira Dolan", "Never"), url=ADDRESS, title="Two"), now=NOW)
    [hit] = archive.ask(Question(phrase="Never")).hits
    assert (hit.speaker, hit.corrected) == ("Mira Dolan", None)
    assert check(engine) == ()


def test_two_who_do_not_look_alike_are_not_asked_about_when_they_are_two_again(
    archive: Archive, pairs: Pairs, log: Changes
) -> None:
    kept(archive, FULL, Said("Ida Holm", "The bread is late"))
    pairs.merge(by(archive, "bread"), by(archive, "bridge"), by="U1", now=NOW)
    undo(log, "people merged")
    assert pairs.waiting(limit=9) == ()


def test_what_the_erased_were_called_is_in_no_record_either(
    archive: Archive, people: People, pairs: Pairs, log: Changes, engine: Engine
) -> None:
    kept(archive, FULL, replace(FULL, by="Alexander Sirsky"), Said("Ida Holm", "Bread"))
    holm, full = by(archive, "Bread"), people.find("Syrskyi")[0].id
    other = people.find("Alexander Sirsky")[0].id
    with engine.begin() as connection:
        for person_id in (full, other):
            put_alias(connection, person_id, "The Lion", by=None, now=None)
    pairs.merge(other, full, by="U1", now=NOW)
    people.load([KnownPerson("Ida Holm")])
    people.add_alias(holm, "The Baker", by="U1", now=NOW)
    Erasure(engine).erase_person(full, "Asked", by="U1", now=NOW)
    told, _ = log.page(limit=9)
    assert [one.detail.get("alias") for one in told] == [None, "The Baker", None]
    assert "Lion" not in str([one.detail for one in told])
    [merged] = [one for one in told if one.what == "people merged"]
    assert not merged.undoable
    with pytest.raises(StoreError, match="erased since"):
        log.undo(merged.id, by="U1", now=NOW)


def test_whom_the_desk_named_while_two_were_one_it_has_named_still(
    archive: Archive, people: People, pairs: Pairs, log: Changes, engine: Engine
) -> None:
    kept(archive, FULL, OTHER)
    full, other = by(archive, "bridge"), by(archive, "road")
    pairs.merge(other, full, by="U1", now=NOW)
    people.add_alias(full, "The Lion", by="U1", now=NOW)
    undo(log, "people merged")
    assert [one.name for one in people.named_by_desk()] == ["Oleksandr Syrskyi"]
    assert check(engine) == ()


def test_words_erased_while_their_message_was_on_its_way_are_not_kept_of_it(
    archive: Archive, engine: Engine
) -> None:
    kept(archive, FULL)
    bridge = quote(archive, "bridge")
    Erasure(engine).erase_person(by(archive, "bridge"), "Asked", by="U1", now=NOW)
    block = {"type": "section", "text": {"type": "mrkdwn", "text": FULL.words}}
    Posts(engine).remember("C1", "1.1", [Part((bridge,), block)], thread=None, now=NOW)
    [post] = Posts(engine).take_due(now=NOW)
    assert post.parts == (Part((bridge,)),)


def test_a_message_whose_article_was_taken_back_while_it_was_on_its_way_is_amended(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(article(FULL, url=ADDRESS), now=NOW)
    part = Part((quote(archive, "bridge"),), number=1)
    articles.withdraw(ADDRESS, "A hoax", by="U1", now=NOW, kill=True)
    Posts(engine).remember("C1", "1.1", [part], thread=None, now=NOW)
    [post] = Posts(engine).take_due(now=NOW)
    assert post.parts == (part,)


def test_what_no_answer_shows_any_more_is_not_corrected(
    archive: Archive, articles: Articles, log: Changes, engine: Engine
) -> None:
    archive.add(article(FULL, url=ADDRESS), now=NOW)
    bridge = quote(archive, "bridge")
    articles.withdraw(ADDRESS, "A hoax", by="U1", now=NOW, kill=True)
    with pytest.raises(StoreError, match="not in the archive any more"):
        correct(engine, bridge, "Ida Holm")
    assert [one.what for one in log.page(limit=9)[0]] == ["article killed"]
