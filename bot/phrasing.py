"""The ways people wrap a question: quotation marks, "what did X say about", "show me quotes by".

What is unwrapped here is the plain order that `bot.question` reads.
"""

import re
import unicodedata
from dataclasses import dataclass

_FIRST = 0xE000  # private use: stands for the first quoted piece; none can be typed (see `tidy`)
_MOST_QUOTED = 20
_QUOTED = re.compile(
    r"[\"“”„«‟]([^\"“”„«»‟]*)[\"“”»‟]"
    r"|‘([^‘]+?)’(?=[\s?!.,;]|$)"
    r"|(?:(?<=\s)|^)'([^']+)'(?=[\s?!.,;]|$)"
)
_OPEN = re.compile(r"^[\"“”„«‟]([^\"“”„«»‟]+)$")

_SAY = (
    r"(?:sa(?:y|id|ys|ying)|thinks?|told|tell|talk(?:s|ed|ing)?|sp(?:eak|oke|oken|eaking)"
    r"|comment(?:s|ed)?)"
)
_SAID = re.compile(
    rf" (?:has |have |had )?{_SAY}(?: (?:anything|something|that|us|reporters))?(?= |$)", re.I
)
# "Umerov said about drones": the verb goes where a topic or words follow, and none went before.
_SAID_OF = re.compile(rf"{_SAID.pattern}(?= (?:about|on|[{chr(_FIRST)}]))", re.I)
_POLITE = re.compile(
    r"^(?:(?:please|hey|hi|hello|can you|could you|show me|show|find me|find|give me|tell me|list"
    r"|search(?: for)?|look up|do you know|i want to know|everything|anything|(?:the )?latest"
    r"(?: (?:from|by)(?= ))?)\b[ ,:]*)+",
    re.I,
)
_WHAT_DID = re.compile(
    r"^what(?:'s|’s| did| has| have| had| does| do| was| is) "
    rf"|^(?:what|did|has|have|does) (?=.* {_SAY}(?: |$))|^(?:what|how) (?=about )",
    re.I,
)
_WHO_SAID = re.compile(
    rf"^who(?:'s|’s|(?: has| have| had| was| is)?) ?{_SAY}"
    r"(?: (?:anything|something|that|the words|these words))?(?= |$)",
    re.I,
)
_WHO_MENTIONED = re.compile(r"^who (?:has )?(?:mentioned|mentions|discussed|discusses) ", re.I)
_MENTIONS = re.compile(r"^(?:about-person|mentions of)(?: |$)", re.I)
_WHO_ELSE = re.compile(
    rf"^(?:and )?(?:who|anybody|anyone|somebody|someone) else(?: (?:has |have )?{_SAY})?"
    r"(?: (?:anything|something|it|so|this|that))?(?:,? (?:but|except|besides|not)(?= ))?(?= |$)",
    re.I,
)
_BUT = re.compile(r"^(?:everybody|everyone|anybody|anyone|all) (?:but|except|besides) ", re.I)
_QUOTES_BY = re.compile(
    r"^(?:all |any |the |some |latest )*(?:(?P<kind>direct|indirect) )?"
    r"(?:quotes?|statements?|comments?|remarks?|words)(?: (?:by|from|of) |(?= (?:about|on) ))",
    re.I,
)
_SOMEBODYS = re.compile(
    r"['’]s? (?:(?P<kind>direct|indirect) )?(?:quote|statement|comment|remark|word)s?(?= |$)", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its wrapping. who_else: others than the one named are wanted.
    mentioned: quotes in which others name that person are.

    said: asked as "who said …", so that words without a topic are the words that were said.
    kind: "direct" or "indirect" where the wrapping said so.
    """

    words: str
    who_else: bool = False
    mentioned: bool = False
    said: bool = False
    kind: str | None = None


def tidy(words: str) -> str:
    """One line, single spaces, no control or private-use characters, no final punctuation."""
    kept = "".join(
        " " if unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"} else character
        for character in unicodedata.normalize("NFC", words)
        if unicodedata.category(character) not in {"Co", "Cs", "Cf", "Cn"}
    )
    return " ".join(kept.split()).rstrip("?!.,;: ").lstrip(",;:?! ")


def quoted_words(words: str) -> tuple[str, tuple[str, ...]]:
    """The words with a mark in place of each quoted piece, and the pieces.

    A quotation mark that opens the words and is never closed runs to their end.
    """
    pieces: list[str] = []

    def mark(found: re.Match[str]) -> str:
        piece = next(group for group in found.groups() if group is not None).strip()
        if not piece or len(pieces) == _MOST_QUOTED:
            return " "
        pieces.append(piece)
        return f" {chr(_FIRST + len(pieces) - 1)} "

    marked = _QUOTED.sub(mark, words)
    if not pieces:
        marked = _OPEN.sub(mark, words)
    return " ".join(marked.split()).rstrip("?!.,;: "), tuple(pieces)


def restore(words: str, pieces: tuple[str, ...]) -> str:
    """The words with their quoted pieces back, without the quotation marks."""
    for at, piece in enumerate(pieces):
        words = words.replace(chr(_FIRST + at), piece)
    return words


def first_quoted(words: str, pieces: tuple[str, ...]) -> tuple[str, str | None]:
    """The words without the marks of quoted pieces, and the first piece among them or None."""
    found = [piece for at, piece in enumerate(pieces) if chr(_FIRST + at) in words]
    bare = re.sub(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST_QUOTED)}]", " ", words)
    return " ".join(bare.split()), (found[0] if found else None)


def plain(words: str) -> Asked:
    """The question in the plain order of the grammar."""
    words = _WHO_MENTIONED.sub("about ", _POLITE.sub("", words) or words)
    if found := _MENTIONS.match(words):
        return Asked(words[found.end() :].strip(), mentioned=True)
    if found := _WHO_ELSE.match(words) or _BUT.match(words):
        return Asked(words[found.end() :].strip(), who_else=True)
    if found := _WHO_SAID.match(words):
        return Asked(words[found.end() :].strip(), said=True)
    if found := _QUOTES_BY.match(words):
        return Asked(words[found.end() :].strip(), kind=found["kind"])
    asked = _WHAT_DID.sub("", words)
    if asked != words:
        words = _SAID.sub("", asked, count=1)
    elif (said := _SAID_OF.search(words)) and " about " not in words[: said.start() + 1]:
        words = words[: said.start()] + words[said.end() :]
    if found := _SOMEBODYS.search(words):
        return Asked(words[: found.start()] + words[found.end() :], kind=found["kind"])
    return Asked(words)
