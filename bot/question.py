"""One grammar for everything that is asked: slash command, mention, thread and command line.

    NAME [about WORDS] [since|before|until|between|in|on|last|past WHEN] [in OUTLET] [direct]
    "exact words"
    about WORDS [WHEN]

Words in quotation marks are never read as anything but words.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.answers import Question
from bot.errors import BadQuestion
from bot.grammar import (
    ABOUT,
    EXAMPLE,
    KIND,
    Filters,
    asking,
    check_spelling,
    check_topic,
    checked,
    speaker,
    split_about,
    take_filters,
    too_long,
)
from bot.model import Kind
from bot.order import filters_before, joined, leading
from bot.phrasing import MARKS, WORDS, Asked, first_quoted, plain, quoted_words, restore
from bot.when import Period, bare_period, period_line
from bot.widening import left_out, widened

FOLLOW_UPS = "“about drones”, “since June”, “only direct” or “who else?”"


def parse(
    words: str,
    *,
    now: datetime,
    zone: str,
    day_first: bool = True,
    outlets: Sequence[str] = (),
) -> Question:
    """What `words` ask, asked at `now` (aware) by somebody in `zone`.

    day_first: how 3/4/2025 is read. outlets: the names the archive knows; after a topic, "in
    Reuters" is an outlet only if it is one of them ("talks in Istanbul" are talks).
    Raises BadQuestion, and nothing else, for what it does not understand.
    """
    asker = asking(now, zone, day_first, outlets)
    marked, quoted = quoted_words(checked(words))
    rest, before = leading(marked, asker)
    asked = plain(rest)
    rest, filters = take_filters(asked.words, asker)
    filters = joined(filters, before)
    rest, _, said = rest.partition(WORDS)
    name, about = split_about(rest.strip(), asker)
    name, phrase = first_quoted(name, quoted)
    name, filters = filters_before(name, filters, asker)
    if said.strip():
        if phrase is not None:  # “…,” said Nora Vink: a line of an article, and no question
            raise too_long()
        phrase = restore(said, quoted).strip(f" {MARKS}") or phrase
    if asked.said and name and about is None and phrase is None:
        name, phrase = "", name
    if about is not None:
        check_spelling(about, asker.today)
        about = restore(about, quoted).strip(f" {MARKS}")
        check_topic(about, name)
    who = speaker(name, about, asker)
    if (lacking := _lacking(asked, who, about or phrase, filters)) is not None:
        raise lacking
    question = Question(
        who=who,
        about=about,
        phrase=phrase,
        zone=zone,
        outlet=filters.outlet,
        kind=filters.kind or (Kind(asked.kind.lower()) if asked.kind else None),
        who_else=asked.who_else and who is not None,
        mentioned=asked.mentioned,
    )
    return _within(question, filters.period)


def _lacking(asked: Asked, who: str | None, on: str | None, filters: Filters) -> BadQuestion | None:
    """What there is to say to a question that lacks what it asks for. on: its topic or phrase."""
    if asked.mentioned and (who is None or on is not None):
        return BadQuestion(
            "I look for one name that others mention.", "Try “about-person Umerov since June”."
        )
    if asked.who_else and on is None:
        return BadQuestion(
            "Who else about what?", "Try “who else about drones”, or ask it under an answer."
        )
    if (who, on, filters.period, filters.outlet) == (None,) * 4:
        return BadQuestion("That asks for nothing I can look up.", f"Try “{EXAMPLE}”.")
    return None


def _within(question: Question, period: Period | None) -> Question:
    if period is None:
        return question
    return question._replace(since=period.since, until=period.until)


# --- follow-ups in a thread -----------------------------------------------------------------------

_CONNECTIVES = re.compile(
    r"^(?:(?:and|but|ok|okay|so|now|then|please|just|only|the same|same"
    r"|(?:what )?(?:did|has|have|does) (?:he|she|they)(?: ever| also| really)? (?:say|said|speak"
    r"|spoken|talk|talked|comment|commented)(?: anything| something)?|(?:anything|any(?: quotes)?)"
    r"(?= (?:about|on))|he|she|they)(?:,| |$) ?)+",
    re.I,
)
_POLITELY = re.compile(r"(?: please|(?<=\w)(?<!direct)(?<!reported) only)+$", re.I)
_MENTIONED = re.compile(
    r"^(?:did|has|have|does) (?:he|she|they)(?: ever| also)? (?:mention|discuss)(?:ed)? ", re.I
)
_SAME_TOPIC = frozenset({"that", "this", "it", "the same"})
_ELSE = re.compile(
    r"^(?:who|anybody|anyone|somebody|someone) else(?: (?:has )?(?:said|spoke|talked|commented)"
    r"(?: (?:it|that|this|so|anything|something))?)?(?= |$)",
    re.I,
)
_BUT = re.compile(
    r"(?:(?:every|any)(?:body|one) (?:but|except(?: for)?|besides)|except(?: for)?(?: by| from)?"
    r"|not (?:by|from)) (?P<name>\S.*)",
    re.I,
)


def refine(  # noqa: PLR0913  the previous question, and what parse takes
    previous: Question,
    words: str,
    *,
    now: datetime,
    zone: str,
    day_first: bool = True,
    outlets: Sequence[str] = (),
) -> Question:
    """The question a follow-up makes of the previous one: "about drones", "and before March?",
    "only direct", "who else?", "and Zelensky?", "any time".

    Raises BadQuestion for what is no follow-up, such as people's talk among themselves, and
    LeavesOut for "without drones".
    """
    asker = asking(now, zone, day_first, outlets)
    typed = checked(words)
    marked, quoted = quoted_words(typed)
    asked = _MENTIONED.sub("about ", _POLITELY.sub("", marked))
    rest = _WHAT_ABOUT.sub("about ", _CONNECTIVES.sub("", asked))
    question = previous._replace(zone=zone)
    if wider := widened(question, rest):
        return wider
    if (but := _BUT.fullmatch(rest)) and _is_name(but["name"]):
        return _who_else(question._replace(who=but["name"]), rest)
    if (told := left_out(rest, follows=True)) is not None:
        raise told
    if found := _ELSE.match(rest):
        question, rest = _who_else(question, rest[found.end() :]), rest[found.end() :].strip()
        if not rest:
            return question
    bare = re.sub("^about ", "", rest) if _WHAT_ABOUT.search(asked) else rest
    if rest and (period := bare_period(bare, asker.today, day_first=day_first)):
        return _within(question, period)
    if KIND.fullmatch(rest.lower()):
        rest = rest.lower()
    rest, filters = take_filters(rest, asker)
    name, about = split_about(rest, asker)
    elsewhere = filters.outlet is not None and filters.outlet not in outlets  # "in 5 minutes"
    if elsewhere or (about is not None and not _asks(rest, typed, words)):
        raise _no_follow_up()
    name, phrase = first_quoted(name, quoted)
    name, filters = filters_before(name, filters, asker)
    if name:
        question = question._replace(who=_next_speaker(name, typed, words), who_else=False)
    if about is not None:
        question = _on(question, about, quoted, asker.today)
    if (rest, filters) == ("", Filters()):
        raise _no_follow_up()
    return _narrowed(question, phrase, filters)


def _narrowed(question: Question, phrase: str | None, filters: Filters) -> Question:
    """With what a follow-up says of the words, the outlet, the kind and the period."""
    question = question._replace(
        phrase=phrase or question.phrase,
        outlet=filters.outlet or question.outlet,
        kind=filters.kind or question.kind,
    )
    return _within(question, filters.period)


def _on(question: Question, words: str, quoted: tuple[str, ...], today: date) -> Question:
    check_spelling(words, today)
    about = restore(words, quoted)
    if about in _SAME_TOPIC:
        return question
    if question.mentioned:  # a subject takes the place of the name that was looked for
        question = question._replace(mentioned=False, who_else=True)
    return question._replace(about=about, phrase=None)


_WHAT_ABOUT = re.compile(r"^(?:and )?(?:what|how) about ", re.I)


def _asks(rest: str, typed: str, words: str) -> bool:
    """ "about drones" asks; "on it" and "over to you" only do with "and" or a question mark."""
    weak = re.match(r"(?:on|over|re)(?= )", rest, re.I)
    return not weak or words.rstrip().endswith("?") or bool(re.match(r"and\b", typed, re.I))


def _no_follow_up() -> BadQuestion:
    return BadQuestion(
        "I did not understand that as a question about the answer above.", f"Try {FOLLOW_UPS}."
    )


def _who_else(question: Question, rest: str) -> Question:
    if question.about is None and question.phrase is None and not ABOUT.search(rest):
        raise BadQuestion("Who else about what?", "Name the topic: “who else about drones?”.")
    return question._replace(who_else=question.who is not None)


def _next_speaker(name: str, typed: str, words: str) -> str:
    """Another name, where it can be nothing else: "and Lee?", "by Lee", "only Lee"."""
    by = re.match(r"(?:by|from) (?=\w)", name, re.I)
    asks = re.match(r"and\b", typed, re.I) and words.rstrip().endswith("?")
    only = re.match(r"(?:only|just)\b", typed, re.I)
    bare = name[by.end() :] if by else name
    if not (by or asks or only) or not _is_name(bare):
        raise _no_follow_up()
    return bare


def _is_name(words: str) -> bool:
    parts = words.split()
    small = {"de", "van", "von", "al", "bin"}
    return len(parts) <= 4 and all(part[0].isupper() or part in small for part in parts)


# --- said back ------------------------------------------------------------------------------------


def line(question: Question) -> str:
    """What was understood, in one line without quotation marks:
    "Rustem Umerov · about drones · 1–27 June 2025, Europe/Kyiv"."""
    who = question.who or "Everybody"
    parts = [f"Everybody but {who}" if question.who_else else who]
    if question.mentioned and question.who:
        parts = [f"Others who mention {who}"]
    if question.about is not None:
        parts.append(f"about {question.about}")
    if question.phrase is not None:
        parts.append(f"in these words: {question.phrase}")
    if question.kind is not None:
        parts.append(f"{question.kind.value} quotes only")
    if question.outlet is not None:
        parts.append(f"in {question.outlet}")
    if question.since is not None or question.until is not None:
        parts.append(f"{period_line(question.since, question.until)}, {question.zone}")
    return " · ".join(parts)
