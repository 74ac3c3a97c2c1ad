"""Numbers to find a quote by that shares some words in a row with a sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

SHINGLE = 4  # words a fingerprint is made of
WINDOW = 4  # of so many neighbouring shingles, one is kept

_WORDS = re.compile(r"[^\W_]+")


def fingerprints(words: str) -> set[int]:
    """Numbers below 2**32 that two texts share where they share seven words in a row or more.

    Case, punctuation and spaces do not count. Empty only for words without letter or digit.
    """
    return fingerprints_of(_WORDS.findall(words.lower()))


def fingerprints_of(words: Sequence[str]) -> set[int]:
    """The fingerprints of words told apart already, in small letters."""
    every = _shingles(words)
    if len(every) <= WINDOW:
        return {min(every)} if every else set()
    # The least of four is the less of two pairs' lesser ones: quicker than `min` of all four.
    least = [one if one < next_one else next_one for one, next_one in pairwise(every)]
    return {one if one < other else other for one, other in zip(least, least[2:], strict=False)}


def shingles(words: str) -> list[int]:
    """The numbers of every four words in a row, of which `fingerprints` keeps some.

    A cut and changed sentence is looked for by all of its own: it may hold few that were kept.
    """
    return _shingles(_WORDS.findall(words.lower()))


def _shingles(words: Sequence[str]) -> list[int]:
    if len(words) <= SHINGLE:
        return [crc32(" ".join(words).encode("utf-8", "replace"))] if words else []
    parts = " ".join(words).encode("utf-8", "replace").split(b" ")
    rows = zip(*(parts[at:] for at in range(SHINGLE)), strict=False)
    return list(map(crc32, map(b" ".join, rows)))
