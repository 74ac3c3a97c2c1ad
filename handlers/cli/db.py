"""`whosaid db`: the archive's database as a whole."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import StoreError
from handlers.cli.clock import right_now
from handlers.cli.plain import counted, printable
from handlers.settings import database_to_read, load_settings, sqlite_file

READ_AT_ONCE = 256  # articles

db = typer.Typer(
    help="Check, back up, restore or copy the archive's database.", no_args_is_help=True
)


@db.command()
def check() -> None:
    """Read all of the database, and hold every index against the rows.

    Ends with 1 when something is wrong.

    Example: whosaid db check
    """
    from store.check import check as faults_of  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    engine = open_store(database_to_read(load_settings()))
    try:
        faults = faults_of(engine)
    finally:
        engine.dispose()
    for fault in faults:
        typer.echo(printable(fault))
    if faults:
        raise typer.Exit(1)
    typer.echo("The database is whole.")


@db.command()
def backup(file: Annotated[Path, typer.Argument(help="A file that does not exist yet.")]) -> None:
    """Write the database into a file, as it is at one moment. The bot may go on meanwhile.

    Example: whosaid db backup whosaid-2025-06-28.db
    """
    from store.copying import backup as write  # noqa: PLC0415  0.3 s that --help spares

    write(database_to_read(load_settings()), file)
    typer.echo(f"Backed up to {file}, {file.stat().st_size:,} bytes.")


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What whosaid db backup made.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of everything the database holds. Stop the bot first.

    What was erased since the backup was made is erased from it too.

    Example: whosaid db restore whosaid-2025-06-28.db
    """
    from store.restoring import restore as put_back  # noqa: PLC0415  0.3 s that --help spares

    url = load_settings().database_url
    goes = _held(url)
    if not yes:
        typer.confirm(f"The archive is replaced: {goes}. Go on?", abort=True, err=True)
    again = put_back(file, url, now=right_now())
    typer.echo(f"Restored from {file}: {_held(url)}.")
    typer.echo(f"What it took the place of: {goes}.")
    if again:
        many = "What was" if again == 1 else f"All {again} times something was"
        typer.echo(f"{many} erased since is erased from it too.")


def _held(url: str) -> str:
    """What a database holds, in a few words; it is not made where there is none."""
    from store.restoring import held  # noqa: PLC0415  0.3 s that --help spares

    if (own := sqlite_file(url)) is not None and not own.exists():
        return "there was nothing"
    there = held(url)
    many = f"{counted(there.articles, 'article')}, {counted(there.quotes, 'quote')}"
    return f"{many}, the latest kept on {there.latest:%Y-%m-%d %H:%M} UTC" if there.latest else many


@db.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The address of a database.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The address of an empty one.")],
) -> None:
    """Move everything from one database into another, and hold the copy against the original.

    Example: whosaid db copy sqlite:///whosaid.db postgresql+psycopg://me@host/whosaid
    """
    from store.copying import copy as copied  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same

    file = sqlite_file(source)
    if file is not None and not file.is_file():
        raise StoreError(f"There is no database {file}.", "Check the address to copy from.")
    ours = open_store(source)
    try:
        theirs = open_store(target)
        try:
            with _progress() as progress:
                rows = copied(ours, theirs, progress=progress)
        finally:
            theirs.dispose()
    finally:
        ours.dispose()
    typer.echo(f"Copied {sum(rows.values()):,} rows of {len(rows)} tables; the copy is the same.")


@db.command()
def review(
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Find pairs of people and wire copies in what older versions kept. The bot may go on.

    Once is enough, after an upgrade. It may be ended and goes on where it was.

    Example: whosaid db review
    """
    from store.engine import open_store  # noqa: PLC0415  0.3 s that --help spares
    from store.reviewing import review as gone_through  # noqa: PLC0415  the same

    engine = open_store(database_to_read(load_settings()))
    try:
        with _measured() as progress:
            found = gone_through(engine, progress=progress)
    finally:
        engine.dispose()
    if as_json:
        typer.echo(json.dumps(found))
        return
    pairs = f"{found['pairs']} pair{'' if found['pairs'] == 1 else 's'} of people to decide"
    copies = counted(found["copies"], "quote")
    typer.echo(f"{pairs}; {copies} that ran elsewhere before.")


@db.command()
def reread(
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read.")] = 1,
) -> None:
    """Read again what older versions kept, with the reading of this one. The bot may go on.

    What people corrected stands, and nothing of it is news to a digest. It may be ended at any
    time: what was read until then is kept.

    Example: whosaid db reread --workers 2
    """
    from handlers.bulk import Bulk  # noqa: PLC0415  0.3 s that --help spares
    from store.anew import Anew  # noqa: PLC0415  the same
    from store.engine import open_store  # noqa: PLC0415  the same
    from store.topics import Topics  # noqa: PLC0415  the same

    settings = load_settings()
    engine = open_store(database_to_read(settings))
    many = changed = after = 0
    try:
        anew, bulk = Anew(engine), Bulk(Topics(engine).all(), settings.pipeline, workers)
        last = anew.last()
        with _measured() as progress:
            while some := anew.pages(after, last, limit=READ_AT_ONCE):
                read = bulk.read_all(page for _, page in some)
                each = [
                    (version_id, article)
                    for (version_id, _), article in zip(some, read, strict=True)
                ]
                changed += anew.keep(each, now=right_now())
                many, after = many + len(some), some[-1][0]
                progress("articles read again", after, last)
        anew.record(many, changed, by=getuser(), now=right_now())
    finally:
        engine.dispose()
    if as_json:
        typer.echo(json.dumps({"articles": many, "changed": changed}))
        return
    typer.echo(f"{counted(many, 'article')} read again; {changed} otherwise than before.")


@contextmanager
def _measured() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each thing that is gone through, on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal has bars
    from rich.progress import Progress  # noqa: PLC0415  the same

    with Progress(console=Console(stderr=True)) as shown:
        tasks = {}

        def more(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=of)
            shown.update(tasks[what], completed=done)

        yield more


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """A bar a table on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _table, _rows: None
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal has bars
    from rich.progress import Progress, SpinnerColumn, TextColumn  # noqa: PLC0415  the same

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed:,} rows"))
    with Progress(*columns, console=Console(stderr=True)) as shown:
        tasks = {}

        def more(table: str, rows: int) -> None:
            if table not in tasks:
                tasks[table] = shown.add_task(table, total=None)
            shown.advance(tasks[table], rows)

        yield more
