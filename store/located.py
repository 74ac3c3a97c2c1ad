"""Which article is meant: by its address, or by its number."""

import re

from sqlalchemy import ColumnElement, Text, cast, func, literal

from store.addresses import normalised
from store.tables import articles
from store.wanted import sayable

_NUMBER = re.compile(r"article:(\d{1,15})")

# The name of an article: its address, else “article:41”, which `located` takes as well.
NAMED = func.coalesce(articles.c.url, literal("article:").concat(cast(articles.c.id, Text)))


def is_number(named: str) -> bool:
    """Whether this is an article's number, and so the address of none."""
    return _NUMBER.fullmatch(named.strip()) is not None


def located(named: str) -> ColumnElement[bool]:
    """Whether an article is the one at an address, or the one with a number (“article:41”)."""
    if number := _NUMBER.fullmatch(named.strip()):
        return articles.c.id == int(number[1])
    return articles.c.address == sayable(normalised(named))
