"""What becomes of articles after they were kept: taken back, under embargo, for some only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, bindparam, select

from bot.errors import StoreError
from store.engine import reading, writing
from store.located import NAMED, located
from store.people import record
from store.posts import amend
from store.tables import article_places, articles, quotes, versions
from store.visibility import change_state, count_as_new, seen_in
from store.wanted import sayable

_ADDRESS = "Give the address it was kept under, or its number (article:41)."
_QUOTE_IDS = select(quotes.c.id).where(quotes.c.version_id == bindparam("version"))
_PLACES = (
    select(article_places.c.channel)
    .where(article_places.c.article_id == bindparam("article"))
    .order_by(article_places.c.channel)
)
_CURRENT = (
    select(
        articles.c.id,
        articles.c.withdrawn,
        articles.c.embargo,
        articles.c.restricted,
        articles.c.killed,
        versions.c.wire,
        versions.c.id.label("version_id"),
        versions.c.number,
    )
    .join(versions)
    .where(versions.c.current)
)


class Articles:
    """The articles that were kept, each by the address it was kept under.

    Every change is recorded with who made it. Raises StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def headed(self, titles: Sequence[str], *, place: str | None = None) -> tuple[str, ...]:
        """The articles under these headlines, to the letter, that a channel may see.

        Each by its address, or by its number where it has none: every method here takes both.

        It reads every headline there is: not for an answer that somebody waits for.
        """
        under = (
            select(NAMED)
            .join(versions)
            .where(versions.c.title.in_(titles), versions.c.current, seen_in(place))
            .order_by(NAMED)
            .distinct()
        )
        with reading(self._engine) as connection:
            return tuple(connection.scalars(under)) if titles else ()

    def kept_at(self, url: str) -> bool:
        """Whether there is an article at an address, also one that nobody sees. No more of it."""
        with reading(self._engine) as connection:
            return _article(connection, url) is not None

    def newer(self, url: str, version: int | None, *, place: str | None = None) -> int | None:
        """The number a wire gave what is kept at an address, when it is above another of its own.

        What a wire cancels under a lower number is not what is kept. None where nothing is kept,
        or it may not be seen in the place.
        """
        if version is None:
            return None
        with reading(self._engine) as connection:
            row = _article(connection, url, seen_in(place))
            return row.wire if row is not None and (row.wire or 0) > version else None

    def withdraw(self, url: str, reason: str, *, by: str, now: datetime, kill: bool = False) -> int:
        """Take the article at an address out of everything; return how many quotes that hides.

        kill: nobody may use it at all, and people who did are told so. It stays on record, and
        stays withdrawn when it comes in again; a withdrawn one may be killed yet. `reinstate`
        undoes it. Raises StoreError when no such article is shown.
        """
        with writing(self._engine) as connection:
            row = _article(connection, url)
            if row is None or (row.withdrawn is not None and (row.killed or not kill)):
                raise StoreError(f"No article at {url} is shown.", _ADDRESS)
            why = sayable(reason)
            values = {"withdrawn": why, "withdrawn_at": now, "killed": kill}
            hidden = change_state(connection, row.id, values, now=now)
            what = "article killed" if kill else "article withdrawn"
            record(connection, what, {"article": row.id, "reason": why}, by=by, now=now)
            return -hidden

    def reinstate(self, url: str, *, by: str, now: datetime) -> int:
        """Let a withdrawn article back; return how many quotes are shown again.

        Raises StoreError when the address is of no withdrawn article.
        """
        with writing(self._engine) as connection:
            row = _article(connection, url)
            if row is None or row.withdrawn is None:
                raise StoreError(f"No article at {url} is withdrawn.", _ADDRESS)
            values = {"withdrawn": None, "withdrawn_at": None, "killed": False}
            shown = change_state(connection, row.id, values, now=now)
            record(connection, "article reinstated", {"article": row.id}, by=by, now=now)
            return shown

    def correct(self, url: str, reason: str, *, by: str, now: datetime) -> int:
        """Say that an article as it stands is a correction, and of what; return its version.

        Its quotes are shown with the day of it, and messages that have them are amended. Raises
        StoreError when there is no such article.
        """
        return self._mark(url, "corrected", reason, by=by, now=now)

    def refile(self, url: str, reason: str, *, by: str, now: datetime) -> int:
        """Say that an article as it stands was sent again, and why: nothing in it was wrong.

        No quote is shown otherwise. Returns its version. Raises StoreError when there is no such
        article.
        """
        return self._mark(url, "refiled", reason, by=by, now=now)

    def _mark(self, url: str, mark: str, reason: str, *, by: str, now: datetime) -> int:
        with writing(self._engine) as connection:
            row, why = _known(connection, url), sayable(reason)
            current = versions.c.id == row.version_id
            at = versions.c[f"{mark}_at"]
            before = connection.execute(
                select(at.label("at"), versions.c.note).where(current)
            ).one()
            connection.execute(versions.update().where(current).values({at: now, "note": why}))
            if mark == "corrected":
                ids = connection.scalars(_QUOTE_IDS, {"version": row.version_id}).all()
                amend(connection, ids, now=now)
            detail = {"article": row.id, "version": row.number, "reason": why}
            told = {"at": before.at.isoformat() if before.at else None, "note": before.note}
            record(connection, f"article {mark}", detail | {"before": told}, by=by, now=now)
            return int(row.number)

    def embargo(self, url: str, until: datetime, *, by: str, now: datetime) -> int:
        """Hide an article until an instant; return how many quotes that hides.

        An instant that has passed ends an embargo. Raises StoreError when there is no such article.
        """
        with writing(self._engine) as connection:
            row = _known(connection, url)
            values = {"embargo": until if until > now else None}
            hidden = change_state(connection, row.id, values, now=now)
            if until <= now and row.embargo is not None:
                count_as_new(connection, row.version_id, now)
            detail = {"article": row.id, "until": until.isoformat()}
            detail |= {"before": row.embargo.isoformat() if row.embargo else None}
            record(connection, "article under embargo", detail, by=by, now=now)
            return -hidden

    def lift_embargoes(self, now: datetime) -> int:
        """Show what was under embargo until now or earlier; return how many articles that is.

        Their quotes count as first kept now: the next digest has them.
        """
        due = select(articles.c.id, versions.c.id.label("version_id")).join(versions)
        due = due.where(articles.c.embargo <= now, versions.c.current).order_by(articles.c.id)
        with reading(self._engine) as connection:
            if connection.execute(due.limit(1)).first() is None:  # no need to wait for a writer
                return 0
        with writing(self._engine) as connection:
            rows = connection.execute(due).all()
            for row in rows:
                count_as_new(connection, row.version_id, now)
                change_state(connection, row.id, {"embargo": None}, now=now)
            return len(rows)

    def restrict(self, url: str, places: Sequence[str], *, by: str, now: datetime) -> int:
        """Let an article be seen in these channels only, or by all when there are none.

        What is opened to all counts as first kept now: the next digest has it. Returns how many
        quotes more everybody sees (fewer, when negative). Raises StoreError when there is no such
        article.
        """
        with writing(self._engine) as connection:
            row = _known(connection, url)
            before = list(connection.scalars(_PLACES, {"article": row.id}))
            values = {"restricted": bool(places)}
            more = change_state(connection, row.id, values, places=places, now=now)
            if row.restricted and not places:
                count_as_new(connection, row.version_id, now)
            detail = {"article": row.id, "places": list(places), "before": before}
            detail |= {"restricted": row.restricted}  # before: without a channel, to nobody
            record(connection, "article restricted", detail, by=by, now=now)
            return more


def _article(
    connection: Connection, url: str, seen: ColumnElement[bool] | None = None
) -> Row[*tuple[Any, ...]] | None:
    """The article that is meant, when it is seen so; whoever sees it, without."""
    wanted = _CURRENT.where(located(url))
    return connection.execute(wanted if seen is None else wanted.where(seen)).first()


def _known(connection: Connection, url: str) -> Row[*tuple[Any, ...]]:
    row = _article(connection, url)
    if row is None:
        raise StoreError(f"There is no article at {url}.", _ADDRESS)
    return row
