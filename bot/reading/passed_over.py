"""Who else "he" or "she" may mean than the one most in mind: whom that one would pass over."""

from bot.model import Gender, Voice
from bot.reading import heads, unnamed
from bot.reading.attention import Attention
from bot.reading.before import Last
from bot.reading.people import Cast
from bot.reading.sentences import Sentence
from bot.reading.someone import Someone


class PassedOver:
    """Asked at each pronoun of an article that would be settled."""

    def __init__(
        self, text: str, cast: Cast, attention: Attention, sentences: list[Sentence]
    ) -> None:
        self._text = text
        self._cast = cast
        self._attention = attention
        self._sentences = sentences

    def rivals(
        self, meant: Someone, at: int, of: Gender, last: Last, others: tuple[str, ...]
    ) -> tuple[str, ...] | None:
        """All the pronoun at this place can mean, the one `meant` among them; None when that one
        alone. others: names that fit it less well."""
        since = self._last_named(meant, at, last)
        here = self._attention.sentence(at)
        new = self._unnamed_speaker(since, of, last)
        new = new or unnamed.newcomer(self._text, self._sentences, here, since, of)
        new = new or self._last_speaker(meant, since, here, of, last)
        if new is not None:
            return tuple(dict.fromkeys((new, meant.name, *others)))
        if last.said.who is meant and since <= last.end and self._goes_on(meant, at, of, last):
            return (*others, meant.name)
        return None

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
