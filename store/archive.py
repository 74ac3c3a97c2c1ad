"""The archive: articles go in, questions are answered."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, exists, func, select

from bot.answers import Added, Answer, Context, Hit, Person, Question
from bot.errors import BadQuestion
from bot.model import Article
from bot.standing import Standing
from bot.verdict import Verification
from bot.verify import bare
from store import asking, contexts, hits
from store.added import added, as_known
from store.bulk import uncollected
from store.copies import with_copies
from store.documents import FOR_ALL
from store.engine import glance, reading, writing
from store.entries import Entry, entry
from store.finding import find
from store.finding import near as near_names
from store.finding import person as person_of
from store.holders import holders_of
from store.keep import keep
from store.located import located
from store.ranking import most_quoted
from store.reserved import anything_for, more_quotes, place_of, row_of
from store.search import index_of
from store.standing import standings
from store.tables import articles, counters, outlets, quote_topics, topics, versions
from store.verifying import verified
from store.visibility import seen_in
from store.wanted import sayable

_OUTLETS = select(outlets.c.name).order_by(outlets.c.name)
_HOW_MANY_ARTICLES = select(counters.c.value).where(counters.c.name == "articles")


class Archive:
    """Every article kept, and what people said in it.

    Answers leave out quotes read with a confidence below ARCHIVE_LINE, and those whose speaker
    is unclear. `place` is the channel where an answer will be seen: articles that are restricted
    to it are in the answer too; without it only what everybody may see is. Every method raises
    StoreError when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, article: Article, *, now: datetime, place: str | None = None) -> Added:
        """Keep an article with its quotes; a known one that has not changed writes nothing.

        Known is an article of the same address, or without one of the same words. When it has
        changed it gets a new version, and that version's quotes answer from now on.
        """
        return next(iter(self.add_many([article], now=now, place=place)))

    def add_many(
        self,
        articles: Iterable[Article],
        *,
        now: datetime,
        batch: int = 500,
        place: str | None = None,
        by: str | None = None,
    ) -> Iterator[Added]:
        """Keep articles as `add` does, in their order, so many in a transaction.

        by: who has said now who may see them. What that hides of known ones is on record, and
        undone like any change; without it, what the desk has decided of the same words stands.
        Much quicker than one by one; what was yielded is kept, whatever happens later.
        """
        waiting: list[Entry] = []
        seen: set[str | None] = set()
        for article in articles:
            one = entry(article, now)
            if len(waiting) == batch or not seen.isdisjoint(
                {one.address or one.digest, one.digest}
            ):
                yield from self._keep(waiting, now, place, by)
                waiting, seen = [], set()
            waiting.append(one)
            seen |= {one.address or one.digest, one.digest}
        yield from self._keep(waiting, now, place, by)

    def _keep(
        self, entries: Sequence[Entry], now: datetime, place: str | None, by: str | None
    ) -> list[Added]:
        with uncollected(), writing(self._engine) as connection:
            keep(connection, entries, now=now, by=by)
            return added(connection, entries, place)

    def tidy(self, *, begin: bool) -> bool:
        """Merge some of what many additions left in pieces in the text index; True if more is left.

        In one piece it answers in two thirds of the time. Each call holds up other writers for a
        fraction of a second. begin: with all that is there now; without it, carry on.
        """
        with writing(self._engine) as connection:
            return index_of(connection).merge_some(connection, begin=begin)

    def known(self, url: str, *, place: str | None = None) -> Added | None:
        """What was kept of an address or a number, as if it were added again; None for nothing."""
        at_address = select(versions.c.id).join(articles).where(located(url), versions.c.current)
        with reading(self._engine) as connection:
            version_id = connection.scalar(at_address.where(seen_in(place)))
            return as_known(connection, version_id, place) if version_id else None

    def ask(
        self,
        question: Question,
        *,
        limit: int = 5,
        older: int | None = None,
        phrases: Sequence[str] = (),
        place: str | None = None,
    ) -> Answer:
        """Answer a question, the newest quotes first.

        older: of an earlier Answer, for the page after it. phrases: what means `about`, word
        forms and synonyms; each hit says which of them it matched. When nobody is called `who`
        the answer has `near`, or `holders` for a role; when several are it has `choices`; none of
        these has hits.
        """
        with reading(self._engine) as connection:
            here = place_of(connection, place)
            if question.who is None:
                return asking.answer(connection, question, None, limit, older, phrases, here)
            found = find(connection, question.who, more_quotes(here))
            if len(found) == 1:
                return asking.answer(connection, question, found[0], limit, older, phrases, here)
            if found:
                return Answer(question, choices=found)
            holders = holders_of(connection, question.who, more_quotes(here))
            near = () if holders else near_names(connection, question.who, more_quotes(here))
            return Answer(question, near=near, holders=holders)

    def ask_person(  # noqa: PLR0913  a question and where it is answered
        self,
        person_id: int,
        question: Question,
        *,
        limit: int = 5,
        older: int | None = None,
        phrases: Sequence[str] = (),
        place: str | None = None,
    ) -> Answer:
        """Answer a question whose `who` is somebody picked; no hits when they are gone."""
        if asking.bare(question):
            dialect = self._engine.dialect

            def latest(driver: Any) -> Answer | None:
                if anything_for(driver, dialect, place):
                    return None
                return asking.latest(driver, dialect, person_id, question, limit, older)

            if found := glance(self._engine, latest):
                return found
        with reading(self._engine) as connection:
            here = place_of(connection, place)
            person = person_of(connection, person_id, more_quotes(here))
            if person is None:
                return Answer(question)
            return asking.answer(connection, question, person, limit, older, phrases, here)

    def verify(
        self, sentence: str, *, who: str | None = None, place: str | None = None
    ) -> Verification:
        """Hold a sentence against everything anybody is quoted with, or against one speaker.

        Raises BadQuestion when the sentence has no word, or nobody is called `who`.
        """
        if not bare(sentence):
            raise BadQuestion("There is no sentence to verify.", "Type: verify “the words”.")
        with reading(self._engine) as connection:
            here = place_of(connection, place)
            people_meant = find(connection, who, more_quotes(here)) if who else ()
            if who and not people_meant:
                raise BadQuestion(f"Nobody in the archive is called “{who}”.", "Check the name.")
            ids = [one.id for one in people_meant]
            many = (connection.scalar(_HOW_MANY_ARTICLES) or 0) + (here.articles if here else 0)
            return verified(connection, sayable(sentence), ids, many, here)

    def hit(self, quote_id: int, *, place: str | None = None) -> Hit | None:
        """A quote by its id; None when no answer would show it."""
        with reading(self._engine) as connection:
            rows = row_of(connection, quote_id, place)
            return next(iter(hits.hits(connection, rows, None)), None)

    def topics_of(self, quote_id: int, *, place: str | None = None) -> tuple[str, ...]:
        """The desk's subjects that a quote is on, in the order in which it comes to them.

        () when no answer would show it.
        """
        named = (
            select(topics.c.name)
            .join(quote_topics, quote_topics.c.topic_id == topics.c.id)
            .order_by(quote_topics.c.at, topics.c.id)
        )
        with reading(self._engine) as connection:
            day_rows = [row[0] for row in row_of(connection, quote_id, place)]
            return tuple(connection.scalars(named.where(quote_topics.c.day_row.in_(day_rows))))

    def context(self, quote_id: int, *, place: str | None = None) -> Context | None:
        """A quote with the paragraphs around it; None when no answer would show it."""
        with reading(self._engine) as connection:
            rows = row_of(connection, quote_id, place)
            found = hits.hits(connection, rows, None)
            if not found:
                return None
            context = contexts.context(connection, rows[0], found[0])
            return with_copies(connection, context) if found[0].copies else context

    def standings(
        self, quote_ids: Collection[int], *, place: str | None = None
    ) -> dict[int, Standing]:
        """What has become of quotes that were posted in a place."""
        with reading(self._engine) as connection:
            return standings(connection, quote_ids, place)

    def kept_between(self, since: datetime, until: datetime) -> tuple[datetime, datetime] | None:
        """When the first and the last article came from an instant up to another, both inclusive.

        None if none did. What a clock that is ahead has dated later is not there yet.
        """
        seen = versions.c.seen_at
        came = select(func.min(seen), func.max(seen)).join(articles)
        with reading(self._engine) as connection:
            first, last = connection.execute(
                came.where(seen >= since, seen <= until, FOR_ALL)
            ).one()
            return (first, last) if first is not None else None

    def fresh(  # noqa: PLR0913  a question and where it is answered
        self,
        question: Question | None,
        *,
        since: datetime,
        until: datetime,
        limit: int,
        phrases: Sequence[str] = (),
        place: str | None = None,
        person_id: int | None = None,
    ) -> tuple[Hit, ...]:
        """Quotes first kept from an instant up to another and matching, the newest first.

        person_id: the one who is meant by `who`. A question that means nobody, or several people
        of whom none was picked, has none.
        """
        question = question or Question()
        with reading(self._engine) as connection:
            person, here = None, place_of(connection, place)
            if person_id is not None:
                person = person_of(connection, person_id, more_quotes(here))
                if person is None:
                    return ()
            elif question.who is not None:
                found = find(connection, question.who, more_quotes(here))
                if len(found) != 1:
                    return ()
                person = found[0]
            window = since, until
            return asking.fresh(connection, question, person, window, limit, phrases, here)

    def counts(self, *, place: str | None = None) -> dict[str, int]:
        """How many articles, quotes that answers may show, and people and bodies there are."""
        with reading(self._engine) as connection:
            here = place_of(connection, place)
            more = here.counts if here else {}
            wanted = (
                select(counters)
                .where(counters.c.name.in_(("articles", "quotes", "people")))
                .order_by(counters.c.name)
            )
            return {
                row.name: row.value + more.get(row.name, 0) for row in connection.execute(wanted)
            }

    def most_quoted(
        self, since: date, until: date, limit: int, *, place: str | None = None
    ) -> tuple[Person, ...]:
        """Who has said most from a day to a day, most first; `quotes` counts those of then."""
        with reading(self._engine) as connection:
            here = place_of(connection, place)
            return most_quoted(connection, since, until, limit, here)

    def outlets(self, *, place: str | None = None) -> tuple[str, ...]:
        """The outlets that articles came from, by name."""
        with reading(self._engine) as connection:
            from_there = exists().where(articles.c.outlet_id == outlets.c.id, seen_in(place))
            return tuple(connection.scalars(_OUTLETS.where(from_there)))
