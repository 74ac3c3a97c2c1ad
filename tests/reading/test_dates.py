from datetime import date

import pytest

from bot.model import Page
from bot.reading import Reader
from bot.reading.said_on import said_on

WEDNESDAY = date(2025, 6, 4)


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("said on Tuesday", WEDNESDAY, date(2025, 6, 3)),
        ("said on Wednesday", WEDNESDAY, WEDNESDAY),
        ("said last Wednesday", WEDNESDAY, date(2025, 5, 28)),
        ("will say next Friday", WEDNESDAY, None),
        ("said yesterday", WEDNESDAY, date(2025, 6, 3)),
        ("said today", WEDNESDAY, WEDNESDAY),
        ("told a rally on June 3", WEDNESDAY, date(2025, 6, 3)),
        ("told a rally on 30 December", WEDNESDAY, date(2024, 12, 30)),
        ("said on February 30", WEDNESDAY, None),
        ("said on May 18, 2015", None, date(2015, 5, 18)),
        ("said on Tuesday", None, None),
        ("said in a letter", WEDNESDAY, None),
    ],
)
def test_the_day_words_were_said(words: str, published: date | None, day: date | None) -> None:
    assert said_on(words, published) == day


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The road\n\nMonday, May 18, 2015\n\nIt is open.", date(2015, 5, 18)),
        ("The road\n\n18 May 2015\n\nIt is open.", date(2015, 5, 18)),
        ("The road\n\n18.05.2015\n\nIt is open.", date(2015, 5, 18)),
        ("The road\n\n2015-05-18 10:30\n\nIt is open.", date(2015, 5, 18)),
        ("The road\n\n2015-13-18\n\nIt is open.", None),
        ("The road\n\nIt is open.", None),
    ],
)
def test_an_article_without_a_date_gets_the_one_in_its_text(
    reader: Reader, text: str, published: date | None
) -> None:
    assert reader.read(Page(text)).published == published


def test_a_quote_carries_the_day_beside_its_cue(reader: Reader) -> None:
    page = Page("Ann Lee said on Tuesday that the road was open.", published=WEDNESDAY)
    assert [q.said_on for q in reader.read(page).quotes] == [date(2025, 6, 3)]


def test_a_page_keeps_the_date_it_came_with(reader: Reader) -> None:
    page = Page("2015-05-18\n\nThe road is open.", published=WEDNESDAY)
    assert reader.read(page).published == WEDNESDAY
