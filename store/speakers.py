"""Whom the speakers of articles are among the people of the archive.

A speaker joins somebody known only by full name or alias, in spellings that fold alike, and only
with nothing against it: gender, age, country or another life at the same time (bot.namesakes).
Everybody else is somebody new: two people taken for one is a wrong attribution in print, one
person kept as two is a line on a list for the desk to join.

Anonymous sources, bodies without a proper name ("police") and people of whom an article gives a
surname only are known by that one article: each has a row of its own, never joined by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from bot import names
from bot.model import Article, Speaker, Voice
from bot.namesakes import Held as RoleHeld
from bot.namesakes import against, ages_apart, alike_in_life, born_by
from bot.roles import same_role
from store.finding import now_known_as
from store.lookalikes import suspect
from store.people import count, open_ways, person_row
from store.tables import aliases, people, roles
from store.wanted import sayable

_KNOWN = people.c["id", "voice", "gender", "role", "role_day", "born"]
_BY_NAME = select(people.c.folded, *_KNOWN).where(
    people.c.article_id.is_(None), people.c.folded.in_(bindparam("folded", expanding=True))
)
_BY_ALIAS = (
    select(aliases.c.folded, *_KNOWN)
    .join(people, aliases.c.person_id == people.c.id)
    .where(aliases.c.folded.in_(bindparam("folded", expanding=True)))
)
_AGED = people.update().where(people.c.id == bindparam("person")).values(born=bindparam("day"))
_OF_ARTICLE = select(*_KNOWN).where(
    people.c.article_id == bindparam("article"),
    people.c.name == bindparam("name"),
    people.c.voice == bindparam("voice"),
)
_ROLES = select(roles).where(roles.c.person_id.in_(bindparam("ids", expanding=True)))


@dataclass(slots=True, eq=False)
class Somebody:
    """A person or body as it stands while a batch of articles is kept; id 0 until it is known."""

    id: int
    voice: str
    gender: str | None
    role: str | None
    role_day: date | None
    born: date | None  # the last day on which it can have been, after an age that everybody may see
    held: list[RoleHeld] = field(default_factory=list)  # of those whom a name may join


class Speakers:
    """The people that a batch of articles speaks of: those known, and those who are new.

    Nothing is written before `save`.
    """

    def __init__(self, connection: Connection, articles: Iterable[Article]) -> None:
        self._connection = connection
        self._new: list[tuple[Somebody, Speaker, int | None, bool]] = []
        self._aged: list[Somebody] = []
        self._for_all = True
        spoken = {one.name for article in articles for one in _speakers(article).values()}
        self._folds = {name: names.fold(name) for name in spoken}
        self._known: dict[tuple[str, str], list[Somebody]] = {}
        folded = {"folded": sorted(set(filter(None, self._folds.values())))}
        for statement in (_BY_NAME, _BY_ALIAS) if folded["folded"] else ():
            for via, *row in connection.execute(statement, folded):
                one = Somebody(*row)
                same = self._known.setdefault((via, one.voice), [])
                if all(one.id != other.id for other in same):
                    same.append(one)
        known = {one.id: one for same in self._known.values() for one in same}
        for role in connection.execute(_ROLES, {"ids": sorted(known)}) if known else ():
            known[role.person_id].held.append(_as_held(role))

    def of(
        self, article: Article, article_id: int, before: Mapping[str, int], *, for_all: bool
    ) -> dict[str, Somebody]:
        """Who each speaker is that a quote of the article names.

        before: whom the article's last version took each name for; that stands. for_all: whether
        everybody may see the article; of another, somebody new has no role to be seen.
        """
        self._for_all = for_all
        return {
            name: self._earlier(before[name])
            if name in before
            else self._person_of(speaker, article_id, article.published)
            for name, speaker in _speakers(article).items()
        }

    def save(self) -> None:
        """Write the new people down; every Somebody has its id from here on."""
        if aged := [one for one in self._aged if one.id]:
            born = [{"person": one.id, "day": one.born} for one in aged]
            self._connection.execute(_AGED, born)
        if not self._new:
            return
        last = count(self._connection, "person_id", len(self._new))
        rows: list[dict[str, Any]] = []
        for at, (one, speaker, article_id, seen) in enumerate(
            self._new, start=last - len(self._new) + 1
        ):
            one.id = at
            rows.append(
                {"id": at, "gender": speaker.gender, "article_id": article_id, "born": one.born}
                | {"role": sayable(speaker.role) if speaker.role and seen else None}
                | person_row(speaker.name, speaker.voice)
            )
        self._connection.execute(insert(people), rows)
        open_ways(self._connection, [row["surname"] for row in rows])
        suspect(self._connection, rows)

    def _earlier(self, person_id: int) -> Somebody:
        person_id = now_known_as(self._connection, person_id)
        row = self._connection.execute(select(*_KNOWN).where(people.c.id == person_id)).one()
        return Somebody(*row)

    def _person_of(self, speaker: Speaker, article_id: int, day: date | None) -> Somebody:
        key = self._folds[speaker.name], speaker.voice.value
        found = self._known.get(key, [])
        if not (_has_proper_name(speaker) or (found and speaker.voice is Voice.PERSON)):
            row = self._connection.execute(
                _OF_ARTICLE,
                {"article": article_id, "name": sayable(speaker.name), "voice": speaker.voice},
            ).first()
            return self._earlier(row.id) if row else self._somebody_new(speaker, article_id)
        same = [one for one in found if not _against(speaker, day, one)]
        if len(found) > 1:  # two John Smiths: only the one for whom something speaks
            same = _likeliest(speaker, day, same)
        one = same[0] if len(same) == 1 else self._somebody_new(speaker, None)
        if one not in found:
            self._known.setdefault(key, []).append(one)
        self._grows(one, speaker, day)
        if speaker.role:  # the next of that name in this batch is held against it too
            one.held.append(RoleHeld(speaker.role, day, day))
        return one

    def _somebody_new(self, speaker: Speaker, article_id: int | None) -> Somebody:
        role = speaker.role if self._for_all else None
        one = Somebody(0, speaker.voice.value, speaker.gender, role, None, None)
        self._new.append((one, speaker, article_id, self._for_all))
        return one

    def _grows(self, one: Somebody, speaker: Speaker, day: date | None) -> None:
        """The first age that an article for everybody tells of somebody is theirs."""
        if one.born is None and speaker.age is not None and day and self._for_all:
            one.born = born_by(speaker.age, day)
            self._aged.append(one)


def _speakers(article: Article) -> dict[str, Speaker]:
    """Those whom quotes of the article name, described as well as it describes them.

    Whoever said something together with its speaker counts as well as the speaker does.
    """
    described = {speaker.name: speaker for speaker in article.speakers}
    spoke: dict[str, Speaker] = {}
    for quote in article.quotes:
        if quote.speaker is not None and quote.voice is not Voice.UNCLEAR:
            as_described = described.get(quote.speaker)
            as_quoted = as_described or Speaker(quote.speaker, quote.voice, quote.role)
            spoke[quote.speaker] = as_quoted
        for name in quote.together:
            if name in described:
                spoke[name] = described[name]
    return spoke


def _has_proper_name(speaker: Speaker) -> bool:
    if speaker.voice is Voice.PERSON:
        return len(speaker.name.split()) > 1  # "Okafor-Lind" is a surname only
    name = speaker.name.removeprefix("the ")
    return speaker.voice is Voice.BODY and name[:1].isupper()


def _as_held(role: Row[*tuple[Any, ...]]) -> RoleHeld:
    """A role as it is held against others. One of the desk's is held as long as it does not end."""
    if role.by is None:
        return RoleHeld(role.role, role.since, role.until)
    return RoleHeld(role.role, role.since or date.min, role.until or date.max)


def _against(speaker: Speaker, day: date | None, one: Somebody) -> bool:
    if speaker.gender and one.gender and speaker.gender != one.gender:
        return True
    if speaker.voice is not Voice.PERSON:
        return False
    if speaker.age is not None and day and ages_apart(born_by(speaker.age, day), one.born):
        return True
    return against(speaker.role, day, one.held) is not None


def _likeliest(speaker: Speaker, day: date | None, several: list[Somebody]) -> list[Somebody]:
    """Those of one name who hold a speaker's role, else are in its line of work or of its country,
    else of its age, else of its gender; nobody where it says nothing."""
    role, gender, aged = speaker.role, speaker.gender, speaker.age is not None and day is not None
    found: list[Somebody] = []
    for alike in (same_role, alike_in_life) if role else ():
        found = found or [
            one for one in several if any(alike(role or "", held.words) for held in one.held)
        ]
    found = found or [one for one in several if aged and one.born is not None]
    return found or [one for one in several if gender and one.gender == gender]
