"""Whom a typed name reaches, and who is taken for whom."""

from datetime import date

import pytest
from press import NOW, Said, article
from sqlalchemy import Engine, select

from bot.answers import Person, Question
from bot.errors import StoreError
from bot.model import Gender, Voice
from store.archive import Archive
from store.articles import Articles
from store.pairs import Pairs
from store.people import KnownPerson, People, Role
from store.tables import changes

SEEDED = [
    KnownPerson("Rustem Umerov", ("Рустем Умєров",), wikidata="Q18394"),
    KnownPerson("Volodymyr Zelenskyy", ("Владимир Зеленский",)),
    KnownPerson("Olena Zelenska"),
    KnownPerson("Ursula von der Leyen"),
    KnownPerson("Xi Jinping", ("习近平",)),
    KnownPerson("Pelagia", ("Sister Pelagia",)),
    KnownPerson("Mira Dolan"),
    KnownPerson("Pavel Dolan"),
    KnownPerson("Oleh Shmyhal"),
    KnownPerson("Ministry of Defence", voice=Voice.BODY),
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Rustem Umerov", ["Rustem Umerov"]),
        ("rustem  UMIEROV", ["Rustem Umerov"]),
        ("Umerov", ["Rustem Umerov"]),
        ("Умєров", ["Rustem Umerov"]),
        ("Умеров", ["Rustem Umerov"]),
        ("R. Umerov", ["Rustem Umerov"]),
        ("Umerov Rustem", ["Rustem Umerov"]),
        ("Minister of Defence of Ukraine Rustem Umerov", ["Rustem Umerov"]),
        ("Umerov’s", ["Rustem Umerov"]),
        ("Zelensky", ["Volodymyr Zelenskyy"]),
        ("President Zelenskiy", ["Volodymyr Zelenskyy"]),
        ("Зеленский", ["Volodymyr Zelenskyy"]),
        ("Vladimir Zelensky", ["Volodymyr Zelenskyy"]),
        ("V. Zelensky", ["Volodymyr Zelenskyy"]),
        ("Zelenska", ["Olena Zelenska"]),
        ("von der Leyen", ["Ursula von der Leyen"]),
        ("Leyen", ["Ursula von der Leyen"]),
        ("Xi", ["Xi Jinping"]),
        ("习近平", ["Xi Jinping"]),
        ("Sister Pelagia", ["Pelagia"]),
        ("Ursula", ["Ursula von der Leyen"]),
        ("Dolan", ["Mira Dolan", "Pavel Dolan"]),
        ("M Dolan", ["Mira Dolan"]),
        ("Шмигаль", ["Oleh Shmyhal"]),
        ("the Ministry of Defence", ["Ministry of Defence"]),
        ("Umerow", []),
        ("A. Umerov", []),
        ("Umer", []),
        ("R", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_typed_name_reaches_whom_it_means(people: People, typed: str, meant: list[str]) -> None:
    people.load(SEEDED)
    assert [one.name for one in people.find(typed)] == meant


@pytest.mark.parametrize(
    ("typed", "asked_about"),
    [
        ("Umerow", "Rustem Umerov"),
        ("Uemrov", "Rustem Umerov"),
        ("Umrov", "Rustem Umerov"),
        ("Umeerow", "Rustem Umerov"),
        ("Rustam Umerov", "Rustem Umerov"),
        ("Rustem Umerof", "Rustem Umerov"),
        ("Zelensk", "Volodymyr Zelenskyy"),
        ("Zelenski-Volodimir", "Volodymyr Zelenskyy"),
        ("Olga Zelenska", "Olena Zelenska"),
        ("Schmygal", "Oleh Shmyhal"),
    ],
)
def test_a_name_nobody_has_is_asked_about(people: People, typed: str, asked_about: str) -> None:
    people.load(SEEDED)
    assert asked_about in [one.name for one in people.near(typed)]


@pytest.mark.parametrize("typed", ["", "…", "Quux", "Bartholomew"])
def test_what_is_near_nobody_has_no_suggestion(people: People, typed: str) -> None:
    people.load(SEEDED)
    assert people.near(typed) == ()


def test_the_archive_asks_and_never_assumes(archive: Archive) -> None:
    archive.add(article(Said("Rustem Umerov", "Peace")), now=NOW)
    answer = archive.ask(Question("Umerof"))
    assert (answer.hits, answer.choices) == ((), ())
    assert answer.near == (Person(1, "Rustem Umerov", Voice.PERSON, None, 1),)


def test_spellings_of_one_full_name_are_one_person(archive: Archive) -> None:
    archive.add(article(Said("Volodymyr Zelensky", "One"), title="a"), now=NOW)
    archive.add(article(Said("Volodymyr Zelenskyy", "Two"), title="b"), now=NOW)
    archive.add(article(Said("Володимир Зеленський", "Three"), title="c"), now=NOW)
    assert archive.ask(Question("Zelenskiy")).total == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Said("Volodymyr Zelensky", "One"), Said("Olena Zelenska", "Two")),
        (Said("Dmitry Medvedev", "One"), Said("Daria Medvedeva", "Two")),
        (Said("Ivan Smith", "One"), Said("Ivana Smith", "Two")),
        (Said("John Smith Sr.", "One"), Said("John Smith Jr.", "Two")),
        (
            Said("Alex Smith", "One", gender=Gender.HE),
            Said("Alex Smith", "Two", gender=Gender.SHE),
        ),
        (
            Said("Jan Smith", "One", role="Polish striker"),
            Said("Jan Smith", "Two", role="Danish striker"),
        ),
        (
            Said("Jan Smith", "One", role="striker"),
            Said("Jan Smith", "Two", role="bishop"),
        ),
        (
            Said("Jan Smith", "One", role="Councillor"),
            Said("Jan Smith", "Two", role="convicted burglar"),
        ),
        (
            Said("Jan Smith", "One", role="police chief"),
            Said("Jan Smith", "Two", role="witness"),
        ),
        (Said("Jan Smith", "One", age=19), Said("Jan Smith", "Two", age=80)),
        (Said("Smith", "One"), Said("Smith", "Two")),
        (Said("Smith", "One"), Said("John Smith", "Two")),
        (Said("Okafor-Lind", "One"), Said("Okafor-Lind", "Two")),
        (
            Said("a senior official", "One", voice=Voice.ANONYMOUS),
            Said("a senior official", "Two", voice=Voice.ANONYMOUS),
        ),
        (Said("police", "One", voice=Voice.BODY), Said("police", "Two", voice=Voice.BODY)),
        (Said("Phoenix", "One", voice=Voice.BODY), Said("Phoenix", "Two")),
    ],
)
def test_two_people_are_never_taken_for_one(archive: Archive, one: Said, other: Said) -> None:
    archive.add(article(one, title="a"), now=NOW)
    archive.add(article(other, title="b"), now=NOW)
    hits = archive.fresh(None, since=NOW, until=NOW.replace(hour=10), limit=5)
    assert len({hit.person_id for hit in hits}) == 2


