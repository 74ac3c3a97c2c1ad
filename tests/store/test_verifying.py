"""A sentence against everything stored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import NOW, Said, article
from sqlalchemy import Engine, func, select, text

from bot.errors import BadQuestion
from bot.model import Kind, Voice
from bot.verify import Change, Finding
from store.archive import Archive
from store.articles import Articles
from store.check import check
from store.engine import writing
from store.erasing import Erasure
from store.tables import doubtful
from store.wanted import at_least

GRAIN = "We will open the grain port by the middle of May, whatever the weather may bring us"
BREAD = "Nobody in this town should go to bed without bread, and nobody in this town will"


@pytest.fixture(autouse=True)
def kept(archive: Archive) -> None:
    archive.add(article(Said("Mira Dolan", GRAIN), Said("Pavel Reus", BREAD)), now=NOW)
    archive.add(article(Said("Ida Holm", "Ships wait for no one"), title="Ships"), now=NOW)


@pytest.mark.parametrize(
    ("sentence", "who", "finding", "speakers"),
    [
        (GRAIN, None, "exact", ["Mira Dolan"]),
        (f"“{GRAIN}.”", "Dolan", "exact", ["Mira Dolan"]),
        (GRAIN.lower(), None, "punctuation", ["Mira Dolan"]),
        ("open the grain port by the middle of May", None, "cut", ["Mira Dolan"]),
        (GRAIN.replace("grain", "coal"), None, "altered", ["Mira Dolan"]),
        (GRAIN, "Reus", "other speaker", ["Mira Dolan"]),
        (GRAIN.replace("grain", "coal"), "Reus", "other speaker, altered", ["Mira Dolan"]),
        (
            "We will open the grain port by the middle of May,"
            " and nobody in this town should go to bed without bread",
            None,
            "spliced",
            ["Mira Dolan", "Pavel Reus"],
        ),
        (
            "We will open the grain port by the middle of May, ships wait for no one,"
            " and nobody in this town should go to bed without bread",
            None,
            "spliced",
            ["Ida Holm", "Mira Dolan", "Pavel Reus"],
        ),
        (
            "We will open the grain port by the middle of May, as every old sailor will tell"
            " you whenever the moon is high over the roofs",
            None,
            "not found",
            [],
        ),
        (
            "We will open the grain port by the middle of May, and nobody will go to bed",
            None,
            "altered",
            ["Mira Dolan"],
        ),
        ("Zeppelins wait for marmalade no one", None, "altered", ["Ida Holm"]),
        ("Ships wait for no one", None, "exact", ["Ida Holm"]),
        ("Ships wait for some one", None, "altered", ["Ida Holm"]),
        ("The moon is made of very old cheese", None, "not found", []),
        ("?!", None, "not found", []),
        ("Pigs", None, "not found", []),
    ],
)
def test_a_sentence_is_found_for_what_it_is(
    archive: Archive, sentence: str, who: str | None, finding: str, speakers: list[str]
) -> None:
    found = archive.verify(sentence, who=who)
    assert found.finding is Finding(finding)
    assert sorted(hit.speaker for hit in found.hits) == speakers
    assert found.articles == 2


def test_many_who_repeat_the_words_do_not_hide_who_is_meant(archive: Archive) -> None:
    for number in range(50):
        echo = Said(f"Echo Number{number:02}", GRAIN)
        archive.add(article(echo, title=f"Echo {number}", published=date(2026, 1, 2)), now=NOW)
    found = archive.verify(GRAIN, who="Dolan")
    assert (found.finding, [hit.speaker for hit in found.hits]) == (Finding.EXACT, ["Mira Dolan"])


def test_a_sentence_changed_all_over_is_found_by_the_words_that_few_have_said(
    archive: Archive, engine: Engine
) -> None:
    said = "Herons understand gravity better than committees understand navigation, mostly sideways"
    archive.add(article(Said("Ida Holm", said), title="Herons"), now=NOW)
    for number in range(60):
        common = "Representatives of committees understand negotiations, mostly internationally"
        echo = article(Said("Pavel Reus", f"{common} {number}"), published=date(2026, 1, 2))
        archive.add(echo, now=NOW)
    with writing(engine) as connection:
        connection.execute(text("ANALYZE"))
    typed = (
        "Herons understand weight, gravity better sometimes committees understand, mostly sideways"
    )
    found = archive.verify(typed)
    assert (found.finding, [hit.text for hit in found.hits]) == (Finding.ALTERED, [said])


@given(st.lists(st.booleans(), min_size=1, max_size=7), st.integers(1, 7))
def test_at_least_so_many_is_told_in_either_language(held: list[bool], many: int) -> None:
    terms = [str(one) for one in held]
    expression = at_least(many, terms, both=" and ", either=" or ")
    assert eval(expression) == (sum(held) >= min(many, len(held)))  # noqa: S307  made above


def test_the_words_that_differ_are_named(archive: Archive) -> None:
    found = archive.verify(GRAIN.replace("middle", "end")).comparison
    assert found is not None
    assert found.changes == (Change("end", "middle"),)


def test_a_quote_that_is_gone_is_not_found(archive: Archive) -> None:
    address = "https://example.org/a"
    archive.add(article(Said("Mira Dolan", "Old words nobody repeats"), url=address), now=NOW)
    archive.add(article(Said("Mira Dolan", "Fresh bread"), url=address), now=NOW)
    assert archive.verify("Old words nobody repeats").finding is Finding.NOT_FOUND


@pytest.mark.parametrize(("sentence", "who"), [("", None), ("“”", None), (GRAIN, "Nemo")])
def test_nothing_to_verify_is_said(archive: Archive, sentence: str, who: str | None) -> None:
    with pytest.raises(BadQuestion):
        archive.verify(sentence, who=who)


def test_a_not_that_was_put_in_hides_nothing(archive: Archive) -> None:
    archive.add(article(Said("Ida Holm", "Tides turn slower than mayors"), title="Tide"), now=NOW)
    found = archive.verify("Tides do not turn slower than mayors")
    assert (found.finding, [hit.speaker for hit in found.hits]) == (Finding.ALTERED, ["Ida Holm"])
    assert found.comparison is not None
    assert found.comparison.turned == "not"


def test_of_quotes_as_close_the_one_with_least_left_out_is_meant(archive: Archive) -> None:
    archive.add(
        article(Said("Kjell Borg", "There is a fair tomorrow, she said"), title="Fair"), now=NOW
    )
    archive.add(article(Said("Ida Holm", "There is no letter"), title="Letter"), now=NOW)
    found = archive.verify("There is a letter")
    assert (found.finding, [hit.speaker for hit in found.hits]) == (Finding.ALTERED, ["Ida Holm"])


def test_the_words_another_outlet_has_of_the_same_utterance_are_exact_too(archive: Archive) -> None:
    worded = GRAIN.replace("whatever the weather may bring us", "whatever the weather may bring")
    for number, words in enumerate((GRAIN, worded)):
        told = article(Said("Mira Dolan", words), title=f"Port {number}", outlet=f"Outlet {number}")
        archive.add(told, now=NOW)
    found = archive.verify(worded)
    assert (found.finding, [hit.text for hit in found.hits]) == (Finding.EXACT, [worded])
    assert found.hits[0].outlet == "Outlet 1"
    assert archive.verify(GRAIN).finding is Finding.EXACT


SNOW = "Seven trains are still waiting in the snow outside the northern station"
DOUBTED = [
    Said(None, SNOW, voice=Voice.UNCLEAR, candidates=("Ada Quill", "Tom Vell")),
    Said("Ada Quill", SNOW, confidence=0.2),
]


@pytest.mark.parametrize(("said", "perhaps"), list(zip(DOUBTED, (2, 1), strict=True)))
def test_words_of_an_unclear_speaker_are_found_and_that_is_said(
    archive: Archive, articles: Articles, engine: Engine, said: Said, perhaps: int
) -> None:
    url = "https://example.org/snow"
    archive.add(article(said, title="Snow", url=url, outlet="The Gauge"), now=NOW)
    found = archive.verify(SNOW)
    assert (found.finding, found.hits) == (Finding.UNCLEAR, ())
    where = found.unattributed
    assert where is not None
    assert (where.words, where.title, where.url, where.outlet) == (SNOW, "Snow", url, "The Gauge")
    assert where.perhaps == ("Ada Quill", "Tom Vell")[:perhaps]
    assert archive.verify(SNOW.replace("Seven", "Nine")).finding is Finding.UNCLEAR
    assert archive.verify("still waiting in the snow outside", who="Holm").unattributed
    archive.add(article(Said("Pavel Reus", SNOW), title="Said"), now=NOW)
    assert archive.verify(SNOW).finding is Finding.EXACT
    assert archive.verify(SNOW, who="Holm").finding is Finding.OTHER_SPEAKER
    assert check(engine) == ()
    for hide, again in (
        (lambda: articles.withdraw(url, "A hoax", by="U1", now=NOW),
         lambda: articles.reinstate(url, by="U1", now=NOW)),
        (lambda: articles.restrict(url, ["C1"], by="U1", now=NOW),
         lambda: articles.restrict(url, [], by="U1", now=NOW)),
        (lambda: archive.add(article(Said("Ida Holm", "No snow"), url=url), now=NOW),
         lambda: archive.add(article(said, title="S", url=url), now=NOW)),
    ):  # fmt: skip
        assert archive.verify(f"{SNOW} today").finding in (Finding.UNCLEAR, Finding.ALTERED)
        hide()
        with engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(doubtful)) == 0
        assert check(engine) == ()
        again()
        assert check(engine) == ()
    Erasure(engine).erase_article(url, "Asked", by="U1", now=NOW)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(doubtful)) == 0


def test_words_that_somebody_unclear_denied_are_told_as_denied(archive: Archive) -> None:
    denied = Said(None, SNOW, voice=Voice.UNCLEAR, kind=Kind.INDIRECT, cue="denied")
    archive.add(article(denied, title="Snow"), now=NOW)
    where = archive.verify(SNOW).unattributed
    assert where is not None
    assert where.stance == "denied"
