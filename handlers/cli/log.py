"""`whosaid log`: what people changed in the archive, by whom and when."""

import json
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from handlers.cli.clock import right_now
from handlers.cli.plain import printable
from handlers.render.changes import Channel, Part, what
from handlers.settings import database_to_read, load_settings

if TYPE_CHECKING:
    from store.changes import Change


def log(
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
    before: Annotated[
        int | None, typer.Option(help="Only those before the one of this id.")
    ] = None,
    undo: Annotated[int | None, typer.Option(help="Take back the change of this id.")] = None,
) -> None:
    """Show what people changed, the newest first: corrections, articles, people, digests, feeds.

    Nobody and no article is named that not everybody may see.

    Example: whosaid log --json --limit 100

    Example: whosaid log --undo 7
    """
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.changes import Changes  # noqa: PLC0415  the same
    from store.engine import open_store  # noqa: PLC0415  the same

    engine = open_store(database_to_read(load_settings()))
    try:
        if undo is not None:
            Changes(engine).undo(undo, by=getuser(), now=right_now())
        page, older = Changes(engine).page(limit=limit, before=before)
        corrected = {one.quote_id for one in page if one.quote_id}
        standings = Archive(engine).standings(corrected)
    finally:
        engine.dispose()
    told = [(one, printable(_in_words(what(one, standings)))) for one in page]
    if as_json:
        typer.echo(json.dumps([_row(*one) for one in told], ensure_ascii=False, indent=2))
        return
    for one, words in told:
        typer.echo(_line(one, words))
    if not page:
        typer.echo("Nobody has changed anything.")
    elif older:
        typer.echo(f"There are older ones: --before {page[-1].id}")


def _row(one: "Change", words: str) -> dict[str, object]:
    """A change as --json has it."""
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "by": one.by,
        "what": one.what,
        "told": words,
        "undoable": one.undoable,
        "why_not": one.why_not,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
        "undone_by": one.undone_by,
    }


def _line(one: "Change", words: str) -> str:
    line = f"{one.id}  {one.at:%Y-%m-%d %H:%M} UTC · {printable(one.by)} · {words}"
    if one.undone_at:
        return f"{line} (undone by {printable(one.undone_by or '')})"
    return line if one.undoable else f"{line} ({one.why_not})"


def _in_words(parts: list[Part]) -> str:
    return "".join(part.id if isinstance(part, Channel) else part for part in parts)
