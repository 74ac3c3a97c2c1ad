"""Words held against a quote: what differs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import Indel, Levenshtein, MatchingBlock

from bot.model import Span

ENOUGH = 0.6  # the part of the typed words that must have been said, to speak of one quote
FEW = 3  # words, or
LETTERS = 10  # letters: with less of both, a part of a quote is anybody's
FAR = 4  # words left out in a row, and a lone word behind them is there by chance

_WORDS = re.compile(r"[^\W_]+")
# As they are compared: “can’t” is not “can”, and five dollars are not five euros.
# A number is one word, with its minus and its points: -5 degrees are not 5, nor 60,000 men 6,000.
_TOKENS = re.compile(
    r"(?:(?<!\S)[-−](?=\d))?(?:\d+(?:[.,\u00a0\u202f]\d+)+(?![^\W_])|[^\W_]+(?:['’ʼ][^\W_]+)*)"
    r"|[$€£¥₴₽%‰°]"
)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_ALIKE = str.maketrans("’ʼ−", "''-")
_DENIALS = frozenset({
    "not", "no", "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "without",
    "cannot", "hardly",
})  # fmt: skip
_MARKS = "\"'`´‘’‚‛“”„‟«»‹›"
_GAP = re.compile(r"…|\.\s*\.\s*\.")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»]*\s+")


class Finding(StrEnum):
    """What became of words somebody is quoted with. "Not found" never means "false"."""

    EXACT = "exact"  # to the letter, whole sentences
    PUNCTUATION = "punctuation"  # the same words; marks, dashes, spaces or capitals differ
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
        lost = [one.said for one in self.changes if not _denial_in(one.typed)]
        return _denial_in(" ".join([self.before, *lost, self.after]))

    @property
    def turned(self) -> str | None:
        """The first typed “not” or the like that was not said: it turns the words round."""
        return _denial_in(" ".join(one.typed for one in self.changes if not _denial_in(one.said)))

    @property
    def left_out(self) -> int:
        """How many letters of the quote's sentence were not typed."""
        return sum(map(_letters, (self.before, *(one.said for one in self.changes), self.after)))


def bare(sentence: str) -> str:
    """The sentence without the quotation marks and spaces around it."""
    return sentence.strip().strip(_MARKS).strip()


def is_short(sentence: str) -> bool:
    """Whether a sentence is too short to say whose it is, if it is part of a quote."""
    return len(_spanned(sentence)) < FEW and _letters(sentence) < LETTERS


def compare(typed: str, said: str, *, least: float = ENOUGH) -> Comparison | None:
    """Hold words somebody typed against a quote; None when they have too little in common.

    Words in square brackets are the editor's own and count as nothing said, but for a “not”: it
    would turn what was said round. An ellipsis, or nothing, may stand where words were left out.
    least: the part of the typed words, 0 to 1, that must have been said.
    """
    typed = bare(typed)
    asked = _asked(typed)
    # Most candidates end here: no more words can have been said than stand in the quote at all.
    standing = set(_TOKENS.findall(_folded(said)))
    if not asked or sum([one.folded in standing for one in asked]) < least * len(asked):
        return None
    words = _spanned(said)
    low, high = _window(asked, words)
    stretch = words[low:high]
    changes, same, added = _changes(typed, asked, said, stretch)
    covered = same / len(asked)
    if not stretch or covered < least:
        return None
    # "In the room" is in many a quote: it takes most of the letters too, not of the words alone.
    if added and _kept(asked, changes) < least:
        return None
    # Nor are words that are scattered over a long quote one saying, unless gaps were marked.
    if added and 2 * same < len(stretch) and not _GAP.search(typed):
        return None
    at = stretch[0].start, stretch[-1].end
    before, after = _left_out(said, at)
    literal = said[at[0] : at[1]] in typed and not changes
    if added:
        finding = Finding.ALTERED
    elif changes or before or after:
        if is_short(typed):
            return None
        finding = Finding.CUT
    elif literal and _outer(typed) == _outer(said[at[0] : _closed(said, at[1])]):
        finding = Finding.EXACT
    else:
        finding = Finding.PUNCTUATION
    return Comparison(finding, at, before, after, changes, covered)


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int


