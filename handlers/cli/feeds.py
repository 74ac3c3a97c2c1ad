"""`whosaid feeds`: the feeds that the running bot reads."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadSetting
from bot.feeds import Feed
from handlers.cli.clock import right_now
from handlers.cli.plain import counted, printable
from handlers.settings import database_to_read, load_settings

if TYPE_CHECKING:
    from store.feeds import Feeds

feeds = typer.Typer(help="Say which feeds the running bot reads.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(help="The address of an RSS or Atom feed.")]


@feeds.command()
def add(
    url: Address,
    owner: Annotated[
        str | None,
        typer.Option(
            metavar="U0123ABC", help="Who is told in Slack when the feed fails for a day."
        ),
    ] = None,
) -> None:
    """Read a feed from now on: the bot asks it every quarter of an hour, and less when it fails.

    Example: whosaid feeds add https://example.org/rss --owner U0123ABC
    """
    if not re.match(r"https?://[^\s/]+", url):
        raise BadSetting(f"“{url}” is not the address of a feed.", "Give one like https://…/rss.")
    if owner is not None and not re.fullmatch(r"[UW][A-Z0-9]+", owner):
        raise BadSetting(
            f"--owner “{owner}” is no member id.", "Copy it from their Slack profile: U0123ABC."
        )
    with _feeds(made=True) as kept:
        kept.add(url, owner=owner, by=getuser(), now=right_now())
    typer.echo(printable(f"The bot reads {url} from now on."))


@feeds.command(name="list")
def show() -> None:
    """Show every feed, when it was read last, and what is wrong with it.

    Example: whosaid feeds list
    """
    with _feeds() as kept:
        every = kept.all()
    for feed in every:
        typer.echo(printable(f"{feed.url}: {health(feed)}"))
    if not every:
        typer.echo("The bot reads no feed. Add one with: whosaid feeds add URL")


@feeds.command()
def remove(url: Address) -> None:
    """Read a feed no more. What came from it stays in the archive.

    Example: whosaid feeds remove https://example.org/rss
    """
    with _feeds() as kept:
        kept.remove(url, by=getuser(), now=right_now())
    typer.echo(printable(f"The bot reads {url} no more."))


@feeds.command()
def pause(url: Address) -> None:
    """Let a feed rest until it is resumed.

    Example: whosaid feeds pause https://example.org/rss
    """
    with _feeds() as kept:
        kept.pause(url, True, by=getuser(), now=right_now())
    typer.echo(printable(f"{url} is paused."))


@feeds.command()
def resume(url: Address) -> None:
    """Go on with a feed that was paused, or try one again that has failed.

    Example: whosaid feeds resume https://example.org/rss
    """
    with _feeds() as kept:
        kept.pause(url, False, by=getuser(), now=right_now())
    typer.echo(printable(f"{url} is asked again at once."))


def health(feed: Feed) -> str:
    """How a feed fares, in a line. Instants are UTC."""
    if feed.paused:
        return "paused"
    success = f"last read {_minute(feed.last_success)}" if feed.last_success else "not read yet"
    next_try = f"next try {_minute(feed.next_try)}"
    if not feed.failures:
        return f"{success}; {next_try}"
    return f"{counted(feed.failures, 'failure')}: {feed.last_error} {success}; {next_try}"


def _minute(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


@contextmanager
def _feeds(*, made: bool = False) -> "Iterator[Feeds]":
    """The feeds of the database. made: one that is not there is made."""
    from store.engine import open_store  # noqa: PLC0415  0.3 s that --help spares
    from store.feeds import Feeds  # noqa: PLC0415  the same

    settings = load_settings()
    engine = open_store(settings.database_url if made else database_to_read(settings))
    try:
        yield Feeds(engine)
    finally:
        engine.dispose()
