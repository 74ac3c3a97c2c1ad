"""Finding the quotes a sentence may come from: by fingerprints, else by its rarest words."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.fingerprints import shingles
from bot.model import Kind
from bot.verdict import (
    PART,
    Match,
    Verification,
    as_meant,
    closest,
    concluded,
    foreign_in,
    held,
    unless_unattributed,
)
from bot.verify import Finding
from store.doubting import doubted
from store.hits import ANY_ROW, Shown, hits, words_of
from store.reserved import Place, rows_of
from store.search import index_of
from store.tables import quotes, traces
from store.wanted import ENOUGH_OF_THEM, tokens

_MOST = 0.75  # of the typed words: below, the text index is asked too
_CANDIDATES = 40
_SHORT = 3  # letters, of words that are in most quotes or may have been put in

_SHARING = (
    select(traces.c.day_row)
    .where(traces.c.print.in_(bindparam("prints", expanding=True)))
    .group_by(traces.c.day_row)
    .order_by(func.count().desc(), traces.c.day_row.desc())
    .limit(_CANDIDATES)
)
# Of one speaker: however many others repeat the words, theirs must be among the candidates.
_SHARING_BY = _SHARING.join(quotes, quotes.c.day_row == traces.c.day_row).where(
    quotes.c.person_id.in_(bindparam("people", expanding=True))
)
# The same utterance as another outlet has it: its words may be the ones that were typed.
_FOLLOWING = select(quotes.c.day_row).where(quotes.c.lead.in_(bindparam("ids", expanding=True)))


def verified(
    connection: Connection,
    sentence: str,
    person_ids: Sequence[int],
    articles: int,
    place: Place | None,
) -> Verification:
    """What was said of a sentence; person_ids: whom it is said to be by, empty for anybody."""
    prints = {"prints": sorted(set(shingles(sentence)))}
    rows = [*connection.scalars(_SHARING, prints)]
    if person_ids:
        rows += connection.scalars(_SHARING_BY, prints | {"people": list(person_ids)})
    if place:
        rows += place.sharing(sentence)[:_CANDIDATES]
    matches = _matches(connection, sentence, dict.fromkeys(rows), place)
    if not matches or matches[0].comparison.covered < _MOST:
        words = _telling(sentence)
        more = index_of(connection).with_words(connection, words, limit=_CANDIDATES)
        rest = [row for row in more if row not in rows]
        matches = sorted([*matches, *_matches(connection, sentence, rest, place)], key=closest)
    if foreign := foreign_in(matches):
        more = index_of(connection).with_words(connection, _telling(foreign), limit=_CANDIDATES)
        known = {one.hit.id for one in matches}
        others = _matches(connection, sentence, more, place)
        new = [one for one in others if one.hit.id not in known]
        matches = sorted([*matches, *new], key=closest)
    found = concluded(sentence, matches, articles, person_ids)
    return unless_unattributed(
        found, doubted(connection, sentence, place.channel if place else None)
    )


def _telling(sentence: str) -> list[str]:
    """Its longer words, the longest first, or all where those are few: “not” may be put in."""
    words = sorted(set(tokens(sentence)), key=lambda word: (-len(word), word))
    longer = [word for word in words if len(word) > _SHORT]
    return longer if len(longer) > ENOUGH_OF_THEM else words


def _matches(
    connection: Connection, sentence: str, day_rows: Iterable[int], place: Place | None
) -> list[Match]:
    """The quotes that are close enough, closest first, then newest."""
    found = _compared(connection, sentence, rows_of(connection, day_rows, place))
    worded = [
        one.hit.id
        for one in found
        if one.hit.copies and one.comparison.finding is not Finding.EXACT
    ]
    if worded:
        copies = [*connection.scalars(_FOLLOWING, {"ids": worded})]
        found += _compared(connection, sentence, ANY_ROW.rows(connection, copies))
    return sorted(found, key=closest)


def _compared(
    connection: Connection, sentence: str, rows: Sequence[tuple[Any, ...]]
) -> list[Match]:
    compared = [
        (held(sentence, words_of(row), Kind(Shown._make(row).kind), least=PART), row)
        for row in rows
    ]
    close = [(comparison, row) for comparison, row in compared if comparison is not None]
    found = hits(connection, [row for _, row in close], None)
    return [
        Match(as_meant(comparison, hit), hit)
        for (comparison, _), hit in zip(close, found, strict=True)
    ]
