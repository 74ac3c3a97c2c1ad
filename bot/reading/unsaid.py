"""Words that nobody said: "did not say that …", "refused to say", "should have said"."""

from bot.reading import wordlists
from bot.reading.parse import Parse, Range

_NOT = frozenset({"not", "n't", "never", "cannot"})
_ONLY = frozenset({"only", "just", "merely", "simply", "solely"})
_NOT_OUTRIGHT = frozenset({"never", "nor", "neither"})
_NO_ONE = frozenset({"nobody", "none", "neither"})
_REFUSES = wordlists.words("control", "leaves unsaid")
_DENIES = frozenset({"deny", "denies", "denied", "denying"})  # "denied having said so"
_GOVERNED = ("xcomp", "pcomp", "prep", "acomp", "ccomp")
_UNFINISHED = ("VB", "VBG", "IN", "TO", "JJ", "RB")
_BE = frozenset({"am", "is", "are", "was", "were"})
_BEFORE = 9  # words between a negation and the verb
_CLIMBS = 4


def turned(parse: Parse, at: int) -> tuple[bool, int]:
    """Is the verb of saying turned into its opposite, and where the words that do so begin.

    Each of "not", "never", "refused to", "without" turns it once: "did not fail to say" is said.
    """
    if _never_came(parse, at):
        return True, at
    turns, first = _own(parse, at)
    if _would_have(parse, at):  # "should not have said so": it was said
        return not (turns and parse.lower[first] == "should"), first
    verb = at
    for _ in range(_CLIMBS):
        up = parse.head[verb]
        aside = parse.tags[verb] == "VBG" and verb > 0 and parse.words[verb - 1] == ","
        having = parse.tags[verb] == "VBN" and parse.lower[verb - 1] == "having"
        finished = parse.tags[verb] not in _UNFINISHED and not having
        if aside or up == verb or up > verb or finished:
            break
        short = parse.lower[verb] == "short"  # "stopped short of saying"
        if (
            not short
            and parse.deps[verb] not in _GOVERNED
            and parse.lower[up] not in _REFUSES | _DENIES
        ):
            break
        if at - up > _BEFORE or parse.child(verb, "nsubj", "nsubjpass", "mark") is not None:
            break
        verb = up
        if parse.lower[verb] in _REFUSES or parse.lower[verb] in _DENIES:
            turns, first = turns + 1, min(first, verb)
        if parse.lower[verb] == "without":
            break
        more, start = _own(parse, verb)
        turns, first = turns + more, min(first, start)
    return turns % 2 == 1, first


def _own(parse: Parse, verb: int) -> tuple[int, int]:
    """How many negations hang on the verb itself, and where the first of them begins."""
    turns, first = 0, verb
    children = parse.children[verb]
    if parse.lower[max(0, verb - 2) : verb] == ("yet", "to"):  # "has yet to say"
        children = (*children, verb - 2)
    for child in children:
        behind = child > verb and parse.lower[verb] not in _BE  # "was not able to say"
        if behind or verb - child > _BEFORE or not _negates(parse, child):
            continue
        turns += 1
        first = min(first, _helped(parse, verb, child))
    if turns or parse.deps[verb] != "conj":
        return turns, first
    up = parse.head[verb]
    joints = {parse.lower[i] for i in parse.children[up] if parse.tags[i] == "CC" and i < verb}
    own = parse.child(verb, "nsubj", "aux")
    if up < verb and verb - up <= _BEFORE and joints & {"or", "nor"} and own is None:
        more, start = _own(parse, up)
        return more, min(first, start)
    return 0, first


def _negates(parse: Parse, child: int) -> bool:
    word = parse.lower[child]
    if word in _NOT:
        return parse.lower[child + 1] not in _ONLY
    if word == "longer" and parse.lower[child - 1] == "no":
        return True
    if word in ("at", "on", "in"):  # "at no time did she say"
        return parse.lower[child + 1] == "no" and parse.child(child, "pobj") is not None
    return word in _NOT_OUTRIGHT or parse.lower[child : child + 2] == ("yet", "to")


def _helped(parse: Parse, verb: int, child: int) -> int:
    """With the "did" before the "not"."""
    first = child
    while first - 1 >= 0 and first - 1 in parse.children[verb] and parse.deps[first - 1] == "aux":
        first -= 1
    return first


