"""Sentences parsed: words with their heads, as plain tuples. spaCy is known here only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.model import Span
from bot.reading.marks import Stretch
from bot.reading.sentences import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Range = tuple[int, int]  # words first..last, both inclusive

_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter", "textcat", "entity_linker")
_WORD = 2**64  # spaCy hands out signed distances as unsigned numbers
_BATCH = 12_000  # characters; larger is no faster and takes more memory


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence. All tuples run in parallel, one entry a word.

    head: the index of each word's governor, itself at a root. spans: where each word stands in
    the article; a placeholder's is its stretch with the marks. quoted: the stretch, for the
    words that stand for one. marked: words inside quotation marks that were left in place. left,
    right: the first and last word of each word's subtree.
    """

    sentence: Sentence
    words: tuple[str, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    head: tuple[int, ...]
    spans: tuple[Span, ...]
    quoted: dict[int, Stretch]
    marked: frozenset[int]
    left: tuple[int, ...]
    right: tuple[int, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def child(self, of: int, *deps: str) -> int | None:
        """The first dependant with one of these relations."""
        return next((c for c in self.children[of] if self.deps[c] in deps), None)

    def ancestors(self, of: int) -> Iterator[int]:
        while self.head[of] != of:
            of = self.head[of]
            yield of


class Parser:
    """Loads the pipeline at its first sentence; asking must not wait for it."""

    def __init__(self, pipeline: str) -> None:
        self.pipeline = pipeline
        self._nlp: Language | None = None

    def parses(self, sentences: Iterable[Sentence]) -> Iterator[Parse]:
        """A Parse for each sentence, in order."""
        if self._nlp is None:
            import spacy  # noqa: PLC0415  a second to load: only when an article is read

            self._nlp = spacy.load(self.pipeline, exclude=list(_UNUSED))
        for batch in _batches(sentences):
            docs = self._nlp.pipe([s.masked for s in batch], batch_size=len(batch))
            for doc, sentence in zip(docs, batch, strict=True):
                yield _parse(doc, sentence)


def _batches(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences by the amount of their text: what a batch costs in memory."""
    batch: list[Sentence] = []
    size = 0
    for sentence in sentences:
        batch.append(sentence)
        size += len(sentence.masked)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _parse(doc: Doc, sentence: Sentence) -> Parse:
    rows = doc.to_array(["HEAD", "DEP", "TAG", "IDX", "LENGTH"]).tolist()
    strings = doc.vocab.strings
    masked = sentence.masked
    words = tuple(masked[row[3] : row[3] + row[4]] for row in rows)
    head = tuple((i + row[0]) % _WORD for i, row in enumerate(rows))
    spans: list[Span] = []
    quoted: dict[int, Stretch] = {}
    origin = sentence.origin
    for i, row in enumerate(rows):
        stretch = sentence.placeholders.get(row[3])
        if stretch is None:
            spans.append((origin[row[3]], origin[row[3] + row[4] - 1] + 1))
        else:
            spans.append((stretch.outer_start, stretch.outer_end))
            quoted[i] = stretch
    left, right, children = _edges(head)
    return Parse(
        sentence,
        words,
        tuple(w.lower().replace("’", "'") for w in words),
        tuple(strings[row[2]] for row in rows),
        tuple(strings[row[1]] for row in rows),
        head,
        tuple(spans),
        quoted,
        _marked(spans, sentence),
        left,
        right,
        children,
    )


def _marked(spans: list[Span], sentence: Sentence) -> frozenset[int]:
    masked = {s.start for s in sentence.placeholders.values()} | sentence.titles
    return frozenset(
        i
        for stretch in sentence.stretches
        if stretch.start not in masked
        for i, (start, end) in enumerate(spans)
        if stretch.start <= start and end <= stretch.end
    )


def _edges(
    head: tuple[int, ...],
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """First and last word of every subtree, and the dependants of every word."""
    count = len(head)
    children: list[list[int]] = [[] for _ in range(count)]
    roots: list[int] = []
    for i, h in enumerate(head):
        (roots if h == i else children[h]).append(i)
    left, right = list(range(count)), list(range(count))
    order: list[int] = []
    stack = roots[:]
    while stack:
        i = stack.pop()
        order.append(i)
        stack.extend(children[i])
    for i in reversed(order):
        for c in children[i]:
            left[i] = min(left[i], left[c])
            right[i] = max(right[i], right[c])
    return tuple(left), tuple(right), tuple(tuple(c) for c in children)
