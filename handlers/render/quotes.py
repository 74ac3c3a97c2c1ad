"""One quote as Slack shows it: the exact words, who said them, when, where, and how we know."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import Hit, Mended, enumerated
from bot.model import Kind, Voice
from bot.roles import same_role
from bot.stance import caveat
from handlers.render.blocks import Block, anchor, holding, line, quotation, rich, words
from handlers.render.text import ELLIPSIS, cut, day_words, escaped, isolated, label, link

SPEAKER_LENGTH = 100
ROLE_LENGTH = 120
CUE_LENGTH = 60
TOLD_LENGTH = 120
MOST_TOGETHER = 5  # names
OUTLET_LENGTH = 60
TITLE_LENGTH = 120
BECAUSE_LENGTH = 60
EDITOR_LENGTH = 80
CAVEAT_LENGTH = 120
_BESIDE = {"paragraph": "in its paragraph", "headline": "in the headline", "topic": "by its topic"}
SHORT_LINK = 400  # when room is short, a longer address goes


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is room for. quote: characters of each quote. links: long addresses too.

    in_full: said under a quote that had to be cut.
    """

    quote: int
    links: bool = True
    in_full: str = "Show context has it in full"


def quote_block(
    hit: Hit, room: Room, *, number: int | None = None, today: str | None = None
) -> Block:
    """Words, then the line that says where they are from.

    number: before the speaker, so that people can say "context 2". today: the role the person
    holds now; another one is shown as "then".
    """
    runs, was_cut = quoted_runs(hit, room.quote)
    address = link(hit.url, hit.pieces[0] if room.links and hit.pieces else "")
    if not room.links and address and len(address) > SHORT_LINK:
        address = None
    parts = [line(*_speaker_runs(hit, number, today)), quotation(*runs)]
    if was_cut:
        parts.append(line(words(f"cut here: {room.in_full}", italic=True)))
    parts.append(line(*_source_runs(hit, address)))
    if hit.corrected:
        parts.append(line(words(f"corrected by {mended_words(hit.corrected)}", italic=True)))
    return holding(rich(*parts), hit.id, number=number or 0)


def quoted_runs(hit: Hit, limit: int) -> tuple[list[Block], bool]:
    """The words within `limit` as rich text; our marks and our dots stand outside of them."""
    shown, was_cut = quoted_pieces(hit, limit)
    between = f" {ELLIPSIS} "
    runs = [words(between.join(shown) + (f" {ELLIPSIS}" if was_cut else ""))]
    return [*caveat_runs(hit), *runs], was_cut


def caveat_runs(hit: Hit) -> list[Block]:
    """ "[denied] " before words that were denied; nothing before most."""
    told = caveat_words(hit)
    return [words(told, bold=True)] if told else []


def caveat_words(hit: Hit) -> str:
    """The same as plain words."""
    told = caveat(hit)
    return f"[{isolated(label(told, CAVEAT_LENGTH))}] " if told else ""


def quoted_pieces(hit: Hit, limit: int) -> tuple[list[str], bool]:
    """Each piece as it is shown, a direct one in quotation marks; the last one may be cut.

    Within the marks stands nothing but a slice of the article, from its beginning.
    """
    shown: list[str] = []
    left = limit
    for place, piece in enumerate(hit.pieces, start=1):
        part, was_cut = cut(piece, left)
        if part:
            inside = isolated(part)
            shown.append(f"“{inside}”" if hit.kind is Kind.DIRECT else inside)
        left -= len(part)
        if was_cut or left <= 0:
            return shown, was_cut or place < len(hit.pieces)
    return shown, False


def quote_text(hit: Hit, limit: int) -> str:
    """The quote in one escaped line, for notifications and screen readers."""
    shown, was_cut = _announced(hit, limit)
    said = f" {ELLIPSIS} ".join(shown) + (f" {ELLIPSIS}" if was_cut else "")
    name = everybody(hit)
    reported = ", reported" if hit.kind is not Kind.DIRECT else ""
    return escaped(f"{name} ({day_fact(hit)}{reported}): {said}")


