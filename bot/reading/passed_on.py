"""Words known through somebody else only: "according to Lee, Berg said", "said, quoting Berg".

Whoever passed them on is not their speaker, and goes into the cue, so that nobody is shown as
having said what only another says of him.
"""

from dataclasses import replace

from bot.reading import cues, wordlists
from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.moved import tells_of
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.read_out import RELEASES, read_aloud, reading_from, told, told_cue, writer
from bot.reading.sources import QUOTED, agent, source_of
from bot.reading.tags import FINITE_OR_MODAL, RELATIVE_SUBJECTS

_QUOTES = frozenset({"quoted", "quotes", "quote", "quoting", "cited", "cites", "citing"})
_SHARES = frozenset({"retweeted", "retweets", "retweeting", "reposted", "reposts", "reposting"})


def relayed(one: Attribution) -> Attribution:
    """With the speaker behind whoever passed the words on, and him as the channel."""
    return (
        _read_out(one)
        or _quoting_whom(one)
        or _quoted_by_whom(one)
        or _told_by_whom(one)
        or _told_on(one)
        or _said_by(one)
        or one
    )


def _read_out(one: Attribution) -> Attribution | None:
    """ "Lee read a letter from Berg: “…”": Berg's words, through Lee."""
    parse, source = one.parse, one.source
    if one.rule != "quote" or source is None:
        return None
    if read_aloud(parse, one.anchor):  # “…,” Lee read aloud: whoever wrote it
        cue = (*one.cue, one.anchor + 1)
        return replace(one, source=None, cue=tuple(sorted({*cue})), rule="unsaid")
    return _read_from(one, source) if min(one.content) > one.anchor else None


def _read_from(one: Attribution, source: Range) -> Attribution | None:
    parse = one.parse
    reader = reading_from(parse, one.anchor)
    through = source_of(parse, reader) if reader is not None else None
    if reader is not None and through is not None and through[0] < one.anchor:
        return _made(one, source, words(through) | {reader} | frozenset(one.cue), through)
    by = writer(parse, one.anchor)
    if by is None:
        return None
    if parse.lower[one.anchor] in RELEASES:
        return replace(one, source=by, content=one.content - words(by))
    return _made(one, by, words(source) | frozenset(one.cue), source)


def _told_on(one: Attribution) -> Attribution | None:
    """ "“…,” Lee said Berg had told her": Berg's words, through Lee; "…, Lee said she was told":
    nobody's."""
    parse, source = one.parse, one.source
    if one.rule != "quote" or source is None or not any(q < one.anchor for q in parse.quoted):
        return None
    found = told(parse, max(one.anchor, source[1]))
    if found is None:
        return None
    verb, by = found
    content = frozenset(i for i in one.content if i < min(one.anchor, source[0]))
    cue = words(source) | frozenset(one.cue) | told_cue(parse, verb)
    if is_edge(parse, source[1] + 1):  # "Lee, a lawyer for the crew, said"
        cue |= {source[1] + 1}
    if by is None:
        plain = tuple(sorted(cue - words(source)))
        return replace(one, content=content, source=None, cue=plain, rule="unsaid")
    return _made(replace(one, content=content), by, cue, source)


def _said_by(one: Attribution) -> Attribution | None:
    """ "“…,” was said by Lee": Lee's words; "“…” was shouted": nobody's."""
    parse, source = one.parse, one.source
    if one.rule != "quote" or source is None:
        return None
    if any(parse.deps[i] not in ("aux", "auxpass") for i in range(source[0], source[1] + 1)):
        return None
    by = agent(parse, one.anchor)
    cue = tuple(sorted({*one.cue, *words(source)}))
    return replace(one, source=by, cue=cue, rule=one.rule if by is not None else "unsaid")


def _quoting_whom(one: Attribution) -> Attribution | None:
    """ "Lee said, quoting Berg, “…”", "Lee quoted Berg as saying …": Berg's words, through Lee."""
    parse, source = one.parse, one.source
    verb = _quoting(parse, one.anchor, source) if source is not None else None
    quoted = _quoted(one, verb) if verb is not None else None
    if source is None or verb is None or quoted is None or quoted[0] <= source[0] <= quoted[1]:
        return None
    through = source[0], min(source[1], verb - 1)
    if through[0] > through[1]:
        return None
    while through[1] > through[0] and is_edge(parse, through[1]):
        through = through[0], through[1] - 1
    first, last = min(through[0], verb), max(through[1], verb)
    cue = words((first, last)) if last - first <= _NEAR else words(through) | {verb}
    cue |= frozenset(one.cue)
    if parse.lower[quoted[1] + 1 : quoted[1] + 2] == ("as",):
        cue |= words((quoted[1] + 1, quoted[1] + 2))
    return _made(one, quoted, cue, through)


