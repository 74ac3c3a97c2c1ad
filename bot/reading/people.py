"""Everybody an article names: persons with their longest form, title, role and gender; bodies."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from bot.model import Span
from bot.reading import gender
from bot.reading.bearers import Shared
from bot.reading.known import Everybody
from bot.reading.names import Name, names, titled_case
from bot.reading.someone import Mention, Someone, describe, pronouns, settle
from bot.reading.structure import Paragraph, Role


@dataclass(frozen=True, slots=True)
class Cast:
    """everybody: in order of first mention. mentions: (start, end, who), by start. shared: the
    mentions, by start, whose one word several people bear."""

    everybody: tuple[Someone, ...]
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    shared: dict[int, Shared]

    def within(self, span: Span) -> list[Mention]:
        """Mentions that lie in the span."""
        low, high = bisect_left(self.starts, span[0]), bisect_left(self.starts, span[1])
        return [m for m in self.mentions[low:high] if m[1] <= span[1] + 1]

    def before(self, at: int) -> list[Mention]:
        """The last mentions before a place, nearest first."""
        high = bisect_left(self.starts, at)
        return list(reversed(self.mentions[max(0, high - _MOST_BEFORE) : high]))


_MOST_BEFORE = 200  # mentions
_PLAIN = re.compile(r"(?<![\w’'.-])[a-z]{2,}")
_LONGEST_LINE = 160  # characters


def cast(text: str, paragraphs: tuple[Paragraph, ...]) -> Cast:
    """Find everybody. Captions and headlines name people too; junk does not."""
    plain = set(_PLAIN.findall(text))
    seen: list[Name] = []
    loud: list[Name] = []  # from lines in which most words have capitals
    for p in paragraphs:
        if p.role is Role.JUNK:
            continue
        found = names(text, p.body, p.end, plain)
        (loud if found and _shouted(text, p) else seen).extend(found)
    seen += _full_in_headlines(text, loud, {n.words[0] for n in seen if len(n.words) == 1})
    everybody = Everybody(text, [n for n in seen if n.words], plain)
    for name, other in _renamed(text, seen):
        everybody.rename(name, other)
    seen += [n for n in loud if n.words and everybody.knows(n)]
    seen.sort(key=lambda n: n.start)
    mentions: list[Mention] = []
    for name in seen:
        if name.words and everybody.can_be(name):
            who = everybody.meant(text, name, mentions)
            who.mentioned(name)
            mentions.append((name.start, name.end, who))
            describe(text, name, who)
    settle(mentions)
    pronouns(text, mentions)
    ordered = tuple(dict.fromkeys(m[2] for m in mentions))
    return Cast(ordered, tuple(mentions), tuple(m[0] for m in mentions), everybody.shared)


_FORMERLY = re.compile(
    r",? \(?(?:who (?:was|is|had been) )?"
    r"(?:(?:formerly|once|previously|earlier|better|also|then) )?"
    r"(?:known as|called|born|née|nee|formerly|previously|a\.k\.a\.|aka) (?:as )?"
)
_NOW = re.compile(r",? \(?(?:who is )?now (?:known as |called )?")
_RENAMES = re.compile(r"known as|called|born|n[ée]e|a\.?k\.?a")
_CLOSES = re.compile(r"[,.;)]| (?:until|before|when|at)\b")
_LONGEST_RENAMING = 60  # characters
_MOST_RENAMED = 20  # persons of one article


def _renamed(text: str, seen: list[Name]) -> list[tuple[Name, Name]]:
    """Pairs of full names of one person, the one that counts first: "Mira Aldous, born Mira
    Talvik", "Mira Talvik, now Mira Aldous"."""
    found = []
    full = [n for n in sorted(seen, key=lambda n: n.start) if len(n.words) > 1 and not n.body]
    for one, other in pairwise(full):
        between = text[one.end : min(other.start, one.end + _LONGEST_RENAMING)]
        aside = between[:1] == "," or "(" in between or "born" in between
        says = aside and _RENAMES.search(between) is not None
        alike = one.words[0] == other.words[0]  # "Mira Aldous, formerly Mira Talvik"
        if not (says or alike) or _CLOSES.match(text, other.end) is None:
            continue  # "Ann Lee, formerly Tom Hill’s aide", "led by Tom Hill, now Ann Lee runs it"
        if _FORMERLY.fullmatch(text, one.end, other.start):
            found.append((one, other))
        elif _NOW.fullmatch(text, one.end, other.start):
            found.append((other, one))
    return found[:_MOST_RENAMED]


def _shouted(text: str, p: Paragraph) -> bool:
    """A headline, or a line like one, in which most words have capitals."""
    line = p.role is Role.HEADLINE or text[p.end - 1] not in ".!?”’\"'"
    return line and p.end - p.body < _LONGEST_LINE and titled_case(text, p.body, p.end)


def _full_in_headlines(text: str, loud: list[Name], surnames: set[str]) -> list[Name]:
    """ "Ann Lee" of the headline "Ann Lee Opens Port", when the article goes on with "Lee"."""
    found = []
    for name in loud:
        for first, last in zip(name.words, name.words[1:], strict=False):
            at = text.find(f"{first} {last}", name.start, name.end)
            if at >= 0 and last in surnames and gender.given(first.lower()):
                found.append(Name(at, at + len(first) + 1 + len(last), (first, last), "", False))
    return found
