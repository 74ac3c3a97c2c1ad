"""Quotes of an article in reading order, before their speakers are resolved."""

from dataclasses import dataclass, replace

from bot.model import Span
from bot.reading import cues
from bot.reading.attribute import attributions
from bot.reading.attribution import Attribution, spans
from bot.reading.marks import Stretch
from bot.reading.parse import Parse
from bot.reading.sentences import Sentence
from bot.reading.sources import source_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote whose speaker is still a stretch of text.

    source: empty when nobody is named. rule: the construction, a key of confidence.BASE.
    first, last: the paragraphs it stands in. at: where its cue stands, or its content.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: str
    first: int
    last: int
    at: int


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that announce a quotation still to come: "The minister said:"."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    paragraph: int


def drafts(sentences: list[Sentence], parses: dict[int, Parse]) -> list[Draft]:
    """All quotes of the article. parses: by the number of their sentence."""
    found: list[Draft] = []
    lead: Lead | None = None
    for number, sentence in enumerate(sentences):
        if sentence.bare:
            _bare(found, sentence, lead)
            lead = None
            continue
        parse = parses.get(number)
        if parse is None:
            lead = None
            continue
        here = [_draft(a, sentence) for a in attributions(parse)]
        found.extend(here)
        lead = _lead(parse, here)
    return found


def _draft(one: Attribution, sentence: Sentence) -> Draft:
    parse = one.parse
    content = _balanced(spans(parse, one.content), sentence.stretches)
    source = spans(parse, frozenset(range(one.source[0], one.source[1] + 1))) if one.source else ()
    cue = spans(parse, frozenset(one.cue))
    return Draft(
        content,
        source,
        cue,
        one.rule,
        sentence.paragraph,
        sentence.paragraph,
        parse.spans[one.anchor][0],
    )


def _balanced(content: tuple[Span, ...], stretches: tuple[Stretch, ...]) -> tuple[Span, ...]:
    """Marks at the edges: left out where a span is one quotation, else kept in pairs."""
    found: list[Span] = []
    for start, end in content:
        whole = next((s for s in stretches if s.outer_start <= start and end <= s.outer_end), None)
        if whole is not None:
            found.append((max(start, whole.start), min(end, whole.end)))
            continue
        first = next((s.outer_start for s in stretches if s.start == start), start)
        last = next((s.outer_end for s in stretches if s.end <= end <= s.outer_end), end)
        found.append((first, last))
    return tuple(found)


def _bare(found: list[Draft], sentence: Sentence, lead: Lead | None) -> None:
    """A sentence that is one quotation: announced, or going on from the one before."""
    stretch = next(iter(sentence.placeholders.values()))
    span = (stretch.start, stretch.end)
    here = sentence.paragraph
    if lead is not None and here - lead.paragraph <= 1:
        found.append(Draft((span,), lead.source, lead.cue, "lead", here, here, span[0]))
        return
    last = found[-1] if found else None
    if last is not None and here - last.last <= 1 and last.rule != "according":
        found[-1] = replace(last, content=(*last.content, span), last=here)
        return
    found.append(Draft((span,), (), (), "alone", here, here, span[0]))


def _lead(parse: Parse, here: list[Draft]) -> Lead | None:
    if parse.words[-1] not in (":", ",", "—", "–", "-") or not parse.sentence.masked.endswith(":"):
        return None
    if here and here[-1].content[-1][1] >= parse.spans[-2][1]:
        return None
    known = cues.verbs()
    for at in range(len(parse) - 1, -1, -1):
        if parse.lower[at] in known and parse.tags[at].startswith("V"):
            source = source_of(parse, at)
            if source is not None:
                named = spans(parse, frozenset(range(source[0], source[1] + 1)))
                return Lead(named, (parse.spans[at],), parse.sentence.paragraph)
    return None
