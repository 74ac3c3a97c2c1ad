"""`whosaid erase` and `hold`: words out of the archive for good, and what forbids it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadQuestion
from handlers.cli.clock import right_now
from handlers.cli.plain import counted, printable
from handlers.settings import database_to_read, load_settings

if TYPE_CHECKING:
    from store.erasing import Erasure, Loss

Address = Annotated[str | None, typer.Argument(metavar="[URL]", help="The address of an article.")]
Reason = Annotated[str, typer.Option(help="Why; it stays on record. Asked for if missing.")]
Named = Annotated[str | None, typer.Option("--person", help="Or all quotes of somebody.")]


def erase(
    url: Address = None,
    person: Named = None,
    reason: Reason = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the tombstone as JSON.")] = False,
) -> None:
    """Erase an article, or all quotes of somebody, from the archive and its files. For good.

    Example: whosaid erase https://example.org/news/1 --reason "a court order"

    Example: whosaid erase --person "Ada Quill" --reason "she asked for it"
    """
    now = right_now()
    with _opened() as erasure:
        person_id = _meant(erasure, url, person)
        goes = erasure.loss_of_article(url) if url else erasure.loss_of_person(person_id)
        reason = reason or typer.prompt("Reason", err=True)
        if not yes:
            typer.confirm(f"{_told(goes)} Erase for good?", abort=True, err=True)
        if url is not None:
            stone = erasure.erase_article(url, reason, by=getuser(), now=now)
        else:
            stone = erasure.erase_person(person_id, reason, by=getuser(), now=now)
        swept = erasure.sweep(now=now)
    if as_json:
        told = {
            "tombstone": stone.id,
            "what": stone.what,
            "at": stone.at.isoformat(),
            "by": stone.by,
            "reason": stone.reason,
            "quotes": stone.quotes,
            "swept": swept,
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"Erased; {counted(stone.quotes, 'quote')} gone. Tombstone {stone.id} stays.")
    if not swept:
        typer.echo(
            "Others are reading: the running bot takes the rest out of the file when they are done."
        )


def allow(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address it was erased at.")],
    reason: Annotated[str, typer.Option(help="Why; it stays on record.", prompt=True)],
) -> None:
    """Let an article that was erased be added again. What was erased stays erased.

    Example: whosaid allow https://example.org/news/1 --reason "the order was lifted"
    """
    with _opened() as erasure:
        stone = erasure.allow_article(url, reason, by=getuser(), now=right_now())
    typer.echo(f"It may be added again. Tombstone {stone.id} stays on record.")


def hold(
    url: Address = None,
    person: Named = None,
    reason: Reason = "",
    lift: Annotated[bool, typer.Option("--lift", help="Let it be erased again.")] = False,
) -> None:
    """Put a legal hold on an article or somebody's quotes: nothing of them can be erased.

    Example: whosaid hold https://example.org/news/1 --reason "case 7 of 2025"

    Example: whosaid hold --person "Ada Quill" --lift --reason "settled"
    """
    now = right_now()
    with _opened() as erasure:
        person_id = _meant(erasure, url, person)
        reason = reason or typer.prompt("Reason", err=True)
        if url is not None:
            erasure.hold_article(url, reason, by=getuser(), now=now, lift=lift)
        else:
            erasure.hold_person(person_id, reason, by=getuser(), now=now, lift=lift)
    typer.echo("The legal hold is lifted." if lift else "Under a legal hold.")


@contextmanager
def _opened() -> "Iterator[Erasure]":
    from store.engine import open_store  # noqa: PLC0415  0.3 s that --help spares
    from store.erasing import Erasure  # noqa: PLC0415  the same

    engine = open_store(database_to_read(load_settings()))
    try:
        yield Erasure(engine)
    finally:
        engine.dispose()


def _told(goes: "Loss") -> str:
    """What would go, in a sentence."""
    quotes = counted(goes.quotes, "quote")
    if goes.person is not None:
        name = printable(goes.person)
        places = counted(goes.articles, "article")
        return f"{quotes} of {name} in {places} would go; the articles stay, without those words."
    title = f"“{printable(goes.title)}”" if goes.title else "An article without a headline"
    return f"{title} would go, with {quotes}."


def _meant(erasure: "Erasure", url: str | None, name: str | None) -> int:
    """The one person of a name; 0 for an article. Raises BadQuestion when it is not clear."""
    if (url is None) == (name is None):
        seen = "It is not said what is meant." if name is None else "Two things are meant."
        raise BadQuestion(seen, "Give an article's address, or --person NAME.")
    if name is None:
        return 0
    found = erasure.called(name)
    if len(found) != 1:
        called = ", ".join(f"{one.name} ({one.quotes})" for one in found)
        seen = f"{len(found)} people are called “{name}”: {called}."
        seen = seen if found else f"Nobody is called “{name}”."
        raise BadQuestion(printable(seen), "Give the full name of one.")
    return found[0].id
