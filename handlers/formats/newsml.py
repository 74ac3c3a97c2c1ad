"""NewsML-G2 of the IPTC: news items, one by one or in a news message.

Read with lxml alone: no catalogue is fetched, no entity is taken in, nothing outside is asked.
"""

import re
from typing import Any

from lxml import etree

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.instants import dated, instant
from handlers.formats.markup import COMMENT, text_of, text_of_html
from handlers.formats.pulled import has_words, usable_of
from handlers.formats.version import version_number

_NAR = "http://iptc.org/std/nar/2006-10-01/"
_N = {"n": _NAR}
_ROOT = re.compile(
    rb"\s*+(?>(?:<\?[^>]*>|" + COMMENT + rb"|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>)\s*+)*+"
    rb"<(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem)\b",
    re.S,
)


def is_newsml(data: bytes) -> bool:
    return _ROOT.match(data[:20_000]) is not None


def pages_from_newsml(data: bytes, name: str) -> list[Page]:
    """The articles of a news item or message. Raises BadArticle, or Pulled."""
    root = _parsed(data, name)
    items = root.iter(f"{{{_NAR}}}newsItem")
    pages = usable_of(items, name, _known, _page)
    if not any(map(has_words, pages)):
        raise BadArticle(f"{name} has no text in it.", "Send a news item with its text.")
    return pages


def _known(item: Any) -> tuple[str | None, str | None, int | None]:
    status = _said(item, "n:itemMeta/n:pubStatus/@qcode")
    return status, item.get("guid") or None, version_number(item.get("version"))


def _parsed(data: bytes, name: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadArticle(
            f"{name} looks like NewsML-G2, but is broken.", "Send it again, or its text."
        ) from error
    inside = root.getroottree().docinfo.internalDTD
    if inside is not None and any(True for _ in inside.iterentities()):
        raise BadArticle(f"{name} declares entities of its own.", "Send it without them.")
    return root


def _page(item: Any) -> Page:
    day, at = dated(
        _said(item, "n:contentMeta/n:contentCreated"),
        _said(item, "n:itemMeta/n:firstCreated"),
        _said(item, "n:itemMeta/n:versionCreated"),
    )
    return Page(
        text=_text(item),
        title=_said(item, "n:contentMeta/n:headline"),
        published=day,
        published_at=at,
        url=item.get("guid") or None,
        outlet=_said(item, "n:contentMeta/n:infoSource/n:name")
        or _said(item, "n:itemMeta/n:provider/n:name"),
        byline=_said(item, "n:contentMeta/n:by"),
        embargo=instant(_said(item, "n:itemMeta/n:embargoed")),
        version=version_number(item.get("version")),
    )


def _said(item: Any, path: str) -> str | None:
    """The words of the first element or attribute at a path."""
    for found in item.xpath(path, namespaces=_N):
        words = found if isinstance(found, str) else "".join(found.itertext())
        if words.strip():
            return " ".join(words.split())
    return None


def _text(item: Any) -> str:
    """The longest text among the contents: renditions of one article may stand side by side."""
    texts = [_inline_xml(each) for each in item.iterfind("n:contentSet/n:inlineXML", _N)]
    for each in item.iterfind("n:contentSet/n:inlineData", _N):
        told = "".join(each.itertext())
        texts.append(text_of_html(told) if "html" in each.get("contenttype", "") else told.strip())
    return max(texts, key=len, default="")


def _inline_xml(content: Any) -> str:
    """XHTML's body, or NITF's body.content, whose head repeats the headline and the by-line."""
    for wanted in ("body.content", "body"):
        found = content.xpath(f".//*[local-name()='{wanted}']")
        if found:
            return text_of(found[0])
    return text_of(content)
