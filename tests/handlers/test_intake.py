"""What comes in becomes pages, or one clear sentence."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadArticle
from bot.model import Page
from handlers.intake import MAX_BYTES, page_from_bytes, page_from_file, page_from_text

HTML = """<!DOCTYPE html><html lang="en"><head><title>Bridge opens | The Gauge</title>
<meta property="og:site_name" content="The Gauge"><meta name="author" content="Ada Reed">
<meta property="article:published_time" content="2025-06-27T08:00:00+03:00">
<link rel="canonical" href="https://gauge.example/bridge"></head>
<body><nav><a href="/">Home</a> <a href="/all">All the news there is</a></nav><article>
<h1>Bridge opens</h1>
<p>The new bridge over the Sorn opened on Friday after four years of work and three of delay.</p>
<p>“It will stand for a hundred years,” said the engineer, Ida Holm. “I checked twice.”</p>
<p>Mayor Anna Lund said that the old bridge would be taken down before the winter comes.</p>
</article><footer>© The Gauge</footer></body></html>"""

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Gauge</title><link>https://gauge.example/</link>
<item><title>Ferry late</title><link>https://gauge.example/ferry</link>
<pubDate>Wed, 11 Jun 2025 01:10:00 +0300</pubDate><description>The ferry was late.</description>
<content:encoded>
<![CDATA[<p>The ferry was late.</p><p>“Again,” said Ida Holm.</p>]]></content:encoded>
</item>
<item><title>No text</title><link>https://gauge.example/none</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Gauge</title>
<entry><title>Tide high</title><link href="https://gauge.example/tide"/>
<updated>2025-06-04T23:30:00-02:00</updated><summary>The tide was high, Ida Holm said.</summary>
</entry></feed>"""


def test_a_pasted_text_is_kept_to_the_letter() -> None:
    text = "  “So,”  she said.\r\n\n\tYes.\n"
    assert page_from_text(text) == Page(text)


def test_a_header_before_an_empty_line_is_no_part_of_the_text() -> None:
    header = (
        "title: Bridge opens\nDate: 2025-06-27\noutlet: The Gauge\nurl: https://gauge.example/b\n"
    )
    text = f"{header}byline:\n\nThe bridge opened.\n"
    assert page_from_text(text) == Page(
        "The bridge opened.\n",
        title="Bridge opens",
        published=date(2025, 6, 27),
        url="https://gauge.example/b",
        outlet="The Gauge",
    )


@pytest.mark.parametrize("places", ["#politics", "politics desk", "C0123ABC, #politics"])
def test_an_article_for_channels_that_are_not_known_is_for_nobody(places: str) -> None:
    with pytest.raises(BadArticle, match=r"I know channels by their id\."):
        page_from_text(f"only in: {places}\noutlet: The Gauge\n\nIda Holm said no.")


@pytest.mark.parametrize(
    "places", ["C0123ABC, C0456ABC", "C0123ABC C0456ABC", "#C0123ABC;C0456ABC"]
)
def test_an_article_for_channels_is_for_these(places: str) -> None:
    page = page_from_text(f"only in: {places}\n\nIda Holm said no.")
    assert page.places == ("C0123ABC", "C0456ABC")


def test_an_embargo_without_a_time_is_no_leave_to_publish() -> None:
    with pytest.raises(BadArticle, match=r"The embargo of the text is “06:00”\. Write it with its"):
        page_from_text("embargo: 06:00\n\nIda Holm said no.")


@pytest.mark.parametrize(
    ("header", "name", "told"),
    [
        ("only in:", "The text", "“only in” of the text is empty. Write a channel's id, such as"),
        ("embargo: ", "The text", "“embargo” of the text is empty. Write its end, such as 2025-"),
        ("Embargo:", "The Text.txt", "“embargo” of The Text.txt is empty. Write its end"),
    ],
)
def test_a_header_line_that_must_not_be_empty_is_named(header: str, name: str, told: str) -> None:
    with pytest.raises(BadArticle) as refused:
        page_from_text(f"{header}\n\nIda Holm said no.", name)
    assert str(refused.value).startswith(told)
    assert str(refused.value).endswith("or leave the line out.")


def test_a_line_with_a_colon_is_no_header_without_an_empty_line_after_it() -> None:
    text = "title: a play in two acts\nThe play opened."
    assert page_from_text(text) == Page(text)


