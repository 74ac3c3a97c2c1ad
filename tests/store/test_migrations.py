"""From the first schema, with data in it, to this one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from press import NOW, Said, article
from sqlalchemy import create_engine, select, text

from bot.answers import Question
from bot.errors import StoreError
from bot.mending import Correction
from bot.verify import Finding
from store import reviewing
from store.archive import Archive
from store.articles import Articles
from store.changes import Changes
from store.check import check
from store.corrections import Corrections
from store.engine import open_store
from store.entries import mark_of
from store.erasing import Erasure
from store.pairs import Pairs
from store.reviewing import review
from store.tables import deliveries, threads

_numbers = count()

TEXT = "News.\n\n“The grain must leave the port”, Mira Dolan said.\n\nNo.\n\n“Yes”, she said."
QUOTES = [(8, 37, 56), (64, 67, 79)]  # start and end of the words, end of the paragraph
ROW = (date(2025, 6, 27) - date(1970, 1, 1)).days << 20

FIRST_RELEASE = [  # the values are this file's own
    "INSERT INTO outlets VALUES (1, 'The Example', 'example')",
    "INSERT INTO articles (id, address, url, outlet_id, first_seen)"
    " VALUES (7, 'example.org/a', 'https://example.org/a', 1, 1751014800000000)",
    "INSERT INTO versions (id, article_id, number, current, text, digest, title, published,"  # noqa: S608  our own values
    f" seen_at) VALUES (9, 7, 1, 1, '{TEXT}', 'x', 'News', '2025-06-27', 1751014800000000)",
    "INSERT INTO people (id, name, voice, folded, surname, first, quotes)"
    " VALUES (5, 'Mira Dolan', 'person', 'mira dolan', 'dolan', 'mira', 2)",
    "INSERT INTO people (id, name, voice, folded, surname, first, quotes, wikidata)"
    " VALUES (6, 'Ada Quill', 'person', 'ada quil', 'quil', 'ada', 0, 'Q1')",
    "INSERT INTO surname_keys VALUES ('dolan', 'dolan')",
    "UPDATE counters SET value = 1 WHERE name = 'articles'",
    "UPDATE counters SET value = 2 WHERE name IN ('quotes', 'people', 'quote_id')",
    *(
        "INSERT INTO quotes (day_row, id, version_id, ordinal, person_id, kind, voice, shown,"  # noqa: S608  our own values
        " background, confidence, kept_at, content, source, cue, paragraph)"
        f" VALUES ({ROW + number}, {number + 1}, 9, {number}, 5, 'direct', 'person', 1, 0, 0.9,"
        f" 1751014800000000, '{start}-{end}', '', '', '{start - 1}-{last}')"
        for number, (start, end, last) in enumerate(QUOTES)
    ),
]


@pytest.fixture
def first_release(tmp_path: Path) -> str:
    """The address of a database as 0001 made it, with an article of two quotes."""
    url = f"sqlite:///{tmp_path}/first.db"
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in FIRST_RELEASE:
            connection.exec_driver_sql(statement)
        put = text(
            "INSERT INTO quotes_text (rowid, said, around, meta)"
            " VALUES (:row, :said, :around, 's5 kdirect o1')"
        )
        for number, (start, end, last) in enumerate(QUOTES):
            around = f"{TEXT[start - 1 : start]} {TEXT[end:last]} News"
            said = TEXT[start:end]
            connection.execute(put, {"row": ROW + number, "said": said, "around": around})
    engine.dispose()
    return url


def test_the_first_schema_is_brought_up_with_what_it_holds(first_release: str) -> None:
    engine = open_store(first_release)
    assert check(engine) == ()
    archive = Archive(engine)
    assert [hit.text for hit in archive.ask(Question("Dolan")).hits] == [
        "Yes",
        "The grain must leave the port",
    ]
    assert archive.verify("The grain must leave the port").finding is Finding.EXACT
    [hit] = archive.ask(Question(phrase="leave the port")).hits
    assert hit.text == "The grain must leave the port"
    assert archive.counts() == {"articles": 1, "quotes": 2, "people": 2}
    changed = article(
        Said("Mira Dolan", "The grain has left the port"), url="https://example.org/a"
    )
    added = archive.add(changed, now=NOW)
    assert (added.article_id, added.version, added.new) == (7, 2, 1)
    assert check(engine) == ()
    engine.dispose()


FOURTH = [  # as a bot in use left it, an article withdrawn and a digest posted
    "INSERT INTO outlets VALUES (1, 'The Example', 'example')",
    "INSERT INTO articles (id, address, url, outlet_id, first_seen, withdrawn) VALUES"
    " (7, 'example.org/a', 'https://example.org/a', 1, 1751014800000000, 'A hoax')",
    "INSERT INTO versions (id, article_id, number, current, text, digest, title, published,"  # noqa: S608  our own values
    f" seen_at) VALUES (9, 7, 1, (1 = 1), '{TEXT}', 'x', 'News', '2025-06-27', 1751014800000000)",
    "INSERT INTO people (id, name, voice, folded, surname, first, quotes)"
    " VALUES (5, 'Mira Dolan', 'person', 'mira dolan', 'dolan', 'mira', 0)",
    "UPDATE counters SET value = 9 WHERE name IN ('quote_id', 'person_id')",
    "INSERT INTO quotes (day_row, id, version_id, ordinal, person_id, kind, voice, shown,"  # noqa: S608  our own values
    " background, confidence, kept_at, content, source, cue, paragraph) VALUES"
    f" ({(ROW >> 20) << 17}, 1, 9, 0, 5, 'direct', 'person', (1 = 0), (1 = 0), 0.9,"
    " 1751014800000000, '8-37', '', '', '7-56')",
    "INSERT INTO changes (at, by, what, detail)"
    " VALUES (1751014800000000, 'U1', 'article withdrawn', '{}')",
    "INSERT INTO subscriptions VALUES"
    " (3, 'C1', 'T1', 'U1', '08:00', 'Europe/Kyiv', NULL, 1751014800000000)",
    "INSERT INTO deliveries VALUES (3, '2025-06-28', 1751086805000000, '1751086806.000100', NULL)",
    "INSERT INTO threads VALUES ('C1', '1.1', '{\"who\": \"Dolan\"}', NULL, 1751014800000000)",
]


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/older.db"
    server: str = request.getfixturevalue("postgres")
    name = f"older{next(_numbers)}"
    whole = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with whole.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    whole.dispose()
    return server.format(name=name)


def left(url: str, revision: str, rows: Sequence[str]) -> None:
    """Make a database as a revision left it, with rows in it."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in rows:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def fourth(nowhere: str) -> str:
    """The address of a database as 0004 left it."""
    left(nowhere, "0004", FOURTH)
    return nowhere


