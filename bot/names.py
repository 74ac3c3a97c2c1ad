"""Names of people across spellings and scripts: folding, words, surnames, and keys for near names.

`fold` may join: two spellings with one fold are one name. `deletions` and `skeleton` may only
ask: they find candidates for "Did you mean …" and never prove that two people are one.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters that tell Ukrainian from Russian. In Ukrainian г is h; Russian and the rest say g.
_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_UKRAINIAN_H = str.maketrans({"г": "h", "Г": "H"})
# Russian prints ё as е as often as not. The signs ь and ъ have no sound of their own.
_SAME_LETTER = str.maketrans({"ё": "е", "Ё": "Е", "ь": "", "Ь": "", "ъ": "", "Ъ": ""})
_APOSTROPHES = re.compile(r"['`´‘’ʼʹ′]")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1")
_MIXED_UP = str.maketrans("gckqwxj", "hkkkvki")  # what transliterations take for one another
_VOWELS = re.compile("[aeiou ]")
_REPEATED = re.compile(r"(.)\1+")

# Endings that tell a father from a son. They stay in the fold and are never the surname.
_GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "2nd",
    "iii": "3rd",
    "iv": "4th",
}
_GENERATION_FOLDS = frozenset(_GENERATIONS.values())

_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron count king queen prince
    princess pope cardinal bishop archbishop rabbi imam reverend rev father sister brother saint
    president vice deputy acting former ex prime first minister ministry secretary state chancellor
    premier governor mayor senator sen congressman congresswoman representative rep mp mep
    ambassador envoy commissioner chairman chairwoman chair chief head director general gen
    colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm marshal commander
    brigadier corporal private spokesman spokeswoman spokesperson speaker judge justice attorney
    ceo foreign defence defense interior finance economy health education energy
    his her excellency honourable honorable hon the elect us uk eu
    pan pani prezident ministr deputat
    """.split()  # noqa: SIM905  one word a line would be two pages
)
# What may follow "of" in a title as two words.
_TWO_WORDS = frozenset(
    {
        "united states",
        "united kingdom",
        "united nations",
        "european union",
        "european commission",
        "foreign affairs",
        "internal affairs",
        "armed forces",
        "general staff",
        "north korea",
        "south korea",
        "south africa",
        "saudi arabia",
        "new zealand",
        "czech republic",
        "national defence",
        "national defense",
    }
)


