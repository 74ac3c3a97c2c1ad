"""Links, pasted articles and files: read where that was asked for, and told in their thread."""

import json
import logging
import re
import threading
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import papers
import pytest
from newsrooms import Newsroom, reply_to
from papers import WORDS
from slack_sdk import WebClient

from bot.errors import BadArticle, NotAllowed
from bot.model import Page
from handlers.editors import Editors
from handlers.heard import heard
from handlers.links import arrivals, no_version_by_others
from handlers.practice.reply import Reply
from handlers.threads import listen

BRIDGE = """Marenia opens its longest bridge

“We have waited ten years for this morning,” Prime Minister Dora Kell said at the opening.

Kell said that ferries would stop in the autumn. “Nobody will miss the queue,” she added.

According to the engineer Timo Brandt, the bridge stands on 212 piers, each of them drilled forty
metres into the sea bed over two winters, when no other ship was allowed into the strait and the
crews slept on platforms that were heated with the waste of the drills.
"""
URL = "https://news.example/longest-bridge"


def answer_of(newsroom: Newsroom, said: Reply) -> str:
    answer = newsroom.world.answer(said)
    assert answer.thread_ts == said.ts
    assert newsroom.world.refusals == []
    return answer.words


def test_a_pasted_article_in_a_dm_is_read_and_kept(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    told = answer_of(newsroom, reporter.says(BRIDGE))
    assert "Kept: 3 quotes by Dora Kell, 1 by Timo Brandt." in told
    reply = reply_to(newsroom, reporter, "/whosaid Kell", in_="#newsdesk")
    assert "“We have waited ten years for this morning”" in reply.words


@pytest.mark.parametrize("mention", ["", "@whosaid "])
def test_many_words_that_quote_nobody_are_no_article(newsroom: Newsroom, mention: str) -> None:
    before, reporter = newsroom.archive.counts()["articles"], newsroom.world.user("reporter")
    talk = f"{mention}{'long words ' * 600}"
    told = answer_of(newsroom, reporter.says(talk, in_="#newsdesk" * bool(mention)))
    assert "It quotes nobody and has neither title nor address" in told
    assert newsroom.archive.counts()["articles"] == before


SHORT = """Lift at Kessel station out of order again

“We wait for a part,” said Nora Vink, who runs the station. It is the third time this year.

Passengers with prams were sent to the next stop, a walk of twelve minutes."""


@pytest.mark.parametrize(
    ("pasted", "begins"),
    [
        (SHORT, "Kept: 1 quote by Nora Vink."),
        (" ".join(SHORT.split()), "That is too long for a name."),
        ("verify “" + SHORT.replace("“", "").replace("”", "") + "”", "Not found"),
    ],
)
def test_a_few_lines_are_an_article_and_one_line_is_a_question(
    newsroom: Newsroom, pasted: str, begins: str
) -> None:
    assert begins in answer_of(newsroom, newsroom.world.user("reporter").says(pasted))


@pytest.mark.parametrize("body", [BRIDGE, "“We wait for a part,” said Nora Vink."])
@pytest.mark.parametrize("to", ["", "@whosaid "])
def test_a_pasted_header_with_an_address_is_read_as_it_stands(
    newsroom: Newsroom, body: str, to: str
) -> None:
    pasted = f"{to}outlet: The Gauge\nurl: {URL}\ndate: 2025-06-27\n\n{body}"
    told = answer_of(
        newsroom, newsroom.world.user("reporter").says(pasted, in_="#newsdesk" * bool(to))
    )
    assert "Kept: " in told  # its site, which gives nothing, was not asked
    assert newsroom.archive.known(URL) is not None


def test_a_header_without_a_text_leads_to_its_address(newsroom: Newsroom) -> None:
    newsroom.press.pages[URL] = Page(BRIDGE, "The longest bridge", date(2025, 6, 27), url=URL)
    told = answer_of(newsroom, newsroom.world.user("reporter").says(f"title: Bridge\nurl: {URL}"))
    assert "Kept: 3 quotes" in told


def test_a_link_in_a_dm_is_fetched_and_the_second_time_known(newsroom: Newsroom) -> None:
    newsroom.press.pages[URL] = Page(BRIDGE, "The longest bridge", date(2025, 6, 27), url=URL)
    reporter = newsroom.world.user("reporter")
    told = answer_of(newsroom, reporter.says(f"<{URL}>"))
    assert "The longest bridge" in told
    assert "Kept: 3 quotes by Dora Kell" in told
    assert "Known since 28 June 2025: 3 quotes by Dora Kell" in answer_of(
        newsroom, reporter.says(f"<{URL}|news.example>")
    )


def test_a_link_with_a_mention_is_read_and_one_without_is_not(newsroom: Newsroom) -> None:
    newsroom.press.pages[URL] = Page(BRIDGE, url=URL)
    reporter = newsroom.world.user("reporter")
    assert "Kept" in answer_of(newsroom, reporter.says(f"@whosaid <{URL}>", in_="#newsdesk"))
    said = reporter.says(f"look: <{URL}>", in_="#newsdesk")
    newsroom.world.quiet()
    assert newsroom.world.answers(said) == []


def test_links_on_reads_what_is_posted_and_keeps_silent_on_what_is_no_article(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    newsroom.press.pages[URL] = Page(BRIDGE, url=URL)
    newsroom.press.pages["https://shop.example/"] = Page("Cheap shoes. Buy now.")
    told = reply_to(newsroom, reporter, "/whosaid links on", in_="#newsdesk")
    assert "I read every link to an article that is posted here" in told.words
    assert "Kept" in answer_of(newsroom, reporter.says(f"look: <{URL}>", in_="#newsdesk"))
    silent = reporter.says("<https://shop.example/>", in_="#newsdesk")
    world.quiet()
    assert world.answers(silent) == []
    off = reply_to(newsroom, world.user("editor"), "/whosaid links off", in_="#newsdesk")
    assert "I do not read links posted here" in off.words


def test_a_guest_sees_whether_links_are_read_and_does_not_switch_it(newsroom: Newsroom) -> None:
    guest = newsroom.world.user("guest")
    told = reply_to(newsroom, guest, "/whosaid links on", in_="#newsdesk").words
    assert told == "A guest cannot switch this. Ask a member of this workspace."
    told = reply_to(newsroom, guest, "/whosaid links", in_="#newsdesk").words
    assert told.startswith("I do not read links posted here")


def test_of_a_link_that_its_site_did_not_give_only_the_poster_is_told(newsroom: Newsroom) -> None:
    world, reporter, editor = newsroom.world, newsroom.world.user("reporter"), "editor"
    reply_to(newsroom, reporter, "/whosaid links on", in_="#newsdesk")
    world.quiet()
    world.world.messages["C0NEWSDESK"].clear()  # what the command said
    said = reporter.says("<https://nowhere.example/a>", in_="#newsdesk")
    under = reporter.says("<https://nowhere.example/b>", in_="#newsdesk", thread=said)
    world.quiet()
    below = [each for each in reporter.sees("#newsdesk", said) if each.ephemeral]
    beside = [each for each in reporter.sees("#newsdesk") if each.ephemeral]
    why = "Not kept. https://nowhere.example/{} could not be read. Paste the article's text."
    assert [each.words.partition("\n")[2] for each in (*beside, *below)] == [
        why.format("a"),
        why.format("b"),
    ]
    assert [each.thread_ts for each in (*beside, *below)] == [None, under.thread_ts]
    assert world.answers(said) == []
    assert not [each for each in world.user(editor).sees("#newsdesk") if each.ephemeral]
    assert world.refusals == []


def test_a_text_file_in_a_dm_is_read(newsroom: Newsroom) -> None:
    said = newsroom.world.user("reporter").uploads("bridge.txt", BRIDGE.encode())
    assert "Kept: 3 quotes by Dora Kell" in answer_of(newsroom, said)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bridge.docx", papers.word(WORDS)),
        ("bridge.pdf", papers.pdf([WORDS])),
        ("bridge.eml", papers.MAIL.encode()),
        ("bridge.json", papers.ninjs()),
    ],
)
def test_documents_mail_and_wire_copy_in_a_dm_are_read(
    newsroom: Newsroom, name: str, content: bytes
) -> None:
    said = newsroom.world.user("reporter").uploads(name, content)
    assert "1 quote by Ida Holm" in answer_of(newsroom, said)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (papers.newsml("stat:withheld"), "item.xml is marked withheld by its publisher"),
        (papers.ninjs(pubStatus="canceled"), "item.xml is marked canceled by its publisher"),
        (papers.locked(papers.pdf(["x"]), "secret"), "item.xml is encrypted."),
    ],
)
def test_what_may_not_be_used_gets_a_sentence_and_leaves_nothing(
    newsroom: Newsroom, content: bytes, told: str
) -> None:
    before = newsroom.archive.counts()
    said = newsroom.world.user("reporter").uploads("item.xml", content)
    assert told in answer_of(newsroom, said)
    assert newsroom.archive.counts() == before


