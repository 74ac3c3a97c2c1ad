"""Cue → content → source in one parsed sentence."""

from collections.abc import Iterator
from dataclasses import replace

from bot.reading import clauses, cues, extent, things
from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.cues import SAY, TELL, Verb
from bot.reading.parenthesis import around
from bot.reading.parse import Parse
from bot.reading.phrases import according, noun_cues
from bot.reading.quoted import Claim, claims
from bot.reading.sources import Range, agent, passive, source_of


def attributions(parse: Parse) -> list[Attribution]:
    """Every attribution of the sentence, in the order of their contents; none overlap."""
    return _untangled(candidates(parse))


def candidates(parse: Parse) -> list[Attribution]:
    """All that the sentence's cues could attribute; some stand inside others."""
    return [*according(parse), *_verbs(parse, claims(parse)), *noun_cues(parse)]


def _verbs(parse: Parse, claimed: dict[int, Claim]) -> Iterator[Attribution]:
    by_verb: dict[int, Claim] = {c.verb: c for c in reversed(claimed.values())}
    known = cues.verbs()
    for at, word in enumerate(parse.lower):
        verb = _meant(parse, at, known.get(word, ())) if _is_verb(parse, at) else None
        quotes = [q for q, c in claimed.items() if c.verb == at]
        if quotes:
            one = _of_quotes(parse, at, verb, by_verb[at].source, quotes)
        elif verb is not None:
            one = _of_words(parse, at, verb)
        else:
            continue
        if one is not None:
            yield one


def _is_verb(parse: Parse, at: int) -> bool:
    """ "claims" and "reports" are verbs too where a clause hangs on them."""
    if parse.tags[at] in ("NN", "NNS"):
        return parse.child(at, "ccomp") is not None and parse.child(at, "nsubj") is not None
    return parse.tags[at].startswith("V")


def _meant(parse: Parse, at: int, candidates: tuple[Verb, ...]) -> Verb | None:
    """The verb this form is here: "pointed" counts only with its "out"."""
    near = parse.lower[at + 1 : at + 4]
    if at == 1 and parse.lower[:3] in _IDIOMS:
        return None
    return next((v for v in candidates if not v.particle or v.particle in near), None)


_IDIOMS = (("that", "said", ","), ("all", "told", ","), ("having", "said", "that"))


def _of_quotes(
    parse: Parse, at: int, verb: Verb | None, source: Range | None, quotes: list[int]
) -> Attribution | None:
    """A verb with quotations of its own, and the reported words that go with them."""
    before = [q for q in quotes if q < at]
    after = [q for q in quotes if q > at]
    content: frozenset[int] = frozenset()
    if before:
        content |= words((before[0], before[-1]))
        if not after:
            content |= _joined(parse, before, around(parse, at, source), at)
        if verb is not None and not after:  # "…," she said, that nobody could stop it
            content |= frozenset(i for i in clauses.governed(parse, at, verb) if i > at)
    if after:
        start = after[0] if before else min(after[0], _reported_start(parse, at, verb, after[0]))
        content |= words((start, max(extent.end(parse, at, start), after[-1])))
    else:
        content |= _and_quoted(parse, max(at, source[1] if source else 0))
    return _made(parse, (at, verb), source, content, "quote")


def _and_quoted(parse: Parse, cue_end: int) -> frozenset[int]:
    """ "…," she said, but “when it comes to …”": the second half, left in place."""
    joint = cue_end + 2
    if joint + 1 >= len(parse) or parse.words[cue_end + 1] != "," or parse.tags[joint] != "CC":
        return frozenset()
    rest = range(joint, len(parse))
    anew = any(parse.lower[i] in cues.saying_forms() for i in rest if i not in parse.marked)
    return frozenset() if anew or joint + 1 not in parse.marked else frozenset(rest)


