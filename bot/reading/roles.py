"""What somebody is, in the article's own words: titles and appositions beside a name."""

import re

from bot.reading import cues
from bot.reading.callings import BARE, is_role
from bot.reading.names import Name
from bot.reading.structure import CLOCK
from bot.reading.wordlists import words

_COURTESY = words("people", "courtesy", "courtesy he", "courtesy she")
_KIN = words("people", "kin")
_STOP = words("common", "never in a role")
_DOTTED = frozenset(w.lower() for w in words("abbreviations", "title"))
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|in|on|with|to|from|under|by|about|near|during|since|as|who|which|that|and)\b"
)
_LINKS = frozenset({"of", "for", "at", "in"})
_DETERMINERS = frozenset({"the", "a", "an"})
_TOKEN = re.compile(r"[\w&$%][\w’'&.-]*|[^\w\s]|\n")
_AFTER = re.compile(
    r"\s?(?:[,(] ?(?:aged )?\d{1,3}[,)],?|,)\s+(?:who (?:is|was) )?"
    r"((?:[^,;:.()\n“”\"—–]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Dr|St|Ms|Lt))\.|"
    r"(?<=\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Sgt|Rev))\.|(?<=\b(?:Sens|Reps|Govs|Prof))\.){3,110})"
)
_VERB_ENDS = re.compile(r"(?:.ed|'d|’d)$")
_NOT_VERBS = frozenset({"retired", "disgraced", "embattled", "self-styled", "exiled", "elected"})
_REACH = 110  # characters
_MOST_BEFORE = 9  # words


def beside(text: str, name: Name) -> str | None:
    """The role the words before or after a name give, or None."""
    role = _before(text, name) or _after(text, name)
    title = name.title
    if (
        role
        and title
        and is_role(title.rsplit(maxsplit=1)[-1])
        and _GOVERNS.search(role.removesuffix(title))
    ):
        role = title  # "a spokesman for President Lee"
    return role if role is None or not _of_several(role) else None


_GOVERNS = re.compile(r"\s(?:for|of|to)\s$")


def _of_several(role: str) -> bool:
    """ "Presidents Lee and Berg": neither of them is presidents."""
    last = (_PREPOSITION.split(role, maxsplit=1)[0].split() or [""])[-1]
    return last.endswith("s") and not last.endswith("ss") and is_role(last[:-1])


def led(text: str, name: Name) -> bool:
    """Is this what somebody leads ("mayor of Narva", "head of the Port Watch")?"""
    m = _LED.search(text, max(0, name.start - 40), name.start)
    return m is not None and not name.title and is_role(m.group(1))


_LED = re.compile(r"\b([\w-]+) (?:of|for|at)(?: the)? $")


def of_members(text: str, name: Name) -> bool:
    """Is this whose leader or member somebody else is ("Liberal Democrat leader Ann Lee")?"""
    m = _MEMBER.match(text, name.end)
    return m is not None and not name.title and is_role(m.group(1))


_MEMBER = re.compile(r" ([a-z-]+) [A-Z]")


def head_role(phrase: str) -> bool:
    """Is the head of this noun phrase a role ("editor at large", not "one of the editors")?"""
    head = _PREPOSITION.split(phrase, maxsplit=1)[0].split()
    return bool(head) and is_role(re.sub("[’']s$", "", head[-1]))


def of_kin(phrase: str) -> bool:
    """Does a role say nothing but whose relative somebody is ("brother of the mayor")?"""
    heads = (_PREPOSITION.split(part, maxsplit=1)[0].split() for part in phrase.split(" and "))
    return all(head and head[-1].lower() in _KIN for head in heads)


def _before(text: str, name: Name) -> str | None:
    """ "The Minister of Trade, Ann Lee", "former Narva mayor Ann Lee", "Sen. Lee"."""
    end = name.start + len(name.title) if name.title else name.start
    before = _BEHIND_CLOCK.split(text[max(0, name.start - _REACH) : end])[-1]
    comma = before.rstrip().endswith(",") and not name.title
    if comma:
        closed = _CLOSES.match(text, name.end) is not None
        if not closed and _DESCRIBES.search(before) is None:
            return None  # "The engineer, Ida Holm said, was late"
        before = before.rstrip()[:-1]
    tokens = [m.group() for m in _TOKEN.finditer(before)]
    kept = _noun_phrase(tokens, len(tokens) - len(_TOKEN.findall(name.title)))
    if comma and len(tokens) > len(kept) and tokens[-len(kept) - 1].lower() not in _OPENS:
        return None
    while kept and (_courtesy(kept[0]) or not kept[0][0].isalnum()):
        kept = kept[1:]
    if not kept or not _headed(kept) or _courtesy(kept[-1]):
        return None
    if kept[-1].lower() in _LINKS or kept[-1].lower() in _DETERMINERS:
        return None
    return _slice(before, kept) or None


_BEHIND_CLOCK = re.compile(rf"(?:^|\n)\W*{CLOCK.pattern}")
# After a name that says who "the engineer, " is.
_CLOSES = re.compile(r"\s*(?:[^\w\s@&]|and\b|$)|\n")
_DESCRIBES = re.compile(r"(?:^|[.!?\n]\s*)An? [^.!?,\n]+,\s*$")  # "A keen climber, Holm said …"
_OPENS = frozenset({"the", "a", "an", "his", "her", "its", "their", ".", "\n", ","})


