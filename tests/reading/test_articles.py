"""Whole articles of our own making, each with the quotes a person finds in it.

A wrong attribution is mended by adding tests/articles/NAME.txt and its quotes first.
"""

import json
from pathlib import Path

import pytest

from bot.model import Page
from bot.reading import Reader

FOLDER = Path(__file__).parents[1] / "articles"
NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


def test_there_are_at_least_40_of_them() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_read_as_a_person_reads_it(reader: Reader, name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    article = reader.read(Page(text))
    assert {
        "title": article.title,
        "published": article.published and str(article.published),
        "quotes": [
            {
                "kind": q.kind.value,
                "speaker": q.speaker,
                "voice": q.voice.value,
                "role": q.role,
                "background": q.background,
                "cue": [text[s:e] for s, e in q.cue],
                "words": [text[s:e] for s, e in q.content],
            }
            for q in article.quotes
        ],
    } == json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
