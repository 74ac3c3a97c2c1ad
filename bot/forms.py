"""The forms and spellings in which a phrase is written: drone, drones; defence, defense.

A form that nobody writes costs nothing, since it is never found; one that is another word would
find what was not asked for. So nouns are bent, verbs are not ("talks" is not "talked").
"""

import re
from itertools import islice, product

MOST_FORMS = 24  # of one phrase; a person asks with a few words, not with a page

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "serviceman": "servicemen", "servicewoman": "servicewomen", "wife": "wives", "life": "lives",
    "knife": "knives", "half": "halves", "thief": "thieves", "leaf": "leaves", "wolf": "wolves",
    "shelf": "shelves", "loaf": "loaves", "criterion": "criteria", "medium": "media",
    "aircraft": "aircraft", "series": "series", "species": "species", "hero": "heroes",
    "veto": "vetoes", "embargo": "embargoes", "potato": "potatoes", "tomato": "tomatoes",
    "torpedo": "torpedoes", "echo": "echoes", "personnel": "personnel", "gas": "gases",
}  # fmt: skip
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
# They end like plurals, and without the ending they are another word.
_NO_PLURALS = frozenset({
    "news", "always", "perhaps", "hamas", "texas", "less", "mars", "does", "this", "thus", "his",
    "was", "has", "its", "lens", "means", "politics", "economics", "physics", "ethics",
    "mathematics", "athletics", "gymnastics", "logistics", "electronics", "genetics",
})  # fmt: skip
# The word that bends is the last one, or the one before these: prisoners of war.
_LINKS = frozenset({
    "of", "for", "in", "on", "at", "with", "against", "to", "between", "from", "by", "and",
})  # fmt: skip


def forms(phrase: str) -> tuple[str, ...]:
    """The phrase itself first, then with its head in singular and plural, each in British and
    American spelling. At most MOST_FORMS; words keep their capitals.
    """
    words = phrase.split()
    if not words:
        return ()
    head = next((at - 1 for at, word in enumerate(words) if at and word in _LINKS), len(words) - 1)
    choices = [
        [
            spelling
            for form in (_numbers(word) if at == head else (word,))
            for spelling in _spellings(form)
        ]
        for at, word in enumerate(words)
    ]
    found: dict[str, None] = {}
    for chosen in product(*choices[:8]):
        found[" ".join((*chosen, *words[8:]))] = None
        if len(found) == MOST_FORMS:
            break
    return tuple(found)


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase in British and American spelling, the phrase itself first: "air defense", too."""
    words = phrase.split()
    choices = [_spellings(word) for word in words[:8]]
    several = islice(product(*choices), MOST_FORMS)
    return tuple(dict.fromkeys(" ".join((*chosen, *words[8:])) for chosen in several))


def _numbers(word: str) -> tuple[str, ...]:
    """The word, and its plural or singular."""
    lower = word.lower()
    if not word.isalpha() or len(word) < 3 or lower in _NO_PLURALS or lower.endswith("ed"):
        return (word,)
    other = _SINGULAR.get(lower) or _IRREGULAR.get(lower)
    if other is not None:
        return (word, other)
    if lower.endswith("s") and not lower.endswith(("ss", "us")) and not word.isupper():
        return (word, *_singulars(lower))
    return (word, _plural(word))


def _plural(word: str) -> str:
    if word.isupper():
        return word + "s"
    if word.endswith(("ss", "us", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _singulars(word: str) -> tuple[str, ...]:
    for ending, singulars in _ENDINGS.items():
        if word.endswith(ending):
            return tuple(word.removesuffix(ending) + singular for singular in singulars)
    return (word[:-1],) if len(word) > 3 else ()


_ENDINGS: dict[str, tuple[str, ...]] = {  # the first that fits decides
    "sis": ("ses",), "is": (), "movies": ("movie",), "ies": ("y",), "sses": ("ss",),
    "xes": ("x",), "ches": ("ch",), "shes": ("sh",), "zes": ("z",), "ses": ("se", "sis"),
}  # fmt: skip


# Each pair is tried in both directions; the groups are what stands around.
_PAIRS = tuple(
    (re.compile(rf"\b{before}{one}{after}\b", re.I), rf"\g<1>{other}\g<2>")
    for before, british, american, after in (
        (r"(\w{3,}|orga?n|real)", "is", "iz", r"(e|ed|es|ing|er|ers|ation|ations)"),
        (r"(anal|paral|catal)", "ys", "yz", r"(e|ed|es|ing)"),
        (r"(def|off|lic|pret)", "ence", "ense", r"(s|d|less|man|men|)"),
        (r"(pract|unpract)", "ice", "ise", r"(s|d|)"),
        (
            "(lab|col|hon|fav|neighb|harb|hum|rum|behavi|endeav|arm|rig|vig|val|flav|parl|cand"
            "|ferv|tum|od|savi|misdemean)",
            "our", "or",
            "(s|ed|ing|er|ers|able|ite|ites|hood|al|y|)",
        ),
        (r"(cent|met|theat|lit|fib|calib|spect|kilomet)", "re", "er", r"(s|)"),
        (
            "(travel|cancel|label|model|fuel|level|counsel|tunnel|signal|rival|shovel)",
            "l", "",
            "(ed|ing|er|ers|or|ors)",
        ),
        (r"(progra)", "mme", "m", r"(s|)"),
        (r"(alumin)", "ium", "um", r"()"),
        (r"(gr)", "ey", "ay", r"(s|)"),
        (r"(dial|catal|anal)", "ogue", "og", r"(s|)"),
        (r"()", "sceptic", "skeptic", r"(s|al|ism|)"),
        (r"(judg)", "ement", "ment", r"(s|)"),
        (r"(man)", "oeuv", "euv", r"(re|res|er|ers|ring|ering)"),
        (r"(p)", "aed", "ed", r"(iatric|iatrics|iatrician|iatricians)"),
        # One city, two transliterations: an archive holds both.
        (r"()", "Kyiv", "Kiev", r"()"),
        (r"()", "Kharkiv", "Kharkov", r"()"),
        (r"()", "Odesa", "Odessa", r"()"),
        (r"()", "Lviv", "Lvov", r"()"),
        (r"()", "Chornobyl", "Chernobyl", r"()"),
    )
    for one, other in ((british, american), (american, british))
)  # fmt: skip


def _spellings(word: str) -> tuple[str, ...]:
    found = {word: None}
    for written, other in _PAIRS:
        found.setdefault(written.sub(other, word), None)
    return tuple(found)
