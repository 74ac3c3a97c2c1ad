"""Words held against a quote: what differs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from bot.alignment import (
    TOKENS,
    Word,
    asked_words,
    beside,
    brackets,
    folded,
    left_out,
    spanned,
    words_between,
)
from bot.gravity import denial_in, is_cited, numbers_in, supposition_in
from bot.model import Span

ENOUGH = 0.6  # the part of the typed words that must have been said, to speak of one quote
FEW = 3  # words, or
FEW_WORDS, FEW_LETTERS = 5, 15  # with fewer, a quote that has some is not alike for that
LETTERS = 10  # letters: with less of both, a part of a quote is anybody's

_WORDS = re.compile(r"[^\W_]+")
_MARKS = "\"'`´‘’‚‛“”„‟«»‹›"
_GAP = re.compile(r"…|\.\s*\.\s*\.")


class Finding(StrEnum):
    """What became of words somebody is quoted with. "Not found" never means "false"."""

    EXACT = "exact"  # to the letter, whole sentences
    PUNCTUATION = "punctuation"  # the same words; marks, dashes, spaces or capitals differ
    BRACKETED = "bracketed"  # the same words, with the writer's own in square brackets
    CUT = "cut"  # the same words, with some missing before, after or between
    ALTERED = "altered"  # some words differ
    REPORTED = "reported"  # the article tells it without quotation marks, in words of its own
    RETOLD = "reported, altered"  # it tells it so, and in other words than these
    DENIED = "denied"  # the one who is quoted with them denied them
    UNSAID = "not said"  # that one did not deny them, say, which is not to say them
    SPLICED = "spliced"  # two quotes joined into one
    OTHER_SPEAKER = "other speaker"  # said, but by somebody else
    NEITHER = "other speaker, altered"  # somebody else said it, and in other words
    UNCLEAR = "speaker unclear"  # it stands in an article, and who said it is not sure
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ: as typed, and as said. One of the two may be empty."""

    typed: str
    said: str

    @property
    def bracketed(self) -> bool:
        """Put in square brackets by whoever quotes: "[the mayor]", "show[s]"."""
        return "[" in self.typed and not denial_in(self.typed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Typed words held against a quote.

    at: the stretch of the quote they stand for. before, after: what was left out of the sentence
    at either end. changes: what differs within. covered: of the typed words, the part that was
    said, 0 to 1.
    """

    finding: Finding
    at: Span
    before: str
    after: str
    changes: tuple[Change, ...]
    covered: float

    @property
    def denial(self) -> str | None:
        """The first “not” or the like among the words left out or replaced: without it they may
        say the opposite. None also where another such word was typed in its place."""
        lost = [one.said for one in self.changes if not denial_in(one.typed)]
        return denial_in(" ".join([self.before, *lost, self.after]))

    @property
    def turned(self) -> str | None:
        """The first typed “not” or the like that was not said: it turns the words round."""
        return denial_in(" ".join(one.typed for one in self.changes if not denial_in(one.said)))

    @property
    def miscounted(self) -> tuple[str, str] | None:
        """The first number that was typed for another one: as typed, and as said."""
        for one in self.changes:
            typed, said = numbers_in(one.typed), numbers_in(one.said)
            if typed and said and typed != said and not one.bracketed:
                return ", ".join(typed), ", ".join(said)
        return None

    @property
    def supposed(self) -> str | None:
        """The "if" or "they say" that was left out before the words; "" where they stand in marks
        of their own within the quote, and are perhaps another's. None where they are plain."""
        lost = [one.said for one in self.changes if not one.typed]
        found = supposition_in(" ".join([self.before, *lost]))
        return found or ("" if is_cited(self.before) else None)

    @property
    def left_out(self) -> int:
        """How many letters of the quote's sentence were not typed."""
        return sum(map(_letters, (self.before, *(one.said for one in self.changes), self.after)))


def bare(sentence: str) -> str:
    """The sentence without the quotation marks and spaces around it."""
    return sentence.strip().strip(_MARKS).strip()


def is_short(sentence: str) -> bool:
    """Whether a sentence is too short to say whose it is, if it is part of a quote."""
    return len(spanned(sentence)) < FEW and _letters(sentence) < LETTERS


def compare(typed: str, said: str, *, least: float = ENOUGH) -> Comparison | None:
    """Hold words somebody typed against a quote; None when they have too little in common.

    Words in square brackets are the writer's own: they count as nothing said and are told apart,
    but for a “not”, which would turn what was said round. An ellipsis, or nothing, may stand where
    words were left out.
    least: the part of the typed words, 0 to 1, that must have been said.
    """
    typed = bare(typed)
    asked = asked_words(typed)
    # Most candidates end here: no more words can have been said than stand in the quote at all.
    standing = set(TOKENS.findall(folded(said)))
    if not asked or sum([one.folded in standing for one in asked]) < least * len(asked):
        return None
    words = spanned(said)
    stretch = beside(typed, asked, said, words)
    changes, same, added = _changes(typed, asked, said, stretch)
    covered = same / len(asked)
    if not stretch or covered < least:
        return None
    gaps = _GAP.search(typed) is not None
    if added and (
        # "In the room" is in many a quote: it takes most of the letters too, not of the words
        # alone. Nor are words that are scattered over a long quote one saying, unless gaps were
        # marked.
        _kept(asked, changes) < least or (2 * same < len(stretch) and not gaps)
    ):
        return None
    at = stretch[0].start, stretch[-1].end
    before, after = left_out(said, at)
    if _few(asked) and not _alike(asked, changes, before, after, gaps=gaps):
        return None
    literal = said[at[0] : at[1]] in typed and not changes
    if added:
        finding = Finding.ALTERED
    elif before or after or any(not change.typed for change in changes):
        finding = Finding.CUT
    elif changes:
        finding = Finding.BRACKETED
    elif literal and _outer(typed) == _outer(said[at[0] : _closed(said, at[1])]):
        finding = Finding.EXACT
    else:
        finding = Finding.PUNCTUATION
    if finding is Finding.CUT and is_short(typed):
        return None
    return Comparison(finding, at, before, after, changes, covered)


def _changes(
    typed: str, asked: Sequence[Word], said: str, stretch: Sequence[Word]
) -> tuple[tuple[Change, ...], int, bool]:
    """What differs, how many typed words were said, and whether any was not."""
    steps = Levenshtein.opcodes([one.folded for one in asked], [one.folded for one in stretch])
    own = brackets(typed, asked)
    changes, same, added = [], 0, False
    for equal, run in groupby(steps, lambda step: step.tag == "equal"):
        part = list(run)
        low, high = part[0].src_start, part[-1].src_end
        if equal:
            same += high - low
            changes += [Change(own.pop(at), "") for at in range(low + 1, high) if at in own]
            continue
        replaced = words_between(said, stretch[part[0].dest_start : part[-1].dest_end])
        written = words_between(typed, asked[low:high])
        if low == high and low in own:
            put_in = own.pop(low)
            if folded(put_in.strip("[]")) != folded(replaced):  # “[a] bridge” for “A bridge”
                changes.append(Change(put_in, replaced))
            continue
        change = Change(written, replaced)
        added = added or (high > low and not (change.bracketed and high == low + 1))
        changes.append(change)
    changes += [Change(words, "") for words in own.values()]
    return tuple(changes), same, added


def _few(asked: Sequence[Word]) -> bool:
    return len(asked) < FEW_WORDS or sum(len(word.folded) for word in asked) < FEW_LETTERS


def _alike(
    asked: Sequence[Word], changes: Sequence[Change], before: str, after: str, *, gaps: bool
) -> bool:
    """Whether so few typed words are still a quote's: all in a row but for less than they are, or,
    where one of them is another, one for another in all of its sentence."""
    altered = [each for each in changes if each.typed and not each.bracketed]
    between = sum(_letters(each.said) for each in changes if not each.typed)
    if not altered:
        return gaps or between < sum(len(word.folded) for word in asked)
    turned = denial_in(altered[0].typed) is not None
    lone = len(altered) == 1 and len(spanned(altered[0].typed)) <= (3 if turned else 1)
    return lone and not between and (turned or not (before or after))


def _kept(asked: Sequence[Word], changes: Sequence[Change]) -> float:
    """Of the letters of the typed words, the part that stands in words that were said."""
    foreign = sum(_letters(change.typed) for change in changes if not change.bracketed)
    return 1 - foreign / sum(len(word.folded) for word in asked)


def _letters(text: str) -> int:
    return sum(map(len, _WORDS.findall(text)))


def _closed(said: str, end: int) -> int:
    """The end of a stretch with the points and marks that close it."""
    closing = re.compile(r"[^\w\s]*").match(said, end)
    return closing.end() if closing else end


def _outer(text: str) -> str:
    """Without the mark that ends it: a quote's last comma is a full stop elsewhere.

    A question stays one: "We will win?" is not "We will win", to the letter.
    """
    return text.strip().rstrip(".,;:…" + _MARKS)
