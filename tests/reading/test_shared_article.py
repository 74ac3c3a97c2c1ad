"""The article everything started from. It is not ours, so it is read where it lies."""

from datetime import date
from pathlib import Path

import pytest

from bot.model import Kind, Page, Voice
from bot.reading import Reader

ARTICLE = Path(__file__).parents[3] / "shared" / "seeds" / "umerov-2025-06-27.txt"
UMEROV, HIS_ROLE = "Rustem Umerov", "Minister of Defence of Ukraine"


@pytest.mark.skipif(not ARTICLE.exists(), reason="needs ../shared, which is not part of a clone")
def test_the_first_article_is_read_as_the_desk_reads_it(reader: Reader) -> None:
    article = reader.read(Page(ARTICLE.read_text("utf-8")))
    text = article.page.text
    assert article.published == date(2025, 6, 27)
    found = [
        (
            q.kind,
            q.speaker,
            q.voice,
            q.role,
            q.background,
            " ".join(text[s:e] for s, e in q.cue),
            len(q.text.split()),
            q.text.split()[0],
            q.text.split()[-1],
        )
        for q in article.quotes
    ]
    person = Voice.PERSON
    assert found == [
        (Kind.INDIRECT, UMEROV, person, HIS_ROLE, False, "stated", 24, "that", "leaders"),
        (Kind.DIRECT, UMEROV, person, HIS_ROLE, False, "emphasized", 49, "Ukraine", "state"),
        (Kind.MIXED, UMEROV, person, HIS_ROLE, False, "According to", 19, "Ukraine's", "formula"),
        (Kind.INDIRECT, UMEROV, person, HIS_ROLE, False, "according to", 17, "practical", "cities"),
        (Kind.INDIRECT, UMEROV, person, HIS_ROLE, False, "also announced", 17, "the", "project"),
        (Kind.DIRECT, UMEROV, person, HIS_ROLE, False, "informed", 34, "We", "orders"),
        (
            Kind.INDIRECT,
            "Donald Trump",
            person,
            "President of the United States",
            True,
            "does not rule out",
            15,
            "the",
            "countries",
        ),
    ]
