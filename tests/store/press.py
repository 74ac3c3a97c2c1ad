"""Articles as reading would hand them over, written out for tests in a few words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.model import Article, Gender, Kind, Page, Quote, Speaker, Tag, Voice

NOW = datetime(2025, 6, 28, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One quote: who, the words, and what reading would know about them."""

    by: str | None
    words: str
    role: str | None = None
    voice: Voice = Voice.PERSON
    gender: Gender | None = None
    kind: Kind = Kind.DIRECT
    confidence: float = 0.9
    background: bool = False
    said_on: date | None = None
    topics: tuple[tuple[str, str], ...] = ()  # (topic, phrase of the quote)
    candidates: tuple[str, ...] = ()
    more: str = ""  # what else stands in the paragraph
    cue: str = "said"
    age: int | None = None


def article(
    *said: Said,
    title: str | None = "News",
    published: date | None = date(2025, 6, 27),
    published_at: datetime | None = None,
    url: str | None = None,
    outlet: str | None = None,
) -> Article:
    """An article with one paragraph for every quote, between a first line and a last."""
    text = f"{title or 'An untitled piece'}, in one line.\n\n"
    quotes = []
    for one in said:
        start = len(text)
        who = one.by or "Somebody"
        text += f"“{one.words}”, {who} {one.cue}. {one.more}".rstrip()
        quotes.append(_quote(one, text, start))
        text += "\n\n"
    text += "That was the news."
    page = Page(text, title, published, published_at, url, outlet)
    speakers = {
        one.by: Speaker(one.by, one.voice, one.role, one.gender, age=one.age)
        for one in said
        if one.by
    }
    return Article(page, title, published, tuple(quotes), tuple(speakers.values()))


def _quote(one: Said, text: str, start: int) -> Quote:
    words = start + 1, start + 1 + len(one.words)
    cue = text.index(f" {one.cue}.", words[1]) + 1
    tags = []
    for topic, phrase in one.topics:
        at = text.index(phrase, start)
        tags.append(Tag(topic, phrase, (at, at + len(phrase))))
    return Quote(
        kind=one.kind,
        text=one.words,
        content=(words,),
        source=((words[1] + 3, cue - 1),) if one.by else (),
        cue=((cue, cue + len(one.cue)),),
        speaker=one.by if one.voice is not Voice.UNCLEAR else None,
        voice=one.voice,
        role=one.role,
        background=one.background,
        confidence=one.confidence,
        paragraph=(start, len(text)),
        candidates=one.candidates,
        topics=tuple(tags),
        said_on=one.said_on,
    )
