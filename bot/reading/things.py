"""What a verb of saying names or describes, where that is a quote ("called it “a lost year”")."""

from bot.reading import asides, cues, extent, wordlists
from bot.reading.attribution import words
from bot.reading.cues import ACCUSE, CALL, OBJECT, WORDS_ONLY, Verb
from bot.reading.parse import Parse, Range
from bot.reading.tags import SUBJECTS

_CALLED_OUT = wordlists.words("verbs", "called out")
_CLAUSE_WORDS = 5
_QUOTED_WORDS = 3  # a shorter quotation in a verb's object is a term, not a statement


def named(parse: Parse, at: int, verb: Verb) -> frozenset[int]:
    """What the verb names or describes, where quoted words or a clause make it a quote."""
    things = _THINGS if CALL not in verb.takes else (*_THINGS, "ccomp")  # "called it “a race run”"
    after = (c for c in parse.children[at] if c > at and parse.deps[c] in things)
    first = next((c for c in after if not _to_whom(parse, c, verb)), None)
    if first is None or parse.left[first] <= at:
        return frozenset()
    if _meanwhile(parse, first) or _of_words(parse, first):
        return frozenset()
    start = parse.left[first]
    if parse.deps[first] == "prep" and first < parse.right[first]:
        start = first + 1
    found = words((start, extent.end(parse, at, start)))
    least = _QUOTED_WORDS - (CALL in verb.takes)
    accused = ACCUSE in verb.takes and _of_doing(parse, at, first)
    if accused or _quoted_words(parse, found) >= least:
        return found
    last = _image_end(parse, at, first) if CALL in verb.takes else parse.right[first]
    called = last > parse.right[first] and parse.tags[first] == "PRP"
    if not called and not _can_be_named(parse, first, verb):
        return frozenset()
    own = words((start, min(last, asides.aside(parse, start))))
    if OBJECT in verb.takes and parse.deps[first] == "dobj" and parse.tags[first] != "DT":
        return found
    return own if WORDS_ONLY not in verb.takes and _holds_clause(parse, own) else frozenset()


def called_out(parse: Parse, at: int) -> frozenset[int]:
    """The quoted words right behind "chanting" or "shouted", be it one; without what follows."""
    first = last = at + 1
    if parse.lower[at] not in _CALLED_OUT or first not in parse.marked:
        return frozenset()
    while last + 1 in parse.marked:
        last += 1
    return words((first, last))


def behind_whom(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """That none was cut, of "assures anyone who asks that none was cut"."""
    first = min(content, default=0)
    if parse.lower[first] not in _ANYBODY or parse.lower[first + 1 : first + 2] != ("who",):
        return content
    that = (i for i in sorted(content)[2:_WHOM] if parse.lower[i] == "that")
    start = next(that, first)
    return frozenset(i for i in content if i >= start)


_ANYBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "those", "people"})
_WHOM = 6  # words


def _of_words(parse: Parse, first: int) -> bool:
    """ "Laughed at the words “safe as houses”", which somebody else said; "referring to remarks she
    had made", which are not told."""
    noun = parse.child(first, "pobj") if parse.lower[first] in _AT else None
    if noun is None:
        return False
    recalled = parse.lower[parse.head[first]] in _REFERS and parse.lower[noun] in cues.nouns()
    return parse.lower[noun] in _WORDS or recalled


_AT = frozenset({"at", "to", "over", "about", "by", "from"})
_REFERS = frozenset(
    {"refer", "refers", "referred", "referring", "allude", "alludes", "alluded", "alluding"}
)
_WORDS = frozenset({"word", "words", "phrase", "term", "slogan", "expression"})


def _points_back(parse: Parse, first: int) -> bool:
    """ "Announced the arrangement on Monday": which one, other words have told."""
    the = parse.left[first] == first - 1 and parse.lower[first - 1] in ("the", "this", "that")
    beside = [c for c in parse.children[first] if c > first]  # "at a steelworks"
    alone = first not in parse.marked and all(parse.lower[c] in _WHERE for c in beside)
    return the and alone and parse.lower[first] in _POINTING


_WHERE = frozenset({"at", "in", "on", "during", "by"})
_BODIES = wordlists.words("bodies", "noun")
_POINTING = wordlists.words("nouns", "points back")


