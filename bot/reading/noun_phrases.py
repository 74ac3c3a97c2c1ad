"""A noun of a parse with all that hangs on it."""

from bot.reading.parse import Parse, Range
from bot.reading.tags import STOPS


def noun_phrase(parse: Parse, head: int) -> Range:
    """A noun with all that hangs on it, without a clause or comma at its edges."""
    first, last = parse.left[head], parse.right[head]
    while last > head and parse.tags[last] in STOPS:
        last -= 1
    while first < head and parse.tags[first] in STOPS:
        first += 1
    return first, last
