"""`whosaid export`: quotes for other programs."""

from typing import Annotated

import typer

from bot.answers import Hit
from bot.errors import BadQuestion
from bot.topics import Lexicon
from handlers.cli.ask import understood, why_nothing
from handlers.exports import CSV, FORMS, exported
from handlers.settings import database_to_read, load_settings

AT_ONCE = 500


def export(
    question: Annotated[list[str], typer.Argument(help="A name, about what, and when.")],
    form: Annotated[str, typer.Option("--as", help=f"One of {', '.join(sorted(FORMS))}.")] = CSV,
    now: Annotated[
        str | None, typer.Option(help="The time to count from: 2025-06-28T09:00, in the zone.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The time zone of whoever asks.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many quotes.")] = 1_000,
) -> None:
    """Print the quotes that answer a question, for other programs, the newest first.

    Example: whosaid export "Umerov about drones" > umerov.csv

    Example: whosaid export --as csl "about ceasefire since June"
    """
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same
    from store.topics import Topics  # noqa: PLC0415  the same

    settings = load_settings()
    engine = open_store(database_to_read(settings))
    try:
        archive = Archive(engine)
        asked = understood(archive, settings, question, now, zone or settings.zone)
        phrases = Lexicon(Topics(engine).all()).phrases_for(asked.about) if asked.about else ()
        hits, older = list[Hit](), None
        while len(hits) < limit:
            some = min(AT_ONCE, limit - len(hits))
            answer = archive.ask(asked, limit=some, older=older, phrases=phrases)
            if (
                answer.choices
                or answer.near
                or answer.holders
                or not (answer.hits or hits or answer.person)
            ):
                raise BadQuestion(why_nothing(answer, archive.counts()["articles"]), "")
            hits += answer.hits
            older = answer.older
            if older is None:
                break
        typer.echo(exported(hits, form, archive.context), nl=False)
    finally:
        engine.dispose()
