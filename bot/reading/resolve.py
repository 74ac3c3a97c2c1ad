"""Whose words they are: a quote's source, resolved in reading order."""

import re
from dataclasses import replace

from bot.model import Gender, Span, Voice
from bot.reading import described, gender, groups, heads, surnames, turns
from bot.reading.attention import Attention, Ranked
from bot.reading.drafts import Draft
from bot.reading.interviews import interviewees
from bot.reading.marks import Stretch
from bot.reading.passed_over import Last, PassedOver
from bot.reading.people import Cast
from bot.reading.said import NOBODY, Said, choice, left_open, names_of, settled
from bot.reading.sentences import Sentence
from bot.reading.someone import Someone
from bot.reading.transcripts import in_transcript

_THEY = frozenset({"they", "them", "their", "both"})
_IT = frozenset({"it", "its"})
_WRITERS = frozenset({"i", "we", "you", "me", "us", "my", "our"})
_ONE_OF_TWO = frozenset({"the former", "the latter"})
_RELATIVE = re.compile(r",?\s+(?:who|which|that|whom)$")
_CONTRACTED = re.compile("[’'](?:s|d|ll|ve|re|m)$")  # "he’s"
_CLOSE_CALLED = 0.92  # as attention.CLOSE, for "the senator", which says more than "he"
_CALLED = 3.0  # times the weight, for "the senator" and somebody called senator before
_FAINT = 0.5  # nobody much in mind: the description stays one
_FAINT_ALONE = 0.2  # the same, when nobody else comes near
_CLOSE_GROUP = 0.45  # as attention.CLOSE, for "they", which says less than "it"
_FAINT_BODY = 0.15  # the same, for "it" and "they"
_LONGEST_TITLE = 80  # characters, with the name
_WHO_IS = re.compile(r", who\b")
_ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r" (?:from|of|by|to|with) |[’']s?\b")
_POSSESSIVE = re.compile(r"(?:his|her|its|their)\s+", re.IGNORECASE)


def resolved(
    text: str,
    drafts: list[Draft],
    cast: Cast,
    sentences: list[Sentence],
    marks: tuple[Stretch, ...],
) -> list[Said]:
    """The speaker of every draft."""
    reading = _Reading(text, cast, Attention(text, cast, sentences, marks), sentences)
    return [reading.said(draft) for draft in drafts]


