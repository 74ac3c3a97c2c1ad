"""Quotes for other programs: the words to the letter, and no reported words as somebody's own."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Context, Hit
from bot.export import COLUMNS, annotation, as_csv, as_markdown, csl, quotation
from bot.model import Kind, Voice

HIT = Hit(
    id=7,
    pieces=("The bridge stands", "and it will stand"),
    speaker="Vera Lind",
    person_id=1,
    voice=Voice.PERSON,
    role="transport minister",
    kind=Kind.DIRECT,
    background=False,
    confidence=0.9,
    day=date(2025, 6, 27),
    published=date(2025, 6, 28),
    title="The bridge",
    url="https://news.example/bridge",
    outlet="Harbour News",
    cue="said",
    context="“The bridge stands”, Vera Lind said, “and it will stand”.",
    because="bridge",
)
BARE = HIT._replace(
    role=None,
    day=None,
    published=None,
    title=None,
    url=None,
    outlet=None,
    cue=None,
    because=None,
)


def test_a_table_has_a_row_for_each_quote() -> None:
    rows = list(csv.reader(io.StringIO(as_csv([HIT, BARE]))))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == [
        "7", "The bridge stands … and it will stand", "Vera Lind", "transport minister", "direct",
        "2025-06-27", "2025-06-28", "Harbour News", "The bridge", "https://news.example/bridge",
        "said", "no", "bridge", "", "", "", "",
    ]  # fmt: skip
    assert rows[2][3:] == ["", "direct", "", "", "", "", "", "", "no", "", "", "", "", ""]


def test_who_said_it_together_and_how_is_given_out() -> None:
    both = HIT._replace(together=("Jo Berg",), told="said in Narva", earlier=True)
    row = dict(zip(COLUMNS, list(csv.reader(io.StringIO(as_csv([both]))))[1], strict=True))
    assert (row["together"], row["told"], row["said"]) == ("Jo Berg", "said in Narva", "")
    made = quotation(both)
    assert "dateCreated" not in made
    assert made["creator"] == [
        {"@type": "Person", "name": "Vera Lind", "jobTitle": "transport minister"},
        {"name": "Jo Berg"},
    ]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0")))
def test_no_words_break_the_table_or_run_in_it(words: str) -> None:
    table = as_csv([HIT._replace(pieces=(words,))])
    (row,) = list(csv.reader(io.StringIO(table, newline="")))[1:]
    assert row[1].removeprefix("'") == words.removeprefix("'")
    assert not row[1].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("kind", "named"),
    [(Kind.DIRECT, "Quotation"), (Kind.INDIRECT, "Claim"), (Kind.MIXED, "Claim")],
)
def test_only_a_speakers_own_words_are_a_quotation(kind: Kind, named: str) -> None:
    assert quotation(HIT._replace(kind=kind)) == {
        "@context": "https://schema.org",
        "@type": named,
        "identifier": "whosaid-7",
        "text": "The bridge stands … and it will stand",
        "creator": {"@type": "Person", "name": "Vera Lind", "jobTitle": "transport minister"},
        "dateCreated": "2025-06-27",
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": "The bridge",
            "url": "https://news.example/bridge",
            "datePublished": "2025-06-28",
            "publisher": {"@type": "Organization", "name": "Harbour News"},
        },
        "sdPublisher": {"@type": "SoftwareApplication", "name": "whosaid"},
    }


@pytest.mark.parametrize(
    ("voice", "creator"),
    [
        (Voice.PERSON, {"@type": "Person", "name": "Vera Lind"}),
        (Voice.BODY, {"@type": "Organization", "name": "Vera Lind"}),
        (Voice.ANONYMOUS, {"@type": "Person", "description": "Vera Lind"}),
    ],
)
def test_a_body_is_no_person_and_a_source_without_a_name_has_none(
    voice: Voice, creator: dict[str, str]
) -> None:
    told = quotation(BARE._replace(voice=voice))
    assert told["creator"] == creator
    assert told["isBasedOn"] == {"@type": "NewsArticle"}


def test_the_article_is_cited_with_the_quote_in_its_note() -> None:
    assert csl(HIT) == {
        "id": "whosaid-7",
        "type": "article-newspaper",
        "title": "The bridge",
        "container-title": "Harbour News",
        "issued": {"date-parts": [[2025, 6, 28]]},
        "URL": "https://news.example/bridge",
        "note": "Vera Lind, transport minister: “The bridge stands” … “and it will stand”"
        " (Harbour News, 27 June 2025)",
    }
    assert csl(BARE).keys() == {"id", "type", "note"}


def test_each_piece_is_found_again_by_its_surroundings_and_its_place() -> None:
    text = f"News\n\n{HIT.context}"
    marked = ((1, 18), (38, 55))
    made = annotation(Context(HIT, None, HIT.context, marked, None, at=6))
    assert made["body"]["value"] == "Vera Lind, transport minister"
    for target, piece in zip(made["target"], HIT.pieces, strict=True):
        quote, place = target["selector"]
        assert target["source"] == HIT.url
        assert quote["exact"] == piece == text[place["start"] : place["end"]]
        assert quote["prefix"] + piece + quote["suffix"] in HIT.context
    undressed = annotation(Context(BARE, None, HIT.context, marked, None))
    assert undressed["body"]["value"] == "Vera Lind"
    assert all("source" not in target for target in undressed["target"])


def test_markdown_is_what_slack_copies() -> None:
    assert as_markdown([HIT, HIT]).count("> “The bridge stands” … “and it will stand”") == 2
