"""A posted message with quotes, as it should stand now: struck, with a notice, or made anew."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from bot.standing import Fate, Standing
from handlers.render.blocks import (
    MENU,
    PICK,
    Block,
    Message,
    actions,
    first_that_fits,
    holding,
    says,
)
from handlers.render.plain import sentence
from handlers.render.quotes import (
    SPEAKER_LENGTH,
    Room,
    everybody,
    mended_words,
    quote_block,
    quote_text,
)
from handlers.render.text import day_words, escaped, isolated, label
from store.posts import Part

AMENDED_EVENT = "whosaid_amended"
ROOM = (2_400, 1_000, 400, 150, 80)
REASON_LENGTH = 200
ROW_FELL = "its quote has fallen: check the draft again"
TABLE_GONE = "The table of a draft stood here, with a quote that has fallen: check the draft again."
_ABOUT_A_QUOTE = ("context", "cite", "wrong")  # actions that carry a quote's id
STANDS = (Fate.SHOWN, Fate.RESTATED, Fate.CORRECTED)


def amended(parts: Sequence[Part], standings: Mapping[int, Standing]) -> Message:
    """The message anew. Metadata is left out: Slack keeps what the message has."""
    drafts = [partial(_drawn, parts, standings, Room(room, links))
              for links in (True, False) for room in ROOM]  # fmt: skip
    told = _text(standings)
    return first_that_fits(drafts, Message(told, (says("This message was taken back."),)))


def noticed(changed: Sequence[Standing], before: Mapping[int, str], key: str) -> Message:
    """What the thread is told of quotes above it. key: in the metadata, to know it again.

    before: what it was told of them last, by their ids.
    """
    alike = Counter(_in_thread(each, before.get(each.quote_id)) for each in changed)
    told = [_of_several(each, number) for each, number in alike.items()]
    made = sentence(" ".join(told))
    return Message(made.text, made.blocks, mark(key))


def _of_several(told: str, number: int) -> str:
    """One sentence for several quotes of which the same is to be said."""
    several = {
        "the quote by": f"{number} quotes by",
        "A quote above is": f"{number} quotes above are",
    }
    for one, many in several.items():
        if number > 1 and one in told:
            return told.replace(one, many, 1)
    return told


def mark(key: str) -> Block:
    """What tells one such reply from every other."""
    return {"event_type": AMENDED_EVENT, "event_payload": {"key": key}}


def notice(standing: Standing) -> str:
    """What has become of a quote, in a sentence."""
    reason = label(standing.reason, REASON_LENGTH).rstrip(".") if standing.reason else ""
    if standing.fate is Fate.CORRECTED and (what := _otherwise(standing)):
        return f"Corrected by {_editor(standing)}: {what}."
    return _NOTICE[standing.fate].format(
        on=f" on {day_words(standing.at.date())}" if standing.at else "",
        why=f": {isolated(reason)}." if reason else ".",
        editor=_editor(standing),
    )


_NOTICE = {
    Fate.SHOWN: "This quote stands.",
    Fate.RESTATED: "The article was corrected{on}{why} It still has this quote.",
    Fate.CORRECTED: "Corrected by {editor}.",
    Fate.REFUTED: "No quote, says {editor}.",
    Fate.KILLED: "Killed{on}, not to be used{why}",
    Fate.WITHDRAWN: "Withdrawn{on}{why}",
    Fate.CHANGED: "The article was changed{on} and no longer has this quote.",
    Fate.REREAD: "The article was read again, and this quote is not read so any more.",
    Fate.HIDDEN: "A quote stood here that may not be shown here any more.",
    Fate.GONE: "A quote stood here that was erased{on}{why}",
}


def _otherwise(standing: Standing) -> str:
    """What a correction changed: said by Cora Vane, not by Vera Lind; said on …, not on …."""
    read, hit = standing.read, standing.hit
    if read is None or hit is None:
        return ""
    told = []
    if read.speaker:
        was = isolated(label(read.speaker, SPEAKER_LENGTH))
        told.append(f"said by {everybody(hit)}, not by {was}")
    if read.day:
        on = day_words(hit.day) if hit.day else "a day that is not known"
        told.append(f"said on {on}, not on {day_words(read.day)}")
    if read.words:
        told.append("its words begin or end elsewhere")
    return "; ".join(told)


def _editor(standing: Standing) -> str:
    corrected = standing.hit.corrected if standing.hit else None
    return mended_words(corrected) if corrected else "an editor"


def _in_thread(standing: Standing, before: str | None) -> str:
    if standing.fate is Fate.SHOWN and before == Fate.CORRECTED.value:
        return f"The correction of a quote{_by(standing)} above was undone."
    if standing.fate is Fate.SHOWN:
        return f"A quote{_by(standing)} above that had been taken back stands again."
    if standing.fate in (Fate.RESTATED, Fate.CORRECTED):
        return f"On the quote{_by(standing)} above: {notice(standing)}"
    if standing.hit is None:
        return f"A quote above is gone. {notice(standing)}"
    return f"Do not use the quote{_by(standing)} above. {notice(standing)}"


def _by(standing: Standing) -> str:
    return f" by {everybody(standing.hit)}" if standing.hit else ""


def _drawn(parts: Sequence[Part], standings: Mapping[int, Standing], room: Room) -> Message:
    blocks: list[Block] = []
    for place, part in enumerate(parts):
        table = (part.block or {}).get("type") == "table"
        blocks += _table(part, parts, standings) if table else _blocks(part, standings, room)
        noted = [one for one in part.quotes if _to_be_noted(part, standings[one])]
        following = parts[place + 1].quotes if place + 1 < len(parts) else ()
        blocks += [
            says(notice(standings[one]), italic=True) for one in noted if one not in following
        ]
    return Message(_text(standings), tuple(blocks))


def _to_be_noted(part: Part, standing: Standing) -> bool:
    """Whether a notice stands under a part: a quote made anew says of itself who corrected it."""
    if standing.fate is Fate.CORRECTED and standing.hit is not None:
        return part.number is None
    return standing.fate is not Fate.SHOWN


def _blocks(part: Part, standings: Mapping[int, Standing], room: Room) -> tuple[Block, ...]:
    if not part.quotes:
        return _with_buttons_that_work(dict(part.block or {}), standings)
    here = [standings[one] for one in part.quotes]
    if part.number is not None and here[0].hit is not None:
        number = part.number or None
        today = here[0].today if number else None
        block = quote_block(here[0].hit, room, number=number, today=today)
    elif part.block is not None and all(each.hit is not None for each in here):
        block = holding(dict(part.block), *part.quotes)
    else:
        return ()
    if all(each.fate in STANDS for each in here):
        return (block,)
    return (struck(block),) if block["type"] == "rich_text" else ()


def _table(
    part: Part, parts: Sequence[Part], standings: Mapping[int, Standing]
) -> tuple[Block, ...]:
    """A draft's table; a row whose quote has fallen says so in the place of its verdict."""
    if any(standings[one].hit is None for one in part.quotes):  # not one word of it may stay
        return ()
    fallen = {one for one in part.quotes if standings[one].fate not in STANDS}
    rows = [[*row] for row in (part.block or {})["rows"]]
    places = _rows_with(fallen, parts)
    if fallen - places.keys() or any(at >= len(rows) for each in places.values() for at in each):
        return (says(TABLE_GONE, italic=True),)
    for at in {at for each in places.values() for at in each}:
        rows[at][1:] = [{"type": "raw_text", "text": text} for text in (ROW_FELL, "–")]
    return (holding({**(part.block or {}), "rows": rows}, *part.quotes),)