class _Reading:
    """The article as far as it was read: who spoke last, whom the reader has in mind."""

    def __init__(
        self, text: str, cast: Cast, attention: Attention, sentences: list[Sentence]
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.passed_over = PassedOver(text, cast, attention, sentences)
        self.cast = cast
        self.attention = attention
        self.last: Said | None = None
        self.last_end = 0  # where the source of the last quote ended
        self.last_content: tuple[Span, ...] = ()
        self.last_cue: tuple[Span, ...] = ()
        self.question: turns.Question | None = None  # when the last quote put one to somebody
        self.open: tuple[Said, Draft] | None = None  # the last speaker, when he was open
        self.interviewed: Said | None = None  # who gives the answers of an interview

    def said(self, draft: Draft) -> Said:
        if draft.rule == "answer":
            said = self.interviewed = self.interviewed or self._interviewed(draft)
        elif draft.source:
            start, end = draft.source[0][0], draft.source[-1][1]
            self.attention.read_to(start)
            said = self._source(start, end, draft)
            if draft.rule == "transcript":
                said = in_transcript(self.text[start:end], said)
            if self._passed_on(draft, said):
                said = NOBODY
            said = self._without_channel(draft, said)
            if said.who is not None:
                self.attention.spoke(said.who, start)
        elif self.last is not None and draft.rule != "unsaid":
            last = self.last
            if draft.rule == "turn":
                self.attention.read_to(draft.at)
                rest = self.attention.persons(draft.at, None)
                return left_open([r for r in rest if r[1] is not last.who])
            if draft.rule == "alone":
                return Said(None, Voice.UNCLEAR, 0.0, candidates=(last.speaker or "",))
            return replace(last, sure=0.6, candidates=())
        else:
            said = NOBODY
        self.question = turns.question(self.text, draft, said.who, self.cast)
        if draft.source:
            self.open = (said, draft) if said.speaker is None and said.candidates else None
        if said.speaker is not None:
            self.last = said
            self.last_end = draft.source[-1][1] if draft.source else draft.at
            self.last_content, self.last_cue = draft.content, draft.cue
        return said

    def _passed_on(self, draft: Draft, said: Said) -> bool:
        """Is "the mayor" or "she" taken for Lee in "according to Lee, the mayor said"? It is
        somebody else, whom the text leaves open. A letter "from Lee" may be her own."""
        through = draft.provenance.through
        if (
            through is None
            or said.who is None
            or not any(s <= through[0] < e for s, e in draft.cue)
        ):
            return False
        if _OF_SOMEBODY.search(self.text, *through) is not None:
            return False
        passing = [who for _, _, who in self.cast.within(through)]
        named = [who for span in draft.source for _, _, who in self.cast.within(span)]
        return said.who in passing and said.who not in named

    def _without_channel(self, draft: Draft, said: Said) -> Said:
        """Open, but never with whoever only passed the words on among those who can be meant."""
        through = draft.provenance.through
        if through is None or said.speaker is not None or not said.candidates:
            return said
        passing = {who.name for _, _, who in self.cast.within(through)}
        return replace(said, candidates=tuple(n for n in said.candidates if n not in passing))

    def _interviewed(self, draft: Draft) -> Said:
        who = interviewees(self.text, draft.at, self.cast)
        return settled(who[0], 1.0) if len(who) == 1 else left_open([(1.0, one) for one in who])

    def _source(self, start: int, end: int, draft: Draft) -> Said:
        relative = _RELATIVE.search(self.text, start, end)
        end = relative.start() if relative is not None else end
        start = self._with_title(start)
        shown = self.text[start:end]
        low = _CONTRACTED.sub("", shown.lower().strip())
        pronoun = self._pronoun(low, start, draft.content)
        if pronoun is not None:
            return pronoun
        named = heads.named(self.text, (start, self._with_name(end)), self.cast, draft.phrase)
        if named is not None and named.open:
            return left_open([(1.0, who) for who in (named.who, *named.rivals)])
        if named is not None:
            shared = surnames.shared(self.text, (start, end), named.who, self.cast)
            if shared and not named.many:
                return left_open([(1.0, who) for who in shared])
            sure = 0.95 if named.who.voice is Voice.PERSON else 0.9
            if named.rivals:
                said = replace(settled(named.who, 0.85), many=named.many, others=named.others)
                return replace(said, candidates=names_of([(1.0, w) for w in named.rivals]))
            return replace(settled(named.who, sure), many=named.many, others=named.others)
        return self._described(start, end, draft)

    def _with_title(self, start: int) -> int:
        """The start of the name it stands in: the parse may part "Prime" and "Minister Lee"."""
        here = self.cast.within((start - _LONGEST_TITLE, start + _LONGEST_TITLE))
        titled = (s for s, _, who in here if s < start < s + len(who.mentions[s].title))
        return next(titled, start)

    def _with_name(self, end: int) -> int:
        """The end of the name right behind: the parse may part "the charity North Wind"."""
        following = self.cast.within((end, end + 80))
        return following[0][1] if following and following[0][0] == end + 1 else end

    def _pronoun(self, low: str, at: int, content: tuple[Span, ...]) -> Said | None:
        """None when it is no pronoun."""
        if low in gender.HE or low in gender.SHE:
            # "According to him" goes on with who spoke, not with whom he spoke of.
            spoken_of = self.last_content if low in ("him", "her") else ()
            if self.open is not None and self.question is None and self._still_open(at):
                return self.open[0]
            if self.last is not None and self._nobody_since(at, spoken_of):
                return self._without_name(self.last, at, content)
            of = Gender.HE if low in gender.HE else Gender.SHE
            ranked = self._persons(at, of, content)
            if self.question is not None:
                ranked = self.question.answered(self.text, ranked, of, content)
            elif brought := self.attention.brought_in(ranked, at, content):
                return left_open([*brought, *(r for r in ranked if r not in brought)])
            said = self._unless_nearer(choice(ranked), at, ranked, content)
            return self._unless_passed_over(said, of, at, ranked)
        if low in _THEY or low in _IT or low in _ONE_OF_TWO:
            return self._it(low, at, content)
        # "She told P4, whose reporter had called it “a fox”": a relative is nobody's name.
        return NOBODY if low in _WRITERS or low.startswith("whose ") else None

    def _without_name(self, last: Said, at: int, content: tuple[Span, ...]) -> Said:
        """Who spoke last, but not who asked: "A reporter asked if it was late. “No,” she said."."""
        if not turns.asks(self.text, self.last_cue):
            return replace(last, sure=0.7)
        rest = names_of(self.attention.persons(at, None, content))
        return replace(NOBODY, candidates=(*rest, last.speaker or ""))

    def _unless_nearer(
        self, said: Said, at: int, ranked: Ranked, content: tuple[Span, ...]
    ) -> Said:
        """Open, where somebody else was named since in the same paragraph."""
        near = self.attention.nearer(at, ranked, content) if said.speaker is not None else None
        if near is None:
            return said
        return left_open([(1.0, near), *(r for r in ranked if r[1] is not near)])

    def _unless_passed_over(self, said: Said, of: Gender, at: int, ranked: Ranked) -> Said:
        """Open, where the pronoun may mean somebody else who was told of since."""
        if said.who is None or self.question is not None:
            return said
        meant = said.who
        last = Last(self.last or NOBODY, self.last_end, self.last_content, self.last_cue)
        others = tuple(n for n in names_of(ranked) if n != meant.name)
        rivals = self.passed_over.rivals(meant, at, of, last, others)
        return said if rivals is None else replace(NOBODY, candidates=rivals)

    def _it(self, low: str, at: int, content: tuple[Span, ...]) -> Said:
        """Who "it", "they" or "the latter" are; "it" is the body that spoke last, unless another
        was named since."""
        if low in _ONE_OF_TWO:
            return left_open(self.attention.persons(at, None))
        last = self.last
        bodies = self.attention.bodies(at, content)
        if last is not None and (last.voice is Voice.BODY or (low in _THEY and last.many)):
            since = self.attention.subject_between(self.last_end, at, self.last_content)
            if low in _IT and since is not None and since is not last.who:
                return left_open([(1.0, since), *(b for b in bodies if b[1] is not since)])
            if low in _THEY and (other := self._other_group(last, since, at)):
                return Said(None, Voice.UNCLEAR, 0.0, candidates=(last.speaker or "", other))
            return replace(last, sure=0.7, candidates=())
        if low in _THEY:
            return self._they(at, content)
        return choice(bodies) if bodies and bodies[0][0] > _FAINT_BODY else left_open(bodies)

    def _they(self, at: int, content: tuple[Span, ...]) -> Said:
        """The group that is the subject of the sentence before, or a body, but for one that was
        only told something."""
        bodies = self.attention.bodies(at, (*content, *self.last_cue))
        group = groups.group_before(self.text, self.sentences, self.attention.sentence(at))
        if group is not None and group[1]:
            return Said(described.plain(group[0]), Voice.ANONYMOUS, 0.7, many=True)
        if group is not None:
            return replace(NOBODY, candidates=(group[0], *names_of(bodies)))
        faint = not bodies or bodies[0][0] <= _FAINT_BODY
        return left_open(bodies) if faint else choice(bodies, _CLOSE_GROUP)

    def _other_group(self, last: Said, since: Someone | None, at: int) -> str | None:
        """Whom "they" can mean beside the group that spoke last: one named since."""
        if since is not None and since is not last.who:
            return since.name
        group = described.group_between(self.text, self.last_end, at, self.last_content)
        same = group is None or group.lower() in (last.speaker or "").lower()
        return None if same else group

    def _still_open(self, at: int) -> bool:
        """Was nobody named since a speaker was left open ("The judge said … He said …")?"""
        if self.open is None:
            return False
        before = self.open[1]
        return not self.attention.anybody_between(before.source[-1][1], at, before.content)

    def _nobody_since(self, at: int, apart: tuple[Span, ...]) -> bool:
        """Did a single unnamed person speak last, with no name after that but in `apart`?"""
        last = self.last
        if last is None or last.voice is not Voice.ANONYMOUS or last.many:
            return False
        return not self.attention.anybody_between(self.last_end, at, apart)

    def _described(self, start: int, end: int, draft: Draft) -> Said:
        """ "the Minister", "a senior official", "the ministry", "Lee's statement"."""
        shown = described.without_clause(self.text[start:end])
        bearer = surnames.bearer(shown, self.cast)
        if bearer is not None:
            return settled(bearer, 0.9)
        owner = self._owner(start, end, draft.content)
        if owner is not None and described.medium(shown):
            return owner
        phrase = draft.phrase
        if phrase is not None and phrase.head is not None and phrase.clause:
            head = self.text[start : phrase.head[1]].lower()  # of "the lawyer suing Lee"
            return Said(
                described.plain(shown), described.voice(head), 0.8, many=described.many(head)
            )
        found = self._one_person(shown, start, draft.content)
        if found is not None:
            return found
        who = self._called_so(shown, start, owner)
        who = who or described.in_headline(self.text, start, end, self.cast)
        if who is not None:
            return settled(who, 0.8)
        name = described.plain(shown)
        if owner is not None and owner.speaker is not None and _POSSESSIVE.match(shown):
            name = _POSSESSIVE.sub(owner.speaker + "’s ", name, count=1)
        return Said(name, described.voice(shown), 0.8, many=described.many(shown))

    def _called_so(self, shown: str, at: int, owner: Said | None) -> Someone | None:
        """Who was described in these words before, or is "the minister" or "its head"."""
        who = described.by_description(shown, at, self.cast)
        called = described.as_definite(shown)
        if called is None or who is not None:
            return who
        who = described.by_role(called, at, self.cast)
        if (
            who is not None
            and _ITS.match(shown)
            and not described.holds(who, owner.speaker if owner is not None else None)
        ):
            who = None
        return who or described.by_body_noun(shown, at, self.cast)

    def _one_person(self, shown: str, at: int, content: tuple[Span, ...]) -> Said | None:
        """ "the senator", "the 45-year-old": somebody who was named or told of before."""
        nouns = described.one_person(shown)
        if not nouns:
            return None
        age = described.age(shown)
        aged = next((w for _, _, w in self.cast.before(at) if age and w.age == age), None)
        if aged is not None:
            return settled(aged, 0.9)
        return self._unnamed(nouns) or self._in_mind(shown, nouns, at, content)

    def _in_mind(
        self, shown: str, nouns: set[str], at: int, content: tuple[Span, ...]
    ) -> Said | None:
        """Who was called so. When nobody was, it may be one more word for whoever is in mind, but
        "the doctor" of somebody who was shot is not he: open."""
        shows = gender.shown(" ".join(nouns))
        of = Gender.HE if shows > 0 else Gender.SHE if shows < 0 else None
        persons = self._persons(at, of, content)
        ranked = [(w * _CALLED, who) for w, who in persons if described.called(who, nouns)]
        if not ranked:
            told = described.introduced(self.text, at, nouns)
            if told is not None:
                return Said(told, Voice.ANONYMOUS, 0.8)
            near = [r for r in persons if r[1].named and r[0] >= _FAINT]
            new = _WHO_IS.match(self.text, at + len(shown)) is not None  # "The minister, who …,"
            return left_open(near) if near and not new else None
        ranked = [r for r in ranked if r[1].named] or ranked
        rivalled = len(ranked) > 1 and ranked[1][0] > ranked[0][0] / 2
        faint = ranked[0][0] < (_FAINT if rivalled else _FAINT_ALONE)
        if faint or (" of " in shown and rivalled):
            return None
        return choice(ranked, _CLOSE_CALLED)

    def _persons(self, at: int, of: Gender | None, content: tuple[Span, ...]) -> Ranked:
        """Nobody speaks of himself by name: but when only that name is left, he is meant."""
        ranked = self.attention.persons(at, of, content)
        if ranked and ranked[0][0] >= _FAINT:
            return ranked
        return self.attention.persons(at, of)

    def _unnamed(self, nouns: set[str]) -> Said | None:
        """ "The official" after "a senior official" spoke."""
        last = self.last
        if last is None or last.speaker is None or last.voice is not Voice.ANONYMOUS:
            return None
        same = not nouns.isdisjoint(described.nouns(last.speaker))
        return Said(last.speaker, Voice.ANONYMOUS, 0.8) if same else None

    def _owner(self, start: int, end: int, content: tuple[Span, ...]) -> Said | None:
        """Whose statement it is."""
        first = self.text[start:end].split(maxsplit=1)[0].lower()
        if first in ("his", "her", "its", "their"):
            return self._pronoun(first, start, content)
        inside = self.cast.within((start, end))
        if inside and inside[0][0] - start < 5 and heads.owns(self.text, inside[0][1]):
            return settled(inside[0][2], 0.85)
        return None
