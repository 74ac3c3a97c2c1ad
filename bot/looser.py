"""What to ask instead when a question has no quotes: the same with one of its conditions less."""

import re

from bot.answers import Question
from bot.forms import spellings

MOST_NAMES = 4
MOST_PARTS = 6  # words of a name with its subject
_BETWEEN = re.compile(r",|&|\b(?:and|or)\b", re.I)


def looser(question: Question, *, known: bool) -> tuple[tuple[str, Question], ...]:
    """Each looser question with a few words for it, the closest first.

    known: the archive knows who is meant by `who`. Somebody unknown may be a subject. The period
    is left alone: for it the answer says when the nearest quote is.
    """
    found: list[tuple[str, Question]] = []
    if question.phrase:
        for other in spellings(question.phrase)[1:]:
            found.append((f"Spelled “{other}”", question._replace(phrase=other)))
    if question.who and not known:
        several = _several(question.who)
        found += [(name, question._replace(who=name)) for name in several]
        found += [] if several else _with_subject(question)
    if question.outlet:
        found.append(("In every outlet", question._replace(outlet=None)))
    if question.kind:
        found.append(("Direct and reported", question._replace(kind=None)))
    on = question.about or question.phrase
    everybody = question._replace(who=None, who_else=False, mentioned=False)
    others = question.who_else or question.mentioned
    if question.who and on and question.who_else:
        own = question._replace(who_else=False)
        found.append((f"{question.who} on {on}", own))
    elif question.who and on:
        found.append((f"Everybody on {on}", everybody))
    elif question.who and not known:
        found.append((f"About {question.who}", everybody._replace(about=question.who)))
    if known and question.who and on and not others:
        found.append((f"All by {question.who}", Question(question.who, zone=question.zone)))
    return tuple(found)


def _with_subject(question: Question) -> list[tuple[str, Question]]:
    """ "umerov drones" as Umerov about drones, the longest names first; then "drones umerov"."""
    parts = (question.who or "").split()
    if question.about or question.phrase or not 2 <= len(parts) <= MOST_PARTS:
        return []
    splits = [(parts[:at], parts[at:]) for at in range(len(parts) - 1, 0, -1)]
    named = [(" ".join(one), " ".join(two)) for one, two in [*splits, (parts[-1:], parts[:-1])]]
    return [
        (f"{who} about {about}", question._replace(who=who, about=about)) for who, about in named
    ]


def _several(who: str) -> list[str]:
    """The names in "Zelensky and Umerov": a question is about one person at a time."""
    names = [name for each in _BETWEEN.split(who) if (name := each.strip())]
    return names[:MOST_NAMES] if len(names) > 1 else []
