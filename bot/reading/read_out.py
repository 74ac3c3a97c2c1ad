"""Words read out, released or told on: "read a letter from Berg: “…”", "“…,” Lee said Berg had
told her". They are Berg's, through whoever passes them on."""

from bot.reading import cues, wordlists
from bot.reading.attribution import is_edge, words
from bot.reading.callings import is_role
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.passives import passive
from bot.reading.tags import STOPS, SUBJECTS

READS = wordlists.words("control", "reads out")
RELEASES = wordlists.words("control", "releases")
_MEDIA = wordlists.words("nouns", "medium", "written")
_KIN = wordlists.words("people", "kin")
_FROM = frozenset({"from", "by", "of"})
_SENT = frozenset({"written", "sent", "penned", "signed", "posted", "recorded", "issued"})
_AFTER_NAME = frozenset({",", ":", ";", "—", "–", "-", "(", "on", "dated", "to", "about", "who"})
_TO_MEDIUM = 9  # words from the verb to "letter"
_TO_TOLD = 14  # words from "said" to "had told"
_BESIDE_TOLD = 5  # words behind "had told": whom, and when


def writer(parse: Parse, verb: int) -> Range | None:
    """Berg in "read a letter from Berg: “…”", "read from Berg's letter: “…”"; None where the letter
    is nobody's, or "her own"."""
    if parse.lower[verb] not in READS | RELEASES:
        return None
    quote = next((q for q in sorted(parse.quoted) if q > verb), len(parse))
    for noun in range(verb + 1, min(verb + _TO_MEDIUM, quote)):
        if parse.lower[noun] in _MEDIA and parse.tags[noun].startswith("N"):
            return _owner(parse, verb, noun) or _sender(parse, noun, quote)
    return None


def read_aloud(parse: Parse, verb: int) -> bool:
    """ "“…,” Lee read aloud from the letter": words that somebody else has written."""
    aloud = parse.lower[verb + 1 : verb + 2] in (("aloud",), ("out",))
    return parse.lower[verb] in _READ and aloud and any(q < verb for q in parse.quoted)


_READ = frozenset({"read", "reads", "recited", "recites"})


def reading_from(parse: Parse, verb: int) -> int | None:
    """The "read" of "read from an email in which Berg wrote: “…”", for its "wrote"."""
    for at in (verb, *parse.ancestors(verb)):
        noun = parse.head[at]
        if parse.deps[at] in ("relcl", "acl") and parse.lower[noun] in _MEDIA and noun < verb:
            return next((i for i in parse.ancestors(noun) if parse.lower[i] in READS), None)
    return None


def _owner(parse: Parse, verb: int, noun: int) -> Range | None:
    """ "The sister" of "the sister's own letter"."""
    for at in range(noun - 1, verb + 1, -1):
        if parse.tags[at] == "POS":
            whom = parse.head[at]
            return noun_phrase(parse, whom)[0], at - 1
    return None


def _sender(parse: Parse, noun: int, quote: int) -> Range | None:
    by = noun + 1
    while by < quote and parse.lower[by] in _SENT:
        by += 1
    if by + 1 >= quote or parse.lower[by] not in _FROM:
        return None
    last = _name_end(parse, by + 1, quote)
    somebody = any(
        parse.tags[i] in ("NNP", "NNPS") or is_role(parse.lower[i]) or parse.lower[i] in _KIN
        for i in range(by + 1, last + 1)
    )
    if parse.tags[last] == "PRP" or not (somebody or parse.lower[by] != "of"):
        return None
    return by + 1, last


def _name_end(parse: Parse, first: int, stop: int) -> int:
    """The end of "its founder, Ola Grand", before "on Monday" or ", dated June"."""
    last = first
    while last + 1 < stop and parse.lower[last + 1] not in _AFTER_NAME:
        last += 1
    name = last + 2
    if parse.words[last + 1 : name] == (",",) and is_role(parse.lower[last]):
        while name < stop and parse.tags[name] in ("NNP", "NNPS"):
            last, name = name, name + 1
    return last


def told(parse: Parse, at: int) -> tuple[int, Range | None] | None:
    """The "told" of "“…,” Lee said Berg had told her", and who told; nobody in "she was told".

    Not of "he told the court", who is the speaker himself as often as not.
    """
    for verb in range(at + 1, min(at + _TO_TOLD, len(parse))):
        if verb in parse.quoted or (is_edge(parse, verb) and parse.words[verb] != ","):
            return None
        joined = parse.words[verb - 1] == "," and parse.tags[verb] == "CC"  # ", but Berg disagreed"
        if joined or parse.lower[verb] in _ASKED or parse.lower[verb] in _MEANWHILE:
            return None  # "“…,” Ann Lee said when asked", "after Berg spoke": the words are hers
        if parse.lower[verb] not in cues.saying_forms() | _TOLD or parse.tags[verb][:1] != "V":
            continue
        behind = range(verb + 1, len(parse))
        if len([i for i in behind if not is_edge(parse, i)]) > _BESIDE_TOLD:
            return None
        if any(parse.tags[i].startswith(("V", "MD", "W")) or i in parse.quoted for i in behind):
            return None
        return _teller(parse, at, verb)
    return None


_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})
_MEANWHILE = frozenset(
    {"after", "as", "because", "before", "once", "since", "then", "until", "when", "where", "while"}
)
_TOLD = frozenset({"told", "tell", "telling", "tells"})


def _teller(parse: Parse, at: int, verb: int) -> tuple[int, Range | None] | None:
    if passive(parse, verb):
        by = parse.child(verb, "agent")
        whom = parse.child(by, "pobj") if by is not None else None
        return verb, noun_phrase(parse, whom) if whom is not None else None
    subject = parse.child(verb, *SUBJECTS)
    if subject is None:
        up = parse.head[verb]
        subject = parse.child(up, *SUBJECTS) if up > at else parse.child(up, "dobj")
    if subject is None or not at < subject < verb or parse.tags[subject] in ("PRP", "EX", "WP"):
        return None
    first, last = noun_phrase(parse, subject)
    first, last = max(first, at + 1), min(last, verb - 1)
    while first < last and (parse.tags[first] in STOPS or parse.lower[first] == "that"):
        first += 1
    if parse.words[first - 1] == ",":
        return None  # "“…,” Lee wrote to Berg, the indictment says": it tells of the whole
    return verb, (first, last)


def quoted_inside(parse: Parse, verb: int, content: frozenset[int]) -> bool:
    """Is it "an email in which Berg wrote: “…”" that was read out? It has its own speaker."""
    if parse.lower[verb] not in READS | RELEASES:
        return False
    said = (i for i in content if parse.lower[i] in cues.saying_forms() and i not in parse.marked)
    return any(parse.tags[i].startswith("V") and i + 1 < len(parse) for i in said)


def told_cue(parse: Parse, verb: int) -> frozenset[int]:
    """ "Had told her": the verb with what helps it and whom it told."""
    first = last = verb
    while parse.head[first - 1] == verb and parse.deps[first - 1] in ("aux", "auxpass", "neg"):
        first -= 1
    whom = parse.child(verb, "dobj", "dative")
    if whom is not None and whom > verb:
        last = noun_phrase(parse, whom)[1]
    return words((first, last))
