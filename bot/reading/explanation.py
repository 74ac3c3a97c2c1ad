"""Why a text was read as it was: each stage as a value that can be printed.

Nothing is decided here: what is shown are the values that the stages themselves decided with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.model import Article, Quote, Span, Speaker
from bot.reading.attribute import candidates
from bot.reading.attribution import Attribution, spans
from bot.reading.in_mind import InMind, Part
from bot.reading.parse import Parse
from bot.reading.people import Cast
from bot.reading.quotes import Decided, speaker
from bot.reading.sentences import Sentence
from bot.reading.structure import Paragraph, Role
from bot.reading.untangle import judged
from bot.reading.why import Why

_NOT_SAID = "its cue tells that it was not said"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution a sentence could hold. lost: why it became no quote, else None; to: the cue
    of the one that won, where another did."""

    rule: str
    cue: str
    source: str
    content: tuple[str, ...]
    lost: str | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence. words: as the parser saw them, each with its tag, its relation, and the number
    of the word it hangs on; a quotation is one word. Empty where it was not parsed."""

    paragraph: int
    text: str
    words: tuple[tuple[str, str, str, int], ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A quote, the construction its words were found by, and why it is its speaker's."""

    quote: Quote
    rule: str
    why: Why


@dataclass(frozen=True, slots=True)
class Explanation:
    """article: as it was read. paragraphs: what each is, and its text. people: everybody the
    article names, and bodies. quotes: those of the article, with their reasons."""

    article: Article
    paragraphs: tuple[tuple[Role, str], ...]
    sentences: tuple[Read, ...]
    people: tuple[Speaker, ...]
    quotes: tuple[Decision, ...]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for number, (role, words) in enumerate(self.paragraphs):
            yield f"{number} {role}: {words}"
            for sentence in self.sentences:
                if sentence.paragraph == number:
                    yield from _sentence_lines(sentence)
        for one in self.people:
            shows = (one.name, one.voice.value, one.gender, one.role, ", ".join(one.forms))
            yield "@ " + " · ".join(part for part in shows if part)
        for decision in self.quotes:
            yield from self._quote_lines(decision)

    def _quote_lines(self, decision: Decision) -> Iterator[str]:
        quote, why = decision.quote, decision.why
        who = quote.speaker or f"unclear ({', '.join(quote.candidates) or 'nobody named'})"
        yield f"= {quote.confidence:.2f} {quote.kind} · {who} · {quote.text}"
        told = f"{decision.rule}: [{self._shown(quote.source)}] [{self._shown(quote.cue)}]"
        about = f" ({', '.join(why.about)})" if why.about else ""
        yield f"    {told} {why.ground}{about}"
        for one in why.weighed:
            yield f"    {one.weight:6.2f} {one.who.name}: {'; '.join(_evidence(one))}"
        for name, span in quote.provenance.spans().items():
            yield f"    {name}: {self._shown((span,))}"

    def _shown(self, chosen: tuple[Span, ...]) -> str:
        return " … ".join(self.article.page.text[s:e] for s, e in chosen)


def _sentence_lines(sentence: Read) -> Iterator[str]:
    if not sentence.words:
        yield f"    not parsed: {sentence.text}"
        return
    words = enumerate(sentence.words)
    yield "    " + " ".join(f"{n}:{w}/{tag}/{dep}>{head}" for n, (w, tag, dep, head) in words)
    for one in sentence.candidates:
        verdict = "kept" if one.lost is None else "lost"
        why = f" – {one.lost}" if one.lost else ""
        why += f" ([{one.to}])" if one.to else ""
        yield f"    {verdict} {one.rule}: [{one.source}] [{one.cue}] {' / '.join(one.content)}{why}"


_PARTS = {
    Part.SPOKE: "spoke",
    Part.OPENS: "opened a paragraph",
    Part.SUBJECT: "subject",
    Part.OTHER: "named",
    Part.GOVERNED: "named behind a preposition",
    Part.OWNER: "named as an owner",
    Part.QUOTED: "named in a quotation",
}


def _evidence(one: InMind) -> Iterator[str]:
    """How they fit, and where the article brought them to mind: of a sentence what counts most."""
    yield one.fit.why
    heaviest: dict[int, Part] = {}
    for event in one.seen:
        heaviest[event.sentence] = max(event.part, heaviest.get(event.sentence, Part.QUOTED))
    for sentence, part in heaviest.items():
        back = one.here - sentence
        where = "in this sentence" if not back else f"{back} sentence{'s' * (back > 1)} before"
        yield f"{_PARTS[part]} {where}"


def explanation(  # noqa: PLR0913, PLR0917  one value a stage
    article: Article,
    paragraphs: tuple[Paragraph, ...],
    sentences: Sequence[Sentence],
    parses: dict[int, Parse],
    cast: Cast,
    decided: Sequence[Decided],
) -> Explanation:
    """Put together from the stages of one reading. parses: by the number of their sentence."""
    text = article.page.text
    return Explanation(
        article,
        tuple((p.role, text[p.start : p.end]) for p in paragraphs),
        tuple(_read(text, one, parses.get(number)) for number, one in enumerate(sentences)),
        tuple(speaker(who) for who in cast.everybody),
        tuple(
            Decision(quote, one.draft.rule, one.said.why)
            for quote, one in zip(article.quotes, decided, strict=True)
        ),
    )


def _read(text: str, sentence: Sentence, parse: Parse | None) -> Read:
    shown = text[sentence.start : sentence.end]
    if parse is None:
        return Read(sentence.paragraph, shown, (), ())
    rows = zip(parse.words, parse.tags, parse.deps, parse.head, strict=True)
    fates = judged(candidates(parse))
    found = tuple(
        _candidate(
            text,
            fate.one,
            fate.lost or (None if fate.one.said else _NOT_SAID),
            fate.to,
        )
        for fate in fates
    )
    return Read(sentence.paragraph, shown, tuple(rows), found)


def _candidate(text: str, one: Attribution, lost: str | None, to: Attribution | None) -> Candidate:
    source = range(one.source[0], one.source[1] + 1) if one.source else ()
    return Candidate(
        one.rule,
        " … ".join(_shown(text, one, frozenset(one.cue))),
        " … ".join(_shown(text, one, frozenset(source))),
        _shown(text, one, one.content),
        lost,
        " … ".join(_shown(text, to, frozenset(to.cue))) if to is not None else "",
    )


def _shown(text: str, one: Attribution, chosen: frozenset[int]) -> tuple[str, ...]:
    return tuple(text[s:e] for s, e in spans(one.parse, chosen))
