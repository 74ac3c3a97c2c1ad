"""What is erased is in no row, no index and no byte of the database, and a legal hold keeps it."""

from datetime import timedelta
from pathlib import Path

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select, text

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from bot.standing import Fate
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure, Tombstone
from store.people import KnownPerson, People
from store.posts import Part, Posts
from store.saved import SavedQuestions
from store.tables import changes, people, surname_keys, tombstones, topics
from store.threads import Standing, Threads

SECRET, OPEN = "https://example.org/secret", "https://example.org/open"
LATER = NOW + timedelta(hours=1)
# No other word begins alike, so that each stands whole in an index that packs beginnings.
SAID = Said(
    "Wanda Xylocope",
    "The yarrowfen vault holds seventy quarzbeds of salt",
    role="Vaultmistress",
    topics=(("Salt", "salt"),),
)
GRAIN = Said("Mira Dolan", "The grain must leave today", role="Mayor")
WORDS = ("yarrowfen", "quarzbeds", "Yarrowfen", "yarrowfe")


def in_files(engine: Engine, words: tuple[str, ...] = WORDS) -> list[str]:
    """Those of the words that stand anywhere in the files of the database."""
    if engine.dialect.name == "sqlite":
        file = Path(engine.url.database or "")
        files = [file, *file.parent.glob(f"{file.name}-*")]
    else:
        with engine.connect() as connection:
            connection.execute(text("CHECKPOINT"))
            folder = connection.execute(text("SHOW data_directory")).scalar_one()
            number = connection.execute(
                text("SELECT oid FROM pg_database WHERE datname = current_database()")
            ).scalar_one()
        files = [file for file in Path(folder, "base", str(number)).iterdir() if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)
    return [word for word in words if word.encode() in held]


@pytest.fixture
def erasure(engine: Engine) -> Erasure:
    return Erasure(engine)


@pytest.fixture
def kept(archive: Archive, engine: Engine) -> list[int]:
    """An article with two versions and a message about it, and one beside it; the quotes' ids."""
    archive.add(article(SAID, title="Yarrowfen", url=SECRET), now=NOW)
    more = Said("Wanda Xylocope", "No")
    archive.add(article(SAID, more, GRAIN, title="Yarrowfen again", url=SECRET), now=NOW)
    archive.add(article(GRAIN, title="Grain", url=OPEN), now=NOW)
    ids = [hit.id for hit in archive.ask(Question("Xylocope")).hits]
    block = {"type": "rich_text", "elements": [{"type": "text", "text": SAID.words}]}
    parts = [Part(tuple(ids), number=1), Part(tuple(ids), block)]
    Posts(engine).remember("C1", "1.1", parts, thread=None, now=NOW)
    return ids


def test_an_erased_article_is_in_no_byte_and_leaves_a_tombstone(
    archive: Archive, erasure: Erasure, engine: Engine, kept: list[int]
) -> None:
    assert len(in_files(engine)) >= 3
    stone = erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    assert stone == Tombstone(1, "article", LATER, "U1", "A court order", 3)
    assert erasure.sweep(now=LATER)
    assert in_files(engine) == []
    assert check(engine) == ()
    assert erasure.tombstones()[0].swept
    assert archive.verify(SAID.words).finding is Finding.NOT_FOUND
    assert archive.ask(Question("Xylocope")).person is None
    assert [hit.url for hit in archive.ask(Question("Dolan")).hits] == [OPEN]
    assert archive.counts() == {"articles": 1, "quotes": 1, "people": 1}
    [post] = Posts(engine).take_due(now=LATER)
    assert [part.block for part in post.parts] == [None, None]
    assert {each.fate for each in archive.standings(kept).values()} == {Fate.GONE}
    with engine.connect() as connection:
        assert connection.scalar(select(people.c.id).where(people.c.name == SAID.by)) is None
        assert connection.scalars(select(surname_keys.c.surname).distinct()).all() == ["dolan"]
        what = connection.execute(select(changes.c.by, changes.c.what, changes.c.detail)).one()
    assert tuple(what) == (
        "U1",
        "article erased",
        {"article": 1, "tombstone": 1, "reason": "A court order"},
    )


def test_an_erased_article_that_comes_in_again_is_not_kept_and_that_is_said(
    archive: Archive, erasure: Erasure, engine: Engine, kept: list[int]
) -> None:
    assert kept
    erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    elsewhere = article(SAID, title="Yarrowfen", url="https://copy.example/a")
    changed = article(SAID, title="Another title", url=SECRET)
    new = article(Said("Ada Quill", "Nothing to do with it"), title="N", url="https://n.example/")
    told = list(archive.add_many([elsewhere, changed, new], now=LATER))
    assert [(one.erased, one.new, one.unchanged) for one in told] == [
        (LATER, 0, True),
        (LATER, 0, True),
        (None, 1, False),
    ]
    assert archive.ask(Question("Xylocope")).person is None
    assert check(engine) == ()


