"""Who else "he" or "she" may mean than the one most in mind: whom that one would pass over."""

from bot.model import Gender, Voice
from bot.reading import heads, unnamed
from bot.reading.attention import Attention
from bot.reading.before import Last
from bot.reading.in_mind import Ranking
from bot.reading.people import Cast
from bot.reading.said import Said, names_of, unclear
from bot.reading.sentences import Sentence
from bot.reading.someone import Someone
from bot.reading.why import Ground, Why


class PassedOver:
    """Asked at each pronoun of an article that would be settled."""

    def __init__(
        self, text: str, cast: Cast, attention: Attention, sentences: list[Sentence]
    ) -> None:
        self._text = text
        self._cast = cast
        self._attention = attention
        self._sentences = sentences

    def left_open(
        self, meant: Someone, at: int, of: Gender, last: Last, ranking: Ranking
    ) -> Said | None:
        """Open, where the pronoun at this place can mean somebody else than the one `meant`; None
        when that one alone."""
        since = self._last_named(meant, at, last)
        others = names_of(one.who for one in ranking.fitting)
        rival = self._rival(meant, since, at, of, last)
        if rival is not None:
            ground, name = rival
            names = tuple(dict.fromkeys((name, meant.name, *others)))
            return unclear(names, Why(ground, (name,), ranking.everybody))
        if last.said.who is meant and since <= last.end and self._goes_on(meant, at, of, last):
            names = (*(n for n in others if n != meant.name), meant.name)
            return unclear(names, Why(Ground.TOLD_OF, (), ranking.everybody))
        return None

    def _rival(
        self, meant: Someone, since: int, at: int, of: Gender, last: Last
    ) -> tuple[Ground, str] | None:
        """Who spoke or was told of after the place `since`."""
        here = self._attention.sentence(at)
        unnamed_one = self._unnamed_speaker(since, of, last)
        unnamed_one = unnamed_one or unnamed.newcomer(self._text, self._sentences, here, since, of)
        if unnamed_one is not None:
            return Ground.UNNAMED_SINCE, unnamed_one
        spoke = self._last_speaker(meant, since, here, of, last)
        return (Ground.SPOKE_SINCE, spoke) if spoke is not None else None

    def _unnamed_speaker(self, since: int, of: Gender, last: Last) -> str | None:
        """ "A neighbour said she had heard shots": the one who spoke last, without a name."""
        said = last.said
        single = said.voice is Voice.ANONYMOUS and not said.many and said.speaker is not None
        fits = single and since < last.end and unnamed.somebody(said.speaker or "", of)
        return said.speaker if fits else None

    def _last_speaker(
        self, meant: Someone, since: int, here: int, of: Gender, last: Last
    ) -> str | None:
        """Another who spoke in the sentence before."""
        who = last.said.who
        if who is None or who is meant or who.voice is not Voice.PERSON:
            return None
        near = since < last.end and self._attention.sentence(last.end) >= here - 1
        return who.name if near and who.gender in (None, of) else None

    def _last_named(self, who: Someone, at: int, last: Last) -> int:
        """Where they were last named or spoke, other than as an owner or in what the last quote
        says and to whom."""
        apart = (*last.content, *last.cue)
        spoke = last.end if last.said.who is who else -1
        for start, end, other in self._cast.before(at):
            if start < spoke:
                break
            owns = heads.owns(self._text, end) or self._attention.quoted(start)
            if other is who and not owns and not any(s <= start < e for s, e in apart):
                return start
        return spoke

    def _goes_on(self, meant: Someone, at: int, of: Gender, last: Last) -> bool:
        """Did the last words tell of somebody, with whom the narrative goes on?"""
        quoted = tuple(s for s in last.content if self._attention.quoted(s[0]))
        if not unnamed.told_of(self._text, quoted, of):
            return False
        named = [m[0] for m in self._cast.within((last.end, at)) if m[2] is not meant]
        first, here = self._attention.sentence(last.end) + 1, self._attention.sentence(at)
        return unnamed.goes_on(self._text, self._sentences[first:here], of, named)
