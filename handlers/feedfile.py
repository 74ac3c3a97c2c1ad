"""RSS, Atom and JSON Feed: a feed's bytes become its items, each with the page it gives."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.wire import pages_from_json
from store.addresses import same_site

_JSON_FEED = re.compile(rb'\s*+\{[^{}\[\]]{0,2000}?"version"\s*:\s*"https://jsonfeed\.org/version/')
WHOLE_WORDS = 80  # an item with fewer is a summary of its article


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed. link: the address it gives for its article, on whatever site.

    page: what the feed itself says. Its url is None where the link is of another site than the
    feed's own: only that site may say what stands there.
    """

    page: Page
    link: str | None

    @property
    def whole(self) -> bool:
        """Whether the feed gives the article, and not only a line or two about it."""
        own = self.link is None or self.page.url is not None
        return own and len(self.page.text.split()) >= WHOLE_WORDS

    @property
    def mark(self) -> str:
        """The same for the same item, and another once its words, title or link have changed."""
        told = "\n".join((self.link or "", self.page.title or "", self.page.text))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def items(data: bytes, name: str, url: str | None) -> list[Item]:
    """The items with words in them, as the feed orders them. Raises BadArticle for a feed of none.

    url: the feed's own address, None when it came as a file: then its links are taken as they are.
    """
    found = [item for item in entries(data, name, url) if item.page.text]
    if not found:
        raise BadArticle(f"The feed {name} has no articles in it.", "Give a feed with their text.")
    return found


def entries(data: bytes, name: str, url: str | None) -> list[Item]:
    """As `items`, with those of no words but a link; a feed that has none today gives none."""
    if is_json_feed(data):
        return _owned(pages_from_json(data, name), url)
    import feedparser  # noqa: PLC0415  only feeds need it

    # As a stream: feedparser would take a string for an address to fetch or a file to open.
    try:
        feed = feedparser.parse(BytesIO(data))
    except Exception as error:  # of whatever kind: it has errors of its own for odd characters
        raise BadArticle(f"The feed {name} cannot be read.", "Send its articles.") from error
    outlet = feed.feed.get("title") or None
    pages = [page for entry in feed.entries if (page := _entry(entry, outlet)) is not None]
    return _owned(pages, url)


def is_json_feed(data: bytes) -> bool:
    """Whether bytes begin as a JSON Feed does: its version comes before its items."""
    return _JSON_FEED.match(data[:4_000]) is not None


def _owned(pages: Sequence[Page], url: str | None) -> list[Item]:
    return [
        Item(page, page.url)
        if url is None or page.url is None or same_site(url, page.url)
        else Item(replace(page, url=None), page.url)
        for page in pages
    ]


def _entry(entry: dict[str, Any], outlet: str | None) -> Page | None:
    from trafilatura import baseline  # noqa: PLC0415  0.3 s that text and questions spare

    contents = [part["value"] for part in entry.get("content", [])] or [entry.get("summary", "")]
    _, text, _ = baseline(f"<html><body>{max(contents, key=len)}</body></html>")
    if not any(character.isalpha() for character in text):
        if not entry.get("link"):
            return None
        text = ""
    # dict.get, since feedparser's own warns about the fallback that is written out here.
    instant = _instant(dict.get(entry, "published") or dict.get(entry, "updated"))
    return Page(
        text=text,
        title=entry.get("title") or None,
        published=None if instant is None else instant.date(),
        published_at=None if instant is None else instant.astimezone(UTC),
        url=entry.get("link") or None,
        outlet=outlet,
        byline=entry.get("author") or None,
    )


def _instant(words: str | None) -> datetime | None:
    """An instant of RSS ("Wed, 11 Jun 2025 06:10:00 +0300") or Atom, in the feed's own zone."""
    if not words:
        return None
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            instant = parse(words)
            instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
            instant.astimezone(UTC)
        except (OverflowError, ValueError):  # no date, or none that there is in UTC
            continue
        return instant
    return None
