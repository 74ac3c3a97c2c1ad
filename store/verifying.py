"""Finding the quotes a sentence may come from: by fingerprints, else by its rarest words."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select

from bot.answers import Hit
from bot.verify import ENOUGH, Comparison, Finding, Verification, compare, shingles
from store.hits import hits, words_of
from store.reserved import Place, rows_of
from store.search import index_of
from store.tables import quotes, traces
from store.wanted import tokens

_MOST = 0.75  # of the typed words: below, the text index is asked too
_HALF = 0.3  # of a spliced sentence, one quote has at least so much
_CANDIDATES = 40

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

_Match = tuple[Comparison, Hit]


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
    if not matches or matches[0][0].covered < _MOST:
        words = sorted(set(tokens(sentence)), key=lambda word: (-len(word), word))
        more = index_of(connection).with_words(connection, words, limit=_CANDIDATES)
        others = [row for row in more if row not in rows]
        matches = sorted([*matches, *_matches(connection, sentence, others, place)], key=_closest)
    if not matches:
        return Verification(sentence, Finding.NOT_FOUND, articles=articles)
    by_them = [one for one in matches if one[1].person_id in person_ids]
    if person_ids and not by_them:
        comparison, hit = matches[0]
        if comparison.covered < ENOUGH:
            return Verification(sentence, Finding.NOT_FOUND, articles=articles)
        altered = comparison.finding is Finding.ALTERED
        finding = Finding.NEITHER if altered else Finding.OTHER_SPEAKER
        return Verification(sentence, finding, (hit,), comparison, articles)
    best, hit = (by_them or matches)[0]
    other = _other_half(best, hit, by_them or matches)
    if other is not None:
        return Verification(sentence, Finding.SPLICED, (hit, other), best, articles)
    if best.covered < ENOUGH:
        return Verification(sentence, Finding.NOT_FOUND, articles=articles)
    return Verification(sentence, best.finding, (hit,), best, articles)


def _matches(
    connection: Connection, sentence: str, day_rows: Iterable[int], place: Place | None
) -> list[_Match]:
    """The quotes that are close enough, closest first, then newest."""
    rows = rows_of(connection, day_rows, place)
    compared = [(compare(sentence, words_of(row), least=_HALF), row) for row in rows]
    close = [(comparison, row) for comparison, row in compared if comparison is not None]
    found = hits(connection, [row for _, row in close], None)
    matches = [(comparison, hit) for (comparison, _), hit in zip(close, found, strict=True)]
    return sorted(matches, key=_closest)


_RANK = {finding: rank for rank, finding in enumerate(Finding)}


def _closest(match: _Match) -> tuple[float, int]:
    return -match[0].covered, _RANK[match[0].finding]


def _other_half(best: Comparison, hit: Hit, matches: Sequence[_Match]) -> Hit | None:
    """The second quote of a spliced sentence: it holds most of what the first does not."""
    foreign = " ".join(change.typed for change in best.changes if not change.said or change.typed)
    if len(tokens(foreign)) < 4:
        return None
    for _, other in matches:
        if other.id == hit.id:
            continue
        rest = compare(foreign, other.text)
        if rest is not None:
            return other
    return None
