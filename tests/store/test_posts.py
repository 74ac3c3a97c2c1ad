"""Messages with quotes are remembered, and amended when what they say does not stand any more."""

from datetime import timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Question
from bot.standing import Fate
from store.archive import Archive
from store.articles import Articles
from store.check import check
from store.erasing import Erasure
from store.posts import Part, Post, Posts
from store.tables import people

ADDRESS = "https://example.org/a"
GRAIN = Said("Mira Dolan", "The grain must leave the port")
BREAD = Said("Mira Dolan", "The bread is late")


@pytest.fixture
def posts(engine: Engine) -> Posts:
    return Posts(engine)


def test_what_stands_in_a_channel_is_known_by_its_quotes(engine: Engine) -> None:
    posts = Posts(engine)
    posts.remember("C1", "1.1", [Part((1, 2), number=1)], thread=None, now=NOW)
    assert posts.posted_in("C1", [1, 3]) == {1}
    assert posts.posted_in("C2", [1]) == posts.posted_in("C1", []) == frozenset()


def ids(archive: Archive, who: str = "Dolan") -> list[int]:
    return sorted(hit.id for hit in archive.ask(Question(who)).hits)


def test_a_message_is_due_when_its_article_is_withdrawn_and_again_when_it_is_back(
    archive: Archive, posts: Posts, articles: Articles
) -> None:
    archive.add(article(GRAIN, BREAD, url=ADDRESS), now=NOW)
    one, other = ids(archive)
    head = Part(block={"type": "divider"})
    posts.remember("C1", "1.1", [head, Part((one,), number=1)], thread="0.1", now=NOW)
    posts.remember("C1", "1.1", [Part((other,), number=1)], thread="0.1", now=NOW)  # known
    posts.remember("C2", "2.1", [head], thread=None, now=NOW)  # without a quote
    assert posts.take_due(now=NOW) == ()
    later = NOW + timedelta(hours=1)
    articles.withdraw(ADDRESS, "Killed", by="U1", now=later)
    (due,) = posts.take_due(now=later)
    assert due == Post("C1", "1.1", "0.1", (head, Part((one,), number=1)), {}, later)
    assert due.quote_ids == (one,)
    posts.amended(due, {one: "withdrawn"})
    assert posts.take_due(now=later) == ()
    articles.reinstate(ADDRESS, by="U1", now=later + timedelta(hours=1))
    (back,) = posts.take_due(now=later)
    assert back.told == {one: "withdrawn"}


def test_what_is_taken_is_nobody_elses_for_five_minutes_and_put_back_is_due_at_once(
    archive: Archive, posts: Posts, articles: Articles
) -> None:
    archive.add(article(GRAIN, url=ADDRESS), now=NOW)
    posts.remember("C1", "1.1", [Part(tuple(ids(archive)), number=0)], thread=None, now=NOW)
    articles.withdraw(ADDRESS, "Killed", by="U1", now=NOW)
    (due,) = posts.take_due(now=NOW)
    assert posts.take_due(now=NOW + timedelta(minutes=4)) == ()
    assert len(posts.take_due(now=NOW + timedelta(minutes=5))) == 1
    posts.put_back(due)
    assert posts.take_due(now=NOW + timedelta(minutes=5)) == (due,)


def test_what_changes_while_a_message_is_amended_makes_it_due_again(
    archive: Archive, posts: Posts, articles: Articles
) -> None:
    archive.add(article(GRAIN, url=ADDRESS), now=NOW)
    posts.remember("C1", "1.1", [Part(tuple(ids(archive)), number=0)], thread=None, now=NOW)
    articles.withdraw(ADDRESS, "Killed", by="U1", now=NOW)
    (due,) = posts.take_due(now=NOW)
    articles.reinstate(ADDRESS, by="U1", now=NOW + timedelta(seconds=1))
    posts.amended(due, {due.quote_ids[0]: "withdrawn"})
    (again,) = posts.take_due(now=NOW + timedelta(seconds=2))
    assert again.told == {due.quote_ids[0]: "withdrawn"}