def test_wire_copy_under_embargo_is_in_no_answer_before_its_time(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.uploads("item.xml", papers.newsml())
    assert "hidden until 29 June 2025" in answer_of(newsroom, said)
    assert "The bridge will hold" not in reply_to(newsroom, reporter, "/whosaid Ida Holm").words
    world.clock.advance(timedelta(days=1, minutes=1))
    newsroom.bot.clock.tick(world.world.now())
    assert "The bridge will hold" in reply_to(newsroom, reporter, "/whosaid Ida Holm").words


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("photo.bin", bytes(range(256)) * 40)]
)
def test_a_file_that_is_no_article_gets_a_sentence_and_leaves_nothing(
    newsroom: Newsroom, name: str, content: bytes
) -> None:
    before = newsroom.archive.counts()
    said = newsroom.world.user("reporter").uploads(name, content)
    told = answer_of(newsroom, said)
    assert f"{name}\nNot kept." in told
    assert newsroom.archive.counts() == before


def test_an_address_that_cannot_be_read_gets_a_sentence(newsroom: Newsroom) -> None:
    said = newsroom.world.user("reporter").says("<https://nowhere.example/a>")
    assert "Not kept. https://nowhere.example/a could not be read. Paste" in answer_of(
        newsroom, said
    )


def test_slacks_login_page_is_not_kept_for_the_file(newsroom: Newsroom) -> None:
    world, before = newsroom.world, newsroom.archive.counts()
    world.faults.missing_scopes = ["files:read"]
    sent = world.user("reporter").uploads("night.txt", BRIDGE.encode())
    told = world.answer(sent).words
    assert "Slack did not give me night.txt. Check that I have the scope files:read." in told
    assert newsroom.archive.counts() == before


