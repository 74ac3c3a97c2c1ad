"""Fetching a page whose address somebody gave: from public addresses only.

A name is looked up once, every address it has is checked, and the connection goes to the checked
address, so that a second look-up cannot lead elsewhere. Redirects are checked the same way.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, SSLError
from urllib3.util.ssl_match_hostname import CertificateError

from bot.errors import BadArticle, Unreached
from bot.model import Page
from handlers.feedfile import Item, entries
from handlers.intake import MAX_BYTES, is_feed, page_from_bytes
from handlers.public import Address, is_public

SILENCE_S = 10.0  # longer than that nobody waits for the next byte
TOTAL_TIMEOUT_S = 20.0
MAX_REDIRECTS = 5
_IN_A_PATH = "/%:=&?~+!$,;'@()*[]"  # what may stand in a path or query as it is
_LONGEST_URL = 2_000
_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/json",
    "application/feed+json",
    "application/vnd.iptc.g2",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml",
)
_UNCHANGED = 304
_LATER = frozenset({429, 503})  # may come with Retry-After
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "whosaid (a newsroom's archive of quotes)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a checked address leads: https or not, the host asked for, and where to connect."""

    secure: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Served:
    """What a feed's address gave. items: None when nothing has changed since `etag` or `modified`.

    etag, modified: to be handed back when it is asked again.
    """

    items: tuple[Item, ...] | None
    etag: str | None
    modified: str | None


class NotNow(Unreached):
    """A site that asks us to come back later. wait: how much later, 0 when it does not say."""

    def __init__(self, seen: str, remedy: str, wait_s: int = 0) -> None:
        super().__init__(seen, remedy)
        self.wait = timedelta(seconds=wait_s)


@dataclass(frozen=True, slots=True)
class _Got:
    """One answer: where it leads, or its body (None for "unchanged") and what marks its state."""

    location: str | None
    data: bytes | None
    etag: str | None = None
    modified: str | None = None


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

    def _followed(self, url: str, known: Mapping[str, str]) -> tuple[_Place, _Got]:
        """The last answer on the way that the address leads, and where it came from."""
        deadline = time.monotonic() + self._timeout_s
        start = url
        for _ in range(MAX_REDIRECTS + 1):
            place = self._checked(url)
            got = _ask(place, deadline, known)
            if got.location is None:
                return place, got
            url = _redirected(url, got.location)
        raise BadArticle(f"{start} leads from one address to the next.", "Give the last of them.")

    def _checked(self, url: str) -> _Place:
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
        return _Place(parts.scheme == "https", host, port, path, addresses, url)


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise BadArticle(
            f"{url[:200]} leads to something that is not an address.",
            "Paste the article's text instead.",
        ) from error


def _ask(place: _Place, deadline: float, known: Mapping[str, str]) -> _Got:
    """Where the address redirects to, or the body, from the first address that gives either."""
    trouble: Exception | None = None
    for address in place.addresses[:3]:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            answer = _visit(place, address, left, known)
        except (HTTPError, HTTPException, CertificateError, OSError) as error:
            trouble = error
            continue
        # Where time ran out the line was cut, and what came until then is not the page.
        if time.monotonic() < deadline:
            return answer
    if isinstance(trouble, (ssl.SSLError, SSLError, CertificateError)):
        raise Unreached(
            f"{place.host} could not prove who it is (its certificate is not valid).",
            "Paste the article's text instead.",
        ) from trouble
    raise Unreached(
        f"I could not get the page from {place.host}.",
        "Try again later, or paste the article's text.",
    ) from trouble


def _visit(place: _Place, address: str, left_s: float, known: Mapping[str, str]) -> _Got:
    """One request to the address itself; the certificate must still be the host's.

    The line is cut when the time is up, however slowly the other side goes on sending.
    """
    timeout_s = min(SILENCE_S, left_s)
    line: HTTPConnection = (
        HTTPSConnection(
            address,
            place.port,
            timeout=timeout_s,
            server_hostname=place.host,
            assert_hostname=place.host,
        )
        if place.secure
        else HTTPConnection(address, place.port, timeout=timeout_s)
    )
    lines: list[HTTPConnection | socket.socket] = [line]
    cut = threading.Timer(left_s, _hang_up, [lines])
    cut.daemon = True
    cut.start()
    try:
        line.connect()
        # http.client lets go of the socket once the headers are there; we must not.
        lines.append(line.sock)
        headers = {**_headers(place), **known}
        line.request("GET", place.path, headers=headers, preload_content=False)
        with contextlib.closing(line.getresponse()) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                return _Got(location, None)
            data = None if known and response.status == _UNCHANGED else _read(response, place)
            marks = response.headers
            return _Got(None, data, marks.get("ETag"), marks.get("Last-Modified"))
    finally:
        cut.cancel()
        line.close()


def _hang_up(lines: list[HTTPConnection | socket.socket]) -> None:
    last = lines[-1]
    with contextlib.suppress(OSError, AttributeError):  # already closed, or not yet open
        (last if isinstance(last, socket.socket) else last.sock).shutdown(socket.SHUT_RDWR)


def _headers(place: _Place) -> dict[str, str]:
    host = f"[{place.host}]" if ":" in place.host else place.host
    default = 443 if place.secure else 80
    return {**_HEADERS, "Host": host if place.port == default else f"{host}:{place.port}"}


def _read(response: BaseHTTPResponse, place: _Place) -> bytes:
    """The body, unpacked. Raises BadArticle for anything but a page of a bearable size."""
    if response.status in _LATER:
        asked = response.headers.get("Retry-After", "")
        raise NotNow(
            f"{place.host} asks me to come back later ({response.status}).",
            "Try again later, or paste the article's text.",
            min(int(asked), 86_400) if asked.isascii() and asked.isdigit() else 0,
        )
    if response.status != 200:
        raise Unreached(
            f"{place.host} answered {response.status} instead of the page.",
            "Open the address in a browser; if you can read it there, paste the text.",
        )
    kind = response.headers.get("Content-Type", "text/html").lower()
    if not kind.startswith(_TYPES):
        raise BadArticle(
            f"{place.url[:200]} is not a page ({kind.split(';')[0][:60]}).",
            "Give the address of the article, or paste its text.",
        )
    data = bytearray()
    while chunk := response.read1(65_536, decode_content=True):
        data += chunk
        if len(data) > MAX_BYTES:
            raise BadArticle(
                f"The page at {place.host} is larger than 10 MB.", "Paste the article's text."
            )
    return bytes(data)
