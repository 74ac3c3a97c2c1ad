"""Whom a pronoun means that says something: "he", "she", "it", "they", "the latter"."""

import re
from dataclasses import replace

from bot.model import Gender, Span, Voice
from bot.reading import described, gender, groups, turns, unnamed
from bot.reading.attention import Attention
from bot.reading.before import Before, Last
from bot.reading.in_mind import CLOSE, Ranking
from bot.reading.passed_over import PassedOver
from bot.reading.people import Cast
from bot.reading.said import Said, choice, left_open, names_of, unclear
from bot.reading.sentences import Sentence
from bot.reading.why import Ground, Why

_THEY = frozenset({"they", "them", "their", "both"})
_IT = frozenset({"it", "its"})
_WRITERS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
_ONE_OF_TWO = frozenset({"the former", "the latter"})
_CLOSE_GROUP = 0.45  # as in_mind.CLOSE, for "they", which says less than "it"
_WORD = re.compile(r"\w+")
_OPENING = "“\"‘'«„"
_FAINT = 0.5  # nobody much in mind
_FAINT_BODY = 0.15  # the same, for "it" and "they"


class Pronouns:
    """Asked in reading order, after `attention` has read to the place."""

    def __init__(
        self, text: str, cast: Cast, attention: Attention, sentences: list[Sentence]
    ) -> None:
        self._text = text
        self._attention = attention
        self._sentences = sentences
        self._passed_over = PassedOver(text, cast, attention, sentences)

    def meant(self, low: str, at: int, content: tuple[Span, ...], before: Before) -> Said | None:
        """low: the source in small letters. None when it is no pronoun."""
        if low in gender.HE or low in gender.SHE:
            return self._he_or_she(low, at, content, before)
        if low in _ONE_OF_TWO:
            return left_open(self._attention.persons(at, None), Ground.ONE_OF_TWO)
        if low in _IT:
            return self._it(at, content, before)
        if low in _THEY:
            return self._they(at, content, before)
        # "She told P4, whose reporter had called it “a fox”": a relative is nobody's name.
        writer = low in _WRITERS or low.startswith("whose ")
        return unclear((), Why(Ground.WRITER)) if writer else None

    def persons(self, at: int, of: Gender | None, content: tuple[Span, ...]) -> Ranking:
        """Who can be meant there. Nobody speaks of himself by name: but when only a name in the
        content is left, he is meant."""
        ranking = self._attention.persons(at, of, content)
        if ranking.fitting and ranking.fitting[0].weight >= _FAINT:
            return ranking
        return self._attention.persons(at, of)

    def _he_or_she(self, low: str, at: int, content: tuple[Span, ...], before: Before) -> Said:
        # "According to him" goes on with who spoke, not with whom he spoke of.
        spoken_of = before.last.content if low in ("him", "her") else ()
        of = Gender.HE if low in gender.HE else Gender.SHE
        told_whom = before.question is not None and before.question.asked is not None
        one = None if told_whom else before.open
        if one is not None and self._still_open(one, at, of):
            return replace(one.said, why=Why(Ground.STILL_OPEN))
        if self._nobody_since(at, spoken_of, before):
            return self._without_name(at, content, before)
        ranking = self.persons(at, of, content)
        settles = None
        if before.question is not None:
            asked = before.question.answered(self._text, ranking, of, content)
            settles = Ground.ANSWERS if asked is not ranking else None
            ranking = asked
        elif brought := self._attention.brought_in(ranking.fitting, at, content):
            return left_open(
                ranking.led_by(brought), Ground.BROUGHT_IN, *(one.who for one in brought)
            )
        elif self._tells_of_another(of, content) and self._another_before(ranking, before):
            return left_open(ranking, Ground.OF_ANOTHER)
        said = self._unless_nearer(choice(ranking, settles), at, ranking, content)
        said = self._unless_passed_over(said, of, at, ranking, before)
        if said.who is not None and said.who.gender is None:
            said.who.shows(of)  # who was "she" is no "he" from here on
        return _no_surer(said, before.last.said)

    def _tells_of_another(self, of: Gender, content: tuple[Span, ...]) -> bool:
        """ "“He was shouting,” he said": one of two men tells of the other. In "He said he was
        late" he tells of himself."""
        opening = self._text[content[0][0] - 1 : content[0][0]] if content else ""
        if not opening or opening not in _OPENING:
            return False
        first = _WORD.match(self._text, *content[0])
        return first is not None and first[0].lower() == ("he" if of is Gender.HE else "she")

    def _another_before(self, ranking: Ranking, before: Before) -> bool:
        """Can two be meant, of whom the likeliest has not just spoken?"""
        fitting = ranking.fitting
        return len(fitting) > 1 and fitting[0].who is not before.last.said.who

    def _still_open(self, one: Last, at: int, of: Gender) -> bool:
        """Was nobody named since a speaker was left open ("The judge said … He said …")? Not of
        "he" behind an open "she", and a man named since does not count for "she"."""
        shown = self._text[one.start : one.end]
        other = gender.SHE if of is Gender.HE else gender.HE
        if shown.lower() in other or not unnamed.fits(shown, of):
            return False
        return not self._attention.anybody_between(one.end, at, one.content, of)

    def _nobody_since(self, at: int, apart: tuple[Span, ...], before: Before) -> bool:
        """Did a single unnamed person speak last, with no name after that but in `apart`?"""
        last = before.last.said
        if last.voice is not Voice.ANONYMOUS or last.many:
            return False
        return not self._attention.anybody_between(before.last.end, at, apart)

    def _without_name(self, at: int, content: tuple[Span, ...], before: Before) -> Said:
        """Who spoke last, but not who asked: "A reporter asked if it was late. “No,” she said."."""
        last = before.last.said
        if not turns.asks(self._text, before.last.cue):
            return replace(last, sure=0.7, why=Why(Ground.UNNAMED_SPOKE))
        ranking = self._attention.persons(at, None, content)
        rest = names_of(one.who for one in ranking.fitting)
        asked = last.speaker or ""
        return unclear((*rest, asked), Why(Ground.ASKED_ONLY, (asked,), ranking.everybody))

    def _unless_nearer(
        self, said: Said, at: int, ranking: Ranking, content: tuple[Span, ...]
    ) -> Said:
        """Open, where somebody else was named since in the same paragraph."""
        if said.speaker is None:
            return said
        near = self._attention.nearer(at, ranking.fitting, content)
        if near is None:
            return said
        return left_open(ranking.led_by([near]), Ground.NEARER, near.who)

    def _unless_passed_over(
        self, said: Said, of: Gender, at: int, ranking: Ranking, before: Before
    ) -> Said:
        """Open, where the pronoun may mean somebody else who was told of since."""
        if said.who is None or before.question is not None:
            return said
        return self._passed_over.left_open(said.who, at, of, before.last, ranking) or said

    def _it(self, at: int, content: tuple[Span, ...], before: Before) -> Said:
        """The body that spoke last, unless another was named since."""
        last, bodies = before.last, self._attention.bodies(at, content)
        if last.said.voice is Voice.BODY:
            since = self._attention.subject_between(last.end, at, last.content)
            if since is None or since is last.said.who:
                return _spoke_last(last.said)
            named = bodies.without(since).fitting
            return unclear(
                names_of((since, *(one.who for one in named))),
                Why(Ground.BODY_SINCE, (since.name,), bodies.everybody),
            )
        return _unless_faint(bodies, CLOSE)

    def _they(self, at: int, content: tuple[Span, ...], before: Before) -> Said:
        """The body or group that spoke last; else the group that is the subject of the sentence
        before, or a body, but for one that was only told something."""
        last = before.last.said
        if last.voice is Voice.BODY or last.many:
            other = self._other_group(at, before)
            if other is None:
                return _spoke_last(last)
            return unclear((last.speaker or "", other), Why(Ground.GROUP_SINCE, (other,)))
        bodies = self._attention.bodies(at, (*content, *before.last.cue))
        group = groups.group_before(self._text, self._sentences, self._attention.sentence(at))
        if group is None:
            return _unless_faint(bodies, _CLOSE_GROUP)
        name, whole = group
        if whole:
            name, why = described.plain(name), Why(Ground.GROUP_BEFORE, (), bodies.everybody)
            return Said(name, Voice.ANONYMOUS, 0.7, why, many=True)
        rest = names_of(one.who for one in bodies.fitting)
        return unclear((name, *rest), Why(Ground.GROUP_OR_OTHERS, (name,), bodies.everybody))

    def _other_group(self, at: int, before: Before) -> str | None:
        """Whom "they" can mean beside the group that spoke last: one named since."""
        last = before.last
        since = self._attention.subject_between(last.end, at, last.content)
        if since is not None and since is not last.said.who:
            return since.name
        group = described.group_between(self._text, last.end, at, last.content)
        same = group is None or group.lower() in (last.said.speaker or "").lower()
        return None if same else group


def _spoke_last(last: Said) -> Said:
    return replace(last, sure=0.7, candidates=(), why=Why(Ground.BODY_SPOKE))


def _unless_faint(bodies: Ranking, close: float) -> Said:
    """The body that is most in mind, if one is."""
    if bodies.fitting and bodies.fitting[0].weight <= _FAINT_BODY:
        return left_open(bodies, Ground.HARDLY)
    return choice(bodies, close=close)


def _no_surer(said: Said, last: Said) -> Said:
    """ "He" after "Holm", which two can be called, is no surer than "Holm"."""
    if said.who is None or said.who is not last.who or not last.candidates:
        return said
    surname = said.who.surname
    if not any(surname in name.split() for name in last.candidates):
        return said
    why = replace(said.why, ground=Ground.LIKELIEST)
    return replace(said, sure=min(said.sure, last.sure), candidates=last.candidates, why=why)
