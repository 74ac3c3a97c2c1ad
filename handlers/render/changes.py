"""What people changed, a line for each, the newest first."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.standing import Fate, Standing
from handlers.render.blocks import Block, Message, actions, button, line, person, rich, says, words
from handlers.render.quotes import quoted_pieces
from handlers.render.text import ELLIPSIS, count, day_words, escaped, isolated, label
from store.changes import Change

PAGE = 10
QUOTE_LENGTH = 80
_CHANNEL_ID = re.compile(r"[CDG][A-Z0-9]{2,}")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_NOBODY = "somebody who is not shown here"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that a change itself is about, by its id; one that a text writes is words."""

    id: str


Part = str | Channel


def log_message(
    page: Sequence[Change],
    standings: Mapping[int, Standing],
    *,
    zone: str,
    older: bool,
    before: int | None,
) -> Message:
    """One page of the log, for the eyes of an editor. before: where this page begins."""
    if not page:
        return Message("Nobody has changed anything yet.", (says("Nobody has changed anything."),))
    blocks: list[Block] = []
    for change in page:
        blocks.append(_entry(change, standings, zone))
        if change.undoable:
            carried = json.dumps({"undo": change.id, "before": before})
            blocks += actions(button("Undo", "undo", carried))
    if older:
        blocks += actions(button("Older", "log", json.dumps({"before": page[-1].id})))
    text = "\n".join(f"{one.by}: {_plain(what(one, standings))}" for one in page)
    return Message(escaped(text), tuple(blocks))


def _plain(parts: Sequence[Part]) -> str:
    return "".join("a channel" if isinstance(part, Channel) else part for part in parts)


_TOLD = {
    "alias added": "{person} is also called {alias}",
    "people merged": "{person} and {to} are one person",
    "people kept apart": "{person} and {to} are two people",
    "people imported": "{people} people came from a table, {new} of them new, {roles}",
    "article withdrawn": "{article} was withdrawn: {reason}",
    "article killed": "{article} was killed: {reason}",
    "article reinstated": "{article} was reinstated",
    "article corrected": "{article} was marked as a correction: {reason}",
    "article refiled": "{article} was marked as sent again: {reason}",
    "article under embargo": "{article} is under embargo until {until}",
    "article restricted": "{article} is for {places}",
    "articles read again": "{articles} read again, {changed} otherwise than before",
    "article erased": "an article was erased: {reason}",
    "article allowed again": "an article that was erased may come in again: {reason}",
    "person's quotes erased": "the quotes of somebody were erased: {reason}",
    "legal hold set": "{held} came under a legal hold: {reason}",
    "legal hold lifted": "the legal hold on {held} was lifted: {reason}",
    "digest set": "the digest of {channel} was set to {at} {zone}",
    "digest stopped": "the digest of {channel} was stopped",
    "links switched": "links in {channel} are {read}",
    "feed added": "the feed {url} is read",
    "feed removed": "the feed {url} is read no more",
    "feed paused": "the feed {url} rests",
    "feed resumed": "the feed {url} goes on",
}


def what(change: Change, standings: Mapping[int, Standing]) -> list[Part]:
    """What was changed, in the parts of a line."""
    if change.what == "quote corrected":
        return [_correction(change, standings)]
    parts: list[Part] = []
    for literal, name, *_ in Formatter().parse(_TOLD.get(change.what, "{what}")):
        parts += [literal] if literal else []
        parts += _value(change, name) if name else []
    return parts


def _value(change: Change, name: str) -> list[Part]:
    """One of what the sentences of _TOLD name. Only that is looked at: another kind of change may
    keep something else under the same name."""
    if special := _SPECIAL.get(name):
        told = special(change)
        return told if isinstance(told, list) else [told]
    kept = change.detail.get(name)
    return [_said(str("" if kept is None else kept))]


def _article(change: Change) -> str:
    """The bridge opens (The Gauge, 27 June 2025), as far as it may be named."""
    named = change.article
    if named is None:
        return "an article that is not shown here"
    day = day_words(named.published) if named.published else None
    where = ", ".join(filter(None, (named.outlet and _said(named.outlet), day)))
    if named.title is None:
        return f"an article ({where})" if where else "an article"
    return f"{_said(named.title)} ({where})" if where else _said(named.title)


