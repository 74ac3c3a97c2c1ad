"""The command line, `whosaid`: one command a module. What takes long to load is loaded inside."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # no public name: typer<0.30

from bot.errors import BadArticle, WhosaidError
from handlers.cli.add import add
from handlers.cli.articles import articles
from handlers.cli.ask import ask
from handlers.cli.db import db
from handlers.cli.doctor import doctor
from handlers.cli.erase import allow, erase, hold
from handlers.cli.export import export
from handlers.cli.feeds import feeds
from handlers.cli.log import log
from handlers.cli.people import people
from handlers.cli.plain import printable
from handlers.cli.read import read
from handlers.cli.serve import manifest, practice, serve
from handlers.cli.verify import verify
from handlers.cli.withdraw import kill, reinstate, withdraw

BAD_INPUT = 1  # an article could not be had or read
BAD_USAGE = 2  # the command, the question, a setting or the database

app = typer.Typer(
    name="whosaid",
    help="A newsroom's memory of who said what.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    practice, ask, export, verify, add, read, withdraw, kill, reinstate, erase, hold, allow, log,
    serve, doctor, manifest,
):  # fmt: skip
    app.command()(command)
app.add_typer(articles, name="articles")
app.add_typer(db, name="db")
app.add_typer(people, name="people")
app.add_typer(feeds, name="feeds")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"whosaid {version('whosaid')}")
        raise typer.Exit


@app.callback()
def _whosaid(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """A newsroom's memory of who said what."""


def _named(arguments: list[str]) -> str:
    """The command that arguments begin with: Click does not say whose option lacks its value."""
    named, commands = "whosaid", getattr(typer.main.get_command(app), "commands", {})
    for word in arguments:
        if word not in commands:
            break
        named, commands = f"{named} {word}", getattr(commands[word], "commands", {})
    return named


def main() -> None:
    """Run the command. Ends with 1 for bad articles, 2 for bad usage, 130 for Ctrl-C."""
    try:
        sys.exit(app(standalone_mode=False) or 0)  # Typer's own answer to bad usage is a box
    except WhosaidError as error:
        typer.echo(f"whosaid: {error}", err=True)
        sys.exit(BAD_INPUT if isinstance(error, BadArticle) else BAD_USAGE)
    except UsageError as error:
        if isinstance(error, NoArgsIsHelpError):  # it has printed the help
            sys.exit(BAD_USAGE)
        command = error.ctx.command_path if error.ctx else _named(sys.argv[1:])
        seen = printable(error.format_message()).rstrip(".")
        typer.echo(f"whosaid: {seen}. Try: {command} --help", err=True)
        sys.exit(BAD_USAGE)
    except typer.Abort:
        typer.echo("whosaid: Nothing was done.", err=True)
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`); Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BAD_INPUT)
