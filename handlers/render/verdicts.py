"""What became of words somebody is quoted with: the verdict, and the true wording beside them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers import Hit
from bot.stance import channel, stance_of
from bot.verdict import Unattributed, Verification
from bot.verify import Change, Comparison, Finding, bare, is_short
from handlers.render.blocks import (
    Block,
    Message,
    first_that_fits,
    holding,
    line,
    rich,
    says,
    words,
)
from handlers.render.picking import about_one, pick_numbered
from handlers.render.quotes import Room, caveat_words, everybody, quote_block
from handlers.render.text import ELLIPSIS, count, cut, day_words, escaped, isolated, label

ROOM = (4_000, 2_000, 1_000, 500, 200)
CHANGES = 12
ROWS = 40  # of a draft's table: with more, the table is longer than anybody reads at once
CELL = (160, 80, 40)
COLUMNS = ("In the draft", "Verdict", "In the archive")  # more are too narrow beside a channel

VERDICT = {
    Finding.EXACT: "Exact: said in these words, to the letter.",
    Finding.PUNCTUATION: "The same words: only marks, spaces or capitals differ.",
    Finding.CUT: "Cut: the same words, with some left out.",
    Finding.ALTERED: "Altered: some of the words differ.",
    Finding.REPORTED: "Reported, not quoted: these are an article's words, not the speaker's.",
    Finding.RETOLD: "Only reported, and not in these words: the article has others.",
    Finding.DENIED: "Denied: the one who is quoted with this denied it.",
    Finding.UNSAID: "Not said: the article only tells what was not said about it.",
    Finding.SPLICED: "Spliced: two quotes joined into one.",
    Finding.OTHER_SPEAKER: "Said, but by somebody else.",
    Finding.NEITHER: "Neither the words nor the speaker: the closest is by somebody else.",
}
SHORT = {
    Finding.EXACT: "exact",
    Finding.PUNCTUATION: "punctuation only",
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
# Words that were denied have a verdict in which it is said how; of joined quotes each says its own.
# Of words whose speaker is unclear none are shown.
_TURNED_ALREADY = (Finding.DENIED, Finding.UNSAID, Finding.SPLICED)
_NOT_COMPARED = (*_TURNED_ALREADY, Finding.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a draft: whom the draft has it from, and what the archive says."""

    speaker: str | None
    verification: Verification


def verdict(found: Verification) -> str:
    """The finding in a sentence, and through whom it is known. "Not found" is never "false"."""
    through = channel(found.hits[0].cue) if found.hits else None
    known = f" Known only through somebody else: {isolated(label(through or '', 120))}."
    turned = _turned(found)
    warned = f"May say the opposite: {turned}. " if turned else ""
    return _claimed(found) + warned + _finding(found) + (known if through else "")


def _claimed(found: Verification) -> str:
    """Not quoted as said (never said), but the archive has it. / Not quoted as said (denied)."""
    if found.unsaid is None:
        return ""
    yet = ", but the archive has it" if found.against else ""
    return f"Not quoted as said ({isolated(label(found.unsaid, 80))}){yet}. "


def _turned(found: Verification) -> str:
    """The “not” that was left out or put in, if there is one: it turns the words round."""
    compared = found.comparison
    if compared is None or found.finding in _TURNED_ALREADY or any(map(stance_of, found.hits[:1])):
        return ""
    if found.unattributed is not None and found.unattributed.stance:
        return ""
    if compared.denial:
        return f"{isolated(compared.denial)} was left out"
    return f"{isolated(compared.turned)} was put in" if compared.turned else ""


def _finding(found: Verification) -> str:
    compared, told = found.comparison, VERDICT.get(found.finding, "")
    if compared is None and is_short(found.sentence):
        return "Too short to check: so few words are in many quotes. Type more of the sentence."
    if compared is None:
        searched = count(found.articles, "article")
        return f"Not found in {searched}. That does not mean that it was not said."
    if found.unattributed is not None:
        return _unattributed(found.unattributed)
    if found.finding in (Finding.DENIED, Finding.UNSAID) and found.hits:
        return _not_said(found.hits[0], found.finding, compared)
    if found.finding is Finding.OTHER_SPEAKER and compared.finding is Finding.CUT:
        told = "Said, but by somebody else, and with more words than these."
    if found.finding is Finding.SPLICED:
        if len(found.hits) > 2:
            told = f"Spliced: {len(found.hits)} quotes joined into one."
        return f"{told}{_whose(found)}"
    if found.strangers and len(found.strangers) < len(found.hits):
        told += " Below it, the closest by the one who is named."
    return told


