"""What goes into the archive, and what it says when it is asked."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from press import NOW, Said, article
from sqlalchemy import Engine, text, update

from bot.answers import Added, Answer, Context, Hit, Person, Question
from bot.errors import StoreError
from bot.model import Gender, Kind, Topic, Voice
from bot.topics import Lexicon
from store.archive import Archive
from store.articles import Articles
from store.check import check
from store.engine import reading
from store.people import KnownPerson, People, Role
from store.tables import quotes
from store.topics import Topics

DRONES = Said(
    "Rustem Umerov",
    "We are buying a million drones",
    role="Minister of Defence",
    topics=(("Drones", "drones"),),
)
PEACE = Said("Rustem Umerov", "Peace needs the grain corridor", role="Minister of Defence")
GRAIN = Said("Mira Dolan", "The grain must leave the port")


def words(answer: Answer) -> list[str]:
    return [hit.text for hit in answer.hits]


def test_an_article_goes_in_and_its_quote_comes_out(archive: Archive) -> None:
    added = archive.add(
        article(DRONES, url="https://www.example.org/a?utm_source=feed", outlet="The Example"),
        now=NOW,
    )
    assert added == Added(
        article_id=1,
        title="News",
        version=1,
        new=1,
        known=0,
        unchanged=False,
        by_speaker=(("Rustem Umerov", 1),),
        first_seen=NOW,
        published=date(2025, 6, 27),
    )
    person = Person(1, "Rustem Umerov", Voice.PERSON, "Minister of Defence", 1)
    assert archive.ask(Question("Umerov")) == Answer(
        understood=Question("Rustem Umerov"),
        hits=(
            Hit(
                id=1,
                pieces=("We are buying a million drones",),
                speaker="Rustem Umerov",
                person_id=1,
                voice=Voice.PERSON,
                role="Minister of Defence",
                kind=Kind.DIRECT,
                background=False,
                confidence=0.9,
                day=date(2025, 6, 27),
                published=date(2025, 6, 27),
                title="News",
                url="https://www.example.org/a?utm_source=feed",
                outlet="The Example",
                cue="said",
                context="“We are buying a million drones”, Rustem Umerov said.",
            ),
        ),
        total=1,
        person=person,
    )
    assert archive.counts() == {"articles": 1, "quotes": 1, "people": 1}
    assert archive.outlets() == ("The Example",)
    assert archive.most_quoted(date(2025, 6, 1), date(2025, 6, 30), 5) == (person,)
    for since, until in ((28, 30), (1, 26)):  # after it was said, and before
        assert archive.most_quoted(date(2025, 6, since), date(2025, 6, until), 5) == ()


@pytest.mark.parametrize(
    "again",
    [
        {"url": "https://www.example.org/a?utm_source=feed"},
        {"url": "http://example.org/a/#top"},
        {"url": None},
        {"url": "https://example.org/other-address"},
    ],
)
def test_the_same_article_again_changes_nothing(archive: Archive, again: dict[str, str]) -> None:
    first = archive.add(article(DRONES, PEACE, url="https://www.example.org/a"), now=NOW)
    second = archive.add(article(DRONES, PEACE, **again), now=NOW + timedelta(days=1))
    assert second == replace(first, new=0, known=2, unchanged=True)
    assert archive.counts() == {"articles": 1, "quotes": 2, "people": 1}


def test_another_outlets_copy_is_an_article_of_its_own(archive: Archive) -> None:
    archive.add(article(DRONES, url="https://example.org/a"), now=NOW)
    assert not archive.add(article(DRONES, url="https://example.com/a"), now=NOW).unchanged
    assert archive.outlets() == ("example.com", "example.org")


def test_an_address_says_whether_it_is_known(archive: Archive) -> None:
    added = archive.add(article(DRONES, url="https://example.org/a"), now=NOW)
    assert archive.known("https://example.org/a#b") == replace(
        added, new=0, known=1, unchanged=True
    )
    assert archive.known("https://example.org/b") is None
    assert archive.known("no address") is None
    assert archive.known("http://[broken") is None


def test_a_changed_article_answers_with_its_new_quotes_only(archive: Archive) -> None:
    old = article(DRONES, PEACE, url="https://example.org/a")
    new = article(DRONES, GRAIN, url="https://example.org/a")
    archive.add(old, now=NOW)
    later = NOW + timedelta(hours=2)
    added = archive.add(new, now=later)
    assert (added.version, added.new, added.known, added.first_seen) == (2, 1, 1, NOW)
    assert words(archive.ask(Question("Umerov"))) == ["We are buying a million drones"]
    assert archive.ask(Question("Umerov")).total == 1
    assert archive.ask(Question(about="corridor")).total == 0
    assert archive.counts() == {"articles": 1, "quotes": 2, "people": 2}
    assert archive.hit(1) is not None, "an unchanged quote keeps its id"
    assert archive.hit(2) is None, "a quote that is gone is shown no more"
    fresh = archive.fresh(None, since=later, until=later + timedelta(hours=1), limit=5)
    assert [hit.text for hit in fresh] == ["The grain must leave the port"]
    assert not archive.add(old, now=later).unchanged, "an article may change back"
    assert words(archive.ask(Question(about="corridor"))) == ["Peace needs the grain corridor"]


def test_what_two_said_together_is_found_under_the_name_of_either(archive: Archive) -> None:
    one = article(PEACE, GRAIN)
    both = replace(one.quotes[0], together=("Mira Dolan",))
    added = archive.add(replace(one, quotes=(both, one.quotes[1])), now=NOW)
    assert (added.new, added.by_speaker) == (3, (("Mira Dolan", 2), ("Rustem Umerov", 1)))
    assert words(archive.ask(Question("Umerov"))) == ["Peace needs the grain corridor"]
    assert sorted(words(archive.ask(Question("Dolan")))) == [
        "Peace needs the grain corridor",
        "The grain must leave the port",
    ]


def test_quotes_nobody_can_stand_by_are_in_no_answer(archive: Archive) -> None:
    added = archive.add(
        article(
            Said("Mira Dolan", "This is a guess", confidence=0.49),
            Said(None, "Who said this", voice=Voice.UNCLEAR, candidates=("Mira Dolan", "He")),
            Said("Mira Dolan", "This is sure", confidence=0.5),
        ),
        now=NOW,
    )
    assert (added.new, added.by_speaker) == (3, (("Mira Dolan", 2), (None, 1)))
    assert words(archive.ask(Question("Dolan"))) == ["This is sure"]
    assert words(archive.ask(Question(about="guess"))) == []
    assert archive.counts() == {"articles": 1, "quotes": 1, "people": 1}
    assert [archive.hit(one) is None for one in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "phrases", "found"),
    [
        (Question("Umerov", about="drones"), (), [("We are buying a million drones", "drones")]),
        (
            Question("Umerov", about="uav"),
            ("uav", "drones"),
            [("We are buying a million drones", "drones")],
        ),
        (Question("Dolan", about="drones"), (), []),
        (
            Question(about="grain"),
            ("grain",),
            [
                ("The grain must leave the port", "grain"),
                ("Peace needs the grain corridor", "grain"),
            ],
        ),
        (
            Question("Umerov", about="grain", who_else=True),
            (),
            [("The grain must leave the port", "grain")],
        ),
        (
            Question(about="peace corridor"),
            (),
            [("Peace needs the grain corridor", "peace corridor")],
        ),
        (Question(about="Autumn"), (), [("We are buying a million drones", "Autumn")]),
        (Question(about="unmanned aircraft"), (), []),
        (Question(about="sowing season"), (), [("The grain must leave the port", "sowing season")]),
        (Question(about="—"), (), []),
        (Question("Umerov", outlet="example"), (), [("Peace needs the grain corridor", None)]),
        (Question("Umerov", outlet="nowhere"), (), []),
        (Question(kind=Kind.INDIRECT), (), [("The grain must leave the port", None)]),
    ],
)
def test_a_question_finds_quotes_and_says_why(
    archive: Archive,
    engine: Engine,
    asked: Question,
    phrases: tuple[str, ...],
    found: list[tuple[str, str | None]],
) -> None:
    Topics(engine).save([Topic("Drones", ("unmanned aircraft", "UAV"))])
    archive.add(article(DRONES, title="Autumn plans"), now=NOW)
    archive.add(article(PEACE, outlet="The Example", published=date(2025, 6, 1)), now=NOW)
    grain = replace(GRAIN, kind=Kind.INDIRECT, more="It is the sowing season.")
    archive.add(article(grain, published=date(2025, 6, 2)), now=NOW)
    hits = archive.ask(asked, phrases=phrases).hits
    assert [(hit.text, hit.because) for hit in hits] == found


def test_a_match_beside_the_words_says_where_it_stands(archive: Archive, engine: Engine) -> None:
    Topics(engine).save([topic := Topic("shipping", ("ferry", "pilot", "tug"))])
    lexicon = Lexicon((topic,))
    near = Said("Mira Dolan", "It is late", more="The ferry was meant.")
    for one in (
        article(Said("Mira Dolan", "The ferry is late"), title="Late"),
        article(near, title="Later"),
        article(Said("Mira Dolan", "Nobody asked"), title="The ferry stays"),
    ):
        tagged = replace(one.quotes[0], topics=lexicon.tags(one.page.text, one.quotes[0].content))
        archive.add(replace(one, quotes=(tagged,)), now=NOW)
    found = archive.ask(Question(about="ferry"), phrases=("ferry",)).hits
    assert {hit.text: (hit.because, hit.beside) for hit in found} == {
        "The ferry is late": ("ferry", None),
        "It is late": ("ferry", "paragraph"),
        "Nobody asked": ("ferry", "headline"),
    }
    tagged_only = archive.ask(Question(about="shipping"), phrases=()).hits
    assert {(hit.text, hit.because, hit.beside) for hit in tagged_only} >= {
        ("The ferry is late", "ferry", None)
    }


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("shipping", {"The harbour pilots refuse": "pilots", "The ferry is late": "ferry"}),
        ("ferries", {"The ferry is late": "ferry"}),
        ("pilot", {"The harbour pilots refuse": "pilots"}),
        ("UAV", {"We fly drones": "drones", "A UAV fell here": "UAV"}),
        ("drone", {"We fly drones": "drones", "A UAV fell here": "UAV"}),
    ],
)
def test_a_topic_brings_its_phrases_and_a_phrase_its_topic_but_not_its_neighbours(
    archive: Archive, engine: Engine, about: str, found: dict[str, str]
) -> None:
    desk = (Topic("shipping", ("ferry", "pilot")), Topic("drones", ("UAV",)))
    Topics(engine).save(desk)
    lexicon = Lexicon(desk)
    said = "The harbour pilots refuse", "The ferry is late", "We fly drones", "A UAV fell here"
    for words in said:
        one = article(Said("Mira Dolan", words), title=words[:2])
        tagged = replace(one.quotes[0], topics=lexicon.tags(one.page.text, one.quotes[0].content))
        archive.add(replace(one, quotes=(tagged,)), now=NOW)
    hits = archive.ask(Question(about=about), phrases=lexicon.phrases_for(about)).hits
    assert {hit.text: hit.because for hit in hits} == found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("all for all", True),
        ("an “ALL for all” formula", True),
        ("an all for  all formula — and", True),
        ("an all for all formula-and", True),
        ("all for", True),
        ("l for all", False),
        ("all, for all", False),
        ("all from all", False),
        ("", False),
        ("?!", False),
    ],
)
def test_a_phrase_is_exact_but_for_marks_dashes_spaces_and_case(
    archive: Archive, phrase: str, found: bool
) -> None:
    archive.add(article(Said("Mira Dolan", 'On an "all for all" formula – and soon')), now=NOW)
    assert bool(archive.ask(Question("Dolan", phrase=phrase or "?")).hits) is found


def test_every_stretch_of_a_quote_is_found_and_no_other_order_of_its_words(
    archive: Archive,
) -> None:
    words = "All of the grain in the old port of Café Zaporizhzhia is not for us in the end"
    archive.add(article(Said("Mira Dolan", words)), now=NOW)
    said = words.split()
    for start in range(len(said)):
        for end in range(start + 1, len(said) + 1):
            part = " ".join(said[start:end])
            assert archive.ask(Question(phrase=part.upper())).total == 1, part
            turned = " ".join(reversed(said[start:end]))
            assert archive.ask(Question(phrase=turned)).total == (turned == part), turned


def test_pages_follow_one_another_by_key(archive: Archive) -> None:
    for day in range(1, 8):
        said = [Said("Mira Dolan", f"Grain word {day}-{one}") for one in range(3)]
        archive.add(article(*said, published=date(2025, 6, day), title=str(day)), now=NOW)
    for question in (Question("Dolan"), Question(about="grain"), Question(phrase="grain word")):
        seen: list[str] = []
        older = None
        for _ in range(5):
            answer = archive.ask(question, limit=5, older=older)
            assert answer.total == 21
            seen += words(answer)
            older = answer.older
        assert older is None
        assert len(seen) == len(set(seen)) == 21
        assert seen[0] == "Grain word 7-2"
        assert seen[-1] == "Grain word 1-0"


def test_counting_stops_and_says_so(archive: Archive) -> None:
    said = [Said("Mira Dolan", f"Grain word {one}") for one in range(1100)]
    archive.add(article(*said), now=NOW)
    answer = archive.ask(Question(about="grain"))
    assert (answer.total, answer.at_least) == (100, True)
    seen, older = len(answer.hits), answer.older
    while older is not None:
        answer = archive.ask(Question(about="grain"), limit=200, older=older)
        seen, older = seen + len(answer.hits), answer.older
    assert seen == 1100
    assert archive.ask(Question("Dolan")).total == 1100


ON_THE_27TH = Said("Mira Dolan", "Said on the day")
KYIV, NEW_YORK = "Europe/Kyiv", "America/New_York"


@pytest.mark.parametrize(
    ("instant", "said_on", "zone", "day"),
    [
        (None, None, "UTC", date(2025, 6, 27)),
        (None, None, NEW_YORK, date(2025, 6, 27)),
        (datetime(2025, 6, 27, 22, 30, tzinfo=UTC), None, "UTC", date(2025, 6, 27)),
        (datetime(2025, 6, 27, 22, 30, tzinfo=UTC), None, KYIV, date(2025, 6, 28)),
        (datetime(2025, 6, 27, 2, 30, tzinfo=UTC), None, NEW_YORK, date(2025, 6, 26)),
        (datetime(2025, 6, 27, 2, 30, tzinfo=UTC), date(2025, 6, 20), KYIV, date(2025, 6, 20)),
    ],
)
def test_a_day_is_the_askers(
    archive: Archive, instant: datetime | None, said_on: date | None, zone: str, day: date
) -> None:
    said = replace(ON_THE_27TH, said_on=said_on)
    archive.add(article(said, published=date(2025, 6, 27), published_at=instant), now=NOW)
    one = timedelta(days=1)
    for about in (None, "said"):
        question = Question("Dolan", about=about, zone=zone)
        [hit] = archive.ask(question._replace(since=day, until=day)).hits
        assert hit.day == day
        assert archive.ask(question._replace(since=day)).total == 1
        assert archive.ask(question._replace(until=day)).total == 1
        before = archive.ask(question._replace(until=day - one))
        assert (before.total, before.nearest) == (0, day_in_utc(instant, said_on))
        after = archive.ask(question._replace(since=day + one))
        assert (after.total, after.nearest) == (0, day_in_utc(instant, said_on))


def day_in_utc(instant: datetime | None, said_on: date | None) -> date:
    return said_on or (instant.date() if instant else date(2025, 6, 27))


def test_nothing_in_the_period_names_the_nearest_day(archive: Archive) -> None:
    for day in (1, 20):
        archive.add(
            article(Said("Mira Dolan", f"Grain, on day {day}"), published=date(2025, 6, day)),
            now=NOW,
        )
    archive.add(article(Said("Mira Dolan", "Grain, some day"), published=None), now=NOW)
    middle = Question("Dolan", since=date(2025, 6, 15), until=date(2025, 6, 16))
    for question in (middle, middle._replace(about="grain"), middle._replace(phrase="grain on")):
        answer = archive.ask(question)
        wanted = None if question.phrase else date(2025, 6, 20)
        assert (answer.hits, answer.total, answer.nearest) == ((), 0, wanted)
    assert archive.ask(middle._replace(phrase="Grain, on day")).nearest == date(2025, 6, 20)
    only_undated = Question("Dolan", about="some", since=date(2025, 1, 1))
    assert archive.ask(only_undated).nearest is None
    assert archive.ask(Question("Dolan")).hits[-1].day is None
    extremes = Question("Dolan", since=date.min, until=date.max)
    assert archive.ask(extremes).total == 2


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_no_words_a_user_types_break_the_index(archive: Archive, some: str, more: str) -> None:
    for question in (
        Question(some, about=more),
        Question(about=some, phrase=more, outlet=some or None),
        Question(phrase=some, since=date(2025, 1, 1)),
    ):
        archive.ask(question, phrases=(some, more))
    archive.known(some)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_whatever_an_article_says_is_kept_and_sliced(
    archive: Archive, name: str, said: str, title: str
) -> None:
    kept = article(Said(name, said), title=title, url=f"https://example.org/{title}")
    added = archive.add(kept, now=NOW)
    assert added.new + added.known == 1
    if added.new:
        hit = archive.fresh(None, since=NOW, until=NOW + timedelta(1), limit=5000)
        assert all(one.text in one.context for one in hit)


def test_context_gives_the_paragraphs_around(archive: Archive) -> None:
    told = article(DRONES, GRAIN)
    archive.add(told, now=NOW)
    hit = archive.hit(2)
    assert hit is not None
    assert archive.context(2) == Context(
        hit=hit,
        before="“We are buying a million drones”, Rustem Umerov said.",
        paragraph="“The grain must leave the port”, Mira Dolan said.",
        marked=((1, 30),),
        after="That was the news.",
        at=told.page.text.index("“The grain"),
        beside=((1,), (), ()),
    )
    assert archive.context(3) is None


def broken(text: str, width: int) -> str:
    """The text with its lines broken at a width, as a mail has them; as long as it was."""
    wrapped = []
    for paragraph in text.split("\n\n"):
        lines = [""]
        for word in paragraph.split(" "):
            room = len(lines[-1]) + 1 + len(word) <= width
            lines = [*lines[:-1], f"{lines[-1]} {word}".lstrip()] if room else [*lines, word]
        wrapped.append("\n".join(lines))
    return "\n\n".join(wrapped)


def test_context_of_broken_lines_gives_whole_paragraphs(archive: Archive) -> None:
    long = "It came after a week of talks in the harbour, where nobody slept and nobody gave way."
    kept = article(replace(DRONES, more=long), replace(GRAIN, more=long), replace(PEACE, more=long))
    text = broken(kept.page.text, 60)
    archive.add(replace(kept, page=replace(kept.page, text=text)), now=NOW)
    context = archive.context(2)
    assert context is not None
    assert context.before == f"“We are buying a million drones”, Rustem Umerov said. {long}"
    assert context.after == f"“Peace needs the grain corridor”, Rustem Umerov said. {long}"
    assert context.paragraph.replace("\n", " ").endswith(long)


def test_a_role_is_the_one_held_on_the_day(archive: Archive, people: People) -> None:
    people.load(
        [
            KnownPerson(
                "Mira Dolan",
                roles=(
                    Role("Harbour master", date(2020, 1, 1), date(2024, 12, 31)),
                    Role("Mayor", date(2025, 1, 1)),
                ),
            )
        ]
    )
    for year in (2019, 2021, 2025):
        archive.add(article(GRAIN, published=date(year, 6, 1), title=str(year)), now=NOW)
    archive.add(article(replace(GRAIN, role="Candidate"), published=date(2019, 2, 1)), now=NOW)
    archive.add(article(GRAIN, published=None), now=NOW)
    worded = replace(GRAIN, role="Mayors")
    archive.add(article(worded, published=date(2025, 7, 1), title="Misread"), now=NOW)
    answer = archive.ask(Question("Dolan"), limit=9)
    assert [hit.role for hit in answer.hits] == [
        "Mayor",
        "Mayor",
        "Harbour master",
        None,
        "Candidate",
        None,
    ]
    assert answer.person == Person(1, "Mira Dolan", Voice.PERSON, "Mayor", 6)


def test_what_is_fresh_matches_the_question(archive: Archive) -> None:
    archive.add(article(DRONES, GRAIN), now=NOW)
    archive.add(article(PEACE, published=date(2025, 5, 1)), now=NOW + timedelta(hours=1))
    window = {"since": NOW, "until": NOW + timedelta(hours=2), "limit": 5}

    def fresh(question: Question | None, **bounds: object) -> list[str]:
        return [hit.text for hit in archive.fresh(question, **(window | bounds))]  # type: ignore[arg-type]  window's

    drones, grain, peace = (one.words for one in (DRONES, GRAIN, PEACE))
    assert fresh(None) == [grain, drones, peace]
    assert fresh(None, limit=1) == [grain]
    assert fresh(None, until=NOW + timedelta(minutes=5)) == [grain, drones]
    assert fresh(None, since=NOW + timedelta(minutes=5)) == [peace]
    assert fresh(Question("Umerov")) == [drones, peace]
    assert fresh(Question("Nobody")) == []
    assert fresh(Question(about="grain")) == [grain, peace]
    assert fresh(Question(about="?")) == []
    assert fresh(Question("Umerov", about="grain", who_else=True)) == [grain]
    assert fresh(Question(phrase="the grain")) == [grain, peace]
    assert fresh(Question(since=date(2025, 6, 1))) == [grain, drones]
    assert fresh(Question(outlet="nowhere")) == []


def test_a_new_version_takes_nothing_out_of_what_was_new_before_it(archive: Archive) -> None:
    address = "https://example.org/a"
    archive.add(article(GRAIN, url=address), now=NOW)
    due = NOW + timedelta(hours=1)
    archive.add(article(GRAIN, PEACE, url=address), now=due + timedelta(minutes=1))
    before = archive.fresh(None, since=NOW, until=due, limit=5)
    after = archive.fresh(None, since=due, until=due + timedelta(hours=1), limit=5)
    assert ([hit.text for hit in before], [hit.text for hit in after]) == (
        ["The grain must leave the port"],
        ["Peace needs the grain corridor"],
    )


def test_a_person_picked_is_asked_about(archive: Archive) -> None:
    archive.add(article(GRAIN, Said("Pavel Dolan", "No grain", gender=Gender.HE)), now=NOW)
    answer = archive.ask(Question("Dolan", about="grain"))
    assert [one.name for one in answer.choices] == ["Mira Dolan", "Pavel Dolan"]
    assert (answer.hits, answer.near) == ((), ())
    picked = archive.ask_person(answer.choices[1].id, Question("Dolan", about="grain"))
    assert picked.understood.who == "Pavel Dolan"
    assert words(picked) == ["No grain"]
    assert archive.ask_person(99, Question("Dolan")) == Answer(Question("Dolan"))


def test_a_day_that_is_full_is_refused_in_a_sentence(archive: Archive, engine: Engine) -> None:
    archive.add(article(PEACE), now=NOW)
    with engine.begin() as connection:
        connection.execute(update(quotes).values(day_row=quotes.c.day_row + (1 << 20) - 1))
    with pytest.raises(StoreError, match="2025-06-27 already holds 1,048,576 quotes"):
        archive.add(article(GRAIN, title="More"), now=NOW)
    assert archive.counts()["articles"] == 1
    assert gc.isenabled()  # paused while a batch is written, and back although it failed


def test_somebody_picked_is_answered_as_when_typed_page_by_page(
    archive: Archive, engine: Engine
) -> None:
    role = Role("Minister of Defence", date(2025, 6, 3))
    People(engine).load([KnownPerson("Rustem Umerov", roles=(role,))])
    for day in range(1, 8):
        at = datetime(2025, 6, day, 22, 30, tzinfo=UTC)
        said = Said(
            "Rustem Umerov", f"Drones, on the day {day}", role="adviser" if day % 2 else None
        )
        archive.add(
            article(said, title=str(day), published=date(2025, 6, day), published_at=at), now=NOW
        )
    asked = Question("Rustem Umerov", zone="Europe/Kyiv")
    older, seen = None, []
    for _ in range(3):
        picked = archive.ask_person(1, asked, limit=3, older=older)
        assert picked == archive.ask(asked, limit=3, older=older)
        seen += [(hit.day, hit.role) for hit in picked.hits]
        older = picked.older
    assert seen == [
        (date(2025, 6, 8), "Minister of Defence"),
        (date(2025, 6, 7), "Minister of Defence"),
        (date(2025, 6, 6), "Minister of Defence"),
        (date(2025, 6, 5), "Minister of Defence"),
        (date(2025, 6, 4), "Minister of Defence"),
        (date(2025, 6, 3), "Minister of Defence"),
        (date(2025, 6, 2), "adviser"),
    ]
    assert archive.ask_person(1, asked, older=-(1 << 61)) == Answer(
        asked, total=7, person=picked.person
    )
    assert archive.ask_person(2, asked) == Answer(asked)


def test_a_text_index_in_many_pieces_is_made_one_without_changing_an_answer(
    archive: Archive, engine: Engine
) -> None:
    for number in range(9):
        said = Said("Mira Dolan", f"The grain must leave the port, cargo {number}")
        archive.add(article(said, title=str(number)), now=NOW)
    before = archive.ask(Question(about="cargo"))
    more = archive.tidy(begin=True)
    while more:
        more = archive.tidy(begin=False)
    assert (archive.ask(Question(about="cargo")), before.total) == (before, 9)
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            pieces = text("SELECT count(DISTINCT segid) FROM quotes_text_idx")
            assert connection.scalar(pieces) == 1
    assert not archive.tidy(begin=False)


def test_a_role_goes_with_the_version_that_gave_it(archive: Archive, engine: Engine) -> None:
    address, minister = "https://example.org/a", replace(GRAIN, role="Minister")
    archive.add(article(minister, url=address), now=NOW)
    archive.add(article(replace(GRAIN, words="We have enough of it"), title="Other"), now=NOW)
    archive.add(article(replace(minister, by="Otto Berg"), url=address), now=NOW)
    answer = archive.ask(Question("Dolan"))
    assert [hit.role for hit in answer.hits] == [None]
    assert answer.person == Person(1, "Mira Dolan", Voice.PERSON, None, 1)
    [hit] = archive.ask(Question("Berg")).hits
    assert hit.role == "Minister"
    assert check(engine) == ()


@pytest.mark.parametrize("confidence", [0.9, 0.1], ids=["of a copy", "of one that is not shown"])
def test_a_role_is_the_same_after_another_article_was_taken_back(
    archive: Archive, articles: Articles, confidence: float
) -> None:
    said = replace(GRAIN, words="The grain must stay in the port until the end of April", role=None)
    archive.add(article(said, url="https://a.example/1"), now=NOW)
    worded = replace(said, role="Mayor", confidence=confidence)
    archive.add(article(worded, url="https://b.example/1"), now=NOW)
    archive.add(article(replace(GRAIN, words="No", role=None), url="https://c.example/1"), now=NOW)
    before = archive.ask(Question("Dolan"))
    assert {hit.role for hit in before.hits} == ({"Mayor"} if confidence > 0.5 else {None})
    articles.withdraw("https://c.example/1", "Doubtful", by="U1", now=NOW)
    articles.reinstate("https://c.example/1", by="U1", now=NOW)
    assert archive.ask(Question("Dolan")) == before


def test_of_two_roles_of_a_day_the_one_kept_last_is_the_latest_and_stays_so(
    archive: Archive, articles: Articles
) -> None:
    for number, role in enumerate(("Minister", "Mayor", None), start=1):
        said = replace(GRAIN, words=f"There are {number} tons of it", role=role)
        archive.add(article(said, url=f"https://example.org/{number}"), now=NOW)
    before = archive.ask(Question("Dolan"))
    assert before.person is not None
    assert before.person.role == "Mayor"
    articles.withdraw("https://example.org/3", "Doubtful", by="U1", now=NOW)
    articles.reinstate("https://example.org/3", by="U1", now=NOW)
    assert archive.ask(Question("Dolan")) == before
