"""Every quotation of a draft in one table, each with its verdict and what the archive has."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import Hit
from bot.verdict import Verification
from bot.verify import Finding, bare, is_short
from handlers.render.blocks import Block, Message, first_that_fits, holding, says
from handlers.render.picking import pick_numbered
from handlers.render.quotes import caveat_words, day_fact
from handlers.render.text import count, escaped, isolated, label
from handlers.render.verdicts import CHANGES, NOT_COMPARED, changed, graver

ROWS = 40  # of a draft's table: with more, the table is longer than anybody reads at once
CELL = (160, 80, 40)
COLUMNS = ("In the draft", "Verdict", "In the archive")  # more are too narrow beside a channel

SHORT = {
    Finding.EXACT: "exact",
    Finding.PUNCTUATION: "punctuation only",
    Finding.BRACKETED: "same words but for brackets",
    Finding.CUT: "cut",
    Finding.ALTERED: "altered",
    Finding.REPORTED: "reported, not quoted",
    Finding.RETOLD: "reported, in other words",
    Finding.DENIED: "denied",
    Finding.UNSAID: "not said",
    Finding.SPLICED: "spliced",
    Finding.OTHER_SPEAKER: "said by somebody else",
    Finding.NEITHER: "altered and by somebody else",
    Finding.UNCLEAR: "found, speaker unclear",
    Finding.NOT_FOUND: "not found",
}
TOO_SHORT = "too short to check"
AGAINST = "not as said in the draft, but in the archive"
AGREED = "not as said in the draft"


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a draft: whom the draft has it from, and what the archive says."""

    speaker: str | None
    verification: Verification


def checked_draft(name: str, every: Sequence[Checked]) -> Message:
    """Every quotation of a draft in one table; the draft itself was not kept."""
    if not every:
        text = f"{label(name, 100)} has no quotations. Nothing of it was kept."
        return Message(escaped(text), (says(text),))
    drafts = [partial(_table, name, every, cell) for cell in CELL]
    return first_that_fits(drafts, _table(name, every[:10], CELL[-1]))


def _table(name: str, every: Sequence[Checked], cell: int) -> Message:
    shown = every[:ROWS]
    head = f"{label(name, 100)} has {_summary(every)}. Nothing of it was kept."
    rows = [[_cell(each, cell) for each in COLUMNS]]
    for number, each in enumerate(shown, start=1):
        found = each.verification
        said = _archived(found.hits[0]) if found.hits else "–"
        typed = f"{number}. {each.speaker or 'unclear'}: {bare(found.sentence)}"
        open_whose = " (the draft leaves open by whom)" if not each.speaker and found.hits else ""
        texts = (typed, _short(found) + open_whose, said)
        rows.append([_cell(text, cell) for text in texts])
    blocks: list[Block] = [says(head, bold=True), _table_of(rows, shown), *_choice(shown)]
    if len(shown) < len(every):
        blocks.append(says(f"And {len(every) - len(shown)} more: send the draft in parts."))
    return Message(escaped(head), tuple(blocks))


def _short(found: Verification) -> str:
    """altered: third stands for second."""
    compared = None if found.finding in NOT_COMPARED else found.comparison
    told = "; ".join(changed(each) for each in (compared.changes[:CHANGES] if compared else ()))
    short = _finding_named(found) + "".join(f", {each}" for each in _warnings(found))
    if found.unsaid is not None:
        claimed = isolated(label(found.unsaid, 60))
        short = f"{_named(found)}: {claimed} there, {short} here"
    return f"{short}: {told}" if told else short


def _warnings(found: Verification) -> list[str]:
    """May say the opposite, another number, not said outright."""
    return [each.partition(":")[0].lower() for each in graver(found)]


def _archived(hit: Hit) -> str:
    source = ", ".join(filter(None, (label(hit.outlet or "", 40), day_fact(hit))))
    return f"{hit.speakers} ({source}): {caveat_words(hit)}{hit.text}"


def _choice(shown: Sequence[Checked]) -> tuple[Block, ...]:
    """What can be done with the archive's quotes, each under the number of its row."""
    return pick_numbered(
        (number, each.verification.hits[0])
        for number, each in enumerate(shown, start=1)
        if each.verification.hits
    )


def _table_of(rows: list[list[Block]], shown: Sequence[Checked]) -> Block:
    # Slack puts a cell on one line, however long, unless its column is to be wrapped.
    wrapped = [{"is_wrapped": True} for _ in COLUMNS]
    made: Block = {"type": "table", "rows": rows, "column_settings": wrapped}
    ids = dict.fromkeys(each.verification.hits[0].id for each in shown if each.verification.hits)
    return holding(made, *ids) if ids else made


def _summary(every: Sequence[Checked]) -> str:
    """7 quotations: 4 exact, 2 altered, 1 not found."""
    findings = Counter(_named(each.verification) for each in every)
    every_name = (AGAINST, *SHORT.values(), TOO_SHORT, AGREED)
    told = [f"{findings[each]} {each}" for each in every_name if each in findings]
    return f"{count(len(every), 'quotation')}: {', '.join(told)}"


def _named(found: Verification) -> str:
    if found.unsaid is not None:
        return AGAINST if found.against else AGREED
    return _finding_named(found)


def _finding_named(found: Verification) -> str:
    short = found.comparison is None and is_short(found.sentence)
    return TOO_SHORT if short else SHORT[found.finding]


def _cell(text: str, room: int) -> Block:
    return {"type": "raw_text", "text": isolated(label(text, room))}


def without_draft(block: Block) -> Block:
    """A block as it may be kept. Of a draft's table: the numbers of its rows, what was found and
    the archive's words, and no word of the draft."""
    if not _of_draft(block):
        return block
    head, *rows = block["rows"]
    return {**block, "rows": [head, *(_row_without_draft(row) for row in rows)]}


def _of_draft(block: Block) -> bool:
    head = block["rows"][0] if block["type"] == "table" else ()
    return tuple(cell["text"].strip(_ISOLATES) for cell in head) == COLUMNS


def _row_without_draft(row: list[Block]) -> list[Block]:
    number = _NUMBER.search(row[0]["text"])
    finding = row[1]["text"].partition(":")[0].strip(_ISOLATES)
    return [_cell(f"{number[0] if number else ''} {NOT_KEPT}", 40), _cell(finding, 80), *row[2:]]


NOT_KEPT = "(the draft was not kept)"
_NUMBER = re.compile(r"\d+\.")
_ISOLATES = "\u2066\u2067\u2068\u2069\u200e\u200f"