def test_only_a_quote_that_a_new_version_has_not_makes_a_message_due(
    archive: Archive, posts: Posts, engine: Engine
) -> None:
    archive.add(article(GRAIN, BREAD, url=ADDRESS), now=NOW)
    hits = {hit.text: hit.id for hit in archive.ask(Question("Dolan")).hits}
    for ts, said in (("1.1", GRAIN), ("1.2", BREAD)):
        posts.remember("C1", ts, [Part((hits[said.words],), number=0)], thread=None, now=NOW)
    later = NOW + timedelta(hours=1)
    archive.add(article(BREAD, url=ADDRESS), now=later)
    (due,) = posts.take_due(now=later)
    assert due.ts == "1.1"
    standing = archive.standings(hits.values())
    assert standing[hits[BREAD.words]].fate is Fate.SHOWN
    gone = standing[hits[GRAIN.words]]
    assert (gone.fate, gone.at) == (Fate.CHANGED, later)
    assert gone.hit is not None
    assert gone.hit.text == GRAIN.words
    assert check(engine) == ()


def test_what_was_found_long_after_it_was_posted_is_due_whatever_has_become_of_it(
    archive: Archive, posts: Posts
) -> None:
    archive.add(article(GRAIN, url=ADDRESS), now=NOW)
    posts.remember("C1", "1.1", [Part(tuple(ids(archive)))], thread=None, now=NOW, found=True)
    assert [due.ts for due in posts.take_due(now=NOW)] == ["1.1"]


def test_a_quote_that_is_nowhere_is_gone_and_a_message_can_be_forgotten(
    archive: Archive, posts: Posts, articles: Articles
) -> None:
    assert archive.standings([]) == {}
    assert archive.standings([7])[7].fate is Fate.GONE
    archive.add(article(GRAIN, url=ADDRESS), now=NOW)
    posts.remember("C1", "1.1", [Part(tuple(ids(archive)), number=0)], thread=None, now=NOW)
    posts.forget("C1", "1.1")
    articles.withdraw(ADDRESS, "Killed", by="U1", now=NOW)
    assert posts.take_due(now=NOW) == ()


def test_a_number_means_what_stood_under_it_last(posts: Posts) -> None:
    def numbered(*ids: int, first: int) -> list[Part]:
        return [Part((one,), number=n) for n, one in enumerate(ids, start=first)]

    posts.remember("C1", "1.1", numbered(11, 12, first=1), thread=None, now=NOW)
    posts.remember("C1", "1.2", numbered(13, first=3), thread="1.1", now=NOW)
    posts.remember("C1", "2.1", numbered(14, first=1), thread=None, now=NOW)
    assert posts.numbered_in("C1", "1.1") == {1: 11, 2: 12, 3: 13}
    posts.remember("C1", "1.3", numbered(15, first=1), thread="1.1", now=NOW)
    assert posts.numbered_in("C1", "1.1") == {1: 15}
    assert posts.numbered_in("C2", "1.1") == {}


def test_erased_words_go_out_of_what_is_shown_around_another_quote(
    archive: Archive, engine: Engine
) -> None:
    posts = Posts(engine)
    faint = Said("Wanda Xylo", "The vault holds seventy sacks of salt", confidence=0.1)
    archive.add(article(Said("Mira Dolan", "The ferry leaves"), faint), now=NOW)
    block = {"type": "rich_text", "elements": [f"“{faint.words}”, she said."]}
    posts.remember("C1", "1.1", [Part((1,), block)], thread=None, now=NOW)
    with engine.connect() as connection:
        xylo = connection.scalar(select(people.c.id).where(people.c.name == "Wanda Xylo"))
    Erasure(engine).erase_person(xylo or 0, "Asked", by="U1", now=NOW)
    [post] = posts.take_due(now=NOW)
    assert post.parts == (Part((1,), block | {"elements": ["“(erased)”, she said."]}),)
