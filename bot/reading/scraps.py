"""Words that a verb of saying governs, and that say nothing by themselves."""

from bot.reading.attribution import is_edge
from bot.reading.parse import Parse


def scrap(parse: Parse, content: frozenset[int]) -> bool:
    """ "Saying so", "lying", "who had": without the words around them they say nothing."""
    said = [i for i in sorted(content) if not is_edge(parse, i)]
    if len(said) > _SCRAP or any(i in parse.quoted or i in parse.marked for i in said):
        return False
    lone = len(said) == 1 and parse.lower[said[0]] not in ("yes", "no")
    return lone or parse.lower[said[-1]] in _POINTS_BACK


_SCRAP = 2  # words
_POINTS_BACK = frozenset(
    {"so", "it", "this", "that", "had", "has", "have", "did", "does", "do", "was", "were", "is"}
)