def _made(
    one: Attribution, source: Range, cue: frozenset[int], through: Range
) -> Attribution | None:
    cue -= words(source)
    content = one.content - cue - words(source)
    if not content:
        return None
    return replace(one, content=content, source=source, cue=tuple(sorted(cue)), channel=through)


def _quoted(one: Attribution, verb: int) -> Range | None:
    """Whom the verb quotes: a person or a body, no paper; with "as saying" or words in quotation
    marks where it is the cue."""
    parse = one.parse
    whom = parse.child(verb, "dobj")
    if whom is None or whom < verb or parse.lower[whom] in _WRITTEN:
        return None
    found = noun_phrase(parse, whom)
    says = parse.lower[found[1] + 1 : found[1] + 3] == ("as", "saying")
    marked = parse.tags[whom] in ("NNP", "PRP") and any(i in parse.quoted for i in one.content)
    speaks = parse.tags[whom].startswith(("NN", "PRP")) and whom not in parse.quoted
    return found if speaks and (says or marked or verb != one.anchor) else None


_WRITTEN = wordlists.words("nouns", "medium", "written")
_NEAR = 12  # words from whoever quotes to "quoting"


def _quoting(parse: Parse, anchor: int, source: Range) -> int | None:
    """The "quoting" that hangs on the verb of saying or on its subject, or that it hangs on."""
    if parse.lower[anchor] in _QUOTES or parse.lower[anchor] in _SHARES:
        return anchor
    as_ = parse.head[anchor]
    if parse.lower[as_] == "as" and parse.lower[parse.head[as_]] in _QUOTES:
        return parse.head[as_]
    for at, word in enumerate(parse.lower):
        if word == "quoting" and (parse.head[at] == anchor or source[0] <= at <= source[1]):
            return at
    return None


def quoted_by(parse: Parse, at: int) -> bool:
    """Does the verb only say who passed words on: "Lee, quoted by the Gazette, said …", or lead to
    another: "was quoted as saying that …"?"""
    if parse.lower[at] not in QUOTED or parse.tags[at] != "VBN":
        return False
    as_ = parse.child(at, "prep")
    saying = parse.child(as_, "pcomp") if as_ is not None else None
    if saying is not None and parse.child(saying, "ccomp") is not None:
        return True
    return parse.child(at, "auxpass") is None and parse.child(at, "agent") is not None


def by_another(parse: Parse, at: int) -> bool:
    """Does another verb tell who said it: "quoted by", "recalled Lee saying that"?"""
    if quoted_by(parse, at):
        return True
    heard = (child for child in parse.children[at] if tells_of(parse, at, child))
    return any(
        parse.lower[child] in cues.verbs()
        and (parse.child(child, "ccomp") is not None or _ends(parse, child))
        for child in heard
    )


def _ends(parse: Parse, at: int) -> bool:
    """ "…, Berg heard Lee say.": the words stand before it."""
    return all(is_edge(parse, i) for i in range(at + 1, len(parse)))


def _quoted_by_whom(one: Attribution) -> Attribution | None:
    """ "Lee, quoted by the Gazette, said …", "Lee was quoted by the Gazette as saying …"."""
    parse, source = one.parse, one.source
    if source is None:
        return None
    inside = (at for at in range(source[0] + 1, source[1]) if quoted_by(parse, at))
    as_ = parse.head[one.anchor]
    above = parse.head[as_] if parse.lower[as_] == "as" else one.anchor
    verb = next(inside, above)
    if parse.lower[verb] not in QUOTED or parse.tags[verb] != "VBN":
        return None
    by = parse.child(verb, "agent")
    if by is None:  # "quoted as saying by the Gazette"
        as_saying = parse.lower[verb + 1 : verb + 4] == ("as", "saying", "by")
        by = verb + 3 if as_saying else None
    whom = parse.child(by, "pobj") if by is not None else None
    whole = frozenset(one.cue) | (words((verb, one.anchor)) if verb < one.anchor else frozenset())
    if verb > source[0] and verb <= source[1]:
        last = verb - 1
        while last > source[0] and (is_edge(parse, last) or parse.lower[last] == "as"):
            last -= 1
        source, whole = (source[0], last), frozenset(one.cue)
    if by is None or whom is None:
        return replace(one, cue=tuple(sorted(whole - one.content))) if verb == above else None
    through = noun_phrase(parse, whom)
    return _made(one, source, whole | words((verb, through[1])), through)


