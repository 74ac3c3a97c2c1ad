"""Which verb a quotation belongs to: the one beside it, before or after.

Where words stand says more here than the parse does; the parse only helps to tell a subject.
"""

from dataclasses import dataclass

from bot.reading import cues
from bot.reading.attribution import is_edge
from bot.reading.inverted import behind_verb, name_behind
from bot.reading.labels import labelled, signed
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.passives import passive
from bot.reading.sources import source_of
from bot.reading.tags import FINITE, RELATIVE
from bot.reading.wordlists import words

_REACH = 45  # words between a quotation and its verb: a long apposition
_AUXILIARIES = words("common", "auxiliary")


@dataclass(frozen=True, slots=True)
class Claim:
    """A verb that a quotation belongs to, and who is its subject."""

    verb: int
    source: Range | None


def claims(parse: Parse) -> dict[int, Claim]:
    """The claim on each placeholder of the sentence that has one."""
    found: dict[int, Claim] = {}
    before: int | None = None
    for quote in sorted(parse.quoted):
        claim = found[before] if before in found and _second_half(parse, before, quote) else None
        claim = claim or _best(parse, quote)
        before = quote
        if claim is not None:
            found[quote] = claim
    return found


def _second_half(parse: Parse, before: int, quote: int) -> bool:
    """ "“It is late,” Lee wrote in a note explaining why she had left, “but …”": one sentence."""
    first, second = parse.quoted[before], parse.quoted[quote]
    opening = parse.sentence.opens[second.start]
    comma = parse.words[before + 1] == "," and parse.words[quote - 1] == ","
    return comma and opening in _GOES_ON and first.closed


_GOES_ON = ("and", "but", "because", "so", "or", "which", "that")


def _best(parse: Parse, quote: int) -> Claim | None:
    opened = _skip_back(parse, quote)
    if opened < 0:
        return _after(parse, quote)
    if parse.words[quote - 1] == ":" and _tagged(parse, quote):
        return _after(parse, quote) or _before(parse, quote)
    if parse.words[quote - 1] == ":" or opened in parse.quoted:
        return (
            _at_colon(quote - 1, signed(parse, quote - 1))
            or _before(parse, quote)
            or _after(parse, quote)
            or _at_colon(quote - 1, labelled(parse, quote - 1))
        )
    near = _before(parse, quote)
    if near is not None and opened - near.verb > 0 and _tagged(parse, quote):
        return _after(parse, quote) or near
    if near is not None and quote - near.verb <= 12:
        return near
    return _after(parse, quote) or near


def _at_colon(colon: int, source: Range | None) -> Claim | None:
    """The colon is the cue."""
    return Claim(colon, source) if source is not None else None


def _tagged(parse: Parse, quote: int) -> bool:
    """ "…," she said, with nothing between: surer than a verb some words before."""
    following = quote + 1
    while following < len(parse) and is_edge(parse, following):
        following += 1
    verb = following + 1
    if parse.tags[following : following + 2] == ("DT", "NN"):  # "…," the mayor said
        verb = following + 2
    elif parse.tags[following : following + 1] not in _NAMES:
        return False
    if verb + 1 >= len(parse) or following == quote + 1:
        return False
    return _says(parse, verb) and is_edge(parse, verb + 1)


_NAMES = (("PRP",), ("NNP",))


def _skip_back(parse: Parse, at: int) -> int:
    at -= 1
    while at >= 0 and is_edge(parse, at):
        at -= 1
    return at


def _says(parse: Parse, at: int) -> bool:
    return _known(parse, at) and parse.tags[at].startswith("V")


def _known(parse: Parse, at: int) -> bool:
    """A verb of saying, with its particle ("hit back", not "hit")."""
    near = parse.lower[at + 1 : at + 4]
    known = cues.verbs().get(parse.lower[at], ())
    return any(not v.particle or v.particle in near for v in known)


