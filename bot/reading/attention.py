"""Whom a reader has in mind at each place of an article: what "he" or "it" there most likely means.

Every mention adds to somebody's weight, and half of it is gone a sentence later. A subject weighs
more than an object, a speaker most; names inside quotations and owners ("Lee's house") little.
"""

import re
from bisect import bisect_right
from itertools import islice

from bot.model import Gender, Voice
from bot.reading.in_mind import CLOSE, Event, InMind, Part, Ranking, fit
from bot.reading.marks import Stretch
from bot.reading.people import Cast
from bot.reading.sentences import Sentence
from bot.reading.someone import Someone

_FADES = 0.55  # of a weight is left a sentence later
_PARAGRAPH = 2.0  # steps from one paragraph to the next
_REACH = 9  # sentences; what is left after them does not count
_MOST_EVENTS = 150  # no nine sentences hold more, and a run of "he" costs no more than its length
_NARRATIVE = re.compile(r"\b([Hh]e|[Ss]he)\b")
# "Asked if she knew, Berg paused"
_BEFORE_ITS_NAME = re.compile(
    r"\b(?:if|whether|that|what|how|why|where|when|as|after|before|while|once|until|since|because"
    r"|though|although) $",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|in|from|with|at|on|to|by|under|about|against|near|than|as|over|like|and|or)"
    r"(?: the)? $"
)


# Between two names that stand side by side: "Lee and Berg", "Lee and his brother Berg".
_AND = re.compile(r",? (?:and|or|&) (?:(?:the|his|her) (?:[a-z]+ ){1,3}|[a-z]+ )?")
_TOPIC = re.compile(r"(?:As for|For|As to)(?: the)? ")  # "As for Lee, he …"


