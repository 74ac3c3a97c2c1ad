"""What became of words somebody is quoted with: the verdict, and the true wording beside them."""

from collections.abc import Sequence
from functools import partial

from bot.answers import Hit, enumerated
from bot.gravity import numbers_in
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
from handlers.render.picking import about_one
from handlers.render.quotes import Room, everybody, quote_block
from handlers.render.text import ELLIPSIS, count, cut, day_words, escaped, isolated, label

ROOM = (4_000, 2_000, 1_000, 500, 200)
CHANGES = 12
VERDICT = {
    Finding.EXACT: "Exact: said in these words, to the letter.",
    Finding.PUNCTUATION: "The same words: only marks, spaces or capitals differ.",
    Finding.BRACKETED: "The same words, but for what the writer put in brackets.",
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
# Words that were denied have a verdict in which it is said how; of joined quotes each says its own.
# Of words whose speaker is unclear none are shown.
_TURNED_ALREADY = (Finding.DENIED, Finding.UNSAID, Finding.SPLICED)
NOT_COMPARED = (*_TURNED_ALREADY, Finding.UNCLEAR)


def verdict(found: Verification) -> str:
    """The finding in a sentence, and through whom it is known. "Not found" is never "false"."""
    through = channel(found.hits[0].cue) if found.hits else None
    known = f" Known only through somebody else: {isolated(label(through or '', 120))}."
    return _claimed(found) + "".join(graver(found)) + _finding(found) + (known if through else "")


def _claimed(found: Verification) -> str:
    """Not quoted as said (never said), but the archive has it. / Not quoted as said (denied)."""
    if found.unsaid is None:
        return ""
    yet = ", but the archive has it" if found.against else ""
    return f"Not quoted as said ({isolated(label(found.unsaid, 80))}){yet}. "


def graver(found: Verification) -> list[str]:
    """What makes a small difference a grave one, first of all: a “not” that was left out or put
    in, another number, an “if” that stood before the words."""
    compared = found.comparison
    if compared is None or found.finding in _TURNED_ALREADY or any(map(stance_of, found.hits[:1])):
        return []
    if found.unattributed is not None and found.unattributed.stance:
        return []
    told = []
    if compared.denial:
        told.append(f"May say the opposite: {isolated(compared.denial)} was left out. ")
    elif compared.turned:
        told.append(f"May say the opposite: {isolated(compared.turned)} was put in. ")
    if compared.miscounted and found.unattributed is None:
        typed, said = map(isolated, compared.miscounted)
        told.append(f"Another number: {typed} as typed, {said} as said. ")
    if found.another_day and found.on:
        days = f"{day_words(found.on)} as quoted, {day_words(found.another_day)} in the archive"
        told.append(f"Another day: {days}. ")
    if compared.supposed:
        told.append(
            f"Not said outright: {isolated(label(compared.supposed, 40))} stood before it. "
        )
    elif compared.supposed == "":
        told.append("Perhaps another's words: they stand in marks of their own within the quote. ")
    return told


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
    if found.finding is Finding.CUT:
        told = f"Cut: the same words, with some left out {_places(compared)}."
    if found.strangers and len(found.strangers) < len(found.hits):
        told += " Below it, the closest by the one who is named."
    return told


def _places(compared: Comparison) -> str:
    """Before, between and after them."""
    inner = any(not each.typed for each in compared.changes)
    places = {"before": compared.before, "between": inner, "after": compared.after}
    return f"{enumerated([place for place, some in places.items() if some])} them"


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
    by = f", by {isolated(label(found.by, 80))}" if found.by else ""
    parts = [line(words(verdict(found), bold=True)), line(words(f"As typed{by}: "), words(typed))]
    if found.comparison is not None and found.finding not in NOT_COMPARED:
        parts += [line(words(each)) for each in _differences(found.comparison)]
    return holding(rich(*parts), *(hit.id for hit in found.hits)) if found.hits else rich(*parts)


def _differences(comparison: Comparison) -> list[str]:
    """What differs, in words; nothing for an exact quote."""
    told = []
    altered = [each for each in comparison.changes if each.typed]
    between = [each for each in comparison.changes if not each.typed]
    if altered:
        told.append(f"Differs: {_listed([changed(each) for each in altered])}")
    for where, words_out in (
        ("before", [comparison.before]),
        ("between", [each.said for each in between]),
        ("after", [comparison.after]),
    ):
        shown = [isolated(label(each, 200)) for each in words_out if each]
        if shown:
            told.append(f"Left out {where}: {_listed(shown)}")
    return told


def _listed(each: Sequence[str]) -> str:
    more = len(each) - CHANGES
    return f"{'; '.join(each[:CHANGES])}{f'; and {more} more' if more > 0 else ''}"


def changed(change: Change) -> str:
    """third stands for second / 2024 as typed, 2019 as said."""
    typed, said = isolated(label(change.typed, 80)), isolated(label(change.said, 80))
    if not change.typed:
        return f"{said} is left out"
    if change.bracketed:
        return f"{typed} stands for {said}" if change.said else f"{typed} is put in"
    if not change.said:
        return f"{typed} was not said"
    if numbers_in(change.typed) and numbers_in(change.said):
        return f"{typed} as typed, {said} as said"
    return f"{typed} stands for {said}"
