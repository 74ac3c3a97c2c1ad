"""Feeds over real HTTP on this machine: asked when due, each item read once, failures told once."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from newsrooms import NOW, Newsroom
from typer.testing import CliRunner

from bot.answers import Question
from bot.errors import BadSetting, StoreError
from bot.watch import Watch
from handlers.cli import app
from handlers.feeds import poll_due
from handlers.fetch import Fetcher
from store.feeds import Feeds

PADDING = " ".join(["The tide rose and fell at the quay all day."] * 9)


@dataclass
class Site:
    """A site on loopback. pages: path to (content type, body); status: what it answers instead."""

    address: str = ""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers["If-None-Match"]
            made.asked.append((self.path, known))
            kind, body = made.pages.get(self.path, ("text/plain", ""))
            etag = f'"{hash(body)}"'
            unchanged = made.status == 200 and known == etag
            self.send_response(304 if unchanged else made.status)
            self.send_header("Content-Type", kind)
            self.send_header("ETag", etag)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"" if unchanged else body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def rss(*items: tuple[str, str, str]) -> tuple[str, str]:
    """A feed of (title, link, text)."""
    told = "".join(
        f"<item><title>{title}</title><link>{link}</link>"
        f"<pubDate>Fri, 27 Jun 2025 08:00:00 GMT</pubDate><description>{text}</description></item>"
        for title, link, text in items
    )
    start = "<rss version='2.0'><channel><title>The Gauge</title>"
    return "application/rss+xml", f"{start}{told}</channel></rss>"


def said(by: str, words: str) -> str:
    return f"“{words}”, said {by}. {PADDING}"


def polled(newsroom: Newsroom) -> None:
    """As the clock's tick does, with a fetcher that may go to this machine."""
    desk = replace(newsroom.bot.desk, fetcher=Fetcher(allow=lambda _: True))
    poll_due(desk, newsroom.bot.app.client)


def quotes(newsroom: Newsroom, who: str) -> list[tuple[str, str | None]]:
    return [(hit.text, hit.url) for hit in newsroom.archive.ask(Question(who)).hits]


def test_a_feed_is_read_once_and_asked_for_changes_only(newsroom: Newsroom, site: Site) -> None:
    link = f"{site.address}/ferry"
    site.pages["/rss"] = rss(("Ferry", link, said("Ida Holm", "The ferry sails at dawn")))
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    polled(newsroom)
    assert quotes(newsroom, "Holm") == [("The ferry sails at dawn", link)]
    polled(newsroom)
    assert len(site.asked) == 1, "not due yet"
    newsroom.world.clock.jump_to(NOW + timedelta(minutes=16))
    polled(newsroom)
    assert [path for path, _ in site.asked] == ["/rss", "/rss"]
    assert site.asked[1][1] is not None
    (feed,) = Feeds(newsroom.engine).all()
    assert feed.failures == 0
    assert feed.last_success is not None
    assert feed.last_success >= NOW + timedelta(minutes=16)
    assert newsroom.archive.counts()["articles"] == 14


def test_an_item_that_changes_becomes_a_new_version(newsroom: Newsroom, site: Site) -> None:
    link = f"{site.address}/ferry"
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    for number, words in enumerate(("The ferry sails at dawn", "The ferry sails at noon")):
        site.pages["/rss"] = rss(("Ferry", link, said("Ida Holm", words)))
        newsroom.world.clock.jump_to(NOW + timedelta(minutes=16 * number + 1))
        polled(newsroom)
    assert quotes(newsroom, "Holm") == [("The ferry sails at noon", link)]


def test_a_summary_is_followed_to_its_article(newsroom: Newsroom, site: Site) -> None:
    link = f"{site.address}/ferry"
    site.pages["/rss"] = rss(("Ferry", link, "The ferry."), ("Lost", f"{site.address}/no", "No."))
    site.pages["/ferry"] = ("text/plain", said("Ida Holm", "The ferry sails at dawn"))
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    polled(newsroom)
    (hit,) = newsroom.archive.ask(Question("Holm")).hits
    assert (hit.text, hit.url, hit.outlet) == ("The ferry sails at dawn", link, "The Gauge")
    assert newsroom.archive.counts()["articles"] == 15, "the summary stands for what cannot be had"


def test_a_feed_cannot_say_what_stands_on_another_site(newsroom: Newsroom, site: Site) -> None:
    forged = said("Vera Lind", "I never wanted a bridge")
    theirs = "https://news.example/bridge-12"
    site.pages["/rss"] = rss(("Bridge 12", theirs, forged))
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    before = quotes(newsroom, "Lind")
    polled(newsroom)
    assert quotes(newsroom, "Lind") == before
    (feed,) = Feeds(newsroom.engine).all()
    assert (feed.failures, feed.etag) == (0, None), "it is asked for as a whole next time"


