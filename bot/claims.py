"""What is claimed of words in marks: that somebody said them, or that somebody did not."""

import re
from dataclasses import dataclass
from datetime import date

from bot.days import Frame, days
from bot.errors import BadQuestion
from bot.stance import denial

LONGEST_CLAIM = 3000  # characters
_LONGEST_TOLD = 60  # characters
_CLAIM = re.compile(
    r"(?P<before>[^\"“”„«»]*)[\"“”„«](?P<sentence>.+)[\"“”»](?P<after>[^\"“”„«»]*)", re.S
)
# An apostrophe is one of these too, so that they count only around everything but the name.
_CLAIM_IN_SINGLE_MARKS = re.compile(
    r"(?P<before>)[‘'](?P<sentence>.+)[’'](?P<after>(?:\s*,?\s*(?:by|from|[–—-])\s.+)?)", re.S
)

_ON_DAY = re.compile(
    r"(?:^|,? )on ((?:\w+,? )?(?:\d\d?(?:st|nd|rd|th)? [a-z]+|[a-z]+ \d\d?),? (?:19|20)\d\d"
    r"|\d{4}-\d\d-\d\d)\b",
    re.I,
)
_SOME_DAY = date(2024, 2, 29)  # any: a day named in full is the same from everywhere

SAY = (
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|claim(?:s|ed|ing)?|stat(?:e|es|ed|ing)"
    r"|writ(?:e|es|ing)|wrote|written|utter(?:s|ed|ing)?|us(?:es|ed|ing) the (?:words?|phrase)"
    r"|spoke(?:n)?|promis(?:e|es|ed|ing)|admit(?:s|ted|ting)?|suggest(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?|argu(?:e|es|ed|ing)|declar(?:e|es|ed|ing)|announc(?:e|es|ed|ing)"
    r"|call(?:s|ed|ing)?)"
)
_NOT = (
    r"(?:\w+n['’]t|cannot|(?:(?:did|does|do|has|have|had|was|were|is|are|will|would) )?"
    r"(?:not(?! (?:only|just|merely|simply|solely)\b)|never)|no longer|nobody|no one|none of \w+"
    r"|neither|nor|without|(?:refus|declin)(?:es?|ed|ing) to|fail(?:s|ed|ing)? to|yet to"
    r"|den(?:y|ies|ied|ying)|stop(?:s|ped|ping)? short of)"
)
_NOT_SAID = re.compile(rf"\b{_NOT} (?:\S+ ){{0,5}}?(?:(?:he|she|they|it) )?{SAY}\b", re.I)
_ONE_NOT = re.compile(rf"\b{_NOT}\b", re.I)
_NOT_THEIRS = re.compile(
    r"\b(?:wrongly|falsely|mistakenly|incorrectly|misleadingly) (?:\w+ )?"
    r"(?:attributed|ascribed|credited|quoted|reported)\b|\bmis(?:attributed|quoted)\b"
    r"|\b(?:fake|fabricated|invented|made-up|bogus|apocryphal)"
    r" (?:quotes?|quotations?|words|lines?|statements?|remarks?)\b"
    r"|\b(?:is|are|was|were|been) (?:a )?(?:fabricated|invented|made up|fake|hoax|bogus)\b",
    re.I,
)
_NOT_THEIR_WORDS = re.compile(
    r"^\W*(?:(?:is|are|was|were)n['’]t|(?:is|are|was|were) (?:not|never))"
    r"(?= (?:\S+ ){0,4}?(?:\w+['’]s?|his|hers?|theirs?|words|quote)(?:\W|$))",
    re.I,
)
# Nothing was said yet, or only perhaps.
_SUPPOSED = re.compile(
    rf"\b(?:if|unless|whether|suppose|imagine) (?:\S+ ){{1,5}}?{SAY}\b"
    rf"|^\W*(?:did|does|has|have|had|should|would|could) (?:\S+ ){{1,5}}?{SAY}\b"
    rf"|\b(?:might|may|could|would|should|will|must)(?: (?:well|have|yet|never|not))* {SAY}\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Words somebody is quoted with. who: the speaker they are said to have, None for anybody.

    unsaid: in which words it is claimed that they were not said ("never said"); None for most.
    on: the day they are said to be of, where it is named in full.
    """

    sentence: str
    who: str | None = None
    unsaid: str | None = None
    on: date | None = None


def claim(words: str) -> Claim | None:
    """What `verify "sentence"` asks, with `by NAME` after it or `NAME said` before it.

    None when the words do not begin with "verify". The sentence is left to the letter; without
    quotation marks it is everything. Raises BadQuestion when it is missing or too long.
    """
    first, _, rest = words.strip().partition(" ")
    if first.casefold().rstrip(":") != "verify":
        return None
    rest = rest.strip()
    if len(rest) > LONGEST_CLAIM:
        raise BadQuestion(
            f"That sentence has {len(rest):,} characters; I hold up to {LONGEST_CLAIM:,} against"
            " the archive.",
            "Verify it in parts.",
        )
    found = _CLAIM.fullmatch(rest) or _CLAIM_IN_SINGLE_MARKS.fullmatch(rest)
    sentence = found["sentence"].strip() if found else rest
    if not any(letter.isalnum() for letter in sentence):
        raise BadQuestion("The sentence to verify is missing.", "Try verify “the exact words”.")
    if found is None:
        return Claim(sentence)
    (before, on), (after, of) = map(_dated, (found["before"], found["after"]))
    unsaid = not_said(before, after)
    names = [_name(words, unsaid) for words in (before, after)]
    return Claim(sentence, next(filter(None, names), None), unsaid, on or of)


def _dated(around: str) -> tuple[str, date | None]:
    """The words without a day that is named in full, and that day."""
    found = _ON_DAY.search(around)
    try:
        day = days(found[1], Frame(_SOME_DAY, _SOME_DAY)) if found else None
    except BadQuestion:  # "30 Feb 2025": left for whoever is looked for by that name
        day = None
    if found is None or day is None or day.first != day.last:
        return around, None
    return f"{around[: found.start()]} {around[found.end() :]}", day.first


def not_said(before: str, after: str) -> str | None:
    """The words before or behind a quotation that say it was not said ("never said", "denied"),
    as they stand; None where there are none."""
    found = [found for part in (before, after) for found in _NOT_SAID.finditer(part)]
    for each in found:
        if len(_ONE_NOT.findall(each[0])) % 2:
            return _told(each[0])
    if found:
        return None  # "never denied saying": said
    theirs = [_NOT_THEIRS.search(before), _NOT_THEIRS.search(after), _NOT_THEIR_WORDS.search(after)]
    for other in theirs:
        if other is not None:
            return _told(other[0])
    return denial(_last_words(before), "")


def not_yet_said(before: str, after: str) -> str | None:
    """The words around a quotation that leave open whether it was said: "if she had said"."""
    found = _SUPPOSED.search(before) or _SUPPOSED.search(after)
    return _told(found[0]) if found else None


def _last_words(before: str) -> str:
    return " ".join(before.split()[-2:])


def _told(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_TOLD].strip(" ,.;:")


# --- whose ----------------------------------------------------------------------------------------

_GLUE = (
    r"(?:did|does|is|are|was|were|has|have|had|it|this|that|exactly|just|really|ever|actually|also"
    r"|once|what|true|not|never|only|who|by|from|to|of|per|or|(?-i:an?)|the (?:words|quote)"
    r"|according to|said|says?|saying|told|tells?|wrote|claimed|denied|denies|denying|us|me|them"
    r"|reporters|journalists)"
)
_ROUND_A_NAME = re.compile(
    rf"^[\s,;:.?!–—-]*(?:{_GLUE}(?:[\s,:]+|$))*"
    rf"|(?:[\s,]+(?:{_GLUE}|words)|['’]s(?! \w+ \w)|['’](?= ))*[\s,;:.?!–—-]*$",
    re.I,
)
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?: (?:(?:de|van|von|der|al|bin) )?[^\W\d_a-z]\S*)*")
_NOBODY = re.compile(r"nobody|no one|none|no", re.I)


def _name(around: str, unsaid: str | None) -> str | None:
    """Who is named in the words before or behind a sentence to verify."""
    words = " ".join(around.split())
    parts = [words]
    if unsaid and unsaid in words:
        before, _, after = words.partition(unsaid)
        inside = _NAME.search(unsaid)
        parts = [before, inside[0] if inside else "", after]
    for part in parts:
        name = _ROUND_A_NAME.sub("", part).strip(" ,")
        if any(letter.isalpha() for letter in name) and not _NOBODY.fullmatch(name):
            return name
    return None
