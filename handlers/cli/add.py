"""`whosaid add`: articles from files, folders, addresses or standard input into the archive."""

import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from getpass import getuser
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadArticle, StoreError, WhosaidError
from bot.model import Page
from handlers.bulk import Bulk
from handlers.cli.articles import channels
from handlers.cli.clock import right_now
from handlers.cli.done import Done, done_json, summary
from handlers.cli.plain import printable
from handlers.formats.pulled import Pulled, too_late
from handlers.intake import MAX_BYTES, instant_of, page_from_bytes, page_from_file
from handlers.log import set_up
from handlers.settings import load_settings
from handlers.troubles import noted

if TYPE_CHECKING:
    from store.articles import Articles

log = logging.getLogger(__name__)

_TEXTS = {".txt", ".text", ".md", ".html", ".htm", ".xhtml"}
_WIRES = {".xml", ".rss", ".atom", ".json", ".ninjs"}
ARTICLES = _TEXTS | _WIRES | {".docx", ".pdf", ".eml"}
KEPT_AT_ONCE = 32  # articles of a transaction


def add(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders or addresses; - is standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that read.")] = 1,
    embargo: Annotated[
        str | None, typer.Option(help="Nobody sees them before: 2025-07-01T06:00+03:00.")
    ] = None,
    only_in: Annotated[
        list[str] | None, typer.Option(help="The id of a Slack channel they are for, C0123ABC.")
    ] = None,
) -> None:
    """Read articles and keep them. One that fails does not stop the others.

    Example: whosaid add articles/ https://example.org/news/1
    """
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.articles import Articles  # noqa: PLC0415  the same
    from store.engine import open_store  # noqa: PLC0415  the same
    from store.topics import Topics  # noqa: PLC0415  the same

    settings = load_settings()
    named = _named(sources)
    until = instant_of(embargo, "these articles") if embargo else None
    seen = _Seen(until, channels(only_in or ()))
    engine = open_store(settings.database_url)
    done = Done()
    try:
        with _progress(len(named), as_json) as said:
            arriving = _pages(named, done, said, seen)
            read = Bulk(Topics(engine).all(), settings.pipeline, workers).read_all(arriving)
            archive = Archive(engine)
            while some := list(islice(read, KEPT_AT_ONCE)):
                # Now, not when the command began: a digest must not have gone out in between.
                done.kept += archive.add_many(some, now=right_now(), by=seen.decided_by())
            _withdraw(done, Articles(engine))
    finally:
        engine.dispose()
    typer.echo(
        json.dumps(done_json(done), ensure_ascii=False, indent=2)
        if as_json
        else summary(done, right_now())
    )
    if done.failed:
        raise typer.Exit(1)


_Source = tuple[str, Callable[[], list[Page]]]


def _named(sources: Sequence[str]) -> list[_Source]:
    """Each source with how its pages are had; a folder is the articles in it, by name."""
    named: list[_Source] = []
    for source in sources:
        if source == "-":
            named.append(("the input", _from_input))
        elif source.startswith(("http://", "https://")):
            named.append((source, lambda url=source: _fetched(url)))  # type: ignore[misc]  # bound
        elif "://" in source:
            named.append((source, lambda url=source: _unread(url)))  # type: ignore[misc]  # bound
        elif Path(source).is_dir():
            files = (file for file in sorted(Path(source).rglob("*")) if _is_article(file))
            named += [(str(file), lambda file=file: page_from_file(file)) for file in files]  # type: ignore[misc]  # bound
        else:
            named.append((source, lambda file=Path(source): page_from_file(file)))  # type: ignore[misc]  # bound
    return named


def _unread(url: str) -> list[Page]:
    raise BadArticle(
        f"{url} begins with {url.partition('://')[0]}://, which is not read.",
        "Give an address that begins with https:// or http://, or a file.",
    )


def _is_article(file: Path) -> bool:
    return file.suffix.lower() in ARTICLES and file.is_file()


def _from_input() -> list[Page]:
    return page_from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "The input")


def _fetched(url: str) -> list[Page]:
    from handlers.fetch import Fetcher  # noqa: PLC0415  files need none

    return Fetcher().pages(url)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who may see all that comes, where the articles themselves do not say."""

    embargo: datetime | None
    places: tuple[str, ...]

    def decided_by(self) -> str | None:
        """Who has said so on the command line; None where nobody has."""
        return getuser() if self.embargo or self.places else None

    def by(self, page: Page) -> Page:
        return replace(
            page, embargo=page.embargo or self.embargo, places=page.places or self.places
        )


def _pages(
    named: Sequence[_Source], done: Done, said: Callable[[str], None], seen: _Seen
) -> Iterator[Page]:
    for name, pages in named:
        try:
            found = pages()
        except Pulled as pulled:
            done.pulled += [(name, one) for one in pulled.every]
            said(f"{pulled.status} {name}")
            yield from map(seen.by, pulled.usable)
            continue
        except WhosaidError as error:
            done.failed.append((name, str(error)))
            said(f"failed {name}: {error}")
            continue
        except Exception as error:
            why = f"It could not be read ({type(error).__name__}). Tell whoever keeps whosaid."
            done.failed.append((name, why))
            noted(error)
            said(f"failed {name}: {why}")
            continue
        said(f"reading {name}")
        yield from map(seen.by, found)


def _withdraw(done: Done, articles: "Articles") -> None:
    """What its publisher has pulled is taken back where it was kept before."""
    for name, pulled in done.pulled:
        stands = articles.newer(pulled.url or "", pulled.version)
        if stands is not None:
            done.failed.append((name, too_late(pulled, stands)))
            continue
        try:
            reason = f"{pulled.status} by its publisher"
            articles.withdraw(pulled.url or "", reason, by=getuser(), now=right_now())
        except StoreError:
            done.failed.append((name, str(pulled)))
        else:
            done.withdrawn.append(pulled)


@contextmanager
def _progress(many: int, quietly: bool) -> Iterator[Callable[[str], None]]:
    """Tells of each source: a bar on a terminal, with the failures above it; else log lines."""
    if not sys.stderr.isatty():
        if not quietly:
            set_up()
        yield lambda words: log.info("%s", printable(words)) if not quietly else None
        return
    from rich.console import Console  # noqa: PLC0415  only a terminal has a bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=many)

        def said(words: str) -> None:
            if words.startswith("failed "):
                console.print(printable(words), markup=False, highlight=False)
            bar.advance(task)

        yield said
