"""Quotes of an article in reading order, before their speakers are resolved."""

from dataclasses import dataclass, field, replace

from bot.model import Provenance, Span
from bot.reading.attribute import attributions
from bot.reading.attribution import Attribution, spans
from bot.reading.hanging import Phrase, phrase
from bot.reading.leads import Lead, announced, subject
from bot.reading.lines import Line
from bot.reading.marks import Stretch
from bot.reading.parse import Parse
from bot.reading.provenance import provenance
from bot.reading.run_on import named_behind
from bot.reading.sentences import Sentence
from bot.reading.voices import another_voice


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote whose speaker is still a stretch of text.

    source: empty when nobody is named. rule: the construction, a key of confidence.DOUBT.
    first, last: the paragraphs it stands in. at: where its cue stands, or its content.
    phrase: how its source is built, where it was parsed.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    rule: str
    first: int
    last: int
    at: int
    provenance: Provenance = field(default_factory=Provenance)
    phrase: Phrase | None = None

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.content[-1][1] if self.content else -1


def drafts(
    text: str,
    sentences: list[Sentence],
    parses: dict[int, Parse],
    lines: dict[int, Line | None],
) -> list[Draft]:
    """All quotes of the article. parses: by the number of their sentence. lines: by paragraph."""
    found: list[Draft] = []
    done = tail = -1
    held: list[Sentence] = []  # quotations whose speaker stands behind a later paragraph, `tail`
    doubled = any(not mark.single for one in sentences for mark in one.stretches)
    for number, sentence in enumerate(sentences):
        here = sentence.paragraph
        if here in lines:
            line = lines[here]
            if here != done and line is not None:
                found.append(_of_line(line, here))
            done = here
        elif sentence.bare and doubled and _is_subhead(sentences, number):
            continue
        elif sentence.bare:
            lead = _before(sentences, parses, number, found)
            if number > tail and not (lead is not None and lead.announced):
                tail = named_behind(text, sentences, parses, number, lines)
            if number < tail:
                held.append(sentence)
            else:
                _bare(found, sentence, lead, turn=another_voice(sentences, number))
        elif found and found[-1].rule == "block" and found[-1].last == here:
            found[-1] = replace(found[-1], content=((found[-1].content[0][0], sentence.end),))
        elif _opens_block(sentences, parses, number):
            lead = _before(sentences, parses, number, found)
            if lead is not None and lead.announced:
                span = (sentence.start, sentence.end)
                found.append(_of_lead(lead, span, "block", here))
        elif number in parses:
            found += _attributed(parses[number], sentences, number, found, held)
            held = []
    return found


def _attributed(
    parse: Parse,
    sentences: list[Sentence],
    number: int,
    found: list[Draft],
    held: list[Sentence],
) -> list[Draft]:
    """The quotes of a sentence with its own cues, or going on from those `found` before."""
    sentence = sentences[number]
    here_found = attributions(parse)
    if not here_found:
        return _unclaimed(sentence, sentences[number - 1] if number else None, found)
    here: list[Draft] = []
    for one in here_found:
        if one.said:
            draft = _continued(_draft(one, sentence), one, (here or found)[-1:])
            here.append(draft if here else _with_held(draft, held))
    return here


def _with_held(draft: Draft, held: list[Sentence]) -> Draft:
    """With the paragraphs of its quotation that stand before its own."""
    if not held:
        return draft
    begun = (next(iter(one.placeholders.values())) for one in held)
    content = (*((s.start, s.end) for s in begun), *draft.content)
    return replace(draft, content=content, first=held[0].paragraph)


def _open(sentence: Sentence, rule: str) -> Draft:
    """A quotation by itself that nothing says whose it is."""
    stretch = next(iter(sentence.placeholders.values()))
    here = sentence.paragraph
    return Draft(((stretch.start, stretch.end),), (), (), rule, here, here, stretch.start)


def _is_subhead(sentences: list[Sentence], number: int) -> bool:
    """A few words in single marks that are a paragraph, where quotations have double ones."""
    here = sentences[number]
    stretch = next(iter(here.placeholders.values()))
    beside = (*sentences[max(0, number - 1) : number], *sentences[number + 1 : number + 2])
    short = stretch.end - stretch.start <= _SUBHEAD and stretch.single
    return short and all(other.paragraph != here.paragraph for other in beside)


_SUBHEAD = 40  # characters


