"""`whosaid articles`: who may see an article that was kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadQuestion
from handlers.cli.clock import right_now
from handlers.cli.plain import counted
from handlers.intake import instant_of, places_of
from handlers.settings import database_to_read, load_settings

if TYPE_CHECKING:
    from store.articles import Articles

articles = typer.Typer(help="Say who may see an article, and from when.", no_args_is_help=True)

Address = Annotated[
    str, typer.Argument(metavar="URL", help="The article's address, or its number: article:41.")
]


@contextmanager
def opened() -> "Iterator[Articles]":
    """The articles of the archive, closed at the end."""
    from store.articles import Articles  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    engine = open_store(database_to_read(load_settings()))
    try:
        yield Articles(engine)
    finally:
        engine.dispose()


def channels(only_in: Sequence[str]) -> tuple[str, ...]:
    """The channels of --only-in. Raises BadQuestion for what is no channel's id."""
    unknown = [one for one in only_in if places_of(one) != (one,)]
    if unknown:
        raise BadQuestion(
            f"“{unknown[0]}” is not the id of a channel.",
            "It stands at the end of the channel's details in Slack, and begins with C, D or G.",
        )
    return tuple(only_in)


@articles.command()
def embargo(
    url: Address,
    until: Annotated[str, typer.Option(help="2025-07-01T06:00+03:00, or now to end it.")],
) -> None:
    """Hide an article from everybody until an instant. The bot's clock shows it then.

    Example: whosaid articles embargo https://example.org/news/1 --until 2025-07-01T06:00+03:00
    """
    now = right_now()
    instant = now if until.casefold() == "now" else instant_of(until, "this article")
    with opened() as kept:
        hidden = kept.embargo(url, instant, by=getuser(), now=now)
    if instant <= now:
        typer.echo(f"Not under embargo; {_more(-hidden)}.")
    else:
        typer.echo(f"Under embargo until {instant.isoformat()}; {_more(-hidden)}.")


@articles.command()
def restrict(
    url: Address,
    only_in: Annotated[
        list[str], typer.Option("--only-in", help="The id of a Slack channel, C0123ABC.")
    ],
) -> None:
    """Let an article be seen in some channels only. It is found when the question is asked there.

    Example: whosaid articles restrict https://example.org/news/1 --only-in C0123ABC
    """
    channels(only_in)
    with opened() as kept:
        more = kept.restrict(url, only_in, by=getuser(), now=right_now())
    typer.echo(f"Restricted to {counted(len(only_in), 'channel')}; {_more(more)}.")


@articles.command(name="open")
def open_(url: Address) -> None:
    """Let everybody see an article that was restricted.

    Example: whosaid articles open https://example.org/news/1
    """
    with opened() as kept:
        more = kept.restrict(url, (), by=getuser(), now=right_now())
    typer.echo(f"For everybody; {_more(more)}.")


@articles.command()
def correct(
    url: Address,
    reason: Annotated[str, typer.Option(help="What was corrected; it is shown.", prompt=True)],
) -> None:
    """Say that an article, as it stands now, is a correction. Its quotes are shown with the day.

    Example: whosaid articles correct https://example.org/news/1 --reason "the sum in line two"
    """
    with opened() as kept:
        version = kept.correct(url, reason, by=getuser(), now=right_now())
    typer.echo(f"Version {version} is marked as a correction.")


@articles.command()
def refile(
    url: Address,
    reason: Annotated[str, typer.Option(help="Why it was sent again.", prompt=True)],
) -> None:
    """Say that an article, as it stands now, was only sent again: nothing in it was wrong.

    Example: whosaid articles refile https://example.org/news/1 --reason "a byline was added"
    """
    with opened() as kept:
        version = kept.refile(url, reason, by=getuser(), now=right_now())
    typer.echo(f"Version {version} is marked as refiled.")


def _more(shown: int) -> str:
    if shown < 0:
        return f"{counted(-shown, 'quote')} no longer shown"
    return f"{counted(shown, 'quote')} more shown"
