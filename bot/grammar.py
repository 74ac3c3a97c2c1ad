"""The grammar of questions, read from the end: filters and the period come off first, then the
topic, and what is left is a name. `bot.question` puts the pieces together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from bot.dates import MONTH, YEAR, misspelt_date
from bot.days import Frame, days
from bot.errors import BadQuestion
from bot.model import Kind
from bot.phrasing import tidy
from bot.slips import check_period_slips, check_slips
from bot.when import Period, local_day, read_period, take_period

LONGEST_QUESTION = 1000  # characters
LONGEST_NAME = 8  # words
EXAMPLE = "Umerov about drones since June"
_TRY_PERIODS = "Try “since 1 June”, “between 1 and 27 June”, “last week” or “in March 2025”."

ABOUT = re.compile(
    r"(?:^| )(?:about|on|over|regarding|concerning|re:?|on the subject of|with regard to"
    r"|with respect to|in connection with|as regards)(?= |$)",
    re.I,
)
KIND = re.compile(
    r"(?:^|,? )(?:only |just )?(direct|indirect|reported)(?: (?:quotes?|speech|ones))?(?: only)?$"
)
_NO_OUTLET = r"(?!(?:about|on|over|re:?|regarding|by|from|since|until|before|after|in|via)\b)"
_OUTLET = re.compile(rf"(?:^|,? )in (?P<name>\S+(?: {_NO_OUTLET}\S+){{0,4}})$", re.I)
# Only for an outlet that is known: "Lee, via Reuters", "Lee (Reuters)".
_KNOWN_OUTLET = re.compile(
    rf"(?:^|,? )(?:(?:via|per|according to|with|on|at) (?P<name>\S+(?: {_NO_OUTLET}\S+){{0,4}})"
    r"|\((?:in )?(?P<inside>[^()]+)\))$",
    re.I,
)
_EVERYBODY = re.compile(r"(?:every|any|some)(?:body|one)|all|people|others|they|quotes?", re.I)
_WHEN = re.compile(
    r"(?:^| )(?P<lead>since|until|till|before|after|between)(?: (?P<when>.+)|$)", re.I
)
_ANY_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_BARE_DATE = re.compile(
    rf"(?:^| )(\d\d?(?:st|nd|rd|th)? {MONTH}(?:,? {YEAR})?|{MONTH} \d\d?(?:,? {YEAR})?"
    rf"|{YEAR}-\d\d(?:-\d\d)?|{MONTH} {YEAR}|\d\d?([/.-])\d\d?\2(?:\d\d)?\d\d)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asker:
    today: date
    day_first: bool
    outlets: dict[str, str]  # folded name: name


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands at the end of a question."""

    period: Period | None = None
    outlet: str | None = None
    kind: Kind | None = None


def asking(now: datetime, zone: str, day_first: bool, outlets: Sequence[str]) -> Asker:
    return Asker(local_day(now, zone), day_first, {outlet_key(name): name for name in outlets})


def checked(words: str) -> str:
    if len(words) > LONGEST_QUESTION:
        raise BadQuestion(
            f"That question has {len(words):,} characters; I read up to {LONGEST_QUESTION:,}.",
            f"Ask in a few words, for example “{EXAMPLE}”.",
        )
    tidied = tidy(words)
    if not tidied:
        raise BadQuestion("The question is empty.", f"Try “{EXAMPLE}”.")
    return tidied


# --- from the end ---------------------------------------------------------------------------------


def take_filters(words: str, asker: Asker) -> tuple[str, Filters]:
    """Split period, outlet and kind off the end, in whatever order they stand there.

    A topic keeps its last words: "about last week" is about last week.
    """
    filters = Filters()
    while words:
        rest, found = _take_one(words, filters, asker)
        if found is filters or _ABOUT_ENDS.search(rest):
            break
        words, filters = rest, found
    return words, filters


_ABOUT_ENDS = re.compile(f"(?:{ABOUT.pattern})$", re.I)


def _take_one(words: str, filters: Filters, asker: Asker) -> tuple[str, Filters]:
    if filters.kind is None and (kind := KIND.search(words)):
        meant = Kind.DIRECT if kind[1] == "direct" else Kind.INDIRECT
        return words[: kind.start()], replace(filters, kind=meant)
    if filters.period is None:
        rest, period = take_period(words, asker.today, day_first=asker.day_first)
        if period is not None:
            return rest, replace(filters, period=period)
    if filters.period is None:
        _check_year(words, asker)
    if filters.outlet is None and (found := _OUTLET.search(words)):
        rest = words[: found.start()]
        known = asker.outlets.get(outlet_key(found["name"]))
        if known is not None or not ABOUT.search(rest) or _ends_in_period(rest, asker):
            return rest, replace(filters, outlet=known or found["name"])
    if filters.outlet is None and (named := _KNOWN_OUTLET.search(words)):
        known = asker.outlets.get(outlet_key(named["name"] or named["inside"]))
        if known is not None:
            return words[: named.start()], replace(filters, outlet=known)
    return words, filters


