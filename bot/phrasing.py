"""The ways people wrap a question: quotation marks, "what did X say about", "show me quotes by".

What is unwrapped here is the plain order that `bot.question` reads.
"""

import re
import unicodedata
from dataclasses import dataclass

from bot.errors import BadQuestion

_FIRST = 0xE000  # private use: stands for the first quoted piece; none can be typed (see `tidy`)
_MOST_QUOTED = 20
_QUOTED = re.compile(
    r"[\"“”„«‟]([^\"“”„«»‟]*)[\"“”»‟]"
    r"|‘([^‘]+?)’(?=[\s?!.,;]|$)"
    r"|(?:(?<=\s)|^)'([^']+)'(?=[\s?!.,;]|$)"
)
MARKS = '"“”„«»'
_OPEN = re.compile(r"^[\"“”„«‟]([^\"“”„«»‟]+)$")

_SAY = (
    r"(?:sa(?:y|id|ys|ying)|thinks?|told|tell|talk(?:s|ed|ing)?|sp(?:eak|oke|oken|eaking)"
    r"|comment(?:s|ed)?)"
)
_SAID = re.compile(
    rf" (?:has |have |had |ever |last |also |already |really )*{_SAY}"
    r"(?: (?:anything|something|that|us|reporters))?(?= |$)",
    re.I,
)
# "Umerov said about drones": the verb goes where a topic or words follow, and none went before.
_SAID_OF = re.compile(rf"{_SAID.pattern}(?= (?:about|on|[{chr(_FIRST)}]))", re.I)
_POLITE = re.compile(
    r"^(?:(?:please|hey|hi|hello|can you|could you|show me|show|find me|find|give me|tell me|list"
    r"|search(?: for)?|look up|do you know|i want to know|(?:i(?:['’]m| am) )?looking for"
    r"|(?:i )?(?:need|want)|(?:have|what have|what do) (?:you|we)(?: got| have)?"
    r"|what(?:['’]?s new|(?:['’]s| is| was| has) (?:been |being )?said)"
    r"|do (?:you|we) have|got|everything|anything(?: new)?|(?:the )?(?:most recent|latest|newest"
    r"|recent)(?: (?:from|by)(?= ))?|how (?:many(?= (?:quotes?|statements?|comments?)))"
    r"|who (?:is|was)(?! (?:talk|say|speak|comment)))\b[ ,:]*)+",
    re.I,
)
_NAMED = re.compile(r"^/?whosaid (?=\S)", re.I)  # where nobody needs to say so
# "from:Umerov about:drones", as other searches want it.
_FIELDS = re.compile(
    r"(?<!\S)(from|by|who|about|on|since|until|till|before|after|in|during):(?=\S)", re.I
)
_WHAT_DID = re.compile(
    r"^(?:and )?(?:what|when|where|why|how often)(?:'s|’s| did| has| have| had| does| do| was| is) "
    rf"|^(?:what|did|has|have|does) (?=.* {_SAY}(?: |$))|^(?:what|how) (?=about )",
    re.I,
)
_WHO_SAID = re.compile(
    rf"^who(?:'s|’s|(?: has| have| had| was| is)?) ?{_SAY}"
    r"(?: (?:anything|something|that|what|the words|these words))?(?= |$)",
    re.I,
)
_WHO_MENTIONED = re.compile(r"^who (?:has )?(?:mentioned|mentions|discussed|discusses) ", re.I)
_MENTIONS = re.compile(
    r"^(?:about-person|mentions of|(?:all |any )?quotes (?:mentioning|that mention|naming)"
    r"|what (?:do |did |have )?others (?:say|said|think) (?:about|of)|who (?:has )?quoted)(?: |$)",
    re.I,
)
# "Did Umerov mention drones", "Umerov discussed drones": what follows is the topic.
_MENTIONING = re.compile(
    r"(?<=\S) (?:has |have |ever |last |also |already )*"
    r"(?:mention|discuss)(?:s|es|ed|ing)? (?=\S)"
)
_DID = re.compile(r"^(?:(?:did|has|have|does|when|where|why|how often) )+", re.I)
_LATEST = re.compile(r"(?<=\S) (?:latest|newest)$")  # what every answer begins with
# "Umerov: drones", "Umerov – drones", "drones by Umerov".
_APART = re.compile(
    r"^(?P<who>[^\s:–—]+(?: [^\s:–—-]+){0,3})(?:: | [–—-] )(?P<about>[^\ue000-\uf8ff]+)$"
)
_INTRODUCED = re.compile(
    r"^(?:since|before|after|in|by)\b|(?:^| )(?:about|on|over|re|regarding)(?= |$)", re.I
)
_WHAT_OF = re.compile(r"(?<=\w)[:,]? (?:what|how) about (?=\S)", re.I)
_TOPIC_BY = re.compile(r"^(?P<about>[a-z][^A-Z\ue000-\uf8ff]*) by (?P<who>[A-Z].*)$")
_FIRST_TIME = re.compile(r"^(?:when|where) .* first \w+|^first time ", re.I)
# "Did Umerov say all for all", "Umerov said that drones win": these are the words.
_SAID_WORDS = re.compile(
    r"^(?!what|who|how)(?:did|has|have|does|when did|where did|why did)? ?(?P<who>\S.*?)"
    r" (?:has |have |had |ever |really |also |last )*(?:say|says|said|saying)(?: that)?"
    r" (?!(?:about|on|over|regarding|in|to|at|by|what) |(?:any|some)thing\b|(?:that|it|this|so)\b"
    r"|[\ue000-\ue0ff])"
    r"(?=\S)",
    re.I,
)
_UNSAID = re.compile(rf"^what (?:did|has|does) (?P<who>\S.*?) (?:not|never) {_SAY}\b", re.I)
_ENDS_IN_SAID = re.compile(r"(?<=\S) (?:has |have )?(?:said|says|say|saying)$")
_TOLD = re.compile(
    r"(?<=\S) (?:(?:has |have )?told|tell|tells|tell(?:ing)?)(?: the)?"
    r" (?=[A-Z]\S*(?: [A-Z]\S*)*(?: |$))"
)
WORDS = "\ue100"  # private use: what stands behind it was said in these words
_WHO_ELSE = re.compile(
    rf"^(?:and )?(?:who|anybody|anyone|somebody|someone) else(?: (?:has |have )?{_SAY})?"
    r"(?: (?:anything|something|it|so|this|that))?"
    r"(?:,? (?:but|except|besides|not|than)(?= ))?(?= |$)",
    re.I,
)
_BUT = re.compile(
    r"^(?:(?:(?:everybody|everyone|anybody|anyone|all|who|others|people) )?(?:but|except|besides)"
    r"(?: for)?|(?:everybody |everyone |anybody |anyone |others |people )?other than) ",
    re.I,
)
_QUOTES_BY = re.compile(
    r"^(?:all |any |the |some |latest |recent |most recent |newest |last |only |new )*"
    r"(?:(?P<kind>direct|indirect) )?"
    r"(?:quotes?|statements?|comments?|remarks?|words)(?: (?:by|from|of) |(?= (?:about|on) ))",
    re.I,
)
_SOMEBODYS = re.compile(
    r"['’]s? (?:latest |newest |recent |last |own )*(?:(?P<kind>direct|indirect) )?"
    r"(?:(?:quote|statement|comment|remark|word|position|view|stance|opinion|take|reaction|response"
    r"|thought|line)s?|latest)(?= |$)",
    re.I,
)
# In small letters, behind a name: "Umerov quotes about drones", "all Umerov statements".
_HIS_QUOTES = re.compile(
    r"^(?:all |any |the )?(?P<who>\S.*?) (?:only |just )?(?:(?P<kind>direct|indirect) )?"
    r"(?:quotes?|quoted|statements?|comments?|remarks?)"
    r"(?= (?:about|on|since|until|before|after|in|from|between|last|this|yesterday|today)\b|$)"
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
    """The words without the marks of quoted pieces, and the piece among them or None.

    Raises BadQuestion for several.
    """
    found = [piece for at, piece in enumerate(pieces) if chr(_FIRST + at) in words]
    if len(found) > 1:
        raise BadQuestion(
            "I look for one phrase at a time.", f"Try “{found[0]}” alone, and then the other."
        )
    bare = re.sub(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST_QUOTED)}]", " ", words)
    return " ".join(bare.split()), (found[0] if found else None)


