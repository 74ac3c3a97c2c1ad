"""The field's words as values: page, article, quote, speaker, question, answer, digest.

Offsets are indices into a Python str, half-open. Instants are aware and UTC; days are local to
whoever wrote them down (the article's own day, the asker's zone) and inclusive.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    """How much of a quote stands inside quotation marks: all, none, or a part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Voice(StrEnum):
    """What sort of speaker a quote has."""

    PERSON = "person"
    BODY = "body"  # "the ministry said"
    ANONYMOUS = "anonymous"  # "a senior official": never merged with another
    UNCLEAR = "unclear"  # not resolved: see the quote's candidates


class Gender(StrEnum):
    """Only where the text itself shows it (he, she, Mr, Mrs, spokeswoman)."""

    HE = "he"
    SHE = "she"


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it came in, before it is read. The text is kept to the letter.

    embargo: nobody may see it before. places: ids of the channels it is for; () for everybody.
    version: the number a wire gives this version of it; a higher one is newer.
    """

    text: str
    title: str | None = None
    published: date | None = None  # the day in the article's own zone
    published_at: datetime | None = None  # the instant, where the page gives one
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    embargo: datetime | None = None
    places: tuple[str, ...] = ()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject the desk follows. `phrases` are what means it; its name counts as one too."""

    name: str
    phrases: tuple[str, ...]
    media_topic: str | None = None  # IPTC Media Topic code, "medtop:20000053"


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic found in an article, with the phrase that caused it and where that stands."""

    topic: str
    phrase: str
    at: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or body of one article.

    name: the fullest form the article gives, without titles. role: as the article words it.
    forms: other ways the article names them ("Umerov", "the Minister"). age: in years, on the day
    of the article.
    """

    name: str
    voice: Voice
    role: str | None = None
    gender: Gender | None = None
    forms: tuple[str, ...] = ()
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How words came out, where the text tells it; each is a span of the article's text.

    place: where they were said. to: whom they were said to. through: what they were said or
    written in, or who passed them on ("an interview", "Telegram", "his press service").
    translated: the words that say they are a translation ("an interpreter", "Ukrainian").
    when: when they were said ("on Friday", "three days earlier").
    """

    place: Span | None = None
    to: Span | None = None
    through: Span | None = None
    translated: Span | None = None
    when: Span | None = None

    def spans(self) -> dict[str, Span]:
        """Those that the text tells, by their names above."""
        found = {"place": self.place, "to": self.to, "through": self.through}
        found |= {"translated": self.translated, "when": self.when}
        return {name: span for name, span in found.items() if span is not None}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words an article attributes to somebody.

    content: the spans of the words, outer quotation marks left out, in reading order; a quote
    split by its attribution or running over paragraphs has several.
    text: those slices joined by one space each (see `pieces`).
    source, cue: where the speaker and the attributing words stand; empty when the quote
    continues the last speaker without saying so.
    speaker: the resolved name; None when `voice` is UNCLEAR, and then `candidates` holds names.
    together: who else said it, with the speaker ("Lee and Berg said").
    provenance: where, to whom and through what, where the quote's own sentence tells it.
    paragraph: the span of the paragraph (or paragraphs) the quote stands in: its context.
    said_on: the day it was said, when the text gives one. earlier: the text says that it was said
    before what the article reports, and not on which day: the article's own day is not its day.
    confidence: 0 to 1.
    """

    kind: Kind
    text: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: str | None
    voice: Voice
    role: str | None
    background: bool
    confidence: float
    paragraph: Span
    candidates: tuple[str, ...] = ()
    topics: tuple[Tag, ...] = ()
    said_on: date | None = None
    earlier: bool = False
    together: tuple[str, ...] = ()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Article:
    """A page that was read: its quotes in reading order, and everybody who speaks in it.

    title and published are the page's own, or what reading found in the text.
    """

    page: Page
    title: str | None
    published: date | None
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