def test_a_feed_added_by_its_address_keeps_no_address_of_another_site(site: Site) -> None:
    site.pages["/rss"] = rss(("Bridge", "https://news.example/bridge-12", "The bridge is late."))
    (page,) = Fetcher(allow=lambda _: True).pages(f"{site.address}/rss")
    assert (page.text, page.url) == ("The bridge is late.", None)


@pytest.mark.parametrize(
    ("status", "headers", "error", "minutes"),
    [
        (500, {}, "127.0.0.1 answered 500 instead of the page.", 15),
        (503, {"Retry-After": "7200"}, "127.0.0.1 asks me to come back later (503).", 120),
        (429, {"Retry-After": "soon"}, "127.0.0.1 asks me to come back later (429).", 15),
        (200, {}, "/rss is not a feed.", 15),
    ],
)
def test_a_failure_is_counted_and_the_next_try_waits(  # noqa: PLR0917  a case's parts
    newsroom: Newsroom,
    site: Site,
    status: int,
    headers: dict[str, str],
    error: str,
    minutes: int,
) -> None:
    site.pages["/rss"] = ("text/html", "<html>No.</html>")
    site.status, site.headers = status, headers
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    polled(newsroom)
    (feed,) = Feeds(newsroom.engine).all()
    assert feed.failures == 1
    assert error in str(feed.last_error)
    assert feed.failing_since is not None
    assert feed.next_try - feed.failing_since == timedelta(minutes=minutes)


def test_the_owner_is_told_once_when_a_feed_has_failed_for_a_day(
    newsroom: Newsroom, site: Site
) -> None:
    world, site.status = newsroom.world, 500
    reporter = world.user("reporter")
    Feeds(newsroom.engine).add(f"{site.address}/rss", owner=reporter.id, by="ada", now=NOW)
    for hours in range(0, 49, 6):
        world.clock.jump_to(NOW + timedelta(hours=hours, minutes=1))
        polled(newsroom)
    (told,) = reporter.sees()
    assert f"I have not been able to read the feed {site.address}/rss since 28 June" in told.words
    assert "127.0.0.1 answered 500" in told.words
    site.status, site.pages["/rss"] = 200, rss()
    world.clock.jump_to(NOW + timedelta(days=3))
    polled(newsroom)
    (feed,) = Feeds(newsroom.engine).all()
    assert (feed.failures, feed.told) == (0, False)


def test_the_clock_asks_the_feeds_that_are_due(newsroom: Newsroom) -> None:
    Feeds(newsroom.engine).add("http://127.0.0.1:9/rss", owner=None, by="ada", now=NOW)
    newsroom.bot.desk.fetcher.feed = Fetcher().feed  # type: ignore[attr-defined]  # as in serve
    newsroom.bot.clock.tick(NOW)
    newsroom.world.quiet()
    (feed,) = Feeds(newsroom.engine).all()
    assert "is not on the public internet" in str(feed.last_error)


def test_feeds_are_named_on_the_command_line(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path}/w.db")
    url = "https://gauge.example/rss"

    def run(*words: str) -> tuple[str, object]:
        done = CliRunner().invoke(app, ["feeds", *words])
        return done.stdout.strip(), type(done.exception)

    assert run("list") == ("", StoreError), "no command that only asks makes a database"
    assert run("add", url, "--owner", "U0ADA")[0] == f"The bot reads {url} from now on."
    assert run("add", url)[1] is StoreError
    assert run("add", "gauge.example")[1] is BadSetting
    assert run("add", "https://b.example/rss", "--owner", "@ada")[1] is BadSetting
    assert f"{url}: not read yet; next try 2" in run("list")[0]
    assert run("pause", url)[0] == f"{url} is paused."
    assert run("list")[0] == f"{url}: paused"
    assert run("resume", url)[0] == f"{url} is asked again at once."
    assert run("remove", url)[0] == f"The bot reads {url} no more."
    assert run("remove", url)[1] is StoreError
    assert run("list")[0].startswith("The bot reads no feed.")


def test_what_a_feed_brings_is_told_to_who_watches(newsroom: Newsroom, site: Site) -> None:
    world, desk = newsroom.world, newsroom.bot.desk
    reporter = world.user("reporter")
    desk.saved.add(reporter.id, Question("Ida Holm", zone="UTC"), person=None, now=NOW)
    desk.saved.watch(1, reporter.id, Watch.AT_ONCE, now=NOW)
    world.clock.advance(timedelta(hours=1))
    link = f"{site.address}/ferry"
    site.pages["/rss"] = rss(("Ferry", link, said("Ida Holm", "The ferry sails at dawn")))
    desk.feeds.add(f"{site.address}/rss", owner=None, by="ada", now=NOW)
    polled(newsroom)
    world.clock.advance(timedelta(minutes=2))
    newsroom.bot.clock.tick(world.clock.now())
    (told,) = reporter.sees()
    assert "“The ferry sails at dawn”" in told.words
