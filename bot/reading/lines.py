"""Quotes that a line's own shape attributes: headlines, transcripts, signed pull quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Span
from bot.reading.cues import saying_forms
from bot.reading.interviews import answers
from bot.reading.marks import Stretch
from bot.reading.structure import Paragraph, Role
from bot.reading.wordlists import words

_LABEL = re.compile(r"([^\W\d_][^:“”\"!?\n]{0,80}?)\s?:\s*(?=\S)")
_NOT_SPEAKERS = words("common", "label")
_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_SIGNATURE = re.compile(
    rf"(?:[-—–―~]+\s*({_CAPITAL}(?: (?:{_CAPITAL}|of|de|la|del|der|al|von|van|the))*"
    r"(?:, [^.!?:\d]{2,80})?)(?: \(@\w+\)(?: \w+ \d{1,2}(?:, \d{4})?)?)?|"
    rf"(?<=[.!?”\"])\s({_CAPITAL}(?: {_CAPITAL}){{1,3}}(?:, [^.!?:\d]{{2,80}})?))\W{{0,2}}$"
)
_NAME_BELOW = re.compile(
    rf"(?P<dash>[-—–―~]+ ?)?(?P<name>{_CAPITAL}(?: (?:{_CAPITAL}|of|de|la|del|al|von|van|the))*)"
    r"(?:, [^.!?:“”\"]{2,80})?\.?(?P<closing>[”\"])?"
)
_HANDLE = re.compile(r"\s*\(?@\w+\)?$")
_LONGEST_LABEL = 9  # words
_HEADLINE_LABEL = 4  # words
_SHORTEST_PULL = 8  # words of a pull quote without marks


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that is one quote: its words, who it is by, and what says so. source: None for
    an answer that stands under its question without a name."""

    content: Span
    source: Span | None
    cue: Span | None
    rule: str


def lines(
    text: str, paragraphs: Sequence[Paragraph], stretches: dict[int, list[Stretch]]
) -> dict[int, Line | None]:
    """The paragraphs, by number, that attribute themselves; None for one that only says who spoke
    the paragraph before. stretches: by paragraph."""
    interview = answers(text, paragraphs)
    # Where the rest is an interview, one question and answer with names are enough.
    transcript = _transcript_labels(text, paragraphs, 1 if interview else _TURNS)
    found: dict[int, Line | None] = {
        number: Line(_unquoted(text, answer[1]), answer[0], None, "answer") if answer else None
        for number, answer in interview.items()
    }
    for number, marks in stretches.items():
        if number in found:
            continue
        paragraph = paragraphs[number]
        below = _signed_below(text, paragraphs, number, marks)
        if below is not None:
            found[number], found[number + 1] = below, None
            continue
        line = _labelled(text, paragraph, marks, transcript) or _signed(text, paragraph, marks)
        if line is not None:
            found[number] = line
    return found


def _unquoted(text: str, span: Span) -> Span:
    """Without the marks around the whole of it."""
    start, end = span
    marked = text[start] in '“"' and text[end - 1] in '”"' and end - start > _NARROWEST
    return (start + 1, end - 1) if marked else span


_NARROWEST = 2  # characters: marks with nothing between


def _signed_below(
    text: str, paragraphs: Sequence[Paragraph], number: int, marks: list[Stretch]
) -> Line | None:
    """A pull quote with the speaker in a paragraph of its own, after a dash or, where the marks
    were put round both, before the closing mark."""
    if number + 1 == len(paragraphs) or len(marks) != 1:
        return None
    here, below = paragraphs[number], paragraphs[number + 1]
    quote = marks[0]
    if quote.outer_start != here.body or quote.outer_end != here.end:
        return None
    m = _NAME_BELOW.fullmatch(text, below.start, below.end)
    if m is None or bool(m["closing"]) == quote.closed or bool(m["dash"]) != quote.closed:
        return None
    return Line((quote.start, quote.end), m.span("name"), None, "signed")


def _transcript_labels(text: str, paragraphs: Sequence[Paragraph], fewest: int) -> set[str]:
    """The labels of a transcript's lines: names in capitals and a colon, three or more in all; or
    names of two people or more who take turns, or of whom one asks and another
    answers, `fewest` times or more."""
    times: dict[str, int] = {}
    answered: set[str] = set()
    pairs = 0
    asks: str | None = None  # by whom the line before was, if it asks
    for p in paragraphs:
        m = _LABEL.match(text, _first(text, p), min(p.end, p.body + 90))
        if m is None or not _is_label(m.group(1)):
            asks = None
            continue
        label, question = m.group(1), text.endswith(_QUESTION, p.start, p.end)
        if label not in _ASKERS:
            times[label] = times.get(label, 0) + 1
        if asks not in (None, label):
            answered |= {asks, label}
            pairs += 1
        asks = label if question else None
    loud = {label for label in times if label.isupper()}
    turns = {label for label, n in times.items() if n >= _TURNS}
    by_question = answered if pairs >= fewest and len(times) <= _VOICES else set()
    if sum(times[label] for label in loud) >= _LINES:
        return loud | by_question | (turns if len(turns) > 1 else set())
    taken = set(times) if len(turns) > 1 and len(times) <= _VOICES else set()
    return taken | by_question


