"""The trade's formats, office files and mail: what they say, to the letter, or one sentence."""

import io
import pickle
import textwrap
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage

import papers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import MAIL, WORDS, newsml, ninjs, packed, pdf, word

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.markdown import plain
from handlers.formats.pulled import Pulled, with_usable
from handlers.formats.wrapped import unwrapped
from handlers.intake import page_from_bytes

HELD = f"It held.\n{WORDS}"
FRIDAY = date(2025, 6, 27)


def refused(data: bytes, name: str = "a") -> str:
    with pytest.raises(BadArticle) as caught:
        page_from_bytes(data, name)
    return caught.value.seen


# --- Word -----------------------------------------------------------------------------------------


def test_a_word_document_is_its_paragraphs() -> None:
    assert page_from_bytes(word("It held.", "", WORDS, title="Bridge holds"), "a.docx") == [
        Page(HELD, title="Bridge holds")
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    kept = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>not </w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="x">{kept.format("never ")}</w:moveFrom>'
    new = f'<w:ins w:id="2" w:author="x">{kept.format("surely ")}</w:ins>'
    line = f"<w:p>{kept.format('It will ')}{gone}{moved}{new}{kept.format('hold.')}</w:p>"
    made = word("SEEN")
    assert page_from_bytes(_with_body(made, line), "a.docx")[0].text == "It will surely hold."


def _with_body(document: bytes, paragraph: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                start, _, rest = content.partition(b"<w:p>")
                content = start + paragraph.encode() + rest.partition(b"</w:p>")[2]
            new.writestr(part, content)
    return out.getvalue()


def test_a_file_that_would_unpack_to_much_is_not_unpacked() -> None:
    bomb = packed(word__document=b"<a>" + b" " * 60_000_000 + b"</a>")
    assert len(bomb) < 100_000
    assert refused(bomb) == "a would unpack to more than 50 MB."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(xl__workbook=b"<a/>"), "a is a packed file, but no Word document."),
        (packed(word__document=b"<a/>"), "a cannot be read as a Word document."),
        (word(""), "a has no words in it."),
    ],
)
def test_what_is_no_word_document_is_said(data: bytes, said: str) -> None:
    assert refused(data) == said


# --- PDF ------------------------------------------------------------------------------------------


def test_the_lines_of_a_pdf_are_joined_to_paragraphs() -> None:
    first = ["Port of Vessen", "Bridge holds", "The bridge over the Sorn has held for the first",
             "night with lorries on it, and it will go on hold-", "ing, the port says.",
             "“The bridge will hold for as long as anybody", "1"]  # fmt: skip
    second = ["Port of Vessen", "drives over it,” said the engineer, Ida Holm.", "2"]
    assert page_from_bytes(pdf(first, second), "a.pdf") == [
        Page(
            "Bridge holds\nThe bridge over the Sorn has held for the first night with lorries on"
            " it, and it will go on hold-ing, the port says.\n“The bridge will hold for as long as"
            " anybody drives over it,” said the engineer, Ida Holm."
        )
    ]


def test_notes_at_the_foot_of_a_word_document_are_read_and_comments_are_not() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = papers.word("The bridge will hold.")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(out, "w") as file:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "word/_rels/document.xml.rels":
                more = "".join(
                    f'<Relationship Id="r{name}" Type="{related}/{name}" Target="{name}.xml"/>'
                    for name in ("footnotes", "comments")
                )
                content = content.replace(b"</Relationships>", f"{more}</Relationships>".encode())
            file.writestr(part, content)
        line = f'<w:footnote {w} w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
        note = f"<w:footnote {w}><w:p><w:r><w:t>It held in May.</w:t></w:r></w:p></w:footnote>"
        file.writestr("word/footnotes.xml", f"<w:footnotes {w}>{line}{note}</w:footnotes>")
        file.writestr("word/comments.xml", f"<w:comments {w}>{note}</w:comments>")
    [page] = page_from_bytes(out.getvalue(), "bridge.docx")
    assert page.text == "The bridge will hold.\nIt held in May."


