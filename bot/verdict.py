"""What the archive can truly say of words somebody is quoted with: the strongest of it first."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.answers import Hit
from bot.model import Kind
from bot.stance import stance_of, unsaid
from bot.verify import ENOUGH, Comparison, Finding, compare

NEAR = 0.8  # of the typed words: so much of theirs is meant, though somebody else came nearer
_REST = 4  # words that one quote does not have, to look for another that does
_REPORTED = 1  # days that may lie between what was said and the article that has it
PART = 0.15  # of a spliced sentence, each quote has at least so much
_MOST_PARTS = 5
_SAME_WORDS = (Finding.EXACT, Finding.PUNCTUATION, Finding.BRACKETED, Finding.CUT)
_NOT_SAID = (Finding.DENIED, Finding.UNSAID)
_SAID = (*_SAME_WORDS, Finding.ALTERED, Finding.REPORTED, Finding.RETOLD, Finding.SPLICED)
_RANK = {finding: rank for rank, finding in enumerate(Finding)}
_WORDS = re.compile(r"[^\W_]+")
_IN_MARKS = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"|(?<!\w)‘(.+?)’(?!\w)")


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Words of an article of which nobody is sure who said them: no answer shows them.

    perhaps: who may have said them. day: of the article, or when they were said. stance: what was
    done with them instead of saying them, as in `stance`.
    """

    words: str
    comparison: Comparison
    perhaps: tuple[str, ...]
    day: date | None
    title: str | None
    url: str | None
    outlet: str | None
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What the archive says about a sentence.

    hits: the quote it is closest to, all of a spliced one; behind the words of somebody else, the
    closest by the one who is named; empty when nothing is close. comparison: with the first hit.
    articles: how many were searched. named: whose words they are said to be, by id; empty for
    anybody's. unattributed: of UNCLEAR, where the words stand, and who may have said them.
    by: whose the sentence is said to be, in the words of whoever quotes it. unsaid: in which words
    they say that it was not said ("never said"). on: the day they say it was said on.
    """

    sentence: str
    finding: Finding
    hits: tuple[Hit, ...] = ()
    comparison: Comparison | None = None
    articles: int = 0
    named: tuple[int, ...] = ()
    unattributed: Unattributed | None = None
    by: str | None = None
    unsaid: str | None = None
    on: date | None = None

    @property
    def another_day(self) -> date | None:
        """The day the archive has it from, where that is not about the one it is quoted with."""
        day = self.hits[0].day if self.hits else None
        far = day is not None and self.on is not None and abs((day - self.on).days) > _REPORTED
        return day if far else None

    @property
    def against(self) -> bool:
        """True when it is quoted as not said, and the archive has it of the one who is named."""
        return self.unsaid is not None and self.finding in _SAID

    @property
    def strangers(self) -> tuple[Hit, ...]:
        """Those of the hits that are not by the one who is named."""
        return tuple(hit for hit in self.hits if self.named and hit.person_id not in self.named)


class Match(NamedTuple):
    """A quote that shares words with a sentence."""

    comparison: Comparison
    hit: Hit


def held(sentence: str, said: str, kind: Kind, *, least: float) -> Comparison | None:
    """Hold a sentence against a quote of a kind, as `compare` does with words in quotation marks.

    Of a mixed quote only what stands in marks is the speaker's own; all else that an article
    reports is REPORTED, or RETOLD where the words are not the article's either.
    """
    if kind is Kind.DIRECT:
        return compare(sentence, said, least=least)
    told = compare(sentence, said, least=least)
    own = max(_own(sentence, said, least) if kind is Kind.MIXED else (), key=_value, default=None)
    if own is not None and (told is None or _value(own) >= (told.covered, -_RANK[told.finding])):
        return own
    altered = told is not None and told.finding is Finding.ALTERED
    return told and replace(told, finding=Finding.RETOLD if altered else Finding.REPORTED)


def as_meant(comparison: Comparison, hit: Hit) -> Comparison:
    """The comparison, where the quote's words were not said but denied: DENIED, or UNSAID for what
    was not even that. A typed “not” of its own may have turned them round again: as it was."""
    stance = stance_of(hit)
    if stance is None or comparison.turned is not None:
        return comparison
    return replace(comparison, finding=Finding.UNSAID if unsaid(stance) else Finding.DENIED)


def _own(sentence: str, said: str, least: float) -> Iterator[Comparison]:
    for part in _IN_MARKS.finditer(said):
        group = part.lastindex or 0
        found = compare(sentence, part[group], least=least)
        if found is not None:
            start = part.start(group)
            yield replace(found, at=(start + found.at[0], start + found.at[1]))


def _value(one: Comparison) -> tuple[float, int]:
    return one.covered, -_RANK[one.finding]


def closest(match: Match) -> tuple[float, int, int]:
    """The key to sort matches by, the closest first: of equals, the one with least left out."""
    compared = match.comparison
    return -compared.covered, _RANK[compared.finding], compared.left_out


def concluded(
    sentence: str, matches: Sequence[Match], articles: int, named: Collection[int] = ()
) -> Verification:
    """The verdict on a sentence from the matches, closest first. named: as in Verification.

    Words of the one who is named come before anybody else's, but an uncertain likeness of theirs
    never hides who has said it as it stands.
    """
    theirs = [one for one in matches if not named or one.hit.person_id in named]
    others = [one for one in matches if named and one.hit.person_id not in named]
    near = next((one for one in theirs if one.comparison.covered >= ENOUGH), None)
    far = next((one for one in others if one.comparison.covered >= ENOUGH), None)
    finding, shown = Finding.NOT_FOUND, tuple[Match, ...]()
    if near and (_as_said(near.comparison) or _not_said(near.comparison)):
        finding, shown = near.comparison.finding, (near,)
    elif far and _as_said(far.comparison):
        finding, shown = Finding.OTHER_SPEAKER, (far, near) if near else (far,)
    elif halves := _halves(theirs) or _halves(matches):
        finding, shown = Finding.SPLICED, halves
    elif near and (not far or near.comparison.covered >= min(NEAR, far.comparison.covered)):
        finding, shown = near.comparison.finding, (near,)
    elif far:
        finding, shown = Finding.NEITHER, (far, near) if near else (far,)
    return Verification(
        sentence,
        finding,
        tuple(one.hit for one in shown),
        shown[0].comparison if shown else None,
        articles,
        tuple(named),
    )


def foreign_in(matches: Sequence[Match]) -> str:
    """Words of a sentence that its closest quote does not have, where they may be another's: so
    many of them that a second quote is to be looked for. Empty for none."""
    foreign = _foreign(matches[0].comparison) if matches else ""
    return foreign if len(_WORDS.findall(foreign)) >= _REST else ""


def by_a_stranger(found: Verification) -> Verification:
    """The verdict where the archive does not know the one who is named: all is by others, but for
    what is nobody's, which may be theirs."""
    if found.comparison is None or found.finding is Finding.UNCLEAR:
        return found
    spliced = found.finding is Finding.SPLICED
    other = Finding.OTHER_SPEAKER if _as_said(found.comparison) else Finding.NEITHER
    return replace(found, finding=Finding.SPLICED if spliced else other, named=(0,))


