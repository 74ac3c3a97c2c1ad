"""Why a text was read as it was: each stage as a value that can be printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.model import Quote
from bot.reading.attribute import attributions, candidates
from bot.reading.attribution import Attribution, spans
from bot.reading.parse import Parse
from bot.reading.structure import Paragraph, Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution a sentence could hold. kept: it became a quote; else another one, which
    holds its words, won."""

    rule: str
    cue: str
    source: str
    content: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence that was parsed, as the parser saw it: its quotations are masked.

    words: each with its tag, its relation, and the number of the word it hangs on.
    """

    paragraph: int
    words: tuple[tuple[str, str, str, int], ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """paragraphs: what each is, and its text. sentences: those that could attribute."""

    paragraphs: tuple[tuple[Role, str], ...]
    sentences: tuple[Read, ...]
    quotes: tuple[Quote, ...]
    text: str

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for number, (role, words) in enumerate(self.paragraphs):
            yield f"{number} {role}: {words}"
            for sentence in self.sentences:
                if sentence.paragraph == number:
                    yield from _sentence_lines(sentence)
        for quote in self.quotes:
            who = quote.speaker or f"unclear {quote.candidates}"
            yield f"= {quote.confidence:.2f} {quote.kind} · {who} · {quote.text}"
            for name, (start, end) in quote.provenance.spans().items():
                yield f"    {name}: {self.text[start:end]}"


def _sentence_lines(sentence: Read) -> Iterator[str]:
    words = enumerate(sentence.words)
    yield "    " + " ".join(f"{n}:{w}/{tag}/{dep}>{head}" for n, (w, tag, dep, head) in words)
    for one in sentence.candidates:
        verdict = "kept" if one.kept else "lost"
        yield f"    {verdict} {one.rule}: [{one.source}] [{one.cue}] {' / '.join(one.content)}"


def explanation(
    text: str, paragraphs: tuple[Paragraph, ...], parses: list[Parse], quotes: tuple[Quote, ...]
) -> Explanation:
    """Put together from the stages of one reading."""
    shown = tuple((p.role, text[p.start : p.end]) for p in paragraphs)
    return Explanation(shown, tuple(_read(text, parse) for parse in parses), quotes, text)


def _read(text: str, parse: Parse) -> Read:
    kept = {one.anchor for one in attributions(parse) if one.said}
    rows = zip(parse.words, parse.tags, parse.deps, parse.head, strict=True)
    found = tuple(_candidate(text, one, one.anchor in kept) for one in candidates(parse))
    return Read(parse.sentence.paragraph, tuple(rows), found)


def _candidate(text: str, one: Attribution, kept: bool) -> Candidate:
    def shown(chosen: frozenset[int]) -> tuple[str, ...]:
        return tuple(text[s:e] for s, e in spans(one.parse, chosen))

    source = range(one.source[0], one.source[1] + 1) if one.source else ()
    return Candidate(
        one.rule,
        " ".join(shown(frozenset(one.cue))),
        " ".join(shown(frozenset(source))),
        shown(one.content),
        kept,
    )
