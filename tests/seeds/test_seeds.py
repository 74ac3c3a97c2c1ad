"""What the seeds promise in seeds/README.md, as far as a machine can hold it."""

import html
import re
import tomllib
from collections import Counter
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.names import fold
from bot.topics import parse_topics

SEEDS = Path(__file__).parent.parent.parent / "seeds"
ARTICLES = sorted((SEEDS / "articles").iterdir())
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in ARTICLES}
FEEDS = [path for path in ARTICLES if path.suffix == ".xml"]
PEOPLE: list[dict[str, Any]] = tomllib.loads((SEEDS / "people.toml").read_text("utf-8"))["person"]
SAID = tomllib.loads((Path(__file__).parent / "said.toml").read_text("utf-8"))
REAL = {person["name"] for person in PEOPLE if not person.get("invented")}
FIRST, LAST = date(2025, 5, 1), date(2025, 7, 31)
# The corrected version of an article has the address of the first.
TWICE = "https://daily.vessen.example/news/flood-wall-delay"

_HEADER = re.compile(r"(?:(?:url|outlet|title|date|byline): .+\n)+\n")
_ADDRESS = re.compile(
    r'^url: (\S+)$|rel="canonical" href="([^"]+)"|og:url" content="([^"]+)"', re.M
)
_ITEM_ADDRESS = re.compile(r"<link>([^<]+)</link>|<link href=\"([^\"]+)\"/>")
_ANY_ADDRESS = re.compile(r"https?://([^/\s\"'<>]+)")
# Names of formats, not addresses anybody follows.
_FORMATS = {"schema.org", "www.w3.org", "purl.org"}


def test_there_are_at_least_45_articles_in_four_shapes() -> None:
    kinds = Counter(path.suffix for path in ARTICLES)
    items = sum(TEXTS[feed.name].count("</item>") for feed in FEEDS)
    items += sum(TEXTS[feed.name].count("</entry>") for feed in FEEDS)
    scraped = [
        name for name, text in TEXTS.items() if name.endswith(".txt") and not _HEADER.match(text)
    ]
    assert set(kinds) == {".txt", ".html", ".xml"}
    assert kinds[".txt"] + kinds[".html"] + items >= 45
    assert kinds[".html"] >= 6
    assert items >= 12
    assert len(scraped) >= 8


def test_the_articles_come_from_at_least_six_outlets() -> None:
    outlets = {re.sub(r"^www\.", "", site) for address in addresses() for site in [_site(address)]}
    assert len(outlets) >= 6, outlets


def test_every_address_is_one_that_nobody_can_own() -> None:
    sites = {site for text in TEXTS.values() for site in _ANY_ADDRESS.findall(text)} - _FORMATS
    assert {site for site in sites if not site.endswith(".example")} == set()


def test_no_address_is_used_twice_but_by_the_corrected_article() -> None:
    assert {a: n for a, n in Counter(addresses()).items() if n > 1} == {TWICE: 2}


def test_every_day_lies_between_may_and_july_2025() -> None:
    days = [date.fromisoformat(found) for text in TEXTS.values() for found in _days(text)]
    assert {day for day in days if not FIRST <= day <= LAST} == set()
    assert len(set(days)) >= 30


@pytest.mark.parametrize(
    "path", [path for path in ARTICLES if path not in FEEDS], ids=lambda path: path.name
)
def test_a_file_is_named_after_its_day_and_has_the_length_of_a_short_article(path: Path) -> None:
    assert re.match(r"2025-0[567]-\d\d-[a-z0-9-]+$", path.stem)
    words = len(re.sub(r"<[^>]+>", " ", TEXTS[path.name]).split())
    assert 120 <= words <= 450


def test_no_sentence_comes_from_the_article_beside_the_checkout(shared: Path) -> None:
    theirs = _runs((shared / "seeds" / "umerov-2025-06-27.txt").read_text("utf-8"))
    ours = {run: name for name, text in TEXTS.items() for run in _runs(text)}
    assert {ours[run]: run for run in theirs & set(ours)} == {}


def test_topics_are_about_sixty_and_each_phrase_belongs_to_one() -> None:
    topics = parse_topics((SEEDS / "topics.toml").read_text("utf-8"))
    assert 55 <= len(topics) <= 70
    phrases = Counter(phrase for topic in topics for phrase in (topic.name, *topic.phrases))
    assert {phrase for phrase, times in phrases.items() if times > 1} == set()
    # Capitals are for acronyms alone: a phrase in capitals matches in capitals only.
    mixed = {p for p in phrases if not p.islower() and not p.split()[0].isupper()}
    assert mixed == set()


def test_media_topics_have_the_form_of_a_code() -> None:
    topics = parse_topics((SEEDS / "topics.toml").read_text("utf-8"))
    codes = [topic.media_topic for topic in topics if topic.media_topic is not None]
    assert [code for code in codes if not re.fullmatch(r"medtop:\d{8}", code)] == []


def test_no_name_or_alias_means_two_people() -> None:
    folds = Counter(
        form
        for person in PEOPLE
        for form in {fold(name) for name in (person["name"], *person.get("aliases", ()))}
    )
    assert {form for form, people in folds.items() if people > 1} == set()


def test_a_couple_and_two_strangers_of_one_surname_are_four_people() -> None:
    names = {person["name"] for person in PEOPLE}
    assert {"Volodymyr Zelensky", "Olena Zelenska", "Helen Ashdown", "Peter Ashdown"} <= names


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["name"])
def test_the_roles_of_a_person_follow_one_another(person: dict[str, Any]) -> None:
    roles = person.get("role", [])
    assert set(person) <= {"name", "aliases", "wikidata", "invented", "role"}
    for role in roles:
        assert role["since"] <= role.get("until", date.max)
    for earlier, later in pairwise(roles):
        assert earlier["until"] < later["since"]


def test_what_is_said_stands_in_its_article() -> None:
    assert set(SAID) == set(TEXTS)
    missing = [
        (name, words)
        for name, entry in SAID.items()
        for _, words in (*entry["said"], *entry["reported"])
        if words not in " ".join(html.unescape(TEXTS[name]).split())
    ]
    assert missing == []


def test_no_real_person_is_quoted() -> None:
    names = {speaker for entry in SAID.values() for speaker, _ in entry["said"]}
    known = {
        fold(name)
        for p in PEOPLE
        if p["name"] in REAL
        for name in (p["name"], *p.get("aliases", ()))
    }
    assert {name for name in names if fold(name) in known} == set()


# --- looking into the files ----------------------------------------------------------------------


def addresses() -> list[str]:
    """The address of every article that has one, feeds' items included."""
    found: list[str] = []
    for path in ARTICLES:
        if path in FEEDS:
            items = re.split(r"<item>|<entry>", TEXTS[path.name])[1:]
            hits = [match for item in items for match in _ITEM_ADDRESS.findall(item)]
        else:
            hits = _ADDRESS.findall(TEXTS[path.name])
        found += ["".join(hit) for hit in hits]
    return found


def _site(address: str) -> str:
    return address.split("/")[2]


def _days(text: str) -> list[str]:
    stamps = re.findall(r"<pubDate>([^<]+)<", text)
    return [
        *re.findall(r"(?:date:? |published_time\" content=\"|<published>)(2\d{3}-\d\d-\d\d)", text),
        *(parsedate_to_datetime(stamp).date().isoformat() for stamp in stamps),
    ]


def _runs(text: str, length: int = 9) -> set[tuple[str, ...]]:
    """Every run of `length` words."""
    words = re.findall(r"[\w']+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
