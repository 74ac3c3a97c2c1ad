"""Whether a database is whole: its own structure, our rules, and every index against the rows."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, and_, exists, func, select, text

from bot.fingerprints import fingerprints_of
from bot.mending import Mending
from store.corrections import in_force
from store.documents import FOR_ALL, Document, documents_of
from store.doubting import UNSURE_FOR_ALL, marks
from store.engine import reading
from store.finding import now_known_as
from store.search import index_of
from store.tables import (
    articles,
    counters,
    doubtful,
    people,
    post_quotes,
    posts,
    quotes,
    readings,
    traces,
    versions,
)

_VISIBLE_ARTICLES = select(func.count()).select_from(articles).where(FOR_ALL)
_NAMED_PEOPLE = (
    select(func.count()).select_from(people).where(people.c.desk | (people.c.quotes > 0))
)
_SAME_MESSAGE = (posts.c.channel == post_quotes.c.channel) & (posts.c.ts == post_quotes.c.ts)
_WORST = 20  # so many faults are told one by one


def check(engine: Engine) -> tuple[str, ...]:
    """What is wrong with a database, a sentence for each fault; nothing when it is whole.

    Reads everything. At most _WORST faults of a kind are told.
    """
    with reading(engine) as connection:
        found = [
            *_structure(connection),
            *_versions(connection),
            *_visibility(connection),
            *_copies(connection),
            *_joint(connection),
            *_decisions(connection),
            *_counts(connection),
            *_indexes(connection),
            *_doubts(connection),
        ]
    return tuple(found)


def _structure(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (seen,) in connection.execute(text("PRAGMA integrity_check")):
        if seen != "ok":
            yield f"SQLite says: {seen}."
    for row in connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_WORST):
        yield f"Row {row[1]} of {row[0]} points at a row of {row[2]} that is not there."


def _versions(connection: Connection) -> Iterator[str]:
    current = (
        select(articles.c.id, func.count(versions.c.id))
        .join(versions, (versions.c.article_id == articles.c.id) & versions.c.current, isouter=True)
        .group_by(articles.c.id)
        .having(func.count(versions.c.id) != 1)
    )
    for article_id, many in connection.execute(current).fetchmany(_WORST):
        yield f"Article {article_id} has {many} current versions instead of one."
    outdated = select(func.count()).select_from(quotes.join(versions))
    many = connection.scalar(outdated.where(quotes.c.shown, ~versions.c.current)) or 0
    if many:
        yield f"{many} quotes of outdated versions are shown."


def _visibility(connection: Connection) -> Iterator[str]:
    of_article = quotes.join(versions).join(articles)
    shown = select(func.count()).select_from(of_article).where(quotes.c.shown, ~FOR_ALL)
    many = connection.scalar(shown) or 0
    if many:
        yield f"{many} quotes are shown to everybody that may not be."
    some = and_(
        versions.c.current,
        articles.c.restricted,
        articles.c.withdrawn.is_(None),
        articles.c.embargo.is_(None),
    )
    reserved = select(func.count()).select_from(of_article).where(quotes.c.reserved, ~some)
    many = connection.scalar(reserved) or 0
    if many:
        yield f"{many} quotes are shown in some channels that may not be."


def _joint(connection: Connection) -> Iterator[str]:
    """What several said together: each has a row, marked so."""
    other = quotes.alias("other")
    with_another = exists().where(
        other.c.version_id == quotes.c.version_id,
        other.c.ordinal == quotes.c.ordinal,
        other.c.day_row != quotes.c.day_row,
    )
    astray = select(func.count()).select_from(quotes).where(quotes.c.joint, ~with_another)
    many = connection.scalar(astray) or 0
    if many:
        yield f"{many} quotes are marked as said by others too, who have none."


def _copies(connection: Connection) -> Iterator[str]:
    """Quotes that ran elsewhere: each follows one that answers show, by the same person."""
    leading = quotes.alias("leading")
    led_by = (
        (leading.c.id == quotes.c.lead)
        & leading.c.shown
        & (leading.c.person_id == quotes.c.person_id)
    )
    astray = (
        select(func.count())
        .select_from(quotes.join(leading, led_by, isouter=True))
        .where(quotes.c.lead.is_not(None), leading.c.day_row.is_(None))
    )
    many = connection.scalar(astray) or 0
    if many:
        yield f"{many} copies follow a quote that is not shown or somebody else's."
    following = (
        select(func.count())
        .where(leading.c.lead == quotes.c.id)
        .correlate(quotes)
        .scalar_subquery()
    )
    wrong = select(quotes.c.id, quotes.c.copies, following).where(
        quotes.c.shown, quotes.c.copies != following
    )
    for quote_id, said, there in connection.execute(wrong).fetchmany(_WORST):
        yield f"Quote {quote_id} is said to have {said} copies and has {there}."


def _decisions(connection: Connection) -> Iterator[str]:
    """What people have decided, and what was posted, against the rows."""
    merged = select(people.c.id).where(people.c.merged_into.is_not(None))
    theirs = select(func.count()).select_from(quotes).where(quotes.c.person_id.in_(merged))
    many = connection.scalar(theirs) or 0
    if many:
        yield f"{many} quotes are of people who were merged into somebody."
    corrected = select(quotes.c.id, quotes.c.person_id, quotes.c.refuted).join(
        readings,
        (readings.c.quote_id == quotes.c.id) & (readings.c.version_id == quotes.c.version_id),
    )
    for row in connection.execute(corrected.order_by(quotes.c.id)).all():
        force = in_force(connection, row.id)
        speaker = force.get(Mending.SPEAKER)
        wrong = speaker and now_known_as(connection, speaker.person_id) != row.person_id
        if wrong or row.refuted != (Mending.NO_QUOTE in force):
            yield f"Quote {row.id} is not as a person has corrected it."
    nowhere = select(func.count()).select_from(post_quotes.join(posts, _SAME_MESSAGE, isouter=True))
    many = connection.scalar(nowhere.where(posts.c.ts.is_(None))) or 0
    if many:
        yield f"{many} quotes are said to stand in messages that nobody remembers."


def _counts(connection: Connection) -> Iterator[str]:
    shown = dict(
        Counter(
            {
                row.person_id: row.many
                for row in connection.execute(
                    select(quotes.c.person_id, func.count().label("many"))
                    .where(quotes.c.shown)
                    .group_by(quotes.c.person_id)
                )
            }
        )
    )
    wrong = (
        (row.name, row.quotes, shown.get(row.id, 0))
        for row in connection.execute(select(people.c.id, people.c.name, people.c.quotes))
        if row.quotes != shown.get(row.id, 0)
    )
    for (name, said, many), _ in zip(wrong, range(_WORST), strict=False):
        yield f"{name} is said to have {said} quotes and has {many}."
    counted = {row.name: row.value for row in connection.execute(select(counters))}
    for name, many in (
        ("quotes", sum(shown.values())),
        ("articles", connection.scalar(_VISIBLE_ARTICLES)),
        ("people", connection.scalar(_NAMED_PEOPLE)),
    ):
        if counted.get(name) != many:
            yield f"The count of {name} says {counted.get(name)} and should say {many}."


def _indexes(connection: Connection) -> Iterator[str]:
    """Every shown quote against the text index and the fingerprints, and the other way round."""
    index = index_of(connection)
    missing, prints, many = [], 0, 0
    for document in _documents(connection):
        many += 1
        if not index.holds(connection, document):
            missing.append(document.day_row)
        wanted = fingerprints_of(document.words)
        prints += len(wanted)
        held = select(func.count()).where(
            traces.c.print.in_(wanted), traces.c.day_row == document.day_row
        )
        if connection.scalar(held) != len(wanted):
            missing.append(document.day_row)
    for day_row in missing[:_WORST]:
        yield f"The quote at row {day_row} is not in the indexes as it should be."
    more = index.size(connection) - many
    if more:
        yield f"The text index holds {more:+} quotes against the table."
    more = (connection.scalar(select(func.count()).select_from(traces)) or 0) - prints
    if more:
        yield f"There are {more:+} fingerprints against the quotes."


def _doubts(connection: Connection) -> Iterator[str]:
    """Quotes that nobody is sure who said, against their fingerprints."""
    wanted = Counter(marks(connection.execute(UNSURE_FOR_ALL)))
    held = Counter(tuple(row) for row in connection.execute(select(doubtful)))
    wrong = (wanted - held) + (held - wanted)
    if wrong:
        yield f"{len(wrong)} fingerprints of quotes by unclear speakers are missing or too many."


def _documents(connection: Connection) -> Iterator[Document]:
    current = select(versions.c.id).where(versions.c.current).order_by(versions.c.id)
    for version_id in connection.scalars(current).all():
        yield from documents_of(connection, version_id)
