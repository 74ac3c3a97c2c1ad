"""A database as a whole: checked, copied, backed up, restored, and killed at any moment."""

import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, create_engine, select, text

from bot.answers import Question, Subscription
from bot.errors import StoreError
from bot.mending import Correction
from bot.model import Topic
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.channels import Channels
from store.check import check
from store.copying import backup, copy
from store.corrections import Corrections
from store.deliveries import Deliveries
from store.engine import open_store, writing
from store.erasing import Erasure
from store.feeds import Feeds
from store.pairs import Pairs
from store.people import KnownPerson, People, Role
from store.posts import Part, Posts
from store.restoring import restore
from store.saved import SavedQuestions
from store.subscriptions import Subscriptions
from store.tables import metadata
from store.tables import people as rows
from store.threads import Standing, Threads
from store.topics import Topics

ADDRESS = "https://example.org/a"


def fill(engine: Engine) -> None:
    """Something in every table."""
    Topics(engine).save([Topic("Grain", ("wheat",), "medtop:20000053")])
    people = People(engine)
    people.load(
        [KnownPerson("Mira Dolan", ("Мира Долан",), "Q5", (Role("Mayor", date(2020, 1, 1)),))]
    )
    people.add_alias(1, "The Grain Lady", by="U1", now=NOW)
    archive = Archive(engine)
    said = Said("Mira Dolan", "The wheat is ours", topics=(("Grain", "wheat"),))
    other = Said("Pavel Reus", "Nobody asked the bakers about it", role="Baker")
    archive.add(article(said, other, url=ADDRESS), now=NOW)
    archive.add(article(said, url=ADDRESS), now=NOW)
    archive.add(article(other, Said("a baker", "No", confidence=0.1), published=None), now=NOW)
    digest = Subscriptions(engine).save(Subscription("C1", "T1", "U1", time(8), "UTC"), now=NOW)
    Deliveries(engine).claim(digest.id or 0, NOW.date(), now=NOW)
    Deliveries(engine).first_time("Ev1", now=NOW)
    Threads(engine).remember("C1", "1.1", Standing(Question("Dolan"), None, started=True), now=NOW)
    Channels(engine).set_links("C1", True, by="U1", now=NOW)
    SavedQuestions(engine).add("U1", Question("Dolan"), person=1, now=NOW)
    Feeds(engine).add("https://example.org/rss", owner="U1", by="U1", now=NOW)
    Feeds(engine).seen(1, ["a"], now=NOW)
    archive.add(article(Said("Ada Quill", "To be erased"), url=f"{ADDRESS}/x"), now=NOW)
    Erasure(engine).erase_article(f"{ADDRESS}/x", "Please", by="U1", now=NOW)
    archive.add(article(Said("Ada Quill", "For some"), url=f"{ADDRESS}/y"), now=NOW)
    Articles(engine).restrict(f"{ADDRESS}/y", ["C1"], by="U1", now=NOW)
    Posts(engine).remember("C1", "1.2", [Part((1,), number=1)], thread="1.1", now=NOW)
    [reus] = archive.ask(Question("Reus")).hits
    mended = Correction(day=date(2025, 6, 20))
    Corrections(engine).correct(reus.id, mended, by="U1", name="olha", now=NOW)
    Pairs(engine).keep_apart(1, reus.person_id, by="U1", now=NOW)
    with engine.connect() as connection:
        baker = connection.scalar(select(rows.c.id).where(rows.c.name == "a baker"))
    Pairs(engine).merge(baker or 0, reus.person_id, by="U1", now=NOW)


def test_a_database_in_use_is_whole(engine: Engine) -> None:
    assert check(engine) == ()
    fill(engine)
    assert check(engine) == ()
    with engine.connect() as connection:
        assert all(connection.execute(select(table)).first() for table in metadata.sorted_tables)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE people SET quotes = 7 WHERE id = 1", "Mira Dolan is said to have 7 quotes"),
        ("UPDATE counters SET value = 9 WHERE name = 'articles'", "The count of articles says 9"),
        ("DELETE FROM traces", "fingerprints against the quotes"),
        ("UPDATE versions SET current = (1 = 0)", "has 0 current versions instead of one"),
        ("UPDATE versions SET current = (1 = 1)", "has 2 current versions instead of one"),
        ("UPDATE quotes SET shown = (1 = 1)", "quotes of outdated versions are shown"),
        ("UPDATE quotes SET kind = 'mixed' WHERE shown", "not in the indexes as it should be"),
        ("UPDATE quotes SET shown = (1 = 0)", "The text index holds +2 quotes"),
        ("UPDATE versions SET text = 'x' || text", "not in the indexes as it should be"),
        ("UPDATE quotes SET lead = 99 WHERE id = 1", "copies follow a quote that is not shown"),
        ("UPDATE quotes SET copies = 3 WHERE shown", "is said to have 3 copies"),
        ("UPDATE people SET merged_into = 2 WHERE id = 1", "of people who were merged into"),
        ("DELETE FROM posts", "messages that nobody remembers"),
    ],
)
def test_what_is_damaged_is_told(engine: Engine, damage: str, told: str) -> None:
    fill(engine)
    with writing(engine) as connection:
        connection.execute(text(damage))
    assert told in " ".join(check(engine))


