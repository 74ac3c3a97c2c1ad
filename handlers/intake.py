"""Articles as they come in: files of many kinds become pages, with the text kept to the letter.

What cannot be an article (empty, too large, not text) is refused in one sentence.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

from bot.errors import BadArticle
from bot.model import Page
from handlers.feedfile import is_json_feed, items
from handlers.formats.mail import is_mail, pages_from_mail
from handlers.formats.markdown import is_markdown, plain
from handlers.formats.markup import COMMENT
from handlers.formats.newsml import is_newsml, pages_from_newsml
from handlers.formats.office import page_from_docx
from handlers.formats.pdf import page_from_pdf
from handlers.formats.pulled import Pulled, has_words, pulled
from handlers.formats.web import page_from_html
from handlers.formats.wire import pages_from_json
from store.addresses import same_site

MAX_BYTES = 10_000_000
_HEADER_LINE = re.compile(r"(url|outlet|title|date|byline|embargo|only in):[ \t]*(.*)", re.I)
_PASTED = "The text"
_RESERVED = frozenset({"embargo", "only in"})  # left empty, these are a mistake and not a default
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*>\s*+)?+(?>" + COMMENT + rb"\s*+)*+<(?:!doctype html|html\b)",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\s*+(?>(?:<\?[^>]*>|" + COMMENT + rb"|<!DOCTYPE[^>]*>)\s*+)*+<(?:rss|feed|rdf:RDF)\b",
    re.S,
)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*+(?:\[\s*+)?+\{\s*+"')
_PACKED = {
    b"\xd0\xcf\x11\xe0": "an old Office document, or one with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
}
_SEND_TEXT = (
    "Send text, HTML, DOCX, PDF, mail (EML), ninjs, NewsML-G2 or a feed, or paste the article."
)


def page_from_file(path: Path) -> list[Page]:
    """The article in a file, or the articles of a feed. Raises BadArticle."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadArticle(f"There is no file {path}.", "Check its name.") from error
    except IsADirectoryError as error:
        raise BadArticle(f"{path} is a folder.", "Name a file in it.") from error
    except OSError as error:
        raise BadArticle(
            f"{path} cannot be read ({error.strerror}).", "Check its rights."
        ) from error
    return page_from_bytes(data, path.name)


def page_from_bytes(data: bytes, name: str, *, url: str | None = None) -> list[Page]:
    """The article in a file's bytes, or the articles of a feed. Raises BadArticle.

    url: where the bytes came from; a page from elsewhere cannot claim another address, nor a feed
    that of an article on another site.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data.strip():
        raise BadArticle(f"{name} is empty.", "Send a file with the article in it.")
    for magic, what in _PACKED.items():
        if data.startswith(magic):
            raise BadArticle(f"{name} is {what}.", _SEND_TEXT)
    if is_feed(data):
        return [item.page for item in items(data, name, url)]
    try:
        return _owned(_pages(data, name, url), url)
    except Pulled as some:
        every = [_own(one, name, url) for one in some.every]
        usable = _owned(list(some.usable), url, beside=len(every))
        first, *also = every
        raise pulled(name, first.url, first.status, usable, also, version=first.version) from None


def _own(item: Pulled, name: str, url: str | None) -> Pulled:
    """What was fetched may take back nothing of another site."""
    own = url is None or item.url is None or same_site(url, item.url)
    return item if own else pulled(name, None, item.status)


def is_feed(data: bytes) -> bool:
    """Whether a file's bytes begin as RSS, Atom or a JSON Feed do."""
    return _FEED.match(data[:4_000]) is not None or is_json_feed(data)


def _pages(data: bytes, name: str, url: str | None) -> list[Page]:  # noqa: PLR0911  one a kind
    """By what the bytes are, and by the name where they are damaged; of no other kind is text."""
    if data.startswith(b"%PDF") or name.lower().endswith(".pdf"):
        return [page_from_pdf(data, name)]
    if data.startswith(b"PK\x03\x04") or name.lower().endswith(".docx"):
        return [page_from_docx(data, name)]
    if is_newsml(data):
        return pages_from_newsml(data, name)
    if _JSON.match(data[:200]):
        return pages_from_json(data, name)
    if is_mail(data):
        return pages_from_mail(data, name, page_from_bytes)
    if _HTML.match(data[:4_000]) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return [page_from_html(data, name, url)]
    text = _decoded(data, name)
    return [page_from_text(plain(text) if is_markdown(name) else text, name)]


