"""What was kept is read again by a newer reading; what people decided stands."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, bindparam, func, select

from bot.model import Article, Page
from store.engine import reading, writing
from store.keep import keep_again
from store.people import record
from store.tables import articles, outlets, versions

_CURRENT = (
    select(
        *versions.c["id", "text", "title", "byline", "published", "published_at"],
        articles.c.url,
        outlets.c.name.label("outlet"),
    )
    .select_from(versions.join(articles).outerjoin(outlets))
    .where(
        versions.c.current,
        ~articles.c.redacted,
        versions.c.id > bindparam("after"),
        versions.c.id <= bindparam("last"),
    )
    .order_by(versions.c.id)
    .limit(bindparam("limit"))
)


class Anew:
    """Stored articles on their way to a newer reading, and back.

    For whoever keeps the archive: hidden articles are among them. Raises StoreError when the
    database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def last(self) -> int:
        """The id of the last version that is kept; 0 when none is."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.max(versions.c.id))) or 0

    def pages(self, after: int, last: int, *, limit: int) -> Sequence[tuple[int, Page]]:
        """The current versions behind one, up to another, each with its id, as they came in."""
        bounds = {"after": after, "last": last, "limit": limit}
        with reading(self._engine) as connection:
            return [
                (
                    row.id,
                    Page(
                        text=row.text,
                        title=row.title,
                        published=row.published,
                        published_at=row.published_at,
                        url=row.url,
                        outlet=row.outlet,
                        byline=row.byline,
                    ),
                )
                for row in connection.execute(_CURRENT, bounds)
            ]

    def keep(self, read: Sequence[tuple[int, Article]], *, now: datetime) -> int:
        """Keep newer readings of versions, by their ids; return how many are other ones."""
        with writing(self._engine) as connection:
            return sum(keep_again(connection, each, article, now=now) for each, article in read)

    def record(self, many: int, changed: int, *, by: str, now: datetime) -> None:
        """Write down that so many articles were read again, and how many otherwise."""
        with writing(self._engine) as connection:
            detail = {"articles": many, "changed": changed}
            record(connection, "articles read again", detail, by=by, now=now)
