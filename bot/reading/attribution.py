"""Cue, content and source of one attribution, as words of a parsed sentence."""

from dataclasses import dataclass

from bot.model import Span
from bot.reading.parse import Parse, Range
from bot.reading.wordlists import groups

_EDGE = frozenset({",", ":", ".", "``", "''", "-LRB-", "-RRB-", "_SP", "NFP"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """content, source, cue: words of `parse` by number. rule: the construction that was seen,
    a key of confidence.DOUBT. anchor: the word the cue hangs on. said: False for words that the
    cue tells were not said ("refused to say"): no quote, and nobody else's either. channel: through
    whom alone the article knows of the words, where that is not the source.
    """

    parse: Parse
    content: frozenset[int]
    source: Range | None
    cue: tuple[int, ...]
    rule: str
    anchor: int
    said: bool = True
    channel: Range | None = None


def words(*ranges: Range) -> frozenset[int]:
    return frozenset(i for first, last in ranges for i in range(first, last + 1))


def is_edge(parse: Parse, at: int) -> bool:
    """Punctuation, which no content starts or ends with."""
    if parse.tags[at] == "HYPH":  # in "fired-up"; a dash has spaces beside it
        return at == 0 or parse.spans[at - 1][1] < parse.spans[at][0]
    word = parse.words[at]
    if word[0].isalnum() or parse.tags[at] in _EDGE:
        return parse.tags[at] in _EDGE
    plain = at not in parse.quoted and word != "&"  # "told Field & Market"
    return plain and not any(map(str.isalnum, word))


def spans(parse: Parse, chosen: frozenset[int]) -> tuple[Span, ...]:
    """The article's characters the chosen words cover: one span a run, punctuation trimmed."""
    found: list[Span] = []
    run: list[int] = []
    for at in [*sorted(chosen), -1]:
        if run and at != run[-1] + 1:
            while run and is_edge(parse, run[0]):
                run.pop(0)
            while run and is_edge(parse, run[-1]) and parse.words[run[-1]] not in "%)":
                run.pop()
            if run:
                found.append((parse.spans[run[0]][0], parse.spans[run[-1]][1]))
            run = []
        run.append(at)
    return tuple(found)


def without_opening(content: frozenset[int], parse: Parse, before: int) -> frozenset[int]:
    """Without words before the cue that only link ("At the same time, according to …, …")."""
    opening = sorted(i for i in content if i < before)
    comma = parse.words.index(",") if "," in parse.words else 0
    if opening[:1] == [0] and comma in opening:  # "Still, the road is open, she said"
        opening = list(range(comma + 1))
    while opening and is_edge(parse, opening[-1]):
        opening.pop()
    linking = " ".join(parse.lower[i] for i in opening) in _LINKS
    if not linking or len(opening) == len(content):
        return content
    return frozenset(i for i in content if i > opening[-1])


_LINKS = frozenset(" ".join(row) for row in groups("common")["links"])
