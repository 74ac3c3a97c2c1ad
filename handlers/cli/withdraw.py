"""`whosaid withdraw`, `kill` and `reinstate`: an article out of everything, and back."""

from getpass import getuser
from typing import Annotated

import typer

from handlers.cli.articles import opened
from handlers.cli.clock import right_now
from handlers.cli.plain import counted

Address = Annotated[
    str, typer.Argument(metavar="URL", help="The article's address, or its number: article:41.")
]


def withdraw(
    url: Address,
    reason: Annotated[str, typer.Option(help="Why; it stays on record.", prompt=True)],
) -> None:
    """Take an article out of every answer, count and digest. It stays on record.

    Example: whosaid withdraw https://example.org/news/1 --reason "killed by the agency"

    Example: whosaid withdraw article:41 --reason "pasted, and has no address"
    """
    with opened() as articles:
        hidden = articles.withdraw(url, reason, by=getuser(), now=right_now())
    typer.echo(f"Withdrawn; {counted(hidden, 'quote')} no longer shown.")


def kill(
    url: Address,
    reason: Annotated[str, typer.Option(help="Why; it stays on record.", prompt=True)],
) -> None:
    """Withdraw an article that nobody may use at all, and tell so wherever it was posted.

    Example: whosaid kill https://example.org/news/1 --reason "a court order"
    """
    with opened() as articles:
        hidden = articles.withdraw(url, reason, by=getuser(), now=right_now(), kill=True)
    typer.echo(f"Killed; {counted(hidden, 'quote')} no longer shown.")


def reinstate(url: Address) -> None:
    """Let a withdrawn article back.

    Example: whosaid reinstate https://example.org/news/1
    """
    with opened() as articles:
        shown = articles.reinstate(url, by=getuser(), now=right_now())
    typer.echo(f"Reinstated; {counted(shown, 'quote')} shown again.")
