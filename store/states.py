"""What people said of an article as a whole, taken back: shown or not, to whom, and what it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.errors import StoreError
from store.posts import amend
from store.tables import article_places, articles, changes, quotes, versions
from store.visibility import change_state, count_as_new

_Row = Row[*tuple[Any, ...]]

# Of each kind the later stands over the earlier, so that they are undone from the last.
_SHOWS_OR_HIDES = ("article withdrawn", "article killed", "article reinstated")
_EMBARGO, _RESTRICTED = ("article under embargo",), ("article restricted",)
_MARKS = {"article corrected": "corrected_at", "article refiled": "refiled_at"}

_NOTHING = "There is nothing to undo."
_GONE = "That article was erased.", _NOTHING
_TOO_OLD = "An older whosaid did not keep what was before it.", "Make the opposite change."


def no_showing(connection: Connection, change: _Row) -> StoreError | None:
    """Why a withdrawal, a kill or a reinstatement cannot be undone."""
    state = _state(connection, change)
    if state is None:
        return StoreError(*_GONE)
    reinstated = change.what == "article reinstated"
    if state.withdrawn is None and not reinstated:
        return StoreError("That article is shown again.", _NOTHING)
    if later := _later(connection, change, _SHOWS_OR_HIDES):
        return later
    kept = not reinstated or _before(connection, change, _SHOWS_OR_HIDES) is not None
    return None if kept else StoreError(*_TOO_OLD)


def undo_showing(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to what the article was before: shown, withdrawn or killed."""
    before = _before(connection, change, _SHOWS_OR_HIDES)
    values: dict[str, Any] = {"withdrawn": None, "withdrawn_at": None, "killed": False}
    if before is not None and before.what != "article reinstated":
        values = {"withdrawn": before.detail["reason"], "withdrawn_at": before.at}
        values |= {"killed": before.what == "article killed"}
    change_state(connection, change.detail["article"], values, now=now)


def no_embargo(connection: Connection, change: _Row) -> StoreError | None:
    """Why an embargo, or the end of one, cannot be undone."""
    state = _state(connection, change)
    if state is None:
        return StoreError(*_GONE)
    if later := _later(connection, change, _EMBARGO):
        return later
    if state.embargo != _set(change):
        return StoreError("That embargo is over, or another one.", _NOTHING)
    return None if "before" in change.detail else StoreError(*_TOO_OLD)


def undo_embargo(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to the embargo before, or to none; what is shown for the first time then is new."""
    state: Any = _state(connection, change)
    told = change.detail["before"]
    before = datetime.fromisoformat(told) if told else None
    until = before if before and before > now else None
    change_state(connection, state.id, {"embargo": until}, now=now)
    if until is None and state.embargo is not None:
        count_as_new(connection, state.version_id, now)


def _set(change: _Row) -> datetime | None:
    """The embargo that a change has set; None when it ended one."""
    until = datetime.fromisoformat(change.detail["until"])
    return until if until > change.at else None


def no_restriction(connection: Connection, change: _Row) -> StoreError | None:
    """Why what an article was for cannot be undone."""
    state = _state(connection, change)
    if state is None:
        return StoreError(*_GONE)
    if later := _later(connection, change, _RESTRICTED):
        return later
    here = select(article_places.c.channel).where(article_places.c.article_id == state.id)
    if set(connection.scalars(here)) != set(change.detail["places"]):
        return StoreError("That article is not for these channels.", _NOTHING)
    return None if "before" in change.detail else StoreError(*_TOO_OLD)


def undo_restriction(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to the channels it was for before, or to everybody."""
    state: Any = _state(connection, change)
    before = change.detail["before"]
    restricted = change.detail.get("restricted", bool(before))  # for no channel at all, perhaps
    change_state(connection, state.id, {"restricted": restricted}, places=before, now=now)
    if state.restricted and not restricted:
        count_as_new(connection, state.version_id, now)


def no_mark(connection: Connection, change: _Row) -> StoreError | None:
    """Why an article goes on being a correction, or one that was sent again."""
    state = _state(connection, change)
    if state is None:
        return StoreError(*_GONE)
    if later := _later(connection, change, tuple(_MARKS)):
        return later
    if getattr(state, _MARKS[change.what]) != change.at:
        return StoreError("That article has a newer version.", "Nothing is said of that one.")
    return None if "before" in change.detail else StoreError(*_TOO_OLD)


def undo_mark(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to what was said of the version before, or to nothing."""
    state: Any = _state(connection, change)
    before = change.detail["before"]
    at = datetime.fromisoformat(before["at"]) if before["at"] else None
    values = {_MARKS[change.what]: at, "note": before["note"]}
    connection.execute(versions.update().where(versions.c.id == state.version_id).values(values))
    ids = connection.scalars(select(quotes.c.id).where(quotes.c.version_id == state.version_id))
    amend(connection, ids.all(), now=now)


def _state(connection: Connection, change: _Row) -> _Row | None:
    """The article of a change as it is; None when it was erased."""
    said = versions.c.id.label("version_id"), versions.c.corrected_at, versions.c.refiled_at
    states = select(articles, *said).join(versions)
    of_article = articles.c.id == change.article_id
    return connection.execute(states.where(of_article, versions.c.current)).first()


def _later(connection: Connection, change: _Row, kinds: tuple[str, ...]) -> StoreError | None:
    """What to undo first: the last change of these kinds to its article, when it came after it."""
    last = connection.execute(
        _others(change, kinds).where(changes.c.id > change.id).order_by(changes.c.id.desc())
    ).first()
    if last is None:
        return None
    did = last.what.removeprefix("article ").replace("under", "put under")
    return StoreError(f"That article was {did} since.", "Undo that first.")


def _before(connection: Connection, change: _Row, kinds: tuple[str, ...]) -> _Row | None:
    """The last change of these kinds to its article before it, of those that were not undone."""
    earlier = _others(change, kinds).where(changes.c.id < change.id)
    return connection.execute(earlier.order_by(changes.c.id.desc())).first()


def _others(change: _Row, kinds: tuple[str, ...]) -> Any:
    return select(changes).where(
        changes.c.article_id == change.article_id,
        changes.c.what.in_(kinds),
        or_(changes.c.undone_at.is_(None), changes.c.id == change.id),
    )