def supposed(parse: Parse, at: int) -> int:
    """Where the words begin that leave it to come: "is expected" in "is expected to say"; the verb
    itself where none do. The cue tells it with them, as it does with "might"."""
    up = parse.head[at]
    helper = parse.child(at, "aux")
    to = helper is not None and parse.lower[helper] == "to"
    near = up < at <= up + _BEFORE
    told_of = parse.lower[up] in _TOLD_OF and parse.child(up, "auxpass") is not None
    likelier = any(parse.lower[c] in ("more", "less") for c in parse.children[up])
    yet = told_of or (parse.lower[up] in _YET and not likelier)
    asked = parse.lower[up] in _ASKED_TO and parse.child(up, "auxpass") is not None
    regrets = parse.lower[up] in _REGRETS
    if not (near and parse.deps[at] in _GOVERNED and (regrets or (to and (yet or asked)))):
        return at
    beside = (c for c in parse.children[up] if parse.deps[c] in ("aux", "auxpass") and c < up)
    first = parse.head[up] if parse.lower[parse.head[up]] in _BE else up
    return min(first, *beside, up) if parse.tags[up] in ("VBN", "VBG") else min(first, up)


def _never_came(parse: Parse, at: int) -> bool:
    """ "Did she say that …?", "if she says that", "had she said that", "made no claim that":
    nothing came of it."""
    noun = parse.head[at] if parse.deps[at] in ("acl", "relcl") else at
    if any(parse.lower[c] == "no" and parse.deps[c] == "det" for c in parse.children[noun]):
        return True
    marks = (parse.lower[c] for c in parse.children[at] if c < at and parse.deps[c] == "mark")
    return not _IF.isdisjoint(marks) or _imagined(parse, at) or _inverted(parse, at)


def _imagined(parse: Parse, at: int) -> bool:
    """ "Suppose she says that …", "Imagine her saying that …"."""
    up = parse.head[at]
    if up < at and parse.lower[up] in _SUPPOSE:
        return up == 0 or parse.child(up, "nsubj") is None
    return parse.lower[0] in _SUPPOSE and parse.tags[at] == "VBG" and up == at


def _inverted(parse: Parse, at: int) -> bool:
    """ "Did she say that …?", "Had she said that …, she would be gone"."""
    helper, subject, up = parse.child(at, "aux"), parse.child(at, "nsubj"), parse.head[at]
    if helper is not None and parse.lower[helper] == "to" and parse.lower[up] == "were":
        helper, subject = up, parse.child(up, "nsubj") or subject
    if helper is None or subject is None or not helper < subject < at:
        return False
    if parse.words[-1] == "?" and parse.deps[at] == "ROOT":
        return True
    opens = helper == 0 or parse.words[helper - 1] in (",", "and", "or")
    return opens and parse.lower[helper] in _INVERTED


_IF = frozenset({"if", "unless", "whether"})
_SUPPOSE = frozenset({"suppose", "imagine", "supposing", "imagining"})
_INVERTED = frozenset({"had", "should", "were"})  # "Had she said so, she would be gone."
# "Is said to have claimed": hearsay, which the cue tells as well.
_TOLD_OF = frozenset({"said", "reported", "alleged", "believed", "understood", "thought"}) | {
    "rumored", "rumoured"
}  # fmt: skip
_ASKED_TO = wordlists.words("control", "asked to say")
_REGRETS = wordlists.words("control", "regrets")
_YET = wordlists.words("control", "yet to be said")


def _would_have(parse: Parse, at: int) -> bool:
    """ "Should have said", "could have told": what would have been, not what was."""
    helpers = {parse.lower[c] for c in parse.children[at] if parse.deps[c] == "aux" and c < at}
    return "have" in helpers and not helpers.isdisjoint(_WOULD)


_WOULD = frozenset({"should", "could", "might", "would"})


def by_nobody(parse: Parse, source: Range | None) -> bool:
    """ "No one", "none of them", "neither Lee nor Berg", "no official", but not "No 10"."""
    if source is None:
        return False
    first, second = source[0], source[0] + 1
    word, following = parse.lower[first], parse.lower[second : second + 1]
    if word in _NO_ONE:
        return following != ("other",)
    if word == "no":
        less = ("less",), ("fewer",), ("more",), ("doubt",)
        return second < len(parse) and parse.tags[second] != "CD" and following not in less
    return word == "not" and following in (("one",), ("a",))


def told_nobody(parse: Parse, cue: tuple[int, ...]) -> bool:
    """ "She told no one that she was ill"."""
    last = parse.lower[cue[-1]] if cue else ""
    return last == "nobody" or (last == "one" and parse.lower[cue[-1] - 1] == "no")
