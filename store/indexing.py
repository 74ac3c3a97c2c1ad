"""The text index made anew: after a copy, or when a release has changed what it holds."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, select

from store.documents import documents_of
from store.search import index_of
from store.tables import versions

_VERSIONS_AT_ONCE = 400  # some 2,400 quotes, sorted by row before they go in


def index_anew(connection: Connection, done: Callable[[int], None]) -> None:
    """Empty the text index and fill it with every quote that answers may show.

    done is told, time and again, how many more quotes are in.
    """
    index = index_of(connection)
    index.clear(connection)
    current = select(versions.c.id).where(versions.c.current).order_by(versions.c.id)
    ids: Sequence[int] = connection.scalars(current).all()
    for at in range(0, len(ids), _VERSIONS_AT_ONCE):
        some = ids[at : at + _VERSIONS_AT_ONCE]
        documents = [one for version_id in some for one in documents_of(connection, version_id)]
        documents.sort(key=lambda one: one.day_row)
        index.put(connection, documents)
        done(len(documents))