def plain(words: str) -> Asked:  # noqa: PLR0911  one way to put it each
    """The question in the plain order of the grammar. Raises BadQuestion for what no answer is
    made to tell."""
    words = _WHAT_OF.sub(" about ", _FIELDS.sub(r"\1 ", _NAMED.sub("", words)))
    words = _LATEST.sub("", re.sub(r"^who (?=[A-Z]\S* about )", "", words))
    if _FIRST_TIME.match(words):
        raise BadQuestion(
            "I show the newest first, and cannot look for the first time.",
            "Try “timeline Umerov about drones”, which is in order.",
        )
    if found := _UNSAID.match(words):
        raise BadQuestion(
            "I know what was said, and not what was left unsaid.",
            f"Try “{found['who']} about drones”.",
        )
    if found := _MENTIONS.match(words):
        return Asked(words[found.end() :].strip(), mentioned=True)
    words = _WHO_MENTIONED.sub("about ", _POLITE.sub("", words) or words)
    if found := _WHO_ELSE.match(words) or _BUT.match(words):
        return Asked(words[found.end() :].strip(), who_else=True)
    if found := _WHO_SAID.match(words):
        return Asked(words[found.end() :].strip(), said=True)
    if found := _QUOTES_BY.match(words):
        return Asked(words[found.end() :].strip(), kind=found["kind"])
    if found := _MENTIONING.search(words):
        before = _DID.sub("", words[: found.start()])
        return Asked(f"{before} about {words[found.end() :]}")
    if found := _SAID_WORDS.match(words):
        return Asked(f"{found['who']} {WORDS} {words[found.end() :]}")
    if found := _TOLD.search(words):
        before = _WHAT_DID.sub("", words[: found.start()])
        return Asked(f"{_DID.sub('', before)} in {words[found.end() :]}")
    return _of_somebody(_unasked(words))


def _unasked(words: str) -> str:
    """Without "what did" and the verb that goes with it."""
    asked = _WHAT_DID.sub("", words)
    if asked != words:
        return _SAID.sub("", asked, count=1)
    if (said := _SAID_OF.search(words)) and " about " not in words[: said.start() + 1]:
        return words[: said.start()] + words[said.end() :]
    return _ENDS_IN_SAID.sub("", words)


def _of_somebody(words: str) -> Asked:
    if " about " not in words and (found := _APART.match(words) or _TOPIC_BY.match(words)):
        about, who = found["about"], found["who"]
        if not _INTRODUCED.search(about) and not _INTRODUCED.search(who):
            words = f"{who} about {about}"
    if found := _SOMEBODYS.search(words):
        return Asked(words[: found.start()] + words[found.end() :], kind=found["kind"])
    if found := _HIS_QUOTES.match(words):
        return Asked(f"{found['who']}{words[found.end() :]}", kind=found["kind"])
    return Asked(words)