def _courtesy(word: str) -> bool:
    """ "Mr.", "Sister"; his sister is a role."""
    return word[0].isupper() and word.lower().rstrip(".") in _COURTESY


def _slice(before: str, kept: list[str]) -> str:
    """The words as they stand, ending where the text ends."""
    at = len(before.rstrip())
    for token in reversed(kept):
        at = before.rfind(token, 0, at)
    return before[at:].strip() if at >= 0 else ""


def _noun_phrase(tokens: list[str], sure: int) -> list[str]:
    """The words at the end that can be one description; those from `sure` on are the title."""
    at = len(tokens)
    while at > 0 and len(tokens) - at < _MOST_BEFORE + (len(tokens) - sure):
        word = tokens[at - 1]
        low = word.lower()
        titled = sure < len(tokens) and word[0].islower() and not _fits_title(low)
        grade = low == "year" and at < len(tokens) and tokens[at].isdigit()  # "Year 9 pupil"
        stops = (titled or _breaks(word, low)) and not grade
        if at <= sure and stops and not _links(tokens[:at]):
            break
        at -= 1
    if 0 < at < sure and tokens[at - 1].lower() == "to" and tokens[at][0].islower():
        at += 1  # "to oust Senator Lee"
    return tokens[at:]


def _fits_title(low: str) -> bool:
    """May stand before "Senator Lee" as part of the role: "former", "presidential candidate"."""
    adjective = low.endswith(("al", "ic", "ive", "ign", "ish")) and low not in cues.verbs()
    return is_role(low) or low in BARE or adjective or low in _BEFORE_TITLES


_BEFORE_TITLES = frozenset(
    {"state", "top", "longtime", "current", "then", "retired", "fellow", "us"}
)


def _links(tokens: list[str]) -> bool:
    """Does "of", or "the" after it, at the end go on from a role: "head of the"?"""
    if tokens[-1].lower() in _DETERMINERS:
        tokens = tokens[:-1]
    if not tokens or tokens[-1].lower() not in _LINKS:
        return False
    for word in reversed(tokens[-6:-1]):
        low = word.lower()
        if is_role(word):
            return True
        if low not in _LINKS and low not in _DETERMINERS and _breaks(word, low):
            return False
    return False


def _breaks(word: str, low: str) -> bool:
    if not (word[0].isalnum()) or low in _STOP or low in _LINKS or low in _DETERMINERS:
        return True
    if word.endswith(".") and low.rstrip(".") not in _DOTTED and not _initials(word):
        return True
    if low in _TIMES or low in _DOING:
        return True  # "last year the company's founder, Ann Lee", "contradicting owner Ann Lee"
    if low.endswith(("'s", "’s")):
        return low[:-2] in _CONTRACTED  # but "the company's director"
    if word[0].islower() and not is_role(word):
        verb = low in cues.verbs() and low not in _NOUNS_TOO
        return verb or (bool(_VERB_ENDS.search(low)) and low not in _NOT_VERBS)
    return False


_DOING = words("people", "in the writer's words", "done to somebody")
_NOUNS_TOO = frozenset({"fire", "press", "state", "project", "report"})  # "fire chief"
_TIMES = frozenset({"year", "month", "week", "weekend"})
_CONTRACTED = frozenset(
    {"he", "she", "it", "that", "this", "there", "here", "who", "what", "where", "let", "how"}
)


def _initials(word: str) -> bool:
    return word.replace(".", "").isupper() and len(word) <= 5


def _headed(kept: list[str]) -> bool:
    head = next((i for i, w in enumerate(kept) if w.lower() in _LINKS and i), len(kept))
    return is_role(kept[head - 1]) or is_role(kept[-1])


def _after(text: str, name: Name) -> str | None:
    """ "Ann Lee, the ministry's spokeswoman," and "Ann Lee, who is a teacher,"."""
    m = _AFTER.match(text, name.end)
    if m is None:
        return None
    parts = m.group(1).split()
    low = [w.lower() for w in parts]
    if not parts or (low[0] in _STOP and low[0] not in ("the", "his", "her", "their")):
        return None
    if low[0].endswith("ing") and (low[1:2] or [""])[0] in _OF_ANOTHER:
        return None  # "Ann Lee, quoting her mother,"
    for i, word in enumerate(low):
        governed = i > 0 and low[i - 1] in _GOVERN
        if word in _ENDS or (word.endswith("ed") and word in cues.verbs() and not governed):
            if word in _FINITE and low[0] in _OF_ANOTHER:
                return None  # "Beside Ann Lee, the mayor said …": another
            parts = parts[:i]
            break
    while parts and parts[0].lower() in _DETERMINERS:
        parts = parts[1:]
    phrase = " ".join(parts)
    return phrase if phrase and head_role(phrase) and phrase[0].isalnum() else None


_FINITE = frozenset(
    {"said", "says", "told", "has", "had", "was", "is", "were", "are", "will", "would"}
)
_OF_ANOTHER = _DETERMINERS | {"his", "her", "their", "its", "my", "our"}
_ENDS = frozenset({"said", "says", "told", "who", "whose", "which", "but", "when", "where"}) | {
    "has", "had", "was", "is", "were", "are", "will", "would"
}  # fmt: skip
_GOVERN = _LINKS | _DETERMINERS | {"to", "on", "with", "and", "from"}