@pytest.mark.parametrize("together", [False, True])
def test_a_namesake_of_another_country_is_another_person_and_is_asked_about(
    archive: Archive, engine: Engine, *, together: bool
) -> None:
    coming = [
        article(Said("Jan Smith", "One", role="Danish minister"), title="a"),
        article(Said("Jan Smith", "Two", role="Polish minister"), title="b"),
        article(Said("Jan Smith", "Three", role="Danish secretary"), title="c"),
    ]
    for batch in [coming] if together else [[one] for one in coming]:
        list(archive.add_many(batch, now=NOW))
    [pair] = Pairs(engine).waiting(limit=9)
    assert {pair.one.quotes, pair.other.quotes} == {1, 2}
    assert pair.why == ("the same name", "but another country")


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(
    ("lives", "but"),
    [
        (("Councillor", "footballer", "convicted burglar"), ["but another line of work"] * 3),
        (("defendant", "law professor"), ["but another line of work"]),
        (("surgeon", "fisherwoman"), ["but another line of work"]),
    ],
)
def test_each_life_of_one_name_is_another_person_and_every_two_are_asked_about(
    archive: Archive, engine: Engine, lives: tuple[str, ...], but: list[str], *, together: bool
) -> None:
    coming = [
        article(Said("Jan Smith", life, role=life), title=f"{life} {again}")
        for again in ("at first", "once more")
        for life in lives
    ]
    for batch in [coming] if together else [[one] for one in coming]:
        list(archive.add_many(batch, now=NOW))
    waiting = Pairs(engine).waiting(limit=9)
    assert {(one.name, one.quotes) for pair in waiting for one in (pair.one, pair.other)} == {
        ("Jan Smith", 2)
    }
    assert [pair.why for pair in waiting] == [("the same name", each) for each in but]


