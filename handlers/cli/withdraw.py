"""`whosaid withdraw` and `reinstate`: an article out of everything, and back."""

from datetime import UTC, datetime
from getpass import getuser
from typing import Annotated

import typer

from handlers.cli.plain import counted
from handlers.settings import load_settings

Address = Annotated[str, typer.Argument(metavar="URL", help="The article's address.")]


def withdraw(
    url: Address,
    reason: Annotated[str, typer.Option(help="Why; it stays on record.", prompt=True)],
) -> None:
    """Take an article out of every answer, count and digest. It stays on record.

    Example: whosaid withdraw https://example.org/news/1 --reason "killed by the agency"
    """
    from store.articles import Articles  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    engine = open_store(load_settings().database_url)
    try:
        hidden = Articles(engine).withdraw(url, reason, by=getuser(), now=datetime.now(UTC))
    finally:
        engine.dispose()
    typer.echo(f"Withdrawn; {counted(hidden, 'quote')} no longer shown.")


def reinstate(url: Address) -> None:
    """Let a withdrawn article back.

    Example: whosaid reinstate https://example.org/news/1
    """
    from store.articles import Articles  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    engine = open_store(load_settings().database_url)
    try:
        shown = Articles(engine).reinstate(url, by=getuser(), now=datetime.now(UTC))
    finally:
        engine.dispose()
    typer.echo(f"Reinstated; {counted(shown, 'quote')} shown again.")
