"""Every table, as SQLAlchemy Core. docs/store.md says why each is there.

None is imported from its own file: what goes through `metadata` (erasing, copying, migrations) must
see all of them.
"""

from store.tables.archive import (
    aliases,
    article_places,
    articles,
    counters,
    metadata,
    outlets,
    people,
    quote_topics,
    quotes,
    roles,
    surname_keys,
    topic_phrases,
    topics,
    traces,
    versions,
)
from store.tables.desk import (
    changes,
    corrections,
    erased,
    lookalikes,
    merged_quotes,
    readings,
    tombstones,
)
from store.tables.slack import (
    channels,
    deliveries,
    events,
    feed_items,
    feeds,
    post_quotes,
    posts,
    saved,
    subscriptions,
    threads,
)

__all__ = [
    "aliases",
    "article_places",
    "articles",
    "changes",
    "channels",
    "corrections",
    "counters",
    "deliveries",
    "erased",
    "events",
    "feed_items",
    "feeds",
    "lookalikes",
    "merged_quotes",
    "metadata",
    "outlets",
    "people",
    "post_quotes",
    "posts",
    "quote_topics",
    "quotes",
    "readings",
    "roles",
    "saved",
    "subscriptions",
    "surname_keys",
    "threads",
    "tombstones",
    "topic_phrases",
    "topics",
    "traces",
    "versions",
]
