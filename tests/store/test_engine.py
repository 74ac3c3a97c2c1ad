"""Opening a database: made, migrated, or refused in a sentence."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from press import NOW, Said, article
from sqlalchemy import Engine, QueuePool, text

from bot.answers import Question
from bot.errors import StoreError
from store.archive import Archive
from store.engine import MOST_AT_HAND, glance, open_store, reading, writing
from store.tables import metadata


def test_migrations_make_the_tables_the_code_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [one for one in differences if "quotes_text" not in str(one)]
    assert ours == []


def test_a_database_is_opened_again_with_what_it_holds(url: str) -> None:
    for number in range(2):
        engine = open_store(url)
        archive = Archive(engine)
        archive.add(article(Said("Mira Dolan", f"Word {number}"), title=str(number)), now=NOW)
        assert archive.ask(Question("Dolan")).total == number + 1
        engine.dispose()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nonsense", "The database address is not one whosaid can use."),
        ("quux://host/name", "The database address is not one whosaid can use."),
        ("mysql://host/name", "mysql is no database for whosaid."),
        ("sqlite://", "A database in memory would be lost at the end."),
        ("sqlite:///:memory:", "A database in memory would be lost at the end."),
        ("sqlite:///{folder}", "{folder} is a folder, not a database."),
        (
            "sqlite:///{folder}/plain.txt/whosaid.db",
            "The folder {folder}/plain.txt cannot be made (File exists).",
        ),
        (
            "sqlite:///{folder}/plain.txt",
            "The database cannot be used (file is not a database).",
        ),
        ("sqlite:///{folder}/other.sqlite", "holds tables of another program."),
        (
            "postgresql+psycopg://nobody@127.0.0.1:1/none",
            "The database cannot be used (connection failed",
        ),
    ],
)
def test_what_cannot_be_opened_is_refused_in_a_sentence(
    tmp_path: Path, address: str, sentence: str
) -> None:
    (tmp_path / "plain.txt").write_text("This is a shopping list, not a database. " * 50)
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreError) as refused:
        open_store(address.format(folder=tmp_path))
    assert sentence.format(folder=tmp_path) in refused.value.seen
    assert "Traceback" not in str(refused.value)


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    engine = open_store(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="written by a newer whosaid"):
        open_store(url)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/a/b/whosaid.db").dispose()
    assert (tmp_path / "a/b/whosaid.db").is_file()


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    def half() -> None:
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO topics (name) VALUES ('Half')"))
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(StoreError, match="nowhere"):
        half()
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM topics")) == 0


def test_a_glance_sees_one_state_and_leaves_its_connection_as_it_was(
    engine: Engine, archive: Archive
) -> None:
    many = "SELECT value FROM counters WHERE name = 'articles'"

    def twice(driver: Any) -> list[tuple[int]]:
        before = driver.execute(many).fetchall()
        archive.add(article(Said("Mira Dolan", "Grain, meanwhile")), now=NOW)
        return [*before, *driver.execute(many).fetchall()]

    assert glance(engine, twice) == [(0,), (0,)]
    assert glance(engine, lambda driver: driver.execute(many).fetchall()) == [(1,)]
    archive.add(article(Said("Mira Dolan", "Grain, again"), title="Again"), now=NOW)
    assert archive.counts()["articles"] == 2


def test_a_glance_that_fails_says_why_and_the_next_one_does_not(
    engine: Engine, archive: Archive
) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        glance(engine, lambda driver: driver.execute("SELECT * FROM nowhere"))
    archive.add(article(Said("Mira Dolan", "Grain, afterwards")), now=NOW)
    assert glance(engine, lambda driver: driver.execute("SELECT name FROM people").fetchall()) == [
        ("Mira Dolan",)
    ]


def test_many_glance_at_once_and_the_pool_gets_back_what_is_not_kept_at_hand(
    engine: Engine,
) -> None:
    together = Barrier(MOST_AT_HAND + 4)

    def one(_: int) -> object:
        return glance(
            engine, lambda driver: (together.wait(), driver.execute("SELECT 7").fetchall()[0])
        )

    with ThreadPoolExecutor(MOST_AT_HAND + 4) as pool:
        assert [row for _, row in pool.map(one, range(MOST_AT_HAND + 4))] == [(7,)] * (
            MOST_AT_HAND + 4
        )
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == MOST_AT_HAND
    engine.dispose()
    assert glance(engine, lambda driver: driver.execute("SELECT 7").fetchall()) == [(7,)]
    assert engine.pool.status().endswith("Current Checked out connections: 1")


BESIDE_VERSIONS = (
    "SELECT CAST(CAST(reltoastrelid AS regclass) AS text) FROM pg_class WHERE relname = 'versions'"
)


def test_postgresql_keeps_the_text_of_an_article_in_its_row(
    archive: Archive, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no other place for it")
    words = " ".join(f"grain {number}" for number in range(500))
    archive.add(article(Said("Mira Dolan", words)), now=NOW)
    with reading(engine) as connection:
        beside = connection.scalar(text(BESIDE_VERSIONS))
        assert connection.scalar(text(f"SELECT count(*) FROM {beside}")) == 0  # noqa: S608  a name of PostgreSQL's


def test_many_ask_while_one_adds_and_nobody_meets_a_lock(archive: Archive) -> None:
    archive.add(article(Said("Mira Dolan", "Grain, to begin with")), now=NOW)
    done = Event()

    def reader() -> int:
        asked = 0
        while not done.is_set() or not asked:
            answer = archive.ask(Question("Dolan", about="grain"), phrases=("grain",))
            assert answer.total == len(answer.hits) or answer.total > 5
            asked += 1
        return asked

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(reader) for _ in range(8)]
        for number in range(40):
            said = Said("Mira Dolan", f"Grain, {number} times over")
            archive.add(article(said, title=str(number)), now=NOW)
        done.set()
        assert all(one.result() for one in readers)
    assert archive.ask(Question("Dolan")).total == 41
