"""The field's words as values: page, article, quote, speaker, question, answer, digest.

Offsets are indices into a Python str, half-open. Instants are aware and UTC; days are local to
whoever wrote them down (the article's own day, the asker's zone) and inclusive.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from bot.changes import Change

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
    forms: other ways the article names them ("Umerov", "the Minister").
    """

    name: str
    voice: Voice
    role: str | None = None
    gender: Gender | None = None
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """How words came out, where the text tells it; each is a span of the article's text.

    place: where they were said. to: whom they were said to. through: what they were said or
    written in, or who passed them on ("an interview", "Telegram", "his press service").
    translated: the words that say they are a translation ("an interpreter", "Ukrainian").
    """

    place: Span | None = None
    to: Span | None = None
    through: Span | None = None
    translated: Span | None = None

    def spans(self) -> dict[str, Span]:
        """Those that the text tells, by their names above."""
        found = {"place": self.place, "to": self.to, "through": self.through}
        found["translated"] = self.translated
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
    said_on: the day it was said, when the text gives one. confidence: 0 to 1.
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


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks of the archive. None leaves a side open; all that is set must hold.

    who: a name as typed. phrase: exact words. since, until: both inclusive, days in `zone`.
    who_else: speakers other than `who` are wanted. mentioned: quotes by others that name `who` are.
    """

    who: str | None = None
    about: str | None = None
    phrase: str | None = None
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"
    outlet: str | None = None
    kind: Kind | None = None
    who_else: bool = False
    mentioned: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the archive knows. quotes: how many it holds that default answers would show."""

    id: int
    name: str
    voice: Voice
    role: str | None = None  # the latest known
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Mended:
    """Who corrected a quote last, by name, and on which day (in the asker's zone)."""

    by: str
    day: date


class Hit(NamedTuple):
    """One quote as an answer shows it. Every word of `pieces` is a slice of a stored article.

    A named tuple, for a frozen dataclass takes five times as long to make, ten of them a third
    as long as the database takes to find them.

    id: stable for as long as the quote exists. day: the day it was said, else published; None
    when the article is undated. role: the role held on that day. cue: the attributing words.
    context: the paragraph. because: the phrase that made it match `about`, else None.
    copies: in how many more articles it ran, in nearly the same words.
    article_corrected: when its article was corrected, None when it was not. corrected: by whom of
    ours, when it is not as it was read.
    """

    id: int
    pieces: tuple[str, ...]
    speaker: str
    person_id: int
    voice: Voice
    role: str | None
    kind: Kind
    background: bool
    confidence: float
    day: date | None
    published: date | None
    title: str | None
    url: str | None
    outlet: str | None
    cue: str | None
    context: str
    because: str | None = None
    article_corrected: datetime | None = None
    corrected: Mended | None = None
    copies: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive says to a question.

    understood: the question, with `who` replaced by the person's own name when one was found.
    person: the one person meant. choices: several were meant, most quoted first; then no hits.
    near: nobody was meant; these names are close (only ever asked about, never assumed).
    total: how many quotes match; when at_least, counting stopped there.
    older: pass to Archive.ask for the page after the last hit.
    nearest: nothing in the period; the day of the match closest to it outside.
    """

    understood: Question
    hits: tuple[Hit, ...] = ()
    total: int = 0
    person: Person | None = None
    choices: tuple[Person, ...] = ()
    near: tuple[Person, ...] = ()
    older: int | None = None
    nearest: date | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """Where else a quote ran, and with which words. first_seen: when its article was kept."""

    outlet: str | None
    url: str | None
    first_seen: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """A quote with what stands around it. before, after: the neighbouring paragraphs.

    marked: the quote's spans inside `paragraph`. at: where `paragraph` begins in the article.
    """

    hit: Hit
    before: str | None
    paragraph: str
    marked: tuple[Span, ...]
    after: str | None
    copies: tuple[Copy, ...] = ()
    first_seen: datetime | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What keeping an article did.

    new: quotes that were not known. known: quotes that were. version: 1 for a first sight.
    unchanged: the same article was there already, and nothing was written.
    by_speaker: (name, how many quotes) of this version, most first; None for unclear speakers.
    first_seen: when the archive first kept this article. embargo: nobody sees it until then.
    restricted: only some channels see it. changes: what a new version did to the quotes. Of an
    article that is not seen where this is told, by_speaker and changes are empty. erased: when it
    or words in it were erased; then it was not kept.
    """

    article_id: int
    title: str | None
    version: int
    new: int
    known: int
    unchanged: bool
    by_speaker: tuple[tuple[str | None, int], ...]
    first_seen: datetime
    embargo: datetime | None = None
    restricted: bool = False
    changes: tuple[Change, ...] = ()
    erased: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's daily digest: at `at` in `zone`, set up by `owner`, about `question` if set."""

    channel: str
    team: str
    owner: str
    at: time
    zone: str
    question: Question | None = None
    created: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One day's digest for one channel: at most 10 hits in the channel, the rest in its thread.

    total: how many quotes are new; larger than the hits held when there are too many to post.
    """

    subscription: Subscription
    day: date
    hits: tuple[Hit, ...]
    more: tuple[Hit, ...] = ()
    total: int = 0
