"""Drafts and their speakers become quotes: kind, context, role, confidence."""

from bisect import bisect_right
from typing import NamedTuple

from bot.model import Kind, Quote, Span, Speaker, Voice
from bot.reading.confidence import confidence
from bot.reading.drafts import Draft
from bot.reading.marks import Stretch
from bot.reading.said import Said
from bot.reading.someone import Someone
from bot.reading.structure import Paragraph, Role

_UNOPENED = 0.4  # below what an answer shows


class Decided(NamedTuple):
    """A quote, and what it was made of."""

    quote: Quote
    draft: Draft
    said: Said


def decided(
    text: str,
    paragraphs: tuple[Paragraph, ...],
    marks: tuple[Stretch, ...],
    drafts: list[Draft],
    said: list[Said],
) -> tuple[Decided, ...]:
    """One quote a draft, in reading order."""
    marked = _Marked(text, marks)
    found = [
        Decided(_quote(marked, paragraphs, draft, who), draft, who)
        for draft, who in zip(drafts, said, strict=True)
        if draft.content
    ]
    return tuple(sorted(found, key=lambda one: one.quote.content))


def _quote(marked: "_Marked", paragraphs: tuple[Paragraph, ...], draft: Draft, said: Said) -> Quote:
    text = marked.text
    first, last = paragraphs[draft.first], paragraphs[draft.last]
    content = tuple((s, _end(text, s, e)) for s, e in draft.content)
    kind = marked.kind(content)
    return Quote(
        kind=kind,
        text=" ".join(text[s:e] for s, e in content),
        content=content,
        source=draft.source,
        cue=draft.cue,
        speaker=said.speaker,
        voice=said.voice,
        role=said.role,
        background=first.role is Role.BACKGROUND,
        confidence=min(confidence(text, draft, said, kind), marked.surest(content)),
        paragraph=(first.start, last.end),
        candidates=said.candidates,
        provenance=draft.provenance,
        together=tuple(who.name for who in said.others),
    )


class _Marked:
    """A text with its quoted stretches: how much of a span stands inside them?"""

    def __init__(self, text: str, marks: tuple[Stretch, ...]) -> None:
        self.text = text
        self._marks = marks
        self._starts = [m.start for m in marks]
        self._unopened = {m.start for m in marks if not m.opened}

    def kind(self, content: tuple[Span, ...]) -> Kind:
        """Direct when every letter stands in quotation marks, indirect when none does."""
        inside = total = 0
        for start, end in content:
            total += self._letters(start, end)
            at = max(0, bisect_right(self._starts, start) - 1)
            while at < len(self._marks) and self._marks[at].start < end:
                mark = self._marks[at]
                inside += self._letters(max(start, mark.start), min(end, mark.end))
                at += 1
        if not inside:
            return Kind.INDIRECT
        return Kind.DIRECT if inside == total else Kind.MIXED

    def surest(self, content: tuple[Span, ...]) -> float:
        """What a quote can be at most: words that lack their opening mark may lack words too."""
        return _UNOPENED if any(start in self._unopened for start, _ in content) else 1.0

    def _letters(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self.text[start:end]))


def _end(text: str, start: int, end: int) -> int:
    """Without the comma that only leads on to the attribution."""
    return end - 1 if end - 1 > start and text[end - 1] == "," else end


def speakers(said: list[Said]) -> tuple[Speaker, ...]:
    """Everybody who speaks, in order of first word, with the forms the article uses for them."""
    found: dict[str, Speaker] = {}
    for one in said:
        if one.speaker is None or one.voice is Voice.UNCLEAR:
            continue
        if one.speaker not in found:
            found[one.speaker] = _named(one.speaker, one.voice, one.role, one.who)
        for other in one.others:
            if other.name not in found:
                found[other.name] = speaker(other)
    return tuple(found.values())


def speaker(who: Someone) -> Speaker:
    """Somebody of the article, with the forms it uses for them."""
    return _named(who.name, who.voice, who.role, who)


def _named(shown: str, voice: Voice, role: str | None, who: Someone | None) -> Speaker:
    forms = dict.fromkeys(name.text for name in (who.mentions.values() if who else ()))
    forms.pop(shown, None)
    if who is None:
        return Speaker(shown, voice, role)
    age = int(who.age) if who.age and who.age.isdecimal() else None
    return Speaker(shown, voice, role, who.gender, tuple(forms), age)
