"""Fetching a page whose address somebody gave: from public addresses only.

A name is looked up once, every address it has is checked, and the connection goes to the checked
address, so that a second look-up cannot lead elsewhere. Redirects are checked the same way.
"""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from bot.errors import BadArticle
from bot.model import Page
from handlers.feedfile import Item, entries
from handlers.intake import is_feed, page_from_bytes
from handlers.public import Address, is_public
from handlers.visit import Got, Place, ask

TOTAL_TIMEOUT_S = 20.0
MAX_REDIRECTS = 5
_IN_A_PATH = "/%:=&?~+!$,;'@()*[]"  # what may stand in a path or query as it is
_LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True)
class Served:
    """What a feed's address gave. items: None when nothing has changed since `etag` or `modified`.

    etag, modified: to be handed back when it is asked again.
    """

    items: tuple[Item, ...] | None
    etag: str | None
    modified: str | None


class Fetcher:
    """Fetches articles. `allow` says which addresses may be connected to.

    run: how bytes become pages, so that it can be done elsewhere: see ReadingProcess.run.
    """

    def __init__(
        self,
        allow: Callable[[Address], bool] = is_public,
        timeout_s: float = TOTAL_TIMEOUT_S,
        *,
        run: Callable[[Callable[[], Any]], Any] = lambda work: work(),
    ) -> None:
        self._allow = allow
        self._timeout_s = timeout_s
        self._run = run

    def fetch(self, url: str) -> Page:
        """The article at an http or https address. Raises BadArticle when there is none."""
        pages = self.pages(url)
        if len(pages) > 1:
            raise BadArticle(
                f"{url} is a feed of {len(pages)} articles.", "Give the address of one of them."
            )
        return pages[0]

    def pages(self, url: str) -> list[Page]:
        """Like `fetch`; a feed gives several. The time-out is for all of it, redirects too."""
        place, got = self._followed(url, {})
        pages: list[Page] = self._run(
            partial(page_from_bytes, got.data or b"", place.host, url=place.url)
        )
        return pages

    def feed(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Served:
        """A feed's items, unless it is as it was when its site gave `etag` and `modified` with it.

        Raises BadArticle when it cannot be had, NotNow when the site asks us to wait.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        place, got = self._followed(url, {name: value for name, value in known.items() if value})
        if got.data is None:
            return Served(None, got.etag or etag, got.modified or modified)
        if not is_feed(got.data):
            raise BadArticle(
                f"{url[:200]} is not a feed.", "Give the address of an RSS or Atom feed."
            )
        found = tuple(self._run(partial(entries, got.data, place.host, place.url)))
        return Served(found, got.etag, got.modified)

    def _followed(self, url: str, known: Mapping[str, str]) -> tuple[Place, Got]:
        """The last answer on the way that the address leads, and where it came from."""
        deadline = time.monotonic() + self._timeout_s
        start = url
        for _ in range(MAX_REDIRECTS + 1):
            place = self._checked(url)
            got = ask(place, deadline, known)
            if got.location is None:
                return place, got
            url = _redirected(url, got.location)
        raise BadArticle(f"{start} leads from one address to the next.", "Give the last of them.")

    def _checked(self, url: str) -> Place:
        """Where the address leads. Raises BadArticle unless everything about it is allowed."""
        try:
            if len(url) > _LONGEST_URL:
                raise ValueError
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".").encode("idna").decode()
            port = parts.port or {"http": 80, "https": 443}[parts.scheme]
            if parts.username or parts.password or len(host.split()) != 1:
                raise ValueError
            path = quote(parts.path or "/", safe=_IN_A_PATH)
            if parts.query:
                path += "?" + quote(parts.query, safe=_IN_A_PATH)
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (KeyError, ValueError) as error:
            raise BadArticle(
                f"“{url[:200]}” is not the address of a page.", "Give one like https://…/article."
            ) from error
        except OSError as error:
            raise BadArticle(f"There is no site {host}.", "Check the address.") from error
        addresses = tuple(dict.fromkeys(str(info[4][0]) for info in found))
        if not addresses or not all(self._allow(ip_address(each)) for each in addresses):
            raise BadArticle(
                f"{host} is not on the public internet, so I do not fetch from it.",
                "Paste the article's text instead.",
            )
        return Place(parts.scheme == "https", host, port, path, addresses, url)


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise BadArticle(
            f"{url[:200]} leads to something that is not an address.",
            "Paste the article's text instead.",
        ) from error
