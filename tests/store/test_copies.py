"""The same words of one person in several outlets are one quote that ran in all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.fingerprints import fingerprints_of
from bot.model import Article, Kind
from bot.standing import Fate
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.bulk import insert_rows
from store.check import check
from store.copies import nearly_same
from store.documents import documents_among
from store.engine import writing
from store.erasing import Erasure
from store.reviewing import review
from store.search import index_of
from store.showing import add_to_counts
from store.tables import quotes, traces

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
    assert archive.verify(OTHER).finding is Finding.EXACT  # as the second outlet has it
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


def test_what_was_denied_is_no_copy_of_what_was_said(archive: Archive) -> None:
    archive.add(
        article(Said("Mira Dolan", WORDS, kind=Kind.INDIRECT), url="https://a.example"), now=NOW
    )
    archive.add(denied(WORDS, url="https://b.example"), now=NOW)
    hits = archive.ask(Question(about="cranes"), limit=9).hits
    assert sorted((hit.cue, hit.copies) for hit in hits) == [("denied", 0), ("said", 0)]


def test_a_denial_that_ran_twice_is_one_and_is_verified_as_denied(archive: Archive) -> None:
    archive.add(denied(WORDS, url="https://a.example"), now=NOW)
    archive.add(denied(OTHER, url="https://b.example"), now=NOW)
    assert [hit.copies for hit in archive.ask(Question(about="cranes"), limit=9).hits] == [1]
    assert archive.verify(WORDS, who="Dolan").finding is Finding.DENIED
    assert archive.verify(WORDS).finding is Finding.DENIED


def denied(words: str, url: str) -> Article:
    """An article in which Mira Dolan denies what it reports."""
    made = article(Said("Mira Dolan", words, kind=Kind.INDIRECT), url=url)
    [quote] = made.quotes
    [(at, _)], (start, end) = quote.cue, quote.paragraph
    text = f"{made.page.text[:at]}denied{made.page.text[at + len('said') :]}"
    told = replace(quote, cue=((at, at + len("denied")),), paragraph=(start, end + 2))
    return replace(made, page=replace(made.page, text=text), quotes=(told,))


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


def test_a_review_joins_copies_that_lead_others(archive: Archive, engine: Engine) -> None:
    for number in (1, 2, 3):
        archive.add(ran(number), now=NOW + timedelta(minutes=number))
    with writing(engine) as connection:  # as it was when nobody looked whether 2 is a copy of 1
        first = connection.execute(select(quotes).where(quotes.c.copies == 2)).one()
        led = select(quotes).where(quotes.c.lead == first.id).order_by(quotes.c.id)
        second, third = connection.execute(led).all()
        before = documents_among(connection, [first.day_row])
        for row, values in (
            (first, {"copies": 0}),
            (second, {"copies": 1, "lead": None, "shown": True}),
            (third, {"lead": second.id}),
        ):
            one = quotes.update().where(quotes.c.day_row == row.day_row)
            connection.execute(one.values(values))
        index_of(connection).drop(connection, before)
        index_of(connection).put(connection, documents_among(connection, [first.day_row]))
        alone = documents_among(connection, [second.day_row])
        index_of(connection).put(connection, alone)
        marks = [(one, second.day_row) for one in sorted(fingerprints_of(alone[0].words))]
        insert_rows(connection, traces, ("print", "day_row"), marks)
        add_to_counts(connection, {second.person_id: 1})
    assert check(engine) == ()
    assert sorted(shown(archive)) == [("Outlet 1", 0), ("Outlet 2", 1)]
    assert review(engine, progress=lambda *_: None) == {"pairs": 0, "copies": 1}
    assert shown(archive) == [("Outlet 1", 2)]
    assert archive.ask(Question(about="cranes", outlet="Outlet 3")).total == 1
    assert check(engine) == ()
