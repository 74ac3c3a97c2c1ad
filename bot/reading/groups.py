"""Groups of people without a name that "they" means: "The drivers met. They said …"."""

import re

from bot.reading.callings import of_several
from bot.reading.sentences import Sentence
from bot.reading.unnamed import plain_words
from bot.reading.wordlists import words

_SEVERAL = words("people", "several")


def group_before(text: str, sentences: list[Sentence], here: int) -> tuple[str, bool] | None:
    """The group of people that is the subject of the sentence before this one, and whether its
    words are whole: ("drivers", True) for "The drivers met", False for "Her lawyers" and for
    "Workers and the council"."""
    if here < 1 or sentences[here - 1].bare or sentences[here - 1].placeholders:
        return None
    one = sentences[here - 1]
    m = _GROUP_OPENS.match(text, one.start, one.end)
    if m is None:
        return None
    first, end = m.end(), -1
    for word, after in plain_words(text, first, one.end):
        if of_several(word) or word in _SEVERAL or word in _BODIES:
            end = after
        elif end > 0:
            break
    if end < 0:
        return None
    owner = m["owner"] is not None
    whole = text[m.start("whose") if m["whose"] else first : end]
    return whole, (owner or not m["whose"]) and _AND_MORE.match(text, end) is None


_BODIES = frozenset({"unions", "families", "ministries", "companies", "councils", "banks", "clubs"})
_AND_MORE = re.compile(r",? (?:and|or|of|from|at|in|with) ")
_GROUP_OPENS = re.compile(
    r"(?:(?:But|And|Yet|Still|Later|Then|Meanwhile|However)(?:,\s+|\s+))?"
    r"(?:(?P<whose>(?P<owner>[Tt]he [\w-]+[’']s?|[A-Z][\w-]+[’']s?)"
    r"|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+"
    r"|(?:Hundreds|Thousands|Dozens|Scores) of\s+|(?:Some\s+)?\d[\d,.]*\s+"
    r"|(?:The|Some|Many|Most|Other|Several|All|Two|Three|Four|Five|Six|Both|A few)\s+)?"
)
