"""`whosaid serve`, `practice` and `manifest`: the bot on Slack, the bot without Slack, the app."""

from typing import Annotated

import typer

from bot.errors import BadSetting
from bot.when import warm
from handlers.log import set_up
from handlers.settings import load_settings


def serve(
    http: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="Listen for signed requests, not Socket Mode."),
    ] = None,
) -> None:
    """Connect to Slack and answer until SIGTERM or Ctrl-C.

    Needs SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or (with --http) SLACK_SIGNING_SECRET.

    Example: whosaid serve --http 127.0.0.1:3000
    """
    from handlers.serving import serve as serve_socket  # noqa: PLC0415  0.5 s that --help spares
    from handlers.serving import serve_http  # noqa: PLC0415  the same

    settings = load_settings()
    settings.require_slack(over_http=http is not None)
    address = None if http is None else _host_and_port(http)
    set_up()
    warm()
    if address is None:
        serve_socket(settings)
    else:
        serve_http(settings, *address)


def practice(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")] = 8030,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Try the bot in a workspace on this machine, without Slack.

    Example: whosaid practice --port 8031 --no-browser
    """
    from handlers.practice.start import run  # noqa: PLC0415  0.5 s that --help spares

    settings = load_settings()
    set_up("WARNING")
    warm()
    run(settings, port=port, open_browser=browser)


def manifest() -> None:
    """Print the Slack app manifest, with the command names that are set.

    Example: whosaid manifest > manifest.yaml
    """
    from handlers.manifest import manifest as text  # noqa: PLC0415  only this needs it

    typer.echo(text(load_settings()), nl=False)


def _host_and_port(http: str) -> tuple[str, int]:
    host, _, port = http.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdigit() or int(port) > 65_535:
        raise BadSetting(f"--http “{http}” is not HOST:PORT.", "Write it as 127.0.0.1:3000.")
    return host, int(port)
