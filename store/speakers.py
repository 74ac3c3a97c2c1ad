"""Whom the speakers of an article are among the people of the archive.

A speaker joins somebody known only by full name or alias, in spellings that fold alike, and only
with nothing against it. Everybody else is somebody new: two people taken for one is a wrong
attribution in print, one person kept as two is a line on a list for the desk to join.

Anonymous sources, bodies without a proper name ("police") and people of whom an article gives a
surname only are known by that one article: each has a row of its own, never joined by name.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, insert, or_, select

from bot import names
from bot.model import Article, Quote, Speaker, Voice
from store.people import new_person
from store.tables import aliases, people, roles

_NAMESAKES = select(people.c.id, people.c.gender, people.c.role).where(
    people.c.voice == bindparam("voice"),
    people.c.article_id.is_(None),
    or_(
        people.c.folded == bindparam("folded"),
        people.c.id.in_(select(aliases.c.person_id).where(aliases.c.folded == bindparam("folded"))),
    ),
)
_OF_ARTICLE = select(people.c.id).where(
    people.c.article_id == bindparam("article"),
    people.c.name == bindparam("name"),
    people.c.voice == bindparam("voice"),
)
_ROLE = select(roles.c.id, roles.c.since, roles.c.until, roles.c.by).where(
    roles.c.person_id == bindparam("person"), roles.c.role == bindparam("words")
)


def joined(
    connection: Connection, article_id: int, article: Article, before: Mapping[str, int]
) -> dict[str, int]:
    """A person id for every speaker a quote of the article names, new people kept.

    before: whom the article's last version took each name for; that stands.
    """
    described = {speaker.name: speaker for speaker in article.speakers}
    ids: dict[str, int] = {}
    for quote in article.quotes:
        if quote.speaker is None or quote.voice is Voice.UNCLEAR or quote.speaker in ids:
            continue
        if quote.speaker in before:
            ids[quote.speaker] = before[quote.speaker]
            continue
        speaker = described.get(quote.speaker) or Speaker(quote.speaker, quote.voice, quote.role)
        ids[quote.speaker] = _person_of(connection, article_id, speaker)
    return ids


def role_on_record(
    connection: Connection, person_id: int, quote: Quote, day: date | None
) -> int | None:
    """The row for the role a quote gives its speaker, its days stretched to take in this one."""
    if quote.role is None:
        return None
    known = connection.execute(_ROLE, {"person": person_id, "words": quote.role}).first()
    if known is None:
        role = {"person_id": person_id, "role": quote.role, "since": day, "until": day}
        role_id = connection.execute(insert(roles).returning(roles.c.id), role).scalar_one()
    else:
        role_id = known.id
        if day and known.by is None:
            seen = {"since": min(known.since or day, day), "until": max(known.until or day, day)}
            if seen != {"since": known.since, "until": known.until}:
                connection.execute(roles.update().where(roles.c.id == role_id).values(seen))
    _set_latest(connection, person_id, quote.role, day)
    return int(role_id)


def _person_of(connection: Connection, article_id: int, speaker: Speaker) -> int:
    folded = names.fold(speaker.name)
    found = connection.execute(_NAMESAKES, {"voice": speaker.voice, "folded": folded}).all()
    if _has_proper_name(speaker) or (found and speaker.voice is Voice.PERSON):
        same = [row.id for row in found if not _against(speaker, row.gender)]
        if len(same) > 1:  # two John Smiths: only the one whose role this is
            same = [row.id for row in found if row.id in same and _same_role(speaker, row.role)]
        if len(same) == 1:
            return int(same[0])
        return new_person(connection, speaker.name, speaker.voice, gender=speaker.gender)
    of_article = {"article": article_id, "name": speaker.name, "voice": speaker.voice}
    known = connection.scalar(_OF_ARTICLE, of_article)
    return known or new_person(
        connection, speaker.name, speaker.voice, gender=speaker.gender, article_id=article_id
    )


def _has_proper_name(speaker: Speaker) -> bool:
    if speaker.voice is Voice.PERSON:
        return " " in names.fold(speaker.name)
    return speaker.voice is Voice.BODY and speaker.name[:1].isupper()


def _against(speaker: Speaker, gender: str | None) -> bool:
    return bool(speaker.gender and gender and speaker.gender != gender)


def _same_role(speaker: Speaker, role: str | None) -> bool:
    return bool(speaker.role and role and speaker.role.casefold() == role.casefold())


def _set_latest(connection: Connection, person_id: int, role: str, day: date | None) -> None:
    newest = (
        people.c.role_day.is_(None) | (people.c.role_day <= day)
        if day
        else (people.c.role.is_(None))
    )
    connection.execute(
        people.update().where(people.c.id == person_id, newest).values(role=role, role_day=day)
    )