def test_what_a_page_shows_in_marks_is_in_marks_and_what_is_struck_out_is_gone() -> None:
    body = f"<p>{'It rained on the bridge all day long. ' * 4}</p>"
    page = (
        f"<!doctype html><body><article><h1>Bridge</h1>{body}<p>Holm said <q cite='x'>it will"
        f" hold</q> and <s>it <b>will</b> fall</s> <del>soon</del> went home.</p>{body}</article>"
    )
    [read] = page_from_bytes(page.encode(), "bridge.html")
    assert "Holm said “it will hold” and went home." in " ".join(read.text.split())


def test_a_pdf_with_a_password_is_said_and_one_that_opens_without_is_read() -> None:
    data = pdf(["The bridge held."])
    assert refused(papers.locked(data, "secret")) == "a is encrypted."
    assert page_from_bytes(papers.locked(data, ""), "a")[0].text == "The bridge held."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([]), "a has no text in it: it may be a scan."),
        (pdf(*[["x"]] * 201), "a has more than 200 pages."),
        (pdf(["x"])[:200], "a cannot be read as a PDF."),
    ],
)
def test_what_is_no_article_in_a_pdf_is_said(data: bytes, said: str) -> None:
    assert refused(data) == said


# --- lines broken by machines ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("one two three\nfour\n\nfive", "one two three four\nfive"),  # "four" would not have fitted
        ("one two three\nfour five six", "one two three four five six"),
        (
            "a list\n- of three\n- things that are long",
            "a list\n- of three\n- things that are long",
        ),
        ("We govern govern-\nment by government", "We govern government by government"),
        ("We know well-\nknown people in it", "We know well-known people in it"),
        ("Heading\n" + "Unwrapped " * 20, "Heading\n" + ("Unwrapped " * 20).strip()),
        ("We know a long\u00ad\ning for it here", "We know a longing for it here"),
    ],
)
def test_a_line_goes_on_where_the_next_word_had_no_room(broken: str, whole: str) -> None:
    assert unwrapped(broken, even=True) == whole


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), max_size=60))
def test_no_word_is_lost_or_made_up_by_joining_lines(words: list[str]) -> None:
    wrapped = "\n".join(textwrap.wrap(" ".join(words), 40))
    assert unwrapped(wrapped, even=True).split() == " ".join(words).split()


# --- mail -----------------------------------------------------------------------------------------


def test_a_mail_is_its_words_with_who_sent_it_and_when() -> None:
    assert page_from_bytes(MAIL.encode(), "release.eml") == [
        Page(
            "The bridge over the Sorn has held for the first night with lorries on it, and it will"
            " go on holding all winter.\n- It cost a lot.\n"
            "“The bridge will hold for as long as anybody drives over it and then some more,” said"
            " the engineer, Ida Holm.",
            title="Bridge holds — for now",
            published=FRIDAY,
            published_at=datetime(2025, 6, 26, 22, 30, tzinfo=UTC),
            byline="Ada Reed, Port of Vessen",
        )
    ]


def test_a_mail_of_html_only_is_read_as_it_is_seen() -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "press@port.example", "<1@port.example>"
    mail.set_content(f"<p>It <b>held</b>.<style>p {{}}</style></p><p>{WORDS}</p>", subtype="html")
    assert page_from_bytes(mail.as_bytes(), "a")[0].text == HELD


def test_what_hangs_on_a_short_mail_is_the_article() -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "press@port.example", "<1@port.example>"
    mail.set_content("Please find our release attached.")
    mail.add_attachment(
        word(WORDS), maintype="application", subtype="octet-stream", filename="release.docx"
    )
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    assert [page.text for page in page_from_bytes(mail.as_bytes(), "a.eml")] == [WORDS]


def test_a_pasted_header_is_no_mail() -> None:
    assert page_from_bytes(b"title: A\ndate: 2025-06-27\n\nIt held.", "a.txt") == [
        Page("It held.", title="A", published=FRIDAY)
    ]


