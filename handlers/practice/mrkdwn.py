"""Slack's text: what is escaped, what is active in it, and what a reader would see."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.practice.records import Json

_TOKEN = re.compile(r"<([^<>\n]+)>")
_URL = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\"’”»"  # at the end of a typed address these belong to the sentence
_NAME = re.compile(r"(?<![\w@#])([@#])([\w][\w.-]*)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
BROADCASTS = frozenset({"channel", "here", "everyone"})


@dataclass(frozen=True, slots=True)
class Token:
    """Something in a text that is more than characters.

    kind: user, channel, broadcast, usergroup, date or link. target: the id, the name of the
    broadcast, or the address. label: what is shown in its place, None for Slack's own choice.
    """

    kind: str
    target: str
    label: str | None = None


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def active(text: str) -> tuple[Token, ...]:
    """What Slack would act on in a mrkdwn text, in order: mentions, broadcasts, links."""
    return tuple(token for found in _TOKEN.finditer(text) if (token := _token(found[1])))


def _token(inside: str) -> Token | None:
    body, bar, label = inside.partition("|")
    shown = unescape(label) if bar else None
    if body[:1] == "@" and len(body) > 1:
        return Token("user", body[1:], shown)
    if body[:1] == "#" and len(body) > 1:
        return Token("channel", body[1:], shown)
    if body[:1] == "!":
        name, _, rest = body[1:].partition("^")
        if name in BROADCASTS:
            return Token("broadcast", name, shown)
        kind = {"subteam": "usergroup", "date": "date"}.get(name)
        return Token(kind, rest, shown) if kind else None
    if _SCHEME.match(body):
        return Token("link", unescape(body), shown)
    return None


def plain(text: str, names: Mapping[str, str] | None = None) -> str:
    """The text as a reader sees it: tokens shown, entities undone. names: id → shown name."""
    known = names or {}

    def shown(found: re.Match[str]) -> str:
        token = _token(found[1])
        if token is None:
            return found[0]
        if token.label is not None and token.kind not in ("user", "channel", "broadcast"):
            return token.label
        sign = {"user": "@", "channel": "#", "broadcast": "@"}.get(token.kind, "")
        return sign + known.get(token.target, token.label or token.target)

    parts: list[str] = []
    at = 0
    for found in _TOKEN.finditer(text):  # a label is undone by _token, the rest here: never twice
        parts += [unescape(text[at : found.start()]), shown(found)]
        at = found.end()
    return "".join([*parts, unescape(text[at:])])


Finder = Callable[[str, str], tuple[str, str] | None]


def typed(text: str, find: Finder, *, labelled: bool) -> str:
    """What Slack makes of words a person types: escaped, names and addresses turned into tokens.

    find("@" or "#", name) gives (id, name) of who or what is meant, None for nobody. labelled:
    the form of slash commands with should_escape, <@U1|olha> and <#C1|politics>.
    """
    parts: list[str] = []
    at = 0
    for found in _URL.finditer(text):
        url = found[0].rstrip(_TRAILING)
        parts += [_named(text[at : found.start()], find, labelled), f"<{escape(url)}>"]
        at = found.start() + len(url)
    return "".join([*parts, _named(text[at:], find, labelled)])


def _named(text: str, find: Finder, labelled: bool) -> str:
    parts: list[str] = []
    at = 0
    for found in _NAME.finditer(text):
        sign, name = found[1], found[2].rstrip(".-")
        if sign == "@" and name in BROADCASTS and not labelled:
            token = f"<!{name}>"
        elif meant := find(sign, name):
            token = f"<{sign}{meant[0]}|{meant[1]}>" if labelled else f"<{sign}{meant[0]}>"
            if sign == "#":
                token = f"<#{meant[0]}|{meant[1] if labelled else ''}>"
        else:
            continue
        parts += [escape(text[at : found.start()]), token]
        at = found.start() + 1 + len(name)
    return "".join([*parts, escape(text[at:])])


def tokens(text: str, blocks: Iterable[Json]) -> tuple[Token, ...]:
    """Everything active in a message: its fallback text and all of its blocks."""
    return (*active(text), *(token for block in blocks for token in _in_blocks(block)))


def _in_blocks(value: Any) -> Iterator[Token]:
    if isinstance(value, list):
        for item in value:
            yield from _in_blocks(item)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind in ("mrkdwn", "markdown"):
            yield from active(str(value.get("text", "")))
        elif kind in _RICH:
            yield Token(kind, str(value.get(_RICH[kind], "")), value.get("text"))
        elif kind == "button" and value.get("url"):
            yield Token("link", str(value["url"]), None)
        else:
            for item in value.values():
                yield from _in_blocks(item)


_RICH = {
    "user": "user_id",
    "channel": "channel_id",
    "broadcast": "range",
    "usergroup": "usergroup_id",
    "link": "url",
}


def rich_text(text: str) -> Json:
    """The rich_text block that Slack sends along with what a person wrote."""
    elements: list[Json] = []
    at = 0
    for found in _TOKEN.finditer(text):
        token = _token(found[1])
        if token is None or token.kind not in _RICH:
            continue
        if found.start() > at:
            elements.append({"type": "text", "text": unescape(text[at : found.start()])})
        elements.append({"type": token.kind, _RICH[token.kind]: token.target})
        at = found.end()
    if at < len(text) or not elements:
        elements.append({"type": "text", "text": unescape(text[at:])})
    return {
        "type": "rich_text",
        "block_id": "rich",
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def words(text: str, blocks: Iterable[Json], names: Mapping[str, str] | None = None) -> str:
    """All that a reader of the message can read, a line per text; fallback when no blocks."""
    lines = [line for block in blocks for line in _lines(block, names)]
    return "\n".join(lines) if lines else plain(text, names)


def _lines(value: Any, names: Mapping[str, str] | None) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _lines(item, names)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind in ("mrkdwn", "markdown"):
            yield plain(str(value.get("text", "")), names)
        elif kind in ("plain_text", "raw_text", "raw_number"):
            yield str(value.get("text", ""))
        elif kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(_run(item, names) for item in value.get("elements", ()))
        elif kind == "image":
            yield str(value.get("alt_text", ""))
        else:
            for item in value.values():
                yield from _lines(item, names)


def _run(item: Json, names: Mapping[str, str] | None) -> str:
    known = names or {}
    kind = item.get("type")
    if kind in ("user", "channel"):
        target = str(item[_RICH[kind]])
        return ("@" if kind == "user" else "#") + known.get(target, target)
    if kind == "broadcast":
        return "@" + str(item["range"])
    if kind == "emoji":
        return f":{item['name']}:"
    return str(item.get("text") or item.get("url") or item.get("fallback") or "")