def _unclaimed(sentence: Sentence, before: Sentence | None, found: list[Draft]) -> list[Draft]:
    """A sentence with a quotation of its own that no cue claims goes on with the quote before it
    ("…," she said. For her, “it was the end of the world.”)."""
    if before is None or before.paragraph != sentence.paragraph or not found:
        return []
    last = found[-1]
    if last.rule not in _DIRECT or max(last.at, last.end) < before.start:
        return []
    quoted = sum(s.end - s.start for s in sentence.stretches)
    if quoted < _LONG_QUOTED:
        return []
    here = sentence.paragraph
    content = _balanced(((sentence.start, sentence.end),), sentence.stretches)
    return [replace(last, content=content, rule="goes on", first=here, last=here, at=content[0][0])]


_LONG_QUOTED = 20  # characters


def _continued(draft: Draft, one: Attribution, before: list[Draft]) -> Draft:
    """ "Adding, “…”" at the start of a sentence goes on with whom the one before named."""
    goes_on = one.anchor == 0 and one.source is None and one.parse.tags[0] == "VBG"
    if not goes_on or not before or before[-1].last < draft.first - 1:
        return draft
    return replace(draft, source=before[-1].source, phrase=before[-1].phrase)


def _opens_block(sentences: list[Sentence], parses: dict[int, Parse], number: int) -> bool:
    """A paragraph without marks right after one that ends "… wrote:" is what was written."""
    before = sentences[number - 1] if number else None
    if before is None or not before.masked.endswith(":") or number - 1 not in parses:
        return False
    here = sentences[number]
    return here.paragraph == before.paragraph + 1 and not here.stretches and not before.bare


def _of_lead(lead: Lead, span: Span, rule: str, paragraph: int) -> Draft:
    told = lead.source, lead.cue, rule, paragraph, paragraph, span[0], lead.provenance, lead.phrase
    return Draft((span,), *told)


def _of_line(line: Line, paragraph: int) -> Draft:
    cue = (line.cue,) if line.cue is not None else ()
    source = (line.source,) if line.source is not None else ()
    at = source[0][0] if source else line.content[0]
    return Draft((line.content,), source, cue, line.rule, paragraph, paragraph, at)


def _before(
    sentences: list[Sentence], parses: dict[int, Parse], number: int, found: list[Draft]
) -> Lead | None:
    """What the sentence before says of a quotation that stands by itself."""
    if number == 0 or number - 1 not in parses:
        return None
    before = sentences[number - 1]
    if sentences[number].paragraph - before.paragraph > 1:
        return None
    parse = parses[number - 1]
    if before.masked.endswith(":"):
        return announced(parse, found[-1].end if found else -1)
    if found and found[-1].end >= before.start:
        return None
    return subject(parse)


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
        provenance(one),
        phrase(parse, one.source, one.anchor) if one.source else None,
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
        last = next((s.outer_end for s in stretches if _ends_in(s, end)), end)
        found.append((first, last))
    return tuple(found)


def _ends_in(stretch: Stretch, end: int) -> bool:
    """Does a span end with the stretch, but for its stop ("a gift," or "a gift.")?"""
    return stretch.end - 1 <= end <= stretch.outer_end and end > stretch.start


def _bare(found: list[Draft], sentence: Sentence, lead: Lead | None, *, turn: bool) -> None:
    """A sentence that is one quotation: announced, or going on from the one before, or in another
    voice (turn)."""
    if turn:
        found.append(_open(sentence, "turn"))
        return
    stretch = next(iter(sentence.placeholders.values()))
    span = (stretch.start, stretch.end)
    here = sentence.paragraph
    if lead is not None:
        rule = "lead" if lead.announced else "follows"
        found.append(_of_lead(lead, span, rule, here))
        return
    last = _last_direct(found)
    if last is None or here - found[last].last > 1 or found[last].rule == "turn":
        found.append(_open(sentence, "alone"))
    elif found[last].rule in _DIRECT and len(found[last].content) < _MOST_PIECES:
        one = found[last]
        found[last] = replace(one, content=(*one.content, span), last=here)
    else:
        one = found[last]
        found.append(
            replace(one, content=(span,), rule="goes on", first=here, last=here, at=span[0])
        )


_MOST_PIECES = 500  # of one quote; a book that is quoted whole costs no more than its length
_DIRECT = frozenset({"quote", "parenthesis", "lead", "follows", "alone", "label", "goes on"})


def _last_direct(found: list[Draft]) -> int | None:
    """The number of the last draft; of its sentence's drafts, the one with a quotation."""
    if not found:
        return None
    last = len(found) - 1
    for number in range(last, max(-1, last - 3), -1):
        same = found[number].last == found[last].last
        if same and found[number].rule in _DIRECT and found[last].at - found[number].at < _NEAR:
            return number
    return last


_NEAR = 400  # characters: about a sentence
