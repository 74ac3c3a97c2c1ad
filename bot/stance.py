"""What turns a quote's words round, or stands between them and us, derived from its cue alone.

Whoever "denied that she had promised the contract" did not say that she had: the words are what
she denied. Nothing of this is kept; every answer derives it from the words of the article.
"""

import re
from collections.abc import Sequence

from bot.answers import Hit
from bot.model import Kind

_DENIALS = (
    (re.compile(r"den(?:y|ies|ied|ying|ials?)"), "denied"),
    (re.compile(r"reject(?:s|ed|ing|ion)?"), "rejected"),
    (re.compile(r"dismiss(?:es|ed|ing|al)?"), "dismissed"),
    (re.compile(r"refut(?:es?|ed|ing)"), "refuted"),
    (re.compile(r"rebut(?:s|ted|ting)?"), "rebutted"),
    (re.compile(r"rebuff(?:s|ed|ing)?"), "rebuffed"),
    (re.compile(r"disput(?:es?|ed|ing)"), "disputed"),
    (re.compile(r"doubt(?:s|ed|ing)?"), "doubted"),
    (re.compile(r"disagree(?:s|d|ing)?"), "disagreed"),
    (
        re.compile(r"(?:retract|recant|rescind)(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)"),
        "withdrawn",
    ),
    (re.compile(r"(?:disown|disavow|renounc)(?:e?s|e?d|ing)?"), "withdrawn"),
)
_RULED_OUT = re.compile(r"\brul(?:es?|ed|ing)\b.*\bout\b")
_TAKEN_BACK = re.compile(r"\b(?:t(?:akes?|ook|aken|aking)|walk(?:s|ed|ing)?)(?: \S+){0,3} back\b")
# Of these only a claim is turned round: who "condemned a decision that …" agrees that there is one.
_AGAINST = re.compile(
    r"\b(?:mock|ridicul|derid|decr|denounc|condemn|criticiz|criticis|slam|blast|attack|challeng|"
    r"scoff|trash|discredit)(?:e|es|s|ed|d|ing|y|ies|ied|med|ming)?\b"
)
_DEFENDED = re.compile(
    r"\b(?:push(?:es|ed|ing)? back|hit(?:s|ting)? (?:back|out)|laugh(?:s|ed|ing)? off|"
    r"(?:wav(?:es|ed|ing)|brush(?:es|ed|ing)) (?:off|aside|away)|shrug(?:s|ged|ging)? off|"
    r"sho(?:t|ots|oting) down|play(?:s|ed|ing) down|(?:warn|caution)(?:s|ed|ing)?\b.* against)$"
)
_CLAIMS = re.compile(
    r"(?:the |any |all |such |those |these |his |her |their |a |an )?(?:\w+ )?"
    r"(?:claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?|assertions?|notions?|"
    r"ideas?|charges?|insinuations?|speculation|contentions?|arguments?|theor(?:y|ies)|myths?|lies?|"
    r"views?|beliefs?|narratives?|stor(?:y|ies)) that\b",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\b(?:call|brand|describ|label|term|dubb)(?:s|es|ed|ing)?\b")
_FALSE = re.compile(
    r"\b(?:lies?|lying|false|falsehoods?|untrue|wrong|nonsense|rubbish|absurd|ridiculous|laughable|"
    r"ludicrous|baseless|unfounded|groundless|fabricat\w+|fiction|hoax|myth|smears?|slander|libel|"
    r"incorrect|inaccurate|misleading|fake)\b"
)
# Each turns the cue round once: "did not say" is unsaid, "did not fail to say" is said. So does
# "without saying", but not "said without hesitation".
_SAYING = (
    r"(?:say|stat|claim|assert|alleg|suggest|insist|promis|admitt|conced|acknowledg|confirm|deny|"
    r"tell|declar|announc|argu|warn|refus|declin|fail|hesitat|stopp|avoid)ing"
)
_TURNS = re.compile(
    r"\b(?:(?<!should )not(?! (?:only|just|merely|simply|solely)\b)|never|neither|cannot|no longer|"
    r"(?:no one|nobody)$|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|fail(?:s|ed|ing)?|"
    r"neglect(?:s|ed|ing)?|forg[eo]t(?:s|ten)?|omit(?:s|ted)?|unable|unwilling|"
    r"reluctant|afraid|shy|loath|yet(?= to\b)|"
    r"hesitat(?:es?|ed|ing)|stop(?:s|ped|ping)?|avoid(?:s|ed|ing)?|refrain(?:s|ed|ing)?|"
    r"balk(?:s|ed|ing)?|resist(?:s|ed|ing)?|help|without(?= (?:\w+ )?"
    + _SAYING
    + r"))\b|\w+n['’]t\b|"
    r"\bnor (?:did|does|do|has|have)\b",
    re.IGNORECASE,
)
# Words that were not said, or not yet: "might say", "is expected to say". "Would later say" was.
_SUPPOSED = re.compile(
    r"(?:^| )(?:might|may|could|can|must have|should|will|would(?! (?:later|go on|eventually|often|"
    r"always|sometimes|frequently|repeatedly|come to|subsequently|afterwards|soon|then|still)\b))"
    r"(?! (?:not|never|neither|hardly|barely|no longer|only|\w+ only)\b)(?= )|"
    r"\b(?:want|wish|hope|plan|intend|expect|prepar|propos|schedul|pretend|threaten)"
    r"(?:e?s|e?d|ing)?(?: …)? to \w|"
    r"\b(?:is|are|was|were|be|been|being) (?:urged|asked|told|ordered|advised|press(?:ur)?ed|"
    r"encouraged|begged|instructed|requested|invited|required|obliged) to \w|"
    r"\b(?:set|due|(?<!more )(?<!less )likely|unlikely|ready|poised|bound|about|supposed|slated|"
    r"like|love) to \w"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|(?:is|are|was|were) (?:said|reported|"
    r"alleged|believed|understood|thought|rumou?red) to have)\b"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|per(?! cent\b)) (?P<who>.+?)(?: … |$)")
_SAYS = r"(?:said|says|adds|added|wrote|writes|told \w+)"
_QUOTES = (
    r"(?:quoting|quoted|quotes|citing|cited|retweet(?:ed|s|ing)|repost(?:ed|s|ing)|"
    r"read(?:s|ing)?|recit(?:ed?|es|ing)|cites?|quote|shar(?:ed?|es|ing)|show(?:s|ed|ing)?|"
    r"display(?:s|ed|ing)?|play(?:s|ed|ing)?)"
)
# A name or "the", "he": "also quoted" and "was quoted" name nobody.
_WHO = (
    r"(?P<who>(?:[A-Z]|(?:an?|the|one|two|some|another|his|her|its|their|my|our|he|she|it|they|we|I"
    r")\b).*?)"
)
_QUOTING = re.compile(rf"(?:{_SAYS} )?{_WHO}(?:,? {_SAYS})?,? {_QUOTES}\b(?: … .*)?")
_QUOTED_BY = re.compile(r"\b(?:quoted|cited)(?: as \w+)? by (?P<who>.+?)(?:,? as \w+)?(?: … .*|$)")
_TOLD_BY = re.compile(
    rf"{_WHO} (?:recall|remember|recount|describ|hear|overhear|witness|film|record|catch|caught|"
    r"sa(?:id|y)|claim|insist|alleg|add|testif|wrote|write|told \w+)"
    r"(?:s|es|d|e|ed|ied|ies|ing)? … .+"
)


# In a name: in capitals inside the cue, or at its start before another capital.
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=[\w’'] )[A-Z]|[A-Z][\w’']* [A-Z]")


def unsaid(cue: str) -> bool:
    """True for "did not say", "never claimed", "refused to deny", "might say": said by nobody, or
    not yet.

    What stands in a name ("told Never Again Action", "according to Mary Shy") turns nothing.
    """
    own = _ACCORDING.sub(" ", cue)
    if (quoting := _QUOTING.fullmatch(own)) is not None:
        own = own[quoting.end("who") :]
    turns = sum(_NAME.match(own, m.start()) is None for m in _TURNS.finditer(own))
    return turns % 2 == 1 or _SUPPOSED.search(own) is not None


def supposed(cue: str) -> bool:
    """True for "might say", "is expected to say", "will say": the day beside it is to come."""
    return _SUPPOSED.search(cue) is not None


def denial(cue: str, words: str) -> str | None:
    """What somebody did with words instead of saying them: "denied", "rejected", "ruled out"."""
    if _RULED_OUT.search(cue):
        return "ruled out"
    if _TAKEN_BACK.search(cue):
        return "withdrawn"
    for word in _WORD.finditer(cue):
        if _NAME.match(cue, word.start()) is not None:  # "told the Reject Hate alliance"
            continue
        for form, told in _DENIALS:
            if form.fullmatch(word.group().lower()):
                return told
    claim = _CLAIMS.match(words)
    if claim is None:
        return None
    if (defended := _DEFENDED.search(cue)) is not None:  # "pushed back on", "warned against"
        return defended.group()
    false = _CALLS.search(cue) is not None and _FALSE.search(words, claim.end()) is not None
    return "rejected" if false or _AGAINST.search(cue.lower()) is not None else None


def stance(cue: str | None, pieces: Sequence[str], kind: Kind, context: str) -> str | None:
    """What the speaker did with a quote's words where it was not to say them; None where it was.

    "denied", "rejected" and the like, or the article's own "did not deny", "never said". Words in
    quotation marks that only stand beside "denied" ("“I took nothing,” she denied") are said.
    """
    if not cue:
        return None
    if unsaid(cue) and not _only(cue, pieces):
        return next((part for part in cue.split(" … ") if unsaid(part)), cue)
    told = denial(cue, pieces[0] if pieces else "")
    if told is not None and kind is Kind.DIRECT and not _governed(cue, pieces, context):
        return None
    return told


def _only(cue: str, pieces: Sequence[str]) -> bool:
    """ "Would say only that …": it was said, and no more."""
    return _SUPPOSED.search(cue) is not None and bool(pieces) and pieces[0].startswith("only ")


def _governed(cue: str, pieces: Sequence[str], context: str) -> bool:
    """Do quoted words follow the cue with nothing between: denied “a cover-up”?"""
    before = context.partition(pieces[0])[0] if pieces else ""
    return before.rstrip("“”\"'‘’«„ ").endswith(cue.rpartition(" … ")[2])


def channel(cue: str | None) -> str | None:
    """Who passed the words on, where the cue names him: "according to Ann Lee"."""
    if not cue:
        return None
    if (found := _HEARSAY.search(cue)) is not None:
        return found[0]
    if (found := _ACCORDING.search(cue)) is not None:
        return f"according to {_whom(found)}"
    if (found := _QUOTED_BY.search(cue) or _QUOTING.fullmatch(cue)) is not None:
        return f"as quoted by {_whom(found)}"
    if (found := _TOLD_BY.fullmatch(cue)) is not None:
        return f"according to {_whom(found)}"
    return None


def announced(cue: str | None, pieces: Sequence[str], kind: Kind, context: str) -> str | None:
    """What must stand before a quote's words wherever they are shown: "denied"; None for most."""
    told = channel(cue), stance(cue, pieces, kind, context)
    return ", ".join(part for part in told if part) or None


def _whom(found: re.Match[str]) -> str:
    """ "Him" for "he", where nothing but a pronoun passed the words on."""
    who = found["who"].rstrip(" ,…")
    return _HIM.get(who.lower(), who)


_HIM = {"he": "him", "she": "her", "they": "them", "we": "us", "i": "me"}


def stance_of(hit: Hit) -> str | None:
    """`stance` of a quote as an answer has it."""
    return stance(hit.cue, hit.pieces, hit.kind, hit.context)


def caveat(hit: Hit) -> str | None:
    """`announced` of a quote as an answer has it."""
    return announced(hit.cue, hit.pieces, hit.kind, hit.context)
