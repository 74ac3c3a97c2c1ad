"""Words of which one more or less makes another thing of a sentence: "not", a number, "if"."""

import re

_DENIALS = frozenset({
    "not", "no", "never", "nobody", "none", "nothing", "nowhere", "neither", "nor", "without",
    "cannot", "hardly", "barely", "scarcely", "cant", "wont", "dont",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_NUMBER_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|half|once|twice"
)
_NUMBER = re.compile(
    rf"[$€£¥₴₽]? ?[-−]?\d+(?:[.,\u00a0\u202f]\d+)*(?:(?:st|nd|rd|th|bn|m|k)\b)? ?[%‰°]?"
    rf"|[$€£¥₴₽%‰°]|\b(?:{_NUMBER_WORDS})\b",
    re.I,
)
_SUPPOSING = re.compile(
    r"\b(?:if|unless|whether|as though|suppose|imagine|pretend)\b"
    r"|\b(?:I|we|they|you|he|she|who|some|many|people|others|critics|opponents|everybody|everyone"
    r"|nobody|anyone|(?:my|our|his|her|their|the) [\w’'-]+)"
    r" (?:never |once |always |often |also )?(?:say|says|said|claims?|claimed|thinks?|thought"
    r"|believes?|believed|tells? \w+|told \w+|doubts?|doubted|wish|wishes|hopes?|fears?)\b",
    re.I,
)
_OPENED = re.compile(r"(?:^|[\s(\[–—-])[\"'“‘«„]$")


def denies(word: str) -> bool:
    """Whether a word in small letters, with a straight apostrophe, is a “not” or the like."""
    return word in _DENIALS or word.endswith("n't")


def denial_in(text: str) -> str | None:
    """The first “not” or the like in a text, in small letters."""
    words = (one.group().lower().replace("’", "'") for one in _WORD.finditer(text))
    return next(filter(denies, words), None)


def numbers_in(text: str) -> tuple[str, ...]:
    """Its numbers, sums and signs of them, and its numbers in words, as they stand there."""
    return tuple(one.group().strip(" ,") for one in _NUMBER.finditer(text))


def supposition_in(text: str) -> str | None:
    """What makes the words behind it no plain statement: "if", "they say"."""
    found = _SUPPOSING.search(text)
    return found.group() if found else None


def is_cited(before: str) -> bool:
    """Whether words stand in marks of their own, by what stands before them in the quote: then
    the speaker passes on what somebody else said, or might have."""
    return _OPENED.search(before) is not None