@pytest.mark.usefixtures("kept")
def test_an_erased_article_may_come_in_again_when_somebody_allows_it(
    archive: Archive, erasure: Erasure, engine: Engine
) -> None:
    erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    stone = erasure.allow_article(f"{SECRET}/", "The order was lifted", by="U2", now=LATER)
    assert (stone.what, stone.reason) == ("article", "A court order")
    assert erasure.tombstones() == (stone,)
    back = archive.add(article(SAID, GRAIN, url=SECRET), now=LATER)
    assert (back.erased, back.version, back.new) == (None, 1, 2)
    [change], _ = Changes(engine).page(limit=1)
    assert (change.what, change.by, change.detail) == (
        "article allowed again",
        "U2",
        {"tombstone": stone.id, "reason": "The order was lifted"},
    )
    with pytest.raises(StoreError, match="No article was erased at"):
        erasure.allow_article(SECRET, "Again", by="U2", now=LATER)
    assert check(engine) == ()


@pytest.mark.usefixtures("kept")
def test_what_somebody_said_stays_erased_when_an_article_is_allowed(
    erasure: Erasure, people: People
) -> None:
    [person] = people.find("Wanda Xylocope")
    erasure.erase_person(person.id, "She asked", by="U1", now=LATER)
    with pytest.raises(StoreError, match="No article was erased at"):
        erasure.allow_article(SECRET, "Please", by="U1", now=LATER)


@pytest.mark.usefixtures("kept")
def test_an_article_with_somebodys_words_erased_from_it_is_not_allowed_again(
    archive: Archive, erasure: Erasure, engine: Engine, people: People
) -> None:
    [person] = people.find("Wanda Xylocope")
    erasure.erase_person(person.id, "She asked", by="U1", now=LATER)
    stone = erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    with pytest.raises(StoreError, match="had words of somebody who was erased"):
        erasure.allow_article(SECRET, "The order was lifted", by="U2", now=LATER)
    assert erasure.tombstones()[0] == stone
    for title in ("Yarrowfen", "Yarrowfen again", "Another title"):
        back = archive.add(article(SAID, GRAIN, title=title, url=SECRET), now=LATER)
        assert (back.erased, back.new) == (LATER, 0)
    assert archive.verify(SAID.words).finding is Finding.NOT_FOUND
    [change], _ = Changes(engine).page(limit=1)
    assert change.what == "article erased"
    assert erasure.sweep(now=LATER)
    assert in_files(engine, ("quarzbeds",)) == []
    assert check(engine) == ()


def test_somebodys_erased_quotes_are_gone_from_articles_that_stay(
    archive: Archive, erasure: Erasure, engine: Engine, kept: list[int]
) -> None:
    repeated = article(
        SAID, GRAIN, title=f"Sensation: {SAID.words}!", url="https://third.example/a"
    )
    archive.add(repeated, now=NOW)
    [person] = People(engine).find("Xylocope")
    stone = erasure.erase_person(person.id, "She asked", by="U1", now=LATER)
    assert (stone.what, stone.quotes) == ("person", 3)
    assert erasure.sweep(now=LATER)
    assert in_files(engine, ("quarzbeds",)) == []
    assert check(engine) == ()
    assert archive.verify(SAID.words).finding is Finding.NOT_FOUND
    third, second, first = sorted(
        archive.ask(Question("Dolan")).hits, key=lambda hit: hit.url or "", reverse=True
    )
    assert [hit.text for hit in (first, second, third)] == [GRAIN.words] * 3
    assert third.title == "Sensation: ███ █████████ █████ █████ ███████ █████████ ██ ████!"
    context = archive.context(third.id)
    assert context is not None
    assert context.before == "“███ █████████ █████ █████ ███████ █████████ ██ ████”," + (
        " Wanda Xylocope said."
    )
    again = archive.add(article(SAID, title="Changed", url=SECRET), now=LATER)
    assert (again.erased, again.new) == (LATER, 0)
    same = archive.add(repeated, now=LATER)
    assert (same.erased, same.unchanged) == (None, True)
    assert {each.fate for each in archive.standings(kept).values()} == {Fate.GONE}


def test_of_a_restricted_article_erasing_leaves_it_restricted(
    archive: Archive, erasure: Erasure, engine: Engine, articles: Articles, kept: list[int]
) -> None:
    assert kept
    articles.restrict(SECRET, ["C1"], by="U1", now=NOW)
    with engine.connect() as connection:
        wanda = connection.scalar(select(people.c.id).where(people.c.name == SAID.by))
    erasure.erase_person(wanda or 0, "She asked", by="U1", now=LATER)
    assert [hit.url for hit in archive.ask(Question("Dolan")).hits] == [OPEN]
    assert len(archive.ask(Question("Dolan"), place="C1").hits) == 2
    assert check(engine) == ()


def test_somebody_the_desk_has_named_is_still_known(erasure: Erasure, engine: Engine) -> None:
    desk = People(engine)
    desk.load([KnownPerson("Wanda Xylocope")])
    Archive(engine).add(article(SAID, title="V", url=SECRET), now=NOW)
    erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    [person] = desk.find("Xylocope")
    assert (person.quotes, person.role) == (0, None)
    assert check(engine) == ()


