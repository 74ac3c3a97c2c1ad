"""Cue → content → source in one parsed sentence."""

from collections.abc import Iterator
from dataclasses import replace

from bot.reading import clauses, clefts, cues, forged, things, unsaid, wordlists
from bot.reading.asked import answering
from bot.reading.attribution import Attribution, is_edge, words
from bot.reading.beside_quotations import with_quotations
from bot.reading.cues import SAY, TELL, Verb
from bot.reading.doubted import doubted
from bot.reading.inanimate import by_thing
from bot.reading.parenthesis import around
from bot.reading.parse import Parse, Range
from bot.reading.passed_on import by_another, relayed
from bot.reading.passives import passive
from bot.reading.phrases import according, noun_cues
from bot.reading.quoted import Claim, claims
from bot.reading.read_out import quoted_inside
from bot.reading.scraps import scrap
from bot.reading.set_off import around_tag, tagged_by
from bot.reading.sources import agent, source_of, taken_for_noun
from bot.reading.untangle import untangled


def attributions(parse: Parse) -> list[Attribution]:
    """Every attribution of the sentence, in the order of their contents; none overlap.

    Those of words that were not said are among them: what they hold is no other's.
    """
    return untangled(candidates(parse))


def candidates(parse: Parse) -> list[Attribution]:
    """All that the sentence's cues could attribute; some stand inside others."""
    verbs = map(relayed, _verbs(parse, claims(parse)))
    return [*according(parse), *verbs, *noun_cues(parse)]


def _verbs(parse: Parse, claimed: dict[int, Claim]) -> Iterator[Attribution]:
    by_verb: dict[int, Claim] = {c.verb: c for c in reversed(claimed.values())}
    known = cues.verbs()
    for at, word in enumerate(parse.lower):
        forms = known.get(word, ())
        verb = _meant(parse, at, forms) if forms and _is_verb(parse, at) else None
        quotes = [q for q, c in claimed.items() if c.verb == at] if at in by_verb else []
        quotes = quotes if quotes and answering(parse, at) is None else []
        if (said := things.disputed(parse, at)) is not None:
            source = parse.left[at - 1], at - 2
            yield Attribution(parse, words(said), source, (at - 1,), "thing", at - 1)
            continue
        if quotes:
            who = by_verb[at].source
            content = with_quotations(parse, at, verb, who, quotes)
            one = _made(parse, (at, verb), who, content, "quote")
        elif verb is not None and not (_cut_by_tag(parse, at) or by_another(parse, at)):
            one = _of_words(parse, at, verb)
        else:
            one = None
        if not quotes:
            one = _set_off(parse, at, one)
        if one is not None:
            yield one


def _set_off(parse: Parse, at: int, one: Attribution | None) -> Attribution | None:
    """With the subject and the words that the commas around a cue show, where the parse found
    none, or took the name before the comma for part of the subject ("for Rao, Holm said")."""
    source = tagged_by(parse, at)
    if source is None:
        return one
    if one is not None and (one.source is None or one.source[0] >= source[0] - 1):
        return one
    if one is not None and (one.source is None or one.source[1] != source[1]):
        return one
    content = around_tag(parse, at, source)
    verb = _meant(parse, at, cues.verbs().get(parse.lower[at], ()))
    return _made(parse, (at, verb), source, content, "parenthesis") if content else one


def _is_verb(parse: Parse, at: int) -> bool:
    """ "claims" and "reports" are verbs too where a clause hangs on them."""
    if parse.tags[at] in ("NN", "NNS"):
        own = parse.child(at, "ccomp") is not None and parse.child(at, "nsubj") is not None
        return own or taken_for_noun(parse, at)
    return parse.tags[at].startswith("V")


def _meant(parse: Parse, at: int, candidates: tuple[Verb, ...]) -> Verb | None:
    """The verb this form is here: "pointed" counts only with its "out"."""
    near = parse.lower[at + 1 : at + 4]
    if at == 1 and parse.lower[:3] in _IDIOMS:
        return None
    return next((v for v in candidates if not v.particle or v.particle in near), None)


