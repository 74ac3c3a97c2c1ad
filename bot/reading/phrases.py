"""Attribution without a verb: "according to", "in the words of", "her claim that …"."""

from collections.abc import Iterator

from bot.reading import cues, unsaid, wordlists
from bot.reading.attribution import Attribution, is_edge, without_opening, words
from bot.reading.callings import is_role
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.sources import source_of
from bot.reading.tags import FINITE_OR_MODAL


def according(parse: Parse) -> Iterator[Attribution]:
    """ "According to Ann Lee", "in the words of Ann Lee", "in Lee's view", at either end."""
    for at in range(len(parse) - 2):
        if parse.lower[at] in ("according", "per") and parse.lower[at + 1] == "to":
            found, cue = _after_to(parse, at + 1), tuple(range(at, at + 2))
            last = found[1] if found is not None else at
        else:
            found, last = _in_words_of(parse, at)
            cue = tuple(range(at, at + 1))
            if found is not None and found[0] == at + 4:
                cue = tuple(range(at, at + 4))
        if found is None:
            continue
        content = _quoted_behind(parse, last) if len(cue) != 2 else frozenset()
        content = content or without_opening(_rest(parse, at, last), parse, at)
        if content and not (_tells_of_telling(parse, content) or _doing(parse, content)):
            yield Attribution(parse, content, found, cue, "according", at)


_WORDS = frozenset({"words", "view", "opinion"})


def _in_words_of(parse: Parse, at: int) -> tuple[Range | None, int]:
    """In the words of Ann Lee, … / in Lee's words, …; and the last word of the phrase."""
    if parse.lower[at] != "in":
        return None, at
    if parse.lower[at + 1 : at + 4] == ("the", "words", "of"):
        source = _after_to(parse, at + 3)
        return source, source[1] if source is not None else at
    for noun in range(at + 2, min(at + 8, len(parse))):
        if parse.lower[noun] in _WORDS and parse.head[noun] == at:
            source = _owner(parse, at, noun)
            return source, noun
    return None, at


def _quoted_behind(parse: Parse, last: int) -> frozenset[int]:
    """The quotation that "in Lee's words," leads on to: only that is in Lee's words."""
    first = last + 1
    while first < len(parse) and is_edge(parse, first):
        first += 1
    end = first
    while end < len(parse) and (end in parse.quoted or end in parse.marked):
        end += 1
    return words((first, end - 1)) if end > first else frozenset()


def _owner(parse: Parse, at: int, noun: int) -> Range | None:
    """Lee in "in Lee’s words", the members in "in the members’ words"; none in "in other words"."""
    last = noun - 1
    if parse.words[last] not in ("’s", "'s", "’", "'"):
        owner = parse.child(noun, "poss")
        return noun_phrase(parse, owner) if owner is not None else None
    return (at + 1, last - 1) if last - 1 > at else None


def _tells_of_telling(parse: Parse, content: frozenset[int]) -> bool:
    """How, not what, was said: "He announced it to journalists, according to …"."""
    for at in content:
        if parse.lower[at] in cues.verbs() and parse.head[at] == at:
            thing = parse.child(at, "dobj")
            return thing is not None and parse.lower[thing] in ("it", "this", "that", "so")
    return False


def _doing(parse: Parse, content: frozenset[int]) -> bool:
    """ "According to Ann Lee, writing for the Herald:", what she does, with no words of hers."""
    said = [i for i in sorted(content) if not is_edge(parse, i)]
    told = any(parse.tags[i] in FINITE_OR_MODAL or i in parse.quoted for i in said)
    doing = bool(said) and parse.tags[said[0]] == "VBG"
    return doing and not told and not parse.marked & content


def _after_to(parse: Parse, to: int) -> Range | None:
    whom = parse.child(to, "pobj", "pcomp")
    if whom is None or whom <= to:
        last = to + 1
        while last + 1 < len(parse) and not is_edge(parse, last + 1):
            last += 1
        return to + 1, last
    last = _name_end(parse, to + 1, noun_phrase(parse, whom)[1])
    return to + 1, _named_behind(parse, whom, last) or last


def _named_behind(parse: Parse, head: int, role: int) -> int | None:
    """The end of the name in "According to its president, Ann Lee, the port is open"; none in
    "According to its president, Ann Lee, the mayor, left", where she is whom he speaks of."""
    if not is_role(parse.words[head]) or parse.words[role + 1 : role + 2] != (",",):
        return None
    end = role + 2
    while end < len(parse) and parse.tags[end] in ("NNP", "HYPH"):
        end += 1
    if end - role < _WHOLE_NAME or parse.words[end : end + 1] != (",",):
        return None
    for at in range(end + 1, len(parse)):
        if parse.tags[at] in FINITE_OR_MODAL:
            return end - 1 if at > end + 1 else None
        if parse.words[at] == "," or parse.tags[at] in ("WP", "WDT", "WP$", "VBG", "VBN"):
            return None
    return None


