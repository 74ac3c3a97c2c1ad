"""Writing articles down: a batch of them in one transaction, each part in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from bot import names
from bot.changes import Wording
from bot.model import Article
from store.documents import said
from store.drafts import put_quotes
from store.entries import Entry, OldQuote, Version, entry, utterance
from store.erased import cover, find_erased
from store.narrowing import narrow
from store.people import count
from store.posts import amend
from store.rereading import as_read, mend_again, reads_otherwise
from store.showing import hide
from store.speakers import Speakers
from store.tables import (
    article_places,
    articles,
    outlets,
    people,
    quotes,
    versions,
)
from store.visibility import see_roles_again
from store.wanted import sayable

_SAID_OF_IT = ("corrected_at", "refiled_at", "note")  # stays so when a version is read again
_CURRENT = (
    select(
        versions.c.id,
        versions.c.article_id,
        versions.c.digest,
        versions.c.number,
        versions.c.text,
        versions.c.wire,
        versions.c.seen_at,
        *versions.c[_SAID_OF_IT],
        articles.c.address,
        articles.c.withdrawn,
        articles.c.embargo,
        articles.c.restricted,
        articles.c.redacted,
        outlets.c.folded.label("outlet"),
    )
    .select_from(versions.join(articles).join(outlets, isouter=True))
    .where(versions.c.current)
    .order_by(versions.c.id)
)
_SAME_ADDRESS = _CURRENT.where(articles.c.address.in_(bindparam("addresses", expanding=True)))
_SAME_WORDS = _CURRENT.where(versions.c.digest.in_(bindparam("digests", expanding=True)))
_RETIRED = (
    select(*quotes.c["id", "kept_at", "content", "person_id", "role_id"], people.c.name)
    .join(people, isouter=True)
    .where(quotes.c.version_id == bindparam("version"))
)


def keep(
    connection: Connection, entries: Sequence[Entry], *, now: datetime, by: str | None = None
) -> None:
    """Keep articles, no two of them the same; fill in their ids and how many quotes are new.

    A changed article gets a version whose quotes replace the old in answers. A quote of the same
    words by the same speaker is the same quote: it keeps its id and when it was first kept.
    What comes of a known article may hide it from more people, and never from fewer; by: who has
    said so, when a person has.
    """
    _find_known(connection, entries)
    _renumber(connection, entries)
    narrow(connection, entries, now=now, by=by)
    wanted = [one for one in entries if not one.unchanged]
    if wanted:
        _write(connection, wanted, now)


def keep_again(connection: Connection, version_id: int, article: Article, *, now: datetime) -> bool:
    """Put a newer reading in the place of that of a stored version; False when it is the same.

    It is a version with the same text, seen when the one before was: nothing in it is news. What
    people corrected stands. A version that is not current any more, or has covered words, is
    left as it is.
    """
    row = connection.execute(_CURRENT.where(versions.c.id == version_id)).first()
    if row is None or row.redacted or not reads_otherwise(connection, row.id, article):
        return False
    one = replace(entry(article, now), digest=row.digest, before=row, again=True)
    one.article_id, one.version_id = row.article_id, row.id
    cover(connection, [one])
    _write(connection, [one], now)
    return True


def _write(connection: Connection, wanted: Sequence[Entry], now: datetime) -> None:
    _put_articles(connection, wanted, now)
    speakers = Speakers(connection, [one.article for one in wanted])
    for one in wanted:
        before = _retire(connection, one) if one.before else {}
        one.speakers = speakers.of(one.article, one.article_id, before, for_all=one.for_all)
    speakers.save()
    _put_versions(connection, wanted, now)
    put_quotes(connection, wanted, now=now)
    for one in wanted:
        if one.before:
            mend_again(connection, one, now=now)
        for person_id in one.worded:
            see_roles_again(connection, person_id)
    gone = [old.id for one in wanted for old in one.old_quotes.values()]
    if gone:
        amend(connection, gone, now=now)


def _find_known(connection: Connection, entries: Sequence[Entry]) -> None:
    addresses = [one.address for one in entries if one.address]
    by_address = {
        row.address: row
        for row in (
            connection.execute(_SAME_ADDRESS, {"addresses": addresses}) if addresses else ()
        )
    }
    by_words: dict[str, list[Version]] = {}
    for row in connection.execute(_SAME_WORDS, {"digests": [one.digest for one in entries]}):
        by_words.setdefault(row.digest, []).append(row)
    for one in entries:
        one.before = by_address.get(one.address) if one.address else None
        if one.before is None:
            one.before = next(
                (row for row in by_words.get(one.digest, ()) if _same_place(one, row)), None
            )
        if one.before is not None:
            one.article_id, one.version_id = one.before.article_id, one.before.id
            one.late = _late(one, one.before)
    find_erased(connection, entries)


def _late(one: Entry, before: Version) -> tuple[int, int] | None:
    """The number of a version that came after a higher one, and the higher."""
    number = one.article.page.version
    if number is None or before.wire is None or number >= before.wire:
        return None
    return (number, before.wire) if one.digest != before.digest else None


def _renumber(connection: Connection, entries: Sequence[Entry]) -> None:
    """A wire may send the same words under a higher number: a lower one is late from then on."""
    for one in entries:
        number = one.article.page.version
        if number and one.before and one.unchanged and number > (one.before.wire or 0):
            same = versions.c.id == one.before.id
            connection.execute(versions.update().where(same).values(wire=number))


def _same_place(one: Entry, row: Version) -> bool:
    """False when the same words stand at an address of another outlet: a copy of its own."""
    if one.address is None or row.address is None:
        return True
    return bool(row.outlet == names.fold(one.outlet or ""))


def _put_articles(connection: Connection, entries: Sequence[Entry], now: datetime) -> None:
    outlet_ids = _outlets(connection, {one.outlet for one in entries if one.outlet})
    new = [one for one in entries if one.before is None]
    last = count(connection, "article_id", len(new))
    rows = []
    for at, one in enumerate(new, start=last - len(new) + 1):
        one.article_id = at
        url = one.article.page.url
        rows.append(
            {
                "id": at,
                "address": one.address,
                "url": sayable(url) if url and one.address else None,
                "outlet_id": outlet_ids.get(one.outlet),
                "first_seen": now,
                "embargo": one.embargo,
                "restricted": one.restricted,
                "redacted": one.covered > 0,
            }
        )
    for one in entries:
        if one.before is not None and one.covered:
            known = articles.update().where(articles.c.id == one.article_id)
            connection.execute(known.values(redacted=True))
        one.outlet_id = outlet_ids.get(one.outlet)
    if rows:
        connection.execute(insert(articles), rows)
        count(connection, "articles", sum(one.for_all for one in new))
    seen_in = [
        {"article_id": one.article_id, "channel": channel}
        for one in new
        for channel in dict.fromkeys(one.places)
    ]
    if seen_in:
        connection.execute(insert(article_places), seen_in)


def _retire(connection: Connection, one: Entry) -> dict[str, int]:
    """Take the version before out of every answer; return whom it took each name for."""
    version: Any = one.before
    of_version = {"version": version.id}
    one.outlet_id = connection.scalar(
        select(articles.c.outlet_id).where(articles.c.id == version.article_id)
    )
    hide(connection, version.id)
    connection.execute(versions.update().where(versions.c.id == version.id).values(current=False))
    rows = connection.execute(_RETIRED, of_version).all()
    one.worded = {row.person_id for row in rows if row.person_id and row.role_id}
    read = as_read(connection, version)
    corrected = {old.id for old in read.values()}
    one.old_quotes = {
        utterance(words, row.person_id): OldQuote(
            row.id, row.kept_at, Wording(row.id, row.name, words)
        )
        for row in rows
        for words in [said(version.text, row.content)]
        if row.id not in corrected
    }
    one.old_quotes |= read
    # As it was read: a correction names somebody for one quote, and not for all of that name.
    meant = {old.wording.speaker: person_id for (_, person_id), old in read.items()}
    meant |= {row.name: row.person_id for row in rows if row.id not in corrected}
    return {name: person_id for name, person_id in meant.items() if name and person_id}


def _put_versions(connection: Connection, entries: Sequence[Entry], now: datetime) -> None:
    last = count(connection, "version_id", len(entries))
    rows = []
    for at, one in enumerate(entries, start=last - len(entries) + 1):
        one.version_id = at
        page = one.article.page
        rows.append(
            {
                "id": at,
                "article_id": one.article_id,
                "number": one.before.number + 1 if one.before else 1,
                "current": True,
                "text": one.text,
                "digest": one.digest,
                "title": one.title,
                "byline": sayable(page.byline) if page.byline else None,
                "published": one.article.published,
                "published_at": page.published_at,
                # A page without a number is no reason to take what is older than its last one.
                "wire": page.version or (one.before.wire if one.before else None),
                "seen_at": one.before.seen_at if one.before and one.again else now,
            }
            | {name: getattr(one.before, name) if one.again else None for name in _SAID_OF_IT}
        )
    connection.execute(insert(versions), rows)


def _outlets(connection: Connection, wanted: Iterable[str]) -> dict[str | None, int]:
    """The ids of outlets by their names, new ones kept."""
    by_fold = {names.fold(name): name for name in sorted(wanted)}
    if not by_fold:
        return {}
    known = select(outlets.c.folded, outlets.c.id).where(outlets.c.folded.in_(by_fold))
    ids: dict[str, int] = {row.folded: row.id for row in connection.execute(known)}
    for folded, name in by_fold.items():
        if folded not in ids:
            row = {"name": name, "folded": folded}
            made = connection.execute(insert(outlets).returning(outlets.c.id), row)
            ids[folded] = made.scalar_one()
    return {name: ids[names.fold(name)] for name in wanted}
