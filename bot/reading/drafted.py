"""What a draft quotes: every quotation in it once, whom it has it from, and what it says of it.

Articles are read for what somebody said. A draft is read for what it claims, and "Lee never said
“…”" is a claim about Lee that the archive can answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.claims import SAY, not_said, not_yet_said
from bot.model import Article, Kind, Quote, Span, Voice
from bot.reading.callings import is_role
from bot.reading.marks import Stretch, stretches
from bot.reading.names import names
from bot.reading.structure import paragraphs
from bot.reading.wrapped import unwrapped
from bot.stance import stance

_MASK = "\ufffc"
_SENTENCE_END = re.compile(rf"[.!?…]+[)\]]*\s+(?=[A-Z{_MASK}])")
_BACK = re.compile(
    rf"\s*[^.!?{_MASK}]*\b(?:it|this|that|so|(?:these|those|such|the) words|anything of the"
    rf" (?:kind|sort))\b[^.!?{_MASK}]*[.!?]?",
    re.I,
)
_SAYS = re.compile(rf"\b(?:{SAY}|according to|words|attributed|credited|by)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words a draft has in quotation marks. at: where they begin.

    speaker: whom it has them from, None where it leaves that open. named: that speaker is a
    person or a body, and not "an official" or "the minister". unsaid: the draft's own words where
    it says that they were not said, or not yet ("never said", "if she had said"); None where it has
    them as said. day: on which it has them said, where it names one in full.
    """

    words: str
    at: int
    speaker: str | None = None
    named: bool = False
    unsaid: str | None = None
    day: date | None = None