def _finite(parse: Parse, at: int) -> bool:
    """A verb that can have a subject of its own; "tweeted" alone is often taken for less, and
    "state" for a noun."""
    if parse.tags[at] in FINITE:
        return parse.deps[at] not in ("aux", "auxpass") or parse.lower[at] not in _AUXILIARIES
    if parse.tags[at] not in _TAKEN_FOR or parse.lower[at] not in cues.saying_forms():
        return False
    helped = any(parse.lower[c] in _AUXILIARIES for c in parse.children[at] if c < at)
    past = parse.lower[at].endswith("ed") or parse.lower[at] == "read"
    if helped or (past and not passive(parse, at) and parse.child(at, "agent") is None):
        return True
    asked = parse.tags[at] == "VBN" and parse.words[at - 1] != ","  # "…?” the 43-year-old asked"
    return (asked or parse.tags[at] in ("NN", "NNS")) and _only_verb(parse, at)


_TAKEN_FOR = ("VBN", "VB", "NN", "NNP", "NNS")


def _only_verb(parse: Parse, at: int) -> bool:
    """Is there no verb from the quotation before to the next stop ("“…,” the Saudis state.")?"""
    first = next((q + 1 for q in range(at - 1, -1, -1) if q in parse.quoted), None)
    if first is None or at - first > _NOUN_REACH or parse.tags[at - 1] in ("DT", "IN", "PRP$"):
        return False
    after = parse.tags[at + 1] if at + 1 < len(parse) else "."
    return after in ("IN", ",", ".", "RB", ":", "NNP") and not any(
        parse.tags[i].startswith("V") or parse.tags[i] == "MD" for i in range(first, at)
    )


_NOUN_REACH = 9  # words


def _after(parse: Parse, quote: int) -> Claim | None:
    """ "…," said Ann Lee / "…," Ann Lee, who runs the port, said."""
    first = quote + 1
    while first < len(parse) and is_edge(parse, first):
        first += 1
    if first >= len(parse) or first in parse.quoted:
        return None
    if _finite(parse, first) and (_known(parse, first) or _inverted(parse, first)):
        return Claim(first, _inverted_subject(parse, first))
    if parse.tags[first] in ("CC", "IN", "TO", "VBG", "VBN", "MD", "WDT", "WP", "WRB"):
        return None
    return _subject_first(parse, quote, first)


def _inverted(parse: Parse, verb: int) -> bool:
    """A verb of any kind with its subject right behind it ("…," smiled Ann Lee)."""
    subject = parse.child(verb, "nsubj")
    return subject is not None and subject > verb and parse.left[subject] == verb + 1


def _inverted_subject(parse: Parse, verb: int) -> Range | None:
    behind = behind_verb(parse, verb)
    if behind is not None:
        return behind
    subject = parse.child(verb, "nsubj")
    if subject is not None and subject > verb:
        return noun_phrase(parse, subject)
    first = verb + 1
    if first >= len(parse) or is_edge(parse, first):
        own = source_of(parse, verb)
        return own if own is None or not any(own[0] <= q <= own[1] for q in parse.quoted) else None
    last = first
    while last + 1 < len(parse) and not is_edge(parse, last + 1) and parse.tags[last + 1] != "IN":
        if last + 1 in parse.marked:
            break  # "“Cats,” said Lee “are better”"
        last += 1
    return first, name_behind(parse, last)


def _subject_first(parse: Parse, quote: int, first: int) -> Claim | None:
    """The first verb of saying after the quotation that is not inside a relative clause."""
    skipping = -1
    for at in range(first, min(first + _REACH, len(parse))):
        if at in parse.quoted or (parse.words[at] in (".", ";") and parse.tags[at] in (".", ":")):
            return None
        if parse.lower[at] in RELATIVE and at > first:
            skipping = at
        if not _finite(parse, at):
            continue
        if skipping >= 0 and _in_relative(parse, skipping, at):
            continue
        if _known(parse, at):
            return Claim(at, _subject(parse, first, at)) if at > first else None
        if parse.deps[at] not in ("aux", "auxpass", "relcl") and skipping < 0:
            # Any other verb may attribute a quotation it stands beside ("…," she smiled).
            near = first < at <= first + 8 and quote == 0
            return Claim(at, _subject(parse, first, at)) if near else None
    return None