def _check_year(words: str, asker: Asker) -> None:
    """A period of a year to come is no outlet and no place: "in 2030", "on 1 June 2030".

    Behind a topic it is part of that: "aid until 2050" is something to talk about.
    """
    years = [one for one in _ANY_YEAR.finditer(words) if int(one[0]) > asker.today.year]
    if not years:
        return
    last_leap = str((asker.today.year - 1) // 4 * 4)  # a 29 February stays one
    passed = _ANY_YEAR.sub(lambda one: min(one[0], last_leap), words)
    try:
        rest, period = take_period(passed, asker.today, day_first=asker.day_first)
    except BadQuestion:
        return
    if period is not None and len(rest) < years[-1].start() and not ABOUT.search(rest):
        when = words[len(rest) :].strip().partition(" ")[2] or words[len(rest) :].strip()
        raise BadQuestion(f"“{when}” has not come yet.", _TRY_PERIODS)


def _ends_in_period(words: str, asker: Asker) -> bool:
    return take_period(words, asker.today, day_first=asker.day_first)[1] is not None


def outlet_key(name: str) -> str:
    """What an outlet's name is known by: without “the” and the end of an address."""
    return re.sub(r"^(?:the|www\.) ?|\.(?:com|org|net|ua|co\.uk|co)$|\W", "", name.casefold())


def split_about(words: str, asker: Asker | None = None) -> tuple[str, str | None]:
    """The name and the topic; the topic is None when the words name none."""
    found = _topic_at(words, asker)
    if found is None:
        return words, None
    about = words[found.end() :].strip()
    name = words[: found.start()].strip()
    if not about:
        check_topic(about, name)
    return name, about


def check_topic(about: str, name: str) -> None:
    """Raises BadQuestion for a topic without a letter or a digit."""
    if any(letter.isalnum() for letter in about):
        return
    if not name:
        raise BadQuestion("About what?", "Try “about drones” or “about peace talks”.")
    raise BadQuestion("The topic is missing.", f"Try “{name} about drones”.")


def _topic_at(words: str, asker: Asker | None) -> re.Match[str] | None:
    """The first word that leads into a topic; "on Monday about drones" is about drones."""
    every = list(ABOUT.finditer(words))
    for one, following in pairwise(every):
        days_named = asker and read_period(
            words[one.start() : following.start()].strip(), asker.today, day_first=asker.day_first
        )
        if not days_named:
            return one
    return every[-1] if every else None


def speaker(name: str, about: str | None, asker: Asker) -> str | None:
    """The name without what stands around it; None for everybody.

    Raises BadQuestion for words that are no name.
    """
    if not name or _EVERYBODY.fullmatch(name):
        return None
    _check_order(name, about, asker)
    name = re.sub(r"^(?:by|from|@) ?|['’]s$|['’]$", "", name, flags=re.I).strip(" ,;:.!?-–—·")
    if not any(letter.isalnum() for letter in name):
        return None
    if len(name.split()) > LONGEST_NAME or len(name) > 100:
        raise too_long()
    return name


def too_long() -> BadQuestion:
    """What to say to a whole sentence."""
    return BadQuestion(
        "That is too long for a name.",
        f"Put exact words in quotation marks, or name who and what: “{EXAMPLE}”.",
    )


# In small letters: "Kim In" and "Ban On" are names.
_NOTHING_AFTER = re.compile(r"\s(in|on|during|between)$")


def _check_order(name: str, about: str | None, asker: Asker) -> None:
    """A date that is none, or has not come, is never taken for part of a name."""
    check_slips(name, about)
    if found := _WHEN.search(name):
        if not found["when"]:
            raise BadQuestion(f"The date after “{found['lead']}” is missing.", _TRY_PERIODS)
        if _is_to_come(found["when"], asker.today):
            raise BadQuestion(f"“{found['when']}” has not come yet.", _TRY_PERIODS)
        meant = misspelt_date(found["when"])
        remedy = f"Did you mean “{found['lead']} {meant}”?" if meant else _TRY_PERIODS
        raise BadQuestion(f"I cannot read “{found['when']}” as a date.", remedy)
    if found := _NOTHING_AFTER.search(name):
        raise BadQuestion(f"Nothing stands after “{found[1]}”.", _TRY_PERIODS)
    if found := _BARE_DATE.search(name):
        days(found[1], Frame(asker.today, asker.today, asker.day_first))  # "30 Feb" says so
        first = "in" if re.fullmatch(f"{MONTH} {YEAR}", found[1], re.I) else "on"
        raise BadQuestion(
            f"“{found[1]}” needs a word before it.",
            f"Try “{first} {found[1]}”, “since {found[1]}” or “before {found[1]}”.",
        )


def _is_to_come(when: str, today: date) -> bool:
    """True for "2030" and "1 June 2030"."""
    return any(int(year) > today.year for year in _ANY_YEAR.findall(when))


_SINCE_THE = re.compile(
    r"(?<=\S) (?:since|until|till) (?P<when>(?:the|his|her|their|that|last) \S+(?: \S+){0,3})$"
)


def check_spelling(about: str, today: date) -> None:
    """ "drones since Jnue" is a slip; "reform since independence" is a topic."""
    check_period_slips(about)
    if found := _SINCE_THE.search(about):
        raise BadQuestion(
            f"I cannot read “{found['when']}” as a date.",
            f"Try a day, as in “since 1 June”, or “{about[: found.start()].strip()}” alone.",
        )
    found = re.search(r"(?:^| )(?P<lead>since|until|till) (?P<when>\S+(?: \S+){0,2})$", about, re.I)
    if found and _is_to_come(found["when"], today):
        raise BadQuestion(f"“{found['when']}” has not come yet.", _TRY_PERIODS)
    meant = found and misspelt_date(found["when"])
    if found and meant:
        raise BadQuestion(
            f"I cannot read “{found['when']}” as a date.",
            f"Did you mean “{found['lead']} {meant}”?",
        )
