"""The paragraphs of an article, and what each of them is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.reading import cues


class Role(StrEnum):
    """What a paragraph is. Quotes are read in headlines, body and background only."""

    HEADLINE = "headline"
    BODY = "body"
    BACKGROUND = "background"  # restates older news: its quotes count, marked so
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CLAIM = "claim"  # what a fact check is about
    DATE = "date"
    JUNK = "junk"


QUOTABLE = frozenset({Role.HEADLINE, Role.BODY, Role.BACKGROUND})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """start, end: its span without white space around it. body: where its words start, after a
    dateline ("KYIV, June 27 (Reuters) —") or a bullet."""

    start: int
    end: int
    role: Role
    body: int


_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY_NAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?"
DATELINE = re.compile(
    # KYIV, June 27 (Reuters) — | WASHINGTON (AP) - | LONDON — | Kyiv, 27 June.
    r"(?:[A-Z][\w.'’-]*(?:[ ,/]+(?:[A-Z][\w.'’-]*|of|de|la|del|and))*?)?"
    rf"(?:,? ?(?:{_DAY_NAME},? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?)?"
    r" ?(?:\([A-Z][\w /.&-]{1,40}\))? ?(?:—|–|--|-{1,2}(?= )|―) ?(?=\S)"
)
DATE_LINE = re.compile(
    rf"(?:date:? ?|published:? ?|updated:? ?|posted:? ?)?(?:on )?(?:{_DAY_NAME},? )?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    r"(?:[ ,T|·at-]*\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|[.|)\]] ?)(?:photo(?:graph)?s?|image|picture|video|credit|source|"
    r"illustration|graphic|screenshot)"
    r"(?: credit| source)?: ?(?=\S)|\((?:AP )?(?:photo|image|file)\b|"
    r"/ ?(?:getty|afp|reuters|ap) ?(?:images)?"
    r"\b[^.]*$|\bgetty images\b|\bphoto (?:by|courtesy)\b|\(file photo\)|©",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:advertisements?|sponsored(?: content)?|ad|read (?:also|more|next|the full story)\b.*|"
    r"(?:also|more) (?:read|on|from)\b.*|see also\b.*|"
    r"related(?: (?:articles?|stories|news|topics?))?(?::.*)?|"
    r"recommended(?: for you)?:?.*|don['’]t miss\b.*|most (?:read|popular)\b.*|"
    r"share(?: this)?(?: (?:article|story|post|page|on))?\b.{0,60}|"
    r"(?:follow|like|join|find) us\b.*|follow .{0,60} on "
    r"(?:twitter|facebook|x|telegram|instagram)\b.*|"
    r"subscribe\b.*|sign up\b.*|click here\b.*|tap here\b.*|watch(?: live)?: .*|listen: .*|"
    r"comments?(?: \(\d+\))?|print|e-?mail|tweet|copy link|loading\.*|continue reading\b.*|"
    r"story continues below\b.*|this (?:story|article) (?:has been|was) (?:updated|corrected)\b.*|"
    r"all rights reserved\b.*|copyright\b.*|©.*|skip to\b.*|cookies?\b.{0,40}|tags?:.*|topics?:.*|"
    r"by (?-i:[A-Z])[\w.'’-]+(?: (?-i:[A-Z])[\w.'’-]+){1,3}(?:(?:,| and|,? \|) .{0,60})?|"
    r"(?:reporting|editing|writing|additional reporting) by\b.*|abstract\.?|full text\.?)[.!:]?",
    re.IGNORECASE,
)
# Headlines of others follow, which nobody says.
_SOURCE_LIST = re.compile(r"\W*(?:sources?|references|further reading)\W*", re.IGNORECASE)
_NOTE = re.compile(
    r"\W?(?:[Ee]ditor|EDITOR)[’'][Ss] (?:[Nn]ote|NOTE)\b.*|"
    r"(?:By|BY) [A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|and|de|van|von)){1,6}"
)
_BACKGROUND = re.compile(
    r"(?:as a reminder|recall(?: that\b|,|:)|we (?:will )?remind|it (?:should|will) be recalled|"
    r"as (?:previously|earlier) reported|as reported (?:earlier|previously)|"
    r"as .{0,40}\breported earlier|earlier,? it (?:was|became)|previously,? (?:it was|we) |"
    r"(?:for )?background:|let us (?:remind|recall)|as we reported|to recall\b)",
    re.IGNORECASE,
)
# "CLAIM: The mayor said …", "The rumour: …" of a fact check; a label alone is for the next line.
_CLAIM = re.compile(
    r"(?:the |false |viral )?(?:claim|rumou?r|myth|fiction|falsehood|fake|hoax|"
    r"what (?:was|is(?: being)?) claimed|what the (?:post|claim) says)\s?:",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•●▪■◦‣·*►→]|[-–—](?= )|\(?\d{1,2}[.)](?= ))\s*")
# "15:48 “It sounded like a train,” …", "6.05pm GMT: The minister …": a live blog's paragraph.
CLOCK = re.compile(
    r"\[?(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?"
    r"(?: (?:GMT|BST|UTC|CES?T|EES?T|E[DS]?T|C[DS]T|M[DS]T|P[DS]?T|IST|MSK|AES?T|AEDT))?\]?"
    r"(?:\s*[-–—|:•·]\s*|\s+)(?=[“\"‘'«„]?[A-Z])"
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_QUOTE_MARK = re.compile("[\"“”„«»]|''|``")
_LONG_HEADLINE = 30  # words
_LONGEST_HEADLINE = 300  # characters
_SUBHEAD_WORDS = 14
_SHORT_CAPTION = 60  # words
_LOOKED_AT = 1200  # characters; a line that long has shown what it is


def paragraphs(text: str, title: str | None = None) -> tuple[Paragraph, ...]:
    """Every line of the text that has a word in it, with its role."""
    spans = [_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    spans = [(s, e) for s, e in spans if s < e]
    found: list[Paragraph] = []
    begun = False  # nothing quotable yet: a headline may still come
    label = False  # "CLAIM:" stands alone on the line before
    listed = False  # "Sources:" stands alone on a line before
    for number, (start, end) in enumerate(spans):
        line = text[start : min(end, start + _LOOKED_AT)]
        role = _role(line, title if not begun else None, begun, len(spans) - number - 1)
        role, label = (Role.CLAIM if label else role), role is Role.CLAIM and line.endswith(":")
        listed = _SOURCE_LIST.fullmatch(line) is not None or (listed and not _tells(line))
        role = Role.JUNK if listed else role
        begun = begun or role in QUOTABLE
        found.append(Paragraph(start, end, role, _body_start(text, start, end, role)))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _role(line: str, title: str | None, begun: bool, left: int) -> Role:
    """begun: body text came before. left: how many lines follow this one."""
    words = line.count(" ") + 1
    role = Role.BODY
    if DATE_LINE.fullmatch(line):
        role = Role.DATE
    elif _CLAIM.match(line):
        role = Role.CLAIM
    elif _is_junk(line, words):
        role = Role.JUNK
    elif words <= _SHORT_CAPTION and _is_caption(line):
        role = Role.CAPTION
    elif (title and line.rstrip(".") == title.strip().rstrip(".")) or (
        not begun and left and words <= _LONG_HEADLINE and _looks_like_headline(line)
    ):
        role = Role.HEADLINE
    elif _BACKGROUND.match(line):
        role = Role.BACKGROUND
    elif begun and left and _is_subhead(line, words):
        role = Role.SUBHEAD
    return role


def _is_junk(line: str, words: int) -> bool:
    if _NOTE.fullmatch(line):
        return True
    if words > _LONGEST_JUNK or _JUNK.fullmatch(line) is None:
        return False
    return not (_PROSE_TOO.match(line) and ":" not in line and _tells(line))


def _is_caption(line: str) -> bool:
    credit = _CREDIT.search(line)
    if credit is None or _QUOTE_MARK.search(line):
        return False
    return credit.group().lower() != "getty images" or not _tells(line)


def _tells(line: str) -> bool:
    """Is this a whole sentence with a word of saying?"""
    whole = _SENTENCE_END.search(line) is not None
    return whole and not cues.saying_forms().isdisjoint(re.findall(r"[a-z]+", line))


# Start junk lines, and sentences as well ("Also on Monday, …", "Share prices will fall, …").
_PROSE_TOO = re.compile(
    r"(?:also|more|see|by|share|sign|copyright|most|don|recommended|follow|like|join|find|"
    r"subscribe|continue|skip|cookies?|tap|print)\b",
    re.IGNORECASE,
)
_LONGEST_JUNK = 25  # words


def _looks_like_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE:
        return False  # one word of a script without spaces, or of no script at all
    if not _SENTENCE_END.search(line):
        return True
    # A headline that was given a full stop: most of its longer words are capitalized.
    words = [w for w in re.findall(r"[^\W\d_]+", line) if len(w) > 3]
    capitals = sum(w[0].isupper() for w in words)
    return bool(words) and capitals >= 0.7 * len(words)


def _is_subhead(line: str, words: int) -> bool:
    if words > _SUBHEAD_WORDS:
        return False
    if _SENTENCE_END.search(line) or _QUOTE_MARK.search(line) or _BULLET.match(line):
        return False
    return line[:1].isupper() or line[:1].isdigit()


def _body_start(text: str, start: int, end: int, role: Role) -> int:
    if role not in QUOTABLE:
        return start
    bullet = _BULLET.match(text, start, end)
    if bullet:
        return bullet.end()
    clock = CLOCK.match(text, start, end)
    if clock:
        return clock.end()
    dateline = DATELINE.match(text, start, min(end, start + 90))
    goes_on = dateline is not None and text[dateline.end()].islower()  # "NATO — which Lee …"
    told = dateline is not None and dateline_shape(dateline.group(), bare=not goes_on)
    if dateline and dateline.end() > start and told:
        return dateline.end()
    return start


def dateline_shape(words: str, bare: bool = True) -> bool:
    """A place in capitals (bare: alone), an agency in brackets, or a date: not just "He left — and
    ..."."""
    head = re.split(r"[—–―(]| -", words)[0].strip()
    place = re.split(r"[,\d]", head)[0].strip()
    return (
        bool(bare and place.isupper() and len(place) > 2)
        or "(" in words
        or bool(re.search(r"\d", words))
    )