def test_whom_an_age_tells_apart_years_may_make_one_again(archive: Archive, engine: Engine) -> None:
    coming = [
        article(Said("Jan Smith", "One"), title="a"),
        article(Said("Jan Smith", "Two", age=19), title="b"),
        article(Said("Jan Smith", "Three", age=21), title="c", published=date(2027, 1, 1)),
        article(Said("Jan Smith", "Four", age=80), title="d"),
        article(Said("Jan Smith", "Five", age=81), title="e"),
    ]
    for one in coming:
        archive.add(one, now=NOW)
    [pair] = Pairs(engine).waiting(limit=9)
    assert sorted((pair.one.quotes, pair.other.quotes)) == [2, 3]


def test_those_of_a_full_name_are_asked_about_however_many_bear_its_surname(
    archive: Archive, engine: Engine
) -> None:
    others = [
        article(Said(f"{first}a Smith", f"{first} {again}"), title=f"{first} {again}")
        for first in "bcdfghjklmnpqrstvwxzäöüøåæéèêáàíìóòúùñçšž"
        for again in "12"
    ]
    list(archive.add_many(others, now=NOW))
    for role in ("striker", "bishop"):
        archive.add(article(Said("Jan Smith", role, role=role), title=role), now=NOW)
    assert ("the same name", "but another line of work") in {
        pair.why for pair in Pairs(engine).waiting(limit=500)
    }


def test_a_role_that_changes_over_time_is_one_person(archive: Archive) -> None:
    for title, role in (
        ("a", "Ukraine’s defence minister"),
        ("b", "secretary of the council"),
        ("c", None),
        ("d", "Ukrainian envoy"),
        ("e", "former striker"),
    ):
        archive.add(article(Said("Jan Smith", title, role=role), title=title), now=NOW)
    assert archive.ask(Question("Jan Smith")).total == 5


def test_one_article_speaks_of_one_person_by_one_name(archive: Archive) -> None:
    official = [Said("an official", word, voice=Voice.ANONYMOUS) for word in ("One", "Two")]
    archive.add(article(*official, Said("Smith", "Three"), url="https://example.org/a"), now=NOW)
    archive.add(article(*official, Said("Smith", "Four"), url="https://example.org/a"), now=NOW)
    hits = archive.fresh(None, since=NOW, until=NOW.replace(hour=10), limit=9)
    assert len(hits) == 3
    assert archive.counts()["people"] == 2


def test_anonymous_sources_answer_to_no_name(archive: Archive, people: People) -> None:
    archive.add(article(Said("a senior official", "Grain", voice=Voice.ANONYMOUS)), now=NOW)
    assert people.find("a senior official") == ()
    assert people.near("a senior oficial") == ()
    [hit] = archive.ask(Question(about="grain")).hits
    assert (hit.speaker, hit.voice) == ("a senior official", Voice.ANONYMOUS)
    assert archive.most_quoted(hit.day or NOW.date(), NOW.date(), 5) == ()


def test_a_bare_surname_is_offered_only_when_no_full_name_has_it(
    archive: Archive, people: People
) -> None:
    archive.add(article(Said("Umerov", "One"), title="a"), now=NOW)
    assert [one.name for one in people.find("Umerov")] == ["Umerov"]
    archive.add(article(Said("Rustem Umerov", "Two"), title="b"), now=NOW)
    assert [one.name for one in people.find("Umerov")] == ["Rustem Umerov"]


def test_a_surname_of_two_parts_is_still_a_surname(archive: Archive, people: People) -> None:
    archive.add(article(Said("Okafor-Lind", "One"), title="a"), now=NOW)
    archive.add(article(Said("Daniel Okafor-Lind", "Two"), title="b"), now=NOW)
    assert [one.name for one in people.find("Okafor-Lind")] == ["Daniel Okafor-Lind"]


