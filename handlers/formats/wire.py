"""News in JSON: ninjs 1.x and 3.x of the IPTC, and JSON Feed."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from bot.errors import BadArticle
from bot.model import Page
from handlers.formats.instants import dated, instant
from handlers.formats.markup import text_of_html, words
from handlers.formats.pulled import has_words, usable_of
from handlers.formats.version import version_number

_FEED = "https://jsonfeed.org/version/"
_KNOWN = "Send ninjs, a JSON Feed, or the article's text."


def pages_from_json(data: bytes, name: str) -> list[Page]:
    """The articles of a ninjs item or list, or of a JSON Feed. Raises BadArticle, or Pulled."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadArticle(f"{name} looks like JSON, but is broken.", _KNOWN) from error
    items = told if isinstance(told, list) else [told]
    if not all(isinstance(item, dict) for item in items):
        raise BadArticle(f"{name} is JSON, but of no kind that I know.", _KNOWN)
    if str(items[0].get("version") if items else "").startswith(_FEED):
        return _of_feed(items[0], name)
    if not items or not all(_is_ninjs(item) for item in items):
        raise BadArticle(f"{name} is JSON, but of no kind that I know.", _KNOWN)
    return _of_items(items, name)


# --- ninjs -----------------------------------------------------------------------------------


def _is_ninjs(item: dict[str, Any]) -> bool:
    named = "uri" in item or "guid" in item
    return named and any(key.lower().startswith(("bod", "headline", "pubstatus")) for key in item)


def _of_items(items: Sequence[dict[str, Any]], name: str) -> list[Page]:
    pages = usable_of(items, name, _known, _of_ninjs)
    if not any(map(has_words, pages)):
        raise BadArticle(f"{name} has no text in it.", "Send an item with its text.")
    return pages


def _known(item: dict[str, Any]) -> tuple[object, str | None, int | None]:
    return _of(item, "pubStatus"), _address(item), version_number(item.get("version"))


def _of_ninjs(item: dict[str, Any]) -> Page:
    day, at = dated(
        *(_of(item, key) for key in ("contentCreated", "firstCreated", "versionCreated"))
    )
    until = instant(_of(item, "embargoedUntil")) or instant(item.get("embargoed"))
    return Page(
        text=_ninjs_text(item),
        title=words(item.get("headline")) or _main(item.get("headlines")),
        published=day,
        published_at=at,
        url=_address(item),
        outlet=_source(item),
        byline=words(item.get("byline")) or words(item.get("by")),
        embargo=until,
        version=version_number(item.get("version")),
    )


def _of(item: dict[str, Any], key: str) -> Any:
    """A property of 3.x, or the same of 1.x, which has no capitals."""
    return item.get(key, item.get(key.lower()))


def _address(item: dict[str, Any]) -> str | None:
    """What the item is known by over all its versions."""
    return words(item.get("uri")) or words(item.get("guid"))


def _ninjs_text(item: dict[str, Any]) -> str:
    for key in ("body_xhtml", "body_html", "body_text"):
        if told := words(item.get(key)):
            return _plain(told, key)
    bodies = [one for one in _list(item.get("bodies")) if words(one.get("value"))]
    # The longest: a summary for a phone may stand beside it
    best = max(bodies, key=lambda one: len(str(one["value"])), default=None)
    return _plain(str(best["value"]), str(best.get("contentType"))) if best else ""


def _plain(told: str, kind: str) -> str:
    return text_of_html(told) if "html" in kind.lower() else told.strip()


def _source(item: dict[str, Any]) -> str | None:
    sources = [*_list(item.get("infoSources")), *_list(item.get("infosource"))]
    for one in sources:
        if name := words(one.get("name")):
            return name
    holder = _of(item, "copyrightHolder")
    return words(holder.get("name")) if isinstance(holder, dict) else words(holder)


def _main(headlines: Any) -> str | None:
    told = [one for one in _list(headlines) if words(one.get("value"))]
    main = [one for one in told if str(one.get("role", "")).rpartition(":")[2] == "main"]
    return words((main or told)[0]["value"]) if told else None


# --- JSON Feed -------------------------------------------------------------------------------


def _of_feed(feed: dict[str, Any], name: str) -> list[Page]:
    pages = [page for page in _entries(feed) if has_words(page)]
    if not pages:
        raise BadArticle(f"The feed {name} has no articles in it.", "Give a feed with their text.")
    return pages


def _entries(feed: dict[str, Any]) -> Iterator[Page]:
    for item in _list(feed.get("items")):
        day, at = dated(item.get("date_published"), item.get("date_modified"))
        html = words(item.get("content_html"))
        text = text_of_html(html) if html else words(item.get("content_text")) or ""
        writers = [*_list(item.get("authors")), *_list([item.get("author")])]
        names = [name for one in writers if (name := words(one.get("name")))]
        yield Page(
            text=text.strip() or words(item.get("summary")) or "",
            title=words(item.get("title")),
            published=day,
            published_at=at,
            url=words(item.get("url")) or words(item.get("id")),
            outlet=words(feed.get("title")),
            byline=", ".join(dict.fromkeys(names)) or None,
        )


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