def test_a_mail_in_an_unknown_charset_is_read_all_the_same() -> None:
    odd = MAIL.replace('charset="utf-8"', 'charset="x-nowhere"')
    assert "Ida Holm" in page_from_bytes(odd.encode(), "a.eml")[0].text


# --- ninjs and JSON Feed --------------------------------------------------------------------------


def test_ninjs_3_says_what_when_whose_and_until_when_not() -> None:
    assert page_from_bytes(ninjs(embargoedUntil="2025-06-28T06:00:00Z"), "a.json") == [
        Page(
            HELD,
            title="Bridge holds",
            published=FRIDAY,
            published_at=datetime(2025, 6, 27, 6, 30, tzinfo=UTC),
            url="urn:newsml:wire.example:2025:41",
            outlet="Coast Wire",
            byline="Ada Reed",
            embargo=datetime(2025, 6, 28, 6, tzinfo=UTC),
            version=2,
        )
    ]


def test_ninjs_1_says_the_same_in_its_own_words() -> None:
    old = {
        "uri": "https://wire.example/41",
        "headlines": None,
        "bodies": None,
        "pubStatus": None,
        "versionCreated": None,
        "infoSources": None,
        "by": None,
        "headline": "Bridge holds",
        "body_text": "Not this one, which has lost its paragraphs.",
        "body_xhtml": f"<div><p>It held.</p><p>{WORDS}</p></div>",
        "pubstatus": "usable",
        "versioncreated": "2025-06-27T09:30:00+03:00",
        "embargoed": "2025-06-28T06:00:00Z",
        "byline": "Ada Reed",
        "copyrightholder": "Coast Wire",
    }
    (page,) = page_from_bytes(ninjs(**old), "a")
    (new,) = page_from_bytes(
        ninjs(uri="https://wire.example/41", embargoedUntil="2025-06-28T06:00:00Z"), "a"
    )
    assert page == new


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (ninjs(pubStatus="canceled"), "canceled"),
        (ninjs(pubStatus="withheld"), "withheld"),
        (newsml("stat:canceled"), "canceled"),
        (newsml("stat:withheld"), "withheld"),
    ],
)
def test_what_its_publisher_has_pulled_is_not_taken_in(data: bytes, status: str) -> None:
    with pytest.raises(Pulled) as caught:
        page_from_bytes(data, "item")
    whole = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  as it comes from the reading process
    assert (whole.seen, whole.status) == (
        f"item is marked {status} by its publisher, so I keep nothing of it.",
        status,
    )
    assert whole.url is not None
    assert whole.url.startswith("urn:newsml:wire.example:2025:4")


def test_of_several_items_those_that_may_be_used_come_with_those_that_may_not() -> None:
    several = [ninjs(pubStatus="canceled"), ninjs(uri="urn:x:2"), ninjs(pubStatus="withheld")]
    with pytest.raises(Pulled) as caught:
        page_from_bytes(b"[" + b",".join(several) + b"]", "a.json")
    some = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  as it comes from the reading process
    assert [page.url for page in some.usable] == ["urn:x:2"]
    assert [one.status for one in some.every] == ["canceled", "withheld"]
    with pytest.raises(Pulled, match="marked withheld"):
        with_usable(lambda: page_from_bytes(several[2], "a.json"))


def test_what_was_fetched_takes_back_nothing_of_another_site() -> None:
    theirs = ninjs(uri="https://wire.example/41", pubStatus="canceled")
    both = b"[" + theirs + b"," + ninjs(uri="https://wire.example/42") + b"]"
    for site, known in (("wire", "https://wire.example/41"), ("other", None)):
        with pytest.raises(Pulled) as caught:
            page_from_bytes(both, "a.json", url=f"https://{site}.example/news")
        assert [one.url for one in caught.value.every] == [known]


