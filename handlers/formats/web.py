"""A web page: its article, as a reader sees it and as the page declares it."""

import re
from datetime import date
from typing import Any

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.schema_org import declared


def page_from_html(data: bytes, name: str, url: str | None) -> Page:
    """The article of a page. Raises BadArticle when there is none.

    url: where it came from; a page from elsewhere cannot claim another address.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415  0.3 s that text and questions spare

    found: Any = bare_extraction(
        _as_shown(data), url=url, favor_precision=True, include_comments=False,
        include_tables=False, with_metadata=True,
    )  # fmt: skip
    said = declared(data)
    # What stands in the page comes first: it is what a reader can check
    text = (found.text or "").strip() if found is not None else ""
    text = text or said.body
    if not any(character.isalpha() for character in text):
        raise BadArticle(
            f"I found no article in {name}.",
            "Open it in a browser; if you can read it there, paste the text.",
        )
    seen = found.title if found is not None else None
    return Page(
        text=text,
        title=seen or said.title,
        published=said.published or (_day(found.date) if found is not None else None),
        published_at=said.published_at,
        url=url or (found.url if found is not None else None) or None,
        outlet=(found.sitename if found is not None else None) or said.outlet,
        byline=(found.author if found is not None else None) or said.byline,
    )


_QUOTED = re.compile(rb"<q(?:\s[^<>]*)?>((?:[^<]|<(?!/?q\b))*)</q\s*>", re.I)
_STRUCK = re.compile(rb"<(del|s|strike)(?:\s[^<>]*)?>(?:[^<]|<(?!/?\1\b))*</\1\s*>", re.I)


def _as_shown(data: bytes) -> bytes:
    """The page with marks around what a browser puts in marks, and without what is struck out."""
    return _QUOTED.sub(rb"&ldquo;\1&rdquo;", _STRUCK.sub(b"", data))


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None
