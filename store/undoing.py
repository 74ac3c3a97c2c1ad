"""What of the changes people made can be undone now, and how each is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, or_, select

from bot.errors import StoreError
from store.corrections import undo
from store.finding import now_known_as
from store.importing import take_back
from store.lookalikes import decide
from store.merging import part
from store.tables import (
    aliases,
    article_places,
    articles,
    changes,
    corrections,
    lookalikes,
    people,
    versions,
)
from store.visibility import change_state, count_as_new

_Row = Row[*tuple[Any, ...]]

_SHOWS_OR_HIDES = ("article withdrawn", "article killed", "article reinstated")
_EMBARGO, _RESTRICTED = ("article under embargo",), ("article restricted",)


class Undo(NamedTuple):
    """do: take a change back; raises StoreError where it cannot. may: whether it would work now."""

    do: Callable[[Connection, _Row, datetime], None]
    may: Callable[[Connection, _Row], bool]


def may_be_undone(connection: Connection, change: _Row) -> bool:
    """Whether to undo a change now would work."""
    how = UNDO.get(change.what)
    return how is not None and change.undone_at is None and how.may(connection, change)


def _correction(connection: Connection, change: _Row, now: datetime) -> None:
    undo(connection, change.id, now=now)


def _may_correction(connection: Connection, change: _Row) -> bool:
    of_change = select(corrections.c.change_id).where(corrections.c.change_id == change.id)
    return connection.scalar(of_change) is not None


def _alias(connection: Connection, change: _Row, _now: datetime) -> None:
    connection.execute(delete(aliases).where(_same_alias(connection, change)))


def _may_alias(connection: Connection, change: _Row) -> bool:
    known = select(aliases.c.id).where(_same_alias(connection, change))
    return connection.scalar(known) is not None


def _same_alias(connection: Connection, change: _Row) -> Any:
    person_id = now_known_as(connection, change.detail["person"])
    same = (aliases.c.person_id == person_id) & (aliases.c.alias == change.detail.get("alias"))
    return same & aliases.c.by.is_not(None)  # a table that has it too brings it for good


def _merge(connection: Connection, change: _Row, now: datetime) -> None:
    part(connection, change.id, change.detail, now)


def _may_merge(connection: Connection, change: _Row) -> bool:
    ids = change.detail["person"], change.detail["to"]
    rows = connection.execute(select(people.c.id, people.c.merged_into).where(people.c.id.in_(ids)))
    return {row.id: row.merged_into for row in rows} == {ids[0]: ids[1], ids[1]: None}


def _apart(connection: Connection, change: _Row, _now: datetime) -> None:
    decide(connection, change.detail["person"], change.detail["to"], None)


def _may_apart(connection: Connection, change: _Row) -> bool:
    one, other = sorted((change.detail["person"], change.detail["to"]))
    decided = select(lookalikes.c.decided).where(lookalikes.c.one == one)
    return connection.scalar(decided.where(lookalikes.c.other == other)) == "apart"


def _withdrawal(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to what the article was before: shown, or withdrawn where a kill came over that."""
    article_id = change.detail["article"]
    withdrawn = select(articles.c.withdrawn).where(articles.c.id == article_id)
    if connection.scalar(withdrawn) is None:
        raise StoreError("That article is shown again, or erased.", "There is nothing to undo.")
    before = _latest(connection, change, _SHOWS_OR_HIDES)
    values: dict[str, Any] = {"withdrawn": None, "withdrawn_at": None, "killed": False}
    if before is not None and before.what == "article withdrawn":
        values |= {"withdrawn": before.detail["reason"], "withdrawn_at": before.at}
    change_state(connection, article_id, values, now=now)


def _may_withdrawal(connection: Connection, change: _Row) -> bool:
    state = _state(connection, change)
    return (
        state is not None
        and state.withdrawn is not None
        and _is_latest(connection, change, _SHOWS_OR_HIDES)
    )


