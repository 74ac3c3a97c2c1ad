"""Quotes as JSON, in the form that docs/cli.md promises to other programs."""

from collections.abc import Sequence
from typing import Any

from bot.model import Article, Quote, Span
from bot.stance import channel, stance


def article_json(article: Article) -> dict[str, Any]:
    """Offsets are into `text`, half-open."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "text": article.page.text,
        "quotes": quotes_json(article.quotes, article.page.text),
    }


def quotes_json(quotes: Sequence[Quote], text: str) -> list[dict[str, Any]]:
    return [_quote_json(quote, text) for quote in quotes]


def _quote_json(quote: Quote, text: str) -> dict[str, Any]:
    pieces = [text[start:end] for start, end in quote.content]
    cue = " … ".join(text[start:end] for start, end in quote.cue)
    return {
        "kind": quote.kind.value,
        "text": quote.text,
        "content": _spans(quote.content),
        "source": _spans(quote.source),
        "cue": _spans(quote.cue),
        "speaker": quote.speaker,
        "role": quote.role,
        "together": list(quote.together),
        "said_on": quote.said_on.isoformat() if quote.said_on else None,
        "earlier": quote.earlier,
        "background": quote.background,
        "stance": stance(cue, pieces, quote.kind, text[slice(*quote.paragraph)]),
        "channel": channel(cue),
        "confidence": round(quote.confidence, 3),
        "provenance": {name: list(span) for name, span in quote.provenance.spans().items()},
        "topics": [
            {"topic": tag.topic, "phrase": tag.phrase, "at": list(tag.at)} for tag in quote.topics
        ],
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
