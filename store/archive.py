"""The archive: articles go in, questions are answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine, bindparam, exists, func, select

from bot.errors import BadQuestion
from bot.model import Added, Answer, Article, Context, Hit, Person, Question
from bot.standing import Standing
from bot.verify import Verification, bare
from store import asking, hits
from store.addresses import normalised
from store.columns import first_row
from store.engine import glancing, reading, writing
from store.entries import Entry, entry
from store.finding import find
from store.finding import near as near_names
from store.finding import person as person_of
from store.keep import keep
from store.standing import standings
from store.tables import articles, counters, outlets, people, quotes, versions
from store.verifying import verified
from store.wanted import sayable
from store.withdrawal import reinstate, withdraw

_OUTLETS = (
    select(outlets.c.name)
    .where(exists().where(articles.c.outlet_id == outlets.c.id, articles.c.withdrawn.is_(None)))
    .order_by(outlets.c.name)
)
_HOW_MANY_ARTICLES = select(counters.c.value).where(counters.c.name == "articles")
_FIRST = func.min(quotes.c.ordinal)
_BY_SPEAKER = (
    select(quotes.c.version_id, people.c.name, func.count(), _FIRST)
    .select_from(quotes)
    .join(people, isouter=True)
    .join(versions, quotes.c.version_id == versions.c.id)
    .join(articles, versions.c.article_id == articles.c.id)
    .where(
        quotes.c.version_id.in_(bindparam("versions", expanding=True)),
        articles.c.withdrawn.is_(None),
    )
    .group_by(quotes.c.version_id, people.c.id, people.c.name)
    .order_by(func.count().desc(), _FIRST)
)
_VERSIONS = (
    select(
        versions.c.id,
        versions.c.article_id,
        versions.c.title,
        versions.c.number,
        articles.c.first_seen,
    )
    .join(articles)
    .where(versions.c.id.in_(bindparam("versions", expanding=True)))
)


class Archive:
    """Every article kept, and what people said in it.

    Answers leave out quotes read with a confidence below ARCHIVE_LINE, and those whose speaker
    is unclear. Every method raises StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, article: Article, *, now: datetime) -> Added:
        """Keep an article with its quotes; a known one that has not changed writes nothing.

        Known is an article of the same address, or without one of the same words. When it has
        changed it gets a new version, and that version's quotes answer from now on.
        """
        return next(iter(self.add_many([article], now=now)))

    def add_many(
        self, articles: Iterable[Article], *, now: datetime, batch: int = 500
    ) -> Iterator[Added]:
        """Keep articles as `add` does, in their order, so many in a transaction.

        Much quicker than one by one; what was yielded is kept, whatever happens later.
        """
        waiting: list[Entry] = []
        seen: set[str | None] = set()
        for article in articles:
            one = entry(article)
            if len(waiting) == batch or not seen.isdisjoint(
                {one.address or one.digest, one.digest}
            ):
                yield from self._keep(waiting, now)
                waiting, seen = [], set()
            waiting.append(one)
            seen |= {one.address or one.digest, one.digest}
        yield from self._keep(waiting, now)

    def _keep(self, entries: Sequence[Entry], now: datetime) -> list[Added]:
        with writing(self._engine) as connection:
            keep(connection, entries, now=now)
            return _added(connection, {one.version_id: one for one in entries})

    def withdraw(self, url: str, reason: str, *, by: str, now: datetime) -> int:
        """Take the article at an address out of everything; return how many quotes that hides.

        It stays on record, and stays withdrawn when it comes in again. `reinstate` undoes it.
        Raises StoreError when no such article is shown.
        """
        with writing(self._engine) as connection:
            return withdraw(connection, url, reason, by=by, now=now)

    def reinstate(self, url: str, *, by: str, now: datetime) -> int:
        """Let a withdrawn article back; return how many quotes are shown again.

        Raises StoreError when the address is of no withdrawn article.
        """
        with writing(self._engine) as connection:
            return reinstate(connection, url, by=by, now=now)

    def known(self, url: str) -> Added | None:
        """What was kept of an address, as if it were added again now; None when nothing was."""
        at_address = (
            select(versions.c.id)
            .join(articles)
            .where(
                articles.c.address == sayable(normalised(url)),
                versions.c.current,
                articles.c.withdrawn.is_(None),
            )
        )
        with reading(self._engine) as connection:
            version_id = connection.scalar(at_address)
            return _added(connection, {version_id: None})[0] if version_id else None

    def ask(
        self,
        question: Question,
        *,
        limit: int = 5,
        older: int | None = None,
        phrases: Sequence[str] = (),
    ) -> Answer:
        """Answer a question, the newest quotes first.

        older: of an earlier Answer, for the page after it. phrases: what means `about`, word
        forms and synonyms; each hit says which of them it matched. When nobody is called `who`
        the answer has `near`, when several are it has `choices`, and neither has hits.
        """
        with reading(self._engine) as connection:
            if question.who is None:
                return asking.answer(connection, question, None, limit, older, phrases)
            found = find(connection, question.who)
            if len(found) == 1:
                return asking.answer(connection, question, found[0], limit, older, phrases)
            near = () if found else near_names(connection, question.who)
            return Answer(question, choices=found, near=near)

    def ask_person(
        self,
        person_id: int,
        question: Question,
        *,
        limit: int = 5,
        older: int | None = None,
        phrases: Sequence[str] = (),
    ) -> Answer:
        """Answer a question whose `who` is somebody picked; no hits when they are gone."""
        if asking.bare(question):
            with glancing(self._engine) as driver:
                dialect = self._engine.dialect
                found = asking.latest(driver, dialect, person_id, question, limit, older)
            if found:
                return found
        with reading(self._engine) as connection:
            person = person_of(connection, person_id)
            if person is None:
                return Answer(question)
            return asking.answer(connection, question, person, limit, older, phrases)

    def verify(self, sentence: str, *, who: str | None = None) -> Verification:
        """Hold a sentence against everything anybody is quoted with, or against one speaker.

        Raises BadQuestion when the sentence has no word, or nobody is called `who`.
        """
        if not bare(sentence):
            raise BadQuestion("There is no sentence to verify.", "Type: verify “the words”.")
        with reading(self._engine) as connection:
            people_meant = find(connection, who) if who else ()
            if who and not people_meant:
                raise BadQuestion(f"Nobody in the archive is called “{who}”.", "Check the name.")
            ids = [one.id for one in people_meant]
            many = connection.scalar(_HOW_MANY_ARTICLES) or 0
            return verified(connection, sayable(sentence), ids, many)

    def hit(self, quote_id: int) -> Hit | None:
        """A quote by its id; None when no answer would show it."""
        with reading(self._engine) as connection:
            rows = hits.OF_ID.rows(connection, {"id": quote_id})
            return next(iter(hits.hits(connection, rows, None)), None)

    def context(self, quote_id: int) -> Context | None:
        """A quote with the paragraphs around it; None when no answer would show it."""
        with reading(self._engine) as connection:
            rows = hits.OF_ID.rows(connection, {"id": quote_id})
            found = hits.hits(connection, rows, None)
            return hits.context(rows[0], found[0]) if found else None

    def standings(self, quote_ids: Collection[int]) -> dict[int, Standing]:
        """What has become of quotes that were posted; for no eyes that may not see them."""
        with reading(self._engine) as connection:
            return standings(connection, quote_ids)

    def fresh(
        self,
        question: Question | None,
        *,
        since: datetime,
        until: datetime,
        limit: int,
        phrases: Sequence[str] = (),
    ) -> tuple[Hit, ...]:
        """Quotes first kept from an instant up to another and matching, the newest first.

        A question that means nobody, or several people, has none.
        """
        question = question or Question()
        with reading(self._engine) as connection:
            person = None
            if question.who is not None:
                found = find(connection, question.who)
                if len(found) != 1:
                    return ()
                person = found[0]
            return asking.fresh(connection, question, person, (since, until), limit, phrases)

    def counts(self) -> dict[str, int]:
        """How many articles, quotes that answers may show, and people and bodies there are."""
        with reading(self._engine) as connection:
            wanted = select(counters).where(counters.c.name.in_(("articles", "quotes", "people")))
            return {row.name: row.value for row in connection.execute(wanted)}

    def most_quoted(self, since: date, limit: int) -> tuple[Person, ...]:
        """Who has said most since a day, most first; `quotes` counts those since then."""
        many = func.count()
        ranked = (
            select(quotes.c.person_id, many.label("many"))
            .join(people, quotes.c.person_id == people.c.id)
            .where(
                quotes.c.shown,
                quotes.c.day_row >= first_row(since),
                people.c.voice != "anonymous",
            )
            .group_by(quotes.c.person_id)
            .order_by(many.desc(), quotes.c.person_id)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            found = []
            for row in connection.execute(ranked).all():
                one = person_of(connection, row.person_id)
                if one:
                    found.append(replace(one, quotes=row.many))
            return tuple(found)

    def outlets(self) -> tuple[str, ...]:
        """The outlets that articles came from, by name."""
        with reading(self._engine) as connection:
            return tuple(connection.scalars(_OUTLETS))


def _added(connection: Connection, kept: Mapping[int, Entry | None]) -> list[Added]:
    """What was kept, by version; with no entry, as if the same were added again."""
    ids = {"versions": list(kept)}
    speakers: dict[int, list[tuple[str | None, int]]] = {}
    for version_id, name, many, _ in connection.execute(_BY_SPEAKER, ids):
        speakers.setdefault(version_id, []).append((name, many))
    rows = {row.id: row for row in connection.execute(_VERSIONS, ids)}
    added = []
    for version_id, one in kept.items():
        row, by_speaker = rows[version_id], tuple(speakers.get(version_id, ()))
        same = one is None or one.unchanged
        added.append(
            Added(
                article_id=row.article_id,
                title=row.title,
                version=row.number,
                new=one.new if one else 0,
                known=sum(many for _, many in by_speaker) if same or not one else one.known,
                unchanged=same,
                by_speaker=by_speaker,
                first_seen=row.first_seen,
            )
        )
    return added