def _places(change: Change) -> list[Part]:
    places = change.detail.get("places") or ()
    if change.article is None or not places:
        return ["everybody" if not places else "some channels only"]
    listed = [part for place in places for part in (", ", _channel(place))]
    return [*listed[1:], " only"]


def _channel(channel: str | None) -> Part:
    if channel and _CHANNEL_ID.fullmatch(channel):
        return Channel(channel)
    return _said(channel or "?")


def _correction(change: Change, standings: Mapping[int, Standing]) -> str:
    standing = standings.get(change.quote_id or 0)
    hit = standing.hit if standing else None
    if standing is None or hit is None or standing.fate in (Fate.KILLED, Fate.WITHDRAWN):
        return "a quote that is not shown here was corrected"
    shown, was_cut = quoted_pieces(hit, QUOTE_LENGTH)
    said = f" {ELLIPSIS} ".join(shown) + (f" {ELLIPSIS}" if was_cut else "")
    detail = change.detail
    many = detail.get("articles", 1)
    told = f" (in all {many} articles it ran in): {said}" if many > 1 else f": {said}"
    match detail["kind"]:
        case "speaker":
            to, was = _name(change, detail["to"]), _name(change, detail["from"])
            return f"said by {to}, not by {was}{told}"
        case "day":
            return f"said on {day_words(date.fromisoformat(detail['day']))}{told}"
        case "words":
            return f"begins or ends elsewhere{told}"
        case _:
            return f"not a quote{told}"


def _name(change: Change, person_id: int | None) -> str:
    return _said(change.names.get(person_id or 0, _NOBODY))


def _said(text: str) -> str:
    return isolated(label(text, 100))


def _entry(change: Change, standings: Mapping[int, Standing], zone: str) -> Block:
    when = format_datetime(
        change.at.astimezone(ZoneInfo(zone)), "d MMMM yyyy, HH:mm", locale="en_GB"
    )
    runs = [words(f"{when} · "), _who(change.by), words(" · "), *_told(change, standings)]
    if change.undone_at is None:
        return rich(line(*runs))
    on = day_words(change.undone_at.astimezone(ZoneInfo(zone)).date())
    undone = [words("undone by ", italic=True), _who(change.undone_by or "")]
    return rich(line(*runs), line(*undone, words(f" on {on}", italic=True)))


def _told(change: Change, standings: Mapping[int, Standing]) -> list[Block]:
    """What was changed, a channel as a link to it."""
    runs = [
        {"type": "channel", "channel_id": part.id} if isinstance(part, Channel) else words(part)
        for part in what(change, standings)
    ]
    if change.undoable or change.undone_at:
        return runs
    return [*runs, words(f" ({change.why_not})", italic=True)]


def _held(change: Change) -> str:
    if change.detail.get("article"):
        return _article(change)
    return _name(change, change.detail.get("person"))


def _many(change: Change, name: str, noun: str) -> str:
    kept = change.detail.get(name)
    return count(kept if isinstance(kept, int) else 0, noun)


# What a change's detail does not have in the words in which it is told.
_SPECIAL: dict[str, Callable[[Change], Part | list[Part]]] = {
    "what": lambda change: _said(change.what),
    "person": lambda change: _name(change, change.detail.get("person")),
    "to": lambda change: _name(change, change.detail.get("to")),
    "article": _article,
    "held": _held,
    "reason": lambda change: _said(str(change.detail.get("reason") or "no reason given")),
    "read": lambda change: "read" if change.detail.get("on") else "not read any more",
    "articles": lambda change: _many(change, "articles", "article"),
    "roles": lambda change: _many(change, "roles", "new role"),
    "channel": lambda change: [_channel(change.detail.get("channel"))],
    "places": _places,
}


def _who(by: str) -> Block:
    """Only the one who asked sees it, so that a mention calls nobody."""
    return person(by) if _SLACK_ID.fullmatch(by) else words(by)
