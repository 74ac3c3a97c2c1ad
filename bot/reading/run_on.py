"""Quotations over several paragraphs, each opening and only the last one closing."""

import re
from collections.abc import Container

from bot.reading import cues
from bot.reading.attribute import attributions
from bot.reading.parse import Parse
from bot.reading.sentences import Sentence


def named_behind(
    text: str,
    sentences: list[Sentence],
    parses: dict[int, Parse],
    number: int,
    apart: Container[int],
) -> int:
    """The number of the sentence that says whose the quotation is that this one opens, as in
    "“It was cold.¶“It was wet,” Lee said."; -1 where it is closed in its paragraph, goes on from
    the one before, or nobody is named behind it. apart: paragraphs that are read by their shape.

    What tells of its speaker by name, or of what was said, is an excerpt that quotes him.
    """
    before = sentences[number - 1] if number else None
    if before is not None and (before.paragraph == sentences[number].paragraph or _open(before)):
        return -1
    at = number
    while sentences[at].bare and _open(sentences[at]):
        at += 1
        if at == len(sentences) or not _goes_on(sentences[at - 1], sentences[at]):
            return -1
    if at == number or at not in parses or sentences[at].paragraph in apart:
        return -1
    told = set(re.findall(r"[\w-]+", text[sentences[number].start : sentences[at - 1].end]))
    names = (
        one.parse.words[one.source[1]]
        for one in attributions(parses[at])
        if one.said and one.source is not None and min(one.content) == 0
    )
    name = next(names, None)
    return -1 if name is None or name in told or told & cues.saying_forms() else at


def _open(sentence: Sentence) -> bool:
    """Does its paragraph end inside a quotation?"""
    return bool(sentence.stretches) and not sentence.stretches[-1].closed


def _goes_on(one: Sentence, other: Sentence) -> bool:
    """Does the next paragraph start inside the quotation?"""
    inside = bool(other.stretches) and other.stretches[0].outer_start <= other.start
    return inside and other.paragraph == one.paragraph + 1
