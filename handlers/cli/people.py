"""`whosaid people`: the desk's people in and out as CSV, further names, and who may be one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadQuestion
from handlers.cli.clock import right_now
from handlers.cli.plain import counted, printable
from handlers.settings import database_to_read, load_settings

if TYPE_CHECKING:
    from store.engine import Engine

people = typer.Typer(
    help="Who is who: people as CSV, further names, merged, kept apart.", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
Who = Annotated[str, typer.Argument(help="A full name, or a number that pairs shows.")]


@contextmanager
def opened(*, made: bool = False) -> "Iterator[Engine]":
    """The database, closed at the end. made: create it where there is none."""
    from store.engine import open_store  # noqa: PLC0415  0.3 s that --help spares

    settings = load_settings()
    engine = open_store(settings.database_url if made else database_to_read(settings))
    try:
        yield engine
    finally:
        engine.dispose()


@people.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV: name,voice,aliases,roles,wikidata,notes.")],
    as_json: AsJson = False,
) -> None:
    """Take people in, all or none. Doing it again changes nothing.

    Example: whosaid people import people.csv
    """
    from handlers.people_csv import read_people  # noqa: PLC0415  0.3 s that --help spares
    from store.people import People  # noqa: PLC0415  the same

    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        seen = f"There is no file {file}." if not file.exists() else f"{file} cannot be read."
        raise BadQuestion(seen, "Name a CSV file that can be read.") from error
    except UnicodeDecodeError as error:
        raise BadQuestion(f"{file} is not UTF-8 text.", "Save it as CSV in UTF-8.") from error
    known = read_people(text)
    with opened(made=True) as engine:
        new = People(engine).take_in(known, by=getuser(), now=right_now())
    if as_json:
        typer.echo(json.dumps({"people": len(known), "new": new}))
    else:
        typer.echo(f"{counted(len(known), 'line')} taken in; {new} new.")


@people.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to; - is standard output.")],
) -> None:
    """Write down everybody whom the desk has named, for a spreadsheet or another archive.

    Example: whosaid people export people.csv
    """
    from handlers.people_csv import write_people  # noqa: PLC0415  0.3 s that --help spares
    from store.people import People  # noqa: PLC0415  the same

    with opened() as engine:
        known = People(engine).named_by_desk()
    text = write_people(known)
    if str(file) == "-":
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadQuestion(f"{file} cannot be written.", "Name another file.") from error
    typer.echo(f"{len(known)} written to {file}.")


@people.command()
def pairs(
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
) -> None:
    """Show who may be one person, with what speaks for it. Nothing merges them but you."""
    from store.pairs import Pairs  # noqa: PLC0415  0.3 s that --help spares

    with opened() as engine:
        waiting = Pairs(engine).waiting(limit=limit)
    if as_json:
        told = [
            {
                "people": [
                    {"id": one.id, "name": one.name, "role": one.role, "quotes": one.quotes}
                    for one in (pair.one, pair.other)
                ],
                "why": list(pair.why),
            }
            for pair in waiting
        ]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for pair in waiting:
        sides = [
            f"{one.id} {one.name}{f', {one.role}' if one.role else ''}, "
            + counted(one.quotes, "quote")
            for one in (pair.one, pair.other)
        ]
        typer.echo(printable(f"{' / '.join(sides)}: {', '.join(pair.why)}"))
    if not waiting:
        typer.echo("No two people look like one.")


@people.command()
def alias(
    person: Who, name: Annotated[str, typer.Argument(help="What they are called too.")]
) -> None:
    """Let another name reach somebody, in any script. The log can undo it.

    Example: whosaid people alias "Vera Lind" "The Harbour Lady"
    """
    from store.people import People  # noqa: PLC0415  0.3 s that --help spares

    with opened() as engine:
        People(engine).add_alias(_id(engine, person), name, by=getuser(), now=right_now())
    typer.echo(printable(f"{person} is also called {name} from now on."))


@people.command()
def merge(person: Who, into: Who) -> None:
    """Let one person be another: quotes, aliases and roles. The log can undo it.

    Example: whosaid people merge "V. Lind" "Vera Lind"
    """
    from store.pairs import Pairs  # noqa: PLC0415  0.3 s that --help spares

    with opened() as engine:
        one, other = _id(engine, person), _id(engine, into)
        Pairs(engine).merge(one, other, by=getuser(), now=right_now())
    typer.echo(printable(f"{person} is {into} from now on."))


@people.command()
def apart(one: Who, other: Who) -> None:
    """Keep two people apart, for good. The log can undo it.

    Example: whosaid people apart "V. Lind" "Vera Lind"
    """
    from store.pairs import Pairs  # noqa: PLC0415  0.3 s that --help spares

    with opened() as engine:
        ids = _id(engine, one), _id(engine, other)
        Pairs(engine).keep_apart(*ids, by=getuser(), now=right_now())
    typer.echo(printable(f"{one} and {other} are two people."))


def _id(engine: "Engine", who: str) -> int:
    """The id of somebody. Raises BadQuestion unless exactly one person is meant."""
    from store.people import People  # noqa: PLC0415  0.3 s that --help spares

    if who.isdecimal():
        return int(who)
    found = People(engine).find(who)
    if len(found) != 1:
        many = "Nobody is" if not found else f"{len(found)} people are"
        raise BadQuestion(f"{many} called “{who}”.", "Give a full name, or the number.")
    return found[0].id