def test_the_speakers_of_a_kept_article_are_buttons_that_answer_in_the_thread(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says(BRIDGE)
    told = world.answer(said)
    assert told.buttons == ["Dora Kell", "Timo Brandt"]
    reporter.presses("Timo Brandt", on=told)
    assert "212 piers" in world.answer(said, nth=1).words


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ({"url_private": "https://files.example/a.txt"}, "a.txt does not lie with Slack."),
        ({"url_private": "http://files.slack.com/a.txt"}, "a.txt does not lie with Slack."),
        ({"url_private": "https://slack.com.example/a.txt"}, "a.txt does not lie with Slack."),
        ({}, "I am not let at a.txt."),
        (
            {"url_private": "https://files.slack.com/a.txt", "size": 10_000_001},
            "a.txt is larger than 10 MB.",
        ),
    ],
)
def test_the_token_goes_to_slack_only_and_large_files_are_not_fetched(
    newsroom: Newsroom, file: dict[str, object], told: str
) -> None:
    event = {"channel": "D1", "ts": "1.0", "user": "U1", "files": [{"name": "a.txt", **file}]}
    message = heard(event, "UBOT")
    assert message is not None
    (arrival,) = arrivals(newsroom.bot.desk, newsroom.bot.app.client, message)
    with pytest.raises(BadArticle, match=re.escape(told)):
        arrival.pages()


