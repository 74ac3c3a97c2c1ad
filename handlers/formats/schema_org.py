"""What a web page declares of its article, beside what is seen: schema.org's words as JSON-LD."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.formats.instants import dated
from handlers.formats.markup import text_of_html, words

_SCRIPT = re.compile(
    rb"<script\b[^>]*\bapplication/ld\+json\b[^>]*>(?P<json>(?>.*?</script))", re.I | re.S
)
_ARTICLE = re.compile(r"(?:\w*NewsArticle|Article|Report|BlogPosting)")
_NODES = 5_000  # of one page that are looked at
_SCRIPTS = 50


@dataclass(frozen=True, slots=True)
class Declared:
    """None for what the page does not declare. body: plain text, "" when it is not there."""

    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    outlet: str | None = None
    byline: str | None = None
    body: str = ""


def declared(data: bytes) -> Declared:
    """The page's first article; an empty Declared where it says nothing."""
    for node in _nodes(data):
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds):
            return _declared(node)
    return Declared()


def _declared(node: dict[str, Any]) -> Declared:
    day, at = dated(node.get("datePublished"), node.get("dateCreated"))
    if len(str(node.get("datePublished") or "")) <= len("2025-06-27"):
        at = None  # a day is no instant
    body = words(node.get("articleBody")) or ""
    return Declared(
        title=words(node.get("headline")),
        published=day,
        published_at=at,
        outlet=_names(node.get("publisher")),
        byline=_names(node.get("author")),
        body=text_of_html(body) if "</" in body or "&" in body else body,
    )


def _nodes(data: bytes) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, from the top down."""
    seen = 0
    for number, script in enumerate(_SCRIPT.finditer(data)):
        if number >= _SCRIPTS:
            return
        try:
            waiting: list[Any] = [json.loads(script["json"][: -len("</script")])]
        except (ValueError, RecursionError):
            continue
        while waiting and seen < _NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, dict):
                yield node
                waiting += [
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
                ]
            elif isinstance(node, list):
                waiting += node[:_NODES]


def _names(value: Any) -> str | None:
    several = value if isinstance(value, list) else [value]
    found = [words(one.get("name")) if isinstance(one, dict) else words(one) for one in several]
    return ", ".join(dict.fromkeys(one for one in found if one)) or None
