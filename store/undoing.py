"""What of the changes people made can be undone now, and how each is; and why another cannot."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, select

from bot.errors import StoreError
from store import states
from store.corrections import undo
from store.finding import now_known_as
from store.importing import take_back, unname
from store.lookalikes import decide
from store.merging import part
from store.tables import aliases, corrections, lookalikes, people

_Row = Row[*tuple[Any, ...]]


class Undo(NamedTuple):
    """why_not: the error that taking a change back now would end in; None where it would work."""

    do: Callable[[Connection, _Row, datetime], None]
    why_not: Callable[[Connection, _Row], StoreError | None]


def why_not_undone(connection: Connection, change: _Row) -> StoreError | None:
    """What stands against undoing a change now, and what to do instead; None when nothing does."""
    if change.undone_at is not None:
        return StoreError("That change has been undone already.", "Look at the log again.")
    if how := UNDO.get(change.what):
        return how.why_not(connection, change)
    seen = "That change cannot be undone."
    return StoreError(*NEVER.get(change.what, (seen, "Make the opposite change.")))


def _correction(connection: Connection, change: _Row, now: datetime) -> None:
    undo(connection, change.id, now=now)


def _no_correction(connection: Connection, change: _Row) -> StoreError | None:
    of_change = select(corrections.c.change_id).where(corrections.c.change_id == change.id)
    gone = connection.scalar(of_change) is None
    return StoreError("That quote was erased.", "There is nothing to undo.") if gone else None


def _alias(connection: Connection, change: _Row, _now: datetime) -> None:
    connection.execute(delete(aliases).where(_same_alias(connection, change)))
    if change.detail.get("named"):
        unname(connection, now_known_as(connection, change.detail["person"]))


def _no_alias(connection: Connection, change: _Row) -> StoreError | None:
    known = connection.scalar(select(aliases.c.id).where(_same_alias(connection, change)))
    if known is not None:
        return None
    return StoreError(
        "That name is not theirs any more, or a table has it too.", "See whosaid people export."
    )


def _same_alias(connection: Connection, change: _Row) -> Any:
    person_id = now_known_as(connection, change.detail["person"])
    same = (aliases.c.person_id == person_id) & (aliases.c.alias == change.detail.get("alias"))
    return same & aliases.c.by.is_not(None)  # a table that has it too brings it for good


def _merge(connection: Connection, change: _Row, now: datetime) -> None:
    part(connection, change.id, change.detail, now)


def _no_merge(connection: Connection, change: _Row) -> StoreError | None:
    ids = change.detail["person"], change.detail["to"]
    rows = connection.execute(select(people.c.id, people.c.merged_into).where(people.c.id.in_(ids)))
    merged = {row.id: row.merged_into for row in rows}
    if merged == {ids[0]: ids[1], ids[1]: None}:
        return None
    if merged.keys() != set(ids):
        return StoreError("One of them was erased since.", "There is nothing to undo.")
    return StoreError("One of them was taken for somebody else since.", "Undo that first.")


def _apart(connection: Connection, change: _Row, _now: datetime) -> None:
    decide(connection, change.detail["person"], change.detail["to"], None)


def _no_apart(connection: Connection, change: _Row) -> StoreError | None:
    one, other = sorted((change.detail["person"], change.detail["to"]))
    decided = select(lookalikes.c.decided).where(lookalikes.c.one == one)
    if connection.scalar(decided.where(lookalikes.c.other == other)) == "apart":
        return None
    return StoreError("These two are not kept apart any more.", "There is nothing to undo.")


def _import(connection: Connection, change: _Row, _now: datetime) -> None:
    take_back(connection, change.detail)


def _no_import(_connection: Connection, change: _Row) -> StoreError | None:
    if change.detail.get("did"):
        return None
    return StoreError(
        "What that table brought was not kept apart.", "Import the table as it should be."
    )


UNDO: dict[str, Undo] = {
    "quote corrected": Undo(_correction, _no_correction),
    "people merged": Undo(_merge, _no_merge),
    "people kept apart": Undo(_apart, _no_apart),
    "people imported": Undo(_import, _no_import),
    "alias added": Undo(_alias, _no_alias),
    "article withdrawn": Undo(states.undo_showing, states.no_showing),
    "article killed": Undo(states.undo_showing, states.no_showing),
    "article reinstated": Undo(states.undo_showing, states.no_showing),
    "article corrected": Undo(states.undo_mark, states.no_mark),
    "article refiled": Undo(states.undo_mark, states.no_mark),
    "article under embargo": Undo(states.undo_embargo, states.no_embargo),
    "article restricted": Undo(states.undo_restriction, states.no_restriction),
}

# What was seen, and what to do instead. A hold is for whoever keeps the archive, not every editor.
NEVER: dict[str, tuple[str, str]] = {
    "article erased": (
        "What is erased cannot be brought back.",
        "whosaid allow lets the article come in again.",
    ),
    "person's quotes erased": (
        "What is erased cannot be brought back.",
        "There is nothing to do instead.",
    ),
    "article allowed again": (
        "That is not undone from the log.",
        "Once the article has come in again, whosaid erase takes it out.",
    ),
    "legal hold set": ("That is not undone from the log.", "whosaid hold --lift lifts it."),
    "legal hold lifted": ("That is not undone from the log.", "whosaid hold sets it again."),
    "articles read again": (
        "A reading is not undone.",
        "Correct the quotes that are wrong; what people corrected stands.",
    ),
    "digest set": (
        "That is not undone from the log.",
        "Type /digest in that channel, with on or off.",
    ),
    "digest stopped": ("That is not undone from the log.", "Type /digest on in that channel."),
    "links switched": (
        "That is not undone from the log.",
        "Type /whosaid links in that channel, with on or off.",
    ),
    "feed added": ("That is not undone from the log.", "Use whosaid feeds remove."),
    "feed removed": ("That is not undone from the log.", "Use whosaid feeds add."),
    "feed paused": ("That is not undone from the log.", "Use whosaid feeds resume."),
    "feed resumed": ("That is not undone from the log.", "Use whosaid feeds pause."),
}