class Elsewhere(BaseHTTPRequestHandler):
    """Slack where the bot may not have files: it leads to a login page, here on another host."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Elsewhere.asked.append(self.headers["Host"])
        self.send_response(302)
        self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/login")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def test_the_token_follows_no_redirect(newsroom: Newsroom) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"127.0.0.1:{server.server_address[1]}"
    event = {"channel": "D1", "ts": "1.0", "user": "U1"}
    event["files"] = [{"name": "a.txt", "url_private": f"http://{there}/a.txt"}]  # type: ignore[assignment]  # as Slack nests it
    message = heard(event, "UBOT")
    assert message is not None
    client = WebClient(token="xoxb-1", base_url=f"http://{there}/api/")
    (arrival,) = arrivals(newsroom.bot.desk, client, message)
    with pytest.raises(BadArticle, match=r"a\.txt could not be fetched from Slack"):
        arrival.pages()
    server.shutdown()
    server.server_close()
    assert Elsewhere.asked == [there]


def test_an_article_that_breaks_the_reading_does_not_stop_the_others(newsroom: Newsroom) -> None:
    broken, whole = "https://news.example/broken", URL
    newsroom.press.pages[whole] = Page(BRIDGE, "The longest bridge", url=whole)
    newsroom.press.pages[broken] = Page(None, url=broken)  # type: ignore[arg-type]  # a bug's page
    said = newsroom.world.user("reporter").says(f"<{broken}> <{whole}>")
    told = answer_of(newsroom, said)
    assert "Not kept. Something broke on my side, and it is written down as" in told
    assert "Kept: 3 quotes by Dora Kell" in told


class CutOff:
    """Slack behind a line that breaks with every post."""

    def chat_postMessage(self, **_: object) -> None:  # noqa: N802  the SDK's name
        raise ConnectionResetError


def test_an_answer_to_an_article_that_cannot_be_posted_is_written_down(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    desk = newsroom.bot.desk
    event = {"channel": "D1", "ts": "1.1", "user": "U1", "text": BRIDGE}
    message = heard(event, desk.bot_user)
    assert message is not None
    with caplog.at_level(logging.ERROR):
        listen(desk, CutOff(), message)  # type: ignore[arg-type]  # all that is used of a client
        newsroom.bot.readings.shutdown(wait=True)
    assert "type=ConnectionResetError" in caplog.text


def test_a_changed_article_says_which_quotes_are_otherwise(newsroom: Newsroom) -> None:
    reporter = newsroom.world.user("reporter")
    address = f"url: {URL}\n\n"
    answer_of(newsroom, reporter.uploads("bridge.txt", (address + BRIDGE).encode()))
    changed = BRIDGE.replace("ten years", "eleven years").replace(
        "“Nobody will miss the queue,” she", "She"
    )
    told = answer_of(newsroom, reporter.uploads("bridge.txt", (address + changed).encode()))
    assert "A new version (number 2), quotes: 1 reworded, 1 gone" in told
    assert (
        "Dora Kell: We have waited ten years for this morning"
        " now: We have waited eleven years for this morning"
    ) in told
    newsroom.bot.desk.articles.withdraw(URL, "All of it", by="U1", now=newsroom.bot.desk.now())
    newsroom.bot.clock.tick(newsroom.world.clock.now())
    assert newsroom.world.refusals == []


PASTED = """Bridge 14 waits

