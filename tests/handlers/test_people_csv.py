"""People as CSV: in and out, all or none, and the same again for a second time."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsrooms import NOW
from stories import story
from typer.testing import CliRunner, Result

from bot.errors import BadQuestion, StoreError
from bot.model import Voice
from bot.names import fold
from handlers.cli import app
from handlers.people_csv import read_people, write_people
from store.archive import Archive
from store.changes import Changes
from store.engine import open_store
from store.people import KnownPerson, People, Role

ROLES = "engineer (2020-01-01..2024-12-31); minister (2025-01-01..)"
TABLE = f"""name,voice,aliases,roles,wikidata,notes
Ida Holm,person,The Bridge Lady; Іда Гольм,{ROLES},Q5,Calls back
The Ministry,body,,,,
"""
HOLM = KnownPerson(
    "Ida Holm",
    ("The Bridge Lady", "Іда Гольм"),
    "Q5",
    (
        Role("engineer", date(2020, 1, 1), date(2024, 12, 31)),
        Role("minister", date(2025, 1, 1)),
    ),
    notes="Calls back",
)
MINISTRY = KnownPerson("The Ministry", voice=Voice.BODY)


def test_a_table_is_read_and_written_back_to_the_letter() -> None:
    assert read_people(TABLE) == [HOLM, MINISTRY]
    assert write_people([HOLM, MINISTRY]) == TABLE
    assert read_people("\ufeffname\nIda Holm\n") == [KnownPerson("Ida Holm")]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'=", "''@"])
def test_a_cell_that_a_spreadsheet_would_run_is_words_and_comes_back(sign: str) -> None:
    known = KnownPerson(
        f"{sign}Ida Holm", (f"{sign}SUM(A1)",), None, (Role(f"{sign}x"),), notes=f"{sign}1"
    )
    written = write_people([known])
    assert written.splitlines()[1] == (f"'{sign}Ida Holm,person,'{sign}SUM(A1),'{sign}x,,'{sign}1")
    assert read_people(written) == [known]


@pytest.mark.parametrize(
    "known",
    [
        KnownPerson("Ann Lee", ("Lee; Ann", '"Annie"', 'Ann "Annie" Lee; Dr')),
        KnownPerson("Ann Lee", roles=(Role("Mayor; poet"), Role("Mayor (acting)"))),
        KnownPerson("Ann Lee", roles=(Role("Mayor (2001..2005)"), Role("Poet (..)"))),
        KnownPerson("Ann Lee", roles=(Role("Mayor; poet (..)", date(2001, 1, 1)),)),
    ],
)
def test_what_looks_like_two_or_like_days_comes_back_as_it_was(known: KnownPerson) -> None:
    assert read_people(write_people([known])) == [known]


WORDS = st.from_regex(
    r"[A-Za-zА-Яа-я\"',;=@+-]{1,8}( [A-Za-z\"',;=(.)]{1,8}){0,2}", fullmatch=True
).filter(
    fold  # "Ъ" alone is a sign without a sound: no name
)
DAYS = st.one_of(st.none(), st.dates(date(1000, 1, 1), date(2000, 1, 1)))


@given(
    st.lists(
        st.builds(
            KnownPerson,
            WORDS,
            st.lists(WORDS, max_size=2).map(tuple),
            st.one_of(st.none(), st.just("Q77")),
            st.lists(st.builds(Role, WORDS, DAYS, st.just(date(2001, 1, 1))), max_size=2).map(
                tuple
            ),
            st.sampled_from([Voice.PERSON, Voice.BODY]),
            st.one_of(st.none(), WORDS),
        ),
        max_size=4,
    )
)
def test_whatever_is_written_is_read_again(people: list[KnownPerson]) -> None:
    assert read_people(write_people(people)) == people


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "The first line names the columns nothing."),
        ("name,age\nIda Holm,7\n", "The first line names the columns name, age."),
        ("name\n…\n", "Line 2: the name holds no letter."),
        ("name,aliases\nIda,A; …\n", "Line 2: the alias “…” holds no letter."),
        ("name,wikidata\nIda,5\n", "Line 2: “5” is no Wikidata id such as Q18394."),
        ("name,voice\nIda,bot\n", "Line 2: the voice is “bot”, which is neither person nor body."),
        ("name\nIda,more\n", "Line 2: it has more fields than there are columns."),
        (
            "name,roles\nAnn,judge\nIda,mayor (2025-13-01..)\n",
            "Line 3: “2025-13-01” is no day such as 2023-09-06.",
        ),
        (
            "name,roles\nIda,mayor (2025-02-01..2024-01-01)\n",
            "Line 2: the role “mayor (2025-02-01..2024-01-01)” ends before it begins.",
        ),
        ('name\n"Ida\n', "this is not CSV"),
        ("name\n" + "…\n" * 30, "Line 21: the name holds no letter. And 10 more lines."),
    ],
)
def test_every_bad_line_is_told_and_nothing_is_imported(table: str, told: str) -> None:
    with pytest.raises(BadQuestion) as caught:
        read_people(table)
    assert told in str(caught.value)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'w.db'}"
    monkeypatch.setenv("WHOSAID_DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
    return address


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["people", *words])


@pytest.mark.usefixtures("url")
def test_the_log_says_how_many_roles_a_table_brought() -> None:
    Path("in.csv").write_text(TABLE, "utf-8")
    for _ in range(2):
        run("import", "in.csv")
    lines = CliRunner().invoke(app, ["log"]).stdout.splitlines()
    assert [line.rpartition(" · ")[2] for line in lines] == [
        "2 people came from a table, 0 of them new, 0 new roles",
        "2 people came from a table, 2 of them new, 2 new roles",
    ]


def test_people_go_in_and_come_out_again(url: str) -> None:
    Path("in.csv").write_text(TABLE, "utf-8")
    assert run("import", "in.csv").stdout == "2 lines taken in; 2 new.\n"
    assert json.loads(run("import", "--json", "in.csv").stdout) == {"people": 2, "new": 0}
    assert run("export", "out.csv").stdout == "2 written to out.csv.\n"
    assert Path("out.csv").read_text("utf-8") == TABLE
    assert run("export", "-").stdout == TABLE
    people = People(open_store(url))
    assert [one.role for one in people.find("The Bridge Lady")] == ["minister"]
    Path("in.csv").write_text("name,wikidata\nAnn Berg,Q8\nBad,8\n", "utf-8")
    assert isinstance(run("import", "in.csv").exception, BadQuestion)
    assert people.find("Ann Berg") == ()
    assert isinstance(run("import", "none.csv").exception, BadQuestion)
    assert isinstance(run("export", "no/folder.csv").exception, BadQuestion)


def test_another_name_reaches_somebody_until_that_is_undone(url: str) -> None:
    engine = open_store(url)
    people, log = People(engine), Changes(engine)
    people.load([KnownPerson("Ann Berg")])
    told = run("alias", "Ann Berg", "Енн Берг").stdout
    assert told == "Ann Berg is also called Енн Берг from now on.\n"
    assert [one.name for one in people.find("Енн Берг")] == ["Ann Berg"]
    run("alias", "1", "The Grain Lady")
    log.undo(log.page(limit=1)[0][0].id, by="U1", now=NOW)
    assert people.find("Grain Lady") == ()
    assert isinstance(run("alias", "Nobody", "Some Name").exception, BadQuestion)
    assert isinstance(run("alias", "Ann Berg", "—").exception, StoreError)
    engine.dispose()


def test_who_may_be_one_is_shown_merged_and_kept_apart(url: str) -> None:
    archive = Archive(open_store(url))
    assert run("pairs").stdout == "No two people look like one.\n"
    for name in ("Ann Berg", "A. Berg", "Vera Lind", "V. Lind"):
        archive.add(story(name, f"So says {name}.", title=name, role="mayor"), now=NOW)
    shown = run("pairs").stdout
    assert (
        "1 Ann Berg, mayor, 1 quote / 2 A. Berg, mayor, 1 quote:"
        " the initials or part of the name fit, the same role\n" in shown
    )
    first, _ = json.loads(run("pairs", "--json").stdout)
    assert first["people"][0] == {"id": 1, "name": "Ann Berg", "role": "mayor", "quotes": 1}
    assert run("merge", "2", "Ann Berg").stdout == "2 is Ann Berg from now on.\n"
    assert run("apart", "Vera Lind", "V. Lind").stdout == "Vera Lind and V. Lind are two people.\n"
    assert run("pairs").stdout == "No two people look like one.\n"
    assert isinstance(run("merge", "Nobody", "Ann Berg").exception, BadQuestion)
