"""Every table, as SQLAlchemy Core. docs/store.md says why each is there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from store.columns import Instant, Json, Spans

# SQLite fills only INTEGER PRIMARY KEY by itself.
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# next quote id, and the counts that would take a scan: one row each
counters = Table(
    "counters",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

outlets = Table(
    "outlets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address", Text, unique=True),  # the url, normalised; null for pasted text
    Column("url", Text),
    Column("outlet_id", ForeignKey("outlets.id"), index=True),
    Column("first_seen", Instant, nullable=False),
    Column("withdrawn", Text),  # why; its quotes are then in no answer, count or suggestion
    Column("withdrawn_at", Instant),
    Column("killed", Boolean, nullable=False, server_default=false()),  # and not only withdrawn
    Column("embargo", Instant, index=True),  # until then the same; null when it is over
    Column("restricted", Boolean, nullable=False, server_default=false()),
    Column("hold", Text),  # why nothing of it may be erased
    Column("redacted", Boolean, nullable=False, server_default=false()),  # see store/erasing.py
)

# The channels that a restricted article is for.
article_places = Table(
    "article_places",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    sqlite_with_rowid=False,
)

versions = Table(
    "versions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("title", Text),
    Column("byline", Text),
    Column("published", Date),
    Column("published_at", Instant),
    Column("seen_at", Instant, nullable=False, index=True),
    Column("corrected_at", Instant),
    Column("refiled_at", Instant),
    Column("note", Text),  # why it was corrected or refiled
    UniqueConstraint("article_id", "number"),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("voice", String(10), nullable=False),
    # All three empty for anonymous sources: no name typed may reach them.
    Column("folded", Text, nullable=False, index=True),
    Column("surname", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("gender", String(3)),
    Column("wikidata", String(20)),
    Column("role", Text),
    Column("role_day", Date),
    Column("quotes", Integer, nullable=False, server_default=text("0")),
    Column("desk", Boolean, nullable=False, server_default=false()),  # named by a person of ours
    Column("article_id", ForeignKey("articles.id"), index=True),  # known by this article only
    Column("hold", Text),  # why none of their quotes may be erased
    # Somebody a person has said is the same: this row keeps its id, and has nothing else.
    Column("merged_into", BigInteger, index=True),
    Column("notes", Text),  # what the desk wants to remember
)
Index("ix_people_surname", people.c.surname, people.c.quotes)
Index("ix_people_first", people.c.first, people.c.quotes)
Index("ix_people_first_surname", people.c.first, people.c.surname)
Index("ix_people_quotes", people.c.quotes)

aliases = Table(
    "aliases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("alias", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("surname", Text, nullable=False, index=True),
    Column("by", Text),
    Column("at", Instant),
    UniqueConstraint("person_id", "alias"),
)

# Ways to come near a surname: its deletions, and "#" with its skeleton.
surname_keys = Table(
    "surname_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("surname", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# since and until hold what a person entered; for roles read in articles they are the first and
# the last day it was seen, and `by` is null.
roles = Table(
    "roles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("by", Text),
)
Index("ix_roles_person_id", roles.c.person_id, roles.c.since)

quotes = Table(
    "quotes",
    metadata,
    Column(
        "day_row",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("id", BigInteger, nullable=False, index=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("role_id", ForeignKey("roles.id")),
    Column("kind", String(8), nullable=False),
    Column("voice", String(10), nullable=False),
    # An answer may show it: current version, speaker known, confident enough, nothing hides it.
    Column("shown", Boolean, nullable=False),
    # It would be shown, but its article is for some channels only: see store/reserved.py.
    Column("reserved", Boolean, nullable=False, server_default=false()),
    Column("lead", BigInteger),  # the id of the quote that this is a copy of: store/copies.py
    Column("copies", Integer, nullable=False, server_default=text("0")),
    Column("background", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("at", BigInteger),  # the article's instant in microseconds, unless it says the day
    Column("kept_at", Instant, nullable=False),
    Column("content", Spans, nullable=False),
    Column("source", Spans, nullable=False),
    Column("cue", Spans, nullable=False),
    Column("paragraph", Spans, nullable=False),
    Column("candidates", Json),
    Column("corrected", Text),  # when and by whom, see store/hits.py; null as it was read
    Column("refuted", Boolean, nullable=False, server_default=false()),  # a person: no quote
)
Index("ix_quotes_version_id", quotes.c.version_id, quotes.c.ordinal)
Index(
    "ix_quotes_person_id",
    quotes.c.person_id,
    quotes.c.day_row,
    sqlite_where=quotes.c.shown,
    postgresql_where=quotes.c.shown,
)

Index(
    "ix_quotes_lead",
    quotes.c.lead,
    sqlite_where=quotes.c.lead.is_not(None),
    postgresql_where=quotes.c.lead.is_not(None),
)

topics = Table(
    "topics",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("media_topic", Text),
)

topic_phrases = Table(
    "topic_phrases",
    metadata,
    Column("topic_id", ForeignKey("topics.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("phrase", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
)

quote_topics = Table(
    "quote_topics",
    metadata,
    Column("day_row", ForeignKey("quotes.day_row"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id"), primary_key=True),
    Column("phrase", Text, nullable=False),
    Column("at", Spans, nullable=False),
    sqlite_with_rowid=False,
)

# Fingerprints of shown quotes, see bot/verify.py.
traces = Table(
    "traces",
    metadata,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("day_row", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

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

# What stays of what was erased, and by which hashes an erased article is known again.
tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Id, primary_key=True),
    Column("what", String(10), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("swept", Instant),
)

erased = Table(
    "erased",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("tombstone_id", ForeignKey("tombstones.id"), nullable=False),
)

# What people changed, by whom and when.
changes = Table(
    "changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Json, nullable=False),
    Column("undone_at", Instant),
    Column("undone_by", Text),
)

# Two who may be one, for a person to say so. decided: null, "same" or "apart"; one before other.
lookalikes = Table(
    "lookalikes",
    metadata,
    Column("one", ForeignKey("people.id"), primary_key=True),
    Column("other", ForeignKey("people.id"), primary_key=True, index=True),
    Column("why", Json, nullable=False),
    Column("decided", String(5)),
)

# The quotes that somebody had before being merged, so that they can be given back.
merged_quotes = Table(
    "merged_quotes",
    metadata,
    Column("change_id", ForeignKey("changes.id"), primary_key=True),
    Column("quote_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# What was read of a quote that people have corrected: so that it can be known again in another
# version of its article, and be as it was when the correction is undone. Spans are into version_id.
readings = Table(
    "readings",
    metadata,
    Column("quote_id", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id"), nullable=False, index=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("role_id", ForeignKey("roles.id")),
    Column("voice", String(10), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("confidence", Double, nullable=False),
    Column("day", Date),
    Column("at", BigInteger),
    Column("content", Spans, nullable=False),
)

# What people corrected, one part of a quote a row; of those not undone the latest counts.
corrections = Table(
    "corrections",
    metadata,
    Column("change_id", ForeignKey("changes.id"), primary_key=True),
    Column("quote_id", BigInteger, nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("day", Date),
    Column("content", Spans),
    Column("version_id", ForeignKey("versions.id")),  # what content is of
    Column("by_name", Text, nullable=False),
)
