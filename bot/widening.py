"""Follow-ups that ask for more than before, and words that would leave something out.

The grammar takes words in, and has none that take some out: "without drones" gets a sentence.
"""

import re

from bot.answers import Question
from bot.errors import BadQuestion

_ANY_TIME = re.compile(r"(?:at )?any ?time|all time|ever|since ever|all dates|any date", re.I)
_ANY_TOPIC = re.compile(r"(?:about |on )?(?:anything|everything|any topic|all topics)", re.I)
_ANY_OUTLET = re.compile(r"(?:in )?(?:any|all|every) outlets?", re.I)
_ANY_KIND = re.compile(
    r"direct and (?:indirect|reported)|(?:all|any) quotes|(?:all|any) kinds?|not only (?:in)?direct"
    r"|(?:also |and )?(?:in)?direct (?:ones |quotes )?(?:too|as well)|also (?:in)?direct",
    re.I,
)
_LEAVES_OUT = re.compile(
    r"(?:^| )(?:(?:but |and )?(?P<not>not|except|nothing)(?: for)?"
    r" (?P<how>about|on|by|from) |(?:but )?(?:without|excluding|except(?: for)?|leaving out)"
    r"(?: the)? )(?P<words>\S.*)$",
    re.I,
)
_LONGEST = 6  # words: what goes on longer is talk


class LeavesOut(BadQuestion):
    """A question would leave words out. words: those."""

    def __init__(self, words: str, remedy: str) -> None:
        super().__init__(f"I cannot leave “{words}” out: a question takes words in.", remedy)
        self.words = words

    def __reduce__(self) -> tuple[type["LeavesOut"], tuple[str, str]]:
        return LeavesOut, (self.words, self.remedy)


def widened(question: Question, words: str) -> Question | None:
    """The question without its period, topic, outlet or kind, when the words ask for that."""
    if _ANY_TIME.fullmatch(words):
        return question._replace(since=None, until=None)
    if _ANY_TOPIC.fullmatch(words):
        return question._replace(about=None, phrase=None)
    if _ANY_OUTLET.fullmatch(words):
        return question._replace(outlet=None)
    if _ANY_KIND.fullmatch(words):
        return question._replace(kind=None)
    return None


def ways_back(before: Question, question: Question) -> tuple[tuple[str, str], ...]:
    """What a question about somebody else still has of the one before it, besides its subject:
    what that is, and the words that drop it. Empty while the person is the same."""
    if question.who == before.who:
        return ()
    kept = []
    if question.kind is not None and question.kind is before.kind:
        kept.append((f"{question.kind.value} quotes only", "all quotes"))
    if question.outlet is not None and question.outlet == before.outlet:
        kept.append((f"in {question.outlet}", "any outlet"))
    period = (question.since, question.until)
    if period != (None, None) and period == (before.since, before.until):
        kept.append(("the same period", "any time"))
    return tuple(kept)


def left_out(words: str, *, follows: bool) -> LeavesOut | None:
    """What to say when words would leave something out: "without drones", "Umerov not about grain".

    follows: they go on from an answer, and are nothing but that.
    """
    found = _LEAVES_OUT.search(words)
    if found is None or (follows and (found.start() or len(words.split()) > _LONGEST)):
        return None
    what = found["words"].strip(" .!?")
    who = words[: found.start()].strip(" ,")
    if found["how"] and found["how"].lower() in ("by", "from"):
        return LeavesOut(what, f"Try “everybody but {what} {who or 'about WORDS'}”.")
    if follows:
        remedy = (
            "Try “about WORDS” for another subject, “any topic” for all of them, or “who else?”."
        )
    else:
        remedy = f"Try “{who or 'NAME'} about WORDS” with what it should be about."
    return LeavesOut(what, remedy)