“The fourteenth bridge will wait until the spring,” the transport minister, Vera Lind, said on
Friday. “Nobody builds on ice,” she said. Earlier reports are at {other} and the plans are public.
"""


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        (PASTED.format(other="https://news.example/older"), None),
        (PASTED.format(other="the town hall") + "\nhttps://news.example/bridge-14", None),
        ("Source: https://news.example/bridge-14\n\n" + PASTED.format(other="hand"), "bridge-14"),
        ("https://news.example/a\n" + PASTED.format(other="hand") + "https://news.example/b", None),
    ],
)
def test_of_a_pasted_article_with_a_link_the_text_is_read(
    newsroom: Newsroom, sent: str, address: str | None
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    told = world.answer(reporter.says(sent))
    assert "Kept: 2 quotes by Vera Lind" in told.words
    kept = newsroom.archive.known("https://news.example/bridge-14")
    assert (kept is not None) == (address is not None)
    assert newsroom.archive.known("https://news.example/older") is None
    assert world.refusals == []


def test_an_address_alone_beside_a_text_is_not_its_own_before_it_is_called_so(
    newsroom: Newsroom,
) -> None:
    world, reporter = newsroom.world, newsroom.world.user("reporter")
    said = reporter.says(PASTED.format(other="hand") + "\nhttps://news.example/bridge-14")
    told = world.answer(said).words
    assert "https://news.example/bridge-14\nNot kept. It stands beside a text" in told
    assert "write Source: before it." in told


REMARK = """{above}
I think that we have to look at this once more before the evening, as “the bridge” of the piece
is not the one that the council meant when it met in March, or is it?
{below}"""


BRIDGE_12 = "https://news.example/bridge-12"
HEADED = "url: https://news.example/bridge-12\noutlet: Harbour News\n\n" + PASTED.format(other="x")


@pytest.mark.parametrize("by", ["reporter", "guest"])
@pytest.mark.parametrize(
    "sent",
    [
        REMARK.format(above="https://news.example/bridge-12", below=""),
        REMARK.format(above="", below="https://news.example/bridge-12"),
        REMARK.format(above="", below="Link: https://news.example/bridge-12"),
    ],
)
def test_a_remark_on_a_kept_article_is_no_version_of_it(
    newsroom: Newsroom, sent: str, by: str
) -> None:
    before, counts = newsroom.archive.known(BRIDGE_12), newsroom.archive.counts()
    told = newsroom.world.answer(newsroom.world.user(by).says(sent)).words
    assert "Known since" in told
    assert (newsroom.archive.known(BRIDGE_12), newsroom.archive.counts()) == (before, counts)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_text_that_names_the_address_of_a_kept_article_changes_nothing(
    newsroom: Newsroom, hidden: bool
) -> None:
    desk, now = newsroom.bot.desk, newsroom.bot.desk.now()
    if hidden:
        desk.articles.withdraw(BRIDGE_12, "Wrong", by="U1", now=now)
    before, counts = newsroom.archive.known(BRIDGE_12), newsroom.archive.counts()
    sent = f"Source: {BRIDGE_12}\n\n" + PASTED.format(other="hand")
    told = newsroom.world.answer(newsroom.world.user("guest").says(sent)).words
    assert "Not kept. An article is kept under its address already" in told
    assert (newsroom.archive.known(BRIDGE_12), newsroom.archive.counts()) == (before, counts)


@pytest.mark.parametrize(("by", "may"), [("guest", False), ("reporter", True)])
@pytest.mark.parametrize("as_file", [False, True])
def test_only_who_may_correct_the_archive_sends_a_new_version_of_a_kept_article(
    newsroom: Newsroom, by: str, may: bool, as_file: bool
) -> None:
    before, person = newsroom.archive.known(BRIDGE_12), newsroom.world.user(by)
    sent = person.uploads("a.txt", HEADED.encode()) if as_file else person.says(HEADED)
    told = newsroom.world.answer(sent).words
    refused = "of which this would be a new version, and only editors may correct the archive."
    assert (refused in told) is not may
    assert (newsroom.archive.known(BRIDGE_12) == before) is not may
    assert newsroom.world.refusals == []


def test_where_editors_are_named_others_send_no_new_version(newsroom: Newsroom) -> None:
    desk = replace(newsroom.bot.desk, editors=Editors("U0EDITOR"))
    client, page = newsroom.bot.app.client, Page("x", url=BRIDGE_12)
    no_version_by_others(desk, client, "U0EDITOR", page)
    no_version_by_others(desk, client, "U0REPORTER", replace(page, url="https://news.example/x"))
    with pytest.raises(NotAllowed, match="only editors may correct the archive"):
        no_version_by_others(desk, client, "U0REPORTER", page)


def test_of_a_file_with_several_articles_only_the_version_is_refused(newsroom: Newsroom) -> None:
    items = [{"url": url, "title": "A bridge", "content_text": PASTED.format(other=url[-1])}
             for url in (BRIDGE_12, "https://news.example/new-story")]  # fmt: skip
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items})
    before = newsroom.archive.known(BRIDGE_12)
    sent = newsroom.world.user("guest").uploads("feed.json", feed.encode())
    told = newsroom.world.answer(sent).words
    assert told.count("Not kept.") == 1
    assert newsroom.archive.known(BRIDGE_12) == before
    assert newsroom.archive.known("https://news.example/new-story") is not None


NOTICE = f"MANDATORY KILL\nThe story “Bridge 12” at {BRIDGE_12} is wrong and must not be used."


@pytest.mark.parametrize(
    "sent",
    [
        NOTICE,
        f"KILL: Bridge 12\nSource: {BRIDGE_12}",
        "WITHDRAWN: Bridge 12",
        f"Editors: please withdraw the story at {BRIDGE_12}.",
    ],
)
def test_a_notice_says_what_it_would_take_back_and_an_editor_does_it(
    newsroom: Newsroom, sent: str
) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    answer = world.answer(editor.says("@whosaid Lind", in_="#newsdesk"))
    before = newsroom.archive.counts()
    said = editor.says(f"@whosaid {sent}", in_="#newsdesk")
    told = world.answer(said)
    assert "Nothing is taken back until an editor says so." in told.words
    assert "Bridge 12: 1 quote by Vera Lind." in told.words
    assert newsroom.archive.counts() == before
    editor.presses("recall", on=told)
    done = world.answer(said, nth=1)
    assert "by @editor: Bridge 12. 1 quote no longer shown" in done.words
    newsroom.bot.clock.tick(world.clock.now())
    assert "not to be used" in world.again(answer).words or "Withdrawn" in world.again(answer).words
    editor.presses("recall", on=told)
    world.quiet()
    assert "No article at" in editor.sees("#newsdesk", thread=said)[-1].words
    assert world.refusals == []


def test_a_wires_cancellation_dropped_in_a_dm_waits_for_who_may_correct(newsroom: Newsroom) -> None:
    world, reporter = newsroom.world, newsroom.world.user("guest")
    world.answer(reporter.uploads("item.json", papers.ninjs()))
    late = papers.ninjs(pubStatus="canceled", version="1")
    told = world.answer(reporter.uploads("item.json", late))
    assert "Version 1 is marked canceled" in told.words
    assert told.buttons == []
    told = world.answer(reporter.uploads("item.json", papers.ninjs(pubStatus="canceled")))
    assert "reads as a notice of withdrawal" in told.words
    reporter.presses("recall", on=told)
    world.quiet()
    refusal = reporter.sees(thread=told)[-1]
    assert "Only editors may correct the archive." in refusal.words
    assert newsroom.archive.known("urn:newsml:wire.example:2025:41") is not None


def test_a_pasted_article_without_an_address_is_killed_by_its_headline(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    assert "Kept:" in world.answer(editor.says(BRIDGE)).words
    notice = world.answer(editor.says("KILL: Marenia opens its longest bridge"))
    editor.presses("Kill it everywhere", on=notice)
    world.quiet()
    told = reply_to(newsroom, editor, "/whosaid Kell", in_="#newsdesk").words
    assert "ten years for this morning" not in told
    assert world.refusals == []


def test_a_notice_on_what_nobody_kept_changes_nothing(newsroom: Newsroom) -> None:
    told = newsroom.world.answer(newsroom.world.user("reporter").says("KILL: Bridge 99"))
    assert "names no story that is shown here. Nothing changed." in told.words


def test_a_notice_on_a_story_that_is_hidden_says_how_to_take_it_back_all_the_same(
    newsroom: Newsroom,
) -> None:
    desk, now = newsroom.bot.desk, newsroom.bot.desk.now()
    editor = newsroom.world.user("editor")
    unnamed = NOTICE.replace("“Bridge 12” ", "")
    never_kept = newsroom.world.answer(editor.says(unnamed.replace("12", "99"))).words
    desk.articles.embargo(BRIDGE_12, now + timedelta(days=1), by="U1", now=now)
    told = newsroom.world.answer(editor.says(unnamed)).words
    assert "under embargo or for other channels, run whosaid kill URL" in told
    assert told == never_kept


def test_the_log_does_not_repeat_the_headline_that_a_notice_took_back(newsroom: Newsroom) -> None:
    world, editor = newsroom.world, newsroom.world.user("editor")
    notice = f"KILL: “The minister took bribes” {BRIDGE_12}"
    told = world.answer(editor.says(f"@whosaid {notice}", in_="#newsdesk"))
    editor.presses("recall", on=told)
    world.quiet()
    page, _ = newsroom.bot.desk.changes.page(limit=1)
    assert [(one.what, one.detail["reason"]) for one in page] == [
        ("article killed", "a kill notice")
    ]
