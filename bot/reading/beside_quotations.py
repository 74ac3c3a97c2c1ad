"""The words that are said with a quotation: all that its cue has, quoted and reported."""

from bot.reading import clauses, cues, extent, things, wordlists
from bot.reading.attribution import is_edge, words
from bot.reading.cues import Verb
from bot.reading.led_up import led_up
from bot.reading.parenthesis import around
from bot.reading.parse import Parse, Range


def with_quotations(
    parse: Parse, at: int, verb: Verb | None, source: Range | None, quotes: list[int]
) -> frozenset[int]:
    """The content of the verb `at` that has these quotations: they, and what goes with them."""
    before = [q for q in quotes if q < at]
    after = [q for q in quotes if q > at]
    content: frozenset[int] = frozenset()
    if before:
        content |= words((before[0], before[-1]))
        if not after:
            content |= _joined(parse, before, around(parse, at, source), at)
        if verb is not None and not after:  # "…," she said, that nobody could stop it
            content |= _that(parse, at, verb, max(at, source[1] if source else 0))
    if after:
        start = after[0] if before else min(after[0], _reported_start(parse, at, verb, after[0]))
        if not before and source is not None:
            content |= _begun(parse, source[0]) or led_up(parse, at, source, after[0])
        ends = after[-1] if _complete(parse, after[-1]) else extent.end(parse, at, start)
        content |= words((start, max(ends, after[-1])))
    else:
        cue_end = max(at, source[1] if source else 0)
        content |= _and_quoted(parse, cue_end)
        if cue_end == at:
            content |= _verb_of_it(parse, at)
    return content


def _that(parse: Parse, at: int, verb: Verb, cue_end: int) -> frozenset[int]:
    """ "…," she said, that nobody could stop it. In "…," said Lee as Berg walked away, and in "…,"
    said Lee, and Berg laughed, the clause behind the speaker is the writer's."""
    more = sorted(i for i in clauses.governed(parse, at, verb) if i > cue_end)
    first = next((i for i in more if not is_edge(parse, i)), None)
    if first is None or not (more[0] <= cue_end + _BESIDE or _that_too(parse, at, first)):
        return frozenset()
    goes_on = parse.lower[first] in _GOES_ON or first in parse.marked
    return frozenset(more) if goes_on else frozenset()


_BESIDE = 2  # words
_GOES_ON = frozenset({"that", "whether", "if", "to"})


def _that_too(parse: Parse, at: int, first: int) -> bool:
    """ "“We are worried,” she wrote in a letter, that the road is shut": an adjunct between."""
    between = range(at + 1, first)
    clause = parse.lower[first] == "that" and parse.head[parse.head[first]] == at
    verbs = any(parse.tags[i][:1] in ("V", "M") or parse.lower[i] == "that" for i in between)
    return clause and parse.words[first - 1] == "," and not verbs


def _complete(parse: Parse, quote: int) -> bool:
    """Does a comma lead from the quotation to the writer’s words ("…,” referring to the road")?"""
    rest = range(quote + 1, len(parse))
    quoted_on = any(i in parse.marked or i in parse.quoted for i in rest)
    return not quoted_on and parse.words[quote + 1 : quote + 2] == (",",)


def _begun(parse: Parse, source: int) -> frozenset[int]:
    """ "The “road is a ruin,” she told the council, “and …”": the first half, left in place."""
    last = source - 2
    if last < 0 or parse.words[source - 1] != "," or last not in parse.marked:
        return frozenset()
    anew = any(parse.lower[i] in cues.saying_forms() for i in range(last) if i not in parse.marked)
    return frozenset() if anew else words((0, last))


def _verb_of_it(parse: Parse, at: int) -> frozenset[int]:
    """ "“Only you,” she said, would have come": the verb of what is quoted, behind its cue."""
    verb = at + 2
    if verb >= len(parse) or parse.words[at + 1] != ",":
        return frozenset()
    goes_on = parse.tags[verb] in ("MD", "VBZ") or parse.lower[verb] in _AUXILIARIES
    anew = any(
        parse.lower[i] in cues.saying_forms() and parse.lower[i - 1] not in ("to", *_AUXILIARIES)
        for i in range(verb + 1, len(parse))
    )
    return words((verb, len(parse) - 1)) if goes_on and not anew else frozenset()


_AUXILIARIES = wordlists.words("common", "auxiliary")


def _and_quoted(parse: Parse, cue_end: int) -> frozenset[int]:
    """ "…," she said, but “when it comes to …”": the second half, left in place."""
    joint = cue_end + 2
    if cue_end + 1 in parse.marked and cue_end not in parse.marked:
        last = cue_end + 1  # "“Cats,” said Lee “are better”"
        while last + 1 in parse.marked:
            last += 1
        return words((cue_end + 1, last))
    if joint + 1 >= len(parse) or parse.words[cue_end + 1] != "," or parse.tags[joint] != "CC":
        return frozenset()
    rest = range(joint, len(parse))
    anew = any(parse.lower[i] in cues.saying_forms() for i in rest if i not in parse.marked)
    return frozenset() if anew or joint + 1 not in parse.marked else frozenset(rest)


def _joined(parse: Parse, quotes: list[int], outside: frozenset[int], at: int) -> frozenset[int]:
    """The words around a quotation that are one sentence with it ("It "is ours" by law, …")."""
    first, last = quotes[0], quotes[-1]
    if first and parse.words[first - 1] == ":":
        return frozenset()  # "She had one wish left: “…,” she said"
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