def _announced(hit: Hit, limit: int) -> tuple[list[str], bool]:
    """As `quoted_pieces`, with what must stand before the words."""
    shown, was_cut = quoted_pieces(hit, limit)
    return [caveat_words(hit) + "".join(shown[:1]), *shown[1:]], was_cut


def speaker_words(hit: Hit, today: str | None) -> tuple[str, str]:
    """The name, and the role held on the day, as "then …" when the person has another one now."""
    if hit.voice is Voice.ANONYMOUS:
        return everybody(hit), " (not named in the article)"
    if not hit.role:
        return everybody(hit), ""
    name = isolated(label(hit.speaker, SPEAKER_LENGTH))
    role = isolated(label(hit.role, ROLE_LENGTH))
    then = "then " if today and not same_role(today, hit.role) else ""
    others = f", and {_names(hit.together)}" if hit.together else ""
    return name, f", {then}{role}{others}"


def everybody(hit: Hit) -> str:
    """Who said it, together with whom: "Ann Lee and Jo Berg"."""
    return _names((hit.speaker, *hit.together))


def with_then(hit: Hit, today: str | None) -> Hit:
    """The quote with its role as "then …", where its speaker holds another one today."""
    if not hit.role or not today or same_role(today, hit.role):
        return hit
    return hit._replace(role=f"then {hit.role}")


def _names(names: Sequence[str]) -> str:
    shown = [isolated(label(name, SPEAKER_LENGTH)) for name in names[:MOST_TOGETHER]]
    more = len(names) - len(shown)
    return enumerated([*shown, f"{more} more"] if more else shown)


def mended_words(mended: Mended) -> str:
    """@olha on 3 July 2025; in plain words, so that being shown again calls nobody."""
    return f"@{isolated(label(mended.by, EDITOR_LENGTH))} on {day_words(mended.day)}"


def _speaker_runs(hit: Hit, number: int | None, today: str | None) -> list[Block]:
    name, role = speaker_words(hit, today)
    runs = [words(f"{number}. ")] if number is not None else []
    runs.append(words(name, bold=True))
    return [*runs, words(role)] if role else runs


def _source_runs(hit: Hit, address: str | None) -> list[Block]:
    facts = [_day_fact(hit), *_manner_facts(hit)]
    if hit.copies:
        facts.append(f"ran in {hit.copies + 1} articles")
    if hit.article_corrected:
        facts.append(f"article corrected {day_words(hit.article_corrected.date())}")
    if hit.outlet:
        facts.append(isolated(label(hit.outlet, OUTLET_LENGTH)))
    runs = [words(" · ".join(facts))]
    title = isolated(label(hit.title or "the article", TITLE_LENGTH))
    if address:
        runs += [words(" · "), anchor(address, title)]
    elif hit.title:
        runs.append(words(f" · {title}"))
    return runs


def day_fact(hit: Hit) -> str:
    """The day it was said, in short."""
    if hit.day is None:
        return "undated"
    day = day_words(hit.day)
    return f"published {day}, said earlier" if hit.earlier else day


def _day_fact(hit: Hit) -> str:
    if hit.earlier and hit.day:
        return f"{day_fact(hit)} (day not given)"
    if hit.day and hit.published and hit.published != hit.day:
        return f"said {day_words(hit.day)}, published {day_words(hit.published)}"
    return day_fact(hit)


def _manner_facts(hit: Hit) -> list[str]:
    facts = []
    if hit.kind is Kind.INDIRECT:
        facts.append("reported")
    elif hit.kind is Kind.MIXED:
        facts.append("reported, partly quoted")
    if hit.background:
        facts.append("background")
    if hit.told:
        facts.append(f"cue: {isolated(label(hit.told, TOLD_LENGTH))}")
    elif hit.cue:
        facts.append(f"cue: {isolated(label(hit.cue, CUE_LENGTH))}")
    if hit.because:
        place = f" ({_BESIDE[hit.beside]})" if hit.beside else ""
        facts.append(f"matched: {isolated(label(hit.because, BECAUSE_LENGTH))}{place}")
    return facts
