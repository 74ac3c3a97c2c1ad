"""Attributions of one sentence that claim the same words: who keeps them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.parse import Parse, Range
from bot.reading.passed_on import only_passes_on, passed_on, says_more


class Lost(StrEnum):
    """Why an attribution is none; as `--explain` prints it."""

    ANOTHERS = "its words are another’s"
    INSIDE = "its cue is one of another’s words"
    QUOTED = "all of it is somebody’s quoted words"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of an attribution beside others. lost: None when it is kept. to: whose words
    those are, where it is one of the others."""

    one: Attribution
    lost: Lost | None = None
    to: Attribution | None = None


def untangled(found: list[Attribution]) -> list[Attribution]:
    """Without those that stand inside another's content, and no word in two contents."""
    kept = (j.one for j in judged(found) if j.lost is None)
    return sorted(kept, key=lambda a: min(a.content))


def judged(found: list[Attribution]) -> list[Judged]:
    """All of them, those that have most words first."""
    found = [passed_on(one, found) for one in found]
    fates: list[Judged] = []
    own: list[Attribution] = []
    for one in found:
        left, to = _own(one, found)
        if left is None:
            fates.append(Judged(one, Lost.ANOTHERS, to))
        else:
            own.append(left)
    kept: list[Attribution] = []
    for one in sorted(own, key=lambda a: -len(a.content)):
        holder = next((other for other in kept if one.anchor in other.content), None)
        if holder is not None:
            fates.append(Judged(one, Lost.INSIDE, holder))
        elif _inside_quotation(one):
            fates.append(Judged(one, Lost.QUOTED))
        elif one.content.difference(*(other.content for other in kept)):
            kept.append(one)
            fates.append(Judged(one))
        else:
            fates.append(Judged(one, Lost.ANOTHERS))
    return sorted(fates, key=lambda fate: -len(fate.one.content))


def _inside_quotation(one: Attribution) -> bool:
    """Is it all somebody's quoted words ("a tax on people who say they are poor")?"""
    within = one.parse.marked
    return one.anchor in within and (one.source is None or one.source[0] in within)


def _own(
    one: Attribution, found: list[Attribution]
) -> tuple[Attribution | None, Attribution | None]:
    """With what a cue in parentheses took of another's quotation given back, None when nothing is
    left; and that other one.

    "According to the Gazette, Ann Lee said …" is Lee's, not the paper's.
    """
    content, to = one.content, None
    for other in found:
        if other is one or other.anchor not in content:
            continue
        left = _without(one, content, other)
        if left != content:
            content, to = left, other
    if content == one.content:
        return one, None
    if all(is_edge(one.parse, i) for i in content):
        return None, to
    return replace(one, content=_from_joint(one.parse, content)), to


def _without(one: Attribution, content: frozenset[int], other: Attribution) -> frozenset[int]:
    """What is left of its content beside another whose cue stands in it."""
    if one.rule == "parenthesis" and other.channel == one.source is not None:
        return frozenset()  # "…, the indictment says": it only passes them on
    according = only_passes_on(one)
    if not other.said or not (according or other.rule == "quote"):
        return content  # "According to the Gazette, she never said …": it is the paper's word
    source = other.source or (other.anchor, other.anchor)
    whole = other.content | words(source) | frozenset(other.cue)
    if according:  # the poll's, not the voters' that it asked
        own = _share(one.parse, source) or says_more(one.parse, content, whole)
        return content if own else frozenset()
    if one.rule != "quote" and (cut := _set_off(one, content, whole)) is not None:
        # "was talking about the road when he told …, “…”": only its quotation made the first one
        # a quote.
        return content - cut if one.rule != "thing" else frozenset()
    if one.rule == "parenthesis":
        after = frozenset(i for i in content if i > max(whole))
        if other.anchor < one.anchor and _joined_on(one.parse, after):
            return after
    return content


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