class Attention:
    """Grows as the article is read: mentions and pronouns up to a place, and who spoke."""

    def __init__(
        self, text: str, cast: Cast, sentences: list[Sentence], marks: tuple[Stretch, ...]
    ) -> None:
        self._text = text
        self._starts = [s.start for s in sentences]
        self._steps = _steps(sentences)
        self._marks = marks
        self._mark_starts = [m.start for m in marks]
        self._mentions = cast.mentions
        self._next = 0  # mention
        self._pronouns = [m for m in _NARRATIVE.finditer(text) if not self.quoted(m.start())]
        self._next_pronoun = 0
        self._events: list[Event] = []
        self._sentence_has_subject = -1
        self._paragraphs = [s.paragraph for s in sentences]
        self._hinted: set[int] = set()  # pronouns that may be somebody else's, named near them

    def quoted(self, at: int) -> bool:
        """Does the place stand inside a quotation?"""
        number = bisect_right(self._mark_starts, at) - 1
        return number >= 0 and at < self._marks[number].end

    def sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def read_to(self, at: int) -> None:
        """Take in what stands before this place."""
        while True:
            mention = self._mentions[self._next] if self._next < len(self._mentions) else None
            pronoun = (
                self._pronouns[self._next_pronoun]
                if self._next_pronoun < len(self._pronouns)
                else None
            )
            if mention is not None and (pronoun is None or mention[0] < pronoun.start()):
                if mention[0] >= at:
                    return
                self._next += 1
                self._mention(*mention)
            elif pronoun is not None and pronoun.start() < at:
                self._next_pronoun += 1
                self._narrated(pronoun)
            else:
                return

    def spoke(self, who: Someone, at: int) -> None:
        """Somebody was the source of a quote."""
        who.named = who.named or len(who.words) > 1
        self._events.append(Event(at, self.sentence(at), Part.SPOKE, who))

    def anybody_between(
        self,
        start: int,
        end: int,
        apart: tuple[tuple[int, int], ...],
        of: Gender | None = None,
    ) -> bool:
        """Was a person (of a gender, as far as it shows) named there, outside quotations and the
        spans `apart`?"""
        for place, _, part, who in reversed(self._events):
            if place < start:
                return False
            if any(s <= place < e for s, e in apart):
                continue
            fits = of is None or who.gender in (None, of)
            if place < end and who.voice is Voice.PERSON and part > Part.QUOTED and fits:
                return True
        return False

    def brought_in(
        self, ranked: list[InMind], at: int, apart: tuple[tuple[int, int], ...]
    ) -> list[InMind]:
        """Of the candidates for "she", those named in a sentence of their own since the likeliest
        was last in mind: "Lee spoke. … Her deputy, Ann Berg, nodded. “It is late,” she said."."""
        if not ranked:
            return []
        first = ranked[0].who
        named: dict[int, tuple[int, int]] = {}  # the last sentence that names each, and where
        for place, sentence, part, who in reversed(self._events):
            if place >= at or part <= Part.OWNER or any(s <= place < e for s, e in apart):
                continue
            if who is first:
                here = self.sentence(at)
                return [
                    one
                    for one in ranked[1:]
                    if sentence < named.get(id(one.who), (-1, 0))[0] >= here - _LATELY
                    and len(one.who.words) > 1
                    and (
                        one.who.gender is first.gender
                        or one.who.called
                        or one.who.age
                        or "\n" in self._text[place : named[id(one.who)][1]]
                    )
                ]
            named.setdefault(id(who), (sentence, place))
        return []

    def subject_between(
        self, start: int, end: int, apart: tuple[tuple[int, int], ...]
    ) -> Someone | None:
        """The last body that was a subject there, outside quotations and the spans `apart`."""
        for place, _, part, who in reversed(self._events):
            if place < start:
                return None
            inside = any(s <= place < e for s, e in apart)
            if place < end and who.voice is Voice.BODY and part >= Part.SUBJECT and not inside:
                return who
        return None

    def nearer(
        self, at: int, ranked: list[InMind], apart: tuple[tuple[int, int], ...]
    ) -> InMind | None:
        """Who was named last in this paragraph before a pronoun, where the one who is most in mind
        was not: "Berg nodded. “We won,” she said", and Lee spoke in the paragraph before."""
        here = self.sentence(at)
        meant, near = ranked[0].who, None
        persons = {id(one.who): one for one in ranked}
        for place, sentence, part, who in reversed(self._events):
            if here - sentence > _REACH or self._paragraphs[sentence] != self._paragraphs[here]:
                break
            if place >= at or part < Part.GOVERNED or any(s <= place < e for s, e in apart):
                continue
            if who is meant:
                if place not in self._hinted:
                    return None
            elif near is None and who.named:
                near = persons.get(id(who))
        return near

    def persons(
        self, at: int, gender: Gender | None, apart: tuple[tuple[int, int], ...] = ()
    ) -> Ranking:
        """Persons that "he", "she" or (gender None) "the senator" can mean.

        apart: spans whose mentions do not count.
        """
        return self._ranked(at, Voice.PERSON, gender, apart)

    def bodies(self, at: int, apart: tuple[tuple[int, int], ...] = ()) -> Ranking:
        return self._ranked(at, Voice.BODY, None, apart)

    def _ranked(
        self,
        at: int,
        voice: Voice,
        gender: Gender | None,
        apart: tuple[tuple[int, int], ...],
    ) -> Ranking:
        here = self.sentence(at)
        step = self._step(here)
        weights: dict[int, float] = {}
        seen: dict[int, list[Event]] = {}
        counted: dict[tuple[int, int], float] = {}  # of a sentence, only the heaviest mention
        for event in islice(reversed(self._events), _MOST_EVENTS):
            place, sentence, part, who = event
            if here - sentence > _REACH:
                break
            if who.voice is not voice or place >= at:
                continue
            if apart and any(s <= place < e for s, e in apart):
                continue
            key = id(who)
            more = part - counted.get((key, sentence), 0.0)
            if more <= 0:
                continue
            counted[key, sentence] = part
            weights[key] = weights.get(key, 0.0) + more * _FADES ** (step - self._step(sentence))
            seen.setdefault(key, []).append(event)
        found = [
            _in_mind(weight, tuple(seen[key]), here, gender) for key, weight in weights.items()
        ]
        return Ranking(
            sorted((one for one in found if one.weight > 0), key=lambda one: -one.weight),
            [one for one in found if one.weight <= 0],
        )

    def _step(self, sentence: int) -> float:
        return self._steps[sentence] if sentence >= 0 else 0.0

    def _mention(self, start: int, end: int, who: Someone) -> None:
        sentence = self.sentence(start)
        text = self._text
        if self.quoted(start):
            part = Part.QUOTED
        elif text[end : end + 1] in ("’", "'"):
            part = Part.OWNER
        elif sentence >= 0 and _TOPIC.fullmatch(text, self._starts[sentence], start):
            part = Part.SUBJECT
        elif (beside := self._beside(start, who)) is not None:
            part = beside
        elif sentence >= 0 and _PREPOSITION.search(
            text, max(self._starts[sentence], start - 24), start
        ):
            part = Part.GOVERNED
        elif self._sentence_has_subject != sentence and who.voice is not None:
            opens = end - start > len(who.surname) and self._opens_paragraph(sentence)
            part = Part.OPENS if opens else Part.SUBJECT
            self._sentence_has_subject = sentence
        else:
            part = Part.OTHER
        self._events.append(Event(start, sentence, part, who))

    def _beside(self, start: int, who: Someone) -> Part | None:
        """The weight of the person named right before with an "and": as much as this one has."""
        if not self._events or not self._next or who.voice is not Voice.PERSON:
            return None
        _, end, other = self._mentions[self._next - 2]
        place, _, part, _ = self._events[-1]
        joined = other.voice is Voice.PERSON and other is not who and place < end <= start
        if not joined or _AND.fullmatch(self._text, end, start) is None:
            return None
        other.named = other.named or who.named
        who.named = who.named or other.named
        return part

    def _opens_paragraph(self, sentence: int) -> bool:
        return sentence > 0 and self._steps[sentence] - self._steps[sentence - 1] > 1

    def _narrated(self, m: re.Match[str]) -> None:
        gender = (
            Gender.HE if m.group(1)[-2:].lower() == "he" and len(m.group(1)) == 2 else Gender.SHE
        )
        ranked = self._ranked(m.start(), Voice.PERSON, gender, ()).fitting
        if ranked:
            sentence = self.sentence(m.start())
            first = self._sentence_has_subject != sentence
            if first:
                self._sentence_has_subject = sentence
            part = Part.SUBJECT if first else Part.OTHER
            near = self.nearer(m.start(), ranked, ())
            if near or _BEFORE_ITS_NAME.search(self._text, self._starts[sentence], m.start()):
                self._hinted.add(m.start())
            for one in ranked:
                # Of two who can be meant, neither goes ahead.
                if one.weight >= CLOSE * ranked[0].weight or one is near:
                    self._events.append(Event(m.start(), sentence, part, one.who))


_LATELY = 2  # sentences


def _in_mind(weight: float, seen: tuple[Event, ...], here: int, gender: Gender | None) -> InMind:
    how = fit(seen[0].who, gender)
    return InMind(weight * how.share, seen[0].who, how, seen, here)


def _steps(sentences: list[Sentence]) -> list[float]:
    """How far each sentence is from the first; a new paragraph is more than one step."""
    found: list[float] = []
    at = 0.0
    for number, sentence in enumerate(sentences):
        if number:
            at += 1 if sentence.paragraph == sentences[number - 1].paragraph else _PARAGRAPH
        found.append(at)
    return found