def quotations(article: Article) -> tuple[Quotation, ...]:
    """Every quotation of a draft that was read, in its order."""
    found: list[Quotation] = []
    done: set[tuple[int, int]] = set()  # a quote, and where the paragraph of a part of it starts
    for where in _marked(unwrapped(article.page.text)):
        if not any(map(str.isalnum, where.words)):
            continue
        read = [quote for quote in (_read(article, one) for one in where.stretches) if quote]
        claimed = next((quote for quote in read if quote.speaker or quote.cue), None)
        if claimed is None:
            found.append(where.unread(article))
        elif claimed.kind is Kind.MIXED:
            found.append(_of(article, claimed, where.words, where.stretches[0].start))
        elif (id(claimed), where.start) not in done:
            words = where.words if len(where.stretches) > 1 else where.of(claimed)
            found.append(_of(article, claimed, words, where.stretches[0].start))
        done.update((id(quote), where.start) for quote in read)
    known = {quote for quote, _ in done}
    # What stands behind "She wrote:" without marks of its own.
    found += [
        _of(article, quote, quote.text, quote.content[0][0])
        for quote in article.quotes
        if quote.kind is Kind.DIRECT and id(quote) not in known
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def _read(article: Article, here: Stretch) -> Quote | None:
    """The quote the reading made of a stretch in marks: all of it, or a part beside others."""
    for quote in article.quotes:
        if quote.kind is not Kind.INDIRECT:
            for start, end in quote.content:
                if start < here.end and here.start < end:
                    return quote
    return None


def _of(article: Article, quote: Quote, words: str, at: int) -> Quotation:
    text = article.page.text
    known = quote.voice in {Voice.PERSON, Voice.BODY}
    named = quote.speaker is not None and known and not is_role(quote.speaker.lower())
    cue = " … ".join(text[start:end] for start, end in quote.cue) or None
    start, end = quote.paragraph
    pieces = tuple(text[low:high] for low, high in quote.content)
    inside = text[quote.content[0][0] : at] if quote.kind is Kind.MIXED else ""
    unsaid = not_said(f"{cue or ''} {inside}", "") if inside.strip(_MARKS) else None
    told = unsaid or stance(cue, pieces, quote.kind, text[start:end])
    return Quotation(words, at, quote.speaker, named, told, quote.said_on)


_MARKS = " “”\"'‘’«»„"


@dataclass(frozen=True, slots=True)
class _Marked:
    """A quotation, which may go on over paragraphs, and the paragraph it begins in with every
    quotation in it masked, character by character."""

    text: str
    stretches: tuple[Stretch, ...]
    masked: str
    start: int

    @property
    def words(self) -> str:
        return " ".join(self.text[one.start : one.end] for one in self.stretches)

    def of(self, quote: Quote) -> str:
        """What its paragraph has of a quote: in one with an attribution between, both parts."""
        within = self.start, self.start + len(self.masked)
        return " ".join(
            self.text[start:end]
            for start, end in quote.content
            if within[0] <= start and end <= within[1]
        )

    def unread(self, article: Article) -> Quotation:
        """A quotation the reading gave to nobody: by the words around it."""
        first = self.stretches[0]
        start, end = first.outer_start - self.start, first.outer_end - self.start
        before, after = _around(self.masked, start, end)
        unsaid = not_said(before, after) or not_yet_said(before, after)
        speaker = _speaker(before, after, article) if _SAYS.search(f"{before} {after}") else None
        return Quotation(self.words, first.start, speaker, speaker is not None, unsaid)


def _marked(text: str) -> Iterator[_Marked]:
    run: list[Stretch] = []
    first: tuple[str, int] = "", 0
    open_before = False
    for paragraph in paragraphs(text):
        here = stretches(text, paragraph.body, paragraph.end, open_before=open_before)
        here = [*here[:-1], _ended(text, here[-1])] if here else here
        goes_on = bool(run) and bool(here) and _begins(text, paragraph.body, here[0])
        masked = _masked(text, (paragraph.start, paragraph.end), here)
        for one in here:
            if run and not (goes_on and one is here[0]):
                yield _Marked(text, tuple(run), *first)
                run = []
            first = first if run else (masked, paragraph.start)
            run.append(one)
        open_before = bool(here) and not here[-1].closed
        if run and not open_before:
            yield _Marked(text, tuple(run), *first)
            run = []
    if run:
        yield _Marked(text, tuple(run), *first)


def _ended(text: str, last: Stretch) -> Stretch:
    """A quotation that is never closed ends where it is said who said it."""
    told = None if last.closed else _TOLD_WITHIN.search(text, last.start, last.end)
    return replace(last, end=told.start(), closed=True) if told else last


_TOLD_WITHIN = re.compile(rf",(?= (?:\S+ ){{1,4}}?{SAY}\b|,? {SAY} [A-Z])")


def _begins(text: str, start: int, stretch: Stretch) -> bool:
    """Does a paragraph begin with the stretch, and with nothing else?"""
    return not text[start : stretch.outer_start].strip()


def _masked(text: str, within: Span, marked: list[Stretch]) -> str:
    parts, at = [], within[0]
    for one in marked:
        if one.outer_start >= at:
            parts += [text[at : one.outer_start], _MASK * (one.outer_end - one.outer_start)]
            at = one.outer_end
    return "".join([*parts, text[at : within[1]]])


def _around(masked: str, start: int, end: int) -> tuple[str, str]:
    """The words of its sentence before and behind a quotation, up to the next one.

    Behind one that ends its sentence, the next sentence counts when it speaks of "that".
    """
    before, after = masked[:start], masked[end:]
    cuts = [one.end() for one in _SENTENCE_END.finditer(before)]
    before = before[cuts[-1] if cuts else 0 :].rpartition(_MASK)[2]
    cut = _SENTENCE_END.search(after)
    sentence = after[: cut.start()] if cut else after
    if not sentence.strip(" .,;:"):
        back = _BACK.match(after, cut.end() if cut else 0)
        sentence = back[0] if back else ""
    if after[:1].isspace() and after.lstrip()[:1].isupper() and not before.strip():
        back = _BACK.match(after)  # “It will stand.” Lee never said that.
        sentence = back[0] if back else ""
    return before, sentence.partition(_MASK)[0]


def _speaker(before: str, after: str, article: Article) -> str | None:
    """Who is named as saying it: before the verb or behind it, or the only one who is named."""
    found = [
        (part, name)
        for part in (before, after)
        for name in names(part, 0, len(part))
        if name.words and not _CALENDAR.fullmatch(name.text)
    ]
    said = [name for part, name in found if _says(part, name.start, name.end)]
    meant = said[0] if said else (found[0][1] if len(found) == 1 else None)
    if meant is None:
        return None
    known = (one.name for one in article.speakers if meant.text in (one.name, *one.forms))
    return next(known, meant.text)


_CALENDAR = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Contrary|Nobody|No")
_VERB_BEHIND = re.compile(
    rf"(?:['’]s words\b|(?:,[^,]*,)?(?: who)?(?: [\w'’]+){{0,4}}? {SAY}\b)", re.I
)
_VERB_BEFORE = re.compile(rf"\b(?:{SAY}|by|to|that)(?: the)?(?: [a-z]+){{0,3}} $", re.I)


def _says(part: str, start: int, end: int) -> bool:
    return bool(_VERB_BEHIND.match(part, end) or _VERB_BEFORE.search(part, 0, start))