_ASKERS = frozenset({"Q", "QUESTION", "A", "ANSWER"})
_QUESTION = ("?", "?”", '?"')
_LINES, _TURNS, _VOICES = 3, 2, 8


def _first(text: str, paragraph: Paragraph) -> int:
    """Where its first word is: a transcript that is quoted as a whole opens with a mark."""
    return paragraph.body + text.startswith(("“", '"'), paragraph.body)


def _labelled(
    text: str, paragraph: Paragraph, marks: list[Stretch], transcript: set[str]
) -> Line | None:
    m = _LABEL.match(text, _first(text, paragraph), paragraph.end)
    if m is None or not _is_label(m.group(1)):
        return None
    source, cue = m.span(1), (m.end(1), text.index(":", m.end(1)) + 1)
    if (letter := _WRITTEN_BY.match(m.group(1))) is not None:
        source = source[0] + letter.end(), source[1]
    quoted = next((s for s in marks if s.outer_start == m.end()), None)
    if quoted is not None and not text[quoted.outer_end : paragraph.end].strip(" ."):
        return Line((quoted.start, quoted.end), source, cue, "label")
    if m.group(1) in transcript and m.group(1) not in _ASKERS:
        end = paragraph.end - _closes_all(text, m.end(), paragraph.end)
        return Line((m.end(), end), source, cue, "transcript")
    if text.count(" ", m.end(), paragraph.end) < 2:
        return None
    posted = _HANDLE.search(m.group(1))  # "Ann Lee (@annlee): The road is open."
    if posted is not None:
        source = source[0], source[0] + posted.start()
    headline = paragraph.role is Role.HEADLINE and _returns(text, m.group(1), paragraph.end)
    return Line((m.end(), paragraph.end), source, cue, "label") if posted or headline else None


def _closes_all(text: str, start: int, end: int) -> bool:
    """Is the mark at the end the whole transcript's, and no quotation's inside the answer?"""
    last, inside = text[end - 1], text[start:end]
    return last in '”"' and (inside.count("”") > inside.count("“") or inside.count('"') % 2 == 1)


# "Letter to Ann Lee from Bo Berg: “…”" is Berg's.
_WRITTEN_BY = re.compile(
    rf"(?:\w+ )?(?:{'|'.join(sorted(words('nouns', 'medium')))})(?: to [\w .’'-]+?)? (?:by|from) ",
    re.IGNORECASE,
)


def _returns(text: str, label: str, after: int) -> bool:
    """Is a headline's label somebody the article goes on to name?"""
    parts = label.split()
    return len(parts) <= _HEADLINE_LABEL and text.find(parts[-1], after) >= 0


def _is_label(label: str) -> bool:
    """A name: every word capitalized but particles, and no label of the desk ("Exclusive")."""
    parts = label.replace("(", " ").split()
    if not 0 < len(parts) <= _LONGEST_LABEL:
        return False
    if parts[0].lower() in _NOT_SPEAKERS or parts[-1].lower() in _NOT_SPEAKERS:
        return False
    if any(p.lower() in saying_forms() for p in parts):
        return False
    return sum(p[0].islower() for p in parts) <= len(parts) // 3


def _signed(text: str, paragraph: Paragraph, marks: list[Stretch]) -> Line | None:
    """ "So far it is a draw." - Ann Lee"""
    if paragraph.role is Role.HEADLINE:
        return None
    tail = max(paragraph.body, paragraph.end - 140)
    m = _SIGNATURE.search(text, tail, paragraph.end)
    if m is None or not saying_forms().isdisjoint(m.group().lower().split()):
        return None  # "“…!” Ann Lee, a miner, said"
    source = m.span(1) if m.group(1) else m.span(2)
    end = m.start()
    while end > paragraph.body and text[end - 1].isspace():
        end -= 1
    whole = next((s for s in marks if s.outer_start == paragraph.body and s.outer_end == end), None)
    if whole is not None:
        return Line((whole.start, whole.end), source, None, "signed")
    plain = not marks and text[end - 1] in ".!?" and text[m.end() - 1] != "."
    if plain and text.count(" ", paragraph.body, end) >= _SHORTEST_PULL:
        return Line((paragraph.body, end), source, None, "signed")
    return None