_IDIOMS = (("that", "said", ","), ("all", "told", ","), ("having", "said", "that"))


def _of_words(parse: Parse, at: int, verb: Verb) -> Attribution | None:
    source = source_of(parse, at) if not passive(parse, at) else agent(parse, at)
    content = clauses.governed(parse, at, verb)
    answer = answering(parse, at)
    if answer is not None:  # "Ann Lee, asked what Berg would do, said": the question ends there
        content = frozenset(i for i in content if i < answer - 1)
    if source is None:
        return _unsaid(parse, at, verb, content)
    if verb.base == "ask" and source[0] < min(content, default=0) <= source[1]:
        source = source[0], min(content) - 1  # "was asked by a caller why they had left"
    if _nobody(parse, at, source) or (verb.base in _OF_REPORTS and not _finds(parse, source)):
        return None
    cut = _cut_in_two(parse, at, source) if SAY in verb.takes else frozenset()
    shouted = things.called_out(parse, at)
    if content and not (cut or shouted) and not _in_between(parse, at, source):
        one = _made(parse, (at, verb), source, content, "clause")
        if one is not None and by_thing(parse, at, verb, source):
            return replace(one, said=False)
        return one
    if SAY in verb.takes and not shouted:
        content = cut or around(parse, at, source)
        if content:
            return _made(parse, (at, verb), source, content, "parenthesis")
    content = shouted or things.behind_whom(parse, things.named(parse, at, verb))
    own = content and not quoted_inside(parse, at, content)
    return _made(parse, (at, verb), source, content, "thing") if own else None


def _cut_in_two(parse: Parse, at: int, source: Range) -> frozenset[int]:
    """Both halves of "It should publish, she said, how many flats are empty"."""
    first = source[0] - 1
    tag = source[1] == at - 1 and parse.words[at + 1 : at + 2] == (",",)
    if first < _SHORTEST_HALF or not tag or parse.words[first] != ",":
        return frozenset()
    asks = parse.tags[at + 2 : at + 3] in (("WRB",), ("WP",))
    anew = any(parse.lower[i] in cues.saying_forms() for i in range(first))
    return words((0, first - 1), (at + 2, len(parse) - 1)) if asks and not anew else frozenset()


_SHORTEST_HALF = 3  # words


def _cut_by_tag(parse: Parse, at: int) -> bool:
    """Is this verb one of somebody's words: "should publish, she said, how many are empty"?"""
    if parse.words[at + 1 : at + 2] != (",",):
        return False
    tag = range(at + 2, min(at + 6, len(parse) - 1))
    verb = next((i for i in tag if parse.lower[i] in cues.saying_forms()), None)
    if verb is None or verb == at + 2 or parse.words[verb + 1] != ",":
        return False
    return all(parse.tags[i] in ("PRP", "NNP", "DT", "NN") for i in range(at + 2, verb))


def _in_between(parse: Parse, at: int, source: Range) -> bool:
    """ "The plan, said Ann Lee, an engineer, would fail": the verb governs nothing."""
    return source[0] == at + 1 and at > 1 and is_edge(parse, at - 1)


def _nobody(parse: Parse, at: int, source: Range) -> bool:
    """ "It is fair to say", "that means admitting", "one could say": nobody has said it."""
    if parse.lower[source[0] : source[1] + 1] == ("one",):
        return True
    if parse.lower[source[0]] in ("anyone", "anybody", "whoever"):
        return True  # "anyone who says so"
    if source[0] == source[1] and parse.words[source[0]].isdigit() and source[1] == at - 1:
        return parse.lower[at + 1 : at + 2] != ("that",)  # "475 pledged delegates"
    plain = source[0] == source[1] and parse.lower[source[0]] in ("it", "that", "this", "there")
    return plain and parse.tags[at] in ("VB", "VBG") and parse.head[source[0]] != at