@lru_cache(maxsize=10_000)  # the same few people speak in most articles
def fold(name: str) -> str:
    """The name in one spelling: small ASCII letters and digits, words parted by one space.

    Умєров, Умеров, Umierov and Umerov give "umerov"; Zelenskyy, Zelenskiy and Зеленський give
    "zelenski"; Zelenska stays "zelenska". Folding a fold changes nothing. Empty for a name
    without a letter or digit.
    """
    return " ".join(_fold_words(_raw_words(name)))


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name as typed, its titles left out: "Mr R. Umerov" → r, umerov.

    A name that is nothing but titles keeps them ("the Minister"). Empty when nothing is left.
    """
    raw = _raw_words(name)
    start = _title_end(raw)
    return tuple(_fold_words(raw[start:] or raw))


def spellings(name: str) -> tuple[str, ...]:
    """The name, and where Cyrillic г may be g or h, also the other way: Шмигаль, Шмиhаль."""
    other = name.translate(_UKRAINIAN_H)
    return (name,) if other == name else (name, other)


def surname(folded: str) -> str:
    """The last word of a folded name that is not "jr" and the like; empty for an empty name."""
    parts = folded.split()
    while len(parts) > 1 and parts[-1] in _GENERATION_FOLDS:
        parts.pop()
    return parts[-1] if parts else ""


def deletions(word: str) -> set[str]:
    """The word and every word made by leaving out one of its letters, each folded.

    Two words within one typo (a letter changed, missing, added, or two swapped) share one.
    """
    return {_fold_word(word), *(_fold_word(word[:at] + word[at + 1 :]) for at in range(len(word)))}


def near_keys(name: str) -> dict[str, set[str]]:
    """For each folded word of a typed name, every key under which a near surname may be kept.

    See `kept_keys`. The letters as typed count beside the folded ones: one typo in "Dixmo" is
    two letters of its fold.
    """
    raw = _raw_words(name)
    return {
        folded: deletions(word) | kept_keys(folded)
        for word, folded in zip(raw, _fold_words(raw), strict=True)
    }


def kept_keys(surname: str) -> set[str]:
    """The keys under which a folded surname is kept: its deletions, and "#" with its skeleton."""
    return deletions(surname) | {f"#{skeleton(surname)}"}


@lru_cache(maxsize=10_000)  # first names are few, and each new name is held against many
def skeleton(folded: str) -> str:
    """A folded word by its consonants, letters that transliterations mix up taken as one.

    Gorbachyov and Gorbachev meet here, and so do Oleh and Oleg. Empty without a consonant.
    """
    word = folded.replace("ph", "f").replace("tz", "ts").replace("sch", "5")
    word = word.replace("sh", "5").replace("ch", "4")
    word = word.translate(_MIXED_UP).replace("kh", "h")
    return _REPEATED.sub(r"\1", _VOWELS.sub("", word))


def fits(typed: tuple[str, ...], folded: str) -> bool:
    """True when every typed word is a word of the name, or the initial of one, in its order.

    The words must include a whole one: "r u" fits nobody. Surname first ("Umerov Rustem") fits.
    """
    parts = folded.split()
    if not any(word in parts and len(word) > 1 for word in typed):
        return False
    return _in_order(typed, parts) or _in_order(typed[1:] + typed[:1], parts)


def _in_order(typed: tuple[str, ...], parts: list[str]) -> bool:
    at = 0
    for word in typed:
        while at < len(parts) and not _same_word(word, parts[at]):
            at += 1
        if at == len(parts):
            return False
        at += 1
    return True


def _same_word(word: str, part: str) -> bool:
    return word == part or (len(word) == 1 and part.startswith(word))


def _raw_words(name: str) -> list[str]:
    """Small ASCII words, not yet folded; apostrophes, possessives and points gone."""
    name = unicodedata.normalize("NFKC", name).strip()
    name = _POSSESSIVE.sub("", name)
    if not _UKRAINIAN.isdisjoint(name):
        name = name.translate(_UKRAINIAN_H)
    plain = anyascii(name.translate(_SAME_LETTER))
    raw = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", plain).lower()).split()
    while len(raw) > 1 and raw[0] == "the":  # "the Ministry of Defence"
        del raw[0]
    return raw


def _fold_words(raw: list[str]) -> list[str]:
    last = len(raw) - 1
    return [
        _GENERATIONS[word] if at == last and last > 0 and word in _GENERATIONS else _fold_word(word)
        for at, word in enumerate(raw)
    ]


def _fold_word(word: str) -> str:
    before = ""
    while word != before:  # every rule shortens the word or takes out a y or an x, so this ends
        before = word
        word = word.replace("y", "i").replace("shch", "sch").replace("kh", "h")
        word = word.replace("x", "ks").replace("ie", "e")
        word = _DOUBLED.sub(r"\1", word)
        if word.endswith("ij"):
            word = word[:-1]
    return word


def _title_end(raw: list[str]) -> int:
    """Where the name begins, behind "Minister of Defence of Ukraine" and the like."""
    at = 0
    while at < len(raw) and raw[at] in _TITLES:
        at += 1
        while at < len(raw) - 1 and raw[at] in ("of", "for"):
            at += 1
            if raw[at] == "the":
                at += 1
            at += 2 if " ".join(raw[at : at + 2]) in _TWO_WORDS else 1
    return min(at, len(raw))