ERASED = [
    f"INSERT INTO tombstones (id, what, at, by, reason, quotes) VALUES ({number}, '{what}',"  # noqa: S608  our own values
    f" {1751014800000000 + number}, 'U1', 'Please', 1)"
    for number, what in enumerate(("article", "person", "article"), 1)
] + [
    f"INSERT INTO erased VALUES ('{mark_of(f'example.org/{number}')}', {number})"  # noqa: S608  the same
    for number in (1, 3)
]


def test_words_of_unclear_speakers_are_found_in_what_was_kept_before(nowhere: str) -> None:
    unclear = "UPDATE quotes SET person_id = NULL, voice = 'unclear', shown = (1 = 0)"
    left(nowhere, "0004", [*FOURTH, "UPDATE articles SET withdrawn = NULL", unclear])
    engine = open_store(nowhere)
    found = Archive(engine).verify("The grain must leave the port")
    assert (found.finding, found.hits) == (Finding.UNCLEAR, ())
    engine.dispose()


@pytest.mark.parametrize(("rows", "why"), [(ERASED, "may have had words"), (ERASED[::3], None)])
def test_what_was_erased_before_its_speakers_were_kept_stays_out_when_in_doubt(
    nowhere: str, rows: list[str], why: str | None
) -> None:
    left(nowhere, "0022", rows)
    engine = open_store(nowhere)
    erasure = Erasure(engine)
    if why is None:
        erasure.allow_article("https://example.org/1", "Lifted", by="U1", now=NOW)
    else:
        for number in (1, 3):
            with pytest.raises(StoreError, match=why):
                erasure.allow_article(f"https://example.org/{number}", "Lifted", by="U1", now=NOW)
    engine.dispose()