def _whose(found: Verification) -> str:
    """Whose the quotes of a spliced one are, where it is not both of the one who is named."""
    if found.strangers:
        some = "One of them" if len(found.strangers) == 1 else "Some of them"
        whose = "All" if len(found.strangers) == len(found.hits) else some
        return f" {whose} by somebody else."
    several = len({hit.person_id for hit in found.hits}) > 1
    return " They are not by the same person." if several else ""


def _unattributed(where: Unattributed) -> str:
    """Found, in these words, but it is unclear who said them: perhaps … (The Gauge, 27 June 2025).

    Nothing of the article's words: no answer shows them.
    """
    same = not (where.comparison.changes or where.comparison.before or where.comparison.after)
    words_found = "in these words" if same else "in words close to these"
    some = [isolated(label(name, 80)) for name in where.perhaps[:3]]
    perhaps = f": perhaps {' or '.join(some)}" if some else ""
    day = day_words(where.day) if where.day else None
    source = ", ".join(filter(None, (isolated(label(where.outlet or "", 80)), day)))
    stands = f" ({source})" if source else ""
    if where.stance:
        did = isolated(label(where.stance, 100))
        return f"Found {words_found}{stands}, but not as said: somebody {did} them{perhaps}."
    return f"Found {words_found}{stands}, but it is unclear who said them{perhaps}."


def _not_said(hit: Hit, finding: Finding, compared: Comparison) -> str:
    """Denied: Ann Lee denied this. / Not said: Ann Lee did not deny this."""
    what = "words close to these" if any(each.typed for each in compared.changes) else "this"
    head = "Denied" if finding is Finding.DENIED else "Not said"
    stance = stance_of(hit) or ""
    did = "took back" if stance == "withdrawn" else isolated(label(stance, 100))
    return f"{head}: {everybody(hit)} {did} {what}."


def verified_message(every: Sequence[Verification]) -> Message:
    """One sentence or several, each with its verdict and the quote it comes from."""
    drafts = [partial(_drawn, every, Room(room, links)) for links in (True, False) for room in ROOM]
    text = escaped("\n".join(verdict(each) for each in every))
    return first_that_fits(drafts, Message(text, (says(text),)))


def _drawn(every: Sequence[Verification], room: Room) -> Message:
    blocks: list[Block] = []
    for found in every:
        blocks.append(_head(found, room.quote))
        blocks += [quote_block(hit, room) for hit in found.hits]
        if found.hits:
            blocks += about_one(found.hits[0])
    text = "\n".join(f"{verdict(each)} {label(each.sentence, 200)}" for each in every)
    return Message(escaped(cut(text, 700)[0]), tuple(blocks))


def _head(found: Verification, room: int) -> Block:
    # Without the marks it was typed in: in marks stands only what an article has.
    typed, was_cut = cut(bare(found.sentence), room)
    typed = isolated(typed) + (f" {ELLIPSIS}" if was_cut else "")
    parts = [line(words(verdict(found), bold=True)), line(words("As typed: "), words(typed))]
    if found.comparison is not None and found.finding not in _NOT_COMPARED:
        parts += [line(words(each)) for each in _differences(found.comparison)]
    return holding(rich(*parts), *(hit.id for hit in found.hits)) if found.hits else rich(*parts)


def _differences(comparison: Comparison) -> list[str]:
    """What differs, in words; nothing for an exact quote."""
    told = []
    if comparison.changes:
        shown = [_change(each) for each in comparison.changes[:CHANGES]]
        more = len(comparison.changes) - len(shown)
        told.append(f"Differs: {'; '.join(shown)}{f'; and {more} more' if more else ''}")
    for where, left_out in (("before", comparison.before), ("after", comparison.after)):
        if left_out:
            told.append(f"Left out {where}: {isolated(label(left_out, 200))}")
    return told


def _change(change: Change) -> str:
    typed, said = isolated(label(change.typed, 80)), isolated(label(change.said, 80))
    if not change.typed:
        return f"{said} is left out"
    if not change.said:
        return f"{typed} was not said"
    return f"{typed} stands for {said}"


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
    compared = None if found.finding in _NOT_COMPARED else found.comparison
    told = "; ".join(_change(each) for each in (compared.changes[:CHANGES] if compared else ()))
    short = _finding_named(found) + (", may say the opposite" if _turned(found) else "")
    if found.unsaid is not None:
        short = f"the draft: {found.unsaid}; the archive: {short}"
    return f"{short}: {told}" if told else short


def _archived(hit: Hit) -> str:
    return f"{hit.speakers}: {caveat_words(hit)}{hit.text}"


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