def test_two_of_one_name_are_told_apart_by_their_role(archive: Archive, people: People) -> None:
    mayor = Said("Alex Smith", "One", role="Mayor", gender=Gender.HE)
    pilot = Said("Alex Smith", "Two", role="Pilot", gender=Gender.SHE)
    for title, said in (("a", mayor), ("b", pilot)):
        archive.add(article(said, title=title), now=NOW)
    archive.add(article(Said("Alex Smith", "Three", role="pilot"), title="c"), now=NOW)
    archive.add(article(Said("Alex Smith", "Four", role="Judge"), title="d"), now=NOW)
    found = {(one.role, one.quotes) for one in people.find("Alex Smith")}
    assert found == {("Mayor", 1), ("pilot", 2), ("Judge", 1)}


def test_the_desk_names_people_and_loads_them_once(people: People) -> None:
    assert people.load(SEEDED) == len(SEEDED)
    assert people.load(SEEDED) == 0
    renamed = KnownPerson("Rustem Enverovych Umerov", wikidata="Q18394")
    assert people.load([renamed, KnownPerson("Mira Dolan", wikidata="Q5")]) == 0


def test_an_article_finds_a_person_by_an_alias(archive: Archive, people: People) -> None:
    people.load(SEEDED)
    archive.add(article(Said("Vladimir Zelensky", "One"), Said("Pelagia", "Two")), now=NOW)
    assert archive.ask(Question("Volodymyr Zelenskyy")).total == 1
    assert archive.ask(Question("Sister Pelagia")).total == 1


def test_an_alias_a_person_adds_reaches_at_once_and_is_on_record(
    people: People, engine: Engine
) -> None:
    people.load(SEEDED)
    [person] = people.find("Mira Dolan")
    for _ in range(2):
        people.add_alias(person.id, "The Grain Lady", by="U1", now=NOW)
    assert people.find("the grain lady") == (person,)
    assert person in people.near("the grain ladi")
    with engine.connect() as connection:
        rows = connection.execute(select(changes)).all()
    detail = {"person": person.id, "alias": "The Grain Lady", "named": False}
    assert [tuple(row) for row in rows] == [(1, NOW, "U1", "alias added", detail, None, None, None)]


@pytest.mark.parametrize(("person", "alias"), [(99, "X"), (1, "…")])
def test_an_alias_for_nobody_or_of_nothing_is_refused(
    people: People, person: int, alias: str
) -> None:
    people.load(SEEDED)
    with pytest.raises(StoreError):
        people.add_alias(person, alias, by="U1", now=NOW)


def test_a_role_typed_as_a_name_tells_who_is_or_was_worded_so(
    archive: Archive, articles: Articles, people: People
) -> None:
    first, second = date(2025, 3, 1), date(2025, 6, 2)
    archive.add(article(Said("Ida Holm", "One", role="Ukraine's Defence Minister"), title="a",
                        published=first), now=NOW)  # fmt: skip
    archive.add(article(Said("Pavel Reus", "Two", role="Minister of Defense of Ukraine"),
                        Said("Tom Vell", "Three", role="Deputy Defence Minister"), title="b",
                        published=second), now=NOW)  # fmt: skip
    archive.add(article(Said("Ada Quill", "Four", role="Minister of Defence of Ukraine"), title="c",
                        url="https://example.org/c"), now=NOW)  # fmt: skip
    articles.withdraw("https://example.org/c", "A hoax", by="U1", now=NOW)
    archive.add(article(Said("Jon Berg", "Five", role="Defence Minister of Ukraine"), title="d",
                        url="https://example.org/d"), now=NOW)  # fmt: skip
    articles.restrict("https://example.org/d", ["C1"], by="U1", now=NOW)
    people.load([KnownPerson("Mira Dolan", roles=(Role("Defence Minister of Ukraine", second),))])
    answer = archive.ask(Question("Minister of Defence of Ukraine"))
    assert (answer.hits, answer.near, answer.choices) == ((), (), ())
    assert [(one.person.name, one.role, one.since, one.until) for one in answer.holders] == [
        ("Mira Dolan", "Defence Minister of Ukraine", second, None),
        ("Pavel Reus", "Minister of Defense of Ukraine", second, second),
        ("Ida Holm", "Ukraine's Defence Minister", first, first),
    ]
    assert archive.ask(Question("Baker")).holders == archive.ask(Question("42")).holders == ()
