"""What people decided of the archive: changes, corrections, who is who, what was erased."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    false,
)

from store.columns import Instant, Json, Spans
from store.tables.archive import Id, metadata

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
    # an article with words of somebody who was erased: it is never allowed again
    Column("redacted", Boolean, nullable=False, server_default=false()),
    Column("allowed", Instant),  # it may come in again, unless it is redacted
    # whom it quoted is in erased_speakers; before that was kept, nobody knows
    Column("listed", Boolean, nullable=False, server_default=false()),
)

erased = Table(
    "erased",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("tombstone_id", ForeignKey("tombstones.id"), primary_key=True),
)

# Hashes of the names of those whom an erased article quoted.
erased_speakers = Table(
    "erased_speakers",
    metadata,
    Column("tombstone_id", ForeignKey("tombstones.id"), primary_key=True),
    Column("mark", String(64), primary_key=True, index=True),
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
    # As in its detail, to find what else was changed of it; it may be gone by now.
    Column("article_id", BigInteger, index=True),
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
    Column("earlier", Boolean, nullable=False, server_default=false()),
)

# What people corrected, one part of a quote a row; of those not undone the latest counts. A change
# corrects a quote in every article it ran in.
corrections = Table(
    "corrections",
    metadata,
    Column("change_id", ForeignKey("changes.id"), primary_key=True),
    Column("quote_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("day", Date),
    Column("content", Spans),
    Column("version_id", ForeignKey("versions.id")),  # what content is of
    Column("by_name", Text, nullable=False),
)