def test_a_row_that_points_nowhere_is_told(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/a.db")
    fill(engine)
    engine.dispose()
    plain = create_engine(f"sqlite:///{tmp_path}/a.db")
    with plain.begin() as connection:
        connection.execute(text("DELETE FROM outlets"))
    plain.dispose()
    engine = open_store(f"sqlite:///{tmp_path}/a.db")
    assert any("outlets that is not there" in fault for fault in check(engine))
    engine.dispose()


def test_everything_is_copied_from_either_database_to_sqlite(
    engine: Engine, tmp_path: Path
) -> None:
    fill(engine)
    target = open_store(f"sqlite:///{tmp_path}/copy.db")
    seen: list[str] = []
    copied = copy(engine, target, progress=lambda table, _: seen.append(table))
    assert (copied["articles"], copied["versions"], copied["aliases"]) == (3, 4, 3)
    assert "text index" in seen
    _same(engine, target)
    target.dispose()


def test_everything_is_copied_from_sqlite_to_either_database(
    engine: Engine, tmp_path: Path
) -> None:
    source = open_store(f"sqlite:///{tmp_path}/source.db")
    fill(source)
    copy(source, engine, progress=lambda *_: None)
    _same(source, engine)
    Topics(engine).save([Topic("New", ())])  # numbering goes on
    with pytest.raises(StoreError, match="not empty"):
        copy(source, engine, progress=lambda *_: None)
    source.dispose()


def _same(source: Engine, target: Engine) -> None:
    assert check(target) == ()
    for question in (Question("Dolan"), Question(about="wheat"), Question("Reus", about="bakers")):
        assert Archive(source).ask(question) == Archive(target).ask(question)
    added = Archive(target).add(article(Said("Mira Dolan", "More"), title="More"), now=NOW)
    assert (added.new, added.article_id) == (1, 5)
    assert check(target) == ()


def test_a_backup_is_restored_to_the_letter(tmp_path: Path) -> None:
    url, saved = f"sqlite:///{tmp_path}/a.db", tmp_path / "saved.db"
    engine = open_store(url)
    fill(engine)
    backup(url, saved)
    before = Archive(engine).ask(Question("Dolan"))
    Archive(engine).add(article(Said("Mira Dolan", "Later"), title="Later"), now=NOW)
    restore(saved, url, now=NOW)
    assert Archive(engine).ask(Question("Dolan")) == before
    assert check(engine) == ()
    engine.dispose()
    with pytest.raises(StoreError, match="exists already"):
        backup(url, saved)
    with pytest.raises(StoreError, match="cannot be written"):
        backup(url, tmp_path / "no" / "folder.db")


def test_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    fill(open_store(url))
    (tmp_path / "list.txt").write_text("bread, butter, eggs " * 100)
    for name, sentence in (("none.db", "There is no file"), ("list.txt", "is no backup")):
        with pytest.raises(StoreError, match=sentence):
            restore(tmp_path / name, url, now=NOW)
    assert Archive(open_store(url)).ask(Question("Dolan")).total == 1


def test_postgresql_is_backed_up_by_its_own_tools(postgres: str, tmp_path: Path) -> None:
    url = postgres.format(name="migrated")
    with pytest.raises(StoreError, match="pg_dump"):
        backup(url, tmp_path / "a.db")
    saved = tmp_path / "saved.db"
    backup(f"sqlite:///{tmp_path}/b.db", saved)
    with pytest.raises(StoreError, match="pg_restore"):
        restore(saved, url, now=NOW)


def _add_for_ever(url: str, started: Any) -> None:
    engine = open_store(url)
    archive, number = Archive(engine), 0
    started.set()
    while True:
        number += 1
        said = [Said("Mira Dolan", f"Word {os.getpid()} {number} {one}") for one in range(5)]
        archive.add(article(*said, url=f"https://example.org/{number % 7}"), now=NOW)


def _merge_for_ever(url: str, started: Any) -> None:
    engine = open_store(url)
    archive, pairs, log = Archive(engine), Pairs(engine), Changes(engine)
    for name in ("Mira Dolan", "Ann Berg") if not archive.counts()["quotes"] else ():
        said = [Said(name, f"Word {one} of {name}") for one in range(50)]
        archive.add(article(*said, title=name), now=NOW)
    started.set()
    while True:
        page, _ = log.page(limit=1)
        if page and page[0].undoable:
            log.undo(page[0].id, by="U1", now=NOW)
        else:
            pairs.merge(2, 1, by="U1", now=NOW)
        assert archive.ask_person(1, Question()).total in (50, 100)


def _open(url: str, started: Any) -> None:
    started.set()
    open_store(url)


@pytest.mark.parametrize(
    ("work", "fresh"),
    [(_add_for_ever, False), (_merge_for_ever, False), (_open, True)],
)
def test_a_process_killed_at_any_moment_leaves_all_or_nothing(
    tmp_path: Path, work: Callable[[str, Any], None], fresh: bool
) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["store.archive", "store.migrations.versions.v0001_first"])
    dice = random.Random(1)  # noqa: S311  repeatable
    kills = 17  # of three kinds: 51
    for number in range(kills):
        url = f"sqlite:///{tmp_path}/{number if fresh else 'one'}.db"
        started = processes.Event()
        process = processes.Process(target=work, args=(url, started))
        process.start()
        assert started.wait(60)
        process.join((number + dice.random()) / kills * 0.1)
        if process.is_alive() and process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        engine = open_store(url)
        assert check(engine) == ()
        assert Archive(engine).counts()["quotes"] % 5 == 0
        assert all(
            one.quotes % 5 == 0
            for one in Archive(engine).most_quoted(date.min, date(9999, 12, 30), 9)
        )
        engine.dispose()
