"""The words beside a cue that tell when something was said: "on Friday", "three days earlier"."""

import re
from collections.abc import Iterator

from bot.model import Span
from bot.reading.attribution import Attribution, is_edge
from bot.reading.parse import Parse
from bot.reading.structure import MONTH
from bot.reading.tags import FINITE_OR_MODAL
from bot.reading.wordlists import words

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = "|".join(WEEKDAYS)
_PART = "morning|afternoon|evening|night"
_MANY = rf"(?:\d+|{'|'.join(NUMBERS)}|an?|several|some|many|(?:a )?few|(?:a )?couple(?: of)?)"
_LENGTH = "(?:minute|hour|day|night|week|weekend|month|year|decade)s?"
_DAYS = "(?:day|night|week|weekend|month|year)s?"
_EVENT = r"(?:after|following|since|into|before(?= (?:the|an?|his|her|its|their|[A-Z])\b)) "
_SPAN = f"(?:{_PART}|week|weekend|month|year|decade|spring|summer|autumn|fall|winter|season)"
_WHEN = re.compile(
    r"(?<![\w-])(?:"
    # days of a calendar
    r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}|"
    rf"{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:(?: ,)? \d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:(?: ,)? \d{{4}})?|"
    rf"(?i:(?:(?:last|next|this) )?(?:{_WEEKDAY})(?: (?:{_PART}))?|today|yesterday|tonight)|"
    # days reckoned from what happened on another
    rf"(?i:(?:{_MANY} |the )?{_DAYS}) {_EVENT}[^,.;:]{{0,79}}[^\s,.;:](?= ?(?:[,.;:]|$))|"
    # days reckoned from another
    rf"(?i:(?:{_MANY} )?{_LENGTH} (?:earlier|before|ago|previously|later)|"
    rf"(?:the|that) {_LENGTH} before|(?:the|that) (?:previous|following|next|same) {_LENGTH}|"
    rf"(?:this|that|last|the previous) {_SPAN})|"
    # no day at all
    rf"(?i:in|last|this) (?i:early |late |mid-? ?)?{MONTH}(?:(?: ,)? \d{{4}})?|"
    r"(?i:in|during) (?:early |late |mid-? ?)?(?:19|20)\d\d|(?i:in|during) the (?:19|20)\d0s|"
    r"(?:(?<=\ba )|(?<=\bits )|(?<=\bhis )|(?<=\bher )|(?<=\btheir ))(?:19|20)\d\d|"
    r"(?i:in|over) (?:(?:recent|past|previous|earlier) \w+|the past(?: \w+)?)|"
    r"(?i:previously|earlier|before|formerly|recently|originally|initially)|"
    r"(?i:at (?:the|that) time|back then)"
    r")(?![\w-])"
)
_TITLE = re.compile("(?:This|Last) [A-Z][a-z]+(?<!day)$")  # "told This Week"
# What has a day of its own, which is not when the words were said: "after the vote on Monday".
_AWAY = frozenset(
    {"after", "before", "since", "until", "till", "ahead", "following", "about", "over"}
    | {"regarding", "concerning", "into", "whether", "because", "as", "while", "who", "whom"}
    | {"whose", "which", "that", "when", "where", "against", "amid", "despite"}
)
_OF_CUE = frozenset({"of", "for"})  # "said of Monday's vote"
# Participles of what was said or of how it came out: "in a letter sent on Monday".
_ALONG = frozenset(
    {"asked", "pressed", "questioned", "dated", "sent", "published", "released", "posted"}
    | {"issued", "broadcast", "aired", "recorded"}
)
_NOT_ALONG = frozenset({"having", "following", "regarding", "concerning"})
SPEAKING = frozenset({"speaking", "writing", "talking", "appearing", "testifying", "addressing"})
_FARTHEST = 4  # words between two that tell when: "earlier on Tuesday"


OF_EVENT = re.compile(rf"(?i:\b(?:{_DAYS}|hours?|minutes?)) {_EVENT}")


def moment(one: Attribution) -> Span | None:
    """From the first to the last of these words, beside the cue or at the sentence's opening."""
    for run in _runs(one):
        found = _found(one.parse, run)
        if found is not None and not _of_now(one, found):
            return one.parse.spans[found[0]][0], one.parse.spans[found[1]][1]
    return None


def _of_now(one: Attribution, found: tuple[int, int]) -> bool:
    """ "A year after the flood, the islanders say …": they say it now."""
    told = " ".join(one.parse.words[found[0] : found[1] + 1])
    return one.parse.tags[one.anchor] in ("VBZ", "VBP") and OF_EVENT.search(told) is not None


