"""Interviews in question-and-answer form: which lines are answers, and who gives them.

A question is nobody's quote: the one who asks is the desk. An answer is the words of whoever is
interviewed, whom the lines above the first question name. Questions are marked ("Q:"), or stand
in lines of their own (in bold, on the page) over the answers.
"""

import re
from collections.abc import Iterator, Sequence

from bot.model import Span, Voice
from bot.reading.people import Cast
from bot.reading.someone import Mention, Someone
from bot.reading.structure import QUOTABLE, Paragraph, Role

_ASKS = re.compile(r"(?:Q|QUESTION|Question)\s?[.:]\s")
_ANSWERS = re.compile(r"(?P<label>A|ANSWER|Answer)\s?[.:]\s+")
_FEWEST = 2  # pairs of a question and an answer
_LONGEST_INTRODUCTION = 4000  # characters
_LONGEST_QUESTION = 400  # characters

# "An interview with Ann Lee", "Ann Lee spoke to the Gazette".
_WITH = re.compile(
    r"\b(?:interview(?:ed|s)?|Q ?& ?A|questions? (?:to|for)|conversation|talk(?:ed|s)?|spoke|"
    r"speaks|sat down|caught up|asked|met)\b[^.!?\n]{0,60}?(?:\bwith|\bto|\bfor|:)?\s*$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"[^.!?\n]{0,80}?\b(?:spoke|speaks|talk(?:s|ed)?|answer(?:s|ed)?|tells|told|sat down)\b"
)
_INTERVIEWS = re.compile(r"[^.!?\n]{0,40}?\b(?:interview(?:s|ed)|asked|asks|met|meets|visited)\b")
_SAYS_SO = re.compile(
    r"\binterview|\bQ ?& ?A\b|\bin conversation with\b|\b(?:sat|sits) down with\b|"
    r"\b(?:spoke|speaks|talked|talks) (?:to|with)\b|\b(?:answer(?:s|ed)?|put|asked)\b[^.\n]{0,40}"
    r"\bquestions\b",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:reporter|journalist|correspondent|editor|host|presenter|interviewer|columnist|"
    r"newspaper|desk)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:^|\n)\s*(?:[Bb]y|BY|[Ii]nterview(?:ed)? by|[Ww]ords:?)\s+$")
_QUESTION_LINE = re.compile(r"(?m)^\s*(?:Q|QUESTION|Question)\s?[.:]\s|^[^“”\"\n]{1,400}\?[*_ ]*$")
_LABELLED = re.compile(r"(?m)^\s*[*_]{0,3}([^\W\d_][^:“”\"!?\n]{0,60}?)\s?:[*_]{0,3}\s+(\S.*)$")

_OUTLET_OWNS = re.compile(r"\b[Tt]he (?:[A-Z][\w-]+ ){0,4}?[A-Z]?[\w-]*[’']s $")
_MARKED = re.compile('[“”"«»„]')
_TOLD = re.compile(
    r"[”\"]\s+(?:[\w.’'-]+\s){1,4}(?:said|says|added|told)\b|[”\"]\s+(?:said|says)\b"
)
# By paragraph: None for a question; of an answer its label, if it has one, and its words.
Answers = dict[int, tuple[Span | None, Span] | None]


def answers(text: str, paragraphs: Sequence[Paragraph]) -> Answers:
    """The questions and answers of an article; empty when it is no interview in this form."""
    asked = [n for n, p in enumerate(paragraphs) if _ASKS.match(text, p.start, p.end)]
    found: Answers = dict.fromkeys(asked)
    for number, p in enumerate(paragraphs):
        m = _ANSWERS.match(text, p.start, p.end)
        if m is not None and m.end() < p.end:
            found[number] = (m.span("label"), (m.end(), p.end))
    pairs = sum(found.get(n + 1) is not None for n in asked)
    if pairs >= _FEWEST:
        return _with_continuations(paragraphs, found)
    return _under_questions(text, paragraphs) if not found else {}


def _with_continuations(paragraphs: Sequence[Paragraph], found: Answers) -> Answers:
    """An answer goes on until the next question, over its paragraphs."""
    first, last = min(found), max(found)
    whole: Answers = {}
    label: Span | None = None
    for number in range(first, last + 1):
        if number in found:
            answer = found[number]
            label = answer[0] if answer is not None else None
            whole[number] = answer
        elif label is not None and paragraphs[number].role in QUOTABLE:
            whole[number] = (label, (paragraphs[number].body, paragraphs[number].end))
    return whole


def _under_questions(text: str, paragraphs: Sequence[Paragraph]) -> Answers:
    """Questions in lines of their own, each with its answer below: only where the lines above
    them say that somebody was interviewed, for other texts put questions to their readers."""
    asked = [n for n, p in enumerate(paragraphs) if _is_question(text, p)]
    if len(asked) < _FEWEST or asked[0] == 0:
        return {}
    first = paragraphs[asked[0]].start
    if _SAYS_SO.search(text, max(0, first - _LONGEST_INTRODUCTION), first) is None:
        return {}
    found: Answers = dict.fromkeys(asked)
    for number in range(asked[0], min(asked[-1] + 2, len(paragraphs))):
        p = paragraphs[number]
        if number in found or p.role not in (*QUOTABLE, Role.SUBHEAD):
            continue
        if _TOLD.search(text, p.start, p.end) is not None:
            return {}  # the questions are subheads of a report
        found[number] = (None, (p.body, p.end))
    pairs = sum(found.get(n + 1) is not None for n in asked)
    return found if pairs >= _FEWEST else {}


