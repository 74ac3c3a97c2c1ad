"""The reading process: articles are read beside the threads that answer, never in them."""

import contextlib
import logging
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from bot.errors import BadArticle, WhosaidError
from bot.model import Article, Page, Topic

log = logging.getLogger(__name__)

READING_S = 60.0
EXTRACTING_S = 30.0
Result = TypeVar("Result")
_Article = tuple[Page, tuple[Topic, ...]]
_NICENESS = 10  # answers go before articles when both want the processor


class ReadingProcess:
    """One child process that reads, one article at a time. It is started with the first one.

    topics: asked before each article; people change them beside us.
    """

    def __init__(self, topics: Callable[[], Sequence[Topic]], pipeline: str) -> None:
        self._topics = topics
        self._pipeline = pipeline
        self._turn = threading.Lock()
        self._context = get_context("spawn")
        self._child: tuple[Connection, BaseProcess] | None = None

    def read(self, page: Page, timeout_s: float = READING_S) -> Article:
        """The article. The time counts from when the reading begins, the wait for others not.

        Raises BadArticle when reading takes longer or the child dies of it; the next read
        starts another child.
        """
        article: Article = self._asked((page, tuple(self._topics())), timeout_s)
        return article

    def run(self, work: Callable[[], Result], timeout_s: float = EXTRACTING_S) -> Result:
        """What `work` gives, done in the child: files as others make them are opened there.

        work: a function of a module, or a partial of one. Raises what it raises, and as `read`.
        """
        result: Result = self._asked(work, timeout_s)
        return result

    def _asked(self, what: _Article | Callable[[], Any], timeout_s: float) -> Any:
        with self._turn:
            pipe = self._started()
            try:
                pipe.send(what)
                if not pipe.poll(timeout_s):
                    self._stop()
                    raise BadArticle(
                        f"Reading that article took longer than {timeout_s:g} s, so I stopped.",
                        "Send it in parts, or paste the article.",
                    )
                answer, frames = pipe.recv()
            except (EOFError, OSError) as error:
                self._stop()
                log.warning("reading process died")
                raise BadArticle(
                    "Reading that article ended the reading process.",
                    "Send it in parts, or paste the article.",
                ) from error
        if isinstance(answer, Exception):
            if frames:
                log.error("reading failed type=%s\n%s", type(answer).__qualname__, frames)
            raise answer
        return answer

    @property
    def pid(self) -> int | None:
        """The child's process id; None while there is none."""
        return self._child[1].pid if self._child else None

    def close(self) -> None:
        """Finish the article in hand, and end the child."""
        with self._turn:
            self._stop()

    def _started(self) -> Connection:
        if self._child is not None and not self._child[1].is_alive():
            self._stop()
        if self._child is None:
            here, there = self._context.Pipe()
            child = self._context.Process(
                target=_read_on,
                args=(there, self._pipeline),
                name="whosaid reading",
                daemon=True,
            )
            child.start()
            there.close()  # so that the child's death is an end of file here
            self._child = (here, child)
            log.info("reading process started pid=%d", child.pid)
        return self._child[0]

    def _stop(self) -> None:
        if self._child is None:
            return
        pipe, child = self._child
        self._child = None
        pipe.close()
        child.join(0.5)  # it ends by itself when idle
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _read_on(pipe: Connection, pipeline: str) -> None:
    """The child: reads what comes until the other end is closed.

    Sends the article, or what was raised and, of a bug, the frames: a pipe takes no traceback.
    The error's own words are not among them; they can hold the article's.
    """
    from bot.reading import Reader  # noqa: PLC0415  the parent never needs it

    # Ctrl-C reaches the whole group; the parent decides when reading ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    reader, followed = Reader((), pipeline), ()
    with contextlib.suppress(EOFError, OSError):
        while True:
            asked = pipe.recv()
            answer: tuple[Any, str]
            try:
                if isinstance(asked, tuple):
                    page, topics = asked
                    if topics != followed:
                        reader.follow(topics)
                        followed = topics
                    answer = reader.read(page), ""
                else:
                    answer = asked(), ""
            except WhosaidError as error:
                answer = error, ""
            except Exception as error:  # a bug is the parent's to report
                answer = error, "".join(traceback.format_tb(error.__traceback__))
            pipe.send(answer)
