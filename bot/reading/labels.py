"""Whose a quotation is behind a colon that no verb leads to: "Ann Lee in May: “…”"."""

from bot.reading import cues
from bot.reading.attribution import is_edge
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse, Range
from bot.reading.sources import source_of
from bot.reading.wordlists import words


def labelled(parse: Parse, colon: int) -> Range | None:
    """From the report: "…" / Ann Lee in May: "…"."""
    if parse.words[colon] != ":":
        return None
    said = _of_noun(parse, colon - 1) or _signed_by(parse, colon)
    if said is not None:
        return said
    for tags in (("NNP",), ("NN", "NNS")):
        for at in range(colon - 1, max(-1, colon - 14), -1):
            nobody = _is_date(parse, at) or parse.lower[at] in _LISTS or _written_to(parse, at)
            if parse.tags[at] in tags and not nobody:
                return parse.left[at], at
    return None


def _signed_by(parse: Parse, colon: int) -> Range | None:
    """ "Ann Lee and Bo Berg" in "Joint statement by Ann Lee and Bo Berg: “…”"."""
    for by in range(1, colon - 1):
        if parse.lower[by - 1] in _WRITTEN and parse.lower[by] in ("by", "from"):
            plain = not any(parse.tags[i][:1] == "V" for i in range(by + 1, colon))
            return (by + 1, colon - 1) if plain else None
    return None


_WRITTEN = words("nouns", "medium")


_LISTS = frozenset({"source", "sources", "reference", "references"})


def _of_noun(parse: Parse, noun: int) -> Range | None:
    """Whose words "Ann Lee’s letter: “…”" or "she came with a simple message: “…”" has."""
    if parse.lower[noun] not in cues.nouns() or not parse.tags[noun].startswith("NN"):
        return None
    owner = parse.child(noun, "poss")
    if owner is not None:
        first, last = noun_phrase(parse, owner)
        return first, last - (parse.tags[last] == "POS")
    if parse.lower[parse.head[noun]] != "with":
        return None
    verb = next((up for up in parse.ancestors(noun) if parse.tags[up].startswith("V")), None)
    return source_of(parse, verb) if verb is not None else None


def _written_to(parse: Parse, at: int) -> bool:
    """ "Ann Lee" in "a letter to Ann Lee", "a post about Ann Lee"."""
    while parse.deps[at] in ("compound", "appos", "conj"):
        at = parse.head[at]
    return parse.deps[at] == "pobj" and parse.lower[parse.head[at]] in _TO


_TO = frozenset({"to", "about", "for", "on", "against", "over", "with"})


def signed(parse: Parse, colon: int) -> Range | None:
    """Ferries late again - more from Ann Lee: "…": a name between a dash and the colon."""
    for at in range(colon - 1, max(-1, colon - 11), -1):
        tag = parse.tags[at]
        if is_edge(parse, at) and parse.words[at] in _DASHES:
            name = next((i for i in range(at + 1, colon) if parse.tags[i] == "NNP"), None)
            return (name, colon - 1) if name is not None else None
        if tag.startswith("V") or tag == "MD" or at in parse.quoted:
            return None
    return None


_DASHES = frozenset({"-", "--", "–", "—"})


def _is_date(parse: Parse, at: int) -> bool:
    return parse.lower[at] in words("common", "day or month")
