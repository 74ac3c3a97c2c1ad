"""Lines that a machine broke inside a paragraph (a mail, a wire, pasted text), read as one."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.structure import DATE_LINE

_BREAK = r"(?:\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])"
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_ONE_BREAK = re.compile(rf"[^\S\n\r]*{_BREAK}[^\S\n\r]*")
_ITEM = re.compile(r"(?:[•●▪■◦‣·*→►>]|[-–—](?= )|\(?\d{1,2}[.)](?= )|[\w.’' -]{1,40}:\s)")
_FIELD = re.compile(r"[\w-]{1,20}:(?=\s)")  # "url: …", "date: …" above an article
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WORD = re.compile(r"\S+")
_LONGEST = 110  # characters; longer lines were broken by nobody
_SHORTEST = 30  # characters; shorter ones are a list, a poem or a heading
_RAGGED = 8  # characters that a line may be longer than those that show the width
_BREAKS = 2  # so many sentences cut by a line's end show that a text was broken
_MARKS = ("“", '"', "„", "«", "‘")


@dataclass(frozen=True, slots=True)
class _Line:
    """start, end: without white space around it. alone: an empty line, or none, comes before it."""

    start: int
    end: int
    words: str
    alone: bool

    @property
    def ended(self) -> bool:
        return _ENDED.search(self.words, max(0, len(self.words) - 8)) is not None

    @property
    def short(self) -> bool:
        return len(self.words) < _SHORTEST

    def full(self, after: "_Line", width: int) -> bool:
        """Would the next word not have fitted? Some count a curly mark as three characters."""
        first = _WORD.match(after.words)
        more = len(first[0]) if first else 0
        wider = sum(not char.isascii() for char in self.words) * 2
        return len(self.words) + wider + 1 + more > width


def unwrapped(text: str) -> str:
    """The text with a space for each line break inside a paragraph; as long as it was, so that an
    offset in the one is an offset in the other.

    A line goes on in the next where it breaks off a sentence that goes on in small letters, where
    it breaks off a quotation that the next line closes, and, in a text whose lines were broken to
    a width, where the next word would not have fitted on it.
    """
    lines = _lines(text)
    cut = [
        len(line.words)
        for line, after in pairwise(lines)
        if not after.alone and _cuts_sentence(line, after)
    ]
    width = max(cut) if len(cut) >= _BREAKS else None
    parted = any(line.alone for line in lines[1:])
    pieces: list[str] = []
    at, open_mark = 0, ""
    for line, after in pairwise(lines):
        open_mark = _left_open(line.words, open_mark)
        if not after.alone and (
            _cuts_sentence(line, after)
            or (open_mark and _cuts_quotation(line, after, open_mark))
            or (width and _fills(line, after, width, parted=parted))
        ):
            pieces += text[at : line.end], " " * (after.start - line.end)
            at = after.start
        else:
            open_mark = ""
    return "".join([*pieces, text[at:]])


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    end = 0
    for m in _LINE.finditer(text):
        words = m.group().strip()
        if not words:
            continue
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        alone = not found or _ONE_BREAK.fullmatch(text, end, start) is None
        end = start + len(words)
        found.append(_Line(start, end, words, alone))
    return found


def _cuts_sentence(line: _Line, after: _Line) -> bool:
    short = line.short and not line.words.endswith(",")  # "Ann Rao,⏎quoting Berg, said"
    if line.ended or short or len(line.words) > _LONGEST or not after.words[0].islower():
        return False
    return not (_FIELD.match(after.words) or DATE_LINE.fullmatch(after.words))


def _cuts_quotation(line: _Line, after: _Line, mark: str) -> bool:
    """The next line closes what this one opened, and opens nothing before."""
    closing = after.words.find({"“": "”", '"': '"'}[mark])
    opening = after.words.find("“") if mark == "“" else -1
    closes = closing > 0 and not 0 <= opening < closing
    return closes and not line.ended and not after.words.startswith(_MARKS)


def _fills(line: _Line, after: _Line, width: int, *, parted: bool) -> bool:
    """parted: empty lines stand between the text's paragraphs, and so no line ends one."""
    if line.short or len(line.words) > width + _RAGGED or not line.full(after, width):
        return False
    return not line.ended or (parted and _ITEM.match(after.words) is None)


def _left_open(words: str, before: str) -> str:
    """The mark that is open at the line's end. before: the one that was at its start."""
    if before == '"' or (not before and '"' in words):
        return '"' if (words.count('"') + (before == '"')) % 2 else ""
    last = max(words.rfind("“"), words.rfind("”"))
    return before if last < 0 else "“" if words[last] == "“" else ""
