"""What ends reported words: a comment of the writer, a contrast, words of others beside them."""

from bot.reading import cues
from bot.reading.parse import Parse
from bot.reading.tags import FINITE
from bot.reading.tails import contrary, long_after
from bot.reading.wordlists import words


def aside(parse: Parse, start: int) -> int:
    """Where something else follows: ", while others doubted it", ", adding that …"."""
    for at in range(start + 4, len(parse) - 3):
        if parse.words[at] == "," and not (at in parse.marked and at + 1 in parse.marked):
            word = at + 1
            says = parse.lower[word] in cues.verbs() or parse.lower[word] in _COMMENTS
            if parse.tags[word] == "VBG" and says:
                return at - 1
            if parse.lower[word] in _CONTRASTS and _opens_clause(parse, word):
                return at - 1
            if _with_another(parse, word) or _as_others(parse, word):
                return at - 1
            beside = contrary(parse, word) or long_after(parse, word)
            if beside or parse.lower[word : word + 2] in _APART or afterthought(parse, word):
                return at - 1
        elif parse.words[at] in _DASHES and (
            parse.lower[at + 1] in ("though", "although", "even")
            or (parse.lower[at + 1] in _A and afterthought(parse, at + 1))
        ):
            return at - 1
    return len(parse) - 1


def _with_another(parse: Parse, word: int) -> bool:
    """ ", with the mayor saying …": somebody else's words."""
    if parse.lower[word] != "with" or word in parse.marked:
        return False
    return any(
        parse.tags[c] == "VBG"
        and parse.lower[c] in cues.saying_forms()
        and parse.child(c, "nsubj") is not None
        for c in parse.children[word]
    )


def _as_others(parse: Parse, word: int) -> bool:
    """ ", as has the mayor", ", as did others": what the writer sets beside it."""
    helper = parse.lower[word + 1] if word + 2 < len(parse) else ""
    return parse.lower[word] == "as" and helper in _AS_HAS and word not in parse.marked


_AS_HAS = frozenset({"has", "have", "had", "did", "does", "do"})


def afterthought(parse: Parse, word: int) -> bool:
    """ ", which opened in May" or ", a move that angered many" at the very end: the writer's, as
    often as not, and what may be the writer's is left out."""
    if word in parse.marked or word in parse.quoted:
        return False
    if parse.lower[word] in ("which", "who", "whose", "whom"):
        clause = next((h for h in parse.ancestors(word) if parse.deps[h] == "relcl"), None)
    elif parse.lower[word] in _A:
        noun = word if parse.lower[word] == "something" else parse.head[word]
        listed = parse.child(noun, "cc") is not None  # "for a man, a woman and a dog"
        clause = noun if parse.deps[noun] in _APPOSED and not listed else None
    else:
        return False
    if parse.lower[word] in _A and _comment(parse, word):
        return True
    return clause is not None and parse.right[clause] >= len(parse) - 2


_COMMENTS = words("people", "in the writer's words")


def _comment(parse: Parse, word: int) -> bool:
    """ "A claim economists dispute.", however the parse hung it: what is told of the words."""
    near = range(word + 1, min(word + 4, len(parse)))
    noun = next((i for i in near if parse.lower[i] in cues.nouns()), None)
    if noun is None:
        return False
    for at in range(noun + 1, min(noun + _COMMENT, len(parse))):
        if parse.tags[at] in FINITE:
            return not any(parse.words[i] == "," for i in range(at, len(parse)))
        if not parse.tags[at].startswith(("DT", "JJ", "N", "PRP", "W", "RB", "IN")):
            return False
    return False


_COMMENT = 8  # words
_A = frozenset({"a", "an", "another", "something"})
_APPOSED = ("appos", "npadvmod", "dobj", "attr", "dep", "conj", "ccomp")
_APART = (("according", "to"), ("compared", "with"), ("compared", "to"))


def _opens_clause(parse: Parse, word: int) -> bool:
    """ "although it was late", not "although late"."""
    verb = parse.head[word]
    finite = parse.tags[verb] in FINITE or parse.child(verb, "aux", "auxpass") is not None
    return finite and parse.left[verb] == word


_DASHES = frozenset({"—", "–", "--", "-"})
_CONTRASTS = frozenset({"while", "though", "although", "whereas"})
