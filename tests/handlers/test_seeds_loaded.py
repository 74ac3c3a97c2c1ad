"""Loading the folder of seeds: once, whole, and never over the desk's own topics."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import BadSetting
from bot.model import Topic
from handlers.seeds import Loaded, load_seeds, parse_people
from handlers.settings import load_settings
from store.archive import Archive
from store.engine import open_store
from store.people import KnownPerson, People, Role
from store.topics import Topics

ARTICLE = (
    "url: https://gauge.example/{n}\ndate: 2025-06-27\n\n“It will stand,” said Ida Holm. {n}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of seeds with an article without an address, and two versions of another."""
    seeds = tmp_path / "seeds"
    (seeds / "articles").mkdir(parents=True)
    (seeds / "topics.toml").write_text('[[topic]]\nname = "bridges"\n', "utf-8")
    (seeds / "people.toml").write_text(
        '[[person]]\nname = "Ida Holm"\naliases = ["Holm"]\n', "utf-8"
    )
    (seeds / "articles" / "z.txt").write_text("“It is old,” said Ida Holm.\n", "utf-8")
    for name in ("a", "b"):
        text = ARTICLE.format(n=1) + name
        (seeds / "articles" / f"{name}.txt").write_text(text, "utf-8")
    return seeds


def test_seeds_are_loaded_once(folder: Path, tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    settings = load_settings(None)
    assert load_seeds(engine, settings, folder=folder) == Loaded(topics=1, people=1, kept=3)
    assert load_seeds(engine, settings, folder=folder) == Loaded(topics=1, people=0, kept=0)
    known = Archive(engine).known("https://gauge.example/1")
    assert known is not None
    assert known.version == 2
    assert [person.name for person in People(engine).find("Holm")] == ["Ida Holm"]
    (folder / "articles" / "c.txt").write_text(ARTICLE.format(n=2), "utf-8")
    assert load_seeds(engine, settings, folder=folder) == Loaded(topics=1, people=0, kept=1)
    engine.dispose()


def test_the_last_weeks_news_is_new_and_the_rest_is_old(folder: Path, tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    for day in (1, 20, 26):
        text = f"date: 2025-06-{day:02}\n\n“The dam holds on day {day},” said Ida Holm.\n"
        (folder / "articles" / f"d{day}.txt").write_text(text, "utf-8")
    now = datetime(2025, 6, 27, 6, tzinfo=UTC)
    load_seeds(engine, load_settings(None), folder=folder, now=now)
    day = timedelta(days=1)
    fresh = Archive(engine).fresh(None, since=now - day, until=now + day, limit=50)
    assert {hit.day for hit in fresh if hit.day} == {
        date(2025, 6, 20),
        date(2025, 6, 26),
        date(2025, 6, 27),
    }
    engine.dispose()


def test_the_topics_of_the_desk_stay(folder: Path, tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    own = Topic("ferries", ("boat",))
    Topics(engine).save([own])
    load_seeds(engine, load_settings(None), folder=folder)
    assert Topics(engine).all() == (own,)
    engine.dispose()


def test_a_clone_without_seeds_has_none(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    assert load_seeds(engine, load_settings(None), folder=tmp_path / "none") == Loaded(0, 0, 0)
    engine.dispose()


def test_a_seed_that_cannot_be_used_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "articles" / "bad.txt").write_text("", "utf-8")
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    with pytest.raises(BadSetting, match=r"The seed bad\.txt cannot be used\. bad\.txt is empty"):
        load_seeds(engine, load_settings(None), folder=folder)
    engine.dispose()


def test_people_have_aliases_and_roles_with_dates() -> None:
    (person,) = parse_people(
        '[[person]]\nname = "Ida Holm"\naliases = ["Holm"]\nwikidata = "Q1"\ninvented = true\n'
        '[[person.role]]\ntitle = "Mayor"\nsince = 2024-01-02\nuntil = 2025-03-04\n'
        '[[person.role]]\ntitle = "Engineer"\n'
    )
    assert person == KnownPerson(
        "Ida Holm",
        ("Holm",),
        "Q1",
        (
            Role("Mayor", person.roles[0].since, person.roles[0].until),
            Role("Engineer"),
        ),
    )
    assert [str(day) for day in (person.roles[0].since, person.roles[0].until)] == [
        "2024-01-02",
        "2025-03-04",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[person", "The list of people is not TOML"),
        ("[person]\nname = 'x'", "The list of people has no .*person.* tables"),
        ("person = ['x']", "The list of people has no .*person.* tables"),
        ("[[person]]\nname = 'x'\naliases = 'xy'", "The aliases of x are not a list of texts"),
        ("[[person]]\nname = 'x'\nrole = ['y']", "A role of x is malformed"),
        ("[[person]]\nalias = 'x'", "A person of the list has no name"),
        ("[[person]]\nname = 'x'\n[[person.role]]\nsince = 2024-01-01", "A role of x is malformed"),
        ("[[person]]\nname = 'x'\n[[person.role]]\ntitle='y'\nsince = 2024", "A role of x is malf"),
    ],
)
def test_a_fault_in_the_list_of_people_is_said(text: str, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        parse_people(text)
