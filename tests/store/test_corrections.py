"""What a person corrects of a quote holds at once and over every re-reading, until it is undone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Hit, Mended, Question
from bot.errors import StoreError
from bot.mending import Correction, clauses
from bot.model import Article, Kind
from bot.verify import Finding
from store.archive import Archive
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.pairs import Pairs
from store.people import KnownPerson, People
from store.posts import Part, Posts
from store.tables import people, quotes, versions

ADDRESS = "https://example.org/a"
GRAIN = Said("Mira Dolan", "The grain must leave the port, and so must we", role="Mayor")
BREAD = Said("Pavel Reus", "The bread is late", role="Baker", topics=(("Bread", "bread"),))


@pytest.fixture
def log(engine: Engine) -> Changes:
    return Changes(engine)


@pytest.fixture
def corrections(engine: Engine) -> Corrections:
    return Corrections(engine)


def only(archive: Archive, **question: str) -> Hit:
    [hit] = archive.ask(Question(**question)).hits  # type: ignore[arg-type]  # a test's shorthand
    return hit


def kept(archive: Archive, *said: Said, **changed: object) -> Article:
    made = article(*said, url=ADDRESS, **changed)  # type: ignore[arg-type]  # a test's shorthand
    archive.add(made, now=NOW)
    return made


def correct(corrections: Corrections, quote_id: int, correction: Correction) -> None:
    corrections.correct(quote_id, correction, by="U1", name="olha", now=NOW)


def test_another_speaker_is_the_speaker_at_once_and_everywhere(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    bread = only(archive, who="Reus")
    mira = only(archive, who="Dolan").person_id
    correct(corrections, bread.id, Correction(speaker=mira))
    assert archive.ask(Question("Reus")).total == 0
    assert archive.ask(Question("Dolan")).total == 2
    assert only(archive, who="Dolan", about="bread") == bread._replace(
        speaker="Mira Dolan",
        person_id=mira,
        role="Mayor",
        confidence=1.0,
        because="bread",
        corrected=Mended("olha", NOW.date()),
    )
    assert archive.verify("The bread is late", who="Dolan").hits[0].speaker == "Mira Dolan"
    assert archive.counts() == {"articles": 1, "quotes": 2, "people": 1}
    assert check(engine) == ()


def test_a_speaker_nobody_knew_is_known_from_then_on(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    correct(corrections, only(archive, who="Reus").id, Correction(speaker=" Ida  Holm "))
    assert only(archive, who="Holm").speaker == "Ida Holm"
    with pytest.raises(StoreError, match="Ida Holm is in the archive already"):
        correct(corrections, only(archive, who="Dolan").id, Correction(speaker="ida holm"))
    assert check(engine) == ()


def test_another_day_moves_a_quote_with_its_topics(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    moment = datetime(2025, 6, 27, 22, tzinfo=UTC)
    kept(archive, BREAD, published_at=moment)
    correct(corrections, only(archive, who="Reus").id, Correction(day=date(2025, 3, 1)))
    march = Question("Reus", since=date(2025, 3, 1), until=date(2025, 3, 1), zone="Asia/Tokyo")
    [hit] = archive.ask(march).hits
    assert (hit.day, hit.published) == (date(2025, 3, 1), date(2025, 6, 27))
    assert archive.ask(march._replace(until=None, since=date(2025, 6, 1))).hits == ()
    assert archive.ask(Question(about="Bread")).total == 1
    assert check(engine) == ()


def test_other_words_are_a_slice_of_the_same_paragraph(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN)
    hit = only(archive, who="Dolan")
    first, *_ = clauses(hit.context)
    correct(corrections, hit.id, Correction(content=(first,), paragraph=hit.context))
    assert only(archive, who="Dolan").pieces == ("The grain must leave the port",)
    assert only(archive, who="Dolan").kind is Kind.DIRECT
    assert archive.ask(Question(phrase="so must we")).total == 0
    everything = Correction(content=((0, len(hit.context)),), paragraph=hit.context)
    correct(corrections, hit.id, everything)
    assert only(archive, who="Dolan").text == hit.context
    assert only(archive, who="Dolan").kind is Kind.MIXED
    assert check(engine) == ()


@pytest.mark.parametrize(
    "correction",
    [
        Correction(content=((0, 5),), paragraph="Another paragraph"),
        Correction(content=((3, 3),), paragraph="“The bread is late”, Pavel Reus said."),
        Correction(content=((0, 999),), paragraph="“The bread is late”, Pavel Reus said."),
        Correction(speaker=99),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept_of_it(
    archive: Archive, corrections: Corrections, correction: Correction
) -> None:
    kept(archive, BREAD)
    before = only(archive, who="Reus")
    with pytest.raises(StoreError):
        correct(corrections, before.id, replace(correction, day=date(2025, 1, 1)))
    assert only(archive, who="Reus") == before
    with pytest.raises(StoreError):
        correct(corrections, 77, Correction(no_quote=True))


def test_what_is_no_quote_is_in_no_answer(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    bread = only(archive, who="Reus")
    correct(corrections, bread.id, Correction(no_quote=True))
    assert archive.hit(bread.id) is None
    assert archive.ask(Question("Reus")).hits == ()
    assert archive.counts() == {"articles": 1, "quotes": 1, "people": 1}
    assert check(engine) == ()


def test_corrections_outlive_every_version_of_the_article(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    grain, bread = only(archive, who="Dolan"), only(archive, who="Reus")
    correct(corrections, bread.id, Correction(speaker=grain.person_id, day=date(2025, 3, 1)))
    first, *_ = clauses(grain.context)
    correct(corrections, grain.id, Correction(content=(first,), paragraph=grain.context))
    corrected = archive.ask(Question("Dolan")).hits
    for title in ("Second", "Third"):
        added = archive.add(
            article(Said("Ida Holm", title), GRAIN, BREAD, url=ADDRESS, title=title), now=NOW
        )
        assert (added.new, added.known) == (1, 2)
        again = archive.ask(Question("Dolan")).hits
        assert again == tuple(hit._replace(title=title) for hit in corrected)
        assert archive.ask(Question("Reus")).hits == ()
        assert check(engine) == ()


def test_a_correction_comes_back_with_its_words(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    bread = only(archive, who="Reus")
    correct(corrections, bread.id, Correction(no_quote=True))
    kept(archive, GRAIN, title="Without the bread")
    kept(archive, GRAIN, BREAD, title="With it again")
    assert archive.ask(Question("Reus")).hits == ()
    assert archive.hit(bread.id) is None
    assert check(engine) == ()


def test_a_reading_that_differs_does_not_overrule_a_person(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    grain, bread = only(archive, who="Dolan"), only(archive, who="Reus")
    correct(corrections, bread.id, Correction(speaker=grain.person_id))
    other = replace(BREAD, by="Ida Holm", topics=())
    added = archive.add(article(GRAIN, other, url=ADDRESS, title="Again"), now=NOW)
    assert (added.new, added.known) == (0, 2)
    assert archive.ask(Question("Holm")).hits == ()
    assert archive.hit(bread.id) == bread._replace(
        speaker="Mira Dolan",
        person_id=grain.person_id,
        role="Mayor",
        title="Again",
        confidence=1.0,
        context="“The bread is late”, Ida Holm said.",
        corrected=Mended("olha", NOW.date()),
    )
    assert check(engine) == ()


def test_messages_with_a_corrected_quote_are_due(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    kept(archive, BREAD)
    hit = only(archive, who="Reus")
    posts = Posts(engine)
    posts.remember("C1", "1.1", [Part((hit.id,), number=1)], thread=None, now=NOW)
    correct(corrections, hit.id, Correction(speaker="Ida Holm"))
    [due] = posts.take_due(now=NOW + timedelta(seconds=1))
    assert due.quote_ids == (hit.id,)


def test_every_correction_is_on_record_and_each_can_be_undone_by_itself(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    bread = only(archive, who="Reus")
    mira = only(archive, who="Dolan").person_id
    day = date(2025, 3, 1)
    correct(corrections, bread.id, Correction(speaker=mira, day=day))
    (dated, spoken), older = log.page(limit=2)
    assert (spoken.what, spoken.by, spoken.at) == ("quote corrected", "U1", NOW)
    assert spoken.detail == {
        "quote": bread.id, "kind": "speaker", "from": bread.person_id, "to": mira,
    }  # fmt: skip
    assert spoken.names == {bread.person_id: "Pavel Reus", mira: "Mira Dolan"}
    assert (dated.detail, dated.undoable, older) == (
        {"quote": bread.id, "kind": "day", "day": "2025-03-01"}, True, False,
    )  # fmt: skip
    later = NOW + timedelta(days=1)
    undone = log.undo(spoken.id, by="U2", now=later)
    assert (undone.undone_by, undone.undone_at, undone.undoable) == ("U2", later, False)
    back = only(archive, who="Reus")
    assert back == bread._replace(day=day, corrected=Mended("olha", NOW.date()))
    log.undo(dated.id, by="U2", now=later)
    assert only(archive, who="Reus") == bread
    with pytest.raises(StoreError, match="undone already"):
        log.undo(dated.id, by="U2", now=later)
    with pytest.raises(StoreError, match="no such change"):
        log.undo(99, by="U2", now=later)
    assert check(engine) == ()


def test_a_correction_under_another_counts_again_when_that_is_undone(
    archive: Archive, corrections: Corrections, log: Changes
) -> None:
    kept(archive, GRAIN, BREAD)
    bread = only(archive, who="Reus")
    for name in ("Ida Holm", "Ann Berg"):
        correct(corrections, bread.id, Correction(speaker=name))
    [newest], _ = log.page(limit=1)
    log.undo(newest.id, by="U1", now=NOW)
    assert only(archive, about="bread").speaker == "Ida Holm"
    [older], more = log.page(limit=5, before=newest.id)
    assert not more
    log.undo(older.id, by="U1", now=NOW)
    assert only(archive, about="bread").speaker == "Pavel Reus"


def test_a_correction_of_an_article_that_changed_is_undone_to_what_is_read_now(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    kept(archive, GRAIN)
    grain = only(archive, who="Dolan")
    correct(corrections, grain.id, Correction(no_quote=True))
    kept(archive, replace(GRAIN, role="Minister"), title="Changed")
    [change], _ = log.page(limit=1)
    log.undo(change.id, by="U1", now=NOW)
    assert only(archive, who="Dolan") == grain._replace(title="Changed", role="Minister")
    assert check(engine) == ()


def test_a_correction_of_what_a_version_left_out_is_undone_for_when_it_comes_back(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    correct(corrections, only(archive, who="Reus").id, Correction(no_quote=True))
    kept(archive, GRAIN, title="Without the bread")
    [change], _ = log.page(limit=1)
    log.undo(change.id, by="U1", now=NOW)
    assert archive.ask(Question("Reus")).hits == ()
    kept(archive, GRAIN, BREAD, title="With it again")
    assert only(archive, who="Reus").corrected is None
    assert check(engine) == ()


def test_words_that_a_version_does_not_have_wait_for_one_that_does(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    more = replace(BREAD, more="It was late twice.")
    kept(archive, more)
    hit = only(archive, who="Reus")
    end = len(hit.context)
    whole = Correction(content=((1, 18), (end - 18, end)), paragraph=hit.context)
    correct(corrections, hit.id, whole)
    assert only(archive, who="Reus").pieces == ("The bread is late", "It was late twice.")
    kept(archive, BREAD, title="Shorter")
    assert only(archive, who="Reus").pieces == ("The bread is late",)
    kept(archive, more, title="Longer")
    assert only(archive, who="Reus").pieces == ("The bread is late", "It was late twice.")
    assert check(engine) == ()


def test_an_alias_is_undone(people: People, log: Changes) -> None:
    people.load([KnownPerson("Mira Dolan")])
    people.add_alias(1, "The Grain Lady", by="U1", now=NOW)
    [change], _ = log.page(limit=1)
    log.undo(change.id, by="U2", now=NOW)
    assert people.find("The Grain Lady") == ()


def test_an_alias_that_a_table_has_too_is_not_undone_with_what_a_person_said(
    people: People, log: Changes
) -> None:
    people.load([KnownPerson("Mira Dolan")])
    people.add_alias(1, "The Grain Lady", by="U1", now=NOW)
    people.take_in([KnownPerson("Mira Dolan", ("The Grain Lady",))], by="U2", now=NOW)
    _, change = log.page(limit=2)[0]
    assert not change.undoable
    with pytest.raises(StoreError, match="a table has it too"):
        log.undo(change.id, by="U1", now=NOW)
    assert [one.id for one in people.find("The Grain Lady")] == [1]


BRIDGE = Said("Mira Dolan", "The bridge stays closed to all until the end of April", role="Mayor")


def in_three(archive: Archive, engine: Engine) -> list[int]:
    """The same words in three articles; Otto Berg has said something else."""
    for letter in "abc":
        url = f"https://{letter}.example/1"
        archive.add(article(BRIDGE, title=f"From {letter}", url=url), now=NOW)
    archive.add(article(Said("Otto Berg", "Toll it"), url="https://d.example/1"), now=NOW)
    assert only(archive, about="bridge").copies == 2
    with engine.connect() as connection:
        ids = select(quotes.c.id).where(quotes.c.id <= 3).order_by(quotes.c.id)
        return list(connection.scalars(ids))


@pytest.mark.parametrize("place", [0, 2], ids=["the one that leads", "one that follows"])
def test_a_speaker_is_another_in_every_article_it_ran_in(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine, place: int
) -> None:
    quote_id = in_three(archive, engine)[place]
    berg = only(archive, who="Berg").person_id
    before = only(archive, about="bridge")
    told = corrections.correct(quote_id, Correction(speaker=berg), by="U1", name="olha", now=NOW)
    hit = only(archive, about="bridge")
    assert (told, hit.speaker, hit.copies) == (3, "Otto Berg", 2)
    assert archive.ask(Question("Dolan")).total == 0
    assert archive.verify(BRIDGE.words, who="Berg").finding is Finding.EXACT
    assert check(engine) == ()
    [change], _ = log.page(limit=9)
    assert change.detail["articles"] == 3
    log.undo(change.id, by="U2", now=NOW)
    assert only(archive, about="bridge") == before
    assert archive.ask(Question("Berg")).total == 1
    assert check(engine) == ()


def test_no_quote_and_another_day_hold_in_every_article_it_ran_in(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    first, *_ = in_three(archive, engine)
    before = only(archive, about="bridge")
    correct(corrections, first, Correction(day=date(2025, 3, 1)))
    moved = only(archive, about="bridge")
    assert (moved.day, moved.copies) == (date(2025, 3, 1), 2)
    correct(corrections, first, Correction(no_quote=True))
    assert archive.ask(Question("Dolan")).total == 0
    assert archive.verify(BRIDGE.words).finding is Finding.NOT_FOUND
    assert check(engine) == ()
    for change in log.page(limit=9)[0]:
        log.undo(change.id, by="U2", now=NOW)
    assert only(archive, about="bridge") == before
    assert check(engine) == ()


def test_words_are_others_wherever_they_stand_in_the_paragraph(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    longer = replace(BRIDGE, words=f"Yes, {BRIDGE.words}")
    archive.add(article(longer, url="https://a.example/1"), now=NOW)
    archive.add(article(BRIDGE, url="https://b.example/1"), now=NOW)
    archive.add(article(replace(BRIDGE, words=f"No, {BRIDGE.words}"), title="Not so"), now=NOW)
    [other, before] = archive.ask(Question(about="bridge")).hits
    assert before.copies == 1
    start = before.context.index("The bridge")
    chosen = Correction(content=((start, start + len(BRIDGE.words)),), paragraph=before.context)
    told = corrections.correct(before.id, chosen, by="U1", name="olha", now=NOW)
    [left, hit] = archive.ask(Question(about="bridge")).hits
    assert (told, left, hit.text, hit.copies) == (2, other, BRIDGE.words, 1)
    log.undo(log.page(limit=1)[0][0].id, by="U2", now=NOW)
    assert archive.ask(Question(about="bridge")).hits == (other, before)
    assert check(engine) == ()


def test_mended_words_show_under_no_words_that_nobody_has_mended(
    archive: Archive, corrections: Corrections, engine: Engine
) -> None:
    other = replace(BRIDGE, words=BRIDGE.words.replace("closed to all", "closed for all"))
    archive.add(article(BRIDGE, url="https://a.example/1"), now=NOW)
    archive.add(article(other, url="https://b.example/1"), now=NOW)
    before = only(archive, about="bridge")
    start, room = 1, len("The bridge stays closed to all until the end of")
    cut = Correction(content=((start, start + room),), paragraph=before.context)
    assert corrections.correct(before.id, cut, by="U1", name="olha", now=NOW) == 1
    found = archive.ask(Question(about="bridge")).hits
    assert {hit.text for hit in found} == {BRIDGE.words.removesuffix(" April"), other.words}
    assert check(engine) == ()


def test_what_is_undone_of_a_quote_that_is_in_no_version_any_more_is_as_it_was_read(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    kept(archive, GRAIN, BREAD)
    for quote_id in (1, 2):
        correct(corrections, quote_id, Correction(speaker="Otto Berg" if quote_id == 1 else 1))
    correct(corrections, 2, Correction(no_quote=True))
    kept(archive, Said("Otto Berg", "There is nothing left to say"))
    for change in log.page(limit=9)[0]:
        log.undo(change.id, by="U1", now=NOW)
    assert check(engine) == ()
    with engine.connect() as connection:
        rows = connection.execute(
            select(people.c.name, quotes.c.refuted)
            .join(people, quotes.c.person_id == people.c.id)
            .where(quotes.c.id <= 2)
            .order_by(quotes.c.id)
        ).all()
        assert rows == [("Mira Dolan", False), ("Pavel Reus", False)]
        mira = connection.scalar(select(people.c.id).where(people.c.name == "Mira Dolan"))
    stone = Erasure(engine).erase_person(mira or 0, "Asked", by="U1", now=NOW)
    assert stone.quotes == 1
    with engine.connect() as connection:
        texts = connection.scalars(select(versions.c.text)).all()
    assert not any("grain" in text for text in texts)
    assert check(engine) == ()


def test_a_correction_outlives_the_article_by_which_whom_it_was_read_as_was_known(
    archive: Archive, corrections: Corrections, log: Changes, engine: Engine
) -> None:
    bridge = Said("Kim", "The bridge will open in spring this year")
    toll = Said("Kim", "The toll will be three crowns a day")
    planned = Said("Ann Lee", "Nothing else is planned")
    archive.add(article(bridge, url="https://a.example/1"), now=NOW)
    archive.add(article(toll, planned, url="https://b.example/2"), now=NOW)
    lee = only(archive, who="Lee").person_id
    first, second = (only(archive, about=word).person_id for word in ("bridge", "toll"))
    Pairs(engine).merge(second, first, by="U1", now=NOW)
    correct(corrections, only(archive, about="toll").id, Correction(speaker=lee))
    Erasure(engine).erase_article("https://a.example/1", "Asked", by="U1", now=NOW)
    changed = article(toll, replace(planned, words="No more"), url="https://b.example/2")
    archive.add(changed, now=NOW)
    hit = only(archive, about="toll")
    assert (hit.speaker, hit.corrected) == ("Ann Lee", Mended("olha", NOW.date()))
    [correction] = [one for one in log.page(limit=9)[0] if one.what == "quote corrected"]
    log.undo(correction.id, by="U1", now=NOW)
    assert only(archive, about="toll").speaker == "Kim"
    assert check(engine) == ()
