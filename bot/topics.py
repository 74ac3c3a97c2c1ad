"""The desk's topics: where their phrases stand in a text, and which words mean the same.

A phrase matches whole words, in any of its forms ("drone", "drones") and spellings ("defence",
"defense"). One written in capitals ("UAV") matches only in capitals, so that "US" is never "us".
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import ahocorasick

from bot.errors import BadSetting
from bot.forms import forms
from bot.model import Span, Tag, Topic

# Acronyms that a search without regard to case would take for common words.
_WORDS_IN_CAPITALS = frozenset({"it", "us", "who", "or", "am", "is", "as", "at", "aid", "ice"})


class Lexicon:
    """The phrases of many topics, found in one pass over a text."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._named: dict[str, list[Topic]] = {}  # by the forms of its name
        self._meant: dict[str, list[Topic]] = {}  # by the forms of its phrases
        means: dict[str, list[tuple[str, str]]] = {}
        for topic in topics:
            for phrase in dict.fromkeys((topic.name, *topic.phrases)):
                for form in forms(phrase):
                    means.setdefault(_fold(form), []).append((topic.name, phrase))
                    index = self._named if phrase == topic.name else self._meant
                    index.setdefault(_fold(form), []).append(topic)
        for form, meanings in means.items():
            self._automaton.add_word(form, (len(form), meanings))
        if means:
            self._automaton.make_automaton()

    def tags(self, text: str, spans: Sequence[Span]) -> tuple[Tag, ...]:
        """The topics whose phrases stand inside the spans, each with its first phrase.

        In the order of the text; where two phrases begin together, the longer one is the cause.
        """
        found: dict[str, Tag] = {}
        for span in spans:
            for tag in sorted(self._in(text, span), key=lambda tag: (tag.at[0], -tag.at[1])):
                found.setdefault(tag.topic, tag)
        return tuple(found.values())

    def _in(self, text: str, span: Span) -> Iterator[Tag]:
        if not len(self._automaton):  # one without words cannot be asked
            return
        begin, end = span
        folded = _fold(text[begin:end])
        for last, (length, meanings) in self._automaton.iter(folded):
            first = last + 1 - length
            if not _is_whole(folded, first, last + 1):
                continue
            at = (begin + first, begin + last + 1)
            for topic, phrase in meanings:
                shown = text[at[0] : at[1]]
                if len(shown) > len(phrase):
                    shown = shown.removesuffix("s")  # several UAVs
                if not _in_capitals(phrase) or shown.isupper():
                    yield Tag(topic, phrase, at)

    def phrases_for(self, words: str) -> tuple[str, ...]:
        """What to look for when somebody asks about `words`: the words themselves first, their
        forms and spellings; for the name of a topic every phrase of it; for a phrase the name of
        its topic, but not its neighbours ("ferry" is shipping, and "pilots" are no ferry).

        Empty for words without a letter or digit.
        """
        words = " ".join(words.split())
        if not any(character.isalnum() for character in words):
            return ()
        wanted = dict.fromkeys(forms(words))
        own = _fold(words)
        for topic in self._named.get(own, ()):
            for phrase in (topic.name, *topic.phrases):
                wanted.update(dict.fromkeys(forms(phrase)))
        for topic in self._meant.get(own, ()):
            wanted.update(dict.fromkeys(forms(topic.name)))
        unique: dict[str, str] = {}
        for phrase in wanted:
            folded = _fold(phrase)
            if folded == own or folded not in _WORDS_IN_CAPITALS:
                unique.setdefault(folded, phrase)
        return tuple(unique.values())


def parse_topics(toml_text: str) -> tuple[Topic, ...]:
    """The topics of a TOML text: tables `[[topic]]` with name, phrases and media_topic.

    Raises BadSetting that names the topic at fault.
    """
    remedy = 'Write each as [[topic]] with name = "drones" and phrases = ["UAV", "quadcopter"].'
    try:
        rows = tomllib.loads(toml_text).get("topic", [])
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"The topic list is not TOML: {error}.", remedy) from error
    if not isinstance(rows, list):
        raise BadSetting("The topic list has no [[topic]] tables.", remedy)
    return tuple(_topic(row, remedy) for row in rows)


def _topic(row: object, remedy: str) -> Topic:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or not row["name"].strip():
        raise BadSetting("A topic of the topic list has no name.", remedy)
    name, phrases, code = row["name"].strip(), row.get("phrases", []), row.get("media_topic")
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise BadSetting(f"The phrases of the topic “{name}” are not a list of texts.", remedy)
    if code is not None and not isinstance(code, str):
        raise BadSetting(f"The media_topic of the topic “{name}” is not a text.", remedy)
    return Topic(name, tuple(phrase.strip() for phrase in phrases if phrase.strip()), code)


def _fold(text: str) -> str:
    """Case, dashes, spaces and apostrophes made one, letter for letter: offsets stay valid."""
    return "".join(_fold_letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter.isspace() or letter in "-‐‑‒–—":
        return " "
    if letter in "’ʼ‘":
        return "'"
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter


def _is_whole(text: str, first: int, last: int) -> bool:
    before = first > 0 and text[first - 1].isalnum()
    return not before and not (last < len(text) and text[last].isalnum())


def _in_capitals(phrase: str) -> bool:
    return len(phrase) <= 6 and phrase.isalpha() and phrase.isupper()
