"""What is withdrawn is in no answer, count, suggestion or export; and it can come back."""

from datetime import date, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.errors import BadQuestion, StoreError
from bot.model import Question
from bot.verify import Finding
from store.archive import Archive
from store.check import check
from store.people import People
from store.tables import changes

ADDRESS = "https://example.org/secret"
SECRET = article(
    Said("Ada Quill", "The vault code is seven seven seven", role="Spy"),
    Said("Mira Dolan", "The vault is no business of yours", role="Thief"),
    Said("a senior spy", "We never met", voice=Said("x", "y").voice.ANONYMOUS),
    title="Vault",
    url=ADDRESS,
    outlet="The Vault",
    published=date(2025, 6, 27),
)
OPEN = article(
    Said("Mira Dolan", "The grain must leave the port", role="Mayor"),
    title="Grain",
    url="https://example.org/grain",
    outlet="The Grain",
    published=date(2025, 6, 1),
)


def everything(archive: Archive, people: People) -> str:
    """What every public method of the archive says, in one string."""
    window = {"since": NOW - timedelta(days=9), "until": NOW + timedelta(days=9), "limit": 99}
    dolan = people.find("Dolan")
    said: list[object] = [
        archive.ask(Question("Quill")),
        archive.ask(Question("Ada")),
        archive.ask(Question("Quil")),
        archive.ask(Question("Dolan")),
        archive.ask(Question()),
        archive.ask(Question(about="vault")).hits,
        archive.ask(Question(about="vault")).total,
        archive.ask(Question(phrase="vault code")).hits,
        archive.ask(Question(since=date(2025, 6, 20))).hits,
        archive.ask(Question(until=date(2025, 5, 1))).nearest,
        archive.ask(Question("Dolan", who_else=True)),
        [archive.ask_person(number, Question()) for number in range(1, 9)],
        [archive.hit(number) for number in range(1, 9)],
        [archive.context(number) for number in range(1, 9)],
        archive.known(ADDRESS),
        archive.counts(),
        archive.fresh(None, **window),  # type: ignore[arg-type]  the window's three
        archive.fresh(Question(about="vault"), **window),  # type: ignore[arg-type]  the same
        archive.most_quoted(date(2025, 1, 1), 9),
        archive.outlets(),
        archive.verify("The vault code is seven seven seven").finding,
        archive.verify("The grain must leave the port"),
        people.find("Ada Quill"),
        people.near("Ada Quil"),
        people.find("Dolan"),
        dolan,
    ]
    return repr(said)


def test_what_is_withdrawn_is_nowhere_and_what_is_reinstated_is_back(
    archive: Archive, people: People, engine: Engine
) -> None:
    archive.add(OPEN, now=NOW)
    without = everything(archive, people)
    archive.add(SECRET, now=NOW)
    with_it = everything(archive, people)
    assert with_it != without
    assert archive.withdraw(ADDRESS, "It was never said", by="U1", now=NOW) == 3
    assert everything(archive, people) == without
    assert check(engine) == ()
    assert archive.reinstate(ADDRESS, by="U2", now=NOW) == 3
    assert everything(archive, people) == with_it
    assert check(engine) == ()
    with engine.connect() as connection:
        rows = connection.execute(select(changes.c.by, changes.c.what, changes.c.detail)).all()
    assert [tuple(row) for row in rows] == [
        ("U1", "article withdrawn", {"article": 2, "reason": "It was never said"}),
        ("U2", "article reinstated", {"article": 2}),
    ]


def test_a_withdrawn_article_that_comes_in_again_stays_withdrawn(
    archive: Archive, people: People, engine: Engine
) -> None:
    archive.add(OPEN, now=NOW)
    without = everything(archive, people)
    archive.add(SECRET, now=NOW)
    archive.withdraw(ADDRESS, "It was never said", by="U1", now=NOW)
    again = archive.add(SECRET, now=NOW)
    assert (again.new, again.known, again.by_speaker) == (0, 0, ())
    archive.add(article(Said("Ada Quill", "A new code"), url=ADDRESS, title="Vault"), now=NOW)
    assert everything(archive, people) == without
    assert check(engine) == ()
    archive.reinstate(ADDRESS, by="U1", now=NOW)
    assert archive.verify("A new code").finding is Finding.EXACT


def test_what_is_not_there_cannot_be_withdrawn_or_reinstated(archive: Archive) -> None:
    with pytest.raises(StoreError, match="is shown"):
        archive.withdraw(ADDRESS, "No", by="U1", now=NOW)
    archive.add(SECRET, now=NOW)
    with pytest.raises(StoreError, match="is withdrawn"):
        archive.reinstate(ADDRESS, by="U1", now=NOW)
    archive.withdraw(ADDRESS, "Yes", by="U1", now=NOW)
    with pytest.raises(StoreError, match="is shown"):
        archive.withdraw(ADDRESS, "Twice", by="U1", now=NOW)
    with pytest.raises(BadQuestion, match="Nobody in the archive"):
        archive.verify("The vault code", who="Quill")
