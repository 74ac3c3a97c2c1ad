"""Which words attribute: verbs of saying by what they take, and nouns of saying."""

from dataclasses import dataclass
from functools import cache

from bot.reading import wordlists

SAY, CLAUSE, TELL, PROMISE = "say", "clause", "tell", "promise"
ASK, OBJECT, CALL, DESCRIBE, WORDS_ONLY = "ask", "object", "call", "describe", "words only"
GERUND, ACCUSE = "gerund", "accuse"
_GROUPS = (SAY, CLAUSE, TELL, PROMISE, ASK, OBJECT, CALL, DESCRIBE, WORDS_ONLY, GERUND, ACCUSE)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying. particle: the word that must stand beside it ("out" for "point out"),
    "" when none need. takes: the groups of words/verbs.txt it stands in."""

    base: str
    particle: str
    takes: frozenset[str]


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Every form of every verb of saying, in lower case; verbs with a particle first."""
    irregular = {row[0]: row for row in wordlists.groups("verbs")["irregular"]}
    takes: dict[tuple[str, str], set[str]] = {}
    for group in _GROUPS:
        for (entry,) in wordlists.groups("verbs")[group]:
            base, _, particle = entry.partition("+")
            takes.setdefault((base, particle), set()).add(group)
    found: dict[str, list[Verb]] = {}
    for (base, particle), groups in sorted(takes.items(), key=lambda item: item[0][1] == ""):
        for form in {base, *irregular.get(base, wordlists.forms(base))}:
            found.setdefault(form, []).append(Verb(base, particle, frozenset(groups)))
    return {form: tuple(known) for form, known in found.items()}


@cache
def particles(form: str) -> frozenset[str]:
    """One of which a form must stand before to be a verb of saying ("points": "out"); empty for
    one that needs none."""
    known = verbs().get(form, ())
    needed = frozenset(v.particle for v in known)
    return frozenset() if "" in needed else needed


def bases(form: str) -> frozenset[str]:
    """The verbs of saying that a word can be a form of."""
    return frozenset(v.base for v in verbs().get(form, ()))


@cache
def saying_forms() -> frozenset[str]:
    """Forms of the verbs that can stand in parentheses ("…," she said)."""
    return frozenset(f for f, known in verbs().items() if any(SAY in v.takes for v in known))


@cache
def nouns() -> frozenset[str]:
    """Nouns of saying, both numbers ("his claim that …", "a statement saying")."""
    return wordlists.words("nouns", "saying")


@cache
def signals() -> frozenset[str]:
    """Words without one of which a sentence outside quotation marks attributes nothing."""
    return (frozenset(verbs()) | {"according", "view"}) - weak_signals()


@cache
def weak_signals() -> frozenset[str]:
    """Words that signal only beside "that" or a quotation mark."""
    return (wordlists.words("verbs", "weak") | nouns()) - wordlists.words("verbs", "strong")
