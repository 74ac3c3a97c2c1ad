"""A sentence against everything stored."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import NOW, Said, article
from sqlalchemy import Engine, text

from bot.errors import BadQuestion
from bot.verify import Change, Finding
from store.archive import Archive
from store.engine import writing
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