def test_a_page_gives_its_article_and_where_it_stood() -> None:
    (page,) = page_from_bytes(HTML.encode(), "bridge.html")
    assert "“It will stand for a hundred years,” said the engineer, Ida Holm." in page.text
    assert "All the news there is" not in page.text
    assert (page.title, page.published, page.url, page.outlet, page.byline) == (
        "Bridge opens", date(2025, 6, 27), "https://gauge.example/bridge", "The Gauge", "Ada Reed",
    )  # fmt: skip


def test_a_fetched_page_cannot_claim_another_address() -> None:
    (page,) = page_from_bytes(HTML.encode(), "x", url="https://other.example/page")
    assert page.url == "https://other.example/page"
    (plain,) = page_from_bytes(b"She said so.", "x", url="https://other.example/t")
    assert plain.url == "https://other.example/t"


def test_a_feed_gives_every_article_that_has_text() -> None:
    assert page_from_bytes(RSS.encode(), "feed.xml") == [
        Page(
            "The ferry was late.\n“Again,” said Ida Holm.",
            title="Ferry late",
            published=date(2025, 6, 11),
            published_at=datetime(2025, 6, 10, 22, 10, tzinfo=UTC),
            url="https://gauge.example/ferry",
            outlet="The Gauge",
        )
    ]


def test_an_atom_entry_may_have_a_summary_and_a_date_of_change_only() -> None:
    assert page_from_bytes(ATOM.encode(), "feed") == [
        Page(
            "The tide was high, Ida Holm said.",
            title="Tide high",
            published=date(2025, 6, 4),
            published_at=datetime(2025, 6, 5, 1, 30, tzinfo=UTC),
            url="https://gauge.example/tide",
            outlet="The Gauge",
        )
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ja, sagte Müller.".encode("cp1252"), "Ja, sagte Müller."),
        ("“Yes,” she said.".encode("utf-8-sig"), "“Yes,” she said."),
        ("“Yes,” she said.".encode("utf-16"), "“Yes,” she said."),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_text_is_read_in_its_own_encoding(data: bytes, text: str) -> None:
    assert page_from_bytes(data, "a.txt") == [Page(text)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.txt is empty."),
        (b" \n\t ", "a.txt is empty."),
        (b"12 . 34", "a.txt has no words in it."),
        (b"a\0b", "a.txt is not a text file."),
        (bytes(range(1, 32)) * 20 + b"abc", "a.txt is not a text file."),
        (b"%PDF-1.7", "a.txt cannot be read as a PDF."),
        (b"PK\x03\x04xx", "a.txt is a broken file."),
        (b"\xd0\xcf\x11\xe0", "a.txt is an old Office document, or one with a password."),
        (b'{"a": 1}', "a.txt is JSON, but of no kind that I know."),
        (b'{"uri": "x', "a.txt looks like JSON, but is broken."),
        (b"\x89PNG\r\n", "a.txt is a picture."),
        (b"x" * (MAX_BYTES + 1), "a.txt is larger than 10 MB."),
        (b"<html><body></body></html>", "I found no article in a.txt."),
        (b"<rss><channel></channel></rss>", "The feed a.txt has no articles in it."),
        (
            b"<rss><channel><title>&#xD800;\xff</title></channel></rss>",
            "The feed a.txt cannot be read.",
        ),
        (b"date: tomorrow\n\nShe said so.", "The date of a.txt is “tomorrow”."),
    ],
)
def test_what_is_no_article_is_said(data: bytes, said: str) -> None:
    with pytest.raises(BadArticle) as caught:
        page_from_bytes(data, "a.txt")
    assert caught.value.seen == said


def test_a_file_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(HTML, "utf-8")
    assert page_from_file(file)[0].outlet == "The Gauge"


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadArticle, match="There is no file"):
        page_from_file(tmp_path / "none.txt")
    with pytest.raises(BadArticle, match="is a folder"):
        page_from_file(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(BadArticle, match="larger than 10 MB"):
        page_from_file(large)


@pytest.mark.parametrize("start", [b"<!---->" * 500, b"<?xml?>" * 500, b" " * 3_900])
def test_what_a_page_begins_with_holds_nobody_up(start: bytes) -> None:
    # Looked at again and again, it would never end.
    assert page_from_bytes(start + b"<p>Ida Holm said no.", "a.txt")


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"])
def test_an_instant_that_there_is_not_in_utc_is_no_date(when: str) -> None:
    atom = ATOM.replace("2025-06-04T23:30:00-02:00", when)
    assert page_from_bytes(atom.encode(), "feed")[0].published_at is None


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_give_pages_or_a_sentence(data: bytes) -> None:
    try:
        assert page_from_bytes(data, "a")
    except BadArticle:
        return
