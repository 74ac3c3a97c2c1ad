"""Whether words were said as they are quoted: fingerprints to find candidates, and verdicts."""

import re
from zlib import crc32

SHINGLE = 4  # words a fingerprint is made of
WINDOW = 4  # of so many neighbouring shingles, one is kept

_WORDS = re.compile(r"[^\W_]+")


def fingerprints(words: str) -> set[int]:
    """Numbers below 2**32 that two texts share where they share eight words in a row or more.

    Case, punctuation and spaces do not count. Empty only for words without letter or digit.
    """
    found = _WORDS.findall(words.lower())
    if len(found) <= SHINGLE:
        return {crc32(" ".join(found).encode("utf-8", "replace"))} if found else set()
    shingles = [
        crc32(" ".join(found[at : at + SHINGLE]).encode("utf-8", "replace"))
        for at in range(len(found) - SHINGLE + 1)
    ]
    if len(shingles) <= WINDOW:
        return {min(shingles)}
    return {min(shingles[at : at + WINDOW]) for at in range(len(shingles) - WINDOW + 1)}
