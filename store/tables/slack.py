"""Where answers and articles go and come from: digests, messages, saved questions, feeds."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    text,
)

from store.columns import Instant, Json
from store.tables.archive import Id, metadata

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", Text, nullable=False, unique=True),
    Column("team", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("at", String(5), nullable=False),  # local time, "08:00"
    Column("zone", Text, nullable=False),
    Column("question", Json),
    Column("created", Instant, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("claimed", Instant, nullable=False),
    Column("ts", Text),
    Column("failure", Text),
    Column("until", Instant),  # what was kept before it is in this digest, or there was nothing
)

events = Table(
    "events",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

threads = Table(
    "threads",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("question", Json, nullable=False),
    Column("older", BigInteger),
    Column("before", Integer, nullable=False, server_default=text("0")),  # quotes, on pages before
    Column("at", Instant, nullable=False),
    Column("started", Boolean, nullable=False, server_default=false()),  # by us, not by people
    Column("ended", Boolean, nullable=False, server_default=false()),  # told to be silent
)

channels = Table(
    "channels",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("links", Boolean, nullable=False),
)

# Messages in which quotes were posted. due: since when one of them is to be amended.
posts = Table(
    "posts",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("thread", Text),
    Column("parts", Json, nullable=False),
    Column("told", Json),
    Column("at", Instant, nullable=False),
    Column("due", Instant, index=True),
    Column("taken", Instant),
)

post_quotes = Table(
    "post_quotes",
    metadata,
    Column("quote_id", BigInteger, primary_key=True, autoincrement=False),
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_post_quotes_channel", post_quotes.c.channel, post_quotes.c.ts)

saved = Table(
    "saved",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user", Text, nullable=False, index=True),
    Column("question", Json, nullable=False),
    Column("person", BigInteger),  # the one picked, where several have the name asked for
    Column("watch", String(10), nullable=False),
    Column("covered", Instant, nullable=False),
    Column("taken", Instant),
    Column("dm", Text),  # the id of the conversation with its owner, once it is known
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("owner", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("next_try", Instant, nullable=False),
    Column("last_success", Instant),
    Column("last_error", Text),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("failing_since", Instant),
    Column("told", Boolean, nullable=False, server_default=false()),
    Column("paused", Boolean, nullable=False, server_default=false()),
)

# What was taken from a feed: mark is of an item's address and words.
feed_items = Table(
    "feed_items",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)