def _told_by_whom(one: Attribution) -> Attribution | None:
    """ "Lee recalled Berg saying that …", "Lee heard him say that …"."""
    parse, source, up = one.parse, one.source, one.parse.head[one.anchor]
    if source is None or not tells_of(parse, up, one.anchor):
        return None
    through = source_of(parse, up)
    if through is None or through[0] > up or through == source:
        return None
    return _made(one, source, words(through) | {up} | frozenset(one.cue), through)


def passed_on(one: Attribution, found: list[Attribution]) -> Attribution:
    """With "according to Lee" or "…, Lee says" in the cue, where all else that Lee is said to say
    is this quote."""
    if one.rule == "according" or not one.said:
        return one
    for other in found:
        if tells_it(other, one):
            told = frozenset(other.cue) | words(other.source or (other.anchor, other.anchor))
            whole_cue = sorted({*one.cue, *told} - one.content)
            return replace(one, cue=tuple(whole_cue), channel=other.source)
        if other.rule != "according" or other.source is None or len(other.cue) != _ACCORDING_TO:
            continue
        whole = one.content | frozenset(one.cue) | words(one.source or (one.anchor, one.anchor))
        if one.anchor in other.content and not says_more(one.parse, other.content, whole):
            content = one.content
            if min(content) == min(other.cue):  # "Berg said, according to Lee, that it was"
                content -= {*other.cue, *words(other.source)}
            cue = {*one.cue, *other.cue, *words(other.source)} - content
            return replace(one, content=content, cue=tuple(sorted(cue)), channel=other.source)
    return one


def tells_it(other: Attribution, one: Attribution) -> bool:
    """Does the other cue, behind it all, only tell of this quotation: "“…,” Lee wrote to Berg, the
    indictment says"?"""
    if other is one or other.rule != "parenthesis" or one.anchor not in other.content:
        return False
    if one.rule != "quote" or one.source is None or other.source is None:
        return False
    parse = one.parse
    whole_quotation = all(i in parse.quoted or is_edge(parse, i) for i in one.content)
    relative = parse.lower[one.source[0]] in RELATIVE_SUBJECTS  # "… that would respond to it"
    plain = parse.lower[one.anchor] in cues.saying_forms() | {"told"}
    if relative or not (whole_quotation and plain):
        return False
    whole = one.content | frozenset(one.cue) | words(one.source)
    rest = other.content - whole
    told = any(parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted for i in rest)
    behind = max(whole) < min(other.anchor, other.source[0])
    return behind and not told and len(rest) <= _ADJUNCTS


def only_passes_on(one: Attribution) -> bool:
    """ "According to Lee", or ", the Gazette reported" at an end."""
    reports = one.rule == "parenthesis" and one.parse.lower[one.anchor] in _PASSES_ON
    return one.rule == "according" or (reports and one.anchor + 2 >= len(one.parse))


_PASSES_ON = wordlists.words("verbs", "passes on")


def says_more(parse: Parse, content: frozenset[int], whole: frozenset[int]) -> bool:
    """Does a source say more than the `whole` attribution that stands in its words? What only tells
    how it was said ("Speaking through tears, Berg said, according to Lee, that …") is no more."""
    first = min(whole)
    if first in parse.quoted:  # "“Burn it,” Lee told a friend after the raid, according to …"
        return False
    opening = range(first) if parse.tags[0] == "VBG" and is_edge(parse, first - 1) else range(0)
    rest = content - whole - frozenset(opening)
    told = any(parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted for i in rest)
    return len(rest) > (_LEFT_OVER if told else _ADJUNCTS)


_ACCORDING_TO = 2  # words
_LEFT_OVER = 3  # words, punctuation among them
_ADJUNCTS = 6  # the same, without a verb: "Berg told a meeting last year, according to Lee"
