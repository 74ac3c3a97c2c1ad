"""Words for Slack: escaped, cut at a word, dated, linked. No word of an article is changed."""

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlsplit

from babel.dates import format_date

ELLIPSIS = "…"
LINK_LENGTH = 1_500  # a link longer than this goes without its text fragment, or not at all
FRAGMENT_WORDS = 5  # from either end of a long quote: enough for a browser to find it

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPENS_ISOLATE = frozenset("\u2066\u2067\u2068")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def escaped(text: str) -> str:
    """For mrkdwn and for the fallback text: no mention, link or channel can come out of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def isolated(text: str) -> str:
    """The same words, shut in where they carry marks that turn the direction of writing.

    Without such marks the text comes back as it is. With them it is wrapped so that whatever it
    opens ends with it, and a mark that would close our wrapper finds another one to close.
    """
    if not _BIDI.search(text):
        return text
    open_inside = unmatched = 0
    for char in text:
        if char in _OPENS_ISOLATE:
            open_inside += 1
        elif char == _POP_ISOLATE and open_inside:
            open_inside -= 1
        elif char == _POP_ISOLATE:
            unmatched += 1
    return _FIRST_STRONG_ISOLATE * (unmatched + 1) + text + _POP_ISOLATE * (open_inside + 1)


def cut(text: str, limit: int) -> tuple[str, bool]:
    """The text, or its beginning up to a word's end within `limit`; and whether it was cut.

    What comes back is a prefix of the text to the letter. A single word longer than the limit is
    cut inside. A limit of 0 leaves nothing.
    """
    if len(text) <= limit:
        return text, False
    end = limit
    if not text[limit : limit + 1].isspace():
        spaces = [m.start() for m in re.finditer(r"\s", text[:limit])]
        end = spaces[-1] if spaces and spaces[-1] > 0 else limit
    return text[:end].rstrip() or text[:limit], True


def label(text: str, limit: int) -> str:
    """A button's or option's words within Slack's limit, on one line, never empty."""
    flat = " ".join(text.split()) or "–"
    shown, was_cut = cut(flat, limit - 1) if len(flat) > limit else (flat, False)
    return shown + ELLIPSIS if was_cut else shown


def day_words(day: date) -> str:
    return format_date(day, "d MMMM yyyy", locale="en_GB")


def count(number: int, noun: str) -> str:
    """1 quote, 2 quotes, 1,200 quotes."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def link(url: str | None, words: str = "") -> str | None:
    """The article's address, pointing at `words` in it; None when it cannot be a web link."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(url) > LINK_LENGTH:
        return None
    if re.search(r"[\s<>|\"\x00-\x1f]", url):
        return None
    pointed = f"{url}{'' if '#' in url else '#'}:~:text={_fragment(words)}"
    return pointed if words.strip() and len(pointed) <= LINK_LENGTH else url


def _fragment(words: str) -> str:
    """The text directive: a short quote whole, a long one by its first and last words."""
    each = words.split()
    if len(each) <= 2 * FRAGMENT_WORDS:
        return _fragment_part(each)
    return f"{_fragment_part(each[:FRAGMENT_WORDS])},{_fragment_part(each[-FRAGMENT_WORDS:])}"


def _fragment_part(words: Sequence[str]) -> str:
    # A dash ends a prefix in a text directive, so it is encoded too, which quote() leaves out.
    text = " ".join(words).encode("utf-8", "replace")
    return quote(text, safe="").replace("-", "%2D")
