"""Attributions of one sentence that claim the same words: who keeps them."""

from collections.abc import Iterator
from dataclasses import replace

from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.parse import Parse, Range
from bot.reading.passed_on import passed_on, says_more


def untangled(found: list[Attribution]) -> list[Attribution]:
    """Without those that stand inside another's content, and no word in two contents."""
    found = [passed_on(one, found) for one in found]
    kept: list[Attribution] = []
    for one in sorted(_parted(found), key=lambda a: -len(a.content)):
        if any(one.anchor in other.content for other in kept) or _inside_quotation(one):
            continue
        content = one.content
        for other in kept:
            content = content - other.content
        if content:
            kept.append(one)
    return sorted(kept, key=lambda a: min(a.content))


def _inside_quotation(one: Attribution) -> bool:
    """Is it all somebody's quoted words ("a tax on people who say they are poor")?"""
    within = one.parse.marked
    return one.anchor in within and (one.source is None or one.source[0] in within)


def _parted(found: list[Attribution]) -> Iterator[Attribution]:
    """With what a cue in parentheses took of another's quotation given back.

    "According to the Gazette, Ann Lee said …" is Lee's, not the paper's.
    """
    for one in found:
        content = one.content
        for other in found:
            if other is one or other.anchor not in content:
                continue
            if one.rule != "according" and other.rule != "quote":
                continue
            if not other.said:
                continue  # "According to the Gazette, she never said …": it is the paper's word
            source = other.source or (other.anchor, other.anchor)
            if one.rule == "according" and _share(one.parse, source):
                continue  # the poll's, not the voters' that it asked
            whole = other.content | words(source) | frozenset(other.cue)
            if one.rule == "according" and not says_more(one.parse, content, whole):
                content = frozenset()
            elif (
                one.rule not in ("quote", "according")
                and (cut := _set_off(one, content, whole)) is not None
            ):
                # "was talking about the road when he told …, “…”": only its quotation made the
                # first one a quote.
                content = content - cut if one.rule != "thing" else frozenset()
            elif one.rule == "parenthesis":
                after = frozenset(i for i in content if i > max(whole))
                if other.anchor < one.anchor and _joined_on(one.parse, after):
                    content = after
        if content == one.content:
            yield one
        elif any(not is_edge(one.parse, i) for i in content):
            yield replace(one, content=_from_joint(one.parse, content))


def _share(parse: Parse, source: Range) -> bool:
    """ "51 percent of voters", "about six in ten", "three-quarters of those asked"."""
    said = parse.lower[source[0] : source[1] + 1]
    return any(w in _SHARES for w in said) or any(
        parse.tags[i] == "CD" and parse.lower[i + 1] in ("in", "of")
        for i in range(source[0], source[1])
    )


_SHARES = frozenset({"percent", "%", "per", "majority", "half", "third", "quarter", "quarters"})


def _set_off(
    one: Attribution, content: frozenset[int], whole: frozenset[int]
) -> frozenset[int] | None:
    """Another's quotation with its own cue, if it stands between stops ("… - “We are late,” she
    said -") or after "but", "when" or "with", with a clause of the content's own left before it."""
    parse = one.parse
    first, last = min(whole), max(whole)
    if not any(i in parse.quoted for i in whole):
        return None
    if first and (parse.tags[first - 1] in ("CC", "WRB") or parse.lower[first - 1] == "with"):
        joined = parse.tags[first - 1] == "CC" and parse.words[first - 2] != ","
        first -= 1
        if joined:
            return None
    elif not first or not is_edge(parse, first - 1):
        return None
    closes = last + 1 == len(parse) or is_edge(parse, last + 1)
    before = [i for i in content if i < first and not is_edge(parse, i)]
    least = 1 if one.rule == "thing" else _OWN_WORDS
    return words((first, last)) if closes and len(before) >= least else None


_OWN_WORDS = 3


def _joined_on(parse: Parse, after: frozenset[int]) -> bool:
    """Do these words start with "but" or "and", after punctuation?"""
    first = next((i for i in sorted(after) if not is_edge(parse, i)), None)
    return first is not None and parse.tags[first] == "CC"


def _from_joint(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """Without the "but" that joined it to what was another's."""
    ordered = sorted(content)
    while ordered and (is_edge(parse, ordered[0]) or parse.tags[ordered[0]] == "CC"):
        ordered.pop(0)
    return frozenset(ordered)
