"""What people changed, a line for each, the newest first."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.standing import Fate, Standing
from handlers.render.blocks import Block, Message, actions, button, line, person, rich, says, words
from handlers.render.quotes import quoted_pieces
from handlers.render.text import ELLIPSIS, day_words, escaped, isolated, label
from store.changes import Change

PAGE = 10
QUOTE_LENGTH = 80
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_NOBODY = "somebody who is not shown here"


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
    text = "\n".join(f"{one.by}: {what(one, standings)}" for one in page)
    return Message(escaped(text), tuple(blocks))


_TOLD = {
    "alias added": "{person} is also called {alias}",
    "people merged": "{person} and {to} are one person",
    "people kept apart": "{person} and {to} are two people",
    "people imported": "{people} people came from a table, {new} of them new",
    "article withdrawn": "an article was withdrawn: {reason}",
    "article restricted": "who may see an article was changed",
    "digest set": "the digest of <#{channel}> was set to {at} {zone}",
    "digest stopped": "the digest of <#{channel}> was stopped",
    "links switched": "whether links are read in <#{channel}> was changed",
}


def what(change: Change, standings: Mapping[int, Standing]) -> str:
    """What was changed, in a line."""
    if change.what == "quote corrected":
        return _correction(change, standings)
    detail = change.detail
    return _TOLD.get(change.what, "{what}").format(
        what=change.what,
        person=_name(change, detail.get("person")),
        to=_name(change, detail.get("to")),
        alias=_said(str(detail.get("alias", ""))),
        reason=_said(str(detail.get("reason") or "no reason given")),
        channel=detail.get("channel"),
        people=detail.get("people"),
        new=detail.get("new"),
        at=detail.get("at"),
        zone=detail.get("zone"),
    )


def _correction(change: Change, standings: Mapping[int, Standing]) -> str:
    standing = standings.get(change.quote_id or 0)
    hit = standing.hit if standing else None
    if standing is None or hit is None or standing.fate in (Fate.KILLED, Fate.WITHDRAWN):
        return "a quote that is not shown here was corrected"
    shown, was_cut = quoted_pieces(hit, QUOTE_LENGTH)
    said = f" {ELLIPSIS} ".join(shown) + (f" {ELLIPSIS}" if was_cut else "")
    detail = change.detail
    match detail["kind"]:
        case "speaker":
            to, was = _name(change, detail["to"]), _name(change, detail["from"])
            return f"{said} is by {to}, not by {was}"
        case "day":
            return f"{said} was said on {day_words(date.fromisoformat(detail['day']))}"
        case "words":
            return f"{said} begins or ends elsewhere"
        case _:
            return f"{said} is not a quote"


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
    told, mark = what(change, standings), f"<#{change.detail.get('channel')}>"
    before, there, after = told.partition(mark)
    channel = [{"type": "channel", "channel_id": change.detail["channel"]}] if there else []
    return [*([words(before)] if before else []), *channel, *([words(after)] if after else [])]


def _who(by: str) -> Block:
    """Only the one who asked sees it, so that a mention calls nobody."""
    return person(by) if _SLACK_ID.fullmatch(by) else words(by)
