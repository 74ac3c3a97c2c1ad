"""A real browser for the page: headless Chromium, and the page's files without a server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from handlers.practice.driver import Practice

FILES = Path(__file__).parents[2] / "handlers" / "practice" / "page"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000  # before an expectation has failed: a busy machine is slow, not wrong
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, practice: Practice) -> Iterator[Page]:
    """The page as Olha Bondar sees it in #newsdesk; each module brings its own `practice`."""
    page = chromium.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
    page.goto(practice.server.url)
    expect(page.get_by_role("textbox", name="Message #newsdesk")).to_be_visible()
    yield page
    page.close()


@pytest.fixture(scope="session")
def modules(chromium: Browser) -> Iterator[Page]:
    """An empty page that can import the page's modules; whatever else it asks for is not there."""

    def serve(route: Route) -> None:
        name = urlsplit(route.request.url).path.lstrip("/")
        if not name:
            route.fulfill(body="<!doctype html><title>empty</title>", content_type="text/html")
        elif (FILES / name).is_file():
            kind = KINDS[Path(name).suffix]
            route.fulfill(body=(FILES / name).read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    page = chromium.new_page(locale="en-GB", timezone_id="UTC")
    page.route("**/*", serve)
    page.goto("http://127.0.0.1/")
    yield page
    page.close()
