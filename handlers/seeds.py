"""The news that a new database starts with: topics, people, and articles of the folder seeds/."""

import logging
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.errors import BadSetting, WhosaidError
from bot.model import Article, Page
from bot.topics import parse_topics
from handlers.bulk import Bulk
from handlers.intake import page_from_file
from handlers.settings import Settings
from store.archive import Archive
from store.engine import Engine
from store.people import KnownPerson, People, Role
from store.topics import Topics

log = logging.getLogger(__name__)

SEEDS = Path(__file__).parent.parent / "seeds"
_NEWS = timedelta(days=7)
_KEPT_AT_ONCE = 16  # articles of a transaction
_ARTICLES = frozenset({".txt", ".html", ".xml"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did. kept: articles that were new or changed; zero on a second start."""

    topics: int
    people: int
    kept: int


def load_seeds(
    engine: Engine, settings: Settings, *, folder: Path = SEEDS, now: datetime | None = None
) -> Loaded:
    """Put the seeds into a database, as if they had come in until `now` (None: the machine's time).

    Articles are kept on the day they were published, and those of the last week at `now`, so that
    a first digest has a week's news and not all of it. What is there already is not read again.

    Topics are only put where there are none: the desk's own list is never changed.
    Raises BadSetting when a file of the folder is malformed; a folder that is missing is empty.
    """
    topics = Topics(engine)
    known_topics = topics.all()
    if not known_topics and (file := folder / "topics.toml").is_file():
        topics.save(parse_topics(file.read_text("utf-8")))
        known_topics = topics.all()
    people = 0
    if (file := folder / "people.toml").is_file():
        people = People(engine).load(parse_people(file.read_text("utf-8")))
    archive = Archive(engine)
    unread = _unread(archive, _pages(folder / "articles"))
    if unread:
        log.info("reading seeds articles=%d", len(unread))
    # In processes of their own, so that this one, which goes on to answer, stays small.
    read = Bulk(known_topics, settings.pipeline, workers=2).read_all(unread) if unread else ()
    kept = 0
    for came_in, articles in groupby(read, partial(_came_in, now=now or datetime.now(UTC))):
        added = archive.add_many(articles, now=came_in, batch=_KEPT_AT_ONCE)
        kept += sum(not one.unchanged for one in added)
    log.info("seeds loaded topics=%d people=%d kept=%d", len(known_topics), people, kept)
    return Loaded(len(known_topics), people, kept)


def _came_in(article: Article, now: datetime) -> datetime:
    """When a newsroom would have kept it: at noon of its day; at `now` what is news or undated."""
    if article.published is None:
        return now
    noon = datetime.combine(article.published, time(12), UTC)
    return noon if now - noon > _NEWS else now


def parse_people(toml_text: str) -> list[KnownPerson]:
    """The people of a TOML text: tables `[[person]]` with name, aliases, wikidata and roles.

    Raises BadSetting that names the person at fault.
    """
    remedy = 'Write each as [[person]] with name = "…", and [[person.role]] with title and since.'
    try:
        rows = tomllib.loads(toml_text).get("person", [])
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"The list of people is not TOML: {error}.", remedy) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadSetting("The list of people has no [[person]] tables.", remedy)
    return [_person(row, remedy) for row in rows]


def _person(row: dict[str, Any], remedy: str) -> KnownPerson:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadSetting("A person of the list has no name.", remedy)
    try:
        roles = tuple(
            Role(str(role["title"]), _day(role.get("since")), _day(role.get("until")))
            for role in row.get("role", [])
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise BadSetting(f"A role of {name} is malformed.", remedy) from error
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise BadSetting(f"The aliases of {name} are not a list of texts.", remedy)
    return KnownPerson(name, tuple(aliases), row.get("wikidata"), roles)


def _day(value: object) -> date | None:
    if value is not None and type(value) is not date:
        raise TypeError(value)
    return value


def _pages(folder: Path) -> list[Page]:
    """The articles: first those without an address, then the others by the names of their files.

    A later file of the same address is a later version of the article.
    """
    pages: list[Page] = []
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if file.suffix not in _ARTICLES:
            continue
        try:
            pages += page_from_file(file)
        except WhosaidError as error:
            raise BadSetting(
                f"The seed {file.name} cannot be used. {error.seen}", "Mend it."
            ) from error
    return sorted(pages, key=lambda page: page.url is not None)


def _unread(archive: Archive, pages: list[Page]) -> list[Page]:
    """The pages that are not kept yet.

    Pages are kept in their order, those without an address first: when every address is known
    with all its versions, so is everything before it.
    """
    versions = Counter(page.url for page in pages if page.url)
    missing = {
        url
        for url, many in versions.items()
        if (known := archive.known(url)) is None or known.version < many
    }
    if not missing and versions:
        return []
    return [page for page in pages if page.url is None or page.url in missing]
