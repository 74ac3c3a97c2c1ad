"""A paragraph as sentences for the parser, each quoted stretch replaced by one word.

The parser then sees neither the quotation's own verbs nor its subjects. Short stretches and
fragments ("a "lasting" ceasefire", "that it "would not be moved"") stay in place without their
marks, because there they are part of the sentence around them.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from bot.model import Span
from bot.reading.cues import saying_forms
from bot.reading.marks import Stretch, is_title
from bot.reading.wordlists import words

PLACEHOLDER = "Yes"  # an interjection: no subject or object of the verb beside it
_LONGEST = 1200  # characters of one sentence; a longer one is cut at a space
_FRAGMENT_WORDS = 4
_INNER_STOP = re.compile(r"[.?!]\s+[^\Wa-z]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")  # no UTF-8 has these; the parser would raise


@dataclass(frozen=True, slots=True)
class Sentence:
    """masked: what the parser reads. origin: for each of its characters, where it stands in the
    article (of a placeholder's, the start of its stretch). start, end: in the article.

    placeholders: by position in `masked`. stretches: every stretch in it, masked or not.
    titles: where those start that are names of works or shows. opens: the first word of each
    stretch by where it starts. paragraph: which one.
    """

    masked: str
    origin: tuple[int, ...]
    start: int
    end: int
    placeholders: dict[int, Stretch]
    stretches: tuple[Stretch, ...]
    titles: frozenset[int]
    opens: dict[int, str]
    paragraph: int

    @property
    def bare(self) -> bool:
        """Nothing but one quotation."""
        rest = self.masked.strip(" .,!?;:—–-•*")
        return bool(self.placeholders) and rest == PLACEHOLDER


def sentences(text: str, within: Span, stretches: list[Stretch], paragraph: int) -> list[Sentence]:
    """The sentences of a paragraph that stands `within` these offsets."""
    at, end = within
    mask = _Mask(text, end)
    for stretch in stretches:
        if stretch.outer_start < at:
            continue
        mask.copy(at, stretch.outer_start)
        if _stays(text, stretch, mask):
            mask.copy(stretch.start, stretch.end)
        else:
            mask.replace(stretch)
        at = stretch.outer_end
    mask.copy(at, end)
    return [
        _sentence(mask, first, last, stretches, paragraph)
        for first, last in _cuts("".join(mask.chars), mask.ends)
    ]


def _stays(text: str, stretch: Stretch, mask: "_Mask") -> bool:
    before = mask.last
    inner = text[stretch.start : stretch.end]
    count = inner.count(" ") + 1
    if before in _STOPS and inner[-1] in ",?!" and _attributed(mask.text, stretch, mask.end):
        return False  # "It was late. “Absolutely,” she said.": neither a title nor a term
    if before not in ("", ":") and is_title(text, stretch):
        return True
    if before == inner[-1] == "," and inner[0].islower() and not mask.placeholders:
        # 'Her rivals, by contrast, "were never there," she said': the rest of a sentence.
        return _INNER_STOP.search(inner) is None
    if before in ("", ":", ",") and (inner[-1] in ",.?!" or count >= _FRAGMENT_WORDS):
        return False
    if count < _FRAGMENT_WORDS:
        return not (inner[0].isupper() and inner[-1] in ",.?!" and count > 1)
    return inner[0].islower() and _INNER_STOP.search(inner) is None


def _attributed(text: str, stretch: Stretch, end: int) -> bool:
    """Does an attribution stand right behind a quotation: “Absolutely,” she said?"""
    steps = _STEP.findall(text[stretch.outer_end : min(stretch.outer_end + 60, end)])
    verb = next((n for n, step in enumerate(steps[:_SHORT_TAG]) if _said(step)), None)
    return verb is not None and all(map(str.isalpha, (s.rstrip(".") for s in steps[:verb])))


def _said(step: str) -> bool:
    return step.lower().rstrip(".") in _PLAIN


_PLAIN = words("nouns", "plain", "nearly plain") | {"asked", "asks", "answered", "says"}
_STOPS = frozenset(".?!")


class _Mask:
    """The masked paragraph while it is being put together."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.chars: list[str] = []
        self.origin: list[int] = []
        self.placeholders: dict[int, Stretch] = {}
        self.places: list[int] = []  # its keys, which only grow
        self.ends: set[int] = set()  # positions after which a sentence surely ends

    @property
    def last(self) -> str:
        """The last character that is not a space."""
        for char in reversed(self.chars):
            if char != " ":
                return char
        return ""

    def copy(self, start: int, end: int) -> None:
        """The words of the text there, parted by one space each."""
        for run in _WORD_OR_SPACE.finditer(self.text, start, end):
            first, after = run.span()
            if self.text[first].isspace():
                if self.chars and self.chars[-1] != " ":
                    self.put(" ", first)
                continue
            self.chars.extend(run[0])
            self.origin.extend(range(first, after))

    def put(self, words: str, origin: int) -> None:
        self.chars.extend(words)
        self.origin.extend([origin] * len(words))

    def replace(self, stretch: Stretch) -> None:
        introduced = self.last in (":", ",")
        if self.chars and self.chars[-1] not in " (—–-":
            self.put(" ", stretch.outer_start)
        self.placeholders[len(self.chars)] = stretch
        self.places.append(len(self.chars))
        self.put(PLACEHOLDER, stretch.start)
        inner_stop = self.text[stretch.end - 1]
        after = self.text[stretch.outer_end : min(stretch.outer_end + 200, self.end)]
        if after[:1] in (",", ".", "?", "!", ";", ":"):
            return
        if inner_stop in ".?!…" and _ends_sentence(inner_stop, after, introduced=introduced):
            self.put(".", stretch.end - 1)
            self.ends.add(len(self.chars))
        elif inner_stop in ",.?!…—-–":
            self.put(",", stretch.end - 1)
        if after and not after[0].isspace() and after[0] not in ")]—–-":
            self.put(" ", stretch.outer_end - 1)


_WORD_OR_SPACE = re.compile(r"\s+|\S+")
_STEP = re.compile(r"[\w’'.-]+|[^\w\s]")
_TAG_REACH = 24  # words between a quotation and the verb that attributes it
_SHORT_TAG = 5


def _ends_sentence(stop: str, after: str, *, introduced: bool) -> bool:
    """Does a sentence end where a quotation that ends with a stop ends?

    “Really?” Rahmani, who runs the port, asked. is one sentence: a verb of saying comes, and
    nothing that it could govern comes after it. Lee said: “It is late.” He laughed. are two.
    """
    steps = _STEP.findall(after)
    if steps and (stop == "…" or steps[0][0].islower() or steps[0] in "—–-"):
        return False
    if stop == ".":
        return introduced or not _short_tag(steps)
    return not (_tag(steps) or _short_tag(steps))


def _tag(steps: list[str]) -> bool:
    """ "Rahmani, who runs the port, asked on Monday": an attribution?"""
    before = ["", *steps]
    for last, word, nxt in zip(before, steps[:_TAG_REACH], [*steps[1:], "."], strict=False):
        if word in '.?!;:“”"':
            return False
        if word.lower() in _ASKED and nxt not in _CLAUSE_OPENERS:
            return True
        if word.lower().rstrip(".") in saying_forms() and last != "to":
            return word.endswith(".") or nxt in _AFTER_CUE or nxt.endswith("ly")
    return False


def _short_tag(steps: list[str]) -> bool:
    """ "Rahmani said." or "Ann Lee questioned.": a name and a verb, and no more."""
    end = next((i for i, s in enumerate(steps[: _SHORT_TAG + 1]) if s[-1] in ".?!"), None)
    if end is None or "," in steps[:end]:
        return False
    tag = steps[: end + 1] if len(steps[end]) > 1 else steps[:end]
    verb = tag[-1].rstrip(".").lower() if tag else ""
    if not saying_forms().isdisjoint(w.lower() for w in tag[1:-1]):
        return False  # "She said she refused." is a sentence of its own
    known = verb in saying_forms() or (verb.endswith("ed") and tag[0].lower() not in _POINTING)
    return known and len(tag) > 1 and _HELPERS.isdisjoint(w.lower() for w in tag)


_HELPERS = words("common", "auxiliary")
_POINTING = frozenset({"that", "this", "it", "what", "there", "so", "nobody", "nothing"})
_ASKED = frozenset({"asked", "asks", "told", "tells", "wondered", "tweeted", "wrote"})
_CLAUSE_OPENERS = frozenset({"if", "whether", "that", ":", "how", "why", "what", "when", "who"})
_AFTER_CUE = frozenset(
    {".", ",", "in", "on", "at", "during", "to", "of", "as", "with", "after", "before", "from"}
    | {"via", "while", "when", "again"}
)


_STOP = re.compile(r"(?:(?<![.?!])[.?!]+[)\]’”\"']*|…) (?=[^a-z\s])")
_TITLES = words("abbreviations", "title", "before a name or number", "month", "place")
_MAYBE = words("abbreviations", "may end a sentence")
_NAME_FOLLOWS = re.compile(r"[A-Z][\w’'-]*")
_STARTERS = words("common", "starts a sentence")


def _cuts(masked: str, sure: set[int]) -> list[tuple[int, int]]:
    """Where each sentence of the masked paragraph starts and ends."""
    cuts = set(sure)
    for stop in _STOP.finditer(masked):
        if _is_end(masked, stop.start(), stop.end()):
            cuts.add(stop.end())
    found: list[tuple[int, int]] = []
    at = 0
    for cut in [*sorted(cuts), len(masked)]:
        while cut - at > _LONGEST:
            space = masked.rfind(" ", at + 1, at + _LONGEST)
            middle = space if space > at else at + _LONGEST
            found.append((at, middle))
            at = middle
        if masked[at:cut].strip():
            found.append((at, cut))
        at = cut
    return found


_LONGEST_SHORT = 40  # characters; no abbreviation is longer


def _is_end(masked: str, stop: int, after: int) -> bool:
    if masked[stop] != ".":
        return True
    low = max(0, stop - _LONGEST_SHORT)
    start = max(low - 1, *(masked.rfind(mark, low, stop) for mark in " (-")) + 1
    word = masked[start:stop]
    if word in _TITLES or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if word in _MAYBE or (len(word) > 2 and word[1::2].strip(".") == "" and "." in word):
        following = _NAME_FOLLOWS.match(masked, after)
        return following is not None and following.group().lower() in _STARTERS
    return True


def _sentence(
    mask: _Mask, first: int, last: int, stretches: list[Stretch], paragraph: int
) -> Sentence:
    while first < last and mask.chars[first] == " ":
        first += 1
    while last > first and mask.chars[last - 1] == " ":
        last -= 1
    places = mask.places[bisect_left(mask.places, first) : bisect_left(mask.places, last)]
    placeholders = {at - first: mask.placeholders[at] for at in places}
    start = mask.origin[first]
    end = mask.origin[last - 1] + 1
    for stretch in placeholders.values():
        start, end = min(start, stretch.outer_start), max(end, stretch.outer_end)
    low = bisect_left(stretches, start, key=lambda s: s.start)
    high = bisect_left(stretches, end, key=lambda s: s.start)
    return Sentence(
        _HALF_PAIR.sub("\ufffd", "".join(mask.chars[first:last])),
        tuple(mask.origin[first:last]),
        start,
        end,
        placeholders,
        tuple(stretches[low:high]),
        frozenset(s.start for s in stretches[low:high] if is_title(mask.text, s)),
        {s.start: _opening(mask.text, s) for s in placeholders.values()},
        paragraph,
    )


def _opening(text: str, stretch: Stretch) -> str:
    found = _STEP.match(text, stretch.start, stretch.end)
    return found.group() if found is not None else ""
