"""Erased words struck out of what people typed and of what stands around other quotes."""

import re
from collections.abc import Iterable, Set

OWN_WORDS = 6  # so many words are one person's, whoever is said to have said them
_RUN = 3  # erased words in a row that nothing beside them may repeat: fewer are anybody's
_ERASED = "(erased)"
_WORDS = re.compile(r"[^\W_]+")

Runs = frozenset[tuple[str, ...]]


def runs(texts: Iterable[str], many: int = _RUN) -> Runs:
    """Every so many words in a row of some texts, and the whole of a shorter one."""
    every = (tuple(_WORDS.findall(text.lower())) for text in texts)
    return frozenset(
        words[at : at + many] for words in every for at in range(max(1, len(words) - many + 1))
    )


def struck_out(text: str, said: Set[tuple[str, ...]]) -> str:
    """The text with "(erased)" for each of these runs of words that is in it."""
    found = list(_WORDS.finditer(text))
    words = tuple(each.group().lower() for each in found)
    erased: set[int] = set()
    for size in {len(each) for each in said if each}:
        for at in range(len(words) - size + 1):
            if words[at : at + size] in said:
                erased.update(range(at, at + size))
    for last in sorted((at for at in erased if at + 1 not in erased), reverse=True):
        first = last
        while first - 1 in erased:
            first -= 1
        text = f"{text[: found[first].start()]}{_ERASED}{text[found[last].end() :]}"
    return text