def test_a_database_in_use_is_brought_up_and_goes_on(fourth: str) -> None:
    engine = open_store(fourth)
    assert check(engine) == ()
    with engine.connect() as connection:
        until = connection.scalar(select(deliveries.c.until))
        states = connection.execute(select(threads.c.started, threads.c.ended)).one()
    assert until == datetime(2025, 6, 28, 5, tzinfo=UTC)  # 8 in Kyiv
    assert tuple(states) == (True, False)
    assert Archive(engine).ask(Question("Dolan")).hits == ()
    url = "https://example.org/a"
    assert Articles(engine).reinstate(url, by="U1", now=NOW) == 1
    [hit] = Archive(engine).ask(Question("Dolan")).hits
    assert hit.text == "The grain must leave the port"
    one = Correction(speaker="Ida Holm")
    Corrections(engine).correct(hit.id, one, by="U1", name="olha", now=NOW)
    assert [each.what for each in Changes(engine).page(limit=9)[0]] == [
        "quote corrected",
        "article reinstated",
        "article withdrawn",
    ]
    assert check(engine) == ()
    engine.dispose()


SECOND_ARTICLE = [  # the same words in another outlet, and somebody with an initial
    "INSERT INTO outlets VALUES (2, 'The Other', 'other')",
    "INSERT INTO articles (id, address, url, outlet_id, first_seen)"
    " VALUES (8, 'other.example/a', 'https://other.example/a', 2, 1751014900000000)",
    "INSERT INTO versions (id, article_id, number, current, text, digest, title, published,"  # noqa: S608  our own values
    f" seen_at) VALUES (10, 8, 1, 1, '{TEXT}', 'y', 'News', '2025-06-27', 1751014900000000)",
    "INSERT INTO people (id, name, voice, folded, surname, first, quotes)"
    " VALUES (7, 'M. Dolan', 'person', 'm dolan', 'dolan', 'm', 1)",
    "UPDATE people SET quotes = 3 WHERE id = 5",
    "UPDATE counters SET value = 2 WHERE name = 'articles'",
    "UPDATE counters SET value = 4 WHERE name IN ('quotes', 'quote_id')",
    "UPDATE counters SET value = 3 WHERE name = 'people'",
    *(
        "INSERT INTO quotes (day_row, id, version_id, ordinal, person_id, kind, voice, shown,"  # noqa: S608  our own values
        " background, confidence, kept_at, content, source, cue, paragraph)"
        f" VALUES ({ROW + 2 + number}, {number + 3}, 10, {number}, {who}, 'direct', 'person', 1, 0,"
        f" 0.9, 1751014900000000, '{start}-{end}', '', '', '{start - 1}-{last}')"
        for (number, (start, end, last)), who in zip(enumerate(QUOTES), (5, 7), strict=True)
    ),
]


@pytest.fixture
def two_articles(first_release: str) -> str:
    engine = create_engine(first_release)
    with engine.begin() as connection:
        for statement in SECOND_ARTICLE:
            connection.execute(text(statement))
    engine.dispose()
    return first_release


def test_what_was_kept_before_copies_and_pairs_were_found_is_gone_through_once(
    two_articles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "BATCH", 1)
    engine = open_store(two_articles)
    archive, seen = Archive(engine), list[tuple[str, int, int]]()
    assert (archive.counts()["quotes"], Pairs(engine).waiting(limit=9)) == (4, ())
    found = review(engine, progress=lambda *told: seen.append(told))
    assert found == {"pairs": 1, "copies": 1}
    assert (seen[0][0], seen[-1]) == ("people reviewed", ("quotes reviewed", 4, 4))
    [hit] = [one for one in archive.ask(Question("Mira Dolan")).hits if one.copies]
    assert (hit.id, hit.copies, archive.counts()["quotes"]) == (1, 1, 3)
    [pair] = Pairs(engine).waiting(limit=9)
    assert {pair.one.name, pair.other.name} == {"Mira Dolan", "M. Dolan"}
    Pairs(engine).keep_apart(5, 7, by="U1", now=NOW)
    assert review(engine, progress=lambda *_: None) == {"pairs": 0, "copies": 0}
    assert check(engine) == ()
    engine.dispose()


def test_a_review_that_was_ended_goes_on_where_it_was(two_articles: str) -> None:
    engine = open_store(two_articles)

    class Ended(Exception):
        pass

    def end(what: str, _done: int, _of: int) -> None:
        if what == reviewing.QUOTES:
            raise Ended

    with pytest.raises(Ended):
        review(engine, progress=end)
    seen = list[tuple[str, int, int]]()
    assert review(engine, progress=lambda *told: seen.append(told)) == {"pairs": 0, "copies": 0}
    assert Archive(engine).counts()["quotes"] == 3
    assert check(engine) == ()
    engine.dispose()
