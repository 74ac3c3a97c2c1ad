"""What is not for the eyes of who asks is in nothing that any method of the store says."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

import store
from bot.answers import Question
from bot.errors import BadQuestion, StoreError
from bot.model import Article, Kind, Voice
from bot.standing import Fate
from bot.verify import Finding
from store.archive import Archive
from store.articles import Articles
from store.check import check
from store.people import People
from store.posts import Part, Posts
from store.tables import changes

HERE, ELSEWHERE = "C0HERE", "C0ELSEWHERE"
ADDRESS = "https://example.org/secret"
TOMORROW = NOW + timedelta(days=1)
SECRET = article(
    Said("Ada Quill", "The vault code is seven seven seven", role="Spy"),
    Said("Mira Dolan", "The vault is no business of yours", role="Thief", kind=Kind.MIXED),
    Said("a senior spy", "We never met at the café", voice=Voice.ANONYMOUS),
    Said("Mira Dolan", "Locks are a topic", topics=(("Locks", "Locks"),), said_on=date(2025, 6, 3)),
    Said(None, "Somebody said the vault has a second door", voice=Voice.UNCLEAR),
    title="Vault",
    url=ADDRESS,
    outlet="The Vault",
    published=date(2025, 6, 27),
)
SECRET = replace(SECRET, page=replace(SECRET.page, version=5))
OPEN = article(
    Said("Mira Dolan", "The grain must leave the port", role="Mayor"),
    Said("Mira Dolan", "The harbour and the port", topics=(("Ports", "port"), ("Locks", "port"))),
    title="Grain",
    url="https://example.org/grain",
    outlet="The Grain",
    published=date(2025, 6, 1),
)


def under(**page: Any) -> Article:
    """The secret article, as it comes with an embargo or for some channels."""
    return replace(SECRET, page=replace(SECRET.page, **page))


@dataclass(frozen=True)
class Asker:
    """Somebody who asks everything, and where."""

    engine: Engine
    place: str | None = None

    @property
    def archive(self) -> Archive:
        return Archive(self.engine)

    def ask(self, *who: str, **question: Any) -> object:
        """The answer, and its hits a page of one at a time."""
        asked = Question(*who, **question)
        phrases = (asked.about,) if asked.about else ()
        first = self.archive.ask(asked, phrases=phrases, place=self.place)
        page, turned = first, []
        while page.hits and len(turned) < 9:
            page = self.archive.ask(
                asked, limit=1, older=page.older, phrases=phrases, place=self.place
            )
            turned.append(page)
            if page.older is None:
                break
        return first, turned


WINDOW: dict[str, Any] = {"since": NOW - timedelta(days=9), "until": NOW + timedelta(days=9)}
IDS = range(1, 12)

# Every public method that says something of articles, and what it is asked.
ASKED: dict[str, Callable[[Asker], object]] = {
    "Archive.ask": lambda to: [
        to.ask("Quill"),
        to.ask("Ada"),
        to.ask("Quil"),
        to.ask("Dolan"),
        to.ask("Mayor"),
        to.ask(),
        to.ask(about="vault"),
        to.ask(about="vault code"),
        to.ask(about="cafe"),
        to.ask(about="Locks"),
        to.ask("Dolan", about="business"),
        to.ask("Dolan", who_else=True),
        to.ask("Dolan", about="vault", who_else=True),
        to.ask(phrase="vault code"),
        to.ask(phrase="the"),
        to.ask(kind=Kind.MIXED),
        to.ask(outlet="The Vault"),
        to.ask(since=date(2025, 6, 20)),
        to.ask(since=date(2025, 6, 2), until=date(2025, 6, 4)),
        to.ask(until=date(2025, 5, 1)),
        to.ask(since=date(2025, 7, 1)),
        to.ask(phrase="vault code", since=date(2025, 7, 1)),
    ],
    "Archive.ask_person": lambda to: [
        to.archive.ask_person(one, Question(), place=to.place) for one in IDS
    ],
    "Archive.hit": lambda to: [to.archive.hit(one, place=to.place) for one in IDS],
    "Archive.context": lambda to: [to.archive.context(one, place=to.place) for one in IDS],
    "Articles.newer": lambda to: Articles(to.engine).newer(ADDRESS, 0, place=to.place),
    "Archive.known": lambda to: to.archive.known(ADDRESS, place=to.place),
    "Articles.headed": lambda to: Articles(to.engine).headed(["Vault"], place=to.place),
    "Archive.counts": lambda to: to.archive.counts(place=to.place),
    "Archive.fresh": lambda to: [
        to.archive.fresh(question, **WINDOW, limit=99, place=to.place)
        for question in (
            None,
            Question("Dolan"),
            Question("Quill"),
            Question(about="vault"),
            Question(phrase="vault code"),
        )
    ],
    "Archive.kept_between": lambda to: to.archive.kept_between(NOW - timedelta(days=1), NOW),
    "Archive.most_quoted": lambda to: [
        to.archive.most_quoted(date(2025, 1, 1), date(2030, 1, 1), many, place=to.place)
        for many in (1, 9)
    ],
    "Archive.outlets": lambda to: to.archive.outlets(place=to.place),
    "Archive.topics_of": lambda to: [to.archive.topics_of(one, place=to.place) for one in IDS],
    "Archive.verify": lambda to: [
        to.archive.verify("The vault code is seven seven seven", place=to.place),
        to.archive.verify("The vault code is eight", place=to.place),
        to.archive.verify("The grain must leave the port", place=to.place),
        to.archive.verify("The vault is no business of yours", who="Dolan", place=to.place),
        to.archive.verify("Somebody said the vault has a second door", place=to.place),
    ],
    "People.find": lambda to: [
        People(to.engine).find(name, place=to.place) for name in ("Ada Quill", "Dolan", "Ada")
    ],
    "People.starting": lambda to: [
        People(to.engine).starting(name, limit=9, place=to.place) for name in ("Ad", "Quill", "D")
    ],
    "People.near": lambda to: People(to.engine).near("Ada Quil", place=to.place),
}
# Those that say nothing of an article but to whoever keeps the archive, or only write.
SILENT = {
    "tells who brings an article of that article, see below": "Archive.add Archive.add_many",
    "that an address is taken, to who sends a text under it": "Articles.kept_at",
    "of quotes that were posted already, see below": "Archive.standings",
    "what people changed, for those who may, see test_states": "Changes.page Changes.undo",
    "people whom everybody may see, see test_merging": "Pairs.waiting",
    "whom the desk has named": "People.named_by_desk",
    "writes": "Archive.tidy People.take_in Pairs.merge Pairs.keep_apart Corrections.correct"
    " Articles.correct Articles.refile Articles.embargo Articles.lift_embargoes"
    " Articles.reinstate Articles.restrict"
    " Articles.withdraw Channels.set_links People.add_alias People.load Topics.save",
    "what channels have set": "Channels.links_on Subscriptions.all Subscriptions.for_channel"
    " Subscriptions.save Subscriptions.stop",
    "digests by number and day, events by key": "Deliveries.claim Deliveries.covered"
    " Deliveries.done Deliveries.empty Deliveries.failed Deliveries.first_time"
    " Deliveries.forget_events Deliveries.last Deliveries.posted Deliveries.reclaim"
    " Deliveries.take_back Deliveries.unfinished",
    "what was erased, for whoever keeps the archive": "Erasure.erase_article Erasure.erase_person"
    " Erasure.allow_article Erasure.called"
    " Erasure.hold_article Erasure.hold_person Erasure.loss_of_article Erasure.loss_of_person"
    " Erasure.sweep Erasure.tombstones",
    "articles for a newer reading, to whoever keeps the archive": "Anew.keep Anew.last Anew.pages"
    " Anew.record",
    "feeds and the marks of their items": "Feeds.add Feeds.all Feeds.pause Feeds.remove"
    " Feeds.save Feeds.seen Feeds.take_due Feeds.unseen",
    "messages that were posted, without words of quotes": "Posts.amended Posts.forget"
    " Posts.call_up Posts.fallen Posts.first_with Posts.numbered_in Posts.put_off Posts.posted_in"
    " Posts.put_back"
    " Posts.remember Posts.take_due",
    "what was asked in a thread": "Threads.end Threads.remember Threads.standing",
    "questions, by who saved them": "SavedQuestions.add SavedQuestions.of SavedQuestions.one"
    " SavedQuestions.reached SavedQuestions.remove SavedQuestions.take SavedQuestions.told"
    " SavedQuestions.watch SavedQuestions.watched",
    "the desk's own list": "Topics.all",
}
QUIET = {name for names in SILENT.values() for name in names.split()}


def public_methods() -> set[str]:
    """Every public method of every class of the store that stands on a database."""
    found = set()
    for module in pkgutil.iter_modules(store.__path__, "store."):
        if module.ispkg:
            continue
        for name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if kind.__module__ != module.name or "engine" not in inspect.signature(kind).parameters:
                continue
            methods = inspect.getmembers(kind, inspect.isfunction)
            found |= {f"{name}.{method}" for method, _ in methods if method[0] != "_"}
    return found


def test_no_public_method_is_left_out() -> None:
    assert public_methods() ^ (ASKED.keys() | QUIET) == set()
    assert not ASKED.keys() & QUIET


def everything(engine: Engine, place: str | None = None) -> dict[str, str]:
    """What every method says to somebody in a place."""
    return {name: repr(asked(Asker(engine, place))) for name, asked in ASKED.items()}


def withdrawn(engine: Engine) -> None:
    Archive(engine).add(SECRET, now=NOW)
    Articles(engine).withdraw(ADDRESS, "Never said", by="U1", now=NOW)


def came_again_withdrawn(engine: Engine) -> None:
    withdrawn(engine)
    Archive(engine).add(SECRET, now=NOW)
    more = article(Said("Mira Dolan", "A new vault", role="Locksmith"), url=ADDRESS, title="V")
    Archive(engine).add(more, now=NOW)


def came_under_embargo(engine: Engine) -> None:
    Archive(engine).add(under(embargo=TOMORROW), now=NOW)
    assert Articles(engine).lift_embargoes(TOMORROW - timedelta(microseconds=1)) == 0


def put_under_embargo(engine: Engine) -> None:
    Archive(engine).add(SECRET, now=NOW)
    Articles(engine).embargo(ADDRESS, TOMORROW, by="U1", now=NOW)


def came_for_some(engine: Engine) -> None:
    Archive(engine).add(under(places=(ELSEWHERE,)), now=NOW)


def restricted(engine: Engine) -> None:
    Archive(engine).add(SECRET, now=NOW)
    Articles(engine).restrict(ADDRESS, [ELSEWHERE, "C0THIRD"], by="U1", now=NOW)


def restricted_and_under_embargo(engine: Engine) -> None:
    Archive(engine).add(under(places=(HERE,), embargo=TOMORROW), now=NOW)


def restricted_and_withdrawn(engine: Engine) -> None:
    Archive(engine).add(under(places=(HERE,)), now=NOW)
    Articles(engine).withdraw(ADDRESS, "Never said", by="U1", now=NOW)


@pytest.mark.parametrize(
    "hides",
    [
        withdrawn,
        came_again_withdrawn,
        came_under_embargo,
        put_under_embargo,
        came_for_some,
        restricted,
        restricted_and_under_embargo,
        restricted_and_withdrawn,
    ],
)
def test_what_is_hidden_changes_nothing_that_any_method_says(
    engine: Engine, hides: Callable[[Engine], None]
) -> None:
    Archive(engine).add(OPEN, now=NOW)
    before = everything(engine)
    hides(engine)
    assert everything(engine) == before
    assert everything(engine, HERE) == before
    assert check(engine) == ()


def test_in_its_channels_a_restricted_article_is_found_like_any_other(
    engine: Engine, articles: Articles
) -> None:
    Archive(engine).add(OPEN, now=NOW)
    before = everything(engine)
    Archive(engine).add(under(places=(HERE,)), now=NOW)
    there = everything(engine, HERE)
    same = {name for name in ASKED if there[name] == before[name]}
    assert same == {"Archive.kept_between"}  # a day's window; it has no place, and needs none
    assert articles.restrict(ADDRESS, [], by="U1", now=NOW) == 4
    for_all = everything(engine)
    # A role read in it alone is not somebody's latest role, which everybody would see.
    latest = re.compile(r"(Person\([^()]*role=)[^,]*|restricted=\w+")
    assert {name: latest.sub("", words) for name, words in there.items()} == {
        name: latest.sub("", words) for name, words in for_all.items()
    }
    assert check(engine) == ()


def test_what_was_hidden_is_as_if_it_had_never_been_when_it_is_shown(
    engine: Engine, articles: Articles
) -> None:
    Archive(engine).add(OPEN, now=NOW)
    Archive(engine).add(SECRET, now=NOW)
    shown = everything(engine)
    assert articles.withdraw(ADDRESS, "Never said", by="U1", now=NOW) == 4
    assert articles.reinstate(ADDRESS, by="U2", now=NOW) == 4
    assert everything(engine) == shown
    assert articles.embargo(ADDRESS, TOMORROW, by="U1", now=NOW) == 4
    assert articles.embargo(ADDRESS, NOW, by="U2", now=NOW) == -4
    assert everything(engine) == shown
    assert articles.restrict(ADDRESS, [HERE], by="U1", now=NOW) == -4
    assert articles.restrict(ADDRESS, [], by="U2", now=NOW) == 4
    assert everything(engine) == shown
    assert check(engine) == ()
    until = TOMORROW.isoformat()
    with engine.connect() as connection:
        rows = connection.execute(select(changes.c.by, changes.c.what, changes.c.detail)).all()
    of_two = {"article": 2}
    assert [tuple(row) for row in rows] == [
        ("U1", "article withdrawn", {"article": 2, "reason": "Never said"}),
        ("U2", "article reinstated", {"article": 2}),
        ("U1", "article under embargo", {"article": 2, "until": until, "before": None}),
        ("U2", "article under embargo", {"article": 2, "until": NOW.isoformat(), "before": until}),
        (
            "U1",
            "article restricted",
            of_two | {"places": [HERE], "before": [], "restricted": False},
        ),
        ("U2", "article restricted", of_two | {"places": [], "before": [HERE], "restricted": True}),
    ]


def test_an_embargo_ends_at_its_instant_and_what_it_hid_is_news_then(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    added = archive.add(under(embargo=TOMORROW), now=NOW)
    assert (added.new, added.by_speaker, added.embargo) == (5, (), TOMORROW)
    assert archive.verify("The vault code is seven seven seven").finding is Finding.NOT_FOUND
    assert articles.lift_embargoes(TOMORROW) == 1
    assert articles.lift_embargoes(TOMORROW) == 0
    late = TOMORROW + timedelta(hours=1)
    assert len(archive.fresh(None, since=TOMORROW, until=late, limit=9)) == 4
    assert archive.fresh(None, since=NOW, until=TOMORROW, limit=9) == ()
    assert archive.known(ADDRESS) == replace(
        added,
        new=0,
        known=5,
        unchanged=True,
        embargo=None,
        by_speaker=archive.known(ADDRESS).by_speaker,  # type: ignore[union-attr]  # it is known
    )
    assert check(engine) == ()


def test_an_embargo_that_has_passed_hides_nothing(archive: Archive) -> None:
    added = archive.add(under(embargo=NOW), now=NOW)
    assert added.embargo is None
    assert len(archive.ask(Question("Quill")).hits) == 1


def test_who_brings_a_restricted_article_is_told_of_its_quotes_where_it_may_be_seen(
    archive: Archive,
) -> None:
    brought = archive.add(under(places=(HERE,)), now=NOW, place=HERE)
    assert brought.restricted
    assert len(brought.by_speaker) == 4
    again = archive.add(SECRET, now=NOW, place=ELSEWHERE)  # it stays restricted
    assert (again.unchanged, again.known, again.by_speaker) == (True, 0, ())
    changed = article(Said("Ada Quill", "Another code"), url=ADDRESS, title="Vault")
    assert archive.add(changed, now=NOW).by_speaker == ()
    assert archive.ask(Question("Quill")).hits == ()
    assert archive.ask(Question("Quill"), place=HERE).hits[0].text == "Another code"


def test_what_was_posted_is_hidden_where_it_may_not_be_seen_any_more(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(SECRET, now=NOW)
    [hit] = archive.ask(Question("Quill")).hits
    Posts(engine).remember(ELSEWHERE, "1.1", [Part((hit.id,), number=1)], thread=None, now=NOW)
    articles.restrict(ADDRESS, [HERE], by="U1", now=NOW)
    assert [post.channel for post in Posts(engine).take_due(now=NOW)] == [ELSEWHERE]
    for place, fate in ((HERE, Fate.SHOWN), (ELSEWHERE, Fate.HIDDEN), (None, Fate.HIDDEN)):
        standing = archive.standings([hit.id], place=place)[hit.id]
        assert (standing.fate, standing.hit is None) == (fate, fate is Fate.HIDDEN)
    articles.withdraw(ADDRESS, "Never said", by="U1", now=NOW)
    assert archive.standings([hit.id], place=HERE)[hit.id].fate is Fate.WITHDRAWN
    assert archive.standings([hit.id], place=ELSEWHERE)[hit.id].hit is None
    articles.embargo(ADDRESS, TOMORROW, by="U1", now=NOW)
    assert archive.standings([hit.id], place=HERE)[hit.id].fate is Fate.HIDDEN


def test_a_withdrawn_article_that_comes_in_again_stays_withdrawn(
    archive: Archive, articles: Articles
) -> None:
    archive.add(SECRET, now=NOW)
    articles.withdraw(ADDRESS, "Never said", by="U1", now=NOW)
    again = archive.add(SECRET, now=NOW)
    assert (again.new, again.known, again.by_speaker) == (0, 0, ())
    archive.add(article(Said("Ada Quill", "A new code"), url=ADDRESS, title="Vault"), now=NOW)
    assert archive.verify("A new code").finding is Finding.NOT_FOUND
    articles.reinstate(ADDRESS, by="U1", now=NOW)
    assert archive.verify("A new code").finding is Finding.EXACT


def test_what_is_not_there_cannot_be_changed(archive: Archive, articles: Articles) -> None:
    with pytest.raises(StoreError, match="is shown"):
        articles.withdraw(ADDRESS, "No", by="U1", now=NOW)
    with pytest.raises(StoreError, match="There is no article"):
        articles.embargo(ADDRESS, TOMORROW, by="U1", now=NOW)
    archive.add(SECRET, now=NOW)
    with pytest.raises(StoreError, match="is withdrawn"):
        articles.reinstate(ADDRESS, by="U1", now=NOW)
    articles.withdraw(ADDRESS, "Yes", by="U1", now=NOW)
    with pytest.raises(StoreError, match="is shown"):
        articles.withdraw(ADDRESS, "Twice", by="U1", now=NOW)
    with pytest.raises(BadQuestion, match="Nobody in the archive"):
        archive.verify("The vault code", who="Quill")
