"""The text index, on whichever database this is."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import Connection

from store import search_postgres, search_sqlite
from store.documents import Document
from store.wanted import Wanted


class TextIndex(Protocol):
    """What search_sqlite and search_postgres both do; each says how."""

    def put(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Take documents in."""

    def drop(self, connection: Connection, documents: Sequence[Document]) -> None:
        """Take documents out. They must be to the letter what was put in."""

    def clear(self, connection: Connection) -> None:
        """Take everything out."""

    def merge(self, connection: Connection) -> None:
        """Leave nothing of documents that were taken out."""

    def merge_some(self, connection: Connection, *, begin: bool) -> bool:
        """Merge some of the pieces that articles left; True while there is more to merge.

        begin: all that is there now is to be one piece; without it, what was begun is carried on.
        """

    def newest(
        self, connection: Connection, wanted: Wanted, *, below: int, limit: int
    ) -> list[int]:
        """The rows that match, newest first, only those below a row.

        For an exact phrase the rows whose words are the same; the marks are for the caller.
        """

    def oldest(self, connection: Connection, wanted: Wanted, *, above: int) -> int | None:
        """The first row that matches from a row upwards, whatever the period."""

    def among(self, connection: Connection, wanted: Wanted, day_rows: Iterable[int]) -> list[int]:
        """Those of the given rows that match, whatever the period."""

    def with_words(self, connection: Connection, words: Sequence[str], *, limit: int) -> list[int]:
        """The newest rows whose quote holds the telling ones of these words, or most of them.

        words: the longest first.
        """

    def holds(self, connection: Connection, document: Document) -> bool:
        """Whether a document is in the index with its words and its tokens."""

    def size(self, connection: Connection) -> int:
        """How many documents there are."""


_BY_DIALECT: dict[str, TextIndex] = {"sqlite": search_sqlite, "postgresql": search_postgres}


def index_of(connection: Connection) -> TextIndex:
    """The text index of a connection's database."""
    return _BY_DIALECT[connection.dialect.name]
