"""A made-up press archive of any size: seeded, with words and people as unevenly spread as in life.

Words and people follow Zipf's law. Articles hold about six quotes of about thirty words, each in
a paragraph with some words around it, beside paragraphs that quote nobody. One quote in forty
repeats an earlier one, as wire copy does.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from bot.model import Article, Kind, Page, Quote, Speaker, Tag, Voice

FIRST_DAY = date(2016, 1, 1)
DAYS = 3_600
WORDS = 30_000
OUTLETS = 200
QUOTES_AN_ARTICLE = 6

_COMMON = "of and to in a that for on is with as it will be are by we have not this"
_SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko ku la le li lo lu ma me mi mo"
    " mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za ze"
    " zo shi cha chu stra pri gro kle"
)
_ENDINGS = ("ov", "enko", "sky", "son", "er", "ini", "ez", "ak", "ić", "berg", "man", "uk", "")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The names and words an archive is made of."""

    words: list[str]
    people: list[str]

    def articles(self, quotes: int, seed: int = 1) -> Iterator[Article]:
        """Articles with so many quotes in all, in the order of no calendar."""
        dice = random.Random(seed)  # noqa: S311  a repeatable corpus, no secret
        drawn = _Drawn(self, dice)
        left, number = quotes, 0
        while left > 0:
            many = min(left, dice.choice((3, 5, 6, 6, 7, 9)))
            yield _article(drawn, dice, number, many)
            left, number = left - many, number + 1


def corpus(people: int, seed: int = 1) -> Corpus:
    """A vocabulary, and so many people with full names that differ from one another."""
    dice = random.Random(seed)  # noqa: S311  a repeatable corpus, no secret
    made = [_word(dice, 2, 4) for _ in range(WORDS * 2)]
    words = list(dict.fromkeys([*_COMMON.split(), *made]))[:WORDS]
    firsts = list({_word(dice, 2, 3).capitalize() for _ in range(4_000)})
    firsts.sort()
    lasts = sorted({_surname(dice) for _ in range(max(people // 4, 500))})
    names: dict[str, None] = {}
    while len(names) < people:
        names[f"{dice.choice(firsts)} {dice.choice(lasts)}"] = None
    return Corpus(words, list(names))


class _Drawn:
    """Words and people, drawn by Zipf's law."""

    def __init__(self, corpus: Corpus, dice: random.Random) -> None:
        self.words = corpus.words
        self.weights = _zipf(len(corpus.words))
        self.people = dice.choices(corpus.people, cum_weights=_zipf(len(corpus.people)), k=200_000)
        self.said: list[str] = []

    def text(self, dice: random.Random, many: int) -> str:
        return " ".join(dice.choices(self.words, cum_weights=self.weights, k=many))


def _zipf(many: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(2, many + 2)))


def _article(drawn: _Drawn, dice: random.Random, number: int, many: int) -> Article:
    outlet = dice.randrange(OUTLETS)
    title = drawn.text(dice, 8).capitalize()
    parts = [title]
    at = len(title) + 2
    quotes = []
    speakers = {dice.choice(drawn.people) for _ in range(2)}
    order = sorted(speakers)
    for _ in range(many):
        said = _said(drawn, dice)
        name = dice.choice(order)
        paragraph = f"“{said}”, {name} said, {drawn.text(dice, 12)}."
        quotes.append(_quote(said, name, at, len(paragraph), dice))
        filler = drawn.text(dice, dice.randrange(10, 50)).capitalize() + "."
        parts += [paragraph, filler]
        at += len(paragraph) + 2 + len(filler) + 2
    day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
    page = Page(
        "\n\n".join(parts),
        title,
        day,
        None,
        f"https://outlet{outlet}.example/{number}",
        f"Outlet {outlet}",
    )
    return Article(
        page, title, day, tuple(quotes), tuple(Speaker(name, Voice.PERSON) for name in order)
    )


def _said(drawn: _Drawn, dice: random.Random) -> str:
    if drawn.said and dice.random() < 0.025:
        return dice.choice(drawn.said)
    said = drawn.text(dice, dice.randrange(12, 48)).capitalize()
    if len(drawn.said) < 100_000:
        drawn.said.append(said)
    return said


def _quote(said: str, name: str, at: int, length: int, dice: random.Random) -> Quote:
    words = at + 1, at + 1 + len(said)
    source = words[1] + 3, words[1] + 3 + len(name)
    topic = dice.randrange(600)
    return Quote(
        kind=Kind.DIRECT,
        text=said,
        content=(words,),
        source=(source,),
        cue=((source[1] + 1, source[1] + 5),),
        speaker=name,
        voice=Voice.PERSON,
        role=None,
        background=False,
        confidence=0.9,
        paragraph=(at, at + length),
        topics=(Tag(f"Topic {topic}", said.split(maxsplit=1)[0], (words[0], words[0] + 3)),)
        if topic < 60
        else (),
    )


def _word(dice: random.Random, least: int, most: int) -> str:
    syllables = _SYLLABLES.split()
    return "".join(dice.choice(syllables) for _ in range(dice.randint(least, most)))


def _surname(dice: random.Random) -> str:
    return (_word(dice, 1, 3) + dice.choice(_ENDINGS)).capitalize()
