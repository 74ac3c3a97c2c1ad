"""Quotes and answers for tests of what Slack shows. The people are invented."""

from datetime import date

from hypothesis import strategies as st

from bot.answers import Answer, Context, Hit, Person, Question
from bot.model import Kind, Voice

HOSTILE = "<!channel> <@U1> <https://x.example|y> &lt; `a` *b* _c_ ~d~ \u200b\u202e\u2066 x"
DAY = date(2025, 6, 27)


def hit(*pieces: str, **changed: object) -> Hit:
    """A direct quote by Vera Lind, with whatever else a test wants to be different."""
    fields: dict[str, object] = {
        "id": 7,
        "pieces": pieces or ("We will build the bridge.",),
        "speaker": "Vera Lind",
        "person_id": 3,
        "voice": Voice.PERSON,
        "role": "transport minister",
        "kind": Kind.DIRECT,
        "background": False,
        "confidence": 0.9,
        "day": DAY,
        "published": DAY,
        "title": "A bridge for Marenia",
        "url": "https://news.example/bridge",
        "outlet": "Harbour News",
        "cue": "said",
        "context": "“We will build the bridge,” Lind said.",
    }
    return Hit(**{**fields, **changed})  # type: ignore[arg-type]  # a test's shorthand


def answer(*hits: Hit, **changed: object) -> Answer:
    fields: dict[str, object] = {
        "understood": Question(who="Vera Lind"),
        "hits": hits,
        "total": len(hits),
        "person": Person(3, "Vera Lind", Voice.PERSON, "transport minister", len(hits)),
    }
    return Answer(**{**fields, **changed})  # type: ignore[arg-type]  # a test's shorthand


def long_text(most: int = 20_000) -> st.SearchStrategy[str]:
    """Up to `most` characters: real words, one endless word, hostile marks, or anything."""
    pieces = st.sampled_from(["bridge ", "x", HOSTILE, "&", "<", "\u202e", "😀", "\n", "слово "])
    grown = st.builds(
        lambda piece, times: (piece * times)[:most], pieces, st.integers(1, max(most, 1))
    )
    return st.one_of(grown, st.text(min_size=1, max_size=min(most, 200)))


LINKS = st.one_of(
    st.none(),
    st.just("https://news.example/bridge"),
    st.builds(lambda n: f"https://news.example/{'a' * n}", st.integers(0, 4_000)),
    st.just("javascript:alert(1)"),
    st.just("https://[broken"),
)


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    name = st.one_of(st.just("Vera Lind"), long_text(300))
    return hit(
        *draw(st.lists(long_text(), min_size=1, max_size=3)),
        id=draw(st.integers(1, 2**53)),
        speaker=draw(name),
        role=draw(st.one_of(st.none(), long_text(600))),
        kind=draw(st.sampled_from(Kind)),
        voice=draw(st.sampled_from(Voice)),
        background=draw(st.booleans()),
        day=draw(st.one_of(st.none(), st.dates(date(1900, 1, 1)))),
        title=draw(st.one_of(st.none(), long_text(2_000))),
        url=draw(LINKS),
        outlet=draw(st.one_of(st.none(), long_text(300))),
        cue=draw(st.one_of(st.none(), long_text(300))),
        because=draw(st.one_of(st.none(), long_text(300))),
    )


QUESTIONS = st.builds(
    Question,
    who=st.one_of(st.none(), long_text(160)),
    about=st.one_of(st.none(), long_text(160)),
    phrase=st.one_of(st.none(), long_text(160)),
    zone=st.just("Europe/Kyiv"),
)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    paragraph = draw(long_text())
    start = draw(st.integers(0, len(paragraph)))
    end = draw(st.integers(start, len(paragraph)))
    around = st.one_of(st.none(), long_text())
    return Context(draw(hits()), draw(around), paragraph, ((start, end),), draw(around))
