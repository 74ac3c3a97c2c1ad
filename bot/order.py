"""Filters where the plain order of a question has none: before the topic, or before all else."""

import re

from bot.errors import BadQuestion
from bot.grammar import EXAMPLE, Asker, Filters, outlet_key, take_filters
from bot.when import read_period

LONGEST_LEAD = 8  # words


def filters_before(name: str, filters: Filters, asker: Asker) -> tuple[str, Filters]:
    """What stands between a name and its topic, or before both: "Lee since June about drones",
    "in Reuters Lee about drones". Only what the end of the question has not said yet is read."""
    name, found = leading(name, asker)
    filters = joined(filters, found)
    name, found = take_filters(name, asker)
    return name, joined(filters, found)


def joined(one: Filters, other: Filters) -> Filters:
    """Both. Raises BadQuestion where each has a period, or an outlet."""
    twice = [
        said
        for said, both in (
            ("a period", one.period and other.period),
            ("an outlet", one.outlet and other.outlet),
        )
        if both
    ]
    if twice:
        raise BadQuestion(f"That names {twice[0]} twice.", f"Name it once, as in “{EXAMPLE}”.")
    return Filters(one.period or other.period, one.outlet or other.outlet, one.kind or other.kind)


_LEADS = re.compile(
    r"(?i:since|until|till|before|after|between|from|in|on|during)\b"
    r"|(?:yesterday|today|last|past|this|the|over)\b"
)


def leading(words: str, asker: Asker) -> tuple[str, Filters]:
    """Split off a period or a known outlet at the start: "last week Lee", "in Reuters: Lee"."""
    if not _LEADS.match(words):
        return words, Filters()
    tokens = words.split(" ")
    for many in range(min(len(tokens), LONGEST_LEAD), 0, -1):
        start, rest = " ".join(tokens[:many]).rstrip(",:"), " ".join(tokens[many:])
        period = read_period(start, asker.today, day_first=asker.day_first)
        if period is not None:
            return rest, Filters(period)
        lead, _, name = start.partition(" ")
        if lead.lower() == "in" and (known := asker.outlets.get(outlet_key(name))):
            return rest, Filters(outlet=known)
    return words, Filters()
