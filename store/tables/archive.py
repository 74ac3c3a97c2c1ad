"""What was read, and what makes it quick to find: articles, people, quotes, topics."""

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
    Column("wire", Integer),  # the number that a wire gave it
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
    # The last day on which they can have been born, from an age that an article tells.
    Column("born", Date),
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
    # Others said it too: each has a row, with the same version and ordinal.
    Column("joint", Boolean, nullable=False, server_default=false()),
    Column("earlier", Boolean, nullable=False, server_default=false()),  # on no day that is told
    Column("provenance", Text),  # "to:12-20 place:24-30"; null when the text tells nothing
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

# The same of quotes that nobody is sure who said, in articles that everybody may see.
doubtful = Table(
    "doubtful",
    metadata,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("day_row", BigInteger, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)