def _is_question(text: str, p: Paragraph) -> bool:
    line = text[p.start : p.end].strip("*_ ")
    asks = line.endswith("?") and p.end - p.start <= _LONGEST_QUESTION
    return asks and _MARKED.search(line) is None and _LABELLED.match(line) is None


def interviewees(text: str, label: int, cast: Cast) -> tuple[Someone, ...]:
    """Who can be the one that answers at the label: who answered by name before it, or whom the
    introduction says was interviewed, or else whom it names most. Several when it does not show
    which; empty when it names nobody. The one who asks never."""
    asks, answers_ = _by_name(text, label, cast)
    if answers_:
        return answers_
    first = _first_question(text, label)
    low = max(0, first - _LONGEST_INTRODUCTION)
    named = [
        m
        for m in cast.within((low, first))
        if m[2].voice is Voice.PERSON and m[2] not in asks and not _is_desk(text, m)
    ]
    # "The Gazette" may be taken for a person: not where somebody has a whole name.
    named = [m for m in named if m[2].named or len(m[2].words) > 1] or named
    heard = {m[2] for m in named if _may_ask(text, m, named)}
    found = tuple(dict.fromkeys(_interviewed(text, [m for m in named if m[2] not in heard])))
    if found:
        return found
    if heard:  # the other one may have no name here: nobody by himself
        everybody = tuple(dict.fromkeys(who for _, _, who in named))
        return everybody if len(everybody) > 1 else ()
    times: dict[Someone, int] = {}
    for _, _, who in named:
        times[who] = times.get(who, 0) + 1
    most = max(times.values(), default=0)
    return tuple(who for who, n in times.items() if n == most)


def _by_name(text: str, before: int, cast: Cast) -> tuple[set[Someone], tuple[Someone, ...]]:
    """Who asks, and who answers, in lines that their names stand before."""
    asks: set[Someone] = set()
    answers_: list[Someone] = []
    asked = False
    for m in _LABELLED.finditer(text, 0, before):
        who = next((one for _, _, one in cast.within(m.span(1))), None)
        question = m.group(2).rstrip('*_ ”"').endswith("?")
        if who is not None and question:
            asks.add(who)
        elif who is not None and asked:
            answers_.append(who)
        asked = question
    return asks, tuple(dict.fromkeys(w for w in answers_ if w not in asks))


def _interviewed(text: str, named: list[Mention]) -> Iterator[Someone]:
    """ "An interview with Ann Lee"; "Ann Lee spoke to the Gazette"; in "Ann Lee spoke to Jo Berg"
    both; in "Ann Lee interviewed Jo Berg" the second."""
    sentence: int | None = None  # where the sentence of the first one found ends
    for start, end, who in named:
        if sentence is not None and start > sentence:
            return
        before = text[max(0, start - 120) : start]
        spoken_with = _WITH.search(before) is not None
        asked = _INTERVIEWS.match(text, end) is not None and not spoken_with
        another = any(one is not who and start < at < _stop(text, end) for at, _, one in named)
        if asked and another:
            continue
        if spoken_with or asked or _SPEAKS.match(text, end) is not None:
            sentence = _stop(text, end) if sentence is None else sentence
            yield who


def _may_ask(text: str, mention: Mention, named: list[Mention]) -> bool:
    """ "The head of the rescue service spoke to Ann Lee", "she talked to Ann Lee": Lee asks, as
    likely; not where "we", a reporter or an outlet does, nor where nobody stands before it."""
    start, _, who = mention
    m = _SPOKE_TO.search(text, max(0, start - _LONGEST_SUBJECT), start)
    if m is None:
        return False
    subject = m["subject"].strip()
    another = any(m.start("subject") <= at < start and one is not who for at, _, one in named)
    return not (another or not subject or _ASKER.search(subject) or _OUTLET.fullmatch(subject))


_LONGEST_SUBJECT = 200  # characters
_SPOKE_TO = re.compile(
    r"(?:^|[.!?:”\"]\s|\n)(?P<subject>[^.!?:“”\"\n]*?)\b(?:spoke|speaks|talk(?:ed|s)|sat down|"
    r"sits down|caught up|(?:gave|gives|in) an? (?:\w+ )?(?:interview|conversation))\b"
    r"[^.!?\n]{0,40}?\b(?:to|with) (?:[a-z]+ ){0,3}$"
)
_ASKER = re.compile(rf"\b(?:[Ww]e|I)\b|{_DESK.pattern}", re.IGNORECASE)
_OUTLET = re.compile(
    r"(?:[Tt]he )?(?!(?:He|She|They|It)\b)[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|and))*"
)


def _stop(text: str, at: int) -> int:
    m = re.compile(r"[.!?]\s|\n").search(text, at)
    return m.start() if m is not None else len(text)


def _is_desk(text: str, mention: Mention) -> bool:
    """ "reporter Ann Lee", "Ann Lee, our correspondent", "By Ann Lee", "the Gazette's Ann Lee"."""
    start, _, who = mention
    before = text[max(0, start - 40) : start]
    if any(_DESK.search(role) for role in who.roles) or _BY.search(before) is not None:
        return True
    title = next(iter(who.mentions.values())).title
    return bool(_DESK.search(title)) or _OUTLET_OWNS.search(before) is not None


def _first_question(text: str, before: int) -> int:
    asked = _QUESTION_LINE.search(text, 0, before)
    return asked.start() if asked is not None else before
