"""Typed words laid beside those of a quote: where they stand in it, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel, MatchingBlock

from bot.gravity import denies
from bot.model import Span

FAR = 4  # words left out in a row, and a lone word behind them is there by chance
# As they are compared: “can’t” is not “can”, and five dollars are not five euros.
# A number is one word, with its minus and its points: -5 degrees are not 5, nor 60,000 men 6,000.
TOKENS = re.compile(
    r"(?:(?<!\S)[-−](?=\d))?(?:\d+(?:[.,\u00a0\u202f]\d+)+(?![^\W_])|[^\W_]+(?:['’ʼ][^\W_]+)*)"
    r"|[$€£¥₴₽%‰°]"
)
# A letter in brackets is a letter of its word: “[T]he”, “show[s]”.
_TYPED = re.compile(
    rf"\[[^\W\d_]{{1,4}}\](?=[^\W\d_])[^\W_]+(?:['’ʼ][^\W_]+)*"
    rf"|[^\W\d_]+\[[^\W\d_]{{1,4}}\]|{TOKENS.pattern}"
)
_NO_BRACKETS = str.maketrans("", "", "[]")
_BRACKETED = re.compile(r"\[[^\[\]]*[^\W_][^\[\]]*\]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'’”»]*\s+")
_ALIKE = str.maketrans("’ʼ−", "''-")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    folded: str
    start: int
    end: int


def spanned(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(folded(one.group()), *one.span()) for one in TOKENS.finditer(text)]


def folded(text: str) -> str:
    """A text with what makes no difference made alike: capitals, apostrophes, thousands."""
    return _THOUSANDS.sub("", text.lower().translate(_ALIKE))


@lru_cache(maxsize=1)  # a sentence is held against many quotes, and nothing else is kept of it
def asked_words(typed: str) -> tuple[Word, ...]:
    """The words of a typed sentence, without what is in square brackets, but for a “not”."""
    words = []
    for one in _TYPED.finditer(typed):
        bare = folded(one.group().translate(_NO_BRACKETS))
        if denies(bare) or not _in_brackets(typed, *one.span()):
            words.append(Word(bare, *one.span()))
    return tuple(words)


def _in_brackets(text: str, start: int, end: int) -> bool:
    opened = text.rfind("[", 0, start)
    return opened >= 0 and text.find("]", opened, start) < 0 and text.find("]", end) >= 0


def beside(typed: str, asked: Sequence[Word], said: str, words: Sequence[Word]) -> Sequence[Word]:
    """The stretch of the quote's words that the typed ones stand for; empty for none.

    Where the first or last few typed words are other ones, the words they stand for count too:
    "in 2024" stands for "in 2019", and has not left it out.
    """
    blocks = _blocks(asked, words)
    if not blocks:
        return ()
    first, last = blocks[0], blocks[-1]
    low, high = first.b, last.b + last.size
    own = brackets(typed, asked)
    lead = first.a or len(spanned(own.get(0, "")))
    trail = len(asked) - last.a - last.size or len(spanned(own.get(len(asked), "")))
    before, after = left_out(said, (words[low].start, words[high - 1].end))
    low -= min(lead, len(spanned(before))) if lead <= FAR else 0
    high += min(trail, len(spanned(after))) if trail <= FAR else 0
    return words[low:high]


def _blocks(asked: Sequence[Word], words: Sequence[Word]) -> list[MatchingBlock]:
    """What is the same in a row, without what is only by chance."""
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
        return []
    first, last = sure[0], sure[-1]
    while first and _near(blocks[first - 1], blocks[first]):
        first -= 1
    while last + 1 < len(blocks) and _near(blocks[last], blocks[last + 1]):
        last += 1
    return blocks[first : last + 1]


def _near(block: MatchingBlock, following: MatchingBlock) -> bool:
    """Whether no more than a few words, typed or said, lie between the two."""
    between = following.a - block.a - block.size, following.b - block.b - block.size
    return max(between) < FAR


def words_between(text: str, words: Sequence[Word]) -> str:
    """The text from the first of some words to the last."""
    return text[words[0].start : words[-1].end] if words else ""


def brackets(typed: str, asked: Sequence[Word]) -> dict[int, str]:
    """What stands in brackets by itself, by the number of the typed word it stands before."""
    found: dict[int, str] = {}
    for one in _BRACKETED.finditer(typed):
        inside = any(word.start < one.end() and one.start() < word.end for word in asked)
        if not inside:  # a “not”, or a letter of a word
            found[sum(word.end <= one.start() for word in asked)] = one.group()
    return found


def left_out(said: str, at: Span) -> tuple[str, str]:
    """What the sentence around a stretch holds before and after it."""
    starts = [0, *(one.end() for one in _SENTENCE_END.finditer(said))]
    ends = [*(one.end() for one in _SENTENCE_END.finditer(said)), len(said)]
    start = max(one for one in starts if one <= at[0])
    end = min(one for one in ends if one >= at[1])
    before, after = said[start : at[0]], said[at[1] : end]
    return (
        before.strip() if TOKENS.search(before) else "",
        after.strip() if TOKENS.search(after) else "",
    )
