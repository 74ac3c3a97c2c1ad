"""One visit to a checked network address: what it answers, within the time there is."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, SSLError
from urllib3.util.ssl_match_hostname import CertificateError

from bot.errors import BadArticle, Unreached
from handlers.intake import MAX_BYTES

SILENCE_S = 10.0  # longer than that nobody waits for the next byte
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
class Place:
    """Where a checked address leads: https or not, the host asked for, and where to connect."""

    secure: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]
    url: str


class NotNow(Unreached):
    """A site that asks us to come back later. wait: how much later, 0 when it does not say."""

    def __init__(self, seen: str, remedy: str, wait_s: int = 0) -> None:
        super().__init__(seen, remedy)
        self.wait = timedelta(seconds=wait_s)


@dataclass(frozen=True, slots=True)
class Got:
    """One answer: where it leads, or its body (None for "unchanged") and what marks its state."""

    location: str | None
    data: bytes | None
    etag: str | None = None
    modified: str | None = None


def ask(place: Place, deadline: float, known: Mapping[str, str]) -> Got:
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


def _visit(place: Place, address: str, left_s: float, known: Mapping[str, str]) -> Got:
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
                return Got(location, None)
            data = None if known and response.status == _UNCHANGED else _read(response, place)
            marks = response.headers
            return Got(None, data, marks.get("ETag"), marks.get("Last-Modified"))
    finally:
        cut.cancel()
        line.close()


def _hang_up(lines: list[HTTPConnection | socket.socket]) -> None:
    last = lines[-1]
    with contextlib.suppress(OSError, AttributeError):  # already closed, or not yet open
        (last if isinstance(last, socket.socket) else last.sock).shutdown(socket.SHUT_RDWR)


def _headers(place: Place) -> dict[str, str]:
    host = f"[{place.host}]" if ":" in place.host else place.host
    default = 443 if place.secure else 80
    return {**_HEADERS, "Host": host if place.port == default else f"{host}:{place.port}"}


def _read(response: BaseHTTPResponse, place: Place) -> bytes:
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
