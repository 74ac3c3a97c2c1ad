"""Questions as JSON, for the rows that keep one: subscriptions and threads."""

from datetime import date
from typing import Any

from bot.answers import Question
from bot.model import Kind


def to_json(question: Question) -> dict[str, Any]:
    """Only what is set."""
    kept = {
        "who": question.who,
        "about": question.about,
        "phrase": question.phrase,
        "since": question.since and question.since.isoformat(),
        "until": question.until and question.until.isoformat(),
        "zone": question.zone,
        "outlet": question.outlet,
        "kind": question.kind and question.kind.value,
        "who_else": question.who_else or None,
        "mentioned": question.mentioned or None,
    }
    return {name: value for name, value in kept.items() if value is not None}


def from_json(kept: dict[str, Any]) -> Question:
    """The same question again."""
    since, until, kind = kept.get("since"), kept.get("until"), kept.get("kind")
    return Question(
        who=kept.get("who"),
        about=kept.get("about"),
        phrase=kept.get("phrase"),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        zone=kept["zone"],
        outlet=kept.get("outlet"),
        kind=Kind(kind) if kind else None,
        who_else=kept.get("who_else", False),
        mentioned=kept.get("mentioned", False),
    )
