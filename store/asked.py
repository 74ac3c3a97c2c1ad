"""Questions as JSON, for the rows that keep one: digests, threads, and what people saved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from bot.answers import Question
from bot.model import Kind
from store.striking import OWN_WORDS, runs, struck_out
from store.tables import saved, subscriptions, threads

_TYPED = ("about", "phrase")  # what may repeat somebody's words; a name repeats none


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


def strike(connection: Connection, words: Iterable[str]) -> None:
    """Take words that are erased out of every question that repeats OWN_WORDS of them in a row.

    With fewer it asks for what anybody may say: "the end of the war" goes on being asked.
    """
    said = frozenset(one for one in runs(words, OWN_WORDS) if len(one) == OWN_WORDS)
    for table in (subscriptions, threads, saved):
        asked = select(table.c.question, *table.primary_key).where(table.c.question.is_not(None))
        for row in connection.execute(asked).all():
            typed = {name: struck_out(row.question.get(name, ""), said) for name in _TYPED}
            kept = row.question | {name: left for name, left in typed.items() if left}
            if kept != row.question:
                same = and_(*(key == getattr(row, key.name) for key in table.primary_key))
                connection.execute(table.update().where(same).values(question=kept))