def _embargo(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to the embargo before, or to none; what is shown for the first time then is new."""
    _latest(connection, change, _EMBARGO)
    state = _state(connection, change)
    if state is None or state.embargo != _set(change):
        raise StoreError("That embargo is over, or another one.", "There is nothing to undo.")
    told = change.detail.get("before")
    before = datetime.fromisoformat(told) if told else None
    until = before if before and before > now else None
    change_state(connection, state.id, {"embargo": until}, now=now)
    if until is None and state.embargo is not None:
        count_as_new(connection, state.version_id, now)


def _may_embargo(connection: Connection, change: _Row) -> bool:
    state = _state(connection, change)
    return (
        "before" in change.detail
        and state is not None
        and state.embargo == _set(change)
        and _is_latest(connection, change, _EMBARGO)
    )


def _set(change: _Row) -> datetime | None:
    """The embargo that a change has set; None when it ended one."""
    until = datetime.fromisoformat(change.detail["until"])
    return until if until > change.at else None


def _restriction(connection: Connection, change: _Row, now: datetime) -> None:
    """Back to the channels it was for before, or to everybody."""
    _latest(connection, change, _RESTRICTED)
    state, before = _state(connection, change), change.detail.get("before")
    if state is None or before is None or not _is_for(connection, state.id, change):
        raise StoreError("That article is not for these channels.", "There is nothing to undo.")
    values = {"restricted": bool(before)}
    change_state(connection, state.id, values, places=before, now=now)
    if state.restricted and not before:
        count_as_new(connection, state.version_id, now)


def _may_restriction(connection: Connection, change: _Row) -> bool:
    state = _state(connection, change)
    return (
        "before" in change.detail
        and state is not None
        and _is_for(connection, state.id, change)
        and _is_latest(connection, change, _RESTRICTED)
    )


def _is_for(connection: Connection, article_id: int, change: _Row) -> bool:
    """Whether an article is for the channels that a change named."""
    of_article = select(article_places.c.channel).where(article_places.c.article_id == article_id)
    return set(connection.scalars(of_article)) == set(change.detail["places"])


def _import(connection: Connection, change: _Row, _now: datetime) -> None:
    take_back(connection, change.detail)


def _may_import(_connection: Connection, change: _Row) -> bool:
    return bool(change.detail.get("did"))


def _state(connection: Connection, change: _Row) -> _Row | None:
    """The article of a change as it is; None when it was erased."""
    states = select(articles, versions.c.id.label("version_id")).join(versions)
    of_article = articles.c.id == change.detail.get("article")
    return connection.execute(states.where(of_article, versions.c.current)).first()


def _latest(connection: Connection, change: _Row, kinds: tuple[str, ...]) -> _Row | None:
    """The last change before it of these kinds to its article that stands.

    Raises StoreError when one came after it.
    """
    others = _standing(connection, change, kinds)
    last = next((row for row in others if row.id != change.id), None)
    if last is not None and last.id > change.id:
        did = last.what.removeprefix("article ").replace("under", "put under")
        raise StoreError(f"That article was {did} since.", "Undo that first.")
    return last


def _is_latest(connection: Connection, change: _Row, kinds: tuple[str, ...]) -> bool:
    return all(row.id <= change.id for row in _standing(connection, change, kinds))


def _standing(connection: Connection, change: _Row, kinds: tuple[str, ...]) -> list[_Row]:
    """The changes of some kinds to the article of one that were not undone, the newest first."""
    standing = select(changes).where(changes.c.what.in_(kinds))
    mine = or_(changes.c.undone_at.is_(None), changes.c.id == change.id)
    rows = connection.execute(standing.where(mine).order_by(changes.c.id.desc()))
    return [row for row in rows if row.detail.get("article") == change.detail.get("article")]


UNDO: dict[str, Undo] = {
    "quote corrected": Undo(_correction, _may_correction),
    "people merged": Undo(_merge, _may_merge),
    "people kept apart": Undo(_apart, _may_apart),
    "people imported": Undo(_import, _may_import),
    "alias added": Undo(_alias, _may_alias),
    "article withdrawn": Undo(_withdrawal, _may_withdrawal),
    "article killed": Undo(_withdrawal, _may_withdrawal),
    "article under embargo": Undo(_embargo, _may_embargo),
    "article restricted": Undo(_restriction, _may_restriction),
}
