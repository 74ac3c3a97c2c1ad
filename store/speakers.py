"""Whom the speakers of articles are among the people of the archive.

A speaker joins somebody known only by full name or alias, in spellings that fold alike, and only
with nothing against it: gender, country or another life at the same time (bot.namesakes).
Everybody else is somebody new: two people taken for one is a wrong attribution in print, one
person kept as two is a line on a list for the desk to join.

Anonymous sources, bodies without a proper name ("police") and people of whom an article gives a
surname only are known by that one article: each has a row of its own, never joined by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select

from bot import names
from bot.model import Article, Speaker, Voice
from bot.namesakes import Held as RoleHeld
from bot.namesakes import against
from store.finding import now_known_as
from store.lookalikes import suspect
from store.people import count, open_ways, person_row
from store.tables import aliases, people, roles
from store.wanted import sayable

_KNOWN = people.c.id, people.c.voice, people.c.gender, people.c.role, people.c.role_day
_BY_NAME = select(people.c.folded, *_KNOWN).where(
    people.c.article_id.is_(None), people.c.folded.in_(bindparam("folded", expanding=True))
)
_BY_ALIAS = (
    select(aliases.c.folded, *_KNOWN)
    .join(people, aliases.c.person_id == people.c.id)
    .where(aliases.c.folded.in_(bindparam("folded", expanding=True)))
)
_OF_ARTICLE = select(*_KNOWN).where(
    people.c.article_id == bindparam("article"),
    people.c.name == bindparam("name"),
    people.c.voice == bindparam("voice"),
)
_ROLES = select(roles).where(roles.c.person_id.in_(bindparam("ids", expanding=True)))
_SEEN = (
    roles.update()
    .where(roles.c.id == bindparam("role_row"))
    .values(since=bindparam("first_day"), until=bindparam("last_day"))
)
_LATEST = (
    people.update()
    .where(people.c.id == bindparam("person"))
    .values(role=bindparam("words"), role_day=bindparam("day"))
)


@dataclass(slots=True, eq=False)
class Somebody:
    """A person or body as it stands while a batch of articles is kept; id 0 until it is known."""

    id: int
    voice: str
    gender: str | None
    role: str | None
    role_day: date | None
    held: list[RoleHeld] = field(default_factory=list)  # of those whom a name may join


class Speakers:
    """The people that a batch of articles speaks of: those known, and those who are new.

    Nothing is written before `save`.
    """

    def __init__(self, connection: Connection, articles: Iterable[Article]) -> None:
        self._connection = connection
        self._new: list[tuple[Somebody, Speaker, int | None, bool]] = []
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
            known[role.person_id].held.append(RoleHeld(role.role, role.since, role.until))

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
        if not self._new:
            return
        last = count(self._connection, "person_id", len(self._new))
        rows = []
        for at, (one, speaker, article_id, seen) in enumerate(
            self._new, start=last - len(self._new) + 1
        ):
            one.id = at
            rows.append(
                {"id": at, "gender": speaker.gender, "article_id": article_id}
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
        if len(same) > 1:  # two John Smiths: only the one whose role this is
            same = [one for one in same if _same_role(speaker, one)]
        one = same[0] if len(same) == 1 else self._somebody_new(speaker, None)
        if one not in found:
            self._known.setdefault(key, []).append(one)
        if speaker.role:  # the next of that name in this batch is held against it too
            one.held.append(RoleHeld(speaker.role, day, day))
        return one

    def _somebody_new(self, speaker: Speaker, article_id: int | None) -> Somebody:
        role = speaker.role if self._for_all else None
        one = Somebody(0, speaker.voice.value, speaker.gender, role, None)
        self._new.append((one, speaker, article_id, self._for_all))
        return one


class Held(NamedTuple):
    """A role as an article words it. for_all: whether answers show everybody who is worded so."""

    by: Somebody
    words: str
    day: date | None
    for_all: bool


def keep_roles(connection: Connection, held: Sequence[Held]) -> dict[tuple[int, str], int]:
    """The rows of the roles that articles give people, by person and words.

    A role of quotes that everybody may see is held from the first day it was seen to the last; one
    that was read of others only is held on no day.
    """
    if not held:
        return {}
    ids = {"ids": sorted({one.by.id for one in held})}
    rows_known = connection.execute(_ROLES, ids).all()
    known = {(row.person_id, row.role): row for row in rows_known if row.by is None}
    by_desk = [row for row in rows_known if row.by is not None]
    days: dict[tuple[int, str], list[date]] = {}
    for one in held:
        days.setdefault((one.by.id, one.words), []).extend(
            [one.day] if one.day and one.for_all else []
        )
    role_ids = {key: int(row.id) for key, row in known.items()}
    new = [key for key in days if key not in known]
    last = count(connection, "role_id", len(new)) if new else 0
    rows = []
    for at, (person_id, words) in enumerate(new, start=last - len(new) + 1):
        role_ids[person_id, words] = at
        seen = days[person_id, words]
        since, until = (min(seen), max(seen)) if seen else (None, None)
        rows.append(
            {"id": at, "person_id": person_id, "role": words, "since": since, "until": until}
        )
    if rows:
        connection.execute(insert(roles), rows)
    _stretch(connection, known, days)
    _set_latest(
        connection,
        [
            one
            for one in held
            if one.for_all
            and not any(row.person_id == one.by.id and _covers(row, one.day) for row in by_desk)
        ],
    )
    return role_ids


def _covers(role: Row[*tuple[Any, ...]], day: date | None) -> bool:
    """Whether the desk says what somebody was on a day; an article's wording yields to that."""
    if day is None:
        return True
    return (role.since is None or role.since <= day) and (role.until is None or day <= role.until)


def _stretch(
    connection: Connection,
    known: Mapping[tuple[int, str], Row[*tuple[Any, ...]]],
    days: Mapping[tuple[int, str], list[date]],
) -> None:
    seen = []
    for key, row in known.items():
        all_days = [day for day in (row.since, row.until) if day] + days.get(key, [])
        if all_days and (min(all_days), max(all_days)) != (row.since, row.until):
            seen.append({"role_row": row.id, "first_day": min(all_days), "last_day": max(all_days)})
    if seen:
        connection.execute(_SEEN, seen)


def _set_latest(connection: Connection, held: Sequence[Held]) -> None:
    changed: dict[int, dict[str, object]] = {}
    for one, words, day, _ in held:
        newer = one.role_day is None or (day is not None and one.role_day <= day)
        if newer and (one.role, one.role_day) != (words, day):
            one.role, one.role_day = words, day
            changed[one.id] = {"person": one.id, "words": one.role, "day": one.role_day}
    if changed:
        connection.execute(_LATEST, list(changed.values()))


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


def _against(speaker: Speaker, day: date | None, one: Somebody) -> bool:
    if speaker.gender and one.gender and speaker.gender != one.gender:
        return True
    return speaker.voice is Voice.PERSON and against(speaker.role, day, one.held) is not None


def _same_role(speaker: Speaker, one: Somebody) -> bool:
    had = {role.words.casefold() for role in one.held}
    return bool(speaker.role and speaker.role.casefold() in had)
