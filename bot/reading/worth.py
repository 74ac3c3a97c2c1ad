"""Which sentences can attribute anything, before one is parsed: parsing is what reading costs."""

from bot.reading import cues
from bot.reading.sentences import Sentence
from bot.reading.wordlists import words

_STOPS = str.maketrans(dict.fromkeys(",.:;!?()—–", " "))
# Behind these a word is a noun: "the report", "his call", but for one that something hangs on.
_DETERMINERS = frozenset({"the", "a", "an", "this", "these", "those", "no", "any", "some"}) | {
    "his", "her", "its", "their", "our", "my", "your", "another", "each", "every"
}  # fmt: skip
_HANGS_ON = words("common", "never in a role") | {"of"}
_FAR = 10  # words from a noun to the "that" that can hang on it


def can_attribute(sentence: Sentence) -> bool:
    """Only a sentence with a quotation or a word of saying can; about half have neither."""
    if sentence.placeholders:
        return True
    said = sentence.masked.lower().translate(_STOPS).split()
    if any(one in cues.signals() and _tells(said, at) for at, one in enumerate(said)):
        return True
    weak = [at for at, one in enumerate(said) if one in cues.weak_signals()]
    return bool(weak) and (
        bool(sentence.stretches) or any("that" in said[at + 1 : at + _FAR] for at in weak)
    )


def _tells(said: list[str], at: int) -> bool:
    """ "Pointed out" and "the report of", but neither "points" nor "the report" alone."""
    if (particles := cues.particles(said[at])) and particles.isdisjoint(said[at + 1 :]):
        return False
    noun = at > 0 and said[at - 1] in _DETERMINERS
    return not noun or said[at + 1 : at + 2] == [] or said[at + 1] in _HANGS_ON