_OF_REPORTS = wordlists.words("verbs", "of reports")
_REPORTS = wordlists.words("nouns", "medium") | wordlists.words("bodies", "finds")


def _finds(parse: Parse, source: Range) -> bool:
    """ "The 200-page report, published on Monday, finds that": a report, by the noun before any
    comma, and not whoever "finds that it is late"."""
    named = range(source[0], source[1] + 1)
    heads = (i for i in named if parse.head[i] not in named)
    return any(parse.lower[i] in _REPORTS for i in heads)


_UNNAMED = frozenset({"named", "identified", "anonymous", "anonymity", "quoted"})
_ANONYMITY = 7  # words


def _unsaid(parse: Parse, at: int, verb: Verb, content: frozenset[int]) -> Attribution | None:
    """ "She was asked whether …", "it was announced that …": nobody is named."""
    if not content or not passive(parse, at) or parse.tags[at] not in ("VBN", "VBD"):
        return None
    return _made(parse, (at, verb), None, content, "unsaid")


def _made(
    parse: Parse,
    by: tuple[int, Verb | None],
    source: Range | None,
    content: frozenset[int],
    rule: str,
) -> Attribution | None:
    at, verb = by
    turned, first = unsaid.turned(parse, at)
    kept = verb is not None and verb.base in _STANDS
    cue = _cue(parse, at, verb, content)
    first = first if turned else unsaid.supposed(parse, at)
    if min(first, *cue, at) < cue[0]:
        cue = (*range(first, cue[0]), *cue)
    content -= frozenset(cue)
    if source is not None:
        content -= words(source)
        before = source[0] - 1
        last = all(i <= before or is_edge(parse, i) for i in content)
        if last and parse.lower[before] == "by":
            content -= {before}  # "called “a fox” by Lee"
        cue = tuple(i for i in cue if not source[0] <= i <= source[1])
    if len(content) <= _ANONYMITY and any(parse.lower[i] in _UNNAMED for i in content):
        return None  # "who asked not to be named" is no quote
    if all(is_edge(parse, i) for i in content) or scrap(parse, content):
        return None
    if forged.called_false(parse, at, content):
        return None
    nobody = unsaid.by_nobody(parse, source) or unsaid.told_nobody(parse, cue)
    nobody = nobody or clefts.left_out(parse, at) or forged.put_in_mouth(parse, at)
    nobody = nobody or forged.in_story(parse, at, source) or doubted(parse, at, source)
    # "The radio station, whose reporter had called": nobody that anything names.
    nobody = nobody or (source is not None and parse.lower[source[0]] == "whose")
    return Attribution(
        parse, content, source, cue, rule, at, said=not nobody and (kept or not turned)
    )


# What is said by not doing these is a stand that the cue tells ("did not rule out a strike").
_STANDS = wordlists.words("control", "stands")


def _cue(parse: Parse, at: int, verb: Verb | None, content: frozenset[int]) -> tuple[int, ...]:
    """The verb with its auxiliaries, "not", adverbs beside it, its particle, and whom it told."""
    first = last = at
    beside = ("aux", "auxpass", "neg", "advmod")
    while first - 1 in parse.children[at] and parse.deps[first - 1] in beside:
        first -= 1
    if verb is None:
        return tuple(range(first, last + 1))
    if verb.particle:
        last = parse.lower.index(verb.particle, at)
    whom = parse.child(at, "dobj", "dative")
    if (
        TELL in verb.takes
        and whom is not None
        and whom not in content
        and parse.left[whom] == last + 1
    ):
        # "told reporters"; not all of "told the people who had come from far away"
        told = last
        while told < parse.right[whom] and not is_edge(parse, told + 1) and told + 1 not in content:
            told += 1
        last = told if told - last <= 4 else last
    if parse.lower[last + 1 : last + 2] == ("against",) and min(content, default=0) == last + 2:
        last += 1  # "warned against claims that …"
    return tuple(range(first, last + 1))
