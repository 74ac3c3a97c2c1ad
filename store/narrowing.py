"""Who may see a known article that comes in again: fewer than before or as many, never more.

An article is shown or hidden as a whole. So a version that comes under embargo hides what was kept
of it before too, until that is over; and one for some channels is for those of them only that the
article was for already. Of the very words that were kept, what the desk has decided since stands,
unless it is a person who says so now: that is one more decision, and on record as any other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from store.entries import Entry
from store.people import record
from store.tables import article_places, changes
from store.visibility import change_state

_PLACES = select(article_places.c.channel).where(
    article_places.c.article_id == bindparam("article")
)
_DECIDED = (
    select(changes.c.id)
    .where(changes.c.article_id == bindparam("article"), changes.c.undone_at.is_(None))
    .where(changes.c.what == bindparam("decided"))
    .limit(1)
)


def narrow(
    connection: Connection, entries: Sequence[Entry], *, now: datetime, by: str | None = None
) -> None:
    """Hide known articles for longer, or in more channels, as what comes of them says.

    What comes too late, and what was erased, says nothing. by: who says so, when a person does.
    """
    for one in entries:
        if one.before is not None:
            _narrow(connection, one, now, by)


def _narrow(connection: Connection, one: Entry, now: datetime, by: str | None) -> None:
    before: Any = one.before
    embargo, places = _further(one), _fewer(connection, one)
    as_kept = one.unchanged and by is None
    if embargo and as_kept and _by_desk(connection, "article under embargo", one):
        embargo = None
    if places is not None and as_kept and _by_desk(connection, "article restricted", one):
        places = None
    if embargo or places is not None:
        state = {"embargo": embargo or before.embargo}
        state |= {"restricted": before.restricted or places is not None}
        had = list(connection.scalars(_PLACES, {"article": before.article_id}))
        one.hid = -change_state(connection, before.article_id, state, places=places, now=now)
        if by is not None:
            of_article = {"article": before.article_id}
            if embargo:
                until = before.embargo.isoformat() if before.embargo else None
                told = of_article | {"until": embargo.isoformat(), "before": until}
                record(connection, "article under embargo", told, by=by, now=now)
            if places is not None:
                told = of_article | {"places": places, "before": had}
                told |= {"restricted": before.restricted}
                record(connection, "article restricted", told, by=by, now=now)


def _further(one: Entry) -> datetime | None:
    """A later end of the embargo than the article has."""
    before: Any = one.before
    if one.embargo is None or one.late or one.erased:
        return None
    return one.embargo if before.embargo is None or one.embargo > before.embargo else None


def _fewer(connection: Connection, one: Entry) -> list[str] | None:
    """The channels that are left for the article; None when it stays for those it is for."""
    before: Any = one.before
    if not one.places or one.late or one.erased:
        return None
    if not before.restricted:
        return list(one.places)
    had = connection.scalars(_PLACES, {"article": before.article_id}).all()
    left = [each for each in had if each in one.places]
    return left if len(left) < len(had) else None


def _by_desk(connection: Connection, what: str, one: Entry) -> bool:
    """Whether somebody has made such a change to the article."""
    asked = {"decided": what, "article": one.article_id}
    return connection.scalar(_DECIDED, asked) is not None
