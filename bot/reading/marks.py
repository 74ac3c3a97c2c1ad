"""Quotation marks: which stretches of a text stand inside them.

Nothing about the marks is assumed to be right. A stretch never leaves its paragraph; a quotation
that runs over several (each opens, only the last closes) is one stretch a paragraph.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.model import Span
from bot.reading.wordlists import words

_OPENERS = "“„«‹"
_CLOSERS = "”»›"
_EITHER = '"‟＂'
_SINGLE_LIMIT = 600  # characters; a longer pair of single marks is two apostrophes
_BEFORE_OPENING = " \t\u00a0([{—–-/:;,‘'>*•"
_AFTER_CLOSING = " \t\u00a0.,;:!?)]}—–-/’'…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words inside quotation marks. start, end: the words; outer_*: with the marks.

    closed: its closing mark stands in the same paragraph. single: ‘…’ or '…'.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True
    single: bool = False

    @property
    def opened(self) -> bool:
        """Has it an opening mark? Words without one are in a quotation only if the paragraph
        before left one open by intent."""
        return self.outer_start < self.start


def stretches(text: str, start: int, end: int, *, open_before: bool = False) -> list[Stretch]:
    """The quoted stretches of the paragraph text[start:end], in order, none inside another.

    open_before: the paragraph before left its quotation open; then a paragraph that closes a
    mark it never opened starts inside it.
    """
    doubles = _doubles(text, start, end, open_before)
    singles = _singles(text, start, end, doubles)
    return sorted([*_outside(doubles, singles), *singles], key=lambda s: s.start)


def _outside(doubles: list[Stretch], singles: list[Stretch]) -> list[Stretch]:
    """Without those that stand inside single marks."""
    starts = [s.outer_start for s in singles]
    numbers = (bisect_right(starts, d.outer_start) - 1 for d in doubles)
    return [
        double
        for double, n in zip(doubles, numbers, strict=True)
        if n < 0 or singles[n].outer_end <= double.outer_start
    ]


def _doubles(text: str, start: int, end: int, open_before: bool) -> list[Stretch]:
    found: list[Stretch] = []
    opened: tuple[int, int] | None = None  # where the mark starts, where the words do
    marks = _double_marks(text, start, end)
    for left, (at, width) in zip(range(len(marks) - 1, -1, -1), marks, strict=True):
        before = text[at - 1] if at > start else " "
        after = text[at + width] if at + width < end else " "
        if _opens(text[at], before, after, opened is not None and left % 2 == 0, opened is None):
            if opened is not None:
                found += _stretch(text, opened, (at, at), closed=False)
            opened = (at, at + width)
            continue
        if opened is None and not found and open_before:
            opened = (start, start)
        if opened is not None:
            found += _stretch(text, opened, (at, at + width), closed=True)
        opened = None
    if opened is not None:
        found += _stretch(text, opened, (end, end), closed=False)
    return found


def _stretch(
    text: str, opened: tuple[int, int], closing: tuple[int, int], *, closed: bool
) -> list[Stretch]:
    start, end = opened[1], closing[0]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Stretch(start, end, opened[0], closing[1], closed)] if start < end else []


_INCH = re.compile(r"(?<=\d)[\"＂](?=[\s-]+[a-z])")


def _inches(text: str, start: int, end: int) -> set[int]:
    """Where a mark behind a figure stands for inches: “We need 5" pipes,” with marks of another
    shape, or with one too many of its own."""
    found = {m.start() for m in _INCH.finditer(text, start, end)}
    if not found:
        return found
    curly = any(text.find(mark, start, end) >= 0 for mark in "“„«")
    return found if curly or (text.count('"', start, end) - len(found)) % 2 == 0 else set()


_DOUBLE = re.compile(f"[{_OPENERS}{_CLOSERS}{_EITHER}]|''|``|’’|‘‘")


def _double_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where double marks stand, and how wide they are ('' and `` are two characters)."""
    inches = _inches(text, start, end)
    found = (m.span() for m in _DOUBLE.finditer(text, start, end))
    return [(at, after - at) for at, after in found if at not in inches]


def _opens(char: str, before: str, after: str, paired: bool, outside: bool) -> bool:
    """Does the mark open? Its shape says so, unless where it stands says otherwise.

    outside: no quotation is open. paired: one is, and the marks left after this one pair up, so
    that this one must close it.
    """
    opens_here = before in _BEFORE_OPENING and not after.isspace()
    closes_here = after in _AFTER_CLOSING and not before.isspace()
    if char in _OPENERS or char in "`‘":
        return outside or opens_here or not closes_here
    if char in _CLOSERS:
        # „so“ and »so« turn the English shapes round.
        return outside and opens_here and not closes_here
    if outside:
        return opens_here or not closes_here
    return opens_here and not closes_here and not paired