def test_the_one_usable_item_of_a_fetched_list_is_not_at_the_address_of_the_list() -> None:
    good, bad = ninjs(uri="https://wire.example/41"), ninjs(uri="urn:x:2", pubStatus="canceled")
    with pytest.raises(Pulled) as caught:
        page_from_bytes(b"[" + good + b"," + bad + b"]", "a", url="https://wire.example/list.json")
    assert [page.url for page in caught.value.usable] == ["https://wire.example/41"]


@pytest.mark.parametrize(
    ("known", "address"),
    [("https://wire.example/41", "https://wire.example/41"), ("urn:x:41", None)],
)
def test_nor_is_the_one_item_of_a_fetched_list_that_has_words(
    known: str, address: str | None
) -> None:
    bare = ninjs(uri="https://wire.example/40", bodies=[{"value": "…"}])
    items = b"[" + bare + b"," + ninjs(uri=known) + b"]"
    [page] = page_from_bytes(items, "a", url="https://wire.example/list.json")
    assert page.url == address


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ninjs(bodies=None), "a has no text in it."),
        (ninjs(bodies="?", headlines={"x": 1}, infoSources=[1]), "a has no text in it."),
        (b'[{"uri": 1}, 2]', "a is JSON, but of no kind that I know."),
        (b'{"a":' * 100_000, "a looks like JSON, but is broken."),
    ],
)
def test_json_that_is_no_article_is_said(data: bytes, said: str) -> None:
    assert refused(data) == said


def test_a_json_feed_gives_its_articles() -> None:
    feed = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "The Gauge", "items": [
      {"id": "1", "url": "https://gauge.example/1", "title": "Bridge holds",
       "content_html": "<p>It <b>held</b>.</p><p>So far.</p>", "authors": [{"name": "Ada Reed"}],
       "date_published": "2025-06-27T01:30:00+03:00"},
      {"id": "https://gauge.example/2", "content_text": "The tide was high."},
      {"id": "3"}, "odd"]}"""
    assert page_from_bytes(feed, "feed.json") == [
        Page(
            "It held.\nSo far.",
            title="Bridge holds",
            published=FRIDAY,
            published_at=datetime(2025, 6, 26, 22, 30, tzinfo=UTC),
            url="https://gauge.example/1",
            outlet="The Gauge",
            byline="Ada Reed",
        ),
        Page("The tide was high.", url="https://gauge.example/2", outlet="The Gauge"),
    ]


# --- NewsML-G2 ------------------------------------------------------------------------------------

ITEM = Page(
    HELD,
    title="Bridge holds",
    published=FRIDAY,
    published_at=datetime(2025, 6, 26, 22, 30, tzinfo=UTC),
    url="urn:newsml:wire.example:2025:42",
    outlet="Coast Wire",
    byline="Ada Reed",
    embargo=datetime(2025, 6, 29, 6, tzinfo=UTC),
    version=3,
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>x</title></head><body><p>It held.</p><p>{WORDS}</p></body></html></inlineXML>"
)
DATA = f'<inlineData contenttype="text/plain">It held.\n{WORDS}</inlineData>'


@pytest.mark.parametrize("content", ["", XHTML, DATA], ids=["nitf", "xhtml", "plain"])
def test_a_news_item_says_what_when_whose_and_until_when_not(content: str) -> None:
    assert page_from_bytes(newsml(content=content), "a.xml") == [ITEM]


def test_a_news_message_is_all_its_items() -> None:
    one = newsml().decode().partition("?>\n")[2]
    message = f'<newsMessage xmlns="{papers.NAR}"><itemSet>{one}{one}</itemSet></newsMessage>'
    assert page_from_bytes(message.encode(), "a.xml") == [ITEM, ITEM]


def test_entities_of_its_own_are_not_taken_in() -> None:
    laughs = '<!DOCTYPE n [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    hostile = newsml(before=laughs, content="<inlineData>&b; It held.</inlineData>")
    assert refused(hostile) == "a declares entities of its own."
    outside = '<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    hostile = newsml(before=outside, content="<inlineData>&a; It held.</inlineData>")
    assert refused(hostile) == "a declares entities of its own."


def test_a_broken_item_is_said() -> None:
    assert refused(newsml()[:-20]) == "a looks like NewsML-G2, but is broken."
    assert refused(newsml(content="<remoteContent/>")) == "a has no text in it."


# --- schema.org in a page -------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html><head><title>Bridge holds</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebPage", "name": "x"},
 {"@type": ["NewsArticle"], "headline": "Bridge holds", "datePublished": "%s",
  "publisher": {"@type": "Organization", "name": "The Gauge"},
  "author": [{"@type": "Person", "name": "Ada Reed"}, {"name": "Sam Lund"}],
  "articleBody": "%s"}]}</script></head><body>%s</body></html>"""