def _meanwhile(parse: Parse, first: int) -> bool:
    """ "Sobbed as she read a letter": what was done meanwhile."""
    mark = parse.child(first, "mark", "advmod")
    clause = parse.deps[first] == "advcl" and parse.child(first, "nsubj") is not None
    return clause and mark is not None and parse.lower[mark] in ("as", "when", "while")


def disputed(parse: Parse, at: int) -> Range | None:
    """The claims and their clause in "Ann Lee disputes claims that …", where the parse took
    "claims" for the verb."""
    if at < _SHORTEST or parse.lower[at] not in cues.nouns():
        return None
    clause, verb = parse.child(at, "ccomp"), at - 1
    if clause is None or parse.lower[at + 1 : at + 2] != ("that",):
        return None
    if parse.deps[verb] not in SUBJECTS:
        return None
    third = any(v.base != parse.lower[verb] for v in cues.verbs().get(parse.lower[verb], ()))
    plural = parse.lower[at].endswith("s") and parse.lower[verb].endswith("s")
    named = parse.tags[verb - 1].startswith("NN") and parse.head[verb] == at
    return (at, parse.right[clause]) if plural and named and third else None


_SHORTEST = 2  # words before "claims": who, and what he does


def _image_end(parse: Parse, at: int, first: int) -> int:
    """The end of "the fair (as a town that talks to itself)", "it (a tale nobody will buy)"."""
    images = (
        parse.right[c]
        for c in parse.children[at]
        if c > first and (parse.deps[c] == "oprd" or parse.lower[c] == "as")
    )
    return max(parse.right[first], *images, 0)


def _can_be_named(parse: Parse, first: int, verb: Verb) -> bool:
    """An object, or what a preposition that leads to the matter brings."""
    if parse.deps[first] == "prep":
        return _about(parse, first, verb)
    named = parse.deps[first] == "dobj" and parse.tags[first] not in ("PRP", "WP")
    if verb.base == "confirm" and parse.lower[first] in _BODIES:
        return False  # "Parliament confirmed a government in which Lee is minister"
    return named and not _points_back(parse, first)


def _of_doing(parse: Parse, at: int, whom: int) -> bool:
    """ "… the council of hiding the truth", "… her for not going"."""
    return parse.deps[whom] == "dobj" and any(
        parse.lower[prep] in ("of", "for") and parse.child(prep, "pcomp") is not None
        for prep in (*parse.children[at], *parse.children[whom])
        if prep > whom
    )


_THINGS = ("dobj", "oprd", "prep", "acomp", "dative", "attr", "xcomp", "advcl", "pcomp")


def _holds_clause(parse: Parse, chosen: frozenset[int]) -> bool:
    """ "lamented a vote that had cost them the port": reported, though no clause is governed."""
    if len(chosen) <= _CLAUSE_WORDS:
        return False
    for i in sorted(chosen):
        if parse.words[i] == "," and i + 1 < len(parse) and parse.tags[i + 1] in ("WDT", "WP"):
            return False  # "praised Ann Lee, who had left": an afterthought
        if parse.tags[i] in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def _about(parse: Parse, prep: int, verb: Verb) -> bool:
    """Does the preposition lead to what was said, not to whom, where or how?"""
    word = parse.lower[prep]
    return word in _ABOUT or (word in ("to", "for") and verb.base in _TO_WHAT)


def _to_whom(parse: Parse, prep: int, verb: Verb) -> bool:
    """ "Apologised to women who were sent there": whom, not what."""
    noun = parse.child(prep, "pobj") if parse.lower[prep] == "to" else None
    return noun is not None and verb.base in _APOLOGIES


_APOLOGIES = frozenset({"apologize", "apologise"})
_ABOUT = frozenset({"of", "about", "on", "against", "over", "regarding", "concerning", "as"})
_TO_WHAT = frozenset(
    {"refer", "allude", "point", "object", "admit", "confess", "compare", "liken", "call", "thank"}
    | {"apologize", "apologise", "advocate", "praise", "plead", "beg", "ask", "push", "criticize"}
)


def _quoted_words(parse: Parse, chosen: frozenset[int]) -> int:
    return len(chosen & parse.marked) + 5 * sum(i in parse.quoted for i in chosen)
