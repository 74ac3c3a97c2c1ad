"""What comes in of a known article may hide it from more people, and never from fewer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine

from bot.answers import Question
from bot.model import Article
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.posts import Part, Posts

URL = "https://wire.example/1"
DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=1)
GRAIN = Said("Mira Dolan", "The grain must leave today", role="Mayor")
RIVER = Said("Mira Dolan", "The ferry crosses the river at dawn")


def sent(
    said: Said,
    version: int | None = None,
    *,
    until: datetime | None = None,
    places: tuple[str, ...] = (),
    title: str = "Advance",
) -> Article:
    one = article(said, url=URL, title=title)
    page = replace(one.page, version=version, embargo=until, places=places)
    return replace(one, page=page)


def seen(archive: Archive, place: str | None = None) -> list[str]:
    return [hit.text for hit in archive.ask(Question("Mira Dolan"), place=place).hits]


def test_a_version_under_embargo_hides_its_article_until_that_is_over(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(sent(GRAIN), now=NOW)
    Posts(engine).remember("C1", "1.1", [Part((1,), number=1)], thread=None, now=NOW)
    told = archive.add(sent(RIVER, 2, until=NOW + DAY), now=LATER, place="C1")
    assert (told.version, told.embargo, told.by_speaker) == (2, NOW + DAY, ())
    assert seen(archive) == seen(archive, "C1") == []
    assert archive.counts() == {"articles": 0, "quotes": 0, "people": 0}
    assert len(Posts(engine).take_due(now=LATER)) == 1
    assert check(engine) == ()
    assert articles.lift_embargoes(NOW + DAY) == 1
    assert seen(archive) == [RIVER.words]
    assert archive.counts() == {"articles": 1, "quotes": 1, "people": 1}
    assert check(engine) == ()


@pytest.mark.parametrize("again", [GRAIN, RIVER], ids=["the same words", "other words"])
def test_an_embargo_grows_longer_and_not_shorter(
    archive: Archive, articles: Articles, engine: Engine, again: Said
) -> None:
    archive.add(sent(GRAIN, 1, until=NOW + DAY), now=NOW)
    assert archive.add(sent(again, 2, until=NOW + 5 * DAY), now=LATER).embargo == NOW + 5 * DAY
    assert archive.add(sent(again, 3, until=NOW + 2 * DAY), now=LATER).embargo == NOW + 5 * DAY
    assert archive.add(sent(again, 4), now=LATER).embargo == NOW + 5 * DAY
    assert articles.lift_embargoes(NOW + 4 * DAY) == 0
    assert seen(archive) == []
    assert check(engine) == ()


@pytest.mark.parametrize("again", [GRAIN, RIVER], ids=["the same words", "other words"])
def test_channels_grow_fewer_and_not_more(archive: Archive, engine: Engine, again: Said) -> None:
    archive.add(sent(GRAIN), now=NOW)
    assert archive.add(sent(again, places=("C1", "C2")), now=LATER).restricted
    assert (seen(archive), seen(archive, "C1"), seen(archive, "C2")) == (
        [],
        [again.words],
        [again.words],
    )
    archive.add(sent(again, places=("C2", "C3")), now=LATER)
    assert [seen(archive, place) for place in (None, "C1", "C2", "C3")] == [
        [],
        [],
        [again.words],
        [],
    ]
    assert not archive.add(sent(again), now=LATER).nowhere
    told = archive.add(sent(again, places=("C3",)), now=LATER)
    assert (told.restricted, told.nowhere) == (True, True)
    assert [seen(archive, place) for place in (None, "C1", "C2", "C3")] == [[]] * 4
    assert check(engine) == ()


def test_of_the_same_words_what_the_desk_has_decided_stands(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    under_both = sent(GRAIN, until=NOW + DAY, places=("C1",))
    archive.add(under_both, now=NOW)
    articles.embargo(URL, NOW, by="U1", now=NOW)
    articles.restrict(URL, (), by="U1", now=NOW)
    told = archive.add(under_both, now=LATER)
    assert (told.embargo, told.restricted, seen(archive)) == (None, False, [GRAIN.words])
    told = archive.add(sent(RIVER, until=NOW + DAY, places=("C1",)), now=LATER)
    assert (told.embargo, told.restricted, seen(archive)) == (NOW + DAY, True, [])
    assert check(engine) == ()


def test_a_version_that_comes_too_late_hides_nothing(archive: Archive) -> None:
    archive.add(sent(GRAIN, 2), now=NOW)
    told = archive.add(sent(RIVER, 1, until=NOW + DAY, places=("C1",)), now=LATER)
    assert (told.late, told.embargo, seen(archive)) == ((1, 2), None, [GRAIN.words])


@pytest.mark.parametrize("hidden", [{"until": NOW + DAY}, {"places": ("C9",)}])
def test_a_version_that_comes_too_late_tells_no_title_of_a_hidden_one(
    archive: Archive, hidden: dict[str, object]
) -> None:
    archive.add(sent(GRAIN, 2, title="The raid of Friday", **hidden), now=NOW)  # type: ignore[arg-type]  see sent
    late = sent(RIVER, 1)
    assert archive.add(late, now=LATER, place="C1").title == "Advance"
    assert archive.add(late, now=LATER).title == "Advance"
    if "places" in hidden:
        assert archive.add(late, now=LATER, place="C9").title == "The raid of Friday"


@pytest.mark.parametrize(
    ("until", "places", "what"),
    [
        (NOW + DAY, (), "article under embargo"),
        (None, ("C1",), "article restricted"),
    ],
)
def test_whom_somebody_hides_known_articles_from_is_told_recorded_and_undone(
    archive: Archive,
    engine: Engine,
    until: datetime | None,
    places: tuple[str, ...],
    what: str,
) -> None:
    archive.add(sent(GRAIN), now=NOW)
    coming = [sent(GRAIN, until=until, places=places)]
    [told] = archive.add_many(coming, now=LATER, by="ann")
    assert (told.unchanged, told.hid, seen(archive)) == (True, 1, [])
    [again] = archive.add_many(coming, now=LATER, by="ann")
    assert again.hid == 0
    [change], _ = Changes(engine).page(limit=9)
    assert (change.what, change.by) == (what, "ann")
    Changes(engine).undo(change.id, by="ben", now=LATER)
    assert (seen(archive), check(engine)) == ([GRAIN.words], ())


def test_what_a_wire_hides_is_nobodys_decision(archive: Archive, engine: Engine) -> None:
    archive.add(sent(GRAIN), now=NOW)
    assert archive.add(sent(GRAIN, until=NOW + DAY), now=LATER).hid == 1
    assert Changes(engine).page(limit=9) == ((), False)