_WHOLE_NAME = 4  # words from the role to the name's end: a comma and two names or more


def _name_end(parse: Parse, first: int, last: int) -> int:
    """A name's own end: "According to Lee the road is open", "to director Ann Lee"."""
    for at in range(first, last):
        if at + 1 in parse.quoted:
            return at - 1 if is_edge(parse, at) else at
        if parse.tags[at] == "NNP" and parse.lower[at + 1] in (
            "the",
            "a",
            "he",
            "she",
            "they",
            "it",
        ):
            return at
    while last + 1 < len(parse) and parse.tags[last + 1] == "NNP" and parse.tags[last][:2] == "NN":
        last += 1
    return last


def _rest(parse: Parse, first: int, last: int) -> frozenset[int]:
    """The sentence without the phrase, or only the relative clause it stands in."""
    head = parse.head[first]
    for up in (head, *parse.ancestors(head)):
        if parse.deps[up] == "relcl" and parse.left[up] < first:
            opening = parse.lower[parse.left[up] : first]
            if opening and opening[0] in ("which", "who", "that", ","):
                return (
                    words((last + 1, parse.right[up]))
                    if last < parse.right[up]
                    else words((parse.left[up], first - 1))
                )
    before = words((0, first - 1)) if first else frozenset()
    after = words((last + 1, len(parse) - 1)) if last + 1 < len(parse) else frozenset()
    return before | after


def noun_cues(parse: Parse) -> Iterator[Attribution]:
    """Claims with a clause and an owner: "Rahmani's claim that …", "made the point that …"."""
    for at, word in enumerate(parse.lower):
        if word not in cues.nouns() or not parse.tags[at].startswith("N"):
            continue
        clause = parse.child(at, "acl", "ccomp", "relcl") or _is_that(parse, at)
        if clause is None or parse.left[clause] <= at:
            continue
        first = parse.left[clause]
        if parse.lower[first] != "that" or parse.tags[first] != "IN":
            continue
        source, cue = _claimant(parse, at)
        if source is not None:
            last = parse.right[clause]
            while last + 1 < len(parse) and last in parse.marked and last + 1 in parse.marked:
                last += 1
            said = not unsaid.turned(parse, at)[0]
            yield Attribution(parse, words((first, last)), source, cue, "noun", at, said)


def _is_that(parse: Parse, noun: int) -> int | None:
    """ "Her answer was that the road is closed"."""
    verb = parse.head[noun]
    if parse.deps[noun] != "nsubj" or parse.lower[verb] not in ("is", "was"):
        return None
    return parse.child(verb, "ccomp")


_BY = ("by", "from")
_MAKES = wordlists.words("nouns", "made")


def _takes_back(parse: Parse, noun: int) -> bool:
    """ "Retracted her statement that", "walked back his claim that"."""
    verb = parse.head[noun]
    if parse.deps[noun] != "dobj" or verb > noun or parse.lower[verb] not in _TAKES_BACK:
        return False
    away = parse.lower[verb].startswith(("take", "taking", "took", "walk"))
    return not away or "back" in parse.lower[verb + 1 : noun]


_TAKES_BACK = wordlists.words("nouns", "taken back")


def _claimant(parse: Parse, noun: int) -> tuple[Range | None, tuple[int, ...]]:
    """Whose claim it is, and the words that say so."""
    verb = parse.head[noun]
    owner = parse.child(noun, "poss")
    if owner is not None and owner < noun and _takes_back(parse, noun):
        back = range(verb, noun)
        kept = (i for i in back if not parse.left[owner] <= i <= parse.right[owner])
        own = parse.tags[owner] == "PRP$"
        source = source_of(parse, verb) if own else None
        if source is not None:
            return source, (*kept, noun)
    if parse.deps[noun] == "dobj" and parse.lower[verb] in _MAKES:
        source = source_of(parse, verb)
        if source is not None:
            return source, tuple(range(verb, noun + 1)) if verb < noun else (noun,)
    if owner is None:
        by = next((c for c in parse.children[noun] if parse.lower[c] in _BY and c > noun), None)
        whom = parse.child(by, "pobj") if by is not None else None
        return (noun_phrase(parse, whom) if whom is not None else None), (noun,)
    first, last = noun_phrase(parse, owner)
    return (first, last - (parse.tags[last] == "POS")), (noun,)
