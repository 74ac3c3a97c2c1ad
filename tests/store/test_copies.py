"""The same words of one person in several outlets are one quote that ran in all of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.model import Article
from bot.standing import Fate
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.check import check
from store.copies import nearly_same
from store.erasing import Erasure
from store.tables import quotes

WORDS = "The harbour will open in spring with nine new cranes and a rail line"
OTHER = "The harbour will open in spring with nine new cranes and a railway line"
DAY = date(2025, 6, 27)
OWN = {
    1: "Fishermen were asked first, and they wanted a longer quay",
    2: "Somebody has to pay, and that will be the shipping lines",
    3: "My grandfather loaded timber here when it was all mud",
}


def ran(number: int, words: str = WORDS, by: str = "Mira Dolan", day: date = DAY) -> Article:
    """The article of one outlet."""
    said = Said(by, words)
    rest = Said(by, OWN[number])
    return article(
        said, rest, title=f"Harbour {number}", published=day,
        url=f"https://o{number}.example/a", outlet=f"Outlet {number}",
    )  # fmt: skip


def shown(archive: Archive) -> list[tuple[str | None, int]]:
    """The outlet and the copies of every quote with the words that answers show."""
    hits = archive.ask(Question(about="cranes"), limit=9).hits
    return [(hit.outlet, hit.copies) for hit in hits]


def test_copies_are_one_hit_that_says_where_it_ran(archive: Archive, engine: Engine) -> None:
    for number, words in enumerate((WORDS, OTHER, WORDS), start=1):
        archive.add(ran(number, words), now=NOW + timedelta(minutes=number))
    assert shown(archive) == [("Outlet 1", 2)]
    assert archive.counts()["quotes"] == 4
    [person] = [archive.ask(Question("Dolan")).person]
    assert person is not None
    assert person.quotes == 4
    context = archive.context(1)
    assert context is not None
    assert context.first_seen == NOW + timedelta(minutes=1)
    assert [(one.outlet, one.text) for one in context.copies] == [
        ("Outlet 2", OTHER),
        ("Outlet 3", WORDS),
    ]
    assert archive.verify(OTHER).finding is Finding.ALTERED
    assert check(engine) == ()


def test_a_copy_is_found_by_its_outlet_and_by_its_own_id(archive: Archive, engine: Engine) -> None:
    list(archive.add_many([ran(1), ran(2), ran(3)], now=NOW))
    [hit] = archive.ask(Question(about="cranes", outlet="Outlet 3")).hits
    assert (hit.outlet, hit.copies) == ("Outlet 1", 2)
    with engine.connect() as connection:
        copy = connection.scalar(select(quotes.c.id).where(quotes.c.lead == hit.id).limit(1))
    assert archive.hit(copy or 0) == archive.hit(hit.id)
    assert archive.standings([copy or 0])[copy or 0].fate is Fate.SHOWN
    assert check(engine) == ()


@pytest.mark.parametrize(
    "other",
    [
        ran(2, "The harbour will not open in spring, for there is no crane and no rail line"),
        ran(2, by="Pavel Reus"),
        ran(2, day=DAY + timedelta(days=2)),
        ran(2, "Yes, of course"),
    ],
)
def test_other_words_another_speaker_or_another_day_are_no_copy(
    archive: Archive, other: Article
) -> None:
    archive.add(ran(1), now=NOW)
    archive.add(other, now=NOW)
    assert archive.counts()["quotes"] == 4


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (WORDS.replace("nine", "six"), False),
        (WORDS.replace("will open", "will not open"), False),
        (WORDS.replace("nine", "9"), False),
        (WORDS.upper() + "!", True),
        (OTHER, True),
    ],
)
def test_a_number_or_a_not_makes_another_utterance(other: str, same: bool) -> None:
    assert nearly_same(WORDS, other) is same


def test_short_words_are_said_again_and_again(archive: Archive) -> None:
    archive.add(ran(1, "We will see about it"), now=NOW)
    archive.add(ran(2, "We will see about it"), now=NOW)
    assert archive.counts()["quotes"] == 4


@pytest.mark.parametrize(
    "hides",
    [
        lambda articles, _, url: articles.withdraw(url, "No", by="U1", now=NOW),
        lambda articles, _, url: articles.restrict(url, ["C1"], by="U1", now=NOW),
        lambda articles, _, url: articles.embargo(url, NOW + timedelta(1), by="U1", now=NOW),
        lambda _, erasure, url: erasure.erase_article(url, "No", by="U1", now=NOW),
    ],
)
@pytest.mark.parametrize(("number", "left"), [(1, [("Outlet 2", 1)]), (2, [("Outlet 1", 1)])])
def test_what_hides_one_outlets_copy_leaves_the_others(  # noqa: PLR0917  two of the cases
    archive: Archive,
    articles: Articles,
    engine: Engine,
    hides: Callable[[Articles, Erasure, str], object],
    number: int,
    left: list[tuple[str, int]],
) -> None:
    list(archive.add_many([ran(1), ran(2), ran(3)], now=NOW))
    hides(articles, Erasure(engine), f"https://o{number}.example/a")
    assert shown(archive) == left
    gone = archive.ask(Question(about="cranes", outlet=f"Outlet {number}"))
    assert gone.hits == ()
    assert check(engine) == ()


def test_what_comes_back_follows_those_that_stayed(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    list(archive.add_many([ran(1), ran(2)], now=NOW))
    articles.withdraw("https://o1.example/a", "No", by="U1", now=NOW)
    articles.reinstate("https://o1.example/a", by="U1", now=NOW)
    assert shown(archive) == [("Outlet 2", 1)]
    changed = article(Said("Mira Dolan", "Nothing about it"), url="https://o2.example/a")
    archive.add(changed, now=NOW)
    assert shown(archive) == [("Outlet 1", 0)]
    assert check(engine) == ()
