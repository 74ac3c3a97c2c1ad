"""Reading many articles: in order, on several processes, with no more in memory than is in hand."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, TypeVar

from bot.errors import BadArticle
from bot.model import Article, Page, Topic

if TYPE_CHECKING:
    from bot.reading import Reader

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK_CHARACTERS = 40_000  # about what the reader parses in one go; a chunk has at least one item
CHUNK_ITEMS = 64
CHUNKS_AHEAD = 3  # for each process, so that none waits for another's long article

_reader: "Reader | None" = None  # of this process


@dataclass(frozen=True, slots=True)
class Bulk:
    """How articles are read in bulk: with one worker in this process, with more in as many."""

    topics: tuple[Topic, ...]
    pipeline: str
    workers: int = 1

    def read_all(self, pages: Iterable[Page]) -> Iterator[Article]:
        """The articles in the order of their pages. Raises BadArticle when a process dies."""
        return self.in_order(_read_pages, pages, lambda page: len(page.text))

    def in_order(
        self,
        work: "Callable[[Reader, list[In]], list[Out]]",
        items: Iterable[In],
        size: Callable[[In], int],
    ) -> Iterator[Out]:
        """What `work` makes of the items, in their order; `size` is an item's length.

        `work` must be a function of a module. Raises BadArticle when a process dies.
        """
        if self.workers > 1:
            yield from self._on_processes(work, _chunks(items, size))
            return
        _start(self.topics, self.pipeline)
        for chunk in _chunks(items, size):
            yield from _work(work, chunk)

    def _on_processes(
        self, work: "Callable[[Reader, list[In]], list[Out]]", chunks: Iterator[list[In]]
    ) -> Iterator[Out]:
        waiting: deque[Future[list[Out]]] = deque()
        pool = ProcessPoolExecutor(
            self.workers,
            _context(),
            initializer=_start,
            initargs=(self.topics, self.pipeline),
        )
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_work, work, chunk))
                if len(waiting) >= self.workers * CHUNKS_AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise BadArticle(
                "A reading process ended before its time.", "Try again with --workers 1."
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _context() -> BaseContext:
    """Processes forked from one that has read the code in: loading spaCy once is enough.

    Not forked from this one: it may have threads, and what they hold would be held for ever.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["spacy", "bot.reading"])
    return context


def _read_pages(reader: "Reader", pages: list[Page]) -> list[Article]:
    return list(reader.read_many(pages))


def _chunks(items: Iterable[In], size: Callable[[In], int]) -> Iterator[list[In]]:
    chunk: list[In] = []
    length = 0
    for item in items:
        chunk.append(item)
        length += size(item)
        if length >= CHUNK_CHARACTERS or len(chunk) == CHUNK_ITEMS:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk


def _start(topics: tuple[Topic, ...], pipeline: str) -> None:
    global _reader  # noqa: PLW0603  a pool's process has no other place to keep it
    _reader = _reader_for(topics, pipeline)


@lru_cache(maxsize=1)  # the pipeline takes a second to load
def _reader_for(topics: tuple[Topic, ...], pipeline: str) -> "Reader":
    from bot.reading import Reader  # noqa: PLC0415  only where articles are read

    return Reader(topics, pipeline)


def _work(work: "Callable[[Reader, list[In]], list[Out]]", chunk: list[In]) -> list[Out]:
    assert _reader is not None  # noqa: S101  _start ran before
    return work(_reader, chunk)
