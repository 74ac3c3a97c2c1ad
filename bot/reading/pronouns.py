"""Whom a pronoun means that says something: "he", "she", "it", "they", "the latter"."""

from dataclasses import replace

from bot.model import Gender, Span, Voice
from bot.reading import described, gender, groups, turns
from bot.reading.attention import Attention, Ranked
from bot.reading.before import Before
from bot.reading.passed_over import PassedOver
from bot.reading.people import Cast
from bot.reading.said import NOBODY, Said, choice, left_open, names_of
from bot.reading.sentences import Sentence
from bot.reading.someone import Someone

_THEY = frozenset({"they", "them", "their", "both"})
_IT = frozenset({"it", "its"})
_WRITERS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
_ONE_OF_TWO = frozenset({"the former", "the latter"})
_CLOSE_GROUP = 0.45  # as attention.CLOSE, for "they", which says less than "it"
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
        if low in _THEY or low in _IT or low in _ONE_OF_TWO:
            return self._it(low, at, content, before)
        # "She told P4, whose reporter had called it “a fox”": a relative is nobody's name.
        return NOBODY if low in _WRITERS or low.startswith("whose ") else None

    def persons(self, at: int, of: Gender | None, content: tuple[Span, ...]) -> Ranked:
        """Who can be meant there, likeliest first. Nobody speaks of himself by name: but when only
        a name in the content is left, he is meant."""
        ranked = self._attention.persons(at, of, content)
        if ranked and ranked[0][0] >= _FAINT:
            return ranked
        return self._attention.persons(at, of)

    def _he_or_she(self, low: str, at: int, content: tuple[Span, ...], before: Before) -> Said:
        # "According to him" goes on with who spoke, not with whom he spoke of.
        spoken_of = before.last.content if low in ("him", "her") else ()
        if before.open is not None and before.question is None and self._still_open(at, before):
            return before.open.said
        if self._nobody_since(at, spoken_of, before):
            return self._without_name(at, content, before)
        of = Gender.HE if low in gender.HE else Gender.SHE
        ranked = self.persons(at, of, content)
        if before.question is not None:
            ranked = before.question.answered(self._text, ranked, of, content)
        elif brought := self._attention.brought_in(ranked, at, content):
            return left_open([*brought, *(r for r in ranked if r not in brought)])
        said = self._unless_nearer(choice(ranked), at, ranked, content)
        return self._unless_passed_over(said, of, at, ranked, before)

    def _still_open(self, at: int, before: Before) -> bool:
        """Was nobody named since a speaker was left open ("The judge said … He said …")?"""
        one = before.open
        return one is not None and not self._attention.anybody_between(one.end, at, one.content)

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
            return replace(last, sure=0.7)
        rest = names_of(self._attention.persons(at, None, content))
        return replace(NOBODY, candidates=(*rest, last.speaker or ""))

    def _unless_nearer(
        self, said: Said, at: int, ranked: Ranked, content: tuple[Span, ...]
    ) -> Said:
        """Open, where somebody else was named since in the same paragraph."""
        near = self._attention.nearer(at, ranked, content) if said.speaker is not None else None
        if near is None:
            return said
        return left_open([(1.0, near), *(r for r in ranked if r[1] is not near)])

    def _unless_passed_over(
        self, said: Said, of: Gender, at: int, ranked: Ranked, before: Before
    ) -> Said:
        """Open, where the pronoun may mean somebody else who was told of since."""
        if said.who is None or before.question is not None:
            return said
        meant = said.who
        others = tuple(n for n in names_of(ranked) if n != meant.name)
        rivals = self._passed_over.rivals(meant, at, of, before.last, others)
        return said if rivals is None else replace(NOBODY, candidates=rivals)

    def _it(self, low: str, at: int, content: tuple[Span, ...], before: Before) -> Said:
        """Who "it", "they" or "the latter" are; "it" is the body that spoke last, unless another
        was named since."""
        if low in _ONE_OF_TWO:
            return left_open(self._attention.persons(at, None))
        last = before.spoke
        bodies = self._attention.bodies(at, content)
        if last is not None and (last.voice is Voice.BODY or (low in _THEY and last.many)):
            end, apart = before.last.end, before.last.content
            since = self._attention.subject_between(end, at, apart)
            if low in _IT and since is not None and since is not last.who:
                return left_open([(1.0, since), *(b for b in bodies if b[1] is not since)])
            if low in _THEY and (other := self._other_group(since, at, before)):
                return Said(None, Voice.UNCLEAR, 0.0, candidates=(last.speaker or "", other))
            return replace(last, sure=0.7, candidates=())
        if low in _THEY:
            return self._they(at, content, before)
        return choice(bodies) if bodies and bodies[0][0] > _FAINT_BODY else left_open(bodies)

    def _they(self, at: int, content: tuple[Span, ...], before: Before) -> Said:
        """The group that is the subject of the sentence before, or a body, but for one that was
        only told something."""
        bodies = self._attention.bodies(at, (*content, *before.last.cue))
        group = groups.group_before(self._text, self._sentences, self._attention.sentence(at))
        if group is not None and group[1]:
            return Said(described.plain(group[0]), Voice.ANONYMOUS, 0.7, many=True)
        if group is not None:
            return replace(NOBODY, candidates=(group[0], *names_of(bodies)))
        faint = not bodies or bodies[0][0] <= _FAINT_BODY
        return left_open(bodies) if faint else choice(bodies, _CLOSE_GROUP)

    def _other_group(self, since: Someone | None, at: int, before: Before) -> str | None:
        """Whom "they" can mean beside the group that spoke last: one named since."""
        last = before.last
        if since is not None and since is not last.said.who:
            return since.name
        group = described.group_between(self._text, last.end, at, last.content)
        same = group is None or group.lower() in (last.said.speaker or "").lower()
        return None if same else group
