"""What is asked of the archive, and what it answers: question, hit, answer, digest.

Instants are aware and UTC; days are local to the asker's zone and inclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from bot.changes import Change
from bot.model import Kind, Span, Voice


class Question(NamedTuple):
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


class Person(NamedTuple):
    """Somebody the archive knows. quotes: how many it holds that default answers would show."""

    id: int
    name: str
    voice: Voice
    role: str | None = None  # the latest known
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who is or was worded so. since, until: the first and last day it is known of, both
    inclusive; None leaves that side open."""

    person: Person
    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """Who corrected a quote last, by name, and on which day (in the asker's zone)."""

    by: str
    day: date


def enumerated(names: Sequence[str]) -> str:
    """Lee, Berg and Vell."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


class Hit(NamedTuple):
    """One quote as an answer shows it. Every word of `pieces` is a slice of a stored article.

    A named tuple, for a frozen dataclass takes five times as long to make, ten of them a third
    as long as the database takes to find them.

    id: stable for as long as the quote exists. day: the day it was said, else published; None
    when the article is undated. role: the role held on that day. cue: the attributing words.
    context: the paragraph. because: the phrase that made it match `about`, else None; beside:
    where that stands when it is not in the words: "paragraph", "headline" or "topic".
    copies: in how many more articles it ran, in nearly the same words.
    article_corrected: when its article was corrected, None when it was not. corrected: by whom of
    ours, when it is not as it was read.
    together: who else said it, by name. earlier: the article says it was said before what it
    reports, and not on which day: `day` is when it was reported. provenance: how it came out (see
    model.Provenance), as names and the article's words; told: the cue with those beside it.
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
    together: tuple[str, ...] = ()
    earlier: bool = False
    provenance: tuple[tuple[str, str], ...] = ()
    told: str | None = None
    beside: str | None = None

    @property
    def text(self) -> str:
        """The words, with … where the article's own stand between them."""
        return " … ".join(self.pieces)

    @property
    def speakers(self) -> str:
        """Everybody who said it: "Ann Lee", "Ann Lee, Jo Berg and Tom Vell"."""
        return enumerated((self.speaker, *self.together))

    @property
    def said(self) -> date | None:
        """The day, unless it is only that of the report."""
        return None if self.earlier else self.day


class Answer(NamedTuple):
    """What the archive says to a question.

    understood: the question, with `who` replaced by the person's own name when one was found.
    person: the one person meant. choices: several were meant, most quoted first; then no hits.
    near: nobody was meant; these names are close (only ever asked about, never assumed).
    holders: nobody is named so, and these have, or had, a role in these words, the latest first.
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
    holders: tuple[Holder, ...] = ()
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
    beside: the ids of other quotes in the paragraph before, in its own, and in the one after.
    """

    hit: Hit
    before: str | None
    paragraph: str
    marked: tuple[Span, ...]
    after: str | None
    copies: tuple[Copy, ...] = ()
    first_seen: datetime | None = None
    at: int = 0
    beside: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]] = ((), (), ())


@dataclass(frozen=True, slots=True)
class Added:
    """What keeping an article did.

    new: quotes that were not known. known: quotes that were. version: 1 for a first sight.
    unchanged: the same article was there already, and nothing was written.
    by_speaker: (name, how many quotes) of this version, most first; None for unclear speakers.
    first_seen: when the archive first kept this article. embargo: nobody sees it until then.
    restricted: only some channels see it; nowhere: none is left of them. changes: what a new
    version did to the quotes. Of an article that is not seen where this is told, by_speaker and
    changes are empty. erased: when it or words in it were erased; then it was not kept. withdrawn:
    why it was withdrawn, and is not shown whatever comes in. late: the number of the version that
    came, and the higher one of what was kept before, which stands. covered: so many of its quotes
    were erased before, and are covered in it. published: the article's own day. hid: so many
    quotes, known before, are not shown to everybody any more, for whoever added it said so.
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
    withdrawn: str | None = None
    late: tuple[int, int] | None = None
    covered: int = 0
    published: date | None = None
    nowhere: bool = False
    hid: int = 0


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
