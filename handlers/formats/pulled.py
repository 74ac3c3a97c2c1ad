"""Wire items that their publisher does not let anybody use, alone or among others."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bot.errors import BadArticle
from bot.model import Page

USABLE = "usable"
_WORDS = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}
_Item = TypeVar("_Item")


class Pulled(BadArticle):
    """An item that is canceled, or withheld for now.

    url: the address it is known by, if any. usable: the articles that came with it. also: further
    items that are pulled. version: the number its wire gives it.
    """

    def __init__(  # noqa: PLR0913, PLR0917  all in order, as pickling gives them back
        self,
        seen: str,
        remedy: str,
        url: str | None,
        status: str,
        usable: Sequence[Page] = (),
        also: Sequence["Pulled"] = (),
        version: int | None = None,
    ) -> None:
        super().__init__(seen, remedy)
        # All of them, so that it comes whole out of a process
        self.args = (seen, remedy, url, status, tuple(usable), tuple(also), version)
        self.url = url
        self.status = status
        self.usable = tuple(usable)
        self.also = tuple(also)
        self.version = version

    @property
    def every(self) -> tuple["Pulled", ...]:
        """All items that are pulled, this one first."""
        return (self, *self.also)


def too_late(item: Pulled, stands: int) -> str:
    """What is said of a pulled item when a higher version of the same was kept before."""
    return (
        f"Version {item.version} is marked {item.status} by its publisher; version {stands}, which"
        " came before it, stands."
    )


def check_usable(status: object, name: str, url: str | None, version: int | None = None) -> None:
    """Raises Pulled unless the status (IPTC's pubStatus) lets the item be used; none does."""
    told = str(status or USABLE).rpartition(":")[2].lower()
    if told != USABLE:
        raise pulled(name, url, _WORDS.get(told, told), version=version)


def pulled(  # noqa: PLR0913  what Pulled holds
    name: str,
    url: str | None,
    status: str,
    usable: Sequence[Page] = (),
    also: Sequence[Pulled] = (),
    *,
    version: int | None = None,
) -> Pulled:
    """A pulled item with the words that are said of it."""
    said = status if status in _WORDS else f"“{status[:40]}”"
    remedy = (
        f"If it was kept before, take it back: whosaid withdraw {url}"
        if url
        else "Send it once it is usable."
    )
    seen = f"{name} is marked {said} by its publisher, so I keep nothing of it."
    return Pulled(seen, remedy, url, status, usable, also, version)


def usable_of(
    items: Iterable[_Item],
    name: str,
    known: Callable[[_Item], tuple[object, str | None, int | None]],
    page: Callable[[_Item], Page],
) -> list[Page]:
    """The pages of items, some of them perhaps without words. Raises Pulled, with those pages,
    where some are pulled.

    known: the status, the address and the version of an item.
    """
    pages: list[Page] = []
    taken_back: list[Pulled] = []
    for item in items:
        status, url, version = known(item)
        try:
            check_usable(status, name, url, version)
        except Pulled as no:
            taken_back.append(no)
            continue
        pages.append(page(item))
    if taken_back:
        first, *also = taken_back
        raise pulled(name, first.url, first.status, pages, also, version=first.version)
    return pages


def has_words(page: Page) -> bool:
    return any(character.isalpha() for character in page.text)


def with_usable(pages: Callable[[], list[Page]]) -> list[Page]:
    """The pages, without those that are pulled. Raises Pulled where no other is there."""
    try:
        return pages()
    except Pulled as some:
        if not some.usable:
            raise
        return list(some.usable)
