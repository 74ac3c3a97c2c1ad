"""`whosaid read`: the quotes of an article, shown and not kept."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.errors import BadArticle, BadSetting
from bot.model import Article, Page, Topic
from bot.stance import announced
from bot.topics import parse_topics
from handlers.bulk import Bulk
from handlers.cli.jsonl import answer_lines
from handlers.cli.plain import printable
from handlers.cli.quotes_json import article_json
from handlers.formats.pulled import with_usable
from handlers.intake import MAX_BYTES, page_from_bytes, page_from_file
from handlers.settings import Settings, load_settings, sqlite_file


def read(  # noqa: PLR0913, PLR0917  the options of a command
    file: Annotated[str, typer.Argument(help="A text or HTML file; - is standard input.")] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="Print the quotes as JSON.")] = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help='{"id", "text"} a line in, {"id", "quotes"} a line out.'),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show every stage: paragraphs, cues, parse, candidates."),
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that read, with --jsonl.")
    ] = 1,
    topics: Annotated[
        Path | None, typer.Option(help="A topic list (TOML) instead of the database's.")
    ] = None,
) -> None:
    """Show the quotes of an article without keeping it.

    Example: whosaid read article.txt

    Example: whosaid read --explain article.txt

    Example: whosaid read --jsonl --workers 2 < articles.jsonl > quotes.jsonl
    """
    settings = load_settings()
    known = _topics(topics, settings)
    if jsonl:
        raise typer.Exit(answer_lines(_input(file), Bulk(known, settings.pipeline, workers)))
    pages = with_usable(partial(_pages, file))
    if len(pages) > 1:
        raise BadArticle(
            f"{file} is a feed of {len(pages)} articles.",
            f"Keep them with: whosaid add {file}",
        )
    if explain:
        _explain(pages[0], known, settings.pipeline)
        return
    article = next(Bulk(known, settings.pipeline).read_all(pages))
    if as_json:
        typer.echo(json.dumps(article_json(article), ensure_ascii=False, indent=2))
    else:
        _show(article)


def _explain(page: Page, topics: tuple[Topic, ...], pipeline: str) -> None:
    from bot.reading import Reader  # noqa: PLC0415  half a second that --help spares

    for line in str(Reader(topics, pipeline).explain(page)).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        typer.echo(" " * indent + printable(line))


def _pages(file: str) -> list[Page]:
    if file != "-":
        return page_from_file(Path(file))
    return page_from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "The input")


def _input(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise BadArticle(f"{file} cannot be read ({error.strerror}).", "Check its name.") from error


def _topics(file: Path | None, settings: Settings) -> tuple[Topic, ...]:
    """The topics of a file, else of the database if there is one; it is never created here."""
    if file is not None:
        try:
            return parse_topics(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadSetting(f"{file} cannot be read.", "Name a topic list in TOML.") from error
    database = sqlite_file(settings.database_url)
    if database is not None and not database.is_file():
        return ()
    from store.engine import open_store  # noqa: PLC0415  not needed without a database
    from store.topics import Topics  # noqa: PLC0415  the same

    engine = open_store(settings.database_url)
    try:
        return Topics(engine).all()
    finally:
        engine.dispose()


# --- one article for people ----------------------------------------------------------------------


def _show(article: Article) -> None:
    title = article.title or "Untitled"
    typer.echo(printable(f"{title} · {article.published}" if article.published else title))
    if not article.quotes:
        typer.echo("No quotes.")
    for quote in article.quotes:
        speaker = quote.speaker or f"unclear ({', '.join(quote.candidates) or 'nobody named'})"
        role = f", {quote.role}" if quote.role else ""
        role += f" (with {', '.join(quote.together)})" if quote.together else ""
        marks = [quote.kind.value, f"{quote.confidence:.0%} sure"]
        marks += ["background"] if quote.background else []
        marks += [f"{tag.topic}: {tag.phrase}" for tag in quote.topics]
        marks += [
            f"{name}: {article.page.text[s:e]}" for name, (s, e) in quote.provenance.spans().items()
        ]
        typer.echo(f"\n{printable(speaker + role)} ({printable('; '.join(marks))})")
        pieces = [article.page.text[s:e] for s, e in quote.content]
        cue = " … ".join(article.page.text[s:e] for s, e in quote.cue)
        context = article.page.text[quote.paragraph[0] : quote.paragraph[1]]
        if told := announced(cue, pieces, quote.kind, context):
            typer.echo(f"  [{printable(told)}]")
        for piece in map(printable, pieces):
            typer.echo(f"  “{piece}”" if quote.kind == "direct" else f"  {piece}")
