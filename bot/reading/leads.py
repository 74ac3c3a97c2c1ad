"""Whose a quotation is that stands by itself, by the sentence before it."""

from dataclasses import dataclass, field

from bot.model import Provenance, Span
from bot.reading import cues
from bot.reading.attribution import Attribution, spans
from bot.reading.hanging import Phrase, phrase
from bot.reading.noun_phrases import noun_phrase
from bot.reading.parse import Parse
from bot.reading.provenance import provenance
from bot.reading.sources import source_of


@dataclass(frozen=True, slots=True)
class Lead:
    """Who a quotation that stands by itself belongs to, by the sentence before it.

    announced: that sentence says so ("The minister said:"); else its subject is all there is.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    announced: bool
    phrase: Phrase
    provenance: Provenance = field(default_factory=Provenance)


def announced(parse: Parse, read_to: int) -> Lead | None:
    """The last verb of the sentence with a speaker: "The minister put it like this:". None where
    a quote, which ends at `read_to`, has its last words."""
    if read_to >= parse.spans[-1][0] - 1:
        return None
    known = cues.verbs()
    verbs = [at for at in range(len(parse)) if parse.tags[at].startswith("V")]
    if parse.lower[0] in cues.saying_forms() and parse.tags[1:2] == ("NNP",):
        verbs.append(0)  # "Stated Lee:"
    for at in [*(v for v in reversed(verbs) if parse.lower[v] in known), *reversed(verbs)]:
        source = source_of(parse, at)
        if source is not None:
            named = spans(parse, frozenset(range(source[0], source[1] + 1)))
            how = provenance(Attribution(parse, frozenset(), source, (at,), "lead", at))
            return Lead(named, (parse.spans[at],), True, phrase(parse, source, at), how)
    return None


def subject(parse: Parse) -> Lead | None:
    """The subject of the main clause, when it can speak: not "it", nor a thing in the plural."""
    for at in range(len(parse)):
        main = parse.deps[at] == "nsubj" and parse.head[parse.head[at]] == parse.head[at]
        if (
            main
            and parse.tags[at] in ("NNP", "PRP")
            and parse.lower[at] not in ("it", "there", "they")
        ):
            first, last = noun_phrase(parse, at)
            named = spans(parse, frozenset(range(first, last + 1)))
            return Lead(named, (), announced=False, phrase=phrase(parse, (first, last), at))
    return None
