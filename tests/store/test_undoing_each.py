"""Each change that a person can make is undone from the log, or the log says what to do instead."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question, Subscription
from bot.errors import StoreError
from bot.mending import Correction
from store.anew import Anew
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.channels import Channels
from store.check import check
from store.columns import DAY_BITS
from store.corrections import Corrections
from store.engine import open_store
from store.erasing import Erasure
from store.feeds import Feeds
from store.pairs import Pairs
from store.people import KnownPerson, People
from store.subscriptions import Subscriptions
from store.tables import (
    aliases,
    article_places,
    articles,
    lookalikes,
    people,
    quotes,
    versions,
)
from store.undoing import NEVER, UNDO

URL = "https://example.org/a"
LATER = NOW + timedelta(days=1)
SUM = Said("Mira Dolan", "The harbour costs nine million", role="Mayor")
FISH = Said("M. Dolan", "Fish come first")


@dataclass(frozen=True)
class Desk:
    """Everything that somebody at the desk may lay a hand on."""

    engine: Engine

    @property
    def articles(self) -> Articles:
        return Articles(self.engine)

    @property
    def erasure(self) -> Erasure:
        return Erasure(self.engine)

    def person(self, name: str) -> int:
        return People(self.engine).find(name)[0].id

    def quote(self) -> int:
        return Archive(self.engine).ask(Question("Mira Dolan")).hits[0].id

    def correct(self, **mended: object) -> None:
        mend = Correction(**mended)  # type: ignore[arg-type]  # a shorthand
        Corrections(self.engine).correct(self.quote(), mend, by="U1", name="olha", now=NOW)

    def pair(self) -> tuple[int, int]:
        return self.person("M. Dolan"), self.person("Mira Dolan")

    def hold(self, *, lift: bool) -> None:
        self.erasure.hold_article(URL, "Case 7", by="U1", now=NOW, lift=lift)

    def digest(self) -> None:
        eight = Subscription("C1", "T1", "U1", time(8), "UTC")
        Subscriptions(self.engine).save(eight, now=NOW)

    def feed(self) -> Feeds:
        Feeds(self.engine).add("https://example.org/rss", owner=None, by="U1", now=NOW)
        return Feeds(self.engine)


Act = Callable[[Desk], object]


def _pause(desk: Desk, *, paused: bool) -> None:
    desk.feed().pause("https://example.org/rss", paused, by="U1", now=NOW)


def _again(desk: Desk) -> None:
    desk.articles.refile(URL, "A name was missing", by="U1", now=NOW)
    desk.articles.correct(URL, "The sum was wrong", by="U1", now=NOW)


def nothing(_desk: Desk) -> None:
    """What is changed needs nothing before it."""


# What the log calls it: what has to be so before, and what the person does.
CHANGES: list[tuple[str, Act, Act]] = [
    ("quote corrected", nothing, lambda desk: desk.correct(day=date(2025, 6, 1))),
    ("quote corrected", nothing, lambda desk: desk.correct(no_quote=True)),
    ("quote corrected", nothing, lambda desk: desk.correct(speaker=desk.person("M. Dolan"))),
    (
        "people merged",
        nothing,
        lambda desk: Pairs(desk.engine).merge(*desk.pair(), by="U1", now=NOW),
    ),
    (
        "people kept apart",
        nothing,
        lambda desk: Pairs(desk.engine).keep_apart(*desk.pair(), by="U1", now=NOW),
    ),
    (
        "people imported",
        nothing,
        lambda desk: People(desk.engine).take_in(
            [KnownPerson("Ada Quill", ("The Spy",))], by="U1", now=NOW
        ),
    ),
    (
        "alias added",
        nothing,
        lambda desk: People(desk.engine).add_alias(
            desk.person("Mira Dolan"), "The Lady", by="U1", now=NOW
        ),
    ),
    (
        "article withdrawn",
        nothing,
        lambda desk: desk.articles.withdraw(URL, "A hoax", by="U1", now=NOW),
    ),
    (
        "article killed",
        lambda desk: desk.articles.withdraw(URL, "Not checked", by="U1", now=NOW),
        lambda desk: desk.articles.withdraw(URL, "A libel", by="U1", now=LATER, kill=True),
    ),
    (
        "article reinstated",
        lambda desk: desk.articles.withdraw(URL, "A libel", by="U1", now=NOW, kill=True),
        lambda desk: desk.articles.reinstate(URL, by="U1", now=LATER),
    ),
    (
        "article corrected",
        nothing,
        lambda desk: desk.articles.correct(URL, "The sum was wrong", by="U1", now=NOW),
    ),
    (
        "article corrected",
        _again,
        lambda desk: desk.articles.correct(URL, "And the day", by="U1", now=LATER),
    ),
    (
        "article refiled",
        _again,
        lambda desk: desk.articles.refile(URL, "A line was lost", by="U1", now=LATER),
    ),
    (
        "article under embargo",
        nothing,
        lambda desk: desk.articles.embargo(URL, LATER, by="U1", now=NOW),
    ),
    (
        "article restricted",
        lambda desk: desk.articles.restrict(URL, ["C1"], by="U1", now=NOW),
        lambda desk: desk.articles.restrict(URL, ["C2"], by="U1", now=NOW),
    ),
    (
        "article erased",
        nothing,
        lambda desk: desk.erasure.erase_article(URL, "Asked", by="U1", now=NOW),
    ),
    (
        "person's quotes erased",
        nothing,
        lambda desk: desk.erasure.erase_person(
            desk.person("Mira Dolan"), "Asked", by="U1", now=NOW
        ),
    ),
    (
        "article allowed again",
        lambda desk: desk.erasure.erase_article(URL, "Asked", by="U1", now=NOW),
        lambda desk: desk.erasure.allow_article(URL, "Settled", by="U1", now=NOW),
    ),
    ("legal hold set", nothing, lambda desk: desk.hold(lift=False)),
    ("legal hold lifted", lambda desk: desk.hold(lift=False), lambda desk: desk.hold(lift=True)),
    (
        "articles read again",
        nothing,
        lambda desk: Anew(desk.engine).record(2, 1, by="U1", now=NOW),
    ),
    ("digest set", nothing, Desk.digest),
    (
        "digest stopped",
        Desk.digest,
        lambda desk: Subscriptions(desk.engine).stop("C1", by="U1", now=NOW),
    ),
    (
        "links switched",
        nothing,
        lambda desk: Channels(desk.engine).set_links("C1", True, by="U1", now=NOW),
    ),
    ("feed added", nothing, Desk.feed),
    (
        "feed removed",
        nothing,
        lambda desk: desk.feed().remove("https://example.org/rss", by="U1", now=NOW),
    ),
    ("feed paused", nothing, lambda desk: _pause(desk, paused=True)),
    ("feed resumed", nothing, lambda desk: _pause(desk, paused=False)),
]


def as_it_is(engine: Engine) -> list[list[tuple[object, ...]]]:
    """What the archive says, but for when it was seen and kept: an undone embargo is news."""
    said = [column for column in quotes.c if column.name not in {"day_row", "kept_at"}]
    day = quotes.c.day_row.op("/")(1 << DAY_BITS)
    told = [select(*said, day).order_by(quotes.c.id, quotes.c.version_id)]
    told.append(select(articles).order_by(articles.c.id))
    told.append(select(article_places).order_by(*article_places.c))
    seen = [column for column in versions.c if column.name != "seen_at"]
    told.append(select(*seen).order_by(versions.c.id))
    named = people.c["id", "name", "role", "desk", "voice", "quotes", "merged_into"]
    told.append(select(*named).order_by(people.c.id))
    told.append(select(aliases.c.person_id, aliases.c.alias).order_by(aliases.c.alias))
    told.append(select(lookalikes.c["one", "other", "decided"]).order_by(lookalikes.c.one))
    with engine.connect() as connection:
        return [[tuple(row) for row in connection.execute(each)] for each in told]


@pytest.mark.parametrize(("what", "before", "act"), CHANGES)
def test_a_change_is_undone_whole_or_the_log_says_what_to_do_instead(
    engine: Engine, archive: Archive, what: str, before: Act, act: Act
) -> None:
    desk, log = Desk(engine), Changes(engine)
    archive.add(article(SUM, url=URL), now=NOW)
    archive.add(article(FISH, title="Fish"), now=NOW)
    before(desk)
    at_first = as_it_is(engine)
    act(desk)
    [change], _ = log.page(limit=1)
    assert change.what == what
    if what in UNDO:
        assert as_it_is(engine) != at_first
        undone = log.undo(change.id, by="U2", now=LATER)
        assert (undone.undone_by, undone.undone_at, undone.undoable) == ("U2", LATER, False)
        assert as_it_is(engine) == at_first
    else:
        assert change.why_not == " ".join(NEVER[what])
        with pytest.raises(StoreError, match=re.escape(change.why_not)):
            log.undo(change.id, by="U2", now=LATER)
    assert check(engine) == ()


def test_the_table_above_has_every_change_there_is() -> None:
    assert {what for what, _, _ in CHANGES} == UNDO.keys() | NEVER.keys()


def test_the_log_says_of_an_erased_article_that_nothing_is_left_to_undo(
    engine: Engine, archive: Archive
) -> None:
    desk = Desk(engine)
    archive.add(article(SUM, url=URL), now=NOW)
    _again(desk)
    desk.articles.embargo(URL, LATER, by="U1", now=NOW)
    desk.articles.restrict(URL, ["C1"], by="U1", now=NOW)
    desk.articles.withdraw(URL, "A hoax", by="U1", now=NOW)
    desk.erasure.erase_article(URL, "Asked", by="U1", now=NOW)
    page, _ = Changes(engine).page(limit=9)
    gone = "That article was erased. There is nothing to undo."
    assert [one.why_not for one in page[1:]] == [gone] * 5


def test_what_was_said_of_a_version_is_not_undone_for_the_next(
    engine: Engine, archive: Archive
) -> None:
    archive.add(article(SUM, url=URL), now=NOW)
    Articles(engine).correct(URL, "The sum was wrong", by="U1", now=NOW)
    archive.add(article(SUM, FISH, url=URL), now=NOW)
    [change], _ = Changes(engine).page(limit=1)
    assert change.why_not == "That article has a newer version. Nothing is said of that one."


def test_a_page_of_the_log_takes_no_longer_for_what_was_done_to_other_articles(
    tmp_path: Path,
) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/log.db")
    archive, desk, steps = Archive(engine), Desk(engine), [0]
    for number in range(120):
        archive.add(article(SUM, title=f"News {number}", url=f"{URL}{number}"), now=NOW)

    def withdrawn(first: int, last: int) -> int:
        """How many steps SQLite takes for a page, once so many more were withdrawn."""
        for number in range(first, last):
            desk.articles.withdraw(f"{URL}{number}", "A hoax", by="U1", now=NOW)
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.set_progress_handler(lambda: steps.append(steps.pop() + 1), 10)
        steps[0] = 0
        Changes(engine).page(limit=20)
        return steps[0]

    few, many = withdrawn(0, 20), withdrawn(20, 120)
    assert few > 0
    assert many < 2 * few
    engine.dispose()