def _runs(one: Attribution) -> Iterator[list[int]]:
    """The words behind the cue, those before the source, those between source and cue."""
    parse = one.parse
    first, last = (min(one.cue), max(one.cue)) if one.cue else (one.anchor, one.anchor)
    source = one.source
    behind = [*one.cue]
    for at in range(last + 1, len(parse)):
        if at in one.content or at in parse.quoted or parse.words[at] in (".", ";", ":"):
            break
        if source is None or not source[0] <= at <= source[1] or _is_medium(parse, source):
            behind.append(at)
    yield _kept(parse, behind, of_cue=frozenset(one.cue))
    opens = first if source is None or source[0] > first else source[0]
    yield _kept(parse, _opening(one, opens))
    if source is not None:
        aside = speaking_in(parse, source) or _last_aside(parse, source)
        yield _kept(parse, [i for i in aside if i not in one.content])
        yield _kept(parse, list(range(source[1] + 1, first)))


def _last_aside(parse: Parse, source: tuple[int, int]) -> range:
    """ "last night" in ", said Ann Lee, the mayor, last night." """
    commas = [i for i in range(source[0] + 1, source[1]) if parse.words[i] == ","]
    return range(commas[-1] + 1, source[1] + 1) if commas else range(0)


def speaking_in(parse: Parse, source: tuple[int, int]) -> range:
    """The words of "speaking in Oslo on Monday" in a source that runs on to there."""
    inside = range(source[0] + 1, source[1] + 1)
    spoke = (i for i in inside if parse.lower[i] in SPEAKING and parse.words[i - 1] == ",")
    return range(next(spoke, source[1] + 1), source[1] + 1)


def _opening(one: Attribution, before: int) -> list[int]:
    """The words before the source, without a clause that stands there."""
    parse = one.parse
    start = before
    while start > 0 and start - 1 not in one.content and start - 1 not in parse.quoted:
        if parse.words[start - 1] in (";", ":"):
            break
        if parse.tags[start - 1] in FINITE_OR_MODAL:
            while start < before and not (is_edge(parse, start) or parse.tags[start] == "CC"):
                start += 1
            break
        start -= 1
    return list(range(start, before))


def _is_medium(parse: Parse, source: tuple[int, int]) -> bool:
    """ "according to a statement on Friday" """
    inside = range(source[0], source[1] + 1)
    return any(parse.lower[i] in words("provenance", "through") for i in inside)


def _kept(parse: Parse, run: list[int], of_cue: frozenset[int] = frozenset()) -> list[int]:
    """Without what has a day of its own: from such a word to the next comma."""
    kept: list[int] = []
    away = event = False
    for number, at in enumerate(run):
        if is_edge(parse, at):
            away = event = False
        elif _reckoned(parse, at) and at - 1 in kept:
            away = False
            event = True
        elif not event and at not in of_cue and number + 1 < len(run):
            of = parse.lower[at] in _OF_CUE and at - 1 in of_cue
            away = away or of or parse.lower[at] in _AWAY or _of_another(parse, at)
        if not away:
            kept.append(at)
    return kept


_RECKONS = frozenset({"after", "before", "following", "since", "into"})


def _reckoned(parse: Parse, at: int) -> bool:
    """ "After" in "two days after the fire": what it brings says when the words were said."""
    length = at > 0 and re.fullmatch(_DAYS, parse.lower[at - 1]) is not None
    return length and parse.lower[at] in _RECKONS


def _of_another(parse: Parse, at: int) -> bool:
    """A verb of another happening ("elected on Monday"), not of this one ("speaking on …")."""
    tag, word = parse.tags[at], parse.lower[at]
    if tag == "VBG":
        return word in _NOT_ALONG
    another = tag in ("VB", "VBN", *FINITE_OR_MODAL) and parse.words[at][0].islower()
    return another and word not in _ALONG


def _found(parse: Parse, run: list[int]) -> tuple[int, int] | None:
    """The first and the last word of the run's expressions that stand near each other."""
    starts: dict[int, int] = {}
    told = ""
    for at in run:
        starts[len(told)] = at
        told += parse.words[at] + " "
    by_end = {start + len(parse.words[at]): at for start, at in starts.items()}
    found: tuple[int, int] | None = None
    for m in _WHEN.finditer(told):
        if m.start() not in starts or m.end() not in by_end or _TITLE.match(m.group()):
            continue
        first, last = starts[m.start()], by_end[m.end()]
        if found is None:
            found = first, last
        elif first - found[1] <= _FARTHEST:
            found = found[0], last
    return found
