"""What somebody meant who typed it wrong, or asked for what no answer is made to tell."""

import re
from datetime import date
from difflib import get_close_matches

from bot.errors import BadQuestion
from bot.when import bare_period, read_period

TRY_PERIODS = "Try “since 1 June”, “between 1 and 27 June”, “last week” or “in March 2025”."
_VAGUE = re.compile(
    r"(?:^| )(recently|lately|nowadays|currently|now|soon|these days|(?:in )?recent"
    r" (?:days|weeks|months|years))$"
)
_FEAST = re.compile(
    r" (?:since|until|till|before|after) ((?:last )?(?:New Year|Christmas|Easter|Passover|Ramadan"
    r"|Eid|Thanksgiving|Ascension|Pentecost)\b.*)$"
)
_TO_COME = re.compile(r"(?:^| )(tomorrow|next (?:week|month|year|quarter|weekend|\w+day))$", re.I)
_TWO = re.compile(r"(?P<one>\S.*?) (?:vs?\.?|versus) (?P<other>\S.*)")
_ALMOST_ABOUT = re.compile(
    r"(?:^| )(ab[ou]{1,2}t?|aobut|abuot|baout|abour|abotu|abouth|abouy)(?= )"
)
_LEADS = ("since", "before", "after", "until", "between", "during")
_UNITS = ("week", "month", "year", "weekend", "quarter", "monday", "tuesday", "wednesday",
          "thursday", "friday", "saturday", "sunday")  # fmt: skip
_SOME_DAY = date(2024, 2, 29)  # any: only whether words are a date is asked
_NEAR = 0.78


def check_slips(name: str, about: str | None) -> None:
    """Raises BadQuestion for a name that holds words no name has, in small letters."""
    topic = f" about {about}" if about is not None else " about drones"
    if found := _TO_COME.search(name):
        raise BadQuestion(f"“{found[1]}” has not come yet.", TRY_PERIODS)
    if found := _TWO.fullmatch(name):
        raise BadQuestion(
            "I look for one speaker at a time.",
            f"Try “{found['one']}{topic}”, and then “and {found['other']}?” in the thread.",
        )
    if about is None and (found := _ALMOST_ABOUT.search(name)):
        meant = f"{name[: found.start()]} about{name[found.end() :]}".strip()
        raise BadQuestion(f"I cannot read “{found[1]}”.", f"Did you mean “{meant}”?")
    check_period_slips(name)


def check_period_slips(words: str) -> None:
    """Raises BadQuestion for "sicne June", "last wek", "recently" and "since Easter" at the end."""
    if found := _FEAST.search(words):
        raise BadQuestion(f"I cannot read “{found[1]}” as a date.", TRY_PERIODS)
    if " " in words and (found := _VAGUE.search(words)):
        raise BadQuestion(f"“{found[1]}” is no period I can count.", TRY_PERIODS)
    tokens = words.split(" ")
    for at in range(max(0, len(tokens) - 5), len(tokens)):
        typed, tail = tokens[at], " ".join(tokens[at + 1 :])
        meant = _meant(typed, tail)
        if meant is not None and meant != f"{typed} {tail}".strip():
            raise BadQuestion(
                f"I cannot read “{f'{typed} {tail}'.strip()}” as a period.",
                f"Did you mean “{meant}”?",
            )


def _meant(typed: str, tail: str) -> str | None:
    """The period that was meant, where one word of it is spelt wrong."""
    if not tail:
        return _near(typed, ("yesterday",))
    if typed in ("last", "this", "past") and " " not in tail:
        unit = _near(tail, _UNITS)
        return f"{typed} {unit}" if unit else None
    lead = _near(typed, _LEADS)
    if lead is None or bare_period(tail, _SOME_DAY) is None:
        return None
    return f"{lead} {tail}"


def _near(typed: str, words: tuple[str, ...]) -> str | None:
    """The one of the words that `typed` nearly is; None where it is one, or has a capital."""
    if len(typed) < 3 or not typed.islower() or typed in words or typed.rstrip("s") in words:
        return None
    near = get_close_matches(typed, words, n=1, cutoff=_NEAR)
    return near[0] if near else None


_TWO_NAMES = re.compile(
    r"(?P<one>[^\W\da-z]\S*(?: [^\W\da-z]\S*){0,2})(?: and | or | & |, )(?=[^\W\da-z])"
)
_NAME_FIRST = re.compile(
    r"(?P<name>[^\W\da-z]\S*(?: [^\W\da-z]\S*){0,3}),? [-–—:]? ?(?P<rest>[a-z].*)"
)


def instead(who: str) -> str | None:
    """A question to type for a name that nobody has: "Lee about drones" for "Lee drones",
    "Lee in June" for "Lee June", "Lee" for "Lee and Berg"."""
    words = who.split(" ")
    for at in range(1, len(words)):
        tail = " ".join(words[at:])
        period = read_period(f"in {tail}", _SOME_DAY)
        if period is not None:
            lead = "on" if period.since == period.until else "in"
            return f"{' '.join(words[:at])} {lead} {tail}"
    if found := _TWO_NAMES.match(who):
        return found["one"]
    if found := _NAME_FIRST.fullmatch(who):
        return f"{found['name'].rstrip(',')} about {found['rest']}"
    if 1 < len(words) < 4 and who.islower():
        return f"{words[0]} about {' '.join(words[1:])}"
    return None