def _rows_with(quote_ids: Collection[int], parts: Sequence[Part]) -> dict[int, list[int]]:
    """The rows of a table with each of these quotes: the choice under it has their numbers."""
    places: dict[int, list[int]] = {}
    for part in parts:
        for element in (part.block or {}).get("elements") or ():
            for option in element.get("options") or () if element.get("action_id") == PICK else ():
                number, quote_id = option["text"]["text"].partition(".")[0], _quote_of(option)
                if quote_id.isdecimal() and int(quote_id) in quote_ids and number.isdecimal():
                    places.setdefault(int(quote_id), []).append(int(number))
    return places


def _with_buttons_that_work(block: Block, standings: Mapping[int, Standing]) -> tuple[Block, ...]:
    if block.get("type") != "actions":
        return (block,)
    fallen = {str(one.quote_id) for one in standings.values() if one.fate not in STANDS}
    left = (_without(each, fallen) for each in block["elements"])
    return actions(*(each for each in left if each and not _about_one_of(each, fallen)))


def _without(element: Block, quote_ids: Collection[str]) -> Block | None:
    """A choice among quotes without some of them; None when none is left."""
    if element.get("action_id") != PICK:
        return element
    options = [one for one in element["options"] if _quote_of(one) not in quote_ids]
    return {**element, "options": options} if options else None


def _quote_of(option: Block) -> str:
    return str(option["value"]).partition(":")[2]


def _about_one_of(element: Block, quote_ids: Collection[str]) -> bool:
    """Whether a button or a menu is about one of these quotes."""
    if element.get("action_id") == MENU:
        return any(_quote_of(each) in quote_ids for each in element["options"])
    return element.get("action_id") in _ABOUT_A_QUOTE and element.get("value") in quote_ids


def struck(block: Block) -> Block:
    """A block of rich text with every run struck through."""
    return _struck(block)  # type: ignore[no-any-return]  # a block in, a block out


def _struck(part: Any) -> Any:
    if isinstance(part, list):
        return [_struck(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") in ("text", "link"):
        return {**part, "style": {**part.get("style", {}), "strike": True}}
    return {name: _struck(value) if name == "elements" else value for name, value in part.items()}


def _text(standings: Mapping[int, Standing]) -> str:
    """In place of the fallback: what is not true any more, then what stands."""
    fallen = [each for each in standings.values() if each.fate is not Fate.SHOWN]
    told = [escaped(each) for each in dict.fromkeys(notice(each) for each in fallen)]
    stand = [each.hit for each in standings.values() if each.fate in STANDS and each.hit]
    return "\n".join([*told, *(quote_text(hit, 100) for hit in stand)])[:3_000] or "Amended."