@pytest.mark.parametrize("of", ["article", "person"])
def test_a_legal_hold_refuses_it_until_it_is_lifted(
    archive: Archive, erasure: Erasure, engine: Engine, kept: list[int], of: str
) -> None:
    [person] = People(engine).find("Xylocope")

    def hold(reason: str, *, lift: bool) -> None:
        if of == "article":
            erasure.hold_article(SECRET, reason, by="U1", now=NOW, lift=lift)
        else:
            erasure.hold_person(person.id, reason, by="U1", now=NOW, lift=lift)

    hold("Case 7", lift=False)
    for erase in (
        lambda: erasure.erase_article(SECRET, "Please", by="U1", now=LATER),
        lambda: erasure.erase_person(person.id, "Please", by="U1", now=LATER),
    ):
        with pytest.raises(StoreError, match=r"under a legal hold \(Case 7\).*Lift it first"):
            erase()
    assert [hit.id for hit in archive.ask(Question("Xylocope")).hits] == kept
    assert erasure.tombstones() == ()
    with pytest.raises(StoreError, match="under a hold"):
        hold("Case 8", lift=False)
    hold("Settled", lift=True)
    with pytest.raises(StoreError, match="no legal hold"):
        hold("Settled", lift=True)
    erasure.erase_article(SECRET, "Please", by="U1", now=LATER)
    with engine.connect() as connection:
        rows = connection.execute(select(changes.c.what, changes.c.detail)).all()
    what = {of: 1}
    assert [tuple(row) for row in rows[:2]] == [
        ("legal hold set", {**what, "reason": "Case 7"}),
        ("legal hold lifted", {**what, "reason": "Settled"}),
    ]


def test_what_is_not_there_cannot_be_erased_or_held(erasure: Erasure) -> None:
    with pytest.raises(StoreError, match="There is no article"):
        erasure.erase_article(SECRET, "No", by="U1", now=NOW)
    with pytest.raises(StoreError, match="There is no article"):
        erasure.hold_article(SECRET, "No", by="U1", now=NOW, lift=False)
    with pytest.raises(StoreError, match="That person is not"):
        erasure.erase_person(7, "No", by="U1", now=NOW)
    with pytest.raises(StoreError, match="That person is not"):
        erasure.hold_person(7, "No", by="U1", now=NOW, lift=False)


def test_a_sweep_that_a_reader_forbids_is_made_later(tmp_path: Path) -> None:
    from store import sweeping  # noqa: PLC0415  its patience is this test's to shorten
    from store.engine import open_store, reading  # noqa: PLC0415  the same

    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    Archive(engine).add(article(SAID, title="V", url=SECRET), now=NOW)
    erasure = Erasure(engine)
    assert erasure.sweep(now=NOW)  # nothing to do
    patience, sweeping.BUSY_TIMEOUT_MS = sweeping.BUSY_TIMEOUT_MS, 50
    try:
        with reading(engine) as connection:
            connection.execute(select(topics)).all()
            erasure.erase_article(SECRET, "Please", by="U1", now=LATER)
            assert not erasure.sweep(now=LATER)
        assert check(engine) == ()
        assert erasure.sweep(now=LATER)
    finally:
        sweeping.BUSY_TIMEOUT_MS = patience
    with engine.connect() as connection:
        assert connection.scalar(select(tombstones.c.swept)) == LATER
    assert in_files(engine) == []
    engine.dispose()


def test_what_people_have_corrected_of_an_erased_quote_goes_too(
    erasure: Erasure, engine: Engine, kept: list[int]
) -> None:
    [dolan] = People(engine).find("Dolan")
    Corrections(engine).correct(kept[-1], Correction(speaker=dolan.id), by="U1", name="Ed", now=NOW)
    erasure.erase_article(SECRET, "A court order", by="U1", now=LATER)
    assert erasure.sweep(now=LATER)
    assert in_files(engine) == []
    assert check(engine) == ()


def test_what_people_asked_for_and_saved_repeats_no_erased_words(
    archive: Archive, engine: Engine
) -> None:
    said = Said("Wanda Xylo", "The yarrowfen vault holds seventy sacks of salt")
    archive.add(article(said, url="https://example.org/a"), now=NOW)
    asked = Question(phrase="Yarrowfen vault holds seventy sacks of", zone="UTC")
    other = Question(
        "The yarrowfen vault holds seventy sacks", about="seventy sacks of", zone="UTC"
    )
    threads, saved = Threads(engine), SavedQuestions(engine)
    for ts, one in (("1.1", asked), ("1.2", other)):
        threads.remember("C1", ts, Standing(one, None, True), now=NOW)
        saved.add("U1", one, person=None, now=NOW)
    Erasure(engine).erase_article("https://example.org/a", "Asked", by="U1", now=NOW)
    left = [asked._replace(phrase="(erased)"), other]
    assert [one.question for one in saved.of("U1")] == left
    standing = [threads.standing("C1", ts) for ts in ("1.1", "1.2")]
    assert [one and one.question for one in standing] == left
