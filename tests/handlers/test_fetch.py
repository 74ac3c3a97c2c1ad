"""Fetching: a server on loopback stands in for a site; `allow` lets only that one through."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BadArticle
from bot.model import Page
from handlers.fetch import Fetcher
from handlers.public import Address, is_public

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
TEXT = b"Ida Holm said that the bridge would stand."


class Site(BaseHTTPRequestHandler):
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Site.seen.append(f"{self.headers['Host']}{self.path}")
        code, headers, body = {
            "/text": (200, PLAIN, TEXT),
            "/zipped": (200, PLAIN | {"Content-Encoding": "gzip"}, compress(TEXT)),
            "/bomb": (200, {"Content-Encoding": "gzip"}, compress(b"x" * 30_000_000)),
            "/broken": (200, {"Content-Encoding": "gzip"}, b"no gzip"),
            "/gone": (404, {}, b""),
            "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/moved": (302, {"Location": "/text"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/inside": (302, {"Location": "http://10.0.0.1/secret"}, b""),
            "/file": (302, {"Location": "file:///etc/passwd"}, b""),
            "/nowhere": (302, {"Location": "http://[nowhere"}, b""),
            "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
            "/t%C3%ABxt?q=%20%C3%AB%25": (200, PLAIN, TEXT),
        }.get(self.path, (404, {}, b""))  # fmt: skip
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


ITEM = b"<item><title>t</title><description>The ferry was late.</description></item>"
FEED = b"<rss version='2.0'><channel><title>The Gauge</title>" + ITEM * 2 + b"</channel></rss>"


@pytest.fixture
def site() -> Iterator[str]:
    Site.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def only_loopback(address: Address) -> bool:
    return str(address) == "127.0.0.1"


FETCHER = Fetcher(allow=only_loopback)


@pytest.mark.parametrize("path", ["/text", "/zipped", "/moved"])
def test_a_page_is_fetched_unpacked_and_followed(site: str, path: str) -> None:
    url = f"{site}{'/text' if path == '/moved' else path}"
    assert FETCHER.fetch(site + path) == Page(TEXT.decode(), url=url)


def test_letters_beyond_ascii_are_sent_as_a_browser_does(site: str) -> None:
    assert FETCHER.fetch(site + "/tëxt?q= ë%25").text == TEXT.decode()


def test_a_feed_gives_its_articles(site: str) -> None:
    assert [page.text for page in FETCHER.pages(site + "/feed")] == ["The ferry was late."] * 2
    with pytest.raises(BadArticle, match="is a feed of 2 articles"):
        FETCHER.fetch(site + "/feed")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "127.0.0.1 answered 404 instead of the page."),
        ("/picture", "is not a page (image/png)."),
        ("/round", "leads from one address to the next."),
        ("/bomb", "The page at 127.0.0.1 is larger than 10 MB."),
        ("/broken", "I could not get the page from 127.0.0.1."),
        ("/inside", "10.0.0.1 is not on the public internet, so I do not fetch from it."),
        ("/nowhere", "leads to something that is not an address."),
        ("/file", "“file:///etc/passwd” is not the address of a page."),
    ],
)
def test_what_cannot_be_fetched_is_said(site: str, path: str, said: str) -> None:
    with pytest.raises(BadArticle) as caught:
        FETCHER.fetch(site + path)
    assert caught.value.seen.endswith(said)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
     "0.0.0.0",  # noqa: S104  asked for, not bound
     "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "localhost."],
)  # fmt: skip
def test_nothing_private_is_ever_asked(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(BadArticle):
        Fetcher().fetch(f"http://{host}:{port}/text")
    assert Site.seen == []


def test_a_private_address_is_refused_in_one_sentence() -> None:
    with pytest.raises(BadArticle) as caught:
        Fetcher().fetch("http://192.168.0.1/")
    assert str(caught.value) == (
        "192.168.0.1 is not on the public internet, so I do not fetch from it."
        " Paste the article's text instead."
    )


@pytest.mark.parametrize(
    "url",
    ["", "example", "ftp://127.0.0.1/", "javascript:alert(1)", "http://", "http://user:pw@127.0.0.1/",
     "http://127.0.0.1:99999/", "http://a b/", "http://" + "a" * 300, "http://\ud800/", "http://[::1",
     "http://127.0.0.1/" + "a" * 3000, "http:///path",
     "http://127.0.0.1/\ud800"],
)  # fmt: skip
def test_what_is_no_address_is_said(url: str) -> None:
    with pytest.raises(BadArticle):
        FETCHER.fetch(url)


def test_a_site_that_is_not_there_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(BadArticle, match=r"I could not get the page from 127\.0\.0\.1"):
            FETCHER.fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nShe said",
    ],
    ids=["in its headers", "in its body"],
)
def test_a_site_that_sends_a_byte_now_and_then_is_cut_off(start: bytes) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line, suppress(OSError):
                line.sendall(start)
                while not stop.wait(0.02):
                    line.sendall(b"x")

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(BadArticle, match="I could not get the page"):
            Fetcher(only_loopback, timeout_s=0.3).fetch(
                f"http://127.0.0.1:{server.getsockname()[1]}/"
            )
        stop.set()
        thread.join()


def test_a_certificate_that_is_no_certificate_is_refused(site: str) -> None:
    with pytest.raises(BadArticle, match="could not prove who it is"):
        FETCHER.fetch(site.replace("http:", "https:") + "/text")


@pytest.fixture
def secure_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A site with a certificate for localhost, whose maker the machine trusts."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the program openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made: list[str | Path]
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]
    subprocess.run([openssl, *made], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refused on purpose
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_must_be_the_hosts_own(secure_port: int) -> None:
    """The connection goes to the checked address, and the certificate is still the name's."""
    anybody = Fetcher(allow=lambda _: True)
    assert anybody.fetch(f"https://localhost:{secure_port}/text").text == TEXT.decode()
    with pytest.raises(BadArticle, match=r"127\.0\.0\.1 could not prove who it is"):
        anybody.fetch(f"https://127.0.0.1:{secure_port}/text")


def test_a_certificate_of_an_unknown_maker_is_refused(
    secure_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(BadArticle, match="localhost could not prove who it is"):
        Fetcher(allow=lambda _: True).fetch(f"https://localhost:{secure_port}/text")


@given(path=st.text(max_size=50))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
def test_no_path_raises_anything_but_a_sentence(site: str, path: str) -> None:
    try:
        FETCHER.fetch(f"{site}/{path}")
    except BadArticle:
        return


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001:0:a00:1::", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("::", False),
        ("ff02::1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@given(st.ip_addresses(v=4))
def test_packing_an_address_into_ipv6_hides_nothing(address: object) -> None:
    inner = ip_address(str(address))
    assert is_public(ip_address(f"::ffff:{inner}")) is is_public(inner)


@given(st.sampled_from(["", "http://127.0.0.1/", "http://127.0.0.1:", "//127.0.0.1"]), st.text())
def test_no_address_raises_anything_but_a_sentence(start: str, words: str) -> None:
    nobody = Fetcher(allow=lambda _: False)
    with pytest.raises(BadArticle):
        nobody.fetch(start + words)
