"""Articles about invented people, as reading hands them over, written out in a few words."""

from dataclasses import replace
from datetime import date, timedelta

from bot.model import Article, Kind, Page, Quote, Span, Speaker, Tag, Voice

FIRST_DAY = date(2025, 6, 1)


def story(
    by: str,
    *said: str,
    role: str | None = None,
    day: date = FIRST_DAY,
    title: str = "News",
    url: str | None = None,
    outlet: str = "Harbour News",
    topics: dict[str, str] | None = None,
) -> Article:
    """An article in which one person says each of `said`. topics: phrase to topic."""
    text = f"{title}\n\n"
    quotes = []
    for words in said:
        start = len(text)
        text += f"“{words}”, {by} said."
        name = start + len(words) + 4
        quotes.append(
            Quote(
                kind=Kind.DIRECT,
                text=words,
                content=((start + 1, start + 1 + len(words)),),
                source=((name, name + len(by)),),
                cue=((len(text) - 5, len(text) - 1),),
                speaker=by,
                voice=Voice.PERSON,
                role=role,
                background=False,
                confidence=0.9,
                paragraph=(start, len(text)),
                topics=_tags(topics or {}, text, start),
            )
        )
        text += "\n\n"
    page = Page(text, title, day, None, url, outlet)
    return Article(page, title, day, tuple(quotes), (Speaker(by, Voice.PERSON, role),))


def _tags(topics: dict[str, str], text: str, start: int) -> tuple[Tag, ...]:
    found = [(text.find(phrase, start), phrase, topic) for phrase, topic in topics.items()]
    return tuple(
        Tag(topic, phrase, (at, at + len(phrase))) for at, phrase, topic in found if at >= 0
    )


def lind() -> list[Article]:
    """Twelve quotes by Vera Lind, one a day from 1 to 12 June 2025, and one by Ann Berg."""
    told = [
        story(
            "Vera Lind",
            f"Bridge number {n} will be built with drones.",
            role="transport minister",
            day=FIRST_DAY + timedelta(days=n - 1),
            title=f"Bridge {n}",
            url=f"https://news.example/bridge-{n}",
            topics={"drones": "drones"},
        )
        for n in range(1, 13)
    ]
    berg = story(
        "Ann Berg",
        "No bridge needs drones.",
        role="engineer",
        day=date(2025, 6, 10),
        title="An answer",
        url="https://news.example/answer",
        topics={"drones": "drones"},
    )
    return [*told, berg]


def in_one(*stories: Article, url: str) -> Article:
    """Several stories as one article, a paragraph for each."""
    text, quotes = "", list[Quote]()
    for one in stories:
        body = one.page.text.partition("\n\n")[2]
        by = len(text) - (len(one.page.text) - len(body))
        quotes += [
            replace(
                quote,
                content=_moved(quote.content, by),
                source=_moved(quote.source, by),
                cue=_moved(quote.cue, by),
                paragraph=_moved((quote.paragraph,), by)[0],
            )
            for quote in one.quotes
        ]
        text += body
    page = replace(stories[0].page, text=text, url=url)
    speakers = tuple(speaker for one in stories for speaker in one.speakers)
    return replace(stories[0], page=page, quotes=tuple(quotes), speakers=speakers)


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)
