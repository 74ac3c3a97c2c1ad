"""Whose words they are: a quote's source, resolved in reading order."""

import re
from dataclasses import replace

from bot.model import Span, Voice
from bot.reading import heads, surnames, turns
from bot.reading.attention import Attention
from bot.reading.before import Before, Last
from bot.reading.descriptions import Descriptions
from bot.reading.drafts import Draft
from bot.reading.interviews import interviewees
from bot.reading.marks import Stretch
from bot.reading.people import Cast
from bot.reading.pronouns import Pronouns
from bot.reading.said import NOBODY, Said, left_open, names_of, settled, unclear
from bot.reading.sentences import Sentence
from bot.reading.transcripts import in_transcript
from bot.reading.why import Ground, Why

_RELATIVE = re.compile(r",?\s+(?:who|which|that|whom)$")
_CONTRACTED = re.compile("[’'](?:s|d|ll|ve|re|m)$")  # "he’s"
# "A joint statement by Lee and Berg": theirs.
_LETTER_BY = re.compile(
    r"(?:(?:an?|the|this|that)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:statements?|letters?|messages?|e-?mails?|posts?|tweets?|notes?|memos?)\s+(?:by|from)\s+",
    re.IGNORECASE,
)
_LONGEST_TITLE = 80  # characters, with the name
_OF_SOMEBODY = re.compile(r" (?:from|of|by|to|with) |[’']s?\b")


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
        self.cast = cast
        self.attention = attention
        self.pronouns = Pronouns(text, cast, attention, sentences)
        self.descriptions = Descriptions(text, cast, self.pronouns)
        self.before = Before()
        self.interviewed: Said | None = None  # who gives the answers of an interview

    def said(self, draft: Draft) -> Said:
        if draft.rule == "answer":
            said = self.interviewed = self.interviewed or self._interviewed(draft)
        elif draft.source:
            said = self._of_source(draft)
        elif self.before.spoke is not None and draft.rule != "unsaid":
            return self._going_on(draft, self.before.spoke)
        else:
            said = NOBODY
        self.before = self._with(draft, said)
        return said

    def _with(self, draft: Draft, said: Said) -> Before:
        """What was said before the next quote."""
        start, end = draft.at, draft.at
        if draft.source:
            start, end = draft.source[0][0], draft.source[-1][1]
        here = Last(said, start, end, draft.content, draft.cue)
        was_open = here if said.speaker is None and said.candidates else None
        return Before(
            here if said.speaker is not None else self.before.last,
            self.before.open if not draft.source or said.who is not None else was_open,
            turns.question(self.text, draft, said.who, self.cast),
        )

    def _going_on(self, draft: Draft, last: Said) -> Said:
        """A quotation without a source behind somebody's: theirs, or in another voice."""
        if draft.rule == "turn":
            self.attention.read_to(draft.at)
            rest = self.attention.persons(draft.at, None)
            rest = rest.without(last.who) if last.who is not None else rest
            return left_open(rest, Ground.ANOTHER_VOICE)
        if draft.rule == "alone":
            return unclear((last.speaker or "",), Why(Ground.ALONE))
        return replace(last, sure=0.6, candidates=(), why=Why(Ground.GOES_ON))

    def _of_source(self, draft: Draft) -> Said:
        start, end = draft.source[0][0], draft.source[-1][1]
        self.attention.read_to(start)
        said = self._source(start, end, draft)
        if draft.rule == "transcript":
            said = in_transcript(self.text[start:end], said)
        if self._passed_on(draft, said):
            said = unclear((), Why(Ground.ONLY_PASSED_ON, (said.speaker or "",)))
        said = self._without_channel(draft, said)
        if said.who is not None:
            self.attention.spoke(said.who, start)
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
        if len(who) == 1:
            return settled(who[0], 1.0, Why(Ground.INTERVIEWED))
        return unclear(names_of(who), Why(Ground.SEVERAL_INTERVIEWED))

    def _source(self, start: int, end: int, draft: Draft) -> Said:
        relative = _RELATIVE.search(self.text, start, end)
        end = relative.start() if relative is not None else end
        start = self._with_title(start)
        low = _CONTRACTED.sub("", self.text[start:end].lower().strip())
        pronoun = self.pronouns.meant(low, start, draft.content, self.before)
        if pronoun is not None:
            return pronoun
        letter = _LETTER_BY.match(self.text, start, end)
        by = self._named((letter.end(), end), replace(draft, phrase=None)) if letter else None
        named = by or self._named((start, end), draft)
        return named or self.descriptions.meant((start, end), draft, self.before)

    def _named(self, span: Span, draft: Draft) -> Said | None:
        """ "Ann Lee", "Mayor Lee", "Lee and Berg"; None for "Lee’s lawyer"."""
        whole = (span[0], self._with_name(span[1]))
        named = heads.named(self.text, whole, self.cast, draft.phrase)
        if named is None:
            return None
        if named.open:
            return unclear(names_of((named.who, *named.rivals)), Why(Ground.EITHER_NAME))
        last = self.before.last
        told = last.cue if last.said.who is named.who else ()
        shared = surnames.elder(self.text, span, named.who, self.cast)
        shared = shared or surnames.shared(self.text, span, named.who, self.cast, told)
        if shared and not named.many:
            return unclear(names_of(shared), Why(Ground.SHARED_SURNAME))
        rivals = names_of(named.rivals)
        if named.rivals:
            said = settled(named.who, 0.85, Why(Ground.NAMED_AMONG_SEVERAL, rivals))
        else:
            sure = 0.95 if named.who.voice is Voice.PERSON else 0.9
            said = settled(named.who, sure, Why(Ground.NAMED))
        return replace(said, many=named.many, others=named.others, candidates=rivals)

    def _with_title(self, start: int) -> int:
        """The start of the name it stands in: the parse may part "Prime" and "Minister Lee"."""
        here = self.cast.within((start - _LONGEST_TITLE, start + _LONGEST_TITLE))
        titled = (s for s, _, who in here if s < start < s + len(who.mentions[s].title))
        return next(titled, start)

    def _with_name(self, end: int) -> int:
        """The end of the name right behind: the parse may part "the charity North Wind"."""
        following = self.cast.within((end, end + 80))
        return following[0][1] if following and following[0][0] == end + 1 else end