def _joined(parse: Parse, quotes: list[int], outside: frozenset[int], at: int) -> frozenset[int]:
    """The words around a quotation that are one sentence with it ("It "is ours" by law, …")."""
    first, last = quotes[0], quotes[-1]
    opens = first == 0 or is_edge(parse, first - 1)
    after = {i for i in outside if last < i < at and not is_edge(parse, i)}
    if opens and not after:
        return frozenset()
    return frozenset(i for i in outside if i < at and (i > last or not opens))


def _reported_start(parse: Parse, at: int, verb: Verb | None, quote: int) -> int:
    """Where "the plan was "a disgrace"" starts after "called": with the plan."""
    if verb is None:
        return quote
    reported = clauses.governed(parse, at, verb)
    if parse.words[quote - 1] not in (",", ":"):
        reported |= things.named(parse, at, verb)
    return min(reported, default=quote)


def _of_words(parse: Parse, at: int, verb: Verb) -> Attribution | None:
    source = source_of(parse, at) if not passive(parse, at) else agent(parse, at)
    content = clauses.governed(parse, at, verb)
    if source is None:
        return _unsaid(parse, at, verb, content)
    if content and not _in_between(parse, at, source):
        return _made(parse, (at, verb), source, content, "clause")
    if SAY in verb.takes:
        content = around(parse, at, source)
        if content:
            return _made(parse, (at, verb), source, content, "parenthesis")
    content = things.named(parse, at, verb)
    return _made(parse, (at, verb), source, content, "thing") if content else None


def _in_between(parse: Parse, at: int, source: Range) -> bool:
    """ "The plan, said Ann Lee, an engineer, would fail": the verb governs nothing."""
    return source[0] == at + 1 and at > 1 and is_edge(parse, at - 1)


_UNNAMED = frozenset({"named", "identified", "anonymous", "anonymity", "quoted"})
_ANONYMITY = 7  # words


def _unsaid(parse: Parse, at: int, verb: Verb, content: frozenset[int]) -> Attribution | None:
    """ "She was asked whether …", "it was announced that …": nobody is named."""
    if not content or not passive(parse, at) or parse.tags[at] not in ("VBN", "VBD"):
        return None
    return _made(parse, (at, verb), None, content, "unsaid")


def _made(
    parse: Parse,
    by: tuple[int, Verb | None],
    source: Range | None,
    content: frozenset[int],
    rule: str,
) -> Attribution | None:
    at, verb = by
    cue = _cue(parse, at, verb, content)
    content -= frozenset(cue)
    if source is not None:
        content -= words(source)
        cue = tuple(i for i in cue if not source[0] <= i <= source[1])
    if len(content) <= _ANONYMITY and any(parse.lower[i] in _UNNAMED for i in content):
        return None  # "who asked not to be named" is no quote
    if all(is_edge(parse, i) for i in content):
        return None
    return Attribution(parse, content, source, cue, rule, at)


def _cue(parse: Parse, at: int, verb: Verb | None, content: frozenset[int]) -> tuple[int, ...]:
    """The verb with its auxiliaries, "not", adverbs beside it, its particle, and whom it told."""
    first = last = at
    beside = ("aux", "auxpass", "neg", "advmod")
    while first - 1 in parse.children[at] and parse.deps[first - 1] in beside:
        first -= 1
    if verb is None:
        return tuple(range(first, last + 1))
    if verb.particle:
        last = parse.lower.index(verb.particle, at)
    whom = parse.child(at, "dobj", "dative")
    if (
        TELL in verb.takes
        and whom is not None
        and whom not in content
        and parse.left[whom] == last + 1
    ):
        # "told reporters"; not all of "told the people who had come from far away"
        told = last
        while told < parse.right[whom] and not is_edge(parse, told + 1) and told + 1 not in content:
            told += 1
        last = told if told - last <= 4 else last
    return tuple(range(first, last + 1))


def _untangled(found: list[Attribution]) -> list[Attribution]:
    """Without those that stand inside another's content, and no word in two contents."""
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
            source = other.source or (other.anchor, other.anchor)
            whole = other.content | words(source) | frozenset(other.cue)
            if one.rule == "according" and len(content - whole) <= _LEFT_OVER:
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
_LEFT_OVER = 3  # words, punctuation among them


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