def unless_unattributed(found: Verification, others: Sequence[Unattributed]) -> Verification:
    """The verdict, or UNCLEAR where it found less than what stands under an unclear speaker."""
    best = max(others, key=lambda one: _value(one.comparison), default=None)
    if best is None or found.finding in (*_SAME_WORDS, *_NOT_SAID, Finding.OTHER_SPEAKER):
        return found
    if not (found.finding is Finding.NOT_FOUND or _as_said(best.comparison)):
        return found
    return replace(
        found,
        finding=Finding.UNCLEAR,
        hits=(),
        comparison=best.comparison,
        unattributed=best,
    )


def _as_said(one: Comparison) -> bool:
    """True when the words as typed were said, and neither a "not" was lost nor an "if"."""
    return one.finding in _SAME_WORDS and one.denial is None and one.supposed is None


def _not_said(one: Comparison) -> bool:
    return one.finding in _NOT_SAID and one.covered >= NEAR


def _halves(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The quotes a sentence is joined from: the others hold most of what the best does not."""
    if not matches:
        return ()
    best, *others = matches
    parts, foreign, whole = [best], _foreign(best.comparison), False
    while len(_WORDS.findall(foreign)) >= _REST and len(parts) < _MOST_PARTS:
        held_by = [(_part(foreign, one), one) for one in others if one not in parts]
        part, one = max(held_by, key=_covered, default=_NONE)
        if part is None or one is None:
            return tuple(parts) if whole else ()
        parts, foreign, whole = [*parts, one], _foreign(part), part.covered >= ENOUGH
    return tuple(parts) if len(parts) > 1 else ()


_Held = tuple[Comparison | None, Match | None]
_NONE: _Held = (None, None)


def _covered(held_by: _Held) -> float:
    return held_by[0].covered if held_by[0] else 0.0


def _foreign(one: Comparison) -> str:
    return " ".join(each.typed for each in one.changes if each.typed and not each.bracketed)


def _part(foreign: str, one: Match) -> Comparison | None:
    """What a quote holds of words that are still nobody's: most of them, or enough in number."""
    found = held(foreign, one.hit.text, one.hit.kind, least=PART)
    if found is None or found.covered >= ENOUGH:
        return found
    return found if found.covered * len(_WORDS.findall(foreign)) >= _REST else None
