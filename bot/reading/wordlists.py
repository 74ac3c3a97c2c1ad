"""The word lists of the reading: data files with a comment on each group."""

from functools import cache
from importlib import resources

_VOWELS = "aeiou"


@cache
def groups(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The file's lines, each a tuple of its words, by the group they stand under."""
    text = resources.files(__package__).joinpath("words", f"{name}.txt").read_text("utf-8")
    found: dict[str, list[tuple[str, ...]]] = {}
    lines: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = found.setdefault(line[1 : line.index("]")].split(":")[0].strip(), [])
        elif line.strip() and not line.startswith("#"):
            lines.append(tuple(line.split()))
    return {group: tuple(rows) for group, rows in found.items()}


@cache
def words(name: str, *wanted: str) -> frozenset[str]:
    """Every word of the file, or of the wanted groups."""
    return frozenset(
        word
        for group, rows in groups(name).items()
        if not wanted or group in wanted
        for row in rows
        for word in row
    )


def forms(verb: str) -> tuple[str, str, str, str]:
    """A regular verb's other forms: says, said (twice), saying."""
    return third_person(verb), past(verb), past(verb), ing(verb)


def third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Verbs of one syllable double their last letter, longer ones if they are listed."""
    closed = verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3:-2] not in _VOWELS
    syllables = sum(
        a in _VOWELS and b not in _VOWELS for a, b in zip(verb, verb[1:] + "-", strict=True)
    )
    if closed and len(verb) > 2 and (syllables == 1 or verb in words("verbs", "doubling")):
        return verb + verb[-1]
    return verb
