"""`whosaid doctor`: is everything set up, and if not, what is there to do?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import typer

from bot.errors import WhosaidError
from bot.feeds import Feed
from handlers.cli.plain import counted, printable
from handlers.settings import Settings, examined, sqlite_file

OK, NOTE, FAULT = "ok", "note", "FAULT"
OPTIONAL_SCOPES = frozenset({"channels:history", "groups:history", "links:read", "files:read",
                             "files:write", "assistant:write"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. remedy: what to do, empty when there is nothing to do."""

    state: str
    what: str
    remedy: str = ""


def doctor() -> None:
    """Check settings, database, reading, tokens and scopes, and say what to do.

    Ends with 1 when something is at fault.

    Example: whosaid doctor
    """
    faults = 0
    for finding in findings():
        faults += finding.state == FAULT
        typer.echo(f"{finding.state:<6}{printable(finding.what)}")
        if finding.remedy:
            typer.echo(f"      {printable(finding.remedy)}")
    raise typer.Exit(1 if faults else 0)


def findings() -> Iterator[Finding]:
    """What is found, one after the other; each check goes on where the one before ended."""
    try:
        settings, faults = examined()
    except WhosaidError as error:
        yield Finding(FAULT, error.seen, error.remedy)
        return
    for fault in faults.values():
        yield Finding(FAULT, fault.seen, fault.remedy)
    if not faults:
        yield Finding(OK, f"settings: zone {settings.zone}, commands {settings.command} and "
                          f"{settings.digest_command}")  # fmt: skip
    if "WHOSAID_DATABASE_URL" not in faults:
        yield from _database(settings)
    if "WHOSAID_PIPELINE" not in faults:
        yield Finding(OK, f"reading: {settings.pipeline}")
    if "SLACK_API_BASE_URL" not in faults:
        yield from _slack(settings, faults)


def _database(settings: Settings) -> Iterator[Finding]:
    from store.archive import Archive  # noqa: PLC0415  0.3 s that --help spares
    from store.engine import open_store  # noqa: PLC0415  the same
    from store.feeds import Feeds  # noqa: PLC0415  the same
    from store.topics import Topics  # noqa: PLC0415  the same

    place = _place(settings.database_url)
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        remedy = "Put articles in with: whosaid add FILE, or mend WHOSAID_DATABASE_URL."
        yield Finding(NOTE, f"database: there is no archive yet at {place}", remedy)
        return
    try:
        engine = open_store(settings.database_url)
        try:
            counts, topics = Archive(engine).counts(), len(Topics(engine).all())
            feeds = Feeds(engine).all()
        finally:
            engine.dispose()
    except WhosaidError as error:
        yield Finding(FAULT, f"database: {error.seen}", error.remedy)
        return
    many = ", ".join(f"{many:,} {name}" for name, many in sorted(counts.items()))
    yield Finding(OK, f"database: {place}: {many}, {counted(topics, 'topic')}")
    if not counts["articles"]:
        yield Finding(NOTE, "the archive is empty", "Put articles in with: whosaid add FILE")
    yield from _feeds(feeds)


def _feeds(feeds: Sequence[Feed]) -> Iterator[Finding]:
    """How many feeds are read, and each that is not."""
    from handlers.cli.feeds import health  # noqa: PLC0415  only with a database

    if not feeds:
        return
    read = sum(not (feed.paused or feed.failures) for feed in feeds)
    yield Finding(OK, f"feeds: {read} of {counted(len(feeds), 'feed')} read without trouble")
    for feed in feeds:
        if feed.failures:
            remedy = f"Open it in a browser; to leave it out: whosaid feeds pause {feed.url}"
            yield Finding(NOTE, f"feed {feed.url}: {health(feed)}", remedy)
        elif feed.paused:
            remedy = f"To read it again: whosaid feeds resume {feed.url}"
            yield Finding(NOTE, f"feed {feed.url}: paused", remedy)


def _place(database_url: str) -> str:
    """The file, or the server and database without user and password."""
    parts = urlsplit(database_url)
    return str(sqlite_file(database_url) or f"{parts.hostname or 'this machine'}{parts.path}")


def _slack(settings: Settings, faults: Mapping[str, WhosaidError]) -> Iterator[Finding]:
    """Both ways to Slack, and each token that there is. faults: told already, by variable."""
    for over_http, way in ((False, "Socket Mode"), (True, "HTTP")):
        try:
            settings.require_slack(over_http=over_http)
        except WhosaidError as error:
            if error.seen.partition(" ")[0] in faults:
                continue
            yield Finding(NOTE, f"Slack over {way}: {error.seen}", error.remedy)
    if settings.slack_bot_token:
        yield from _bot_token(settings)
    if settings.slack_app_token:
        yield _app_token(settings)


def _bot_token(settings: Settings) -> Iterator[Finding]:
    from slack_sdk import WebClient  # noqa: PLC0415  only with a token
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415  the same

    client = WebClient(token=settings.slack_bot_token, base_url=settings.slack_api_base_url)
    try:
        me = client.auth_test()
    except SlackApiError as error:
        yield Finding(
            FAULT,
            f"SLACK_BOT_TOKEN was refused by Slack ({error.response['error']})",
            "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions again.",
        )
        return
    except OSError as error:
        yield Finding(FAULT, f"Slack cannot be reached ({error})", "Check the network.")
        return
    yield Finding(OK, f"Slack: {me['user']} in {me['team']}")
    headers = {name.lower(): value for name, value in (me.headers or {}).items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    if granted == {""}:
        yield Finding(NOTE, "Slack did not say which scopes were granted")
        return
    missing = set(_scopes_of_manifest(settings)) - granted
    for scope in sorted(missing):
        state = NOTE if scope in OPTIONAL_SCOPES else FAULT
        remedy = "Add it on OAuth & Permissions and install the app again."
        yield Finding(state, f"scope {scope} is missing", remedy)
    if not missing:
        yield Finding(OK, "scopes: all that the manifest asks for")


def _app_token(settings: Settings) -> Finding:
    from slack_sdk import WebClient  # noqa: PLC0415  only with a token
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415  the same

    try:
        WebClient(base_url=settings.slack_api_base_url).apps_connections_open(
            app_token=settings.slack_app_token or ""
        )
    except SlackApiError as error:
        return Finding(
            FAULT,
            f"SLACK_APP_TOKEN was refused by Slack ({error.response['error']})",
            "Make one with connections:write on Basic Information.",
        )
    except OSError as error:
        return Finding(FAULT, f"Slack cannot be reached ({error})", "Check the network.")
    return Finding(OK, "Socket Mode: the app token is taken")


def _scopes_of_manifest(settings: Settings) -> list[str]:
    import yaml  # noqa: PLC0415  only with a token

    from handlers.manifest import manifest  # noqa: PLC0415  the same

    scopes: list[str] = yaml.safe_load(manifest(settings))["oauth_config"]["scopes"]["bot"]
    return scopes