BODY = "<article><h1>Bridge holds</h1>" + "<p>The bridge over the Sorn held all night.</p>" * 1
LONG = f"<p>{WORDS}</p><p>The mayor said that the old bridge would be taken down in winter.</p>"


def test_a_page_says_when_and_whose_its_article_is() -> None:
    html = PAGE % ("2025-06-27T01:30:00+03:00", "Not what is seen.", BODY + LONG + "</article>")
    (page,) = page_from_bytes(html.encode(), "a.html")
    assert WORDS in page.text
    assert "Not what is seen" not in page.text
    assert (page.title, page.published, page.published_at, page.outlet, page.byline) == (
        "Bridge holds",
        FRIDAY,
        datetime(2025, 6, 26, 22, 30, tzinfo=UTC),
        "The Gauge",
        "Ada Reed; Sam Lund",
    )


def test_a_day_is_no_instant() -> None:
    html = PAGE % ("2025-06-27", "", BODY + LONG + "</article>")
    (page,) = page_from_bytes(html.encode(), "a.html")
    assert (page.published, page.published_at) == (FRIDAY, None)


def test_a_page_that_shows_no_article_is_taken_at_its_word() -> None:
    html = PAGE % ("2025-06-27", f"It held. {WORDS}", "<div id='app'></div>")
    assert page_from_bytes(html.encode(), "a.html")[0].text == f"It held. {WORDS}"


# --- whatever comes -------------------------------------------------------------------------------

WHOLE = [
    word(WORDS),
    pdf([WORDS]),
    MAIL.encode(),
    ninjs(),
    newsml(),
    (PAGE % ("", "", LONG)).encode(),
]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(st.sampled_from(WHOLE), st.data())
def test_a_file_that_was_damaged_gives_pages_or_a_sentence(
    whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 40))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + cut :]
    try:
        assert page_from_bytes(damaged, "a")
    except BadArticle:
        return


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("# The bridge opens", "The bridge opens"),
        ("The bridge opens\n===\n\nNow.", "The bridge opens\n\nNow."),
        ("said Rustem **Umerov**, _then_ minister", "said Rustem Umerov, then minister"),
        ("***No***, said `Ida` [Holm](https://a.example/x).", "No, said Ida Holm."),
        ("![The bridge](a.png)\n> “No,” she said.\n\n* * *\n", "\n“No,” she said.\n\n\n"),
        (r"5 \* 3, snake_case_word and 2 * 3 * 4", "5 * 3, snake_case_word and 2 * 3 * 4"),
        ("“We will not go,” **Ida Holm** said. ## no heading", None),
        ("“We [sic](as he put it) go,” said Holm", "“We [sic](as he put it) go,” said Holm"),
    ],
)
def test_markdown_is_read_as_what_it_shows(marked: str, words: str | None) -> None:
    shown = words or marked.replace("**", "")
    assert plain(marked) == shown


def test_a_file_is_markdown_by_its_name_alone() -> None:
    text = "# The bridge opens\n\n“It stands,” said Ida **Holm**.\n"
    [page] = page_from_bytes(text.encode(), "draft.md")
    assert page.text == "The bridge opens\n\n“It stands,” said Ida Holm.\n"
    [kept] = page_from_bytes(text.encode(), "draft.txt")
    assert kept.text == text
