"""Articles on their way in, and what makes two of them the same."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row

from bot import names
from bot.changes import Change, Wording, changes
from bot.model import Article
from store.addresses import normalised, site
from store.located import is_number
from store.speakers import Somebody
from store.wanted import sayable

Version = Row[*tuple[Any, ...]]  # a row of keep.py's _CURRENT


class OldQuote(NamedTuple):
    """A quote of the version before."""

    id: int
    kept_at: datetime
    wording: Wording


@dataclass(slots=True)
class Entry:
    """An article on its way in. before: the current version of the same article, if any.

    embargo, places: as it says itself; of a known article store/narrowing.py adds them to those
    it has.
    """

    article: Article
    text: str
    title: str | None
    digest: str
    address: str | None
    outlet: str | None
    embargo: datetime | None = None
    places: tuple[str, ...] = ()
    before: Version | None = None
    article_id: int = 0
    version_id: int = 0
    outlet_id: int | None = None
    new: int = 0
    known: int = 0
    speakers: dict[str, Somebody] = field(default_factory=dict)
    old_quotes: dict[tuple[str, int | None], OldQuote] = field(default_factory=dict)
    worded: set[int] = field(default_factory=set)  # who had a role in the version before
    came: list[Wording] = field(default_factory=list)
    erased: datetime | None = None  # it is not kept again
    again: bool = False  # what is kept already, read by a newer reading
    covered: int = 0  # so many of its quotes were erased before: they are covered in it
    late: tuple[int, int] | None = None  # its number, and the higher one of what is kept
    hid: int = 0  # so many quotes of what was kept are not shown to everybody any more

    @property
    def changes(self) -> tuple[Change, ...]:
        """What this version did to the quotes of the one before; () for a first version."""
        went = [old.wording for old in self.old_quotes.values()]
        return changes(went, self.came) if self.before is not None else ()

    @property
    def hidden(self) -> bool:
        """Nobody may see it: withdrawn, or under embargo, also when it comes in again."""
        before = self.before
        if before is not None and (before.withdrawn is not None or before.embargo is not None):
            return True
        return self.embargo is not None

    @property
    def restricted(self) -> bool:
        """For some channels only."""
        return bool(self.places or (self.before is not None and self.before.restricted))

    @property
    def for_all(self) -> bool:
        return not (self.hidden or self.restricted)

    @property
    def marks(self) -> set[str]:
        """What it is known by when it was erased."""
        return {self.digest} | ({mark_of(self.address)} if self.address else set())

    @property
    def unchanged(self) -> bool:
        if self.erased is not None or self.late is not None:
            return True
        return self.before is not None and self.before.digest == self.digest


def entry(article: Article, now: datetime) -> Entry:
    """An article with what makes it the same as another: its words, address and outlet."""
    page = article.page
    text, title = sayable(page.text), sayable(article.title) if article.title else None
    told = "\n".join((" ".join(text.split()), title or "", str(article.published or "")))
    outlet = page.outlet or (site(page.url) if page.url else None)
    return Entry(
        article=article,
        text=text,
        title=title,
        digest=hashlib.sha256(told.encode()).hexdigest(),
        address=sayable(normalised(page.url)) if page.url and not is_number(page.url) else None,
        outlet=sayable(outlet) if outlet and names.fold(outlet) else None,
        embargo=page.embargo if page.embargo and page.embargo > now else None,
        places=page.places,
    )


def mark_of(address: str) -> str:
    """What the address of an erased article is known by."""
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()


def utterance(words: str, person_id: int | None) -> tuple[str, int | None]:
    """What makes two quotes of an article's versions the same one."""
    return " ".join(words.split()), person_id
