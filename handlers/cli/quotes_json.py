"""Quotes as JSON, in the form that docs/cli.md promises to other programs."""

from collections.abc import Sequence
from typing import Any

from bot.model import Article, Quote, Span


def article_json(article: Article) -> dict[str, Any]:
    """Offsets are into `text`, half-open."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "text": article.page.text,
        "quotes": quotes_json(article.quotes),
    }


def quotes_json(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    return [_quote_json(quote) for quote in quotes]


def _quote_json(quote: Quote) -> dict[str, Any]:
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
        "confidence": round(quote.confidence, 3),
        "provenance": {name: list(span) for name, span in quote.provenance.spans().items()},
        "topics": [
            {"topic": tag.topic, "phrase": tag.phrase, "at": list(tag.at)} for tag in quote.topics
        ],
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
