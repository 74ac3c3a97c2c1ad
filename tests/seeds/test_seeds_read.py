"""The seeds as the reader reads them, against what their author meant (said.toml)."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.model import Article, Kind, Quote
from bot.names import fold
from bot.reading import Reader
from handlers.intake import page_from_file

SEEDS = Path(__file__).parent.parent.parent / "seeds"
PEOPLE: list[dict[str, Any]] = tomllib.loads((SEEDS / "people.toml").read_text("utf-8"))["person"]
SAID: dict[str, dict[str, list[list[str]]]] = tomllib.loads(
    (Path(__file__).parent / "said.toml").read_text("utf-8")
)
REAL = {
    fold(name)
    for person in PEOPLE
    if not person.get("invented")
    for name in (person["name"], *person.get("aliases", ()))
}
_NEVER_IN_A_QUOTE = re.compile(
    r"Advertisement|ADVERTISEMENT|Read also|Read more|Share (?:this|on)|Photo:|Credit:|Subscribe"
)


@pytest.fixture(scope="module")
def read(reader: Reader) -> dict[str, list[Article]]:
    """Every file of the seeds with its articles, read."""
    pages = [(name, page) for name in SAID for page in page_from_file(SEEDS / "articles" / name)]
    found: dict[str, list[Article]] = {name: [] for name in SAID}
    for (name, _), article in zip(pages, reader.read_many(page for _, page in pages), strict=True):
        found[name].append(article)
    return found


def test_no_words_in_quotation_marks_are_given_to_a_real_person(
    read: dict[str, list[Article]],
) -> None:
    given = [
        (name, quote.speaker, quote.text)
        for name, quote in _quotes(read)
        if quote.kind is not Kind.INDIRECT and quote.speaker and fold(quote.speaker) in REAL
    ]
    assert given == []


def test_no_words_are_given_to_a_real_person_that_their_author_did_not_mean(
    read: dict[str, list[Article]],
) -> None:
    meant = [(name, fold(who), words) for name in SAID for who, words in SAID[name]["reported"]]
    given = [
        (name, who, quote.text)
        for name, quote in _quotes(read)
        for who in (quote.speaker, *quote.together)
        if who and fold(who) in REAL
    ]
    said = [
        (name, who, text)
        for name, who, text in given
        if not any(
            name == where and fold(who) == whose and words in " ".join(text.split())
            for where, whose, words in meant
        )
    ]
    assert said == []


def test_no_quote_touches_a_caption_an_advertisement_or_a_share_prompt(
    read: dict[str, list[Article]],
) -> None:
    touched = [(name, q.text) for name, q in _quotes(read) if _NEVER_IN_A_QUOTE.search(q.text)]
    assert touched == []


@pytest.mark.parametrize(
    ("side", "right", "wrong"),
    [
        pytest.param("said", 0.90, 0.05, id="in quotation marks"),
        pytest.param("reported", 0.85, 0.08, id="reported"),
    ],
)
def test_most_words_are_given_to_those_who_say_them(
    read: dict[str, list[Article]], side: str, right: float, wrong: float
) -> None:
    meant = [(name, who, words) for name in SAID for who, words in SAID[name][side]]
    marks = Counter(_mark(read[name], who, words) for name, who, words in meant)
    assert marks["right"] >= right * len(meant), marks
    assert marks["wrong"] <= wrong * len(meant), marks


def _quotes(read: dict[str, list[Article]]) -> Iterator[tuple[str, Quote]]:
    for name, articles in read.items():
        for article in articles:
            for quote in article.quotes:
                yield name, quote


def _mark(articles: list[Article], who: str, words: str) -> str:
    """right, wrong (somebody else's), unclear (nobody's) or missed."""
    speakers = [
        quote.speaker
        for article in articles
        for quote in article.quotes
        if words in " ".join(quote.text.split())
    ]
    if any(speaker is not None and _means(who, speaker) for speaker in speakers):
        return "right"
    if not speakers:
        return "missed"
    return "wrong" if any(speakers) else "unclear"


def _means(who: str, speaker: str) -> bool:
    """A name is meant to the letter's fold; small letters describe a body or a source."""
    return fold(speaker) == fold(who) if who[0].isupper() else who in speaker.casefold()
