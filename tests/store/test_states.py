"""Corrected, killed, withdrawn and refiled are four different things."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Added, Question
from bot.changes import Change, Wording
from bot.errors import StoreError
from bot.mending import Correction
from bot.standing import Fate
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes, Named
from store.check import check
from store.corrections import Corrections
from store.erasing import Erasure
from store.pairs import Pairs
from store.posts import Part, Posts
from store.tables import articles as kept_articles
from store.tables import changes

URL = "https://example.org/a"
LATER = NOW + timedelta(hours=1)
SUM = Said("Mira Dolan", "The harbour costs nine million")
MENDED = Said("Mira Dolan", "The harbour costs six million")
BREAD = Said("Pavel Reus", "The bread is late")
FISH = Said("Pavel Reus", "Nobody sells fish here any more")


def test_an_address_is_taken_also_by_what_nobody_sees(archive: Archive, articles: Articles) -> None:
    archive.add(article(Said("Mira Dolan", "The vault is open"), url=URL), now=NOW)
    assert articles.kept_at(f"{URL}?utm_source=x")
    assert not articles.kept_at(f"{URL}/other")
    articles.withdraw(URL, "Wrong", by="U1", now=NOW)
    assert articles.kept_at(URL)


def test_an_article_without_an_address_goes_by_its_number(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    said = article(Said("Mira Dolan", "The vault is open"), title="The vault")
    number = archive.add(said, now=NOW).article_id
    (named,) = articles.headed(["The vault"])
    assert named == f"article:{number}"
    assert archive.known(named) is not None
    assert articles.withdraw(named, "Wrong", by="U1", now=NOW, kill=True) == 1
    assert archive.ask(Question("Dolan")).hits == ()
    assert articles.reinstate(named, by="U1", now=NOW) == 1
    assert Erasure(engine).erase_article(named, "A slip", by="U1", now=NOW).quotes == 1
    assert articles.headed(["The vault"]) == ()
    with pytest.raises(StoreError, match="No article at article:0 is withdrawn"):
        articles.reinstate("article:0", by="U1", now=NOW)
    assert check(engine) == ()


def test_a_new_version_says_which_quotes_changed_came_and_went(
    archive: Archive, engine: Engine
) -> None:
    first = archive.add(article(SUM, BREAD, url=URL), now=NOW)
    assert first.changes == ()
    second = archive.add(article(MENDED, BREAD, FISH, url=URL), now=LATER)
    assert second.changes == (
        Change(Wording(1, "Mira Dolan", SUM.words), Wording(3, "Mira Dolan", MENDED.words)),
        Change(None, Wording(4, "Pavel Reus", FISH.words)),
    )
    third = archive.add(article(BREAD, FISH, url=URL), now=LATER)
    assert third.changes == (Change(Wording(3, "Mira Dolan", MENDED.words), None),)
    assert archive.add(article(BREAD, FISH, url=URL), now=LATER).changes == ()
    assert check(engine) == ()


def test_of_a_hidden_article_no_change_is_told(archive: Archive, articles: Articles) -> None:
    archive.add(article(SUM, url=URL), now=NOW)
    articles.restrict(URL, ["C0HERE"], by="U1", now=NOW)
    assert archive.add(article(MENDED, url=URL), now=LATER).changes == ()
    assert len(archive.add(article(SUM, url=URL), now=LATER, place="C0HERE").changes) == 1


def test_quotes_of_a_corrected_article_are_shown_with_its_day(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(article(SUM, BREAD, url=URL), now=NOW)
    [hit] = archive.ask(Question("Reus")).hits
    assert hit.article_corrected is None
    archive.add(article(MENDED, BREAD, url=URL), now=NOW)
    Posts(engine).remember("C1", "1.1", [Part((hit.id,), number=1)], thread=None, now=NOW)
    assert articles.correct(URL, "The sum", by="U1", now=LATER) == 2
    [after] = archive.ask(Question("Reus")).hits
    assert after == hit._replace(article_corrected=LATER)
    assert len(Posts(engine).take_due(now=LATER)) == 1
    standing = archive.standings([hit.id])[hit.id]
    assert (standing.fate, standing.reason, standing.at) == (Fate.RESTATED, "The sum", LATER)
    archive.add(article(MENDED, BREAD, FISH, url=URL), now=LATER)  # a version of its own
    assert archive.ask(Question("Reus")).hits[0].article_corrected is None


def test_a_refiled_article_is_shown_as_before_and_amends_nothing(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(article(BREAD, url=URL), now=NOW)
    [hit] = archive.ask(Question("Reus")).hits
    Posts(engine).remember("C1", "1.1", [Part((hit.id,), number=1)], thread=None, now=NOW)
    assert articles.refile(URL, "A byline", by="U1", now=LATER) == 1
    assert archive.ask(Question("Reus")).hits == (hit,)
    assert Posts(engine).take_due(now=LATER) == ()
    assert archive.standings([hit.id])[hit.id].fate is Fate.SHOWN


def test_a_withdrawn_article_may_be_killed_yet_but_not_the_other_way_round(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    archive.add(article(BREAD, url=URL), now=NOW)
    [hit] = archive.ask(Question("Reus")).hits
    articles.withdraw(URL, "Doubtful", by="U1", now=NOW)
    standing = archive.standings([hit.id])[hit.id]
    assert (standing.fate, standing.reason, standing.at) == (Fate.WITHDRAWN, "Doubtful", NOW)
    assert articles.withdraw(URL, "A court", by="U2", now=LATER, kill=True) == 0
    standing = archive.standings([hit.id])[hit.id]
    assert (standing.fate, standing.reason, standing.at) == (Fate.KILLED, "A court", LATER)
    for kill in (True, False):
        with pytest.raises(StoreError, match="is shown"):
            articles.withdraw(URL, "Again", by="U1", now=LATER, kill=kill)
    articles.reinstate(URL, by="U1", now=LATER)
    assert archive.ask(Question("Reus")).hits == (hit,)
    with engine.connect() as connection:
        rows = connection.execute(select(changes.c.by, changes.c.what)).all()
    assert [tuple(row) for row in rows] == [
        ("U1", "article withdrawn"),
        ("U2", "article killed"),
        ("U1", "article reinstated"),
    ]


@pytest.mark.parametrize("mark", ["correct", "refile"])
def test_what_is_not_there_cannot_be_marked(articles: Articles, mark: str) -> None:
    with pytest.raises(StoreError, match="There is no article"):
        getattr(articles, mark)(URL, "No", by="U1", now=NOW)


def test_a_withdrawal_is_undone_from_the_log_and_a_withdrawn_article_says_so(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    log, same = Changes(engine), article(SUM, url=URL)
    archive.add(same, now=NOW)
    articles.withdraw(URL, "A hoax", by="U1", now=NOW)
    assert archive.add(same, now=NOW).withdrawn == "A hoax"
    [change], _ = log.page(limit=1)
    assert change.article == Named(None, "example.org", date(2025, 6, 27))
    log.undo(change.id, by="U2", now=NOW)
    assert archive.ask(Question("Mira Dolan")).total == 1
    assert archive.add(same, now=NOW).withdrawn is None
    [change], _ = log.page(limit=1)
    assert (change.undoable, change.undone_by) == (False, "U2")
    assert change.article == Named("News", "example.org", date(2025, 6, 27))
    articles.withdraw(URL, "Again", by="U1", now=NOW)
    articles.reinstate(URL, by="U1", now=NOW)
    [_, change], _ = log.page(limit=2)
    with pytest.raises(StoreError, match="shown again"):
        log.undo(change.id, by="U2", now=NOW)
    assert check(engine) == ()


def state_of(engine: Engine) -> tuple[str | None, datetime | None, bool]:
    """Why the article is taken back, when, and whether it is killed."""
    with engine.connect() as connection:
        kept = kept_articles.c
        wanted = select(kept.withdrawn, kept.withdrawn_at, kept.killed)
        why, at, killed = connection.execute(wanted.where(kept.url == URL)).one()
    return why, at, killed


def test_an_older_withdrawal_is_not_undone_under_a_kill(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    log = Changes(engine)
    archive.add(article(SUM, url=URL), now=NOW)
    articles.withdraw(URL, "Not checked", by="U1", now=NOW)
    articles.withdraw(URL, "A libel", by="U2", now=LATER, kill=True)
    [kill, withdrawal], _ = log.page(limit=2)
    with pytest.raises(StoreError, match=r"killed since.*Undo that first"):
        log.undo(withdrawal.id, by="U1", now=LATER)
    assert state_of(engine) == ("A libel", LATER, True)
    log.undo(kill.id, by="U1", now=LATER)
    log.undo(withdrawal.id, by="U1", now=LATER)
    assert state_of(engine) == (None, None, False)
    assert archive.ask(Question("Mira Dolan")).total == 1
    assert check(engine) == ()


def test_a_kill_that_is_undone_leaves_the_withdrawal_before_it(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    log = Changes(engine)
    archive.add(article(SUM, url=URL), now=NOW)
    articles.withdraw(URL, "Not checked", by="U1", now=NOW)
    articles.withdraw(URL, "A libel", by="U2", now=LATER, kill=True)
    log.undo(log.page(limit=1)[0][0].id, by="U1", now=LATER)
    assert state_of(engine) == ("Not checked", NOW, False)
    assert archive.ask(Question("Mira Dolan")).total == 0
    articles.reinstate(URL, by="U1", now=LATER)
    articles.withdraw(URL, "A libel", by="U2", now=LATER, kill=True)
    log.undo(log.page(limit=1)[0][0].id, by="U1", now=LATER)
    assert state_of(engine) == (None, None, False)
    assert check(engine) == ()


def test_a_withdrawal_from_before_a_reinstatement_does_not_lift_a_later_kill(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    log, other = Changes(engine), "https://example.org/another"
    archive.add(article(SUM, url=URL), now=NOW)
    archive.add(article(FISH, url=other), now=NOW)
    articles.withdraw(URL, "Not checked", by="U1", now=NOW)
    articles.reinstate(URL, by="U1", now=NOW)
    articles.withdraw(URL, "A libel", by="U2", now=LATER, kill=True)
    articles.withdraw(other, "Not checked", by="U1", now=LATER)
    elsewhere, kill, _, withdrawal = log.page(limit=4)[0]
    with pytest.raises(StoreError, match=r"killed since.*Undo that first"):
        log.undo(withdrawal.id, by="U1", now=LATER)
    assert state_of(engine) == ("A libel", LATER, True)
    log.undo(kill.id, by="U1", now=LATER)
    assert state_of(engine) == (None, None, False)
    log.undo(elsewhere.id, by="U1", now=LATER)
    assert archive.ask(Question(FISH.by)).total == 1
    assert check(engine) == ()


def test_the_log_names_nobody_and_no_article_that_is_not_seen_there(
    archive: Archive, articles: Articles, engine: Engine
) -> None:
    log, pairs = Changes(engine), Pairs(engine)
    for name, title in (("V. Lind", "a"), ("Vera Lind", "b"), ("A. Berg", "c"), ("Ann Berg", "d")):
        url = f"https://example.org/{title}"
        archive.add(article(Said(name, f"So says {title}"), title=title, url=url), now=NOW)
    pairs.merge(1, 2, by="U1", now=NOW)
    pairs.keep_apart(3, 4, by="U1", now=NOW)
    apart, merged = log.page(limit=2)[0]
    assert merged.names == {1: "V. Lind", 2: "Vera Lind"}
    assert apart.names == {3: "A. Berg", 4: "Ann Berg"}
    for title in "abcd":
        articles.restrict(f"https://example.org/{title}", ["C1"], by="U1", now=NOW)
    for place, seen in ((None, False), ("C2", False), ("C1", True)):
        told = log.page(limit=9, place=place)[0]
        assert [bool(one.names) for one in told[-2:]] == [seen, seen]
        assert [one.article is not None for one in told[:4]] == [seen] * 4


def test_a_lower_version_that_comes_late_changes_nothing(archive: Archive, engine: Engine) -> None:
    def sent(version: int | None, words: Said) -> Added:
        one = article(words, url=URL)
        return archive.add(replace(one, page=replace(one.page, version=version)), now=NOW)

    assert (sent(2, SUM).version, sent(1, MENDED).late) == (1, (1, 2))
    assert [hit.text for hit in archive.ask(Question("Dolan")).hits] == [SUM.words]
    assert (sent(4, SUM).unchanged, sent(3, MENDED).late) == (True, (3, 4))
    assert (sent(3, SUM).late, sent(None, MENDED).version, sent(5, SUM).version) == (None, 2, 3)
    assert (sent(None, MENDED).version, sent(3, SUM).late) == (4, (3, 5))
    assert (sent(None, SUM).version, sent(6, MENDED).version) == (5, 6)
    assert check(engine) == ()


def test_the_log_names_nobody_whom_a_correction_gave_a_quote_once_that_is_undone(
    archive: Archive, engine: Engine
) -> None:
    log, corrections = Changes(engine), Corrections(engine)
    hidden = article(Said("Jon Smith", "The grain leaves"), url=URL)
    archive.add(replace(hidden, page=replace(hidden.page, places=("C1",))), now=NOW)
    archive.add(article(Said("Ann Lee", "It was said by somebody else")), now=NOW)
    for speaker in (1, "Cora Vane"):
        corrections.correct(2, Correction(speaker=speaker), by="U1", name="olha", now=NOW)
    (given, taken), _ = log.page(limit=2)
    assert (given.names, taken.names) == ({3: "Cora Vane"}, {2: "Ann Lee"})
    assert log.page(limit=1, place="C1")[0][0].names == {1: "Jon Smith", 3: "Cora Vane"}
    for change in (given, taken):
        log.undo(change.id, by="U1", now=NOW)
    (given, taken), _ = log.page(limit=2)
    assert (given.names, taken.names) == ({3: "Cora Vane"}, {2: "Ann Lee"})


def test_an_article_that_is_opened_to_everybody_is_new_from_then_on(
    archive: Archive, articles: Articles
) -> None:
    archive.add(article(SUM, url=URL), now=NOW)
    articles.restrict(URL, ["C1"], by="U1", now=NOW)
    articles.restrict(URL, ["C1", "C2"], by="U1", now=LATER)
    window = {"since": LATER, "until": LATER + timedelta(hours=9), "limit": 9}
    assert archive.fresh(None, **window, place="C1") == ()  # type: ignore[arg-type]  window's
    articles.restrict(URL, [], by="U1", now=LATER)
    assert [hit.text for hit in archive.fresh(None, **window)] == [SUM.words]  # type: ignore[arg-type]  window's
    articles.restrict(URL, [], by="U1", now=LATER + timedelta(hours=1))
    assert archive.ask(Question("Dolan")).total == 1
