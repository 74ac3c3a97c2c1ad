"""Real news, cut, joined and shuffled as it is read: nothing raises, every quote is a slice."""

import json
import random
from pathlib import Path

import pytest

from bot.model import Page
from bot.reading import Reader

NEWS = Path(__file__).parents[3] / "shared" / "gold" / "news-train.jsonl"
TEXTS = 2000
_JOINTS = ("", " ", "\n", '"', "“", "”", "'", ": ")


def pieces(seed: int) -> list[str]:
    """Texts of up to 400 characters out of two articles each, some with their words shuffled."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    with NEWS.open(encoding="utf-8") as file:
        articles = [json.loads(line)["text"] for line in file]
    found = []
    for _ in range(TEXTS):
        first, second = (
            text[(at := chance.randrange(len(text))) : at + chance.randrange(1, 200)]
            for text in chance.choices(articles, k=2)
        )
        text = first + chance.choice(_JOINTS) + second
        if chance.random() < 0.25:
            words = text.split(" ")
            chance.shuffle(words)
            text = " ".join(words)
        found.append(text)
    return found


@pytest.mark.skipif(not NEWS.exists(), reason="needs ../shared, which is not part of a clone")
def test_cut_and_shuffled_news_never_raises_and_is_quoted_in_slices(reader: Reader) -> None:
    texts = pieces(seed=20250627)
    for text, article in zip(texts, reader.read_many(Page(t) for t in texts), strict=True):
        for quote in article.quotes:
            assert quote.text == " ".join(text[s:e] for s, e in quote.content)
            assert all(0 <= s < e <= len(text) for s, e in quote.content)