def _spanned(text: str) -> list[_Word]:
    return [_Word(_folded(one.group()), *one.span()) for one in _TOKENS.finditer(text)]


def _folded(text: str) -> str:
    return _THOUSANDS.sub("", text.lower().translate(_ALIKE))


@lru_cache(maxsize=64)  # a sentence is held against many quotes
def _asked(typed: str) -> tuple[_Word, ...]:
    return tuple(
        [word for word in _spanned(typed) if _denies(word.folded) or not _in_brackets(typed, word)]
    )


def _denies(folded: str) -> bool:
    return folded in _DENIALS or folded.endswith("n't")


def _denial_in(text: str) -> str | None:
    return next((one.folded for one in _spanned(text) if _denies(one.folded)), None)


def _in_brackets(text: str, word: _Word) -> bool:
    opened = text.rfind("[", 0, word.start)
    return opened >= 0 and text.find("]", opened, word.start) < 0 and text.find("]", word.end) >= 0


def _window(asked: Sequence[_Word], words: list[_Word]) -> tuple[int, int]:
    """The stretch of the quote's words that the typed ones stand for."""
    blocks = [
        block
        for block in Indel.editops(
            [one.folded for one in asked], [one.folded for one in words]
        ).as_matching_blocks()
        if block.size
    ]
    # A lone word far from the rest ("the") is there by chance.
    sure = [at for at, block in enumerate(blocks) if block.size > 1] or range(len(blocks))
    if not sure:
        return 0, 0
    first, last = sure[0], sure[-1]
    while first and _near(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _near(blocks[last], blocks[last + 1]):
        last += 1
    return blocks[first].b, blocks[last].b + blocks[last].size


def _near(block: MatchingBlock, following: MatchingBlock) -> bool:
    """Whether no more than a few words, typed or said, lie between the two."""
    between = following.a - block.a - block.size, following.b - block.b - block.size
    return max(between) < FAR


def _changes(
    typed: str, asked: Sequence[_Word], said: str, stretch: list[_Word]
) -> tuple[tuple[Change, ...], int, bool]:
    """What differs, how many typed words were said, and whether any was not."""
    steps = Levenshtein.opcodes([one.folded for one in asked], [one.folded for one in stretch])
    changes, same, added = [], 0, False
    for equal, run in groupby(steps, lambda step: step.tag == "equal"):
        part = list(run)
        low, high = part[0].src_start, part[-1].src_end
        if equal:
            same += high - low
            continue
        added = added or high > low
        replaced = stretch[part[0].dest_start : part[-1].dest_end]
        changes.append(Change(_slice(typed, asked[low:high]), _slice(said, replaced)))
    return tuple(changes), same, added


def _kept(asked: Sequence[_Word], changes: Sequence[Change]) -> float:
    """Of the letters of the typed words, the part that stands in words that were said."""
    foreign = sum(_letters(change.typed) for change in changes)
    return 1 - foreign / sum(len(word.folded) for word in asked)


def _letters(text: str) -> int:
    return sum(map(len, _WORDS.findall(text)))


def _slice(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _left_out(said: str, at: Span) -> tuple[str, str]:
    """What the sentence around a stretch holds before and after it."""
    starts = [0, *(one.end() for one in _SENTENCE_END.finditer(said))]
    ends = [*(one.end() for one in _SENTENCE_END.finditer(said)), len(said)]
    start = max(one for one in starts if one <= at[0])
    end = min(one for one in ends if one >= at[1])
    before, after = said[start : at[0]], said[at[1] : end]
    return (
        before.strip() if _TOKENS.search(before) else "",
        after.strip() if _TOKENS.search(after) else "",
    )


def _closed(said: str, end: int) -> int:
    """The end of a stretch with the points and marks that close it."""
    closing = re.compile(r"[^\w\s]*").match(said, end)
    return closing.end() if closing else end


def _outer(text: str) -> str:
    """Without the mark that ends it: a quote's last comma is a full stop elsewhere.

    A question stays one: "We will win?" is not "We will win", to the letter.
    """
    return text.strip().rstrip(".,;:…" + _MARKS)
