"""Lines as a machine broke them, joined to paragraphs again: mail, and the lines of a PDF."""

import re

_LONGEST = 120  # characters; longer lines were broken by nobody
_WORD = re.compile(r"\S+")
_ITEM = re.compile(r"\s*(?:[-*•–>]|\d+[.)])\s")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")


def unwrapped(text: str, *, even: bool) -> str:
    """One paragraph to a line. A line goes on where the next word would not have fitted on it.

    even: every character is as wide as any other (mail); else (print) a line counts as full from
    four fifths of the longest on. A word broken by a hyphen at the end of a line loses it only
    where the same word stands elsewhere in the text without one: nobody's words are guessed.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if sum(len(line) for line in lines if len(line) > _LONGEST) * 2 > len(text):
        return "\n".join(line.strip() for line in lines if line.strip())  # nobody broke them
    full = max((len(line) for line in lines if len(line) <= _LONGEST), default=0)
    width = full if even else full * 4 // 5
    words = set(re.findall(r"[^\W\d_]+", text))
    paragraphs: list[str] = []
    goes_on = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        shown = line.strip()
        if goes_on:
            paragraphs[-1] = _joined(paragraphs[-1], shown, words)
        elif shown:
            paragraphs.append(shown)
        first = _WORD.search(after)
        goes_on = bool(
            shown
            and first
            and not _ITEM.match(after)
            and width <= len(line) + 1 + len(first[0])
            and len(line) <= _LONGEST
        )
    return "\n".join(paragraphs)


def _joined(before: str, after: str, words: set[str]) -> str:
    if before.endswith("\u00ad"):  # a soft hyphen is there for this and nothing else
        return before[:-1] + after
    if not _BROKEN_WORD.search(before):
        return f"{before} {after}"
    start = re.search(r"[^\W\d_]+-$", before)
    end = re.match(r"[^\W\d_]+", after)
    if start and end and start[0][:-1] + end[0] in words:
        return before[:-1] + after
    return before + after
