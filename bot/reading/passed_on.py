"""Words known through somebody else only: "according to Lee, Berg said", "said, quoting Berg".

Whoever passed them on is not their speaker, and goes into the cue, so that nobody is shown as
having said what only another says of him.
"""

from dataclasses import replace

from bot.reading import wordlists
from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.parse import Parse, Range
from bot.reading.sources import noun_phrase

_QUOTES = frozenset({"quoted", "quotes", "quote", "quoting", "cited", "cites", "citing"})


def relayed(one: Attribution) -> Attribution:
    """ "Lee said, quoting Berg, “…”", "Lee quoted Berg as saying …": Berg's words, through Lee."""
    parse, source = one.parse, one.source
    verb = _quoting(parse, one.anchor, source) if source is not None else None
    quoted = _quoted(parse, verb, one.anchor) if verb is not None else None
    if source is None or verb is None or quoted is None or quoted[0] <= source[0] <= quoted[1]:
        return one
    through = source[0], min(source[1], verb - 1)
    if through[0] > through[1]:
        return one
    while through[1] > through[0] and is_edge(parse, through[1]):
        through = through[0], through[1] - 1
    first, last = min(through[0], verb), max(through[1], verb)
    cue = words((first, last)) if last - first <= _NEAR else words(through) | {verb}
    cue |= frozenset(one.cue)
    if parse.lower[quoted[1] + 1 : quoted[1] + 2] == ("as",):
        cue |= words((quoted[1] + 1, quoted[1] + 2))
    cue -= words(quoted)
    content = one.content - cue - words(quoted)
    if not content:
        return one
    return replace(one, content=content, source=quoted, cue=tuple(sorted(cue)), channel=through)


def _quoted(parse: Parse, verb: int, anchor: int) -> Range | None:
    """Whom the verb quotes: a person or a body, no paper; with "as saying" where it is the cue."""
    whom = parse.child(verb, "dobj")
    if whom is None or whom < verb or parse.lower[whom] in wordlists.words("nouns", "medium"):
        return None
    found = noun_phrase(parse, whom)
    says = parse.lower[found[1] + 1 : found[1] + 3] == ("as", "saying")
    speaks = parse.tags[whom].startswith(("NN", "PRP")) and whom not in parse.quoted
    return found if speaks and (says or verb != anchor) else None


_NEAR = 12  # words from whoever quotes to "quoting"


def _quoting(parse: Parse, anchor: int, source: Range) -> int | None:
    """The "quoting" that hangs on the verb of saying or on its subject, or that it hangs on."""
    if parse.lower[anchor] in _QUOTES:
        return anchor
    as_ = parse.head[anchor]
    if parse.lower[as_] == "as" and parse.lower[parse.head[as_]] in _QUOTES:
        return parse.head[as_]
    for at, word in enumerate(parse.lower):
        if word == "quoting" and (parse.head[at] == anchor or source[0] <= at <= source[1]):
            return at
    return None


def passed_on(one: Attribution, found: list[Attribution]) -> Attribution:
    """With "according to Lee" in the cue, where all else that Lee is said to say is this quote."""
    if one.rule == "according" or not one.said:
        return one
    for other in found:
        if other.rule != "according" or other.source is None or len(other.cue) != _ACCORDING_TO:
            continue
        whole = one.content | frozenset(one.cue) | words(one.source or (one.anchor, one.anchor))
        if one.anchor in other.content and len(other.content - whole) <= LEFT_OVER:
            cue = {*one.cue, *other.cue, *words(other.source)} - one.content
            return replace(one, cue=tuple(sorted(cue)), channel=other.source)
    return one


_ACCORDING_TO = 2  # words
LEFT_OVER = 3  # words, punctuation among them