def _owned(pages: list[Page], url: str | None, *, beside: int = 0) -> list[Page]:
    """What was fetched speaks for its own address, or, where it holds several, for its own site.

    Items of a list that have no words are not among what is returned. beside: how many items came
    with these that may not be used.
    """
    left = [page for page in pages if has_words(page)]
    if url is None:
        return left
    if len(pages) + beside == 1:
        return [replace(page, url=url) for page in left]
    return [
        page if page.url is None or same_site(url, page.url) else replace(page, url=None)
        for page in left
    ]


def page_from_text(text: str, name: str = _PASTED) -> Page:
    """A pasted article. Lines such as `outlet:` and `date:` before an empty line are its header.

    Raises BadArticle for a text without words.
    """
    header, body = _header(text)
    if not any(character.isalpha() for character in body):
        raise BadArticle(f"{name} has no words in it.", "Send the text of an article.")
    if len(body) > MAX_BYTES:
        raise too_large(name)
    day = header.get("date")
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise BadArticle(
            f"The date of {_within(name)} is “{day}”.", "Write it as 2025-06-27, or leave it out."
        ) from error
    return Page(
        text=body,
        title=header.get("title"),
        published=published,
        url=header.get("url"),
        outlet=header.get("outlet"),
        byline=header.get("byline"),
        embargo=instant_of(header["embargo"], name) if "embargo" in header else None,
        places=_named_places(header["only in"], name) if "only in" in header else (),
    )


def _named_places(words: str, name: str) -> tuple[str, ...]:
    """The channels of a header. Raises BadArticle for anything else: a slip must open nothing."""
    if not words:
        raise BadArticle(
            f"“only in” of {_within(name)} is empty.",
            "Write a channel's id, such as C0123ABC, or leave the line out.",
        )
    places = places_of(words)
    if not places or set(places) != set(re.split(r"[\s,;#]+", words.strip(" ,;#"))):
        raise BadArticle(
            f"{name} is only in “{words}”, and I know channels by their id.",
            "Write it as C0123ABC, or pick the channel from Slack's menu as you type its name.",
        )
    return places


def instant_of(words: str, name: str) -> datetime:
    """The end of an embargo, in UTC. Raises BadArticle for a time without its zone: 06:00 where?"""
    if not words:
        raise BadArticle(
            f"“embargo” of {_within(name)} is empty.",
            "Write its end, such as 2025-07-01T06:00+03:00, or leave the line out.",
        )
    try:
        instant = datetime.fromisoformat(words)
        if instant.tzinfo is None:
            raise ValueError("no zone")
        return instant.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise BadArticle(
            f"The embargo of {_within(name)} is “{words}”.",
            "Write it with its zone: 2025-07-01T06:00+03:00.",
        ) from error


def _within(name: str) -> str:
    """The name of a text as it stands inside a sentence."""
    return "the text" if name == _PASTED else name


def places_of(words: str) -> tuple[str, ...]:
    """The ids of channels, however they are set apart: C0123ABC, C0456DEF."""
    return tuple(dict.fromkeys(re.findall(r"\b[CDG][A-Z0-9]{2,}\b", words)))


def has_header(text: str) -> bool:
    """Whether a text begins with header lines, and has words after them."""
    fields, body = _header(text)
    return bool(fields) and any(character.isalpha() for character in body)


def _header(text: str) -> tuple[dict[str, str], str]:
    """The header's fields, and the text after it; no fields when the text begins at once."""
    fields: dict[str, str] = {}
    lines = StringIO(text)
    line = lines.readline()
    while found := _HEADER_LINE.fullmatch(line.strip()):
        if found[2].strip() or found[1].lower() in _RESERVED:
            fields[found[1].lower()] = found[2].strip()
        line = lines.readline()
    if not fields or line.strip():
        return {}, text
    return fields, lines.read()


def _decoded(data: bytes, name: str) -> str:
    """The text of the bytes, whatever its encoding. Raises BadArticle if they are none."""
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf_16 and b"\0" in data[:8_000]:
        raise BadArticle(f"{name} is not a text file.", _SEND_TEXT)
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415  rarely needed, slow to load

        guess = from_bytes(data[:200_000]).best()
        if guess is None:
            raise BadArticle(f"{name} is not a text file.", _SEND_TEXT) from None
        text = data.decode(guess.encoding, errors="replace")
    control = sum(
        1 for character in text[:8_000] if character < " " and character not in "\t\n\r\f"
    )
    if control > len(text[:8_000]) // 50:
        raise BadArticle(f"{name} is not a text file.", _SEND_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def too_large(name: str) -> BadArticle:
    """The refusal of more than MAX_BYTES."""
    return BadArticle(f"{name} is larger than 10 MB.", "Send the article's text alone.")
