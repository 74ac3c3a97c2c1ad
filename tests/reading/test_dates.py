from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers import Question
from bot.model import Page
from bot.reading import Reader
from bot.reading.said_on import said_on
from handlers.render.quotes import Room, quote_block
from store.archive import Archive
from store.engine import open_store

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
    ("text", "day"),
    [
        # Days that are told wherever the sentence tells them.
        ("On Tuesday, Nadia Kell said the bridge was shut.", date(2025, 6, 3)),
        ("Nadia Kell on Tuesday said that the bridge was shut.", date(2025, 6, 3)),
        ("Speaking to reporters on Tuesday, Nadia Kell said it was shut.", date(2025, 6, 3)),
        ("Nadia Kell, speaking in Narrowick on Tuesday, said it was shut.", date(2025, 6, 3)),
        ("The vote was on Monday, and on Tuesday Nadia Kell said it was shut.", date(2025, 6, 3)),
        ("“It is shut,” said Nadia Kell, the mayor, last night.", date(2025, 6, 3)),
        ("“It is shut,” Nadia Kell said two days ago.", date(2025, 6, 2)),
        ("According to a statement on Monday, the bridge is shut.", date(2025, 6, 2)),
        ("Nadia Kell told the board on Monday:\n\n“It is shut for good.”", date(2025, 6, 2)),
        (
            "“It is shut,” Nadia Kell told a meeting of the harbour board in the old hall of the "
            "ferry company, with all its members present, on Monday.",
            date(2025, 6, 2),
        ),
        # Days counted from another that the text has told of.
        (
            "Nadia Kell met the council on Tuesday. Three days earlier, at the talks, she had said "
            "the bridge would stay shut.",
            date(2025, 5, 31),
        ),
        (
            "Nadia Kell apologised. Three days earlier, at the talks, she had said the bridge "
            "would stay shut.",
            date(2025, 6, 1),
        ),
        ("Tom Vell left on Monday. The next day, Nadia Kell said it was shut.", date(2025, 6, 3)),
        ("“It is shut,” Nadia Kell had said the day before.", date(2025, 6, 3)),
        # What has a day of its own tells nothing of when the words were said.
        ("After the fire on Monday, Nadia Kell said the bridge was shut.", None),
        ("Nadia Kell, who was elected on Monday, said the bridge was shut.", None),
        ("Nadia Kell said before Monday’s vote that the bridge was shut.", None),
        ("Nadia Kell said Monday’s vote was a disgrace.", None),
        ("“It is shut,” Nadia Kell told This Week.", None),
    ],
)
def test_the_day_is_found_wherever_the_sentence_tells_it(
    reader: Reader, text: str, day: date | None
) -> None:
    (quote,) = reader.read(Page(text, published=WEDNESDAY)).quotes
    assert (quote.said_on, quote.earlier) == (day, False)


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Kell had said the bridge was shut.",
        "“It is shut,” Nadia Kell had told the board.",
        "Last week Nadia Kell said the bridge was shut.",
        "Nadia Kell said last month that the bridge was shut.",
        "In March, Nadia Kell said that the bridge was shut.",
        "In a 2019 interview, Nadia Kell said that the bridge was shut.",
        "“It is shut,” Nadia Kell said two weeks ago.",
        "“It is shut,” Nadia Kell said this week.",
        "Nadia Kell has previously said the bridge was shut.",
        "Nadia Kell once said that the bridge was shut.",
        "At the time, Nadia Kell said that the bridge was shut.",
        "The next day, Nadia Kell said the bridge was shut.",
        # It is not clear from which day the two are counted.
        "Two days after the fire, Nadia Kell said the bridge was shut.",
        "Nadia Kell said two days after the fire that the bridge was shut.",
        "“The bridge is shut,” Nadia Kell said the day before the vote on Monday.",
        "Weeks into the strike, Nadia Kell said the bridge was shut.",
        "The vote will be held on Friday. Two days earlier Nadia Kell had said it was shut.",
        "The board met on Monday and on Tuesday. A day earlier Nadia Kell had said it was shut.",
    ],
)
def test_what_was_said_on_no_day_that_is_told_is_not_said_on_the_articles(
    reader: Reader, text: str
) -> None:
    (quote,) = reader.read(Page(text, published=WEDNESDAY)).quotes
    assert (quote.said_on, quote.earlier) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "Nadia Kell said the bridge was shut.",
        "Nadia Kell has said the bridge was shut.",
        "An hour earlier, Nadia Kell said the bridge was shut.",
        "Hours after the fire, Nadia Kell said the bridge was shut.",
        "A year after the flood, the islanders say the bridge is shut.",
        "Nadia Kell, elected two days after the fire, said the bridge was shut.",
        "In 2025, Nadia Kell said, the bridge was shut.",
        "Nadia Kell said in her 2025 budget that the bridge was shut.",
    ],
)
def test_what_is_of_the_articles_own_day_stays_so(reader: Reader, text: str) -> None:
    (quote,) = reader.read(Page(text, published=WEDNESDAY)).quotes
    assert (quote.said_on, quote.earlier) == (None, False)


def test_a_day_in_somebodys_words_is_none_to_count_from(reader: Reader) -> None:
    page = Page(
        "Nadia Kell said on Tuesday that the bridge would open on Friday. Two days earlier she "
        "had said it was shut.",
        published=WEDNESDAY,
    )
    days = [q.said_on for q in reader.read(page).quotes]
    assert days == [date(2025, 6, 3), date(2025, 6, 1)]


def test_words_that_go_on_are_of_the_same_day(reader: Reader) -> None:
    page = Page(
        "“It is shut,” Nadia Kell had said in March.\n\n“It will stay shut.”", published=WEDNESDAY
    )
    assert {(q.said_on, q.earlier) for q in reader.read(page).quotes} == {(None, True)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Three days earlier, at the talks, Nadia Kell had said the bridge was shut.",
            "said 1 June 2025, published 4 June 2025 · reported · cue: ",
        ),
        (
            "Nadia Kell had told reporters in Narrowick that the bridge was shut.",
            "published 4 June 2025, said earlier (day not given) · reported"
            " · cue: had told reporters in Narrowick",
        ),
        ("Nadia Kell said the bridge was shut.", "4 June 2025 · reported · cue: said"),
    ],
)
def test_what_is_shown_of_a_quote_claims_no_day_that_the_article_does_not_give(
    reader: Reader, tmp_path: Path, text: str, line: str
) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/w.db")
    archive = Archive(engine)
    now = datetime(2025, 6, 4, 12, tzinfo=UTC)
    archive.add(reader.read(Page(text, published=WEDNESDAY)), now=now)
    [hit] = archive.ask(Question("Kell")).hits
    engine.dispose()
    assert line in str(quote_block(hit, Room(200)))


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Edda Fjell is likely to tell the council on Friday that the quay is safe.", None),
        ("Edda Fjell will tell the council on Friday that the quay is safe.", None),
        ("Edda Fjell is expected to say on Tuesday that the quay is safe.", None),
        ("Edda Fjell plans to announce on Monday that the quay is closed.", None),
        ("Edda Fjell hopes to tell the council on Friday that the quay is safe.", None),
        ("Edda Fjell told the council on Friday that the quay was safe.", date(2025, 5, 30)),
        ("Edda Fjell said on Friday that she would leave.", date(2025, 5, 30)),
    ],
)
def test_what_is_to_be_said_was_said_on_no_day(reader: Reader, text: str, day: date | None) -> None:
    [quote] = reader.read(Page(text, published=WEDNESDAY)).quotes
    assert (quote.said_on, quote.earlier) == (day, False)
