"""Fetching a page whose address somebody gave: from public addresses only.

A name is looked up once, every address it has is checked, and the connection goes to the checked
address, so that a second look-up cannot lead elsewhere. Redirects are checked the same way.
"""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, SSLError

from bot.errors import BadArticle
from bot.model import Page
from handlers.intake import MAX_BYTES, page_from_bytes

Address = IPv4Address | IPv6Address

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 10.0
TOTAL_TIMEOUT_S = 20.0
MAX_REDIRECTS = 5
_LONGEST_URL = 2_000
_NAT64 = ip_network("64:ff9b::/96")
_TYPES = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "whosaid (a newsroom's archive of quotes)",
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


def is_public(address: Address) -> bool:
    """Could this address belong to anybody's site? Not if it, or one packed in it, is special."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        packed = [address.sixtofour, *(address.teredo or ())]
        if any(inner is not None and not is_public(inner) for inner in packed):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a checked address leads: https or not, the host asked for, and where to connect."""

    secure: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]
    url: str


class Fetcher:
    """Fetches articles. `allow` says which addresses may be connected to."""

    def __init__(self, allow: Callable[[Address], bool] = is_public) -> None:
        self._allow = allow

    def fetch(self, url: str) -> Page:
        """The article at an http or https address. Raises BadArticle when there is none."""
        pages = self.pages(url)
        if len(pages) > 1:
            raise BadArticle(
                f"{url} is a feed of {len(pages)} articles.", "Give the address of one of them."
            )
        return pages[0]

    def pages(self, url: str) -> list[Page]:
        """Like `fetch`; a feed gives several. Takes at most about TOTAL_TIMEOUT_S."""
        deadline = time.monotonic() + TOTAL_TIMEOUT_S
        start = url
        for _ in range(MAX_REDIRECTS + 1):
            place = self._checked(url)
            response = _ask(place, deadline)
            try:
                if response.status in _REDIRECTS and response.headers.get("Location"):
                    url = urljoin(url, response.headers["Location"])
                    continue
                data = _read(response, place, deadline)
            finally:
                response.close()
            return page_from_bytes(data, place.host, url=url)
        raise BadArticle(f"{start} leads from one address to the next.", "Give the last of them.")

    def _checked(self, url: str) -> _Place:
        """Where the address leads. Raises BadArticle unless everything about it is allowed."""
        try:
            if len(url) > _LONGEST_URL:
                raise ValueError
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".").encode("idna").decode()
            port = parts.port or {"http": 80, "https": 443}[parts.scheme]
            if not host or parts.username or parts.password or " " in url.strip():
                raise ValueError
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
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _Place(parts.scheme == "https", host, port, path, addresses, url)


def fetch(url: str) -> Page:
    """The article at a public address. Raises BadArticle when it cannot be had."""
    return Fetcher().fetch(url)


def _ask(place: _Place, deadline: float) -> BaseHTTPResponse:
    """The answer's status and headers, from the first of the addresses that answers."""
    host = f"[{place.host}]" if ":" in place.host else place.host
    default = 443 if place.secure else 80
    headers = {**_HEADERS, "Host": host if place.port == default else f"{host}:{place.port}"}
    trouble: HTTPError | None = None
    for address in place.addresses[:3]:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        timeout = Timeout(connect=min(CONNECT_TIMEOUT_S, left), read=min(READ_TIMEOUT_S, left))
        try:
            return _pool(place, address, timeout).urlopen(
                "GET",
                place.path,
                headers=headers,
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
            )
        except HTTPError as error:
            trouble = error
    if isinstance(trouble, SSLError):
        raise BadArticle(
            f"{place.host} could not prove who it is (its certificate is not valid).",
            "Paste the article's text instead.",
        ) from trouble
    raise _unreachable(place) from trouble


def _pool(place: _Place, address: str, timeout: Timeout) -> HTTPConnectionPool:
    """A connection to the address itself; the certificate must still be the host's."""
    if place.secure:
        return HTTPSConnectionPool(
            address,
            place.port,
            timeout=timeout,
            server_hostname=place.host,
            assert_hostname=place.host,
        )
    return HTTPConnectionPool(address, place.port, timeout=timeout)


def _read(response: BaseHTTPResponse, place: _Place, deadline: float) -> bytes:
    """The body, unpacked. Raises BadArticle for anything but a page of a bearable size."""
    if response.status != 200:
        raise BadArticle(
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
    try:
        for chunk in _chunks(response):
            data += chunk
            if len(data) > MAX_BYTES:
                raise BadArticle(
                    f"The page at {place.host} is larger than 10 MB.", "Paste the article's text."
                )
            if time.monotonic() > deadline:
                raise _unreachable(place)
    except HTTPError as error:
        raise _unreachable(place) from error
    return bytes(data)


def _chunks(response: BaseHTTPResponse) -> Iterator[bytes]:
    yield from response.stream(65_536, decode_content=True)


def _unreachable(place: _Place) -> BadArticle:
    return BadArticle(
        f"{place.host} did not answer in time.", "Try again later, or paste the article's text."
    )