_SINGLE = re.compile("[‘']")


def _singles(text: str, start: int, end: int, doubles: list[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    at = looked = far = start
    blocks = sorted((s.outer_start, s.outer_end) for s in doubles)
    number = 0
    while at < end:
        if number < len(blocks) and at >= blocks[number][0]:
            at = max(at, blocks[number][1])
            number += 1
            continue
        limit = blocks[number][0] if number < len(blocks) else end
        mark = _SINGLE.search(text, at, limit)
        if mark is None:
            at = limit
            continue
        at = mark.start()
        if _opens_single(text, at, start, limit):
            # Where nothing closed the mark before, nothing closes this one: no place is looked at
            # once for every mark before it.
            reach = min(limit, at + _SINGLE_LIMIT)
            close = _single_close(text, max(at + 1, looked), reach)
            if close is None:
                looked = reach
                reach = min(end, at + _SINGLE_LIMIT)
                close = _close_behind(text, max(limit, far), reach, blocks, number)
                far = reach if close is None else far
            if close is not None and close > at + 2:
                found.append(Stretch(at + 1, close, at, close + 1, True, single=True))
                at = close
        at += 1
    return found


def _close_behind(text: str, at: int, limit: int, blocks: list[Span], number: int) -> int | None:
    """The mark that surely closes ‘She said “go” and left,’ behind the double marks in it.

    number: of the first block that can stand behind `at`."""
    while at < limit:
        first, last = blocks[number] if number < len(blocks) else (limit, limit)
        for i in range(at, min(first, limit)):
            stops = text[i - 1] in _BEFORE_CLOSING and not text[i + 1 : i + 2].isalnum()
            if text[i] in "’'" and stops:
                return i
        at, number = max(at, last), number + 1
    return None


_BEFORE_CLOSING = '.,?!”"'

_ELISIONS = ("em", "til", "tis", "twas", "cause", "n", "round", "bout")


def _opens_single(text: str, at: int, start: int, limit: int) -> bool:
    before = text[at - 1] if at > start else " "
    if before.isalnum() or before in "'‘’" or at + 1 >= limit:
        return False
    after = text[at + 1]
    if not (after.isalnum() or after in "[$#@£€"):
        return False
    word = ""
    for char in text[at + 1 : at + 8]:
        if not char.isalnum():
            break
        word += char
    return word.lower() not in _ELISIONS and not (len(word) == 3 and word[:2].isdigit())


def _single_close(text: str, at: int, limit: int) -> int | None:
    """The closing mark: after a word or a stop, before a space or a stop.

    A plural's apostrophe ("workers' rights") looks the same; it is passed over when a surer
    mark, one that follows a stop, comes later in the paragraph.
    """
    maybe: int | None = None
    for i in range(at, limit):
        if text[i] not in "’'":
            continue
        before = text[i - 1]
        after = text[i + 1] if i + 1 < len(text) else " "
        if after.isalnum() or before.isspace():
            continue
        if before != "s" or not after.isspace():
            return i
        if maybe is None:
            maybe = i
        if before in ".,?!":
            return i
    return maybe


_TITLE_WORDS = 9
_SPEAKERS_OWN = frozenset(
    ("i", "i'm", "i've", "i'll", "you", "you're", "we", "we're", "we'll", "me", "us", "my", "our")
)


def is_title(text: str, stretch: Stretch) -> bool:
    """Works, shows, slogans on hats: every longer word capitalized, no "I", no "you"."""
    inner = text[stretch.start : stretch.end].replace("’", "'").rstrip(".,")
    parts = inner.split()
    if not 2 <= len(parts) <= _TITLE_WORDS or not parts[0][0].isupper() or inner[-1] in "!?":
        return False
    if any(p.lower() in _SPEAKERS_OWN for p in parts) or _CALLED_OUT.search(
        text, max(0, stretch.outer_start - _NEAR), stretch.outer_start
    ):
        return False
    return all(p[0].isupper() or len(p) <= 3 or not p[0].isalpha() for p in parts) and (
        sum(p[0].isupper() for p in parts) > 1
    )


_CALLED_OUT = re.compile(rf"\b(?:{'|'.join(sorted(words('verbs', 'called out')))}),? $")
_NEAR = 15  # characters: a verb and a comma