def _in_relative(parse: Parse, pronoun: int, verb: int) -> bool:
    """Is this the verb of the clause that "who" opened, the first one after it?"""
    return not any(
        parse.tags[i] in FINITE or parse.tags[i] == "MD" for i in range(pronoun + 1, verb)
    )


def _subject(parse: Parse, first: int, verb: int) -> Range:
    own = parse.child(verb, "nsubj", "nsubjpass")
    if own is not None and first <= own < verb:
        low, high = noun_phrase(parse, own)
        return max(low, first), min(high, verb - 1)
    last = verb - 1
    while last > first and (
        is_edge(parse, last) or parse.tags[last] in ("RB", "MD", "VBD", "VBZ", "VBP")
    ):
        last -= 1
    return first, last


def _stating(parse: Parse, at: int) -> Range | None:
    """Who states it in "with Ann Lee stating: “…”"; the participle is often taken for a noun."""
    if not parse.lower[at].endswith("ing") or parse.lower[at] not in cues.saying_forms():
        return None
    name = parse.child(at, "nsubj", "compound")
    if name is None or parse.tags[name] != "NNP" or parse.left[name] == 0:
        return None
    first = parse.left[name]
    return (first, at - 1) if parse.lower[first - 1] == "with" else None


def _when(parse: Parse, verb: int) -> bool:
    """Does the verb only tell when: "when the wall broke"?"""
    mark = parse.child(verb, "mark")  # behind its speaker in "…,” said Lee as the tide rose, “…”"
    opening = parse.left[verb] if mark is None else mark
    return parse.deps[verb] in ("advcl", "relcl", "ccomp") and parse.lower[opening] in _WHEN


_WHEN = frozenset({"when", "after", "before", "as", "while", "once", "since"})


def _before(parse: Parse, quote: int) -> Claim | None:
    """Ann Lee said on Monday, "…" / Ann Lee: "…" is not a verb's."""
    for at in range(quote - 1, max(-1, quote - 1 - _REACH), -1):
        if at in parse.quoted or parse.words[at] == ";":
            return None
        stating = _stating(parse, at) if at == quote - 2 else None
        if stating is not None:
            return Claim(at, stating)
        if not parse.tags[at].startswith("V") or parse.deps[at] in ("aux", "auxpass"):
            continue
        if parse.words[quote - 1] == ":" and parse.lower[at - 1 : at + 1] == ("when", "asked"):
            continue  # "told us when asked in May about it: “…”"
        if _says(parse, at) or _put_out(parse, at, quote):
            return Claim(at, source_of(parse, at))
        if parse.words[quote - 1] == "," and _when(parse, at):
            continue  # "said in May, when the wall broke, “…”"
        if (parse.words[quote - 1] == ":" or at == quote - 2) and parse.tags[at] in (
            *FINITE,
            "VBG",
        ):
            source = source_of(parse, at)
            return Claim(at, source) if source is not None and quote - at <= 14 else None
    return None


def _put_out(parse: Parse, at: int, quote: int) -> bool:
    """ "Issued a statement, “…”", "used the words “…”": the noun right before the quotation."""
    noun = quote - 1 - (parse.words[quote - 1] == ",")
    own = noun > at and parse.head[noun] == at and parse.deps[noun] == "dobj"
    active = parse.tags[at] in (*FINITE, "VBG") and not passive(parse, at)
    return own and active and parse.lower[noun] in cues.nouns() and parse.lower[at] in _PUTS_OUT


_PUTS_OUT = words("nouns", "made", "puts out") | words("control", "releases")
